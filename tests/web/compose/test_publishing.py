"""Trying, publishing, and what comes after: schools open the set, nobody changes it."""

import re
from uuid import UUID

import pytest

from inspector.store.database import transaction
from inspector.store.tables import OwnEdition
from inspector.workflow.permissions import Role
from tests.store.world import World
from tests.web.browser import Browser, fields_of
from tests.web.compose.test_writing import Desk, desk, words_on

pytestmark = pytest.mark.database

__all__ = ["desk"]


def publish(desk: Desk, browser: Browser | None = None, *, expect: int = 302, title: str = "Trường xanh"):
    page = (browser or desk.browser).open(desk.at("/publish"))
    form = page.select_one(f"form[action='{desk.at('/publish')}']")
    fields = {**fields_of(form), "typed_title": title}
    return (browser or desk.browser).send(desk.at("/publish"), fields, expect=expect)


def test_sample_answers_are_scored_and_explained_and_not_kept(desk: Desk):
    best = desk.browser.send(desk.at("/try"), {"fill": "best"}, expect=200)
    worst = desk.browser.send(desk.at("/try"), {"fill": "worst"}, expect=200)
    some = desk.browser.send(desk.at("/try"), {"rating.A01": "met", "rating.A10": "not_met"}, expect=200)

    assert "100 % Đạt" in words_on(best)
    assert "0 % Chưa đạt" in words_on(worst)
    assert "Đường ngắn nhất tới “Đạt”: khoảng 8 ngày" in words_on(worst)
    assert "A10. Cổng trường đóng kín" in words_on(some)
    assert "còn 8 mục chưa trả lời" in words_on(some)
    chosen = some.select_one("[id='rating.A10'] option[selected]")
    assert chosen["value"] == "not_met"


def test_facts_are_asked_for_where_conditions_name_them(desk: Desk):
    desk.save("/criteria/A01", applies_if="meals = cooked; children >= 10")
    asked = desk.browser.open(desk.at("/try"))
    missing = desk.browser.send(desk.at("/try"), {"rating.A02": "met"}, expect=200)
    odd = desk.browser.send(desk.at("/try"), {"fact.children": "nhiều"}, expect=200)
    best = desk.browser.send(desk.at("/try"), {"fill": "best"}, expect=200)

    assert asked.select_one("[id='fact.meals'] option[value=cooked]")
    assert "Còn phải cho biết: Bữa ăn của trẻ tại trường, Số trẻ" in words_on(missing)
    assert "Nhập một con số" in words_on(odd)
    assert "100 % Đạt" in words_on(best)


def test_a_draft_with_faults_shows_them_in_the_place_of_trial_and_publishing(desk: Desk):
    desk.save("/details", **{"provenance.note.vi": "", "provenance.note.en": ""})
    for rest in ("/try", "/publish"):
        assert "lời nói rõ nguồn" in words_on(desk.browser.open(desk.at(rest)))
    page = desk.browser.send(
        desk.at("/publish"), {"revision": "99", "typed_title": "Trường xanh"}, expect=409
    )
    assert "Chưa ban hành được" in words_on(page)


def test_publishing_alone_takes_the_title(desk: Desk):
    page = publish(desk, expect=422, title="Trường")
    assert "Gõ đúng tên" in words_on(page)
    publish(desk, title=" trường  XANH ")

    assert "Đã ban hành" in words_on(desk.browser.open(desk.at()))


def test_a_second_person_publishes_what_the_first_proposed(desk: Desk, world: World):
    other = Browser(desk.app, world.person(Role.CRITERIA_EDITOR, unit=world.units.city, name="Cô Lan"))
    desk.browser.send(desk.at("/propose"))
    assert "Gõ lại tên" in words_on(desk.browser.open(desk.at("/publish")))
    assert "Cô Hạnh đề nghị ban hành bản này" in words_on(other.open(desk.at("/publish")))
    publish(desk, other, title="")

    with transaction(world.engine) as session:
        (stored,) = session.query(OwnEdition).all()
    assert stored.proposed_by is not None
    assert stored.proposed_by != stored.published_by


