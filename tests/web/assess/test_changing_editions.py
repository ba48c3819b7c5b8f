"""Editions come and go while schools work: the page says so, and answers go on where they can."""

from datetime import date
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from inspector.criteria.catalogue import Catalogue
from inspector.criteria.model import Edition
from inspector.services import assessing
from inspector.services.editions import Editions
from inspector.store import ratings
from inspector.store.database import reading, transaction
from inspector.store.tables import Assessment, Period
from inspector.workflow.permissions import Role
from inspector.workflow.states import State
from tests.store.world import NOW, PERIOD, TODAY, World
from tests.web.assess.conftest import Desk, rating_form
from tests.web.browser import Browser

pytestmark = pytest.mark.database

IN_THE_GAP = date(2025, 6, 1)


def draft_by(desk: Desk, edition: Edition, *, day: date = TODAY) -> UUID:
    with transaction(desk.world.engine) as session:
        return assessing.open_assessment(
            session,
            school_id=desk.school,
            edition=edition,
            period=session.get_one(Period, PERIOD),
            day=day,
            by=None,
            at=NOW,
        ).id


def all_of(desk: Desk) -> list[Assessment]:
    with reading(desk.world.engine) as session:
        return list(session.scalars(select(Assessment).where(Assessment.set_id == "food-safety")))


def hand_in(desk: Desk, draft: UUID) -> None:
    with transaction(desk.world.engine) as session:
        found = session.get_one(Assessment, draft)
        found.state, found.counts_from = State.SUBMITTED, NOW


@pytest.fixture
def old(desk: Desk, catalogue: Catalogue) -> UUID:
    """A draft by an edition that was replaced on 1 July 2026."""
    desk.world.editions = Editions(catalogue)  # type: ignore[assignment]
    made = draft_by(desk, catalogue.edition("food-safety", date(2020, 9, 1)))
    # the first stayed as it was, the second has another basis now
    desk.world.save(made, {"TP-A01": "met", "TP-A04": "not_met"})
    return made


def test_where_only_a_draft_covers_the_day_every_page_and_paper_of_the_assessment_says_so(
    desk: Desk, catalogue: Catalogue
):
    edition = catalogue.in_force("preschool-accreditation", IN_THE_GAP)
    assert edition.drafted_since
    made = draft_by(desk, edition.offered, day=IN_THE_GAP)
    note = "chỉ có bản dự thảo từ 25/01/2025; phiếu này dùng bản đã ban hành gần nhất, từ 10/10/2018"

    for page in ("", "/readiness", "/check"):
        assert note in desk.browser.open(f"/assess/{made}{page}").text
    part = desk.browser.open(f"/assess/{made}").select_one(".task__link")["href"]
    assert note in desk.browser.open(part).text


def test_an_assessment_by_the_edition_of_its_day_needs_no_note(desk: Desk, catalogue: Catalogue):
    edition = catalogue.in_force("food-safety", NOW.date()).offered

    page = desk.browser.open(f"/assess/{draft_by(desk, edition)}")

    assert "phiếu này dùng bản" not in page.text
    assert "đã được thay" not in page.text


def test_a_replaced_edition_is_named_and_work_goes_on(desk: Desk, old: UUID):
    page = desk.browser.open(f"/assess/{old}")

    assert "Phiên bản này đã được thay từ 01/07/2026." in page.text
    assert page.select_one(f"a[href='/assess/{old}/switch']")
    desk.world.save(old, {"TP-A01": "not_met"})
    assert desk.stored("TP-A01", of=old).value == "not_met"


def test_a_member_of_the_council_sees_it_but_only_the_principal_can_switch(desk: Desk, old: UUID):
    colleague = desk.colleague()

    page = colleague.open(f"/assess/{old}")

    assert "Phiên bản này đã được thay" in page.text
    assert not page.select(f"a[href='/assess/{old}/switch']")
    colleague.open(f"/assess/{old}/switch", expect=404)


def test_the_preview_changes_nothing_and_names_what_must_be_looked_at(desk: Desk, old: UUID):
    page = desk.browser.open(f"/assess/{old}/switch")

    assert "TP-A04" in page.select_one("table").text
    assert "TP-A01" not in page.select_one("table").text
    assert [one.state for one in all_of(desk)] == [State.DRAFT]


