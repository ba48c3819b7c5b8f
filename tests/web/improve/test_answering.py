"""A school reads the minutes of visits to it, and answers findings."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from inspector.store.database import reading, transaction
from inspector.store.tables import Finding, FindingAnswer
from inspector.web.asking import today
from inspector.workflow.permissions import Role
from inspector.workflow.states import FindingState
from tests.web.on_site import OnSite

pytestmark = pytest.mark.database


@pytest.fixture
def signed(on_site: OnSite) -> OnSite:
    """A signed visit with one finding."""
    on_site.begin()
    on_site.rate_all()
    on_site.add_finding("Thay chốt cổng")
    on_site.sign()
    return on_site


@pytest.fixture
def finding(signed: OnSite) -> UUID:
    return finding_ids(signed)[0]


@pytest.fixture
def today_there(app) -> date:
    with app.test_request_context():
        return today()


def finding_ids(on_site: OnSite) -> list[UUID]:
    with reading(on_site.world.engine) as session:
        return list(session.scalars(select(Finding.id).order_by(Finding.at)))


def make_due(on_site: OnSite, finding: UUID, day: date) -> None:
    with transaction(on_site.world.engine) as session:
        session.get_one(Finding, finding).due_day = day


def state(on_site: OnSite, finding: UUID) -> FindingState:
    with reading(on_site.world.engine) as session:
        return session.get_one(Finding, finding).state


def words(page: BeautifulSoup) -> str:
    return " ".join(page.get_text(" ").split())


def test_a_school_sees_its_signed_visits_with_their_minutes(signed: OnSite):
    page = signed.principal.open("/improve/visits")

    (link,) = page.select(".task a")
    assert link["href"] == f"{signed.address}/minutes"
    assert "Tốt, 100 %" in words(page)


def test_a_visit_that_is_not_signed_is_not_shown_to_the_school(on_site: OnSite):
    on_site.begin()
    on_site.add_finding()

    assert not on_site.principal.open("/improve/visits").select(".task")
    assert not on_site.principal.open("/improve/findings").select(".finding")


def test_visits_and_findings_of_other_schools_are_not_shown(signed: OnSite):
    world = signed.world
    other = signed.for_person(world.person(Role.PRINCIPAL, school=world.school(name="Trường MN Sơn Ca")))

    assert not other.open("/improve/visits").select(".task")
    assert not other.open("/improve/findings").select(".finding")


@pytest.mark.parametrize("page", ["/improve/visits", "/improve/findings"])
def test_these_lists_are_for_people_at_a_school(signed: OnSite, page: str):
    signed.inspector.open(page, expect=404)


@pytest.mark.parametrize(("days", "is_overdue"), [(-1, True), (0, False)])
def test_a_finding_is_overdue_from_the_day_after_it_was_due(
    signed: OnSite, finding: UUID, today_there: date, days: int, is_overdue: bool
):
    make_due(signed, finding, today_there + timedelta(days=days))

    page = signed.principal.open("/improve/findings")

    assert ("Quá hạn 1 ngày" in page.text) is is_overdue
    assert ("1 quá hạn" in page.text) is is_overdue


def test_findings_stand_by_due_day_and_those_done_come_last(on_site: OnSite, today_there: date):
    on_site.begin()
    on_site.rate_all()
    for text in ("Sau", "Trước", "Đã xong"):
        on_site.add_finding(text)
    on_site.sign()
    later, sooner, done = finding_ids(on_site)
    make_due(on_site, later, today_there + timedelta(days=9))
    make_due(on_site, sooner, today_there + timedelta(days=2))
    make_due(on_site, done, today_there)
    on_site.principal.send(f"/improve/findings/{done}", {"answer": "report_remedy", "text": "Đã thay"})

    page = on_site.principal.open("/improve/findings")

    assert [one.text.strip() for one in page.select(".finding__text")] == ["Trước", "Sau", "Đã xong"]


@pytest.mark.parametrize(
    ("answer", "becomes"),
    [
        ("accept", FindingState.REMEDYING),
        ("contest", FindingState.CONTESTED),
        ("report_remedy", FindingState.REPORTED),
    ],
)
def test_the_principal_accepts_contests_or_reports_the_remedy(
    signed: OnSite, finding: UUID, answer: str, becomes: FindingState
):
    address = f"/improve/findings/{finding}"

    page = signed.principal.send(address, {"answer": answer, "text": "Lời của trường"}, follow=True)

    assert state(signed, finding) is becomes
    assert "Lời của trường" in page.select_one(".finding__answer").text


def test_answers_are_kept_one_after_the_other(signed: OnSite, finding: UUID):
    address = f"/improve/findings/{finding}"
    signed.principal.send(address, {"answer": "contest", "text": "Chốt vừa thay"})
    signed.principal.send(address, {"answer": "accept", "text": "Sẽ thay lại"})

    page = signed.principal.open(address)

    said = [words(one) for one in page.select(".finding__answer")]
    assert "Có ý kiến khác: Chốt vừa thay" in said[0]
    assert "kế hoạch khắc phục: Sẽ thay lại" in said[1]


@pytest.mark.parametrize(
    ("fields", "anchor"),
    [
        ({"answer": "accept", "text": " "}, "#text"),
        ({"text": "Đã thay"}, "#answer-0"),
        ({"answer": "verify", "text": "Đã thay"}, "#answer-0"),
    ],
)
def test_an_answer_that_lacks_something_is_asked_for_again(
    signed: OnSite, finding: UUID, fields: dict, anchor: str
):
    page = signed.principal.send(f"/improve/findings/{finding}", fields, expect=422)

    assert page.select_one("[role=alert] a")["href"] == anchor
    assert state(signed, finding) is FindingState.NEW


def test_after_the_remedy_was_reported_there_is_nothing_left_to_answer(signed: OnSite, finding: UUID):
    address = f"/improve/findings/{finding}"
    signed.principal.send(address, {"answer": "report_remedy", "text": "Đã thay"})

    assert not signed.principal.open(address).select("main form")
    signed.principal.send(address, {"answer": "contest", "text": "Không phải"}, expect=409)
    with reading(signed.world.engine) as session:
        assert len(session.scalars(select(FindingAnswer)).all()) == 1


def test_before_signing_the_school_can_neither_see_nor_answer_a_finding(on_site: OnSite):
    on_site.begin()
    on_site.add_finding()
    (finding,) = finding_ids(on_site)

    on_site.principal.open(f"/improve/findings/{finding}", expect=404)
    on_site.principal.send(f"/improve/findings/{finding}", {"answer": "accept", "text": "Vâng"}, expect=404)


def test_a_contributor_reads_a_finding_and_does_not_answer_it(signed: OnSite, finding: UUID):
    contributor = signed.for_person(signed.world.person(Role.CONTRIBUTOR, school=signed.school))
    address = f"/improve/findings/{finding}"

    assert not contributor.open(address).select("main form")
    contributor.send(address, {"answer": "accept", "text": "Vâng"}, expect=404)
    assert state(signed, finding) is FindingState.NEW


def test_another_school_cannot_learn_of_a_finding(signed: OnSite, finding: UUID):
    world = signed.world
    other = signed.for_person(world.person(Role.PRINCIPAL, school=world.school(name="Trường MN Sơn Ca")))

    other.open(f"/improve/findings/{finding}", expect=404)
    other.send(f"/improve/findings/{finding}", {"answer": "accept", "text": "Vâng"}, expect=404)


def test_what_the_school_answered_is_seen_by_the_team_and_by_reviewers(signed: OnSite, finding: UUID):
    signed.principal.send(f"/improve/findings/{finding}", {"answer": "contest", "text": "Chốt vừa thay"})
    reviewer = signed.for_person(signed.world.person(Role.REVIEWER, unit=signed.world.units.city))

    assert "Chốt vừa thay" in signed.inspector.open(signed.address).text
    for page in (f"{signed.address}/minutes", f"/improve/findings/{finding}"):
        assert "Chốt vừa thay" in reviewer.open(page).text
