"""A list as somebody keeps it, in a workbook of Excel or as CSV: read line by line, every cell as text.

The file comes from outside: its size is known before it is opened, formulas are not taken for what they
show, and XML that grows is refused (openpyxl reads with defusedxml).
"""

import csv
import io
import re
import unicodedata
import warnings
import zipfile
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from math import isfinite
from typing import Any

from inspector.text import Text

MOST_BYTES = 8_000_000
MOST_ROWS = 20_000
MOST_COLUMNS = 60
_MOST_UNPACKED = 80_000_000
_MOST_PARTS = 500
_CHUNK = 1 << 18
_EVERY = 500  # rows between two words on how far reading is

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")  # files of Excel until 2003, and encrypted ones since
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
_ROW = re.compile(rb"<(?:\w+:)?row[\s>]")
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+[0-9]+):([A-Z]+[0-9]+)"')
_GUARDED = re.compile(r"'(?=[=+\-@\t\r\n|%])")

_SAVE_AS = Text(
    "Mở bằng Excel và lưu thành “Excel Workbook (.xlsx)” hoặc “CSV UTF-8”.",
    "Open it in Excel and save it as “Excel Workbook (.xlsx)” or “CSV UTF-8”.",
)

Tell = Callable[[int, int], None]
"""Is told how many rows are done, and of how many."""