def test_two_clicks_switch_once_and_lead_to_the_same_new_form(desk: Desk, old: UUID):
    first = desk.browser.send(f"/assess/{old}/switch").location
    second = desk.browser.send(f"/assess/{old}/switch").location

    assert first == second
    assert sorted(one.state for one in all_of(desk)) == [State.DRAFT, State.PUT_ASIDE]
    made = desk.browser.open(first)
    assert made.select_one(f"a[href='/assess/{old}']")
    assert desk.browser.open(f"/assess/{old}").select_one(f"a[href='{first}']")


def test_what_changed_is_marked_in_the_form_the_parts_and_the_check_until_it_is_confirmed(
    desk: Desk, old: UUID
):
    new = UUID(desk.browser.send(f"/assess/{old}/switch").location.rpartition("/")[2])

    overview = desk.browser.open(f"/assess/{new}")
    check = desk.browser.open(f"/assess/{new}/check")
    part = next(one for one in overview.select(".task") if one.select_one(".state").text == "Cần xem lại")
    address = str(part.a["href"])
    page = desk.browser.open(address)
    assert page.select_one("#TP-A04 .remark")
    assert not page.select("#TP-A01 .remark")
    assert any("TP-A04" in one.text for one in check.select("[data-error-summary] a"))

    desk.browser.send(address, {**rating_form(page), "confirmed:TP-A04": "yes", "then": "stay"})

    assert not desk.browser.open(address).select(".item .remark")
    assert desk.stored("TP-A04", of=new).value == "not_met"


def test_a_whole_part_is_confirmed_at_once(desk: Desk, old: UUID):
    desk.world.save(old, {"TP-A02": "met", "TP-A05": "met"})
    new = UUID(desk.browser.send(f"/assess/{old}/switch").location.rpartition("/")[2])
    address = desk.part("A", of=new)

    desk.browser.send(address, {**rating_form(desk.browser.open(address)), "then": "confirm"})

    with reading(desk.world.engine) as session:
        assert not [one for one in ratings.of_assessment(session, new).values() if one.look_again]


def test_rating_an_item_anew_takes_its_mark_away(desk: Desk, old: UUID):
    new = UUID(desk.browser.send(f"/assess/{old}/switch").location.rpartition("/")[2])

    desk.world.save(new, {"TP-A04": "met"})

    assert desk.stored("TP-A04", of=new).look_again == ""


def test_a_script_confirms_by_the_same_path(desk: Desk, old: UUID):
    new = desk.browser.send(f"/assess/{old}/switch").location.rpartition("/")[2]
    change = {"id": "c", "indicator": "TP-A04", "revision": 1, "fields": {"confirmed": "yes"}}

    answer = desk.browser.send_json(f"/assess/{new}/ratings", {"changes": [change]})

    assert answer["results"][0]["status"] == "applied"
    assert desk.stored("TP-A04", of=UUID(new)).look_again == ""


def test_a_new_assessment_can_begin_with_the_answers_of_the_last_one_all_to_be_looked_at(
    desk: Desk, old: UUID, catalogue: Catalogue
):
    hand_in(desk, old)
    address = f"/assess/schools/{desk.school}/open/food-safety"

    page = desk.browser.open(address)
    newest = page.select_one("input[name=edition]")["value"]
    made = desk.browser.send(address, {"edition": newest, "take_over": "y"}).location.rpartition("/")[2]

    assert page.select_one("#take_over")
    with reading(desk.world.engine) as session:
        rows = ratings.of_assessment(session, UUID(made)).values()
        assert {one.look_again for one in rows} == {"edition", "earlier"}
        assert session.get_one(Assessment, old).state is State.SUBMITTED
    desk.browser.send(f"/assess/{made}/submit", expect=422)
    states = [one.text for one in desk.browser.open(f"/assess/{made}").select(".task .state")]
    assert "Cần xem lại" in states


def test_a_school_without_an_earlier_one_is_not_offered_to_take_it_over(app: Flask, world: World):
    school = world.school()
    principal = Browser(app, world.person(Role.PRINCIPAL, school=school))

    page = principal.open(f"/assess/schools/{school}/open/food-safety")

    assert not page.select("#take_over")


def test_an_earlier_rating_is_shown_only_where_the_item_is_asked_as_it_was_then(
    desk: Desk, old: UUID, catalogue: Catalogue
):
    hand_in(desk, old)
    new = draft_by(desk, catalogue.in_force("food-safety", NOW.date()).offered)
    with transaction(desk.world.engine) as session:
        session.get_one(Assessment, new).opened_at = NOW.replace(hour=3)

    page = desk.browser.open(desk.part("A", of=new))

    assert page.select_one("#TP-A01 .item__previous")
    assert not page.select("#TP-A04 .item__previous")
