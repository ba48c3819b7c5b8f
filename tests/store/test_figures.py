"""Figures hold against a plain reckoning in Python, and against small worlds that one can count by eye."""

import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from statistics import median
from uuid import UUID

import pytest
from sqlalchemy import event, update

from inspector.criteria.model import Bounds, Condition
from inspector.services import assessing
from inspector.store import schools
from inspector.store.base import LAST_DAY
from inspector.store.database import reading, transaction
from inspector.store.figures.by_area import Area, Counts, by_area
from inspector.store.figures.by_item import Rated, ratings, schools_that_rated
from inspector.store.figures.by_school import Which
from inspector.store.figures.by_school import schools as schools_behind
from inspector.store.figures.medians import GAP, WHOLE, medians
from inspector.store.figures.what_counts import Asked, editions_used
from inspector.store.tables import (
    Assessment,
    AssessmentFact,
    GroupScore,
    Period,
    RoleGrant,
    School,
    Score,
    Visit,
)
from inspector.workflow.permissions import Role
from inspector.workflow.states import Kind, State, VisitState
from tests.store.world import NOW, PERIOD, TODAY, World, small_edition

pytestmark = pytest.mark.database

BREAK = date(2025, 7, 1)


@pytest.fixture
def reviewer(world: World) -> UUID:
    return world.person(Role.REVIEWER, unit=world.units.city)


def asked(world: World, person: UUID, **changes: object) -> Asked:
    usual = Asked(
        account_id=person,
        today=TODAY,
        unit_id=world.units.city,
        through_cluster=False,
        edition=world.edition,
        kind=Kind.SELF,
        period_code=PERIOD,
        period_first_day=date(2026, 9, 1),
        period_last_day=date(2027, 8, 31),
    )
    return replace(usual, **changes)  # type: ignore[arg-type]


def areas(world: World, question: Asked) -> dict[UUID, Counts]:
    with reading(world.engine) as session:
        return {one.id: one.counts for one in by_area(session, question)}


def total(found: Iterable[Counts]) -> Counts:
    return sum(found, Counts())


def the_median(world: World, question: Asked, unit: UUID | None = None, group: str = WHOLE):
    with reading(world.engine) as session:
        return medians(session, question).get((unit, group))


def stated(
    world: World,
    school: UUID,
    state: State = State.SUBMITTED,
    *,
    tenths: int | None = 800,
    outcome: str | None = "good",
    day: date = TODAY,
    at: datetime = NOW,
    kind: Kind = Kind.SELF,
    period: str = PERIOD,
    groups: dict[str, int] | None = None,
) -> UUID:
    """Write an assessment with the score that it is to have."""
    with transaction(world.engine) as session:
        found = session.get(Period, period)
        assert found is not None
        made = assessing.open_assessment(
            session, school_id=school, edition=world.edition, period=found, day=day, by=None, at=at, kind=kind
        )
        made.state, made.reason = state, "Vì sao"
        made.counts_from = at if state in (State.SUBMITTED, State.ACCEPTED, State.SIGNED) else None
        session.flush()
        session.execute(
            update(Score).where(Score.assessment_id == made.id).values(percent=tenths, outcome=outcome)
        )
        for group, percent in (groups or {}).items():
            session.execute(
                update(GroupScore)
                .where(GroupScore.assessment_id == made.id, GroupScore.group_id == group)
                .values(percent=percent)
            )
        return made.id


# --- what counts ---


def test_a_submitted_an_accepted_and_a_signed_assessment_count(world: World, reviewer: UUID):
    stated(world, world.school(), State.SUBMITTED)
    stated(world, world.school(), State.ACCEPTED)
    stated(world, world.school(), State.SIGNED, kind=Kind.INSPECTION)

    assert areas(world, asked(world, reviewer))[world.units.near].counted == 2
    assert areas(world, asked(world, reviewer, kind=Kind.INSPECTION))[world.units.near].counted == 1


