"""Lists to choose from in cells."""

from collections.abc import Mapping, Sequence
from string import ascii_uppercase
from typing import Any

from inspector.documents.edition_workbook.cells_shown import glossed
from inspector.documents.edition_workbook.kinds import Cells, Choices, Holds, Sheet
from inspector.documents.edition_workbook.layout import FIRST_ROW, HELP_TAB
from inspector.documents.edition_workbook.sheet_of_edition import EDITION, EDITION_ROWS
from inspector.documents.edition_workbook.sheets_of_criteria import CRITERIA, GROUPS
from inspector.documents.edition_workbook.sheets_of_rule import PART_VALUES, RULE, SCALES
from inspector.documents.edition_workbook.styles import part_in

_SPARE_ROWS = 300  # below the last filled one
_LETTERS = [*ascii_uppercase, *(f"A{letter}" for letter in ascii_uppercase)]
_VALUE = {one.key: _LETTERS[[column.key for column in one.columns].index("value")] for one in (EDITION, RULE)}
_LONGEST = 255  # characters of a list in Excel
_REFUSED = (
    "Chọn một giá trị trong danh sách, hoặc để trống.\nChoose one of the list, or leave the cell blank."
)


def add_lists(page: Any, sheet: Sheet, rows: Mapping[str, Sequence[Cells]], parts: str) -> None:
    """Offer lists in the cells of a sheet; `parts` is where the help sheet lists the parts of a rule."""
    last = len(rows[sheet.key]) + FIRST_ROW + _SPARE_ROWS
    scales = _words(dict.fromkeys((one["scale"].text for one in rows["scales"]), ""))
    sources = {
        "group": f"'{GROUPS.tab}'!$A${FIRST_ROW}:$A$500",
        "criterion": f"'{CRITERIA.tab}'!$B${FIRST_ROW}:$B$3000",
        "part": f"'{HELP_TAB}'!{parts}",
    }
    for one, letter in zip(sheet.columns, _LETTERS, strict=False):
        cells = f"{letter}{FIRST_ROW}:{letter}{last}"
        if one.key == "scale" and sheet is not SCALES:
            _offer(page, cells, scales, strict=False)
        else:
            formula = sources.get(one.key) or _words(one.choices)
            _offer(page, cells, formula, strict=one.holds is not Holds.MANDATORY)
    for number, choices in enumerate(_choices_of_rows(sheet, rows), start=FIRST_ROW):
        _offer(page, f"{_VALUE[sheet.key]}{number}", _words(choices))


def _choices_of_rows(sheet: Sheet, rows: Mapping[str, Sequence[Cells]]) -> Sequence[Choices]:
    """Return what may stand in the column “value” of each row."""
    if sheet is EDITION:
        return [row.choices for row in EDITION_ROWS]
    return [PART_VALUES.get(part_in(cells), {}) for cells in rows["rule"]] if sheet is RULE else []


def _words(choices: Choices) -> str:
    """Return a list of words as a formula, or nothing where Excel would not take it."""
    words = ",".join(glossed(one, choices) if choices[one] else one for one in choices)
    return f'"{words}"' if 0 < len(words) <= _LONGEST else ""


def _offer(page: Any, cells: str, formula: str, *, strict: bool = True) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    if not formula:
        return
    offer = DataValidation("list", formula, allow_blank=True, showErrorMessage=strict, error=_REFUSED)
    offer.sqref.add(cells)
    page.add_data_validation(offer)
