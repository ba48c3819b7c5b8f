"""What is loaded is what the other services would have written, and tells the whole story."""

import json
from collections import Counter, defaultdict
from datetime import UTC, date, datetime, timedelta
from itertools import product
from uuid import UUID

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from inspector.criteria.catalogue import Catalogue
from inspector.services.assessing import lacking
from inspector.services.editions import Editions
from inspector.services.passwords import is_right
from inspector.services.rescoring import astray
from inspector.services.samples.people import ACCOUNTS, PASSWORD
from inspector.services.samples.self_assessments import ACCREDITATION, SETS
from inspector.services.samples.tree import read_table
from inspector.services.visiting import is_met, notes_missing
from inspector.store import accounts, assessments, ratings, schools, tree, visits
from inspector.store.base import LAST_DAY
from inspector.store.database import writing
from inspector.store.figures.by_area import Counts, by_area
from inspector.store.figures.what_counts import Asked
from inspector.store.ratings import FIELDS
from inspector.store.tables import (
    Account,
    Assessment,
    EditionText,
    Event,
    Finding,
    FindingAnswer,
    Period,
    Rating,
    RoleGrant,
    School,
    SchoolFact,
    SchoolPlace,
    Unit,
    Visit,
)
from inspector.workflow.permissions import Role
from inspector.workflow.states import COUNTED, FindingState, Kind, State, Step, VisitState
from tests.services.samples.conftest import TODAY, ZONE
from tests.services.samples.replay import Replay, story_of

pytestmark = pytest.mark.database

YEARS = ("2020-2021", "2026-2027")
BLANK = {"value": None, "reason": "", "note": "", "evidence": ""}


@pytest.fixture
def editions(catalogue: Catalogue) -> Editions:
    return Editions(catalogue)


def all_assessments(session: Session) -> list[Assessment]:
    found = list(session.scalars(select(Assessment)))
    assert len(found) > 300
    return found


def showcase(session: Session) -> School:
    account = accounts.by_sign_in_name(session, "hieutruong1")
    assert account is not None
    (school,) = schools.of_person(session, account.id, TODAY)
    return school


def schools_of_every_step(session: Session) -> list[UUID]:
    """Choose the showcase, and as few schools more as went through all kinds of steps."""
    steps = defaultdict(set)
    for school, what in session.execute(select(Event.school_id, Event.what).distinct()):
        steps[school].add(what)
    every = set().union(*steps.values())
    chosen = [showcase(session).id]
    while lack := every - set().union(*(steps[one] for one in chosen)):
        chosen.append(max(sorted(steps), key=lambda one: len(steps[one] & lack)))
    return chosen


def test_doing_it_all_again_through_the_services_gives_the_same_rows(sample, session, editions):
    for school in schools_of_every_step(session):
        with writing(sample) as again:
            loaded = story_of(again, school)
            replay = Replay(again, school, editions)
            replay.remove()
            again.expire_all()

            replay.again()

            assert story_of(again, school) == loaded
            again.rollback()


def test_the_sample_knows_every_step_that_there_is(session):
    done = set(session.scalars(select(Event.what)))

    assert {"open", "rating", *(step for step in Step if step is not Step.SIGN), "review"} <= done
    assert {"plan_visit", "begin_visit", "present", "sign", "cancel_visit", "supplement"} <= done
    assert {"finding", "answer_finding"} <= done


def test_stored_scores_are_what_recounting_gives(session, editions):
    assert list(astray(session, editions)) == []


def test_every_set_has_self_assessments_in_every_state_in_both_years(session):
    found = {
        (one.set_id, one.period_code, one.state)
        for one in all_assessments(session)
        if one.kind is Kind.SELF and one.set_id != ACCREDITATION
    }
    states = [state for state in State if state is not State.SIGNED]

    assert found == set(product(SETS, YEARS, states))


