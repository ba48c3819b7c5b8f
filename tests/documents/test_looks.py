"""What the person sees who opens an exported workbook."""

from typing import Any

import pytest

from tests.criteria.builders import an_edition, count_rule, levels_rule
from tests.documents.workbooks import at, column_of, exported, opened, sheet

TABS = [
    "Hướng dẫn (help)",
    "Phiên bản (edition)",
    "Nhóm (groups)",
    "Tiêu chí (criteria)",
    "Chỉ báo (indicators)",
    "Thang đo (scales)",
    "Xếp loại (rule)",
    "Căn cứ (provisions)",
    "Thông tin trường (facts)",
]


@pytest.fixture(scope="module")
def workbook() -> Any:
    return opened(exported())


def offered(page: Any, cell: str) -> list[str]:
    return [one.formula1 for one in page.data_validations.dataValidation if cell in one.sqref]


def test_sheets_have_vietnamese_names_and_the_edition_is_in_front(workbook: Any):
    assert workbook.sheetnames == TABS
    assert workbook.active.title == "Phiên bản (edition)"


@pytest.mark.parametrize("tab", TABS[1:])
def test_headers_explain_the_columns_and_stay_in_sight(workbook: Any, tab: str):
    page = workbook[tab]
    names, meanings = [[cell.value for cell in page[row]] for row in (1, 2)]

    assert all(names)
    assert all(meanings)
    assert meanings[0].startswith("▸ ")
    assert page.freeze_panes in ("B3", "C3")
    assert all(page.column_dimensions[cell.column_letter].width >= 8 for cell in page[1])


def test_texts_are_wrapped_and_codes_stay_codes(workbook: Any):
    assert at(workbook, "criteria", 3, "text_vi").alignment.wrap_text
    assert at(workbook, "criteria", 3, "id").number_format == "@"
    assert at(workbook, "edition", 6, "value").number_format == "yyyy-mm-dd"
    page = sheet(workbook, "criteria")
    assert page.column_dimensions["B"].number_format == "@"  # of rows to come


@pytest.mark.parametrize(
    ("key", "column", "formula"),
    [
        ("criteria", "mandatory", '"yes – có,no – không"'),
        ("criteria", "na", '"allowed – cho phép,forbidden – không cho phép"'),
        ("criteria", "scale", '"met"'),
        ("criteria", "group", "'Nhóm (groups)'!$A$3:$A$500"),
        ("indicators", "criterion", "'Tiêu chí (criteria)'!$B$3:$B$3000"),
        ("provisions", "read", '"full – toàn văn,part – một phần,title – chỉ biết tên,none – chưa đọc"'),
    ],
)
def test_choices_are_offered_in_filled_rows_and_in_those_to_come(
    workbook: Any, key: str, column: str, formula: str
):
    page = sheet(workbook, key)
    letter = page.cell(1, column_of(page, column)).column_letter

    assert offered(page, f"{letter}3") == [formula]
    assert offered(page, f"{letter}200") == [formula]


def test_the_rows_of_the_edition_offer_their_own_choices(workbook: Any):
    page = sheet(workbook, "edition")

    assert [page.cell(row, 1).value for row in (3, 5)] == ["set", "status"]
    assert offered(page, "C3") == []
    assert offered(page, "C5") == ['"draft – bản nháp,published – đã ban hành"']


def test_the_parts_of_the_rule_are_those_that_the_help_lists(workbook: Any):
    page = sheet(workbook, "rule")
    (formula,) = offered(page, "A3")
    tab, _, cells = formula.partition("!")
    parts = [row[0].value for row in workbook[tab.strip("'")][cells.replace("$", "")]]

    assert parts[0] == page["A3"].value == "method – cách xếp loại"
    assert parts[-1] == "empty – danh sách rỗng (chương trình tự ghi)"


@pytest.mark.parametrize(
    ("rule", "parts"),
    [
        (
            count_rule(not_applicable="keep"),
            ["method", "outcome", "outcome", "variant", "need", "not_applicable"],
        ),
        (levels_rule(), ["method", "below", "level", "level", "reach", "reach"]),
        ({"method": "none", "gates": []}, ["method", "empty"]),
    ],
)
def test_a_rule_is_a_part_a_row(rule: dict[str, Any], parts: list[str]):
    from tests.criteria.builders import a_criterion

    leveled = {"level": 1} if rule["method"] == "levels" else {}
    page = sheet(opened(exported(an_edition(rule, [a_criterion(**leveled)]))), "rule")

    assert [row[0].value.split(" ")[0] for row in page.iter_rows(min_row=3)] == parts
