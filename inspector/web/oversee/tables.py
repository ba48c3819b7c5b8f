"""A table as a page value, drawn as HTML and sent as a file."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from flask import Response

Value = str | int | Decimal | None


@dataclass(frozen=True, slots=True)
class Column:
    """`long`: its cells hold sentences."""

    text: str
    numeric: bool = False
    long: bool = False
    url: str | None = None
    sorted: str | None = None  # "ascending" | "descending"


@dataclass(frozen=True, slots=True)
class Cell:
    """`text` on the page; `value` in a file, the text where it is not given."""

    text: str
    url: str | None = None
    kind: str | None = None
    note: str | None = None
    value: Value = None

    @property
    def in_file(self) -> Value:
        return self.text if self.value is None else self.value


@dataclass(frozen=True, slots=True)
class BandCell:
    """A cell in the colour of a band; `step` None: no data."""

    text: str
    step: int | None
    url: str | None = None
    kind: str | None = None
    note: str | None = None
    value: Value = None

    @property
    def in_file(self) -> Value:
        return self.text if self.value is None else self.value


@dataclass(frozen=True, slots=True)
class Row:
    text: str
    cells: tuple[Cell | BandCell, ...]
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    caption: str
    columns: tuple[Column, ...]  # the heading of the first column included
    rows: tuple[Row, ...]
    csv_url: str | None = None


_FORMULA = re.compile(r"[=+\-@\t\r\n|%]")


def safe(value: Value) -> Value:
    """Return what a spreadsheet will not take for a formula.

    >>> safe("=1+1"), safe("Trường MN Hoa Sen"), safe(Decimal("-5.2"))
    ("'=1+1", 'Trường MN Hoa Sen', Decimal('-5.2'))
    """
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value


def _lines(table: Table) -> Iterator[Sequence[Value]]:
    yield [column.text for column in table.columns]
    for row in table.rows:
        yield [row.text, *(cell.in_file for cell in row.cells)]


def _encoded(table: Table) -> Iterator[bytes]:
    # Excel reads UTF-8 only where the file begins with this mark.
    yield b"\xef\xbb\xbf"
    for line in _lines(table):
        text = io.StringIO()
        csv.writer(text).writerow([safe(value) for value in line])
        yield text.getvalue().encode()


def as_file(table: Table, name: str) -> Response:
    """Send a table as CSV with decimal points, row by row."""
    response = Response(_encoded(table), mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