def test_a_part_of_the_schools_is_on_its_way_to_accreditation_this_year_by_the_edition_of_2026(
    session, catalogue
):
    found = [one for one in all_assessments(session) if one.set_id == ACCREDITATION]

    assert {one.state for one in found} == {State.DRAFT, State.SUBMITTED, State.RETURNED, State.ACCEPTED}
    assert {one.period_code for one in found} == {"2026-2027"}
    assert {one.digest for one in found} == {catalogue.edition(ACCREDITATION, date(2026, 7, 7)).digest}
    assert 10 < len(found) < 40


def test_a_third_of_the_schools_is_visited_and_visits_are_in_every_state(session):
    found = list(session.scalars(select(Visit)))

    assert len({one.school_id for one in found}) == session.scalar(select(func.count(School.id))) / 3
    assert {one.state for one in found} == set(VisitState)


def test_what_was_sent_in_or_signed_lacks_nothing(session, editions):
    for one in all_assessments(session):
        if one.state in COUNTED | {State.RETURNED}:
            edition = editions.by_digest(session, one.digest)
            facts, rows = assessments.facts(session, one.id), ratings.of_assessment(session, one.id)
            assert not lacking(edition, facts, rows)


def test_inspectors_say_why_they_found_something_not_met_or_otherwise(session, editions):
    signed = 0
    for visit in session.scalars(select(Visit).where(Visit.state == VisitState.SIGNED)):
        assessment = session.get_one(Assessment, visit.assessment_id)
        edition = editions.by_digest(session, assessment.digest)
        rows = ratings.of_assessment(session, assessment.id)
        theirs = visits.said_on_site(session, visit).differing
        assert theirs is not None
        assert notes_missing(edition, assessments.facts(session, assessment.id), rows, theirs) == ()
        signed += bool(theirs)
    assert signed > 10


def test_schools_see_themselves_a_little_better_than_inspectors_do(session, editions):
    kinder = Counter()
    for visit in session.scalars(select(Visit).where(Visit.state == VisitState.SIGNED)):
        assessment = session.get_one(Assessment, visit.assessment_id)
        edition = editions.by_digest(session, assessment.digest)
        facts = assessments.facts(session, assessment.id)
        ours = ratings.values(session, assessment.id)
        for item, theirs in (visits.said_on_site(session, visit).differing or {}).items():
            school, inspectors = (is_met(edition, item, value, facts) for value in (theirs, ours[item]))
            kinder["school" if school else "inspectors"] += school is not inspectors

    assert kinder["school"] > 2 * kinder["inspectors"] > 0


def test_revisions_are_those_of_the_saving_path(session):
    number = 0
    for row in session.scalars(select(Rating)):
        revisions = {name: getattr(row, f"{name}_revision") for name in FIELDS}
        assert row.revision == max(revisions.values())
        assert all(bool(revisions[name]) == (getattr(row, name) != blank) for name, blank in BLANK.items())
        number += row.revision
    events = session.scalar(select(func.count(Event.id)).where(Event.what == "rating"))
    assert events == number > 10_000


def test_events_end_in_the_state_that_stands(session):
    last: dict[object, str] = {}
    steps = ("submit", "withdraw", "return", "accept", "put_aside")
    for event in session.scalars(select(Event).where(Event.what.in_(steps)).order_by(Event.id)):
        before = json.loads(event.before)["state"]
        assert last.get(event.assessment_id, State.DRAFT) == before
        last[event.assessment_id] = json.loads(event.after)["state"]
    for one in all_assessments(session):
        if one.kind is Kind.SELF:
            assert last.get(one.id, State.DRAFT) == one.state


def test_events_are_in_the_order_of_time_and_none_is_of_today_or_later(session):
    times = session.scalars(select(Event.at).order_by(Event.id)).all()

    assert times == sorted(times)
    assert times[-1] < datetime.combine(TODAY, datetime.min.time(), ZONE)
    assert max(one.changed_at for one in all_assessments(session)) <= times[-1]


