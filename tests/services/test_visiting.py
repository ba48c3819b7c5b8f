from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from inspector.services import assessing, visiting
from inspector.services.visiting import (
    LackingOnVisit,
    NoteBecause,
    NotReadyToSign,
    TeamMissing,
    WordsMissing,
)
from inspector.store import assessments, ratings, visits
from inspector.store.database import reading, transaction
from inspector.store.tables import Assessment, Event, Finding, Period, Score, Supplement, Visit
from inspector.store.tables.visits import TeamPart, VisitKind
from inspector.workflow.permissions import Role
from inspector.workflow.states import (
    Answer,
    FindingState,
    Seriousness,
    State,
    StepNotAllowed,
    VisitState,
)
from tests.store.world import NOW, PERIOD, TODAY, World

pytestmark = pytest.mark.database


@pytest.fixture
def school(world: World) -> UUID:
    return world.school()


@pytest.fixture
def leader(world: World) -> UUID:
    return world.person(Role.INSPECTOR, unit=world.units.city, name="Thầy Long")


@pytest.fixture
def visit(world: World, school: UUID, leader: UUID) -> UUID:
    """A visit that has begun."""
    planned = world.visit(school, leader)
    begin(world, planned)
    return planned


def begin(world: World, visit: UUID, present: str | None = "Cô Hạnh – hiệu trưởng") -> None:
    with transaction(world.engine) as session:
        visiting.begin(session, session.get_one(Visit, visit), present=present, by=None, at=NOW)


def rate(world: World, visit: UUID, values: Mapping[str, str]) -> None:
    with reading(world.engine) as session:
        assessment = session.get_one(Visit, visit).assessment_id
    world.save(assessment, values)


def note(world: World, visit: UUID, item: str, words: str) -> None:
    from inspector.services.saving import Change, save

    with transaction(world.engine) as session:
        assessment = assessments.locked(session, session.get_one(Visit, visit).assessment_id)
        assert assessment is not None
        row = ratings.of_assessment(session, assessment.id)[item]
        save(
            session,
            assessment,
            world.edition,
            [Change(f"note {item}", item, row.revision, {"note": words})],
            by=None,
            at=NOW,
        )


def all_met(world: World) -> dict[str, str]:
    return {**dict.fromkeys(world.edition.indicators, "met"), "R1": "no"}


def sign(world: World, visit: UUID, **words: object) -> None:
    given = {"for_team": "Thầy Long", "for_school": "Cô Hạnh", "school_opinion": "", "conclusion": ""}
    with transaction(world.engine) as session:
        found = session.get_one(Visit, visit)
        assessment = assessments.locked(session, found.assessment_id)
        assert assessment is not None
        visiting.sign(
            session,
            found,
            assessment,
            world.edition,
            **{**given, **words},  # type: ignore[arg-type]
            by=None,
            at=NOW,
        )


def is_signed(world: World, visit: UUID) -> bool:
    with reading(world.engine) as session:
        return session.get_one(Visit, visit).state is VisitState.SIGNED


def lacking_when_signing(world: World, visit: UUID, **words: object) -> LackingOnVisit:
    with pytest.raises(NotReadyToSign) as refused:
        sign(world, visit, **words)
    return refused.value.lacking


def add_finding(world: World, visit: UUID, *, item: str = "A1", text: str = "Thay chốt cổng") -> UUID:
    with transaction(world.engine) as session:
        return visiting.add_finding(
            session,
            session.get_one(Visit, visit),
            world.edition,
            item_id=item,
            text=text,
            seriousness=Seriousness.SERIOUS,
            due_day=TODAY,
            by=None,
            at=NOW,
        ).id


@pytest.mark.parametrize("parts", [{}, {0: TeamPart.MEMBER}, {0: TeamPart.LEADER, 1: TeamPart.LEADER}])
def test_a_visit_needs_exactly_one_leader(world: World, school: UUID, parts: dict[int, TeamPart]):
    people = [world.person(Role.INSPECTOR, unit=world.units.city) for _ in parts]

    with transaction(world.engine) as session, pytest.raises(TeamMissing):
        visiting.open_visit(
            session,
            school_id=school,
            edition=world.edition,
            period=session.get_one(Period, PERIOD),
            kind=VisitKind.PLANNED,
            day=TODAY,
            team={people[place]: part for place, part in parts.items()},
            by=None,
            at=NOW,
        )


