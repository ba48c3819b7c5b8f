"""From the sheets of a workbook to rows: names of sheets and columns, and what each cell holds."""

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from inspector.criteria.problem import listed, quoted
from inspector.documents.edition_workbook.held import held_by, is_blank
from inspector.documents.edition_workbook.kinds import EXPLAINED, NOT_READ, Cells, Holds, Sheet
from inspector.documents.edition_workbook.layout import HELP, SHEET_NUMBERS, SHEETS
from inspector.documents.edition_workbook.opening import MAX_COLUMNS, MAX_ROWS, RawSheet
from inspector.documents.edition_workbook.places import Place, Places
from inspector.documents.edition_workbook.row import Row, Rows

_TAB = re.compile(r".*\((\w+)\)\s*", re.DOTALL)
_AFTER_ALL = len(SHEETS)


def read_sheets(found: Sequence[RawSheet], places: Places) -> Mapping[str, Rows] | None:
    """Return the rows of every sheet by its key; None where a sheet or a column is not as it should be."""
    by_key: dict[str, RawSheet] = {}
    sound = True
    for raw in found:
        key = _key(raw.title)
        if raw.title.startswith(NOT_READ) or key == HELP:
            continue
        if key in SHEET_NUMBERS and key not in by_key:
            by_key[key] = raw
            continue
        sound = False
        at = Place(SHEET_NUMBERS.get(key, _AFTER_ALL), sheet=key)
        if key in by_key:
            places.refuse(at, "The sheet is there twice.", "Remove one of them.")
        else:
            remedy = f"Remove it, or let its name begin with {NOT_READ}."
            places.refuse(at, "The workbook has no such sheet.", remedy)
    rows: dict[str, Rows] = {}
    for sheet in SHEETS:
        at = Place(SHEET_NUMBERS[sheet.key], sheet=sheet.key)
        if sheet.key not in by_key:
            places.refuse(
                at, "The sheet is missing.", f"Add it as “{sheet.tab}”, as a newly exported workbook has it."
            )
            sound = False
            continue
        reading = _SheetReading(sheet, at, by_key[sheet.key], places)
        rows[sheet.key] = reading.rows()
        sound = sound and reading.has_its_columns
    return rows if sound else None


def _key(title: str) -> str:
    tab = _TAB.fullmatch(title)
    return (tab[1] if tab else title).strip().casefold()


class _SheetReading:
    """One sheet being read."""

    def __init__(self, sheet: Sheet, at: Place, raw: RawSheet, places: Places) -> None:
        self.sheet, self.at, self.raw, self.places = sheet, at, raw, places
        self.has_its_columns = True
        self.keys: dict[int, str] = {}
        self.columns: dict[str, Place] = {}

    def rows(self) -> list[Row]:
        """Return the filled rows below the headers."""
        by_row: dict[int, list[Any]] = {}
        for cell in self.raw.cells:
            by_row.setdefault(cell.row, []).append(cell)
        self.check_layout()
        self.read_header(by_row.pop(1, []))
        if any(str(cell.value).startswith(EXPLAINED) for cell in by_row.get(2, ())):
            del by_row[2]
        rows = [self.row(number, cells) for number, cells in by_row.items()]
        filled = [one for one in rows if one.cells]
        self.check_hidden(filled)
        return filled

    def check_layout(self) -> None:
        layout = self.raw.layout
        if self.raw.is_hidden:
            self.places.refuse(self.at, "The sheet is hidden.", "Unhide it.")
        if layout.last_row > MAX_ROWS or layout.last_column > MAX_COLUMNS:
            what = f"The sheet has cells beyond row {MAX_ROWS} or column {MAX_COLUMNS}."
            self.places.refuse(self.at, what, "Delete the rows and columns after the last one that is meant.")
        for ref in layout.merged:
            what = f"The cells {ref} are merged."
            self.places.refuse(self.at, what, "Unmerge them, and fill in each cell that is meant.")

    def check_hidden(self, rows: Rows) -> None:
        for row in rows:
            if row.place.row in self.raw.layout.hidden_rows:
                self.places.refuse(
                    row.place, "The row is hidden.", "Unhide it (a filter may hide it), or delete it."
                )
        for key, column in self.columns.items():
            if column.column_number in self.raw.layout.hidden_columns and any(
                key in row.cells for row in rows
            ):
                self.places.refuse(column, "The column is hidden, and something is in it.", "Unhide it.")

    def read_header(self, cells: Sequence[Any]) -> None:
        known = {one.key: one for one in self.sheet.columns}
        for cell in cells:
            name = str(cell.value).strip()
            key, at = name.casefold(), self.place(cell, name)
            if key in known and known[key].holds is not Holds.NOTE and key not in self.columns:
                self.keys[cell.column] = key
                self.columns[key] = self.place(cell, key)
                continue
            self.keys[cell.column] = ""
            if name.startswith(NOT_READ):
                continue
            self.has_its_columns = False
            if key in self.columns:
                self.places.refuse(at, f"The column {quoted(name)} is there twice.", "Remove one of them.")
            else:
                close = get_close_matches(key[:40], [one for one in known if one not in self.columns], n=1)
                hint = (
                    f"Write “{close[0]}”." if close else f"Remove it, or let its name begin with {NOT_READ}."
                )
                self.places.refuse(at, f"The sheet has no column {quoted(name)}.", hint)
        missing = [
            one.key
            for one in self.sheet.columns
            if one.holds is not Holds.NOTE and one.key not in self.columns
        ]
        if missing:
            self.has_its_columns = False
            what = f"The first row lacks the columns {listed(missing)}."
            self.places.refuse(Place(self.at.sheet_number, 1, sheet=self.sheet.key), what, "Add them.")

    def place(self, cell: Any, key: str) -> Place:
        from openpyxl.utils import get_column_letter

        number = self.at.sheet_number
        return Place(number, cell.row, cell.column, self.sheet.key, get_column_letter(cell.column), key)

    def row(self, number: int, cells: Sequence[Any]) -> Row:
        found: Cells = {}
        for cell in cells:
            key = self.keys.get(cell.column)
            if key is None and not is_blank(cell):
                at = self.place(cell, "")
                self.places.refuse(
                    at, "The cell stands in a column without a name.", "Clear it, or name the column."
                )
            elif key and not is_blank(cell):
                found[key] = held_by(cell, self.columns[key].in_row(number), self.places)
        return Row(
            Place(self.at.sheet_number, number, sheet=self.sheet.key), found, self.columns, self.places
        )
