"""Opening, facts, checking, handing in, taking back, putting aside."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from inspector.services import assessing
from inspector.store import assessments, events, schools
from inspector.store.database import reading, transaction
from inspector.store.tables import Assessment
from inspector.workflow.permissions import Role
from inspector.workflow.states import State
from tests.store.world import NOW, TODAY, World
from tests.web.assess.conftest import Desk
from tests.web.browser import Browser, fields_of

pytestmark = pytest.mark.database


def assessments_of(world: World, school: UUID) -> list[Assessment]:
    with reading(world.engine) as session:
        query = select(Assessment).where(Assessment.school_id == school).order_by(Assessment.opened_at)
        return list(session.scalars(query))


def state_of(desk: Desk) -> State:
    with reading(desk.world.engine) as session:
        return session.get_one(Assessment, desk.draft).state


def opening(desk: Desk, set_id: str = "food-safety") -> str:
    return f"/assess/schools/{desk.school}/open/{set_id}"


def test_the_edition_of_the_day_is_chosen_and_others_can_be(desk: Desk):
    page = desk.browser.open(opening(desk))

    values = [one["value"] for one in page.select("input[name=edition]")]
    assert page.select_one("input[name=edition][checked]")["value"] == values[0]
    assert "2020-09-01" in values
    answer = desk.browser.send(opening(desk), {"edition": "2020-09-01"})
    made = assessments_of(desk.world, desk.school)[-1]
    assert answer.location == f"/assess/{made.id}"
    assert made.set_id == "food-safety"


def test_opening_copies_the_facts_of_the_school(desk: Desk):
    desk.browser.send(opening(desk), {"edition": "2020-09-01"})
    made = assessments_of(desk.world, desk.school)[-1]

    with reading(desk.world.engine) as session:
        assert assessments.facts(session, made.id)["meals"] == "cooked"


@pytest.mark.parametrize("chosen", [{}, {"edition": "1999-01-01"}, {"edition": "x"}])
def test_no_edition_or_one_that_there_is_not_is_asked_again(desk: Desk, chosen: dict[str, str]):
    page = desk.browser.send(opening(desk), chosen, expect=422)

    assert page.select("[data-error-summary]")
    assert len(assessments_of(desk.world, desk.school)) == 1


def test_a_second_open_one_of_the_same_set_and_year_is_refused_with_the_way_to_the_first(desk: Desk):
    first = desk.browser.send(opening(desk), {"edition": "2020-09-01"}).location
    page = desk.browser.send(opening(desk), {"edition": "2020-09-01"}, expect=409)

    assert page.select_one(".notice a")["href"] == first
    assert not page.select("input[name=edition]")


def test_a_set_that_does_not_concern_the_school_says_so_and_cannot_be_opened(desk: Desk, app: Flask):
    school = desk.world.school(meals="none", name="Nhóm trẻ Mầm Xanh")
    head = Browser(app, desk.world.person(Role.PRINCIPAL, school=school))
    address = f"/assess/schools/{school}/open/food-safety"

    page = head.open(address)
    listed = head.open("/assess/")
    head.send(address, {"edition": "2020-09-01"}, expect=409)

    assert "không dành cho trường" in page.select_one(".notice").text
    assert not page.select("input[name=edition]")
    assert "An toàn thực phẩm" in listed.select_one(".offers > p.muted").text
    assert not listed.select(f"a[href='{address}']")
    assert assessments_of(desk.world, school) == []


def test_a_set_that_there_is_not_is_not_found(desk: Desk):
    desk.browser.open(opening(desk, "no-such-set"), expect=404)


def test_an_empty_draft_can_be_removed_and_one_with_answers_only_put_aside(desk: Desk):
    offered = desk.browser.open(f"/assess/{desk.draft}/put-aside")
    assert offered.select_one(f"form[action='/assess/{desk.draft}/remove']")

    desk.world.save(desk.draft, {"A1": "met"})
    refused = desk.browser.send(f"/assess/{desk.draft}/remove", expect=409)
    without = desk.browser.send(f"/assess/{desk.draft}/put-aside", {"reason": "  "}, expect=422)
    desk.browser.send(f"/assess/{desk.draft}/put-aside", {"reason": "Mở nhầm phiên bản"})

    assert "cất đi" in refused.text
    assert without.select("#reason-error")
    assert state_of(desk) is State.PUT_ASIDE
    assert "Mở nhầm phiên bản" in desk.browser.open("/assess/").text


def test_a_removed_draft_is_gone(desk: Desk):
    desk.browser.send(f"/assess/{desk.draft}/remove")

    assert assessments_of(desk.world, desk.school) == []


def test_facts_hold_from_the_day_that_is_given(desk: Desk):
    address = f"/assess/schools/{desk.school}/facts"
    form = fields_of(desk.browser.open(address).select_one("main form"))
    day = date(2022, 6, 1)

    desk.browser.send(
        address, {**form, "fact_meals": "bought", "fact_children": "1 215", "from_day": day.isoformat()}
    )

    with reading(desk.world.engine) as session:
        assert schools.facts(session, desk.school, day - timedelta(days=1))["meals"] == "cooked"
        assert schools.facts(session, desk.school, day)["meals"] == "bought"
        assert schools.facts(session, desk.school, day)["children"] == "1215"
        assert assessments.facts(session, desk.draft)["meals"] == "cooked"  # its own copy stays


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("fact_children", "nhiều"),
        ("fact_children", "-3"),
        ("fact_children", "1.234"),
        ("fact_meals", "raw"),
        ("from_day", ""),
        ("from_day", "0020-01-01"),
    ],
)
def test_faulty_facts_are_asked_again_and_nothing_is_stored(desk: Desk, field: str, typed: str):
    address = f"/assess/schools/{desk.school}/facts"
    form = fields_of(desk.browser.open(address).select_one("main form"))

    page = desk.browser.send(address, {**form, "fact_ownership": "public", field: typed}, expect=422)

    assert page.select("[data-error-summary]")
    with reading(desk.world.engine) as session:
        assert "ownership" not in schools.facts(session, desk.school, TODAY)


def test_the_assessments_own_facts_are_corrected_with_an_event_and_a_new_score(desk: Desk):
    address = f"/assess/{desk.draft}/facts"
    desk.world.fill(desk.draft)
    form = fields_of(desk.browser.open(address).select_one("main form"))
    desk.browser.send(address, {**form, "fact_meals": "bought"})

    page = desk.browser.open(f"/assess/{desk.draft}")
    with reading(desk.world.engine) as session:
        happened = events.of_assessment(session, desk.draft)
        assert schools.facts(session, desk.school, TODAY)["meals"] == "cooked"
    assert "facts" in {one.what for one in happened}
    assert "Mua" in page.select_one(".summary").text


def test_the_overview_lists_parts_with_their_states_the_gates_first(desk: Desk):
    desk.world.save(desk.draft, {"A1": "met", "A2": "met", "A3": "met", "B1": "met"})
    page = desk.browser.open(f"/assess/{desk.draft}")

    tasks = [(" ".join(one.a.text.split()), one.select_one(".state").text) for one in page.select(".task")]
    assert tasks == [
        ("Điều kiện loại", "Chưa làm"),
        ("A. Nhóm A", "Đã xong"),
        ("B. Nhóm B", "Đang làm"),
    ]


def test_the_check_page_links_every_open_item_and_refuses_what_is_not_complete(desk: Desk):
    desk.world.save(desk.draft, {"A1": "met", "A2": "na"})

    page = desk.browser.open(f"/assess/{desk.draft}/check")
    sent = desk.browser.send(f"/assess/{desk.draft}/submit", expect=422)

    links = [one["href"] for one in page.select("[data-error-summary] a")]
    assert f"/assess/{desk.draft}/groups/A#A3" in links
    assert f"/assess/{desk.draft}/groups/gates#R1" in links
    assert f"/assess/{desk.draft}/groups/A#A2" in links  # not applicable, without a reason
    assert f"/assess/{desk.draft}/groups/A#A1" not in links
    assert [one["href"] for one in sent.select("[data-error-summary] a")] == links
    assert state_of(desk) is State.DRAFT


def test_a_complete_assessment_is_handed_in_locked_and_gets_its_code(desk: Desk):
    desk.world.fill(desk.draft)

    check = desk.browser.open(f"/assess/{desk.draft}/check")
    done = desk.browser.send(f"/assess/{desk.draft}/submit", follow=True)

    assert "Nộp tự đánh giá cho Quận Gần" in check.text
    assert desk.draft.hex[:8].upper() in done.text
    assert state_of(desk) is State.SUBMITTED


def test_handing_in_twice_arrives_once_and_what_was_accepted_is_not_handed_in_again(desk: Desk):
    desk.world.fill(desk.draft)
    desk.browser.send(f"/assess/{desk.draft}/submit")
    with reading(desk.world.engine) as session:
        first = session.get_one(Assessment, desk.draft).counts_from

    again = desk.browser.send(f"/assess/{desk.draft}/submit")
    with transaction(desk.world.engine) as session:
        found = session.get_one(Assessment, desk.draft)
        assert found.counts_from == first
        assessing.accept(session, found, by=None, at=NOW)
    desk.browser.send(f"/assess/{desk.draft}/submit", expect=409)

    assert again.location == f"/assess/{desk.draft}/submitted"


def test_a_contributor_checks_but_does_not_hand_in(desk: Desk):
    desk.world.fill(desk.draft)
    colleague = desk.colleague()

    assert "hiệu trưởng nộp" in colleague.open(f"/assess/{desk.draft}/check").text
    colleague.send(f"/assess/{desk.draft}/submit", expect=404)


def test_it_can_be_taken_back_until_somebody_began_to_review_it(desk: Desk):
    desk.world.fill(desk.draft)
    desk.browser.send(f"/assess/{desk.draft}/submit")
    desk.browser.send(f"/assess/{desk.draft}/withdraw")
    assert state_of(desk) is State.DRAFT

    desk.browser.send(f"/assess/{desk.draft}/submit")
    with transaction(desk.world.engine) as session:
        found = session.get_one(Assessment, desk.draft)
        assessing.note_seen(session, found, by=None, at=found.changed_at)
    page = desk.browser.send(f"/assess/{desk.draft}/withdraw", expect=409)

    assert "Không rút lại được nữa" in page.h1.text
    assert state_of(desk) is State.SUBMITTED
    assert not desk.browser.open(f"/assess/{desk.draft}").select("form[action$=withdraw]")


def test_the_list_goes_on_over_pages(desk: Desk):
    for number in range(20):
        put_aside(desk.world, assessments_of(desk.world, desk.school)[-1].id, f"lần {number}")
        desk.world.draft(desk.school, at=NOW + timedelta(minutes=number + 1))

    first = desk.browser.open("/assess/")
    second = desk.browser.open(first.select_one("a[rel=next]")["href"])

    assert len(first.select(".task:not(.offers *)")) == 20
    assert len(second.select(".task:not(.offers *)")) == 1
    assert "lần 0" in second.text
    assert second.select("a[rel=prev]")


def put_aside(world: World, assessment: UUID, reason: str) -> None:
    with transaction(world.engine) as session:
        assessing.put_aside(session, session.get_one(Assessment, assessment), reason, by=None, at=NOW)


def test_the_list_is_of_the_own_school_only(desk: Desk):
    other = desk.world.school(name="Trường MN Sơn Ca")

    desk.browser.open(f"/assess/?school={other}", expect=404)
    desk.browser.open("/assess/?page=0", expect=404)


def test_a_reviewer_reads_a_submitted_one_without_its_buttons_and_drafts_not_at_all(desk: Desk, app: Flask):
    reviewer = Browser(app, desk.world.person(Role.REVIEWER, unit=desk.world.units.near))
    reviewer.open(f"/assess/{desk.draft}", expect=404)
    desk.world.fill(desk.draft)
    desk.browser.send(f"/assess/{desk.draft}/submit")

    page = reviewer.open(f"/assess/{desk.draft}")
    reviewer.open(f"/assess/{desk.draft}/groups/A")
    reviewer.open(f"/assess/{desk.draft}/readiness")
    reviewer.open(f"/assess/{desk.draft}/history", expect=404)

    assert not page.select("main form")
    assert "Thay đổi gần đây" not in page.text


def test_the_history_says_who_did_what_and_goes_on_over_pages(desk: Desk):
    for number in range(60):
        desk.world.save(desk.draft, {"A1": ("met", "not_met")[number % 2]})

    first = desk.browser.open(f"/assess/{desk.draft}/history")
    older = desk.browser.open(first.select_one("a[rel=next]")["href"])
    of_item = desk.browser.open(f"/assess/{desk.draft}/history?item=A2")

    assert "Sửa mục A1" in first.text
    assert "“" not in first.select_one("main li").text
    assert "Đạt → Chưa đạt" in first.text
    assert "Mở phiếu" in older.text
    assert "Sửa mục" not in of_item.select_one("main section").text
