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
    items_on,
    say,
)

pytestmark = pytest.mark.journey


def test_a_principal_fills_a_whole_set_that_saves_itself_and_hands_it_in(visitor):
    principal = visitor("hieutruong2")
    page = principal.page
    open_assessment(principal, FOOD)
    principal.press(re.compile(r"^A\. "))

    # one answer, saved by itself a moment later
    say(item_on(page, "TP-A04"), Said(NOT_MET, note="Kế hoạch năm học chưa ký"))
    expect_answered(page, 1, 7)
    expect_saved(page)
    principal.open(page.url)
    expect(item_on(page, "TP-A04").get_by_role("radio", name=NOT_MET)).to_be_checked()
    expect(item_on(page, "TP-A04").get_by_label("Mô tả hiện trạng")).to_have_value("Kế hoạch năm học chưa ký")

    # the rest of this part, then the kitchen, whose floor is measured
    answer_all(page, {"TP-A04": Said()})
    expect_answered(page, 7, 7)
    principal.press(re.compile("^Lưu và sang phần B"))
    floor = item_on(page, "TP-B02")
    floor.get_by_label("Số liệu").fill("1.234")
    with principal.meant(422):
        page.get_by_role("button", name="Lưu", exact=True).click()
    expect(floor.get_by_role("group", name="Chưa lưu được mục này.")).to_be_visible()
    count = 7 + go_through(principal, "Lưu và kiểm tra trước khi nộp")
    assert count == 59

    hand_in(principal)
    principal.press(re.compile("^Xem .* đã nộp$"))
    principal.press(re.compile(r"^B\. "))
    expect(page.get_by_role("radio")).to_have_count(0)
    expect(page.get_by_role("main")).to_contain_text("0,35")


def test_a_principal_fills_a_whole_set_in_plain_forms_and_hands_it_in(visitor):
    principal = visitor("hieutruong2", scripts=False)
    page = principal.page
    open_assessment(principal, INJURY)
    principal.press("Điều kiện loại")
    first = next(items_on(page))
    assert first
    go_through(principal, "Lưu và kiểm tra trước khi nộp")
    hand_in(principal)