def test_a_draft_and_a_returned_one_count_only_as_open_and_returned(world: World, reviewer: UUID):
    stated(world, world.school(), State.DRAFT)
    stated(world, world.school(), State.RETURNED)
    stated(world, world.school(), State.PUT_ASIDE)

    (counts,) = areas(world, asked(world, reviewer)).values()

    assert (counts.counted, counts.open, counts.returned, counts.none, counts.concerned) == (0, 1, 1, 1, 3)
    assert counts.outcomes == {}
    assert the_median(world, asked(world, reviewer)) is None


def test_of_two_that_count_only_the_latest_does_and_a_newer_draft_changes_nothing(
    world: World, reviewer: UUID
):
    school = world.school()
    stated(world, school, tenths=400, outcome="weak", at=NOW - timedelta(days=2))
    stated(world, school, tenths=900, outcome="good", at=NOW - timedelta(days=1))
    stated(world, school, State.DRAFT, tenths=100, outcome="weak", at=NOW)

    (counts,) = areas(world, asked(world, reviewer)).values()

    assert (counts.concerned, counts.counted, counts.open) == (1, 1, 0)
    assert counts.outcomes == {"good": 1}
    assert the_median(world, asked(world, reviewer)).tenths == 900


def test_a_cancelled_visit_leaves_no_open_assessment_in_the_figures(world: World, reviewer: UUID):
    leader = world.person(Role.INSPECTOR, unit=world.units.city)
    visit = world.visit(world.school(), leader)
    world.visit(world.school(), leader)
    with transaction(world.engine) as session:
        session.execute(update(Visit).where(Visit.id == visit).values(state=VisitState.CANCELLED))

    (counts,) = areas(world, asked(world, reviewer, kind=Kind.INSPECTION)).values()

    assert (counts.open, counts.none) == (1, 1)


def test_another_period_another_kind_and_another_set_do_not_count(world: World, reviewer: UUID):
    with transaction(world.engine) as session:
        session.add(Period(code="2025-2026", first_day=date(2025, 9, 1), last_day=date(2026, 8, 31)))
    school = world.school()
    stated(world, school, period="2025-2026", day=date(2025, 11, 3))
    stated(world, school, State.SIGNED, kind=Kind.INSPECTION)
    other_set = asked(world, reviewer, edition=small_edition(set_id="other"))

    assert areas(world, asked(world, reviewer))[world.units.near].counted == 0
    assert areas(world, other_set)[world.units.near].counted == 0


def test_an_assessment_by_another_edition_counts_as_submitted_but_gives_no_result(
    world: World, reviewer: UUID
):
    stated(world, world.school())
    other = asked(world, reviewer, edition=small_edition({"A": ("A1", "A2")}))

    (counts,) = areas(world, other).values()

    assert (counts.counted, counts.other_edition, counts.outcomes) == (1, 1, {})
    assert the_median(world, other) is None
    with reading(world.engine) as session:
        assert editions_used(session, reviewer, TODAY, Kind.SELF, PERIOD) == {
            ("small", world.edition.digest): 1
        }


# --- whom a set concerns ---


def concerning(world: World, person: UUID, **wanted: object) -> Asked:
    condition = Condition(wanted)  # type: ignore[arg-type]
    return asked(world, person, edition=replace(world.edition, concerns=condition))


def test_a_school_that_the_set_does_not_concern_is_not_in_the_denominator(world: World, reviewer: UUID):
    world.school(meals="cooked")
    world.school(meals="bought")
    world.school(meals=None)

    (counts,) = areas(world, concerning(world, reviewer, meals=frozenset({"cooked"}))).values()

    assert counts.concerned == 2, "the one that cooks, and the one of which it is not known"


