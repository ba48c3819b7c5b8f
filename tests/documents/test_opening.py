"""A file that is no sound workbook is refused in a sentence, whatever it is."""

import io
import tracemalloc
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.documents.edition_workbook import MAX_BYTES, read_workbook
from tests.documents.workbooks import exported, problems_of

SAVE = "Open it in Excel and save it as “Excel Workbook (.xlsx)”."
NONE = f"the workbook: This is no Excel workbook. {SAVE}"
PROTECTED = (
    "the workbook: The workbook is protected by a password. "
    "Remove the password in Excel (File, Info, Protect Workbook) and save it."
)
SHRINK = "Remove pictures, other sheets and formatted empty rows, or export the edition again."
DAMAGED = f"the workbook: The workbook is damaged and cannot be read. {SAVE}"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def remade(change: Callable[[str, bytes], bytes]) -> bytes:
    """An exported workbook whose parts were changed."""
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(exported())) as parts, zipfile.ZipFile(content, "w", 8) as anew:
        for name in parts.namelist():
            anew.writestr(name, change(name, parts.read(name)))
    return content.getvalue()


def an_archive(**parts: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", 8) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return content.getvalue()


def encrypted_zip() -> bytes:
    """A zip archive that says of its first part that it is encrypted."""
    content = bytearray(exported())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", NONE),
        (b"id,text\nA01,x\n", NONE),
        (b"<html><table></table></html>", NONE),
        (an_archive(mimetype="application/vnd.oasis.opendocument.spreadsheet"), NONE),
        (OLE + b"\x00" * 600, f"the workbook: This is a file of Excel 97-2003 (.xls). {SAVE}"),
        (OLE + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"), PROTECTED),
        (b"PK" + b"\x00" * MAX_BYTES, f"the workbook: The workbook has more than 10,000,000 bytes. {SHRINK}"),
    ],
    ids=["empty", "csv", "html", "ods", "xls", "password", "large"],
)
def test_what_is_no_workbook_is_refused(content: bytes, problem: str):
    assert problems_of(content) == [problem]


def test_an_encrypted_archive_is_refused():
    assert problems_of(encrypted_zip()) == [PROTECTED]


def test_a_document_of_another_kind_is_refused():
    assert problems_of(an_archive(**{"[Content_Types].xml": "<Types/>"})) == [DAMAGED]


def test_a_workbook_that_unpacks_to_very_much_is_refused_before_it_is_unpacked():
    bomb = remade(lambda name, part: part + b" " * 50_000_000 if name.endswith("styles.xml") else part)
    assert len(bomb) < 200_000

    tracemalloc.start()
    problems = problems_of(bomb)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert problems == [f"the workbook: Unpacked, the workbook has more than 40,000,000 bytes. {SHRINK}"]
    assert peak < 5_000_000


def test_a_workbook_of_very_many_cells_is_refused():
    bomb = remade(
        lambda name, part: part.replace(b"</sheetData>", b"<row>" + b"<c/>" * 700_000 + b"</row></sheetData>")
    )

    assert problems_of(bomb) == [f"the workbook: The workbook has too many cells. {SHRINK}"]


def test_xml_that_grows_is_refused():
    names = "abcdefghi"
    growing = "".join(
        f'<!ENTITY {one} "{before * 100}">'
        for one, before in zip(names, ["ha", *(f"&{one};" for one in names)], strict=False)
    )
    row = b'<row r="40"><c r="A40" t="inlineStr"><is><t>&i;</t></is></c></row></sheetData>'

    def change(name: str, part: bytes) -> bytes:
        if not name.endswith("sheet4.xml"):
            return part
        return f"<!DOCTYPE x [{growing}]>".encode() + part.replace(b"</sheetData>", row)

    assert problems_of(remade(change)) == [DAMAGED]


def test_a_merged_range_of_the_whole_sheet_costs_nothing():
    merged = b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    content = remade(lambda name, part: part.replace(b"</sheetData>", merged) if "sheet5" in name else part)

    assert problems_of(content)[0].startswith("sheet indicators: The cells A1:XFD1048576 are merged.")


@pytest.mark.parametrize("size", [10, 1_000, 20_000])
def test_a_workbook_that_was_cut_off_is_damaged(size: int):
    assert problems_of(exported()[:size]) == [DAMAGED]


def is_answered(content: bytes) -> None:
    found, problems = read_workbook(content)
    assert (found is None) == bool(problems)


@given(st.binary(max_size=200), st.sampled_from([b"", b"PK\x03\x04", OLE]))
def test_any_bytes_are_refused(content: bytes, start: bytes):
    assert read_workbook(start + content)[0] is None


@given(st.lists(st.tuples(st.integers(0, 40_000), st.integers(0, 255)), min_size=1, max_size=5))
@settings(max_examples=25)
def test_a_workbook_with_any_bytes_changed_is_read_or_refused(changes: list[tuple[int, int]]):
    content = bytearray(exported())
    for place, byte in changes:
        content[place % len(content)] = byte
    is_answered(bytes(content))


PIECES = st.sampled_from(
    [
        b"",
        b"<row r='0'/>",
        b"<c r='A0'/>",
        b"<c r='ZZ9'><v>1</v></c>",
        b"</row>",
        b"<v>x</v>",
        b"NaN",
        b"1e999",
    ]
)
PARTS = st.sampled_from(["sheet4", "sheet2", "workbook.xml", "styles", "Content_Types"])


@given(PARTS, st.integers(0, 8_000), PIECES)
@settings(max_examples=25)
def test_a_part_with_any_piece_put_in_is_read_or_refused(name: str, place: int, piece: bytes):
    def change(part: str, text: bytes) -> bytes:
        at = place % len(text)
        return text[:at] + piece + text[at + len(piece) :] if name in part else text

    is_answered(remade(change))