def test_beginning_notes_the_hour_and_who_is_present(world: World, school: UUID, leader: UUID):
    planned = world.visit(school, leader)

    begin(world, planned, "Cô Hạnh – hiệu trưởng\n")

    with reading(world.engine) as session:
        found = session.get_one(Visit, planned)
        assert (found.state, found.began_at) == (VisitState.UNDER_WAY, NOW)
        assert visits.said_on_site(session, found).present == "Cô Hạnh – hiệu trưởng"


def test_who_is_present_can_be_said_anew_and_the_newest_word_stands(world: World, visit: UUID):
    begin(world, visit, "Cô Hạnh – hiệu trưởng\nCô Lan – phó hiệu trưởng")
    begin(world, visit, "Cô Hạnh – hiệu trưởng\nCô Lan – phó hiệu trưởng")

    with reading(world.engine) as session:
        found = session.get_one(Visit, visit)
        assert visits.said_on_site(session, found).present.endswith("phó hiệu trưởng")
        said = session.scalars(select(Event.what).order_by(Event.id)).all()
        assert said.count("present") == 2, "Saying the same again is no event."
        assert said.count("begin_visit") == 1


def test_a_visit_that_has_begun_cannot_be_called_off(world: World, visit: UUID):
    with transaction(world.engine) as session, pytest.raises(StepNotAllowed):
        visiting.cancel(session, session.get_one(Visit, visit), by=None, at=NOW)


def test_a_planned_visit_can_be_called_off_and_then_not_begin(world: World, school: UUID, leader: UUID):
    planned = world.visit(school, leader)
    with transaction(world.engine) as session:
        visiting.cancel(session, session.get_one(Visit, planned), by=None, at=NOW)

    with pytest.raises(StepNotAllowed):
        begin(world, planned)


@pytest.mark.parametrize(
    ("value", "because"), [("met", None), ("not_met", NoteBecause.NOT_MET), ("na", None)]
)
def test_a_rating_that_is_not_met_needs_a_note(
    world: World, visit: UUID, value: str, because: NoteBecause | None
):
    rate(world, visit, {"A1": value})

    with reading(world.engine) as session:
        found = session.get_one(Visit, visit)
        row = ratings.of_assessment(session, found.assessment_id)["A1"]
        facts = assessments.facts(session, found.assessment_id)
        assert visiting.needs_note(world.edition, facts, row, None) is because


@pytest.mark.parametrize(("theirs", "because"), [("met", None), ("not_met", NoteBecause.DIFFERS)])
def test_a_rating_that_differs_from_the_schools_needs_a_note(
    world: World, visit: UUID, theirs: str, because: NoteBecause | None
):
    rate(world, visit, {"A1": "met"})

    with reading(world.engine) as session:
        found = session.get_one(Visit, visit)
        row = ratings.of_assessment(session, found.assessment_id)["A1"]
        assert visiting.needs_note(world.edition, {"meals": "cooked"}, row, theirs) is because


def test_minutes_with_everything_rated_alike_can_be_signed_without_a_note(
    world: World, school: UUID, visit: UUID
):
    world.submitted(school)
    rate(world, visit, all_met(world))

    sign(world, visit)

    with reading(world.engine) as session:
        found = session.get_one(Visit, visit)
        assessment = session.get_one(Assessment, found.assessment_id)
        assert (found.state, found.signed_at) == (VisitState.SIGNED, NOW)
        assert (assessment.state, assessment.counts_from) == (State.SIGNED, NOW)
        assert session.get_one(Score, assessment.id).outcome == "good"


def test_signing_is_refused_with_everything_that_is_lacking(world: World, school: UUID, visit: UUID):
    world.submitted(school)
    rate(world, visit, {"A1": "not_met", "A2": "na", "A3": "met"})

    lacking = lacking_when_signing(world, visit, for_school=" ")

    assert lacking.ratings.blank == ("B1", "B2", "R1")
    assert lacking.ratings.reasons == ("A2",)
    assert lacking.notes == ("A1", "A2"), "A2 differs from the school's rating."
    assert lacking.names == ("school",)
    with reading(world.engine) as session:
        assert session.get_one(Visit, visit).state is VisitState.UNDER_WAY