@pytest.mark.parametrize(
    ("children", "concerned"), [("49", 0), ("50", 1), ("200", 1), ("200.5", 0), (None, 1)]
)
def test_a_number_is_compared_as_a_number(world: World, reviewer: UUID, children: str | None, concerned: int):
    school = world.school()
    with transaction(world.engine) as session:
        schools.set_facts(session, school, {"children": children}, date(2020, 1, 1))
    question = concerning(world, reviewer, children=Bounds(Decimal(50), Decimal("200")))

    assert total(areas(world, question).values()).concerned == concerned


def test_a_truth_is_compared_with_its_text(world: World, reviewer: UUID):
    for known in ("true", "false"):
        school = world.school()
        with transaction(world.engine) as session:
            schools.set_facts(session, school, {"transport": known}, date(2020, 1, 1))

    question = concerning(world, reviewer, transport=frozenset({True}))

    assert total(areas(world, question).values()).concerned == 1


def test_a_school_that_has_submitted_is_counted_even_where_its_facts_say_otherwise_now(
    world: World, reviewer: UUID
):
    stated(world, world.school(meals="bought"))

    (counts,) = areas(world, concerning(world, reviewer, meals=frozenset({"cooked"}))).values()

    assert (counts.concerned, counts.counted) == (1, 1)


@pytest.mark.parametrize(
    ("first_day", "last_day", "concerned"),
    [
        (date(2020, 1, 1), date(2026, 8, 31), 0),
        (date(2020, 1, 1), date(2026, 9, 1), 1),
        (date(2027, 8, 31), LAST_DAY, 1),
        (date(2027, 9, 1), LAST_DAY, 0),
    ],
)
def test_a_school_is_concerned_when_it_existed_in_the_period(
    world: World, reviewer: UUID, first_day: date, last_day: date, concerned: int
):
    school = world.school()
    with transaction(world.engine) as session:
        session.execute(
            update(School).where(School.id == school).values(first_day=first_day, last_day=last_day)
        )

    assert total(areas(world, asked(world, reviewer)).values()).concerned == concerned


# --- where schools lie ---


@dataclass(frozen=True)
class Break:
    district: UUID
    commune: UUID
    question: Asked


@pytest.fixture
def broken(world: World, reviewer: UUID) -> Break:
    """The school year in the middle of which the district ended."""
    with transaction(world.engine) as session:
        session.add(Period(code="2024-2025", first_day=date(2024, 9, 1), last_day=date(2025, 8, 31)))
    city = world.units.city
    return Break(
        district=world.unit("Quận Cũ", city, last_day=date(2025, 6, 30)),
        commune=world.unit("Phường Mới", city, first_day=BREAK),
        question=asked(
            world,
            reviewer,
            period_code="2024-2025",
            period_first_day=date(2024, 9, 1),
            period_last_day=date(2025, 8, 31),
        ),
    )


def moved(world: World, broken: Break) -> UUID:
    school = world.school(broken.district)
    with transaction(world.engine) as session:
        schools.move(session, school, broken.commune, BREAK)
    return school


@pytest.mark.parametrize(("day", "where"), [(date(2025, 6, 30), "district"), (BREAK, "commune")])
def test_as_it_was_then_is_where_the_school_lay_on_the_day_of_its_assessment(
    world: World, broken: Break, day: date, where: str
):
    stated(world, moved(world, broken), period="2024-2025", day=day)

    assert list(areas(world, broken.question)) == [getattr(broken, where)]


def test_as_it_was_then_is_the_last_day_of_the_period_for_a_school_without_an_assessment(
    world: World, broken: Break
):
    moved(world, broken)

    assert list(areas(world, broken.question)) == [broken.commune]


def test_while_a_period_runs_a_school_without_an_assessment_lies_where_it_lies_today(
    world: World, broken: Break
):
    moved(world, broken)
    still_running = replace(broken.question, today=date(2025, 6, 30))

    assert list(areas(world, still_running)) == [broken.district]


def test_as_it_is_now_is_where_the_school_lies_today(world: World, broken: Break):
    stated(world, moved(world, broken), period="2024-2025", day=date(2025, 6, 30))

    assert list(areas(world, replace(broken.question, as_it_is_now=True))) == [broken.commune]


