"""A list as a file that people fill in and send back: a workbook, or CSV. Nothing in it is a formula."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

_FORMULA = re.compile(r"[=+\-@\t\r\n|%]")
_TEXT_FORMAT = "@"  # Excel would otherwise take codes for numbers and drop their zeros
_SPARE_COLUMNS = 2


def guarded(words: str) -> str:
    """Return what a spreadsheet will not take for a formula.

    >>> guarded("=1+1"), guarded("Trường MN Hoa Sen")
    ("'=1+1", 'Trường MN Hoa Sen')
    """
    return f"'{words}" if _FORMULA.match(words) else words


def as_csv(rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """Yield the rows of a CSV file, guarded against formulas."""
    # Excel reads UTF-8 only where the file begins with this mark.
    yield b"\xef\xbb\xbf"
    for row in rows:
        text = io.StringIO()
        csv.writer(text).writerow([guarded(one) for one in row])
        yield text.getvalue().encode()


def as_workbook(title: str, rows: Iterable[Sequence[str | date | int]], widths: Sequence[int]) -> bytes:
    """Return a workbook of one sheet; the first row is its heading, and stays in sight."""
    from openpyxl import Workbook  # only who makes a workbook pays for it
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(title)
    sheet.freeze_panes = "C2"
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[_letter(number)].width = width + _SPARE_COLUMNS
    bold = Font(bold=True)
    for number, row in enumerate(rows):
        cells = [_cell(WriteOnlyCell(sheet), value) for value in row]
        if number == 0:
            for cell in cells:
                cell.font = bold
        sheet.append(cells)
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def _letter(column: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(column))


def _cell(cell: Any, value: str | date | int) -> Any:
    cell.value = value
    if isinstance(value, date):
        cell.number_format = "dd/mm/yyyy"
    elif isinstance(value, str):
        cell.data_type = "s"  # openpyxl takes “=…” for a formula and “#N/A” for an error
        cell.number_format = _TEXT_FORMAT
    return cell
