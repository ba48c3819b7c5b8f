"""Which schools are visited, when, by which set, and how far each visit gets."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from inspector.services.samples.chance import moments, stream
from inspector.services.samples.schools import SHOWCASE, Planned
from inspector.services.samples.self_assessments import SETS, Asked, Season, asked_of
from inspector.services.samples.story import Sample
from inspector.workflow.states import Answer, VisitState

ONE_SCHOOL_IN = 3
STATES_NOW = (
    VisitState.SIGNED,
    VisitState.SIGNED,
    VisitState.PLANNED,
    VisitState.SIGNED,
    VisitState.UNDER_WAY,
    VisitState.SIGNED,
    VisitState.SIGNED,
    VisitState.PLANNED,
    VisitState.SIGNED,
    VisitState.CANCELLED,
)
"""States of the visits of this school year, by turns."""

REMEDIED = (Answer.ACCEPT, Answer.REPORT_REMEDY)
ANSWERS: Sequence[tuple[Answer, ...]] = (
    (),
    (Answer.ACCEPT,),
    REMEDIED,
    (Answer.REPORT_REMEDY,),
    (),
    (Answer.CONTEST,),
    REMEDIED,
)
"""What schools have answered to the findings of this school year, by turns; all others are remedied."""

ANSWERS_OF_SHOWCASE = ((Answer.ACCEPT,), (), (Answer.CONTEST,), REMEDIED)
MOST_FINDINGS = 4
BEFORE_VISITS = timedelta(days=35)
"""Schools assess themselves first; visits begin so long after them."""


@dataclass(frozen=True, slots=True)
class Going:
    """A visit that is to be: where, by which edition, on which day, and how far it gets."""

    school: Planned
    asked: Asked
    season: Season
    day: date
    state: VisitState
    place: int  # among the visited schools
    surely_not_met: frozenset[str]
    answers: Sequence[tuple[Answer, ...]]  # to the findings, in their order


def visited(schools: Sequence[Planned]) -> list[Planned]:
    """Return the third of the schools that are inspected, the showcase among them."""
    codes = [one.code for one in schools]
    offset = codes.index(SHOWCASE) % ONE_SCHOOL_IN
    return list(schools[offset::ONE_SCHOOL_IN])


def going_to(sample: Sample, school: Planned, season: Season, place: int) -> Going | None:
    """Decide on a visit to a school in a season.

    None while the season has no day for it, where a fact is missing, and where the set is not for the school.
    """
    now = season.period is sample.this_year
    shown = now and school.code == SHOWCASE
    state = STATES_NOW[place % len(STATES_NOW)] if now and not shown else VisitState.SIGNED
    set_id = "food-safety" if shown else SETS[(place + now) % len(SETS)]
    day = _day(sample, season, school, state)
    edition = sample.catalogue.in_force(set_id, day).edition
    if edition is None or day > season.period.last_day:
        return None
    asked = asked_of(sample, school, edition, season, day)
    if asked is None or (edition.concerns is not None and not edition.concerns.holds(asked.facts)):
        return None
    answers = [ANSWERS[(place + turn) % len(ANSWERS)] if now else REMEDIED for turn in range(MOST_FINDINGS)]
    return Going(
        school=school,
        asked=asked,
        season=season,
        day=day,
        state=state,
        place=place,
        surely_not_met=_one_mandatory_and_two_more(asked) if shown else frozenset(),
        answers=ANSWERS_OF_SHOWCASE if shown else answers,
    )


def _one_mandatory_and_two_more(asked: Asked) -> frozenset[str]:
    """Return items that are met or not, never not applicable: one of a mandatory criterion and two others."""
    items = [one for one in asked.applies.indicators if asked.truth.items[one] is not None]
    mandatory = [one for one in items if asked.edition.criterion_of[one].id in asked.applies.mandatory]
    others = [one for one in items if one not in mandatory]
    return frozenset((*mandatory[:1], *others[-2:]))


def _day(sample: Sample, season: Season, school: Planned, state: VisitState) -> date:
    chance = stream(sample.seed, "visit day", school.code, season.period.code)
    first, last = season.first + BEFORE_VISITS, season.last_visit
    if state is VisitState.PLANNED:
        first, last = sample.today + timedelta(days=2), sample.today + timedelta(days=21)
    elif state is VisitState.UNDER_WAY:
        first = last
    elif school.code == SHOWCASE and season.period is sample.this_year:
        first = last = max(season.first, sample.today - timedelta(days=9))
    return moments(chance, min(first, last), last, 1, sample.zone)[0].date()
