from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import pytest
from bs4 import BeautifulSoup, Tag
from sqlalchemy import select

from inspector.services import visiting
from inspector.store import visits
from inspector.store.database import reading, transaction
from inspector.store.tables import Assessment, Visit
from inspector.store.tables.visits import TeamPart, VisitKind
from inspector.web.asking import today
from inspector.workflow.permissions import Role
from inspector.workflow.states import Kind, VisitState
from tests.store.world import NOW, World
from tests.web.browser import Browser

pytestmark = pytest.mark.database

Opens = Callable[..., Browser]
TOMORROW = date.today() + timedelta(days=1)  # noqa: DTZ011  (the day on which the test runs)


@pytest.fixture
def reviewer(site: World) -> UUID:
    return site.person(Role.REVIEWER, unit=site.units.city)


def words(tag: Tag | BeautifulSoup | None) -> str:
    assert tag is not None
    return " ".join(tag.text.split())


def fields(leader: UUID, *members: UUID, **changes: object) -> dict[str, object]:
    return {
        "criteria": "day:food-safety",
        "kind": "planned",
        "day": TOMORROW.isoformat(),
        "leader": str(leader),
        "members": [str(one) for one in members],
        **changes,
    }


def errors(page: BeautifulSoup) -> list[str]:
    return [str(link["href"]) for link in page.select("[role=alert] a")]


def test_a_visit_is_opened_for_a_school_with_its_team(site: World, browser: Opens, reviewer: UUID):
    school = site.school()
    leader, member = (site.person(Role.INSPECTOR, unit=site.units.city, name=name) for name in ("An", "Bình"))

    page = browser(reviewer).send(
        f"/oversee/schools/{school}/visits/new", fields(leader, member), follow=True
    )

    assert "Đã mở đợt kiểm tra" in words(page.select_one(".notice"))
    with reading(site.engine) as session:
        (visit,) = session.scalars(select(Visit))
        assessment = session.get_one(Assessment, visit.assessment_id)
        team = visits.team(session, visit.id)
    assert (visit.school_id, visit.day, visit.kind, visit.opened_by) == (
        school,
        TOMORROW,
        VisitKind.PLANNED,
        reviewer,
    )
    assert (assessment.kind, assessment.set_id) == (Kind.INSPECTION, "food-safety")
    assert team == [(leader, "An", TeamPart.LEADER), (member, "Bình", TeamPart.MEMBER)]


def test_the_edition_of_the_day_is_taken_and_an_older_one_can_be_named(
    site: World, browser: Opens, reviewer: UUID, catalogue
):
    leader = site.person(Role.INSPECTOR, unit=site.units.city)
    old = catalogue.sets["food-safety"].editions[0]
    looking = browser(reviewer)

    looking.send(f"/oversee/schools/{site.school()}/visits/new", fields(leader))
    looking.send(f"/oversee/schools/{site.school()}/visits/new", fields(leader, criteria=old.digest))

    in_force = catalogue.in_force("food-safety", TOMORROW).offered
    with reading(site.engine) as session:
        digests = set(session.scalars(select(Assessment.digest)))
    assert digests == {old.digest, in_force.digest}


@pytest.mark.parametrize(
    ("wrong", "at"),
    [
        ({"criteria": ""}, "#criteria"),
        ({"criteria": "0" * 64}, "#criteria"),
        ({"criteria": "day:none"}, "#criteria"),
        ({"kind": "party"}, "#kind-0"),
        ({"day": ""}, "#day"),
        ({"day": "31/12/2026"}, "#day"),
        ({"day": "2020-01-01"}, "#day"),
        ({"day": "2999-01-01"}, "#day"),
        ({"leader": ""}, "#leader"),
        ({"leader": "12345678-1234-5678-1234-567812345678"}, "#leader"),
        ({"members": ["nobody"]}, "#members-0"),
    ],
)
def test_a_faulty_visit_is_refused_and_what_was_typed_stays(
    site: World, browser: Opens, reviewer: UUID, wrong: dict[str, object], at: str
):
    leader = site.person(Role.INSPECTOR, unit=site.units.city)

    page = browser(reviewer).send(
        f"/oversee/schools/{site.school()}/visits/new", {**fields(leader), **wrong}, expect=422
    )

    assert errors(page) == [at]
    assert "valid" not in words(page.select_one("[role=alert]")), "words of a library, in English"
    if at != "#leader":
        assert page.select_one("#leader option[selected]")["value"] == str(leader)
    with reading(site.engine) as session:
        assert list(session.scalars(select(Visit))) == []


@pytest.mark.parametrize(("days", "status"), [(-1, 422), (0, 302)])
def test_a_visit_may_be_today_but_not_yesterday(
    site: World, browser: Opens, reviewer: UUID, days: int, status: int
):
    leader = site.person(Role.INSPECTOR, unit=site.units.city)
    looking = browser(reviewer)
    with looking.app.test_request_context():
        day = today() + timedelta(days=days)

    looking.send(
        f"/oversee/schools/{site.school()}/visits/new", fields(leader, day=day.isoformat()), expect=status
    )


