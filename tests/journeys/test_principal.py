"""A principal assesses the school, with and without scripts."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.principal import hand_in, open_assessment
from tests.journeys.sheets import (
    FOOD,
    INJURY,
    NOT_MET,
    Said,
    answer_all,
    expect_answered,
    expect_saved,
    go_through,
    item_on,
    say,
)

pytestmark = pytest.mark.journey

NOT_APPLICABLE = "Không áp dụng"


def test_answers_save_themselves_and_say_so(visitor):
    principal = visitor("hieutruong2")
    page = principal.page
    open_assessment(principal, FOOD)
    principal.press(re.compile(r"^A\. "))
    say(item_on(page, "TP-A04"), Said(NOT_MET, note="Kế hoạch năm học chưa ký"))
    expect_answered(page, 1, 7)
    expect_saved(page)
    principal.open(page.url)
    expect(item_on(page, "TP-A04").get_by_role("radio", name=NOT_MET)).to_be_checked()
    expect(item_on(page, "TP-A04").get_by_label("Mô tả hiện trạng")).to_have_value("Kế hoạch năm học chưa ký")
    answer_all(page, {"TP-A04": Said()})
    expect_answered(page, 7, 7)

    # what cannot be read is asked back, and stays where it was typed
    principal.press("Lưu và sang phần B")
    floor = item_on(page, "TP-B02")
    floor.get_by_label("Số liệu").fill("1.234")
    page.get_by_role("button", name="Lưu", exact=True).click()
    asked = floor.get_by_role("group", name="Chưa lưu được mục này.")
    expect(asked).to_be_visible()
    expect(floor.get_by_label("Số liệu")).to_have_value("1.234")
    floor.get_by_label("Số liệu").fill("1,234")
    expect(asked).to_have_count(0)
    expect_saved(page)
    principal.open(page.url)
    expect(floor.get_by_label("Số liệu")).to_have_value("1,234")


def test_a_principal_fills_a_whole_set_in_plain_forms_and_hands_it_in(visitor):
    principal = visitor("hieutruong2", scripts=False)
    page = principal.page
    open_assessment(principal, INJURY)
    principal.press("Điều kiện loại")
    assert go_through(principal, "Lưu và kiểm tra trước khi nộp", {"TN-I02": Said(NOT_APPLICABLE)}) == 54

    # the one reason that is missing is asked for, with the way to its item
    with principal.meant(422):
        principal.press(re.compile("^Nộp tự đánh giá cho"))
    expect(page).to_have_title(re.compile("^Lỗi: "))
    principal.press(re.compile("^Ghi lý do không áp dụng cho mục TN-I02"))
    say(item_on(page, "TN-I02"), Said(reason="Trường không có bồn cây"))
    principal.press("Lưu")
    principal.press("Kiểm tra trước khi nộp")
    hand_in(principal)