def test_signing_is_refused_until_the_last_note_is_there(world: World, school: UUID, visit: UUID):
    world.submitted(school)
    rate(world, visit, {**all_met(world), "A1": "not_met"})
    assert lacking_when_signing(world, visit).notes == ("A1",)

    note(world, visit, "A1", "Chốt cổng hỏng")

    sign(world, visit)


def test_without_a_submitted_self_assessment_nothing_can_differ(world: World, school: UUID, visit: UUID):
    world.fill(world.draft(school), "not_met")
    rate(world, visit, all_met(world))

    sign(world, visit)

    assert is_signed(world, visit)


def test_what_the_school_said_in_an_earlier_year_is_not_compared(world: World, school: UUID, visit: UUID):
    earlier = world.submitted(school, "not_met")
    with transaction(world.engine) as session:
        session.add(Period(code="an earlier year", first_day=TODAY, last_day=TODAY))
        session.flush()
        session.get_one(Assessment, earlier).period_code = "an earlier year"
    rate(world, visit, all_met(world))

    sign(world, visit)

    assert is_signed(world, visit)


def test_a_visit_that_hides_the_schools_ratings_asks_no_note_for_what_differs(
    world: World, school: UUID, visit: UUID
):
    world.submitted(school, "not_met")
    rate(world, visit, all_met(world))
    assert lacking_when_signing(world, visit).notes
    with transaction(world.engine) as session:
        session.get_one(Visit, visit).shows_self_rating = False

    sign(world, visit)


def test_a_planned_visit_cannot_be_signed(world: World, school: UUID, leader: UUID):
    planned = world.visit(school, leader)
    rate(world, planned, all_met(world))

    with pytest.raises(StepNotAllowed):
        sign(world, planned)


def test_signed_minutes_cannot_be_signed_again(world: World, visit: UUID):
    rate(world, visit, all_met(world))
    sign(world, visit)

    with pytest.raises(StepNotAllowed):
        sign(world, visit, for_team="Ai khác")


def test_a_school_refuses_to_sign_only_with_its_reason(world: World, visit: UUID):
    rate(world, visit, all_met(world))
    with pytest.raises(WordsMissing, match="school_opinion"):
        sign(world, visit, school_refuses=True, school_opinion=" ")

    sign(world, visit, school_refuses=True, school_opinion="Chưa thống nhất mục A1")

    with reading(world.engine) as session:
        found = session.get_one(Visit, visit)
        assert visits.said_on_site(session, found).refused
        assert found.school_opinion == "Chưa thống nhất mục A1"


def test_what_differed_when_the_minutes_were_signed_is_kept_although_the_school_rates_anew(
    world: World, school: UUID, visit: UUID
):
    theirs = world.submitted(school)
    rate(world, visit, {**all_met(world), "A1": "not_met"})
    note(world, visit, "A1", "Chốt cổng hỏng")
    sign(world, visit)

    with transaction(world.engine) as session:
        assessment = session.get_one(Assessment, theirs)
        assessing.return_(session, assessment, world.edition, {}, "Xem lại A1", by=None, at=NOW)
    world.save(theirs, {"A1": "not_met"})

    with reading(world.engine) as session:
        found = session.get_one(Visit, visit)
        assert visits.said_on_site(session, found).differing == {"A1": "met"}


@pytest.mark.parametrize(
    ("seriousness", "days"),
    [(Seriousness.IMMEDIATE, 0), (Seriousness.SERIOUS, 7), (Seriousness.MINOR, 30)],
)
def test_the_more_serious_a_finding_the_sooner_it_is_due(seriousness: Seriousness, days: int):
    assert visiting.due_day(seriousness, TODAY) == TODAY + timedelta(days=days)


@pytest.mark.parametrize("item", ["", "A1", "R1"])
def test_a_finding_is_about_an_item_a_gate_or_the_whole(world: World, visit: UUID, item: str):
    finding = add_finding(world, visit, item=item)

    with reading(world.engine) as session:
        assert session.get_one(Finding, finding).item_id == item


