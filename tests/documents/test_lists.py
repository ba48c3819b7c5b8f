import io
import zipfile
from datetime import date, datetime

import pytest
from openpyxl import Workbook

from inspector.documents import lists
from inspector.documents.list_files import as_csv, as_workbook
from inspector.documents.lists import NoList, read_lines


def workbook(*rows, merged: str = "", hidden_first: bool = False) -> bytes:
    book = Workbook()
    sheet = book.active
    if hidden_first:
        sheet.append(["not this"])
        sheet.sheet_state = "hidden"
        sheet = book.create_sheet("shown")
    for row in rows:
        sheet.append(list(row))
    if merged:
        sheet.merge_cells(merged)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def test_every_cell_of_a_workbook_is_read_as_people_write_it():
    found = read_lines(workbook(["Mã", "Ngày", None, True], [], ["00070", date(2025, 7, 1), 120.0, 2.5]))

    assert found.rows == [(1, ("Mã", "Ngày", "", "true")), (3, ("00070", "2025-07-01", "120", "2.5"))]
    assert found.faults == []


def test_the_first_sheet_that_can_be_seen_is_read():
    assert read_lines(workbook(["this"], hidden_first=True)).rows == [(1, ("this",))]


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ("=1+1", "holds a formula"),
        ("#N/A", "the error #N/A"),
        (datetime(2025, 7, 1, 8, 30), "holds a time"),  # noqa: DTZ001  (cells know no zone)
        ("a\u200eb\u0085", "U+0085"),
    ],
)
def test_a_cell_without_a_plain_value_is_a_fault_with_its_place(value, says: str):
    found = read_lines(workbook(["Mã", "Tên"], ["1", value]))

    (fault,) = found.faults
    assert (fault.row, fault.column) == (2, 2)
    assert says in fault.what.en
    assert found.rows[1] == (2, ("1", ""))


def test_merged_cells_are_a_fault_of_their_last_row():
    (fault,) = read_lines(workbook(["Mã", "Tên"], ["1", "A"], [None, "B"], merged="A2:A3")).faults

    assert (fault.row, fault.column) == (3, 1)
    assert "A2:A3" in fault.what.en


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv_is_read_whatever_divides_it_and_however_excel_saved_it(mark: str, encoding: str):
    text = f"Mã{mark}Tên\r\n00070{mark}Phường  Hoàn\u00a0Kiếm\r\n"

    assert read_lines(text.encode(encoding)).rows == [
        (1, ("Mã", "Tên")),
        (2, ("00070", "Phường Hoàn Kiếm")),
    ]


def test_what_is_written_for_people_is_read_as_it_was_and_is_no_formula():
    rows = [["Mã", "Tên"], ["00070", "=cmd|' /C calc'!A1"], ["7", "'tis"], ["8", "-5"]]

    as_text = b"".join(as_csv(rows))
    assert b"\n00070,'=cmd" in as_text
    for content in (as_text, as_workbook("Trường", rows, [10, 20])):
        found = read_lines(content)
        assert [list(cells) for _, cells in found.rows] == rows
        assert found.faults == []


def odd_zip() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("readme.txt", "nothing")
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "no rows"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "97-2003"),
        ("Phường".encode("cp1258", "replace"), "not in UTF-8"),
        (odd_zip(), "no workbook"),
        (workbook(["Mã"])[:-40], "damaged"),
        (b"x" * (lists.MOST_BYTES + 1), "larger than 8 MB"),
        (b"," * lists.MOST_COLUMNS, "more than 20,000 rows or 60 columns"),
        (b"a\n" * (lists.MOST_ROWS + 1), "more than 20,000 rows"),
    ],
)
def test_what_is_no_list_says_why_and_what_to_do(content: bytes, says: str):
    with pytest.raises(NoList, match=says):
        read_lines(content)


def test_a_part_that_grows_when_it_is_unpacked_is_not_unpacked():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "x")
        archive.writestr("xl/sheet1.xml", b"0" * 81_000_000)

    with pytest.raises(NoList, match="more than 20,000 rows"):
        read_lines(content.getvalue())


def test_how_far_reading_is_is_told():
    told: list[tuple[int, int]] = []
    rows = [[str(number)] for number in range(1200)]

    read_lines(as_workbook("Trường", rows, []), lambda done, total: told.append((done, total)))

    assert told == [(500, 1200), (1000, 1200)]