def test_nothing_of_a_published_edition_can_be_changed_and_the_remedy_is_told(desk: Desk):
    untouched = {
        rest: desk.form(rest) for rest in ("/details", "/rule", "/gates", "/groups/A", "/criteria/A01")
    }
    publish(desk)
    others = ["/groups", "/groups/A/criteria", "/scales", "/provisions", "/criteria/A01/remove"]
    others += ["/criteria/A01/indicators", "/withdraw", "/restore", "/publish", "/propose"]
    posts = {
        **untouched,
        **{rest: {"title.vi": "Khác", "lines": "Khác", "reason": "Khác"} for rest in others},
        "/criteria/A01/move": {"to": "down"},
    }
    with transaction(desk.world.engine) as session:
        before = [(one.digest, one.files) for one in session.query(OwnEdition)]
    for rest, fields in posts.items():
        page = desk.browser.send(desk.at(rest), fields, expect=409)
        assert "Soạn phiên bản tiếp theo" in words_on(page), rest
    for rest in untouched:
        assert "không sửa được nữa" in words_on(desk.browser.open(desk.at(rest)))
    with transaction(desk.world.engine) as session:
        assert [(one.digest, one.files) for one in session.query(OwnEdition)] == before


def test_a_school_opens_the_set_and_the_next_edition_starts_from_it(desk: Desk, world: World):
    school = world.school()
    principal = Browser(desk.app, world.person(Role.PRINCIPAL, school=school))
    assert "Trường xanh" not in words_on(principal.open("/assess/"))
    publish(desk)
    desk.browser.open("/compose/")

    assert "Trường xanh" in words_on(principal.open("/assess/"))
    address = f"/assess/schools/{school}/open/own-truong-xanh"
    opened = principal.send(address, fields_of(principal.open(address).select_one("main form[method=post]")))
    assert "Trường xanh" in words_on(principal.open(opened.location))

    fields = {"base": "own-truong-xanh/2026-11-20", "how": "next", "first_day": "2026-11-20"}
    answer = desk.browser.send("/compose/from", fields)
    second = Desk(world, desk.app, desk.browser, UUID(answer.location.rpartition("/")[2]))
    assert "đã có phiên bản bắt đầu từ 20/11/2026" in words_on(second.browser.open(second.at()))
    second.save("/details", in_force__from="2027-09-01")
    second.save("/criteria/A01", id="A01b")
    replaced = second.drafted().read_edition()[0].criteria["A01b"].replaces
    assert replaced == ("A01",)
    second.browser.send(second.at("/groups/A/criteria"), {"lines": "Việc mới"})
    assert "A11" in second.drafted().ids
    publish(second)


def test_a_draft_is_put_away_with_a_reason_and_taken_up_again(desk: Desk):
    page = desk.browser.send(desk.at("/withdraw"), {"reason": ""}, expect=422)
    assert "Viết lý do" in words_on(page)
    desk.browser.send(desk.at("/withdraw"), {"reason": "Chờ văn bản"})
    assert "Chờ văn bản" in words_on(desk.browser.open(desk.at()))
    assert desk.browser.answer(desk.at("/export.zip")).status_code == 200
    desk.browser.send(desk.at("/restore"))
    desk.save("/details", title__vi="Trường xanh hơn")


def test_an_own_set_can_be_ended_and_begun_again(desk: Desk, world: World):
    publish(desk)
    address = "/compose/sets/own-truong-xanh/ending"
    assert "2026" in words_on(desk.browser.open("/compose/"))
    page = desk.browser.send(address, {"ended": "2026-11-01"}, expect=422)
    assert "20/11/2026" in words_on(page)
    desk.browser.send(address, {"ended": "2026-12-31"})
    assert re.search("đến hết 31/12/2026", words_on(desk.browser.open("/compose/")))
    far = Browser(desk.app, world.person(Role.CRITERIA_EDITOR, unit=world.units.far))
    assert far.answer(address).status_code == 404
    assert "Trường xanh" not in words_on(far.open("/compose/"))
    desk.browser.send(address, {"ended": ""})