def test_a_finding_about_an_item_of_another_edition_is_refused(world: World, visit: UUID):
    with pytest.raises(KeyError):
        add_finding(world, visit, item="Z9")


def test_a_finding_must_say_something(world: World, visit: UUID):
    with pytest.raises(WordsMissing, match="text"):
        add_finding(world, visit, text="  ")


def test_findings_come_only_while_the_visit_is_under_way(world: World, school: UUID, leader: UUID):
    planned = world.visit(school, leader)
    with pytest.raises(StepNotAllowed):
        add_finding(world, planned)
    begin(world, planned)
    rate(world, planned, all_met(world))
    sign(world, planned)

    with pytest.raises(StepNotAllowed):
        add_finding(world, planned)


def test_a_finding_is_dropped_before_signing_and_stays_afterwards(world: World, visit: UUID):
    dropped, kept = add_finding(world, visit), add_finding(world, visit)
    with transaction(world.engine) as session:
        found = session.get_one(Visit, visit)
        visiting.drop_finding(session, found, session.get_one(Finding, dropped), by=None, at=NOW)
    rate(world, visit, all_met(world))
    sign(world, visit)

    with transaction(world.engine) as session:
        found, finding = session.get_one(Visit, visit), session.get_one(Finding, kept)
        with pytest.raises(StepNotAllowed):
            visiting.drop_finding(session, found, finding, by=None, at=NOW)

    with reading(world.engine) as session:
        assert [one.id for one in visits.findings_of_visit(session, visit)] == [kept]


def test_minutes_get_a_supplement_only_once_signed_and_with_a_reason(world: World, visit: UUID):
    def add(text: str, reason: str) -> None:
        with transaction(world.engine) as session:
            found = session.get_one(Visit, visit)
            visiting.supplement(session, found, text=text, reason=reason, by=None, at=NOW)

    with pytest.raises(StepNotAllowed):
        add("Thêm một điều", "Quên")
    rate(world, visit, all_met(world))
    sign(world, visit)
    with pytest.raises(WordsMissing, match="reason"):
        add("Thêm một điều", " ")
    with pytest.raises(WordsMissing, match="text"):
        add("", "Quên")

    add("Thêm một điều", "Quên")

    with reading(world.engine) as session:
        assert [one.text for one in session.scalars(select(Supplement))] == ["Thêm một điều"]


def answer(world: World, visit: UUID, finding: UUID, what: Answer, text: str = "Đã thay chốt") -> None:
    with transaction(world.engine) as session:
        visiting.answer_finding(
            session,
            session.get_one(Visit, visit),
            session.get_one(Finding, finding),
            what,
            text,
            by=None,
            at=NOW,
        )


def test_a_school_contests_accepts_and_reports_and_every_answer_is_kept(world: World, visit: UUID):
    finding = add_finding(world, visit)

    answer(world, visit, finding, Answer.CONTEST, "Cổng vừa thay")
    answer(world, visit, finding, Answer.ACCEPT, "Sẽ thay trong tuần")
    answer(world, visit, finding, Answer.REPORT_REMEDY, "Đã thay ngày 25/11")

    with reading(world.engine) as session:
        assert session.get_one(Finding, finding).state is FindingState.REPORTED
        said = [words for _, words, _, _ in visits.answers(session, [finding])[finding]]
    assert sorted(said) == ["Cổng vừa thay", "Sẽ thay trong tuần", "Đã thay ngày 25/11"]


def test_after_the_remedy_was_reported_a_finding_cannot_be_contested(world: World, visit: UUID):
    finding = add_finding(world, visit)
    answer(world, visit, finding, Answer.REPORT_REMEDY)

    with pytest.raises(StepNotAllowed):
        answer(world, visit, finding, Answer.CONTEST)


def test_an_answer_must_say_something(world: World, visit: UUID):
    finding = add_finding(world, visit)

    with pytest.raises(WordsMissing, match="text"):
        answer(world, visit, finding, Answer.ACCEPT, " ")

    with reading(world.engine) as session:
        assert session.get_one(Finding, finding).state is FindingState.NEW
