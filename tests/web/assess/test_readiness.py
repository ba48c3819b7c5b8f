"""How far a school is: what the page says, and that trying things out saves nothing."""

from collections.abc import Callable
from gzip import compress
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import update

from inspector.criteria.catalogue import Catalogue
from inspector.services import visiting
from inspector.store.database import reading, transaction
from inspector.store.tables import Assessment, Rating, Visit
from inspector.store.tables.schools import SchoolFact
from inspector.workflow.permissions import Role
from tests.store.world import NOW
from tests.web.assess.conftest import Desk
from tests.web.browser import Browser

pytestmark = pytest.mark.database


def readiness(desk: Desk, query: str = "", *, of: UUID | None = None) -> Any:
    return desk.browser.open(f"/assess/{of or desk.draft}/readiness{query}")


def test_an_interval_is_said_in_words_until_nothing_is_blank(desk: Desk):
    before = readiness(desk)
    desk.world.fill(desk.draft)
    after = readiness(desk)

    assert "Từ Yếu đến Tốt" in before.text
    assert "0–100 %" in before.text
    assert "Kết quả: Tốt" in after.text
    assert "100 %" in after.text


def test_what_blocks_is_named_and_linked(desk: Desk):
    desk.world.fill(desk.draft)
    desk.world.save(desk.draft, {"R1": "yes"})
    page = readiness(desk)

    blocked = page.select_one(".tasks .task")
    assert "R1" in blocked.text
    assert "Đã xảy ra" in blocked.text
    assert blocked.a["href"] == f"/assess/{desk.draft}/groups/gates#R1"
    assert "R1 đã xảy ra" in page.select_one("#route").text


def test_before_anything_is_answered_there_is_no_route_yet(desk: Desk):
    assert not readiness(desk).select("#route")

    desk.world.save(desk.draft, {"A1": "met"})

    assert readiness(desk).select("#route")


def test_the_route_lists_the_fewest_days_to_the_next_outcome(desk: Desk):
    desk.world.fill(desk.draft)
    desk.world.save(desk.draft, {"A1": "not_met", "B1": "not_met"})
    page = readiness(desk)

    route = page.select_one("#route")
    assert "tới “Tốt”" in route.h2.text
    assert "1 mục, khoảng 1 ngày" in route.text
    assert "Chưa đạt → Đạt" in route.text
    assert route.select_one("ol a")["href"] == f"/assess/{desk.draft}/groups/A#A1"


def test_what_could_be_lost_is_shown_when_the_margin_is_thin(desk: Desk):
    desk.world.fill(desk.draft)
    desk.world.save(desk.draft, {"A1": "not_met"})
    page = readiness(desk)

    assert "Mất một mục này là tụt hạng" in page.text
    assert "Mất một mục này là tụt hạng" not in readiness(desk_with_all_met(desk)).text


def desk_with_all_met(desk: Desk) -> Desk:
    desk.world.save(desk.draft, {"A1": "met"})
    return desk


def test_trying_what_if_counts_and_saves_nothing(desk: Desk):
    desk.world.fill(desk.draft)
    desk.world.save(desk.draft, {"A1": "not_met", "A2": "not_met"})

    lifted = readiness(desk, "?if=A1")
    lowered = readiness(desk, "?if=A3&if=nonsense")

    assert "Nếu vậy: 80 % · Tốt. Hiện nay: 60 % · Yếu." in lifted.text
    assert "Nếu vậy: 40 % · Yếu" in lowered.text
    assert lifted.select_one("#if-A1").has_attr("checked")
    assert desk.stored("A1").value == "not_met"


def test_without_the_facts_there_is_no_score_and_they_are_asked_for(desk: Desk, app: Flask):
    school = desk.world.school(meals=None)
    draft = desk.world.draft(school)
    page = Browser(app, desk.world.person(Role.PRINCIPAL, school=school)).open(f"/assess/{draft}/readiness")

    assert "Bữa ăn" in page.select_one(".notice").text
    assert not page.select("#route, .gauge")