def test_what_counts_has_its_time_and_nothing_else_has(session):
    for one in all_assessments(session):
        assert (one.counts_from is not None) == (one.state in COUNTED)
        assert one.opened_at <= (one.counts_from or one.changed_at) <= one.changed_at


def test_self_assessments_are_of_their_season_and_by_the_edition_of_their_day(session, catalogue):
    seasons = {
        "2020-2021": (date(2020, 10, 1), date(2020, 11, 30)),
        "2026-2027": (date(2026, 9, 7), TODAY - timedelta(1)),
    }
    for one in all_assessments(session):
        assert one.digest == catalogue.in_force(one.set_id, one.day).edition.digest
        if one.kind is Kind.SELF:
            first, last = seasons[one.period_code]
            assert first <= one.day <= last
            assert one.day == one.opened_at.astimezone(ZONE).date()


def test_the_text_of_every_edition_answered_can_be_read_again(session):
    without_files = Editions(Catalogue({}))
    digests = set(session.scalars(select(EditionText.digest)))

    assert digests == {one.digest for one in all_assessments(session)}
    assert {without_files.by_digest(session, digest).set_id for digest in digests} == {*SETS, ACCREDITATION}


def test_food_safety_is_asked_of_schools_with_meals_only(session):
    without = set(
        session.scalars(
            select(SchoolFact.school_id).where(SchoolFact.fact == "meals", SchoolFact.value == "none")
        )
    )

    assert without
    assert not [
        one for one in all_assessments(session) if one.school_id in without and one.set_id == "food-safety"
    ]


def test_a_school_that_lacks_a_fact_has_drafts_without_a_score(session):
    account = accounts.by_sign_in_name(session, "hieutruong4")
    (school,) = schools.of_person(session, account.id, TODAY)
    lines = assessments.of_school(session, school.id)
    asked = [one for one in lines if one.missing_facts]

    assert schools.facts(session, school.id, TODAY)["meals"] is None
    assert schools.facts(session, school.id, date(2020, 9, 1))["meals"] == "cooked"
    assert [(one.set_id, one.state, one.missing_facts) for one in asked] == [
        ("food-safety", State.DRAFT, "meals")
    ]


def test_schools_lie_in_their_district_and_since_2025_in_a_commune_made_of_it(session):
    made_of = defaultdict(set)
    for line in read_table("crosswalk-hanoi-2025.csv"):
        made_of[line["new_code"]].add(line["old_district_code"])
    places = defaultdict(list)
    query = select(School.code, SchoolPlace, Unit.code).join(
        SchoolPlace.__table__, SchoolPlace.school_id == School.id
    )
    for code, place, unit in session.execute(
        query.join(Unit, Unit.id == SchoolPlace.unit_id).order_by(School.code, SchoolPlace.first_day)
    ):
        places[code].append((unit, place.first_day, place.last_day))

    assert len(places) == 60
    for code, (before, since) in places.items():
        district = code.split("-")[1]
        assert before == (district, date(2020, 8, 1), date(2025, 6, 30))
        assert district in made_of[since[0]]
        assert since[1:] == (date(2025, 7, 1), LAST_DAY)


def test_figures_by_district_and_by_commune_have_the_same_total_on_the_two_days_of_the_reform(
    session, catalogue
):
    reviewer, city = session.execute(
        select(Account.id, RoleGrant.unit_id)
        .join(RoleGrant, RoleGrant.account_id == Account.id)
        .where(Account.sign_in_name == "so")
    ).one()
    by_day = {}
    for day in (date(2025, 6, 30), date(2025, 7, 1)):
        question = Asked(
            account_id=reviewer,
            today=day,
            unit_id=city,
            through_cluster=False,
            edition=catalogue.sets["injury-prevention"].editions[0],
            kind=Kind.SELF,
            period_code="2020-2021",
            period_first_day=date(2020, 9, 1),
            period_last_day=date(2021, 8, 31),
            as_it_is_now=True,
        )
        by_day[day] = by_area(session, question)
    districts, communes = by_day.values()

    assert len(districts) == 30
    assert {len(one.name.split()) > 1 and one.name.split()[0] for one in communes} == {"Phường", "Xã"}
    totals = [sum((one.counts for one in areas), Counts()) for areas in (districts, communes)]
    assert totals[0] == totals[1]
    assert (totals[0].concerned, totals[0].counted > 20) == (60, True)