def test_a_set_that_does_not_concern_the_school_is_not_offered_and_is_refused(
    site: World, browser: Opens, reviewer: UUID
):
    leader = site.person(Role.INSPECTOR, unit=site.units.city)
    school = site.school(meals="none")

    page = browser(reviewer).send(f"/oversee/schools/{school}/visits/new", fields(leader), expect=422)

    assert errors(page) == ["#criteria"]
    assert not page.select("option[value='day:food-safety']")


def test_sets_of_areas_and_sets_that_have_ended_are_not_offered_and_editions_of_the_day_come_first(
    site: World, browser: Opens, reviewer: UUID, catalogue
):
    page = browser(reviewer).open(f"/oversee/schools/{site.school()}/visits/new")

    values = [str(one["value"]) for one in page.select("#criteria option")][1:]
    of_the_day = [one.removeprefix("day:") for one in values if one.startswith("day:")]
    assert values[: len(of_the_day)] == [f"day:{one}" for one in of_the_day]
    assert {catalogue.sets[one].audience for one in of_the_day} == {"school"}
    assert "epidemic-readiness" not in of_the_day


def test_inspectors_are_offered_who_work_near_the_school(site: World, browser: Opens):
    reviewer = site.person(Role.REVIEWER, unit=site.units.near)
    for unit, name in ((site.units.near, "An"), (site.units.city, "Bình"), (site.units.far, "Chi")):
        site.person(Role.INSPECTOR, unit=unit, name=name)
    below = site.unit("Phường", site.units.near)
    site.person(Role.INSPECTOR, unit=below, name="Dung")
    site.person(Role.INSPECTOR, unit=site.units.near, name="Em", last_day=date(2020, 1, 1))

    page = browser(reviewer).open(f"/oversee/schools/{site.school()}/visits/new")

    offered = [words(option) for option in page.select("#leader option")]
    assert offered == ["–", "An", "Bình", "Dung"]


def test_where_nobody_can_be_sent_the_page_says_what_to_do(site: World, browser: Opens, reviewer: UUID):
    page = browser(reviewer).open(f"/oversee/schools/{site.school()}/visits/new")

    assert "quản trị viên" in words(page.select_one(".notice"))


def test_opening_a_visit_begins_with_the_school(site: World, browser: Opens, reviewer: UUID):
    school = site.school()
    looking = browser(reviewer)

    first = looking.answer("/oversee/visits/new").location
    assert first.startswith("/oversee/schools?")
    assert "Chọn trường" in looking.open(first).text
    assert "Chọn trường" not in looking.open("/oversee/schools").text
    assert looking.answer(f"/oversee/visits/new?school={school}").location.endswith(
        f"/oversee/schools/{school}/visits/new"
    )
    assert looking.answer("/oversee/visits/new?school=x").status_code == 404


def test_a_planned_visit_can_be_called_off_and_one_that_began_cannot(
    site: World, browser: Opens, reviewer: UUID
):
    leader = site.person(Role.INSPECTOR, unit=site.units.city)
    planned, begun = (site.visit(site.school(), leader) for _ in range(2))
    with transaction(site.engine) as session:
        visiting.begin(session, session.get_one(Visit, begun), by=leader, at=NOW)
    looking = browser(reviewer)

    page = looking.send(f"/oversee/visits/{planned}/cancel", follow=True)
    looking.send(f"/oversee/visits/{begun}/cancel", expect=409)

    assert "Đã huỷ" in words(page.select_one(".notice"))
    with reading(site.engine) as session:
        assert session.get_one(Visit, planned).state is VisitState.CANCELLED
        assert session.get_one(Visit, begun).state is VisitState.UNDER_WAY


def test_the_list_shows_visits_of_the_own_area_and_no_result_before_both_sides_signed(
    site: World, browser: Opens
):
    leader = site.person(Role.INSPECTOR, unit=site.units.city)
    near = site.visit(site.school(name="Trường Gần"), leader)
    site.visit(site.school(site.units.far, name="Trường Xa"), leader)
    with reading(site.engine) as session:
        site.fill(session.get_one(Visit, near).assessment_id, "met")

    page = browser(site.person(Role.LEADER, unit=site.units.near)).open("/oversee/visits")

    (row,) = page.select("tbody tr")
    assert "Trường Gần" in words(row)
    assert row.select(".band") == []
    assert "100" not in words(row)


def test_an_open_visit_shows_its_team_and_neither_findings_nor_minutes(
    site: World, browser: Opens, reviewer: UUID
):
    leader = site.person(Role.INSPECTOR, unit=site.units.city, name="Bà Chi")
    visit = site.visit(site.school(), leader)

    page = browser(reviewer).open(f"/oversee/visits/{visit}")

    assert "Bà Chi" in words(page.select_one(".summary"))
    assert page.select("a[href*=minutes], .finding") == []
    assert page.select(f"a[href='/oversee/visits/{visit}/cancel']")


def test_a_leader_cannot_open_or_call_off_a_visit(site: World, browser: Opens):
    looking = browser(site.person(Role.LEADER, unit=site.units.city))
    school = site.school()
    visit = site.visit(school, site.person(Role.INSPECTOR, unit=site.units.city))

    looking.open(f"/oversee/schools/{school}/visits/new", expect=404)
    looking.send(f"/oversee/visits/{visit}/cancel", expect=404)
    assert looking.open(f"/oversee/visits/{visit}").select("a[href$=cancel]") == []
