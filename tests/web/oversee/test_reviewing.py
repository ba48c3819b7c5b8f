from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from bs4 import BeautifulSoup, Tag

from inspector.services import assessing
from inspector.store import assessments
from inspector.store.database import reading, transaction
from inspector.store.tables import Assessment
from inspector.workflow.permissions import Role
from inspector.workflow.states import State
from tests.store.world import NOW, World
from tests.web.browser import Browser

pytestmark = pytest.mark.database

Opens = Callable[..., Browser]


@pytest.fixture
def reviewer(site: World) -> UUID:
    return site.person(Role.REVIEWER, unit=site.units.near, name="Ông Bình")


@pytest.fixture
def submitted(site: World) -> UUID:
    return site.submitted(site.school(), "not_met")


def stored(site: World, assessment: UUID) -> Assessment:
    with reading(site.engine) as session:
        return session.get_one(Assessment, assessment)


def words(tag: Tag | BeautifulSoup | None) -> str:
    assert tag is not None
    return " ".join(tag.text.split())


def at(assessment: UUID, step: str = "") -> str:
    return f"/oversee/assessments/{assessment}{'/' if step else ''}{step}"


def test_the_longest_waiting_stands_first_and_nothing_of_elsewhere(
    site: World, browser: Opens, reviewer: UUID
):
    site.submitted(site.school(name="Trường Sau"))
    site.submitted(site.school(name="Trường Trước"), at=NOW - timedelta(days=3))
    site.submitted(site.school(site.units.far, name="Trường Xa"))
    site.draft(site.school(name="Trường Nháp"))

    page = browser(reviewer).open("/oversee/waiting")

    assert [words(row.th) for row in page.select("tbody tr")] == ["Trường Trước", "Trường Sau"]


def test_when_nothing_waits_the_page_says_so(site: World, browser: Opens, reviewer: UUID):
    assert "Không còn phiếu nào" in words(browser(reviewer).open("/oversee/waiting").select_one(".empty"))


def test_an_assessment_shows_every_item_and_names_the_red_ones_first(
    browser: Opens, reviewer: UUID, submitted: UUID
):
    page = browser(reviewer).open(at(submitted))

    assert [link["href"] for link in page.select("#red a")] == ["#A1", "#A2", "#A3", "#B1", "#B2"]
    assert [one["id"] for one in page.select("fieldset.item")] == ["R1", "A1", "A2", "A3", "B1", "B2"]
    assert page.select("fieldset input") == []


def test_reading_marks_nothing_so_that_the_school_can_still_withdraw(
    site: World, browser: Opens, reviewer: UUID, submitted: UUID
):
    looking = browser(reviewer)
    looking.open(at(submitted))
    assert looking.answer(at(submitted, "review")).status_code == 302

    assert stored(site, submitted).seen_by_reviewer_at is None
    with transaction(site.engine) as session:
        found = assessments.locked(session, submitted)
        assert found is not None
        assessing.withdraw(session, found, by=None, at=NOW)


def test_beginning_the_review_ends_the_schools_right_to_withdraw(
    site: World, browser: Opens, reviewer: UUID, submitted: UUID
):
    answer = browser(reviewer).send(at(submitted, "begin"))

    assert answer.location.endswith("/review")
    assert stored(site, submitted).seen_by_reviewer_at is not None
    with transaction(site.engine) as session:
        found = assessments.locked(session, submitted)
        assert found is not None
        with pytest.raises(assessing.AlreadySeen):
            assessing.withdraw(session, found, by=None, at=NOW)


def test_returning_keeps_remarks_and_reason_and_leads_back_to_what_waits(
    site: World, browser: Opens, reviewer: UUID, submitted: UUID
):
    looking = browser(reviewer)
    looking.send(at(submitted, "begin"))
    fields = {"remark:A1": " Chụp lại chốt cổng ", "remark:R1": "Nêu ngày", "reason": "Thiếu minh chứng"}

    page = looking.send(at(submitted, "return"), fields, follow=True)

    assert words(page.h1) == "Chờ tiếp nhận"
    assert "Đã trả lại" in words(page.select_one(".notice"))
    assert stored(site, submitted).state is State.RETURNED
    assert stored(site, submitted).reason == "Thiếu minh chứng"
    with reading(site.engine) as session:
        remarks = {(item, text, who) for item, text, _, who in assessments.remarks(session, submitted)}
    assert remarks == {("A1", "Chụp lại chốt cổng", "Ông Bình"), ("R1", "Nêu ngày", "Ông Bình")}


