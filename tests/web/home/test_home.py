"""The first page: the single most useful thing first, by role."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from inspector.services import assessing, visiting
from inspector.store.database import transaction
from inspector.store.tables import Assessment, Visit
from inspector.workflow.permissions import Role
from inspector.workflow.states import Seriousness
from tests.store.world import NOW, TODAY, World
from tests.web.browser import Browser

pytestmark = pytest.mark.database


@pytest.fixture
def school(world: World) -> UUID:
    return world.school()


@pytest.fixture
def principal(app: Flask, world: World, school: UUID) -> Browser:
    return Browser(app, world.person(Role.PRINCIPAL, school=school))


def first(page: Any) -> str:
    return " ".join(page.select_one(".next").text.split())


def finding(world: World, school: UUID, due: date) -> None:
    """Have a signed visit to the school leave one finding behind."""
    inspector = world.person(Role.INSPECTOR, unit=world.units.city)
    visit_id = world.visit(school, inspector)
    with transaction(world.engine) as session:
        visit = session.get_one(Visit, visit_id)
        assessment = session.get_one(Assessment, visit.assessment_id)
        world.fill_in(session, assessment)
        visiting.begin(session, visit, by=inspector, at=NOW)
        visiting.add_finding(
            session,
            visit,
            world.edition,
            item_id="A1",
            text="Chốt cổng hỏng",
            seriousness=Seriousness.SERIOUS,
            due_day=due,
            by=inspector,
            at=NOW,
        )
        visiting.sign(
            session,
            visit,
            assessment,
            world.edition,
            for_team="Ông An",
            for_school="Bà Bình",
            school_opinion="",
            conclusion="",
            by=inspector,
            at=NOW,
        )


def give_back(world: World, assessment: UUID) -> None:
    with transaction(world.engine) as session:
        found = session.get_one(Assessment, assessment)
        remarks = {"A1": "Thiếu quyết định"}
        assessing.return_(session, found, world.edition, remarks, "Bổ sung minh chứng", by=None, at=NOW)


def test_a_new_school_is_led_to_open_its_first_self_assessment(principal: Browser):
    page = principal.open("/")

    assert "Mở phiếu tự đánh giá" in first(page)
    principal.open(page.select_one(".next a")["href"])


def test_a_draft_says_how_much_is_left(principal: Browser, world: World, school: UUID):
    draft = world.draft(school)
    world.save(draft, {"A1": "met", "A2": "met"})
    page = principal.open("/")

    assert "Trả lời 3 mục còn lại" in first(page)
    assert page.select_one(".next a")["href"] == f"/assess/{draft}"


def test_a_full_draft_is_led_to_the_check(principal: Browser, world: World, school: UUID):
    draft = world.draft(school)
    world.fill(draft)

    assert principal.open("/").select_one(".next a")["href"] == f"/assess/{draft}/check"


def test_a_returned_one_comes_before_drafts_and_what_can_be_opened(
    principal: Browser, world: World, school: UUID
):
    returned = world.submitted(school)
    give_back(world, returned)
    page = principal.open("/")

    assert "Bổ sung phiếu được trả lại" in first(page)
    assert "Bổ sung minh chứng" in first(page)
    assert page.select(".tasks .task")


def test_an_overdue_finding_comes_first_and_one_not_yet_due_does_not(
    app: Flask, world: World, principal: Browser, school: UUID
):
    other = world.school(name="Trường MN Sơn Ca")
    world.draft(other)
    finding(world, school, date(2021, 1, 1))
    finding(world, other, date(9000, 1, 1))
    theirs = Browser(app, world.person(Role.PRINCIPAL, school=other)).open("/")

    assert "Quá hạn" in first(principal.open("/"))
    assert "Trả lời 5 mục còn lại" in first(theirs)
    assert "Chốt cổng hỏng" in theirs.text


def test_a_missing_fact_is_asked_for(app: Flask, world: World):
    school = world.school(meals=None)
    draft = world.draft(school)
    page = Browser(app, world.person(Role.PRINCIPAL, school=school)).open("/")

    assert page.select_one(f"a[href='/assess/{draft}/facts']")


def test_a_contributor_is_not_asked_to_open_anything(app: Flask, world: World, school: UUID):
    page = Browser(app, world.person(Role.CONTRIBUTOR, school=school)).open("/")

    assert not page.select(".next")
    assert "Không còn việc nào" in page.text


def test_last_results_of_school_and_inspectors_stand_beside(principal: Browser, world: World, school: UUID):
    world.submitted(school, at=NOW - timedelta(days=3))
    finding(world, school, TODAY)
    aside = principal.open("/").aside.text

    assert "Tự đánh giá" in aside
    assert "Đoàn kiểm tra" in aside
    assert "100 % · Tốt" in aside


def test_a_reviewer_sees_how_many_wait_in_reach_only(app: Flask, world: World):
    for unit in (world.units.near, world.units.near, world.units.far):
        world.submitted(world.school(unit))
    near = Browser(app, world.person(Role.REVIEWER, unit=world.units.near)).open("/")
    leader = Browser(app, world.person(Role.LEADER, unit=world.units.near)).open("/")

    assert "2 phiếu tự đánh giá chờ xem xét" in first(near)
    assert "chờ xem xét" not in leader.text


def test_an_inspector_sees_the_next_visits(app: Flask, world: World, school: UUID):
    inspector = world.person(Role.INSPECTOR, unit=world.units.city)
    world.visit(school, inspector)

    assert "Trường MN Hoa Sen" in first(Browser(app, inspector).open("/"))


def test_an_account_without_a_role_is_told_whom_to_ask(app: Flask, world: World):
    page = Browser(app, world.person(None)).open("/")

    assert "Hãy hỏi quản trị viên" in page.text


def test_more_than_a_few_tasks_are_folded_and_can_all_be_seen(principal: Browser, world: World, school: UUID):
    for _ in range(4):
        finding(world, school, date(9000, 1, 1))
    few = principal.open("/")
    every = principal.open(few.select_one("a[href='/?all=1']")["href"])

    assert len(few.select(".task")) == 5
    assert len(every.select(".task")) > 5


def test_the_number_of_statements_does_not_grow_with_what_there_is(
    principal: Browser, world: World, school: UUID, statements: Callable[[], Any]
):
    world.draft(school)
    principal.answer("/")  # the first one reads the edition and notes that the session is used
    with statements() as few:
        principal.answer("/")
    for _ in range(3):
        finding(world, school, TODAY)
    with statements() as many:
        principal.answer("/")

    assert len(many) == len(few) <= 12
