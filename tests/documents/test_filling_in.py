"""People fill in a workbook in more than one way, and each of them is read."""

from datetime import date, datetime
from typing import Any

import pytest
from openpyxl import Workbook

from inspector.documents.edition_workbook import read_workbook
from tests.documents.workbooks import changed, problems_of, put, sheet

A_DAY = datetime(2026, 5, 1)  # noqa: DTZ001  (Excel's have no zone)


def test_what_nobody_reads_does_no_harm():
    def change(workbook: Workbook) -> None:
        workbook.create_sheet("#mine")["A1"] = "=1+1"
        workbook.remove(sheet(workbook, "help"))
        page = sheet(workbook, "criteria")
        page.insert_cols(1)
        page["A1"], page["A3"] = "# remarks", A_DAY
        page["C9"] = "   "
        page["C30"].number_format = "@"

    assert problems_of(changed(change)) == []


def test_columns_may_stand_in_any_order_and_rows_may_be_blank():
    def change(workbook: Workbook) -> None:
        page = sheet(workbook, "groups")
        page.insert_rows(4)
        for row in (1, 2, 3, 5):
            page.cell(row, 6).value, page.cell(row, 1).value = page.cell(row, 1).value, None
            page.cell(row, 1).value, page.cell(row, 2).value = page.cell(row, 2).value, None

    assert problems_of(changed(change)) == []


def test_the_row_that_explains_the_columns_may_be_deleted():
    assert problems_of(changed(lambda workbook: sheet(workbook, "groups").delete_rows(2))) == []


@pytest.mark.parametrize("word", ["no – không", "NO", "không", "No - không", False])
def test_yes_and_no_may_be_written_in_several_ways(word: Any):
    found, _ = read_workbook(changed(put("criteria", 6, "fixable", word)))

    assert found is not None
    assert found.edition.indicators["B01"].fixable is False


def test_days_may_be_typed_as_days_or_as_text():
    for written in (date(2027, 1, 31), "2027-01-31"):
        found, _ = read_workbook(changed(put("edition", 6, "value", written)))

        assert found is not None
        assert found.edition.in_force_from == date(2027, 1, 31)


def test_letters_are_composed():
    found, _ = read_workbook(changed(put("criteria", 6, "text_vi", "A\u0302\u0301m\r\nx")))

    assert found is not None
    assert found.edition.criteria["B01"].title.vi == "Ấm\nx"