def test_every_school_and_account_is_marked_as_a_sample(session):
    assert set(session.scalars(select(School.is_sample))) == {True}
    assert set(session.scalars(select(Account.is_sample))) == {True}


def test_there_is_an_account_of_each_role_with_the_password_that_is_told(session):
    roles = set(session.scalars(select(RoleGrant.role)))
    told = [accounts.by_sign_in_name(session, one.sign_in_name) for one in ACCOUNTS]

    assert roles == set(Role)
    assert all(told)
    assert is_right(told[0].password_hash, PASSWORD)
    assert len({one.password_hash for one in told}) == 1


def test_city_cluster_and_commune_reach_fewer_and_fewer_schools(session):
    def reach(name: str) -> set[object]:
        account = accounts.by_sign_in_name(session, name)
        assert account is not None
        return set(session.scalars(tree.schools_in_reach(account.id, [Role.REVIEWER], TODAY)))

    city, cluster, commune = reach("so"), reach("cum"), reach("phuong")

    assert len(city) == 60
    assert city > cluster >= commune >= {showcase(session).id}


def test_the_first_principal_has_something_of_everything(session):
    school = showcase(session)
    now = [one for one in assessments.of_school(session, school.id) if one.period_code == YEARS[1]]
    states = {one.set_id: one.state for one in now}
    draft = next(one for one in now if one.set_id == "injury-prevention")
    (visit,) = [one for one in visits.of_school(session, school.id, signed_only=True) if one.day.year == 2026]
    found = visits.findings_of_visit(session, visit.id)

    assert states == {
        "food-safety": State.ACCEPTED,
        "injury-prevention": State.DRAFT,
        "happy-school": State.RETURNED,
        ACCREDITATION: State.DRAFT,
    }
    assert draft.answered == draft.applicable / 2
    returned = next(one.id for one in now if one.state is State.RETURNED)
    assert assessments.remarks(session, returned)
    assert {one.state for one in found} == set(FindingState) - {FindingState.VERIFIED}
    assert any(one.is_overdue(TODAY) for one in found)
    assert any(one.due_day > TODAY for one in found)


def test_the_second_principal_has_not_begun_this_year(session):
    account = accounts.by_sign_in_name(session, "hieutruong2")
    (school,) = schools.of_person(session, account.id, TODAY)

    assert {one.period_code for one in assessments.of_school(session, school.id)} == {YEARS[0]}


def test_findings_stand_where_their_answers_led_them(session):
    answers = defaultdict(list)
    for one in session.scalars(select(FindingAnswer).order_by(FindingAnswer.at)):
        answers[one.finding_id].append(one.answer)
    led_to = {"accept": "remedying", "contest": "contested", "report_remedy": "reported"}
    found = list(session.scalars(select(Finding)))

    assert len(found) > 50
    for one in found:
        given = answers[one.id]
        assert one.state == (led_to[given[-1]] if given else FindingState.NEW)


def test_school_years_reach_from_2020_to_now(session):
    codes = session.scalars(select(Period.code).order_by(Period.code)).all()

    assert (codes[0], codes[-1], len(codes)) == ("2020-2021", "2026-2027", 7)
    assert session.get_one(Period, "2026-2027").first_day == date(2026, 9, 1)


def test_planned_visits_are_to_come_and_all_others_were(session):
    for visit in session.scalars(select(Visit)):
        if visit.state is VisitState.PLANNED:
            assert visit.day > TODAY
        elif visit.state is not VisitState.CANCELLED:
            assert visit.began_at is not None
            assert visit.began_at.astimezone(UTC) < datetime.now(UTC)
            assert visit.day < TODAY
