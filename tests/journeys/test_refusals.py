"""What is not granted, not known or not there is said in words, and changes nothing."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys import team
from tests.journeys.principal import open_assessment
from tests.journeys.sheets import (
    FOOD,
    INJURY,
    MET,
    NOT_MET,
    Said,
    expect_answered,
    expect_saved,
    item_on,
    say,
)
from tests.journeys.visitor import PHONE

pytestmark = pytest.mark.journey

POST = """
async ({ address, changes }) => {
  const { token } = await (await fetch("/token")).json();
  const headers = { "Content-Type": "application/json", "X-CSRFToken": token };
  const answer = await fetch(address, { method: "POST", headers, body: JSON.stringify({ changes }) });
  return [answer.status, await answer.json()];
}
"""


def test_an_answer_that_the_set_does_not_know_is_refused_at_its_item_and_can_be_dropped(visitor):
    principal = visitor("hieutruong2")
    page = principal.page
    open_assessment(principal, FOOD)
    principal.press(re.compile(r"^A\. "))
    item = item_on(page, "TP-A01")
    met = item.get_by_role("radio", name=MET, exact=True)
    met.evaluate("(one) => { one.value = 'perfect'; }")
    met.check()
    refused = item.get_by_role("group", name="Chưa lưu được mục này.")
    expect(refused).to_be_visible()
    expect(page.get_by_role("status").get_by_role("link", name="TP-A01")).to_be_visible()
    # what is right beside it is saved all the same
    say(item_on(page, "TP-A02"), Said(NOT_MET, note="Giấy chứng nhận hết hạn"))
    refused.get_by_role("button", name="Bỏ").click()
    expect(refused).to_have_count(0)
    expect_saved(page)
    principal.open(page.url)
    expect_answered(page, 1, 7)


def test_an_assessment_of_another_school_is_not_there_and_cannot_be_written(visitor):
    owner, stranger = visitor("hieutruong1"), visitor("hieutruong2")
    owner.open("/assess/")
    owner.press(INJURY)
    address = owner.page.url
    with stranger.meant(404):
        stranger.open(address)
        expect(stranger.page.get_by_role("heading", level=1)).to_have_text("Không tìm thấy trang")
        change = {"id": "by-hand", "indicator": "TN-I01", "revision": 0, "fields": {"rating": "met"}}
        status, said = stranger.page.evaluate(POST, {"address": f"{address}/ratings", "changes": [change]})
    assert status == 404
    assert [(one["id"], one["status"]) for one in said["results"]] == [("by-hand", "refused")]


def test_a_fact_that_is_missing_is_asked_for_before_handing_in(visitor):
    principal = visitor("hieutruong4")
    page, main = principal.page, principal.page.get_by_role("main")
    principal.open("/assess/")
    principal.press(FOOD)
    expect(main).to_contain_text("Chưa biết: Bữa ăn của trẻ tại trường")
    principal.press("Kiểm tra trước khi nộp")
    principal.press("Cho biết: Bữa ăn của trẻ tại trường")
    page.get_by_role("group", name="Bữa ăn của trẻ tại trường").get_by_role(
        "radio", name="Suất ăn mua ngoài"
    ).check()
    principal.press(re.compile("^Lưu"))
    expect(page.get_by_role("heading", level=1)).to_have_text(FOOD)
    expect(main).not_to_contain_text("Chưa biết")
    expect(main).to_contain_text("Suất ăn mua ngoài")
    # whoever buys meals is not asked how the kitchen is laid out
    principal.press(re.compile(r"^B\. "))
    expect(page.get_by_role("radio").first).to_be_visible()
    expect(item_on(page, "TP-B01")).to_have_count(0)


def test_a_team_rates_a_school_that_never_assessed_itself(visitor):
    inspector = visitor("doan1", width=PHONE)
    page = inspector.page
    team.begin(inspector, "Trường MN Hạt Nắng Minh Khê")
    inspector.press(re.compile(r"^I\. "))
    with page.expect_response("**/beside") as asked:
        say(item_on(page, "TN-I01"), Said(NOT_MET, note="Sân còn rêu trơn"))
    assert asked.value.ok
    expect(page.get_by_role("status")).to_contain_text("Đã lưu")
    expect(item_on(page, "TN-I01")).not_to_contain_text("Trường tự chấm")