def test_the_last_signed_inspection_stands_beside_with_the_items_that_differ(desk: Desk):
    desk.world.fill(desk.draft)
    inspect(desk, {"A2": "not_met"})
    page = readiness(desk)

    assert "Đoàn kiểm tra lần gần nhất" in page.text
    (row,) = page.select("table")[-1].select("tbody tr")
    assert [cell.text for cell in row.select("td")] == ["Đạt", "Chưa đạt"]
    assert "A2" in row.th.text


def inspect(desk: Desk, values: dict[str, str]) -> None:
    inspector = desk.world.person(Role.INSPECTOR, unit=desk.world.units.city)
    visit_id = desk.world.visit(desk.school, inspector)
    with transaction(desk.world.engine) as session:
        visit = session.get_one(Visit, visit_id)
        assessment = session.get_one(Assessment, visit.assessment_id)
        desk.world.fill_in(session, assessment)
    with reading(desk.world.engine) as session:
        assessment_id = session.get_one(Visit, visit_id).assessment_id
    desk.world.save(assessment_id, values)
    with transaction(desk.world.engine) as session:
        visit = session.get_one(Visit, visit_id)
        visiting.begin(session, visit, by=inspector, at=NOW)
        lock = session.get_one(Assessment, assessment_id)
        note_everything(session, assessment_id)
        visiting.sign(
            session,
            visit,
            lock,
            desk.world.edition,
            for_team="Ông An",
            for_school="Bà Bình",
            school_opinion="",
            conclusion="",
            by=inspector,
            at=NOW,
        )


def note_everything(session: Any, assessment_id: UUID) -> None:
    session.execute(update(Rating).where(Rating.assessment_id == assessment_id).values(note="Thấy tại chỗ"))


@pytest.fixture(params=["food-safety", "injury-prevention", "happy-school"])
def real(request: pytest.FixtureRequest, desk: Desk, catalogue: Catalogue) -> UUID:
    """A self-assessment by the newest edition of each set that comes with the program."""
    with transaction(desk.world.engine) as session:
        session.add(SchoolFact(school_id=desk.school, fact="setting", first_day=NOW.date(), value="school"))
    edition = catalogue.sets[request.param].editions[-1]
    desk.world.editions = type(desk.world.editions)(desk.world.edition, edition)
    return desk.world.draft(desk.school, edition=edition)


def test_every_page_of_every_set_opens_empty_half_done_and_done(desk: Desk, real: UUID, catalogue: Catalogue):
    pages = ["", "/readiness", "/check", "/facts", "/history"]
    overview = desk.browser.open(f"/assess/{real}")
    parts = [one["href"] for one in overview.select(".task a")]
    assert len(parts) >= 3
    with reading(desk.world.engine) as session:
        digest = session.get_one(Assessment, real).digest
    edition = catalogue.by_digest(digest)
    assert edition is not None
    options = {
        id_: one.answer.options[-1].id
        for id_, one in edition.indicators.items()
        if hasattr(one.answer, "options")
    }
    for values in ({}, dict(list(options.items())[::2]), options):
        desk.world.save(real, values)
        for page in pages:
            desk.browser.open(f"/assess/{real}{page}")
        for part in parts:
            desk.browser.open(part)


def test_a_part_weighs_at_most_15_kb_for_15_items(desk: Desk, real: UUID):
    overview = desk.browser.open(f"/assess/{real}")
    for task in overview.select(".task a"):
        page = desk.browser.open(task["href"])
        items = len(page.select("fieldset[data-indicator]"))
        weight = len(compress(desk.browser.answer(task["href"]).data))
        assert weight <= max(15_000, 1_000 * items), f"{task['href']}: {weight} bytes for {items} items"


def test_a_real_part_and_its_save_keep_their_budget(desk: Desk, real: UUID, statements: Callable[[], Any]):
    part = desk.browser.open(f"/assess/{real}").select(".task a")[-1]["href"]
    with statements() as found:
        desk.browser.answer(part)

    assert len(found) <= 8, found