class NoList(Exception):
    """A file that is not read as a list; `what` says why, and what to do."""

    def __init__(self, vi: str, en: str) -> None:
        self.what = Text(vi, en)
        super().__init__(en)


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell that holds no plain value; row and column count from 1."""

    row: int
    column: int
    what: Text


@dataclass(frozen=True, slots=True)
class Lines:
    """The rows in which anything stands, by their number from 1, each as texts; and what is wrong."""

    rows: Sequence[tuple[int, tuple[str, ...]]]
    faults: Sequence[Fault]


@dataclass(slots=True)
class _Found:
    """What was read so far."""

    rows: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def lines(self) -> Lines:
        return Lines(self.rows, sorted(self.faults, key=lambda one: (one.row, one.column)))


def _nothing(done: int, total: int) -> None:
    pass


def read_lines(content: bytes, tell: Tell = _nothing) -> Lines:
    """Return the rows of the first sheet of a workbook, or of a CSV file. Raises NoList."""
    if len(content) > MOST_BYTES:
        raise NoList(
            f"Tệp lớn hơn {MOST_BYTES // 1_000_000} MB. Bỏ hình ảnh và các trang tính khác.",
            f"The file is larger than {MOST_BYTES // 1_000_000} MB. Remove pictures and other sheets.",
        )
    if content.startswith(_OLE):
        raise NoList(
            f"Tệp là bản Excel 97-2003 (.xls) hoặc có mật khẩu. {_SAVE_AS.vi}",
            f"The file is of Excel 97-2003 (.xls) or has a password. {_SAVE_AS.en}",
        )
    lines = _of_workbook(content, tell) if content.startswith(b"PK") else _of_csv(content, tell)
    if not lines.rows:
        raise NoList("Tệp không có dòng nào.", "The file has no rows.")
    return lines


def _too_many() -> NoList:
    return NoList(
        f"Danh sách có hơn {MOST_ROWS:,} dòng hoặc {MOST_COLUMNS} cột. Chia thành nhiều tệp.".replace(
            ",", "."
        ),
        f"The list has more than {MOST_ROWS:,} rows or {MOST_COLUMNS} columns. Make several files of it.",
    )


# --- CSV ---


def _of_csv(content: bytes, tell: Tell) -> Lines:
    try:
        text = content.decode("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        raise NoList(
            f"Tệp CSV không phải mã UTF-8. {_SAVE_AS.vi}", f"The CSV is not in UTF-8. {_SAVE_AS.en}"
        ) from None
    head = text[:4000]
    mark = max(",;\t", key=head.count)
    found = _Found()
    total = text.count("\n")
    try:
        for number, values in enumerate(csv.reader(io.StringIO(text), delimiter=mark), start=1):
            if number > MOST_ROWS or len(values) > MOST_COLUMNS:
                raise _too_many()
            _take(number, [(_unguarded(one), None) for one in values], found)
            if number % _EVERY == 0:
                tell(min(number, total), total)
    except csv.Error as error:
        raise NoList(f"Tệp CSV hỏng: {error}.", f"The CSV is damaged: {error}.") from None
    return found.lines()


def _unguarded(words: str) -> str:
    """Return a cell without the apostrophe that keeps spreadsheets from taking it for a formula."""
    return words[1:] if _GUARDED.match(words) else words


def _take(number: int, cells: Sequence[tuple[Any, Text | None]], found: "_Found") -> None:
    """Add a row as texts, unless it is empty; a cell without a plain value is empty and a fault."""
    texts = []
    for column, (value, fault) in enumerate(cells, start=1):
        what = fault or (_odd(value) if isinstance(value, str) else None)
        if what is not None:
            found.faults.append(Fault(number, column, what))
        texts.append("" if what is not None else _text(value))
    if any(texts) or (found.faults and found.faults[-1].row == number):
        found.rows.append((number, tuple(texts)))


def _odd(words: str) -> Text | None:
    odd = _CONTROL.search(words)
    if odd is None:
        return None
    code = f"U+{ord(odd.group()):04X}"
    return Text(
        f"Ô có ký tự không in được ({code}). Gõ lại ô này.",
        f"The cell has a character that cannot be printed ({code}). Type it again.",
    )


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, int | float):
        return str(int(value)) if value == int(value) else format(Decimal(repr(value)), "f")
    return " ".join(unicodedata.normalize("NFC", str(value)).split())


# --- workbooks ---


def _of_workbook(content: bytes, tell: Tell) -> Lines:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_size(archive)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about parts of Excel's that openpyxl leaves out
            return _read_sheet(content, tell)
    except NoList:
        raise
    except Exception as error:
        # A file that somebody made can fail openpyxl and zipfile in ways without number.
        raise NoList(
            f"Tệp Excel hỏng, không đọc được. {_SAVE_AS.vi}", f"The workbook is damaged. {_SAVE_AS.en}"
        ) from error


def _check_size(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    if any(one.flag_bits & 1 for one in parts):
        raise NoList(f"Tệp có mật khẩu. {_SAVE_AS.vi}", f"The file has a password. {_SAVE_AS.en}")
    if "[Content_Types].xml" not in archive.namelist():
        raise NoList(f"Đây không phải tệp Excel. {_SAVE_AS.vi}", f"This is no workbook. {_SAVE_AS.en}")
    # zipfile gives out no more of a part than the part says it has
    if len(parts) > _MOST_PARTS or sum(one.file_size for one in parts) > _MOST_UNPACKED:
        raise _too_many()


def _read_sheet(content: bytes, tell: Tell) -> Lines:
    from openpyxl import load_workbook  # only who opens a workbook pays for it

    workbook = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
    try:
        visible = [one for one in workbook.worksheets if one.sheet_state == "visible"]
        if not visible:
            raise NoList("Tệp không có trang tính nào hiện ra.", "The workbook has no visible sheet.")
        sheet = visible[0]
        # The one way to the part of a sheet: merged ranges, and rows without what openpyxl makes of them.
        with workbook._archive.open(sheet._worksheet_path) as part:
            total, merged = _layout(part)
        if total > MOST_ROWS:
            raise _too_many()
        sheet.reset_dimensions()  # what the file says of its size need not be true
        found = _Found(faults=merged)
        for number, cells in enumerate(sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS), start=1):
            filled = len(cells)
            while filled and cells[filled - 1].value is None:  # rows come filled up to MOST_COLUMNS
                filled -= 1
            _take(number, [(cell.value, _fault(cell)) for cell in cells[:filled]], found)
            if number % _EVERY == 0:
                tell(min(number, total), total)
        return found.lines()
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise NoList(f"Tệp Excel hỏng. {_SAVE_AS.vi}", f"The workbook is damaged. {_SAVE_AS.en}") from error
    finally:
        workbook.close()


def _layout(part: Any) -> tuple[int, list[Fault]]:
    """Return how many rows a sheet has, and its merged cells as faults of their last row."""
    from openpyxl.utils import coordinate_to_tuple

    rows, merged, before = 0, [], b""
    while chunk := part.read(_CHUNK):
        text = before + chunk
        cut = text.rfind(b"<")  # what is cut in two by the chunk is looked at with the next
        whole, before = text[:cut], text[cut:]
        rows += len(_ROW.findall(whole))
        for first, last in _MERGED.findall(whole):
            (top, left), (bottom, _) = (coordinate_to_tuple(one.decode()) for one in (first, last))
            what = Text(
                f"Các ô {first.decode()}:{last.decode()} bị gộp. Bỏ gộp và điền từng ô.",
                f"The cells {first.decode()}:{last.decode()} are merged. Unmerge and fill in each cell.",
            )
            merged.append(Fault(max(top, bottom), left, what))
    return rows, merged


def _fault(cell: Any) -> Text | None:
    value = cell.value
    if value is None or isinstance(value, bool):
        return None
    if cell.data_type == "f":
        return Text(
            "Ô chứa công thức. Chép rồi dán lại dạng giá trị.",
            "The cell holds a formula. Copy it and paste it as a value.",
        )
    if cell.data_type == "e" or (isinstance(value, float) and not isfinite(value)):
        return Text(f"Ô báo lỗi {value}. Gõ lại ô này.", f"The cell holds the error {value}. Type it again.")
    is_moment = isinstance(value, datetime) and value.time() != time()
    if is_moment or not isinstance(value, str | int | float | date):
        return Text(
            "Ô chứa giờ. Gõ ngày không kèm giờ.", "The cell holds a time. Type the day without a time."
        )
    return None