def test_an_ended_district_still_shows_its_schools_as_they_lay_then(world: World, broken: Break):
    stated(world, moved(world, broken), period="2024-2025", day=date(2025, 3, 3))
    of_district = replace(broken.question, unit_id=broken.district)

    assert areas(world, of_district)[broken.district].counted == 1
    assert areas(world, replace(of_district, as_it_is_now=True)) == {}


def test_schools_that_lie_directly_in_a_unit_come_as_that_unit_itself(world: World, reviewer: UUID):
    world.school(world.units.city)
    world.school(world.units.near)
    with reading(world.engine) as session:
        found = by_area(session, asked(world, reviewer))

    assert {(one.name, one.is_itself) for one in found} == {("Thành phố Mẫu", True), ("Quận Gần", False)}


def test_areas_come_in_vietnamese_order(world: World, reviewer: UUID):
    for name in ("Quận Ấm", "Quận Đà", "Quận Ăn", "Quận An", "Quận Dư"):
        world.school(world.unit(name, world.units.city))
    with reading(world.engine) as session:
        names = [one.name for one in by_area(session, asked(world, reviewer))]

    assert names == ["Quận An", "Quận Ăn", "Quận Ấm", "Quận Dư", "Quận Đà"]


def test_nobody_sees_figures_of_schools_that_lie_outside_their_units_today(world: World):
    near = world.person(Role.LEADER, unit=world.units.near)
    stated(world, world.school(world.units.near))
    stated(world, world.school(world.units.far))

    assert list(areas(world, asked(world, near))) == [world.units.near]
    assert areas(world, asked(world, near, unit_id=world.units.far)) == {}
    assert areas(world, asked(world, world.person(Role.INSPECTOR, unit=world.units.city))) == {}


def test_two_grants_that_reach_the_same_school_count_it_once(world: World):
    person = world.person(Role.REVIEWER, unit=world.units.city)
    stated(world, world.school())
    with transaction(world.engine) as session:
        session.add(RoleGrant(account_id=person, role=Role.LEADER, unit_id=world.units.near, school_id=None))

    assert total(areas(world, asked(world, person)).values()).counted == 1


# --- numbers ---


@pytest.mark.parametrize(
    ("percents", "middle"),
    [
        ([700], 700),
        ([700, 801], Fraction(1501, 2)),
        ([0, 0, 1000], 0),
        ([10, 500, 501, 1000], Fraction(1001, 2)),
    ],
)
def test_the_median_is_exact_also_between_two_values(
    world: World, reviewer: UUID, percents: list[int], middle: Fraction
):
    for tenths in percents:
        stated(world, world.school(), tenths=tenths)

    found = the_median(world, asked(world, reviewer), world.units.near)

    assert (found.tenths, found.schools) == (middle, len(percents))


def test_an_assessment_without_a_percentage_is_left_out_of_the_median(world: World, reviewer: UUID):
    stated(world, world.school(), tenths=None, outcome=None)
    stated(world, world.school(), tenths=640)

    assert the_median(world, asked(world, reviewer)) == the_median(
        world, asked(world, reviewer), world.units.near
    )
    assert the_median(world, asked(world, reviewer)).schools == 1


def test_each_group_has_its_own_median(world: World, reviewer: UUID):
    stated(world, world.school(), groups={"A": 300, "B": 1000})
    stated(world, world.school(world.units.far), groups={"A": 500, "B": 900})

    assert the_median(world, asked(world, reviewer), world.units.near, "A").tenths == 300
    assert the_median(world, asked(world, reviewer), None, "A").tenths == 400
    assert the_median(world, asked(world, reviewer), None, "B").tenths == 950


