"""Over the years only what was asked alike stands side by side, and the page says so."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from flask import Flask

from inspector.criteria.catalogue import Catalogue
from inspector.services import assessing
from inspector.services.editions import Editions
from inspector.store.database import transaction
from inspector.store.tables import Assessment, Period
from inspector.workflow.permissions import Role
from inspector.workflow.states import State
from tests.store.world import NOW, World
from tests.web.browser import Browser

pytestmark = pytest.mark.database

SET = "food-safety"
SAME, CHANGED = "TP-A01", "TP-A04"


@pytest.fixture
def school(world: World, catalogue: Catalogue) -> UUID:
    world.editions = Editions(catalogue)  # type: ignore[assignment]
    return world.school()


def handed_in(world: World, school: UUID, year: int, first_day: date, values: dict[str, str | None]) -> UUID:
    """Have a school hand in a self-assessment of a year by the edition that began on a day."""
    code = f"{year}-{year + 1}"
    at = NOW - timedelta(days=365 * (2026 - year))
    with transaction(world.engine) as session:
        period = session.get(Period, code)
        if period is None:
            period = Period(code=code, first_day=date(year, 9, 1), last_day=date(year + 1, 8, 31))
            session.add(period)
            session.flush()
        made = assessing.open_assessment(
            session,
            school_id=school,
            edition=world.editions.catalogue.edition(SET, first_day),
            period=period,
            day=at.date(),
            by=None,
            at=at,
        ).id
    world.save(made, values, at=at)
    with transaction(world.engine) as session:
        found = session.get_one(Assessment, made)
        found.state, found.counts_from = State.ACCEPTED, at
    return made


OLD, NEW = date(2020, 9, 1), date(2026, 7, 1)


def test_only_what_both_editions_ask_alike_is_compared_and_the_page_says_so(
    app: Flask, world: World, school: UUID
):
    handed_in(world, school, 2025, OLD, {SAME: "not_met", CHANGED: "met"})
    handed_in(world, school, 2026, NEW, {SAME: "met", CHANGED: "met"})
    principal = Browser(app, world.person(Role.PRINCIPAL, school=school))

    page = principal.open(f"/assess/schools/{school}/trend/{SET}")

    shares = [row.select("td")[-1].text for row in page.select("tbody tr")]
    assert shares == ["1/1 (100 %)", "0/1 (0 %)"]
    assert "phiên bản khác nhau" in page.text
    assert len(page.select("svg circle")) == 2


def test_by_one_edition_everything_is_compared(app: Flask, world: World, school: UUID):
    handed_in(world, school, 2025, OLD, {SAME: "not_met", CHANGED: "met"})
    handed_in(world, school, 2026, OLD, {SAME: "met", CHANGED: "met"})
    reviewer = Browser(app, world.person(Role.REVIEWER, unit=world.units.near))

    page = reviewer.open(f"/assess/schools/{school}/trend/{SET}")

    assert [row.select("td")[-1].text for row in page.select("tbody tr")] == ["2/2 (100 %)", "1/2 (50 %)"]
    assert "cùng một phiên bản" in page.text
    assert reviewer.open(f"/oversee/schools/{school}").select(
        f"a[href='/assess/schools/{school}/trend/{SET}']"
    )


def test_a_draft_is_not_part_of_it(app: Flask, world: World, school: UUID):
    made = handed_in(world, school, 2026, NEW, {SAME: "met"})
    with transaction(world.engine) as session:
        found = session.get_one(Assessment, made)
        found.state, found.counts_from = State.DRAFT, None
    principal = Browser(app, world.person(Role.PRINCIPAL, school=school))

    page = principal.open(f"/assess/schools/{school}/trend/{SET}")

    assert not page.select("tbody tr")
    assert "Chưa có lần đánh giá nào" in page.text


def test_editions_that_ask_nothing_alike_are_not_compared(app: Flask, world: World, school: UUID):
    catalogue = world.editions.catalogue
    for year, first_day in ((2018, date(2018, 10, 10)), (2026, date(2026, 7, 7))):
        edition = catalogue.edition("preschool-accreditation", first_day)
        code = f"{year}-{year + 1}"
        with transaction(world.engine) as session:
            period = session.get(Period, code) or Period(
                code=code, first_day=date(year, 9, 1), last_day=date(year + 1, 8, 31)
            )
            session.add(period)
            session.flush()
            made = assessing.open_assessment(
                session, school_id=school, edition=edition, period=period, day=NOW.date(), by=None, at=NOW
            )
            made.state, made.counts_from = State.ACCEPTED, NOW - timedelta(days=2026 - year)
    principal = Browser(app, world.person(Role.PRINCIPAL, school=school))

    page = principal.open(f"/assess/schools/{school}/trend/preschool-accreditation")

    assert "không so được" in page.text
    assert not page.select("svg circle")