def test_returning_without_a_word_is_refused(site: World, browser: Opens, reviewer: UUID, submitted: UUID):
    page = browser(reviewer).send(at(submitted, "return"), {"remark:A1": "  ", "reason": ""}, expect=422)

    assert [link["href"] for link in page.select("[role=alert] a")] == ["#reason"]
    assert stored(site, submitted).state is State.SUBMITTED


@pytest.mark.parametrize(("length", "status"), [(5000, 302), (5001, 422)])
def test_a_remark_that_is_too_long_keeps_what_was_typed(
    browser: Opens, reviewer: UUID, submitted: UUID, length: int, status: int
):
    fields = {"remark:A1": "a" * length, "remark:A2": "Ngắn", "reason": ""}

    page = browser(reviewer).send(at(submitted, "return"), fields, expect=status)

    if status == 422:
        assert [link["href"] for link in page.select("[role=alert] a")] == ["#remark-A1"]
        assert page.find(id="remark-A1").text.strip() == "a" * length
        assert page.find(id="remark-A2").text.strip() == "Ngắn"


def test_a_remark_on_an_item_of_another_edition_is_no_remark(
    site: World, browser: Opens, reviewer: UUID, submitted: UUID
):
    browser(reviewer).send(at(submitted, "return"), {"remark:Z9": "Gì đó", "reason": ""}, expect=422)


def test_a_returned_assessment_is_the_schools_alone_again(browser: Opens, reviewer: UUID, submitted: UUID):
    looking = browser(reviewer)
    looking.send(at(submitted, "return"), {"reason": "Thiếu"})

    looking.open(at(submitted), expect=404)


def test_what_was_said_when_it_was_returned_stands_beside_the_item_the_next_time(
    site: World, browser: Opens, reviewer: UUID, submitted: UUID
):
    looking = browser(reviewer)
    looking.send(at(submitted, "return"), {"remark:A2": "Chụp lại"})
    with transaction(site.engine) as session:
        found = assessments.locked(session, submitted)
        assert found is not None
        assessing.submit(session, found, site.edition, by=None, at=NOW)

    page = looking.open(at(submitted))

    assert "Chụp lại" in words(page.find(id="A2"))
    assert "Chụp lại" not in words(page.find(id="A1"))


def test_accepting_says_first_what_it_means_and_then_ends_the_review(
    site: World, browser: Opens, reviewer: UUID, submitted: UUID
):
    looking = browser(reviewer)
    assert "không trả lại được nữa" in words(looking.open(at(submitted, "accept")))

    page = looking.send(at(submitted, "accept"), follow=True)

    assert "Đã tiếp nhận" in words(page.select_one(".notice"))
    assert stored(site, submitted).state is State.ACCEPTED
    assert looking.open(at(submitted)).select("main form") == []


@pytest.mark.parametrize("step", ["return", "accept"])
def test_what_was_accepted_cannot_be_decided_again(
    browser: Opens, reviewer: UUID, submitted: UUID, step: str
):
    looking = browser(reviewer)
    looking.send(at(submitted, "accept"))

    looking.send(at(submitted, step), {"reason": "Thiếu"}, expect=409)


def test_steps_are_for_reviewers_of_the_place_alone(site: World, browser: Opens, submitted: UUID):
    others = [
        site.person(Role.LEADER, unit=site.units.near),
        site.person(Role.REVIEWER, unit=site.units.far),
        site.person(Role.INSPECTOR, unit=site.units.near),
    ]
    for person in others:
        looking = browser(person)
        for step in ("begin", "return", "accept"):
            looking.send(at(submitted, step), {"reason": "Thiếu"}, expect=404)
    assert stored(site, submitted).state is State.SUBMITTED
