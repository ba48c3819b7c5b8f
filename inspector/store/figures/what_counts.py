"""What counts in figures, and the figures by area: the one place in SQL.

Of each school, for a set, kind and period, the assessment counts that was submitted, accepted or signed
last. A draft or a returned one counts only as not submitted or returned. The schools that the set
concerns are what numbers are held against. A school stands where it lay on the day asked for; who may
see it is decided by where it lies today.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CTE,
    ColumnElement,
    Numeric,
    Subquery,
    and_,
    case,
    cast,
    func,
    literal,
    or_,
    select,
    true,
)
from sqlalchemy.orm import Session

from inspector.criteria.model import Bounds, Condition, Edition
from inspector.store.tables import Assessment, School, SchoolPlace, Score, Visit
from inspector.store.tree import branches, fact_on, holds_on, schools_in_reach
from inspector.workflow.permissions import AT_UNIT
from inspector.workflow.states import COUNTED, OPEN, Kind, State, VisitState


class Standing(StrEnum):
    """How a school stands with a set in a period."""

    COUNTED = "counted"  # submitted, accepted or signed
    RETURNED = "returned"
    OPEN = "open"
    NONE = "none"


@dataclass(frozen=True, slots=True)
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


def counting(asked: Asked, kind: Kind) -> Subquery:
    """Return id, school_id, day, digest: the one assessment of each school that counts."""
    newest = func.row_number().over(
        partition_by=Assessment.school_id, order_by=(Assessment.counts_from.desc(), Assessment.id)
    )
    ranked = (
        select(Assessment.id, Assessment.school_id, Assessment.day, Assessment.digest, newest.label("newest"))
        .where(*_of_what_is_asked(asked, kind), Assessment.state.in_(COUNTED))
        .subquery()
    )
    return (
        select(ranked.c.id, ranked.c.school_id, ranked.c.day, ranked.c.digest)
        .where(ranked.c.newest == 1)
        .subquery(f"counting_{kind}")
    )


def _of_what_is_asked(asked: Asked, kind: Kind) -> tuple[ColumnElement[bool], ...]:
    return (
        Assessment.set_id == asked.edition.set_id,
        Assessment.period_code == asked.period_code,
        Assessment.kind == kind,
        Assessment.school_id.is_not(None),
    )


def _unfinished(asked: Asked) -> Subquery:
    """Return school_id, state, day, answered, applicable: the newest open assessment of each school."""
    newest = func.row_number().over(
        partition_by=Assessment.school_id, order_by=(Assessment.opened_at.desc(), Assessment.id)
    )
    ranked = (
        select(
            Assessment.school_id,
            Assessment.state,
            Assessment.day,
            Score.answered,
            Score.applicable,
            newest.label("newest"),
        )
        .outerjoin(Score, Score.assessment_id == Assessment.id)
        .outerjoin(Visit, Visit.assessment_id == Assessment.id)
        .where(
            *_of_what_is_asked(asked, asked.kind),
            Assessment.state.in_(OPEN),
            or_(Visit.id.is_(None), Visit.state != VisitState.CANCELLED),
        )
        .subquery()
    )
    return select(ranked).where(ranked.c.newest == 1).subquery("unfinished")


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


def standings(asked: Asked) -> CTE:
    """Return one row for each school in reach that the set concerns or that has begun it, below the unit.

    school_id, branch_id (the child of the unit in which it lies, or the unit itself), unit_id (where it
    lies), day, standing; assessment_id, digest, outcome, percent of the assessment that counts; answered,
    applicable of the unfinished one.
    """
    counted, open_ = counting(asked, asked.kind), _unfinished(asked)
    day = _day(asked, counted, open_)
    branch = branches(asked.unit_id, through_cluster=asked.through_cluster)
    standing = case(
        (counted.c.id.is_not(None), Standing.COUNTED.value),
        (open_.c.state == State.RETURNED, Standing.RETURNED.value),
        (open_.c.state.is_not(None), Standing.OPEN.value),
        else_=Standing.NONE.value,
    )
    exists_then = and_(School.first_day <= asked.period_last_day, School.last_day >= asked.period_first_day)
    return (
        select(
            School.id.label("school_id"),
            branch.c.branch_id,
            SchoolPlace.unit_id,
            counted.c.day,
            standing.label("standing"),
            counted.c.id.label("assessment_id"),
            counted.c.digest,
            Score.outcome,
            Score.percent,
            open_.c.answered,
            open_.c.applicable,
        )
        .select_from(School)
        .outerjoin(counted, counted.c.school_id == School.id)
        .outerjoin(open_, open_.c.school_id == School.id)
        .outerjoin(Score, Score.assessment_id == counted.c.id)
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
            or_(
                counted.c.id.is_not(None),
                open_.c.state.is_not(None),
                and_(exists_then, concerned(asked.edition.concerns, asked.reference_day)),
            ),
        )
        .cte("standing")
    )


def _day(asked: Asked, counted: Subquery, open_: Subquery) -> ColumnElement[date]:
    if asked.as_it_is_now:
        return literal(asked.today)
    return func.coalesce(counted.c.day, open_.c.day, literal(asked.reference_day))


def editions_used(
    session: Session, account_id: UUID, today: date, kind: Kind, period_code: str
) -> dict[tuple[str, str], int]:
    """Return how many assessments in reach count or counted, by (set, digest of the edition)."""
    query = (
        select(Assessment.set_id, Assessment.digest, func.count())
        .where(
            Assessment.kind == kind,
            Assessment.period_code == period_code,
            Assessment.state.in_(COUNTED),
            Assessment.school_id.in_(schools_in_reach(account_id, AT_UNIT, today)),
        )
        .group_by(Assessment.set_id, Assessment.digest)
    )
    return {(set_id, digest): number for set_id, digest, number in session.execute(query)}
