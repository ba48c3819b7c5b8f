"""What counts in figures, and the figures by area: the one place in SQL.

Of each school, for a set, kind and period, the assessment counts that was submitted, accepted or signed
last. A draft or a returned one counts only as not submitted or returned. The schools that the set
concerns are what numbers are held against. A school stands where it lay on the day asked for; who may
see it is decided by where it lies today.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CTE,
    ColumnElement,
    Numeric,
    ScalarSelect,
    and_,
    case,
    cast,
    exists,
    func,
    literal,
    or_,
    select,
    true,
)
from sqlalchemy.orm import Session, aliased

from inspector.criteria.model import Bounds, Condition, Edition
from inspector.store.tables import Assessment, School, SchoolPlace, Score, Visit
from inspector.store.tree import branches, fact_on, holds_on, itself, schools_in_reach
from inspector.workflow.permissions import AT_UNIT
from inspector.workflow.states import COUNTED, OPEN, Kind, State, VisitState


class Standing(StrEnum):
    """How a school stands with a set in a period."""

    COUNTED = "counted"  # submitted, accepted or signed
    RETURNED = "returned"
    OPEN = "open"
    NONE = "none"


@dataclass(frozen=True)
class Asked:
    """What figures are asked for, by whom, and where schools are taken to lie.

    `edition` says whom the set concerns, and of which edition the scores are. `as_it_is_now`: schools
    where they lie today; otherwise where they lay on the day of their assessment, those without one on
    the reference day.
    """

    account_id: UUID
    today: date
    unit_id: UUID
    through_cluster: bool
    edition: Edition
    kind: Kind
    period_code: str
    period_first_day: date
    period_last_day: date
    as_it_is_now: bool = False

    @property
    def reference_day(self) -> date:
        """The last day of the period, or today while it runs."""
        return min(self.period_last_day, self.today)

    @cached_property
    def standings(self) -> CTE:
        """In SQL, one row for each school in reach below the unit that the set concerns or that has begun it.

        school_id, is_sample, branch_id (the child of the unit in which it lies, or the unit itself), unit_id
        (where it lies), standing; day, assessment_id, digest, outcome, percent of the assessment that counts;
        answered, applicable of an unfinished one. Put together once, for all statements of a page.
        """
        return _standings(self, branches(self.unit_id, through_cluster=self.through_cluster))

    @cached_property
    def standings_here(self) -> CTE:
        """The same, only of the schools that lie in the unit itself; these are found quickly."""
        return _standings(self, itself(self.unit_id))


def counting_id(asked: Asked, kind: Kind, *, or_unfinished: bool = False) -> ScalarSelect[UUID]:
    """Return in SQL the id of a school's one assessment that counts; NULL when none does.

    With `or_unfinished` a returned one, or else an open one, stands in where none counts. The ratings of
    a visit that was called off stand nowhere.
    """
    states = COUNTED | OPEN if or_unfinished else COUNTED
    first = case((Assessment.state.in_(sorted(COUNTED)), 0), (Assessment.state == State.RETURNED, 1), else_=2)
    called_off = exists().where(Visit.assessment_id == Assessment.id, Visit.state == VisitState.CANCELLED)
    found = (
        select(Assessment.id)
        .where(
            Assessment.set_id == asked.edition.set_id,
            Assessment.period_code == asked.period_code,
            Assessment.kind == kind,
            Assessment.school_id == School.id,
            Assessment.state.in_(sorted(states)),
        )
        .order_by(first, func.coalesce(Assessment.counts_from, Assessment.opened_at).desc(), Assessment.id)
        .limit(1)
    )
    if kind is Kind.INSPECTION:
        found = found.where(~called_off)
    return found.correlate(School).scalar_subquery()


def concerned(condition: Condition | None, day: date) -> ColumnElement[bool]:
    """Say in SQL that a set concerns the school, as far as is known of it on a day.

    A fact that is not known excludes nobody.
    """
    if condition is None:
        return true()
    return and_(*(_may_be(fact, wanted, day) for fact, wanted in condition.wanted.items()))


def _may_be(fact: str, wanted: frozenset[str | bool] | Bounds, day: date) -> ColumnElement[bool]:
    value = fact_on(School.id, fact, day)
    if not isinstance(wanted, Bounds):
        texts = sorted(str(one).lower() if isinstance(one, bool) else one for one in wanted)
        return func.coalesce(value.in_(texts), true())
    limits = []
    if wanted.at_least is not None:
        limits.append(_number(value) >= _number(literal(str(wanted.at_least))))
    if wanted.at_most is not None:
        limits.append(_number(value) <= _number(literal(str(wanted.at_most))))
    return func.coalesce(and_(*limits), true())


def _number(text: ColumnElement[Any]) -> ColumnElement[Any]:
    return cast(text, Numeric())


def _standings(asked: Asked, branch: CTE) -> CTE:
    newest = aliased(Assessment, name="newest")
    day = _day(asked, newest)
    counts = newest.state.in_(sorted(COUNTED))
    existed = and_(School.first_day <= asked.period_last_day, School.last_day >= asked.period_first_day)
    is_concerned = and_(existed, concerned(asked.edition.concerns, asked.reference_day))
    return (
        select(
            School.id.label("school_id"),
            School.is_sample,
            branch.c.branch_id,
            SchoolPlace.unit_id,
            standing_of(newest.state).label("standing"),
            case((counts, newest.day)).label("day"),
            case((counts, newest.id)).label("assessment_id"),
            case((counts, newest.digest)).label("digest"),
            case((counts, Score.outcome)).label("outcome"),
            case((counts, Score.percent)).label("percent"),
            case((~counts, Score.answered)).label("answered"),
            case((~counts, Score.applicable)).label("applicable"),
        )
        .select_from(School)
        .outerjoin(newest, newest.id == counting_id(asked, asked.kind, or_unfinished=True))
        .outerjoin(Score, Score.assessment_id == newest.id)
        .join(SchoolPlace, and_(SchoolPlace.school_id == School.id, holds_on(SchoolPlace, day)))
        .join(
            branch,
            and_(
                branch.c.unit_id == SchoolPlace.unit_id,
                branch.c.first_day <= day,
                branch.c.last_day >= day,
            ),
        )
        .where(
            School.id.in_(schools_in_reach(asked.account_id, AT_UNIT, asked.today)),
            or_(newest.id.is_not(None), is_concerned),
        )
        .cte("standing")
    )


def standing_of(state: Any) -> ColumnElement[str]:
    """Return in SQL how a school stands whose newest assessment is in a state; NULL: it has none."""
    return case(
        (state.in_(sorted(COUNTED)), Standing.COUNTED.value),
        (state == State.RETURNED, Standing.RETURNED.value),
        (state.is_not(None), Standing.OPEN.value),
        else_=Standing.NONE.value,
    )


def _day(asked: Asked, newest: type[Assessment]) -> ColumnElement[date]:
    if asked.as_it_is_now:
        return literal(asked.today)
    return func.coalesce(newest.day, literal(asked.reference_day))


def editions_used(
    session: Session, account_id: UUID, today: date, kind: Kind, period_code: str
) -> dict[tuple[str, str], int]:
    """Return how many assessments in reach count, by (set, digest of the edition).

    Zero for an edition by which assessments were only begun.
    """
    counts = case((Assessment.state.in_(sorted(COUNTED)), 1), else_=0)
    query = (
        select(Assessment.set_id, Assessment.digest, func.sum(counts))
        .where(
            Assessment.kind == kind,
            Assessment.period_code == period_code,
            Assessment.state.in_(sorted(COUNTED | OPEN)),
            Assessment.school_id.in_(schools_in_reach(account_id, AT_UNIT, today)),
        )
        .group_by(Assessment.set_id, Assessment.digest)
    )
    return {(set_id, digest): number for set_id, digest, number in session.execute(query)}
