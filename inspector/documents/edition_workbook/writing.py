"""Writing an edition as a workbook that an official can read, and fill in."""

import io
import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from inspector.criteria.model import Edition
from inspector.criteria.problem import Problem
from inspector.criteria.strict_yaml import Kind, ScalarNode
from inspector.documents.edition_workbook.drop_downs import add_lists
from inspector.documents.edition_workbook.edition_rows import rows_of
from inspector.documents.edition_workbook.help_sheet import PARTS_HEADING, PARTS_ROWS, TITLE, paragraphs
from inspector.documents.edition_workbook.kinds import Cells, Column, Sheet
from inspector.documents.edition_workbook.layout import FIRST_ROW, HELP_TAB, SHEET_NUMBERS, SHEETS
from inspector.documents.edition_workbook.places import Place, Places
from inspector.documents.edition_workbook.sheet_of_edition import EDITION, EDITION_ROWS
from inspector.documents.edition_workbook.styles import (
    add_styles,
    explain,
    heighten,
    lay_out,
    on_paper,
    put_on,
    style_of,
)

MAX_CHARACTERS = 32_767  # of a cell, as Excel counts them: in UTF-16
_WIDTH_OF_HELP = 80
_LOST = re.compile("_x[0-9A-Fa-f]{4}_|x005F_|\r")
_FIRST_DATE = date(1901, 1, 1)  # before it Excel's calendar is not ours
_PLAIN_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]*[1-9])?")
_MOST_DIGITS = 14  # Excel keeps 15


class NotForExcel(ValueError):
    """An edition with a text that no cell can hold; `problems` are all of them, with their places."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(str(one) for one in problems))
        self.problems = tuple(problems)


def write_edition(edition: Edition) -> bytes:
    """Return an edition as an .xlsx workbook, with the provisions it cites and all facts.

    Read back, it is the same edition with the same digest; comments in its files are left out, and so are
    its examples. Raises NotForExcel.
    """
    from openpyxl import Workbook  # only who writes a workbook pays for it

    rows = rows_of(edition)
    problems = _problems(rows)
    if problems:
        raise NotForExcel(problems)
    workbook = Workbook()
    workbook.remove(workbook.active)
    workbook.properties.creator = "Inspector"
    workbook.properties.title = edition.id
    add_styles(workbook)
    parts = _write_help(workbook.create_sheet(HELP_TAB))
    for sheet in SHEETS:
        page = workbook.create_sheet(sheet.tab)
        _write_sheet(page, sheet, rows[sheet.key])
        add_lists(page, sheet, rows, parts)
    workbook.active = workbook.sheetnames.index(EDITION.tab)
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def _write_help(page: Any) -> str:
    """Write the help sheet; return where it lists the parts of a rule."""
    page.column_dimensions["A"].width = page.column_dimensions["B"].width = _WIDTH_OF_HELP
    lines = [("title", TITLE)]
    for is_heading, words in (*paragraphs(), (True, PARTS_HEADING)):
        lines += [("help", ("", "")), ("heading", words)] if is_heading else [("help", words)]
    lines += [("help", words) for words in PARTS_ROWS]
    for row, (style, words) in enumerate(lines, start=1):
        for number, one in enumerate(words, start=1):
            put_on(page.cell(row, number), style)
            _set(page.cell(row, number), ScalarNode(0, Kind.TEXT, one))
        heighten(page, row, [(one, _WIDTH_OF_HELP) for one in words])
    on_paper(page)
    return f"$A${len(lines) - len(PARTS_ROWS) + 1}:$A${len(lines)}"


def _write_sheet(page: Any, sheet: Sheet, rows: Sequence[Cells]) -> None:
    for number, column in enumerate(sheet.columns, start=1):
        name = page.cell(1, number)
        put_on(name, "key")
        _set(name, ScalarNode(0, Kind.TEXT, column.key))
        explain(page.cell(2, number), column, first=number == 1)
    for row, cells in enumerate(rows, start=FIRST_ROW):
        for number, column in enumerate(sheet.columns, start=1):
            cell = page.cell(row, number)
            item = EDITION_ROWS[row - FIRST_ROW] if sheet is EDITION and column.key == "value" else column
            put_on(cell, style_of(sheet, item, cells))
            if column.key in cells:
                _set(cell, cells[column.key])
        heighten(page, row, [(cells[one.key].text, one.width) for one in sheet.columns if one.key in cells])
    lay_out(page, sheet)


def _set(cell: Any, value: ScalarNode) -> None:
    if value.kind is Kind.NUMBER and _survives(value.text):
        cell.value = int(value.text) if "." not in value.text else float(value.text)
    elif value.kind is Kind.DATE and (day := date.fromisoformat(value.text)) >= _FIRST_DATE:
        cell.value = day
    else:
        cell.value = value.text
        cell.data_type = "s"  # openpyxl takes “=…” for a formula and “#N/A” for an error
        # and Excel, when somebody edits the cell, what looks like one
        cell.quotePrefix = value.text.startswith(("=", "+", "-", "@", "'"))


def _survives(number: str) -> bool:
    """Say whether a number comes back as it is written: 1.50 would come back as 1.5, 2.0 as 2."""
    if _PLAIN_NUMBER.fullmatch(number) is None or len(number) > _MOST_DIGITS or number == "-0":
        return False
    return "." not in number or str(float(number)) == number


def _problems(rows: Mapping[str, Sequence[Cells]]) -> tuple[Problem, ...]:
    from openpyxl.utils import get_column_letter

    places = Places()
    for sheet in SHEETS:
        for row, cells in enumerate(rows[sheet.key], start=FIRST_ROW):
            for number, column in enumerate(sheet.columns, start=1):
                what, remedy = _fault(cells.get(column.key))
                if what:
                    letter = get_column_letter(number)
                    at = Place(SHEET_NUMBERS[sheet.key], row, number, sheet.key, letter, column.key)
                    places.refuse(at, _about(sheet, column, cells, what), remedy)
    return places.problems()


def _about(sheet: Sheet, column: Column, cells: Cells, what: str) -> str:
    """Say of whom a cell would be, since the workbook in which it would stand is not there."""
    id_ = cells.get("id") or cells.get(sheet.columns[0].key)
    return f"“{column.key}” of {id_.text}: {what}" if id_ else what


def _fault(cell: ScalarNode | None) -> tuple[str, str]:
    if cell is None:
        return "", ""
    length = len(cell.text.encode("utf-16-le")) // 2
    if length > MAX_CHARACTERS:
        return f"A cell holds at most {MAX_CHARACTERS:,} characters, and this has {length:,}.", "Shorten it."
    lost = _LOST.search(cell.text)
    if lost:
        shown = "a carriage return" if lost.group() == "\r" else f"“{lost.group()}”"
        return f"The text holds {shown}, which Excel would change.", "Take it out of the text."
    return "", ""