@pytest.mark.parametrize(("tenths", "five"), [(0, 0), (49, 0), (50, 1), (949, 18), (950, 19), (1000, 19)])
def test_a_percentage_lies_in_its_band_of_five(world: World, reviewer: UUID, tenths: int, five: int):
    stated(world, world.school(), tenths=tenths)

    (counts,) = areas(world, asked(world, reviewer)).values()

    assert counts.fives == {five: 1}
    with reading(world.engine) as session:
        assert len(schools_behind(session, asked(world, reviewer), five=five)) == 1
        assert schools_behind(session, asked(world, reviewer), five=five - 1) == []


def test_the_gap_is_how_much_higher_schools_rate_themselves_where_both_exist(world: World, reviewer: UUID):
    for own, inspected in ((900, 700), (800, 850), (1000, None)):
        school = world.school()
        stated(world, school, tenths=own)
        if inspected is not None:
            stated(world, school, State.SIGNED, tenths=inspected, kind=Kind.INSPECTION)
    with reading(world.engine) as session:
        of_schools = medians(session, asked(world, reviewer))
        of_inspectors = medians(session, asked(world, reviewer, kind=Kind.INSPECTION))

    assert (of_schools[None, GAP].tenths, of_schools[None, GAP].schools) == (75, 2)
    assert of_inspectors[None, GAP] == of_schools[None, GAP] == of_schools[world.units.near, GAP]


# --- items ---


def test_ratings_are_counted_by_item_and_value_with_the_facts_that_decide_them(world: World, reviewer: UUID):
    world.submitted(world.school(), "met")
    world.submitted(world.school(), "not_met")
    world.submitted(world.school(meals="bought"), "met")
    world.fill(world.draft(world.school()), "not_met")
    with reading(world.engine) as session:
        found = Counter(
            {
                (one.item_id, one.value, one.facts): one.schools
                for one in ratings(session, asked(world, reviewer))
            }
        )

    cooked, bought = (("meals", "cooked"),), (("meals", "bought"),)
    assert found["A1", "met", cooked] == 1
    assert found["A1", "not_met", cooked] == 1
    assert found["A1", "met", bought] == 1
    assert found["R1", "no", cooked] == 2
    assert sum(found.values()) == 3 * 6


def test_the_schools_behind_an_item_are_found_page_by_page_in_vietnamese_order(world: World, reviewer: UUID):
    for name in ("Trường Đào", "Trường Ấm", "Trường An"):
        world.submitted(world.school(name=name), "not_met")
    world.submitted(world.school(name="Trường Bé"), "met")
    question = asked(world, reviewer)
    with reading(world.engine) as session:
        not_met = [one for one in ratings(session, question, "A2") if one.value == "not_met"]
        first = schools_that_rated(session, question, not_met, limit=2)
        rest = schools_that_rated(session, question, not_met, limit=2, offset=2)

    assert [one.school_name for one in first] == ["Trường An", "Trường Ấm", "Trường Đào"]
    assert [one.school_name for one in rest] == ["Trường Đào"]
    assert {one.value for one in first} == {"not_met"}


def test_an_unknown_fact_is_a_value_of_its_own(world: World, reviewer: UUID):
    made = world.submitted(world.school(), "met")
    with transaction(world.engine) as session:
        session.execute(update(AssessmentFact).where(AssessmentFact.assessment_id == made).values(value=None))
    question = asked(world, reviewer)
    with reading(world.engine) as session:
        unknown = [one for one in ratings(session, question, "A1") if one.facts == (("meals", None),)]

        assert len(schools_that_rated(session, question, unknown)) == 1
        assert schools_that_rated(session, question, [Rated("A1", "met", (("meals", "cooked"),), 1)]) == []
        assert schools_that_rated(session, question, []) == []


# --- the schools behind a number ---


def test_every_number_leads_to_its_schools(world: World, reviewer: UUID):
    stated(world, world.school(), tenths=400, outcome="weak")
    stated(world, world.school(world.units.far), tenths=900, outcome="good")
    stated(world, world.school(), State.RETURNED)
    stated(world, world.school(), State.DRAFT)
    world.school()
    question = asked(world, reviewer)
    counts = total(areas(world, question).values())
    with reading(world.engine) as session:
        for which in Which:
            assert len(schools_behind(session, question, which=which)) == getattr(counts, which)
        for outcome, number in counts.outcomes.items():
            assert len(schools_behind(session, question, outcome=outcome)) == number
        assert schools_behind(session, question, directly=True) == []


