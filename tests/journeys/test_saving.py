"""What becomes of answers when other people, the network, the session or a resent form get in the way."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Locator, Page, Route, expect
from sqlalchemy import Engine, select, update

from inspector.store.database import reading, transaction
from inspector.store.tables import Event, SignInSession
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
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.journey

PRINCIPAL, COLLEAGUE = "hieutruong1", "hoidong1"  # of one school
SAVING = "**/ratings"


def begin(visitor, **options) -> Visitor:
    """A principal is at the first part of a set of which nothing is answered."""
    principal = visitor("hieutruong2", **options)
    open_assessment(principal, FOOD)
    principal.press(re.compile(r"^A\. "))
    return principal


def answer_of(page: Page, number: str, answer: str) -> Locator:
    return item_on(page, number).get_by_role("radio", name=answer, exact=True)


def note_of(page: Page, number: str) -> Locator:
    return item_on(page, number).get_by_label("Mô tả hiện trạng")


def times_saved(stored: Engine, number: str, since: datetime) -> int:
    """Return how often a rating of an item of this number was changed since then."""
    with reading(stored) as session:
        wanted = select(Event.id).where(Event.what == "rating", Event.item_id == number, Event.at >= since)
        return len(session.scalars(wanted).all())


def end_sessions(stored: Engine) -> None:
    """All sessions ended three days ago."""
    with transaction(stored) as session:
        ended = datetime.now(UTC) - timedelta(days=3)
        session.execute(update(SignInSession).values(ends_at=ended, seen_at=ended - timedelta(days=7)))


def test_two_people_who_answer_the_same_item_see_both_answers_and_one_of_them_decides(visitor):
    first, second = visitor(PRINCIPAL), visitor(COLLEAGUE)
    for one in (first, second):
        one.open("/assess/")
        one.press(INJURY)
        one.press(re.compile(r"^I\. "))
    say(item_on(first.page, "TN-I01"), Said(MET, note="Sân phẳng, có ký hiệu"))
    say(item_on(first.page, "TN-I02"), Said(MET, note="Bồn hoa bo tròn"))
    expect_saved(first.page)
    say(item_on(second.page, "TN-I01"), Said(NOT_MET, note="Sân còn rêu trơn"))
    say(item_on(second.page, "TN-I02"), Said(NOT_MET, note="Bồn hoa còn cạnh sắc"))

    asked = item_on(second.page, "TN-I01").get_by_role("group", name="Người khác cũng vừa sửa mục này")
    for words in ("Sân phẳng, có ký hiệu", "Sân còn rêu trơn"):
        expect(asked).to_contain_text(words)
    # nothing is lost while it is undecided, not even when the page is opened again
    second.open(second.page.url)
    expect(note_of(second.page, "TN-I01")).to_have_value("Sân còn rêu trơn")
    asked.get_by_role("button", name="Giữ của tôi").click()
    expect(asked).to_have_count(0)
    other = item_on(second.page, "TN-I02")
    other.get_by_role("button", name="Lấy của người kia").click()
    expect(note_of(second.page, "TN-I02")).to_have_value("Bồn hoa bo tròn")
    expect_saved(second.page)

    first.open(first.page.url)
    expect(note_of(first.page, "TN-I01")).to_have_value("Sân còn rêu trơn")
    expect(answer_of(first.page, "TN-I01", NOT_MET)).to_be_checked()
    expect(answer_of(first.page, "TN-I02", MET)).to_be_checked()


def test_an_answer_in_one_tab_is_seen_in_the_other(visitor):
    principal = begin(visitor)
    other = principal.new_tab()
    other.goto(principal.page.url)
    say(item_on(principal.page, "TP-A01"), Said(NOT_MET, note="Chưa có quyết định"))
    expect_saved(principal.page)
    expect(answer_of(other, "TP-A01", NOT_MET)).to_be_checked()
    expect(note_of(other, "TP-A01")).to_have_value("Chưa có quyết định")
    # based on what the first tab saved: no conflict with oneself
    say(item_on(other, "TP-A01"), Said(MET))
    expect_saved(other)
    expect(answer_of(principal.page, "TP-A01", MET)).to_be_checked()


def test_two_plain_forms_that_save_the_same_item_lose_nothing_and_the_second_decides(visitor):
    principal = begin(visitor, scripts=False)
    page, other = principal.page, principal.new_tab()
    other.goto(page.url)
    say(item_on(page, "TP-A01"), Said(MET, note="Quyết định số 12"))
    principal.press("Lưu")
    say(item_on(other, "TP-A01"), Said(NOT_MET, note="Quyết định đã hết hạn"))
    with principal.meant(409):
        other.get_by_role("button", name="Lưu", exact=True).click()
        expect(other).to_have_title(re.compile("^Lỗi: "))
    expect(item_on(other, "TP-A01")).to_contain_text("Quyết định số 12")
    expect(note_of(other, "TP-A01")).to_have_value("Quyết định đã hết hạn")
    other.get_by_role("button", name="Lưu", exact=True).click()
    expect(other).not_to_have_title(re.compile("^Lỗi: "))
    expect(note_of(other, "TP-A01")).to_have_value("Quyết định đã hết hạn")
    expect(answer_of(other, "TP-A01", NOT_MET)).to_be_checked()


def test_a_form_that_is_sent_again_after_back_saves_once(visitor, stored):
    since = datetime.now(UTC)
    principal = begin(visitor, scripts=False)
    page = principal.page
    for _ in range(2):
        say(item_on(page, "TP-A01"), Said(MET, note="Quyết định số 12"))
        principal.press("Lưu")
        expect(note_of(page, "TP-A01")).to_have_value("Quyết định số 12")
        assert times_saved(stored, "TP-A01", since) == 1
        with principal.going():
            page.go_back()


def test_a_session_that_ended_days_ago_keeps_what_is_typed_until_one_is_back(visitor, stored):
    principal = begin(visitor)
    page = principal.page
    end_sessions(stored)
    with principal.meant(401):
        say(item_on(page, "TP-A01"), Said(NOT_MET, note="Chưa có quyết định"))
        status = page.get_by_role("status")
        expect(status).to_contain_text("Phiên đã hết – câu trả lời đang giữ trên máy này.")
        principal.press("Đăng nhập lại", inside=status)
    principal.give_name_and_password("hieutruong2")
    expect_saved(page)
    principal.open(page.url)
    expect(answer_of(page, "TP-A01", NOT_MET)).to_be_checked()
    expect(note_of(page, "TP-A01")).to_have_value("Chưa có quyết định")


def test_a_session_that_ended_days_ago_carries_a_plain_form_through_signing_in(visitor, stored):
    principal = begin(visitor, scripts=False)
    page = principal.page
    end_sessions(stored)
    say(item_on(page, "TP-A01"), Said(NOT_MET, note="Chưa có quyết định"))
    with principal.meant(401):
        principal.press("Lưu")
    expect(page.get_by_role("main")).to_contain_text("Những gì vừa nhập được giữ lại")
    principal.give_name_and_password("hieutruong2")
    principal.press("Gửi tiếp")
    expect(answer_of(page, "TP-A01", NOT_MET)).to_be_checked()
    expect(note_of(page, "TP-A01")).to_have_value("Chưa có quyết định")


def test_a_connection_that_drops_in_the_middle_of_a_save_saves_once(visitor, stored):
    since = datetime.now(UTC)
    principal = begin(visitor)
    page, sent = principal.page, []

    def drop_the_first(route: Route) -> None:
        sent.append(route.request.post_data)
        if len(sent) > 1:
            route.continue_()
            return
        route.fetch()  # the server has saved it …
        route.abort("connectionreset")  # … but nobody hears of it

    page.route(SAVING, drop_the_first)
    say(item_on(page, "TP-A01"), Said(NOT_MET))
    expect(page.get_by_role("status")).to_contain_text("câu trả lời đang giữ trên máy này")
    expect_saved(page)
    assert len(sent) == 2
    assert sent[0] == sent[1]
    assert times_saved(stored, "TP-A01", since) == 1
    expect_answered(page, 1, 7)


def test_answers_given_without_a_network_are_sent_when_it_is_back(visitor):
    principal = begin(visitor)
    page, status = principal.page, principal.page.get_by_role("status")
    principal.context.set_offline(True)
    say(item_on(page, "TP-A01"), Said(NOT_MET, note="Chưa có quyết định"))
    say(item_on(page, "TP-A02"), Said(MET))
    expect(status).to_contain_text("Mất mạng – câu trả lời đang giữ trên máy này")
    expect(status.get_by_role("button", name="Gửi ngay (2)")).to_be_visible()
    expect_answered(page, 2, 7)
    principal.context.set_offline(False)
    expect_saved(page)
    principal.open(page.url)
    expect(note_of(page, "TP-A01")).to_have_value("Chưa có quyết định")
    expect(answer_of(page, "TP-A02", MET)).to_be_checked()


def test_a_save_that_the_server_fails_is_tried_again(visitor):
    principal = begin(visitor)
    page, sent = principal.page, []

    def fail_the_first(route: Route) -> None:
        sent.append(route.request.post_data)
        if len(sent) == 1:
            route.fulfill(status=502, body="Bad Gateway")
        else:
            route.continue_()

    page.route(SAVING, fail_the_first)
    with principal.meant(502):
        say(item_on(page, "TP-A01"), Said(NOT_MET))
        expect(page.get_by_role("status")).to_contain_text("Chưa lưu được – sẽ thử lại")
        expect_saved(page)
    assert sent[0] == sent[1]


def test_a_measured_number_says_while_it_is_typed_whether_it_is_enough(visitor):
    principal = visitor("hieutruong2")
    open_assessment(principal, FOOD)
    principal.press(re.compile(r"^G\. "))
    item = principal.page.locator("fieldset", has=principal.page.locator(".item__verdict")).first
    number, verdict = item.get_by_label("Số liệu"), item.locator(".item__verdict")

    for typed, said in [
        ("599,9", "Chưa đạt"),
        ("600", "Đạt"),
        ("651", "Đạt"),
        ("6.515", ""),
        ("652", "Chưa đạt"),
    ]:
        number.fill(typed)
        expect(verdict).to_have_text(said)
    expect_saved(principal.page)
