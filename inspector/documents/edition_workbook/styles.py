"""What the workbook looks like: fonts, colours, widths, and what stays in sight."""

from collections.abc import Sequence
from math import ceil
from typing import Any

from inspector.documents.edition_workbook.kinds import EXPLAINED, Cells, Column, Holds, Sheet
from inspector.documents.edition_workbook.layout import FIRST_ROW
from inspector.documents.edition_workbook.sheet_of_edition import EDITION
from inspector.documents.edition_workbook.sheets_of_rule import PART_COLUMNS, RULE

# Cells of these hold codes, which Excel would otherwise take for numbers and days.
_CODES = frozenset({Holds.ID, Holds.IDS, Holds.OFFICIAL_REF, Holds.OUTCOME})
_HEIGHT_OF_LINE = 15  # points
_HEIGHT_OF_SMALL_LINE = 13
_LETTERS_IN_WIDTH = 1.1  # letters are narrower than the digits that widths count
_HIGHEST = 405  # of a row in Excel


_FORMATS = {"code": "@", "day": "yyyy-mm-dd", "plain": "General"}
_FONT = "Arial"
_OURS = "Inspector"  # begins the names of styles


def add_styles(workbook: Any) -> None:
    """Give a workbook the styles that cells name; styling them one by one takes half of the time."""
    from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side

    line = Side(style="thin", color="D0D7DE")
    border = Border(left=line, right=line, top=line, bottom=line)
    normal = Font(name=_FONT, size=11)
    quiet = Font(name=_FONT, size=10, color="4B5563")
    wrapped = Alignment(wrap_text=True, vertical="top")
    left = Alignment(wrap_text=True, vertical="top", horizontal="left")
    fills = {"pale": "F3F4F6", "blue": "DCE9F5", "grey": "E5E7EB"}
    pale, blue, grey = (PatternFill("solid", fgColor=color) for color in fills.values())
    looks: dict[str, dict[str, Any]] = {
        "filled": {"font": normal, "alignment": wrapped},
        "left": {"font": normal, "alignment": left},
        "note": {"font": quiet, "alignment": wrapped, "fill": pale},
        "unused": {"font": normal, "alignment": wrapped, "fill": grey},
    }
    styles = {
        f"{look} {name}": {**parts, "border": border, "number_format": format_}
        for look, parts in looks.items()
        for name, format_ in _FORMATS.items()
    }
    styles["key"] = {"font": Font(name=_FONT, size=9, color="6B7280"), "fill": pale, "border": border}
    styles["meaning"] = {"font": quiet, "fill": blue, "border": border, "alignment": wrapped}
    styles["help"] = {"font": normal, "alignment": wrapped}
    styles["heading"] = {"font": Font(name=_FONT, size=12, bold=True), "alignment": wrapped}
    styles["title"] = {"font": Font(name=_FONT, size=14, bold=True), "alignment": wrapped}
    for name, parts in styles.items():
        workbook.add_named_style(NamedStyle(f"{_OURS} {name}", **parts))


def put_on(cell: Any, style: str) -> None:
    """Give a cell one of the styles."""
    cell.style = f"{_OURS} {style}"


def style_of(sheet: Sheet, column: Column, cells: Cells) -> str:
    """Return the style of a cell of a filled row."""
    look = "left" if sheet is EDITION else "filled"
    if column.holds is Holds.NOTE:
        look = "note"
    elif sheet is RULE and column.key != "part" and column.key not in PART_COLUMNS[part_in(cells)]:
        look = "unused"
    return f"{look} {_format_of(column)}"


def explain(cell: Any, column: Column, *, first: bool) -> None:
    """Say in the second header cell of a column what the column means."""
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    put_on(cell, "meaning")
    title = f"{EXPLAINED} {column.title.vi}" if first else column.title.vi
    words = [TextBlock(InlineFont(rFont=_FONT, b=True, sz=11), f"{title}\n"), column.title.en]
    if column.hint:
        hint = f"\n\n{column.hint.vi}\n{column.hint.en}"
        words.append(TextBlock(InlineFont(rFont=_FONT, i=True, sz=9, color="4B5563"), hint))
    cell.value = CellRichText(words)


def lay_out(page: Any, sheet: Sheet) -> None:
    """Set widths, what new rows look like, what stays in sight, and paper."""
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    for number, column in enumerate(sheet.columns, start=1):
        dimension = page.column_dimensions[get_column_letter(number)]
        dimension.width = column.width
        dimension.font = Font(name=_FONT, size=11)
        dimension.alignment = Alignment(wrap_text=True, vertical="top")
        dimension.number_format = _FORMATS[_format_of(column)]
    page.freeze_panes = page.cell(FIRST_ROW, sheet.frozen + 1)
    page.row_dimensions[2] = {"ht": str(max(_height_of_header(one) for one in sheet.columns))}
    page.sheet_view.zoomScale = 90
    page.print_title_rows = "1:2"
    on_paper(page)


def heighten(page: Any, row: int, shown: Sequence[tuple[str, int]]) -> None:
    """Make a row as high as its texts in columns of these widths need, as far as one can guess."""
    lines = max((_lines(words, width) for words, width in shown), default=1)
    # Only the height: what openpyxl would add says that a person chose it, and then Excel keeps it when
    # the text grows.
    page.row_dimensions[row] = {"ht": str(min(lines * _HEIGHT_OF_LINE, _HIGHEST))}


def _height_of_header(column: Column) -> int:
    lines = sum(_lines(one, column.width - 2) for one in (column.title.vi, column.title.en))
    hint = (
        sum(_lines(one, column.width) for one in (column.hint.vi, column.hint.en)) + 1 if column.hint else 0
    )
    return lines * _HEIGHT_OF_LINE + hint * _HEIGHT_OF_SMALL_LINE


def _lines(words: str, width: int) -> int:
    return sum(max(1, ceil(len(line) / width / _LETTERS_IN_WIDTH)) for line in words.split("\n"))


def part_in(cells: Cells) -> str:
    """Return the part of the rule that a row shows."""
    return cells["part"].text.partition(" ")[0]


def _format_of(column: Column) -> str:
    if column.holds in _CODES:
        return "code"
    return "day" if column.holds is Holds.DAY else "plain"


def on_paper(page: Any) -> None:
    """Let a sheet print on A4, as wide as the page."""
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