def test_of_a_draft_a_list_says_only_how_far_it_is(world: World, reviewer: UUID):
    draft = world.draft(world.school())
    world.save(draft, {"A1": "met", "A2": "not_met"})
    with reading(world.engine) as session:
        (line,) = schools_behind(session, asked(world, reviewer))

    assert (line.standing, line.answered, line.applicable) == ("open", 2, 5)
    assert (line.assessment_id, line.outcome, line.percent, line.day) == (None, None, None, None)


# --- all of it against a plain reckoning, and at what cost ---


def a_city(world: World, size: int, seed: int) -> None:
    """Fill the city with schools that stand anywhere, some of them after an earlier submission."""
    chance = random.Random(seed)
    for _ in range(size):
        school = world.school(chance.choice([world.units.near, world.units.far]))
        if chance.random() < 0.4:
            stated(world, school, tenths=chance.randrange(1001), at=NOW - timedelta(days=9))
        state = chance.choice([None, State.DRAFT, State.RETURNED, State.SUBMITTED, State.ACCEPTED])
        if state is not None:
            stated(world, school, state, tenths=chance.randrange(1001))


def test_figures_are_what_a_plain_reckoning_gives(world: World, reviewer: UUID):
    a_city(world, 40, seed=7)
    question = asked(world, reviewer)
    found = areas(world, question)
    with reading(world.engine) as session:
        lines = schools_behind(session, question, limit=None)
        middles = medians(session, question)
        newest: dict[UUID, tuple[datetime, int]] = {}
        rows = session.query(Assessment, Score).join(Score, Score.assessment_id == Assessment.id)
        for assessment, score in rows:
            if assessment.counts_from is None or score.percent is None:
                continue
            known = newest.get(assessment.school_id)
            if known is None or known[0] < assessment.counts_from:
                newest[assessment.school_id] = (assessment.counts_from, score.percent)

    assert total(found.values()).concerned == len(lines) == 40
    assert total(found.values()).counted == len(newest)
    assert {one.school_id: one.percent for one in lines if one.percent is not None} == {
        school: tenths for school, (_, tenths) in newest.items()
    }
    for unit, name in ((world.units.near, "Quận Gần"), (world.units.far, "Quận Xa")):
        there = [
            newest[one.school_id][1] for one in lines if one.unit_name == name and one.school_id in newest
        ]
        assert float(middles[unit, WHOLE].tenths) == median(there)
        assert middles[unit, WHOLE].schools == len(there)
    assert float(middles[None, WHOLE].tenths) == median(tenths for _, tenths in newest.values())


def test_each_kind_of_figure_is_one_statement_however_many_schools(world: World, reviewer: UUID):
    a_city(world, 3, seed=1)
    question = asked(world, reviewer)
    statements: list[str] = []

    def count(connection, cursor, statement, parameters, context, executemany) -> None:
        statements.append(statement)

    with reading(world.engine) as session:
        session.connection()
        event.listen(world.engine, "before_cursor_execute", count)
        try:
            by_area(session, question)
            medians(session, question)
            ratings(session, question)
            schools_behind(session, question)
        finally:
            event.remove(world.engine, "before_cursor_execute", count)

    assert len(statements) == 4


def test_areas_can_be_added_up(world: World):
    one = Counts(concerned=3, counted=2, outcomes={"good": 2}, fives={16: 2})
    other = Counts(concerned=1, counted=1, outcomes={"good": 1, "weak": 0}, fives={3: 1})

    assert one + other == Counts(concerned=4, counted=3, outcomes={"good": 3, "weak": 0}, fives={16: 2, 3: 1})
    assert Area(world.units.near, "", "", False, one).counts == one
