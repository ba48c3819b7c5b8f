"""Opening a workbook that anybody may have made: what it is, how large, and what its sheets hold.

Nothing is opened before its size is known. openpyxl reads with defusedxml, which refuses XML that grows,
and in its read-only mode, where a merged range of the whole sheet costs nothing.
"""

import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

MAX_BYTES = 10_000_000  # of the file; a large edition has a twentieth of it
_MAX_UNPACKED = 40_000_000
_MAX_PARTS = 2_000
_MAX_TAGS = 600_000  # about 150,000 cells
MAX_ROWS = 10_000
MAX_COLUMNS = 200
_CHUNK = 1 << 16

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")  # the files of Excel until 2003, and encrypted ones since
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SAVE_AS = "Open it in Excel and save it as “Excel Workbook (.xlsx)”."
_NO_PASSWORD = "Remove the password in Excel (File, Info, Protect Workbook) and save it."  # noqa: S105
_SHRINK = "Remove pictures, other sheets and formatted empty rows, or export the edition again."


class NoWorkbook(Exception):
    """A file that is not read as a workbook."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(f"{what} {remedy}")
        self.what = what
        self.remedy = remedy


@dataclass(slots=True)
class SheetLayout:
    """What of a sheet cannot be seen, or stands across cells."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[str] = field(default_factory=list)
    last_row: int = 0  # with a filled cell
    last_column: int = 0


@dataclass(frozen=True, slots=True)
class RawSheet:
    """A sheet and its filled cells, as openpyxl read them."""

    title: str
    is_hidden: bool
    layout: SheetLayout
    cells: tuple[Any, ...]  # row by row; within the first MAX_ROWS and MAX_COLUMNS


def open_workbook(content: bytes) -> list[RawSheet]:
    """Return the sheets of a workbook. Raises NoWorkbook where it is none, too large, or damaged."""
    _check_format(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_size(archive)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about parts of Excel's that openpyxl leaves out
            return list(_sheets(content))
    except NoWorkbook:
        raise
    except Exception as error:
        # A file that somebody made can fail openpyxl and zipfile in ways without number.
        raise NoWorkbook("The workbook is damaged and cannot be read.", _SAVE_AS) from error


def _check_format(content: bytes) -> None:
    if len(content) > MAX_BYTES:
        raise NoWorkbook(f"The workbook has more than {MAX_BYTES:,} bytes.", _SHRINK)
    if content.startswith(_OLE):
        if _ENCRYPTED in content:
            raise NoWorkbook("The workbook is protected by a password.", _NO_PASSWORD)
        raise NoWorkbook("This is a file of Excel 97-2003 (.xls).", _SAVE_AS)
    if not content.startswith(b"PK"):
        raise NoWorkbook("This is no Excel workbook.", _SAVE_AS)


def _check_size(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    if any(one.flag_bits & 1 for one in parts):
        raise NoWorkbook("The workbook is protected by a password.", _NO_PASSWORD)
    if "[Content_Types].xml" not in archive.namelist():
        raise NoWorkbook("This is no Excel workbook.", _SAVE_AS)
    # zipfile gives out no more of a part than the part says it has.
    if len(parts) > _MAX_PARTS or sum(one.file_size for one in parts) > _MAX_UNPACKED:
        raise NoWorkbook(f"Unpacked, the workbook has more than {_MAX_UNPACKED:,} bytes.", _SHRINK)
    if sum(_tags(archive, one) for one in parts) > _MAX_TAGS:  # whatever a part is called
        raise NoWorkbook("The workbook has too many cells.", _SHRINK)


def _tags(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> int:
    try:
        with archive.open(part) as text:
            return sum(chunk.count(b"<") for chunk in iter(lambda: text.read(_CHUNK), b""))
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise NoWorkbook("The workbook is damaged and cannot be read.", _SAVE_AS) from error


def _sheets(content: bytes) -> Iterator[RawSheet]:
    from openpyxl import load_workbook  # only who opens a workbook pays for it

    workbook = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
    try:
        for sheet in workbook.worksheets:
            # The one way to the part of a sheet; its attributes say what openpyxl leaves out here.
            with workbook._archive.open(sheet._worksheet_path) as part:
                layout = _layout(part)
            sheet.reset_dimensions()  # what the file says of its size need not be true
            rows = sheet.iter_rows(
                max_row=min(layout.last_row, MAX_ROWS) or 1,
                max_col=min(layout.last_column, MAX_COLUMNS) or 1,
            )
            cells = tuple(cell for row in rows for cell in row if cell.value is not None)
            yield RawSheet(sheet.title, sheet.sheet_state != "visible", layout, cells)
    finally:
        workbook.close()


def _layout(part: Any) -> SheetLayout:
    from defusedxml.ElementTree import iterparse
    from openpyxl.utils import coordinate_to_tuple

    layout = SheetLayout()
    row = 0
    for event, element in iterparse(part, events=("start", "end")):
        name, get = element.tag.rpartition("}")[2], element.attrib.get
        if event == "start":
            if name == "row":
                row = int(get("r", row + 1))
                if get("hidden") in ("1", "true"):
                    layout.hidden_rows.add(row)
            continue
        if name == "c" and len(element) > 0:
            _, column = coordinate_to_tuple(get("r")) if get("r") else (row, layout.last_column + 1)
            layout.last_row = max(layout.last_row, row)
            layout.last_column = max(layout.last_column, column)
        elif name == "col" and get("hidden") in ("1", "true"):
            layout.hidden_columns |= set(range(int(get("min", 1)), min(int(get("max", 1)), MAX_COLUMNS) + 1))
        elif name == "mergeCell":
            layout.merged.append(get("ref", ""))
        if name in ("c", "row", "col", "mergeCell"):
            element.clear()
    return layout
