"""Assessments: loaded for those who may, locked for saving, listed."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import cast
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Date,
    Select,
    Table,
    Uuid,
    and_,
    bindparam,
    delete,
    exists,
    func,
    or_,
    select,
)
from sqlalchemy.orm import Session

from inspector.store.scores import upsert
from inspector.store.tables import (
    Account,
    Assessment,
    AssessmentFact,
    CarriedOver,
    Period,
    Rating,
    Remark,
    RoleGrant,
    School,
    SchoolPlace,
    Score,
    Unit,
    Visit,
    VisitMember,
)
from inspector.store.tree import grants_of, holds_on, schools_in_reach, units_above
from inspector.workflow.permissions import AT_UNIT, WAYS, Permission, Role, Way
from inspector.workflow.states import COUNTED, OPEN, Kind, State


def granted(
    session: Session,
    assessment_id: UUID,
    account_id: UUID,
    permission: Permission,
    today: date,
    *,
    lock: bool = False,
) -> Assessment | None:
    """Return an assessment when the table of permissions grants it to the person today, else None.

    One statement. With `lock` nobody else can save to it until the transaction ends.
    """
    given = {"assessment_id": assessment_id, "account_id": account_id, "today": today}
    # Objects that the session knows already must show what the lock guards.
    options = {"populate_existing": lock}
    return session.scalars(_granted(permission, lock), given, execution_options=options).one_or_none()


@cache
def _granted(permission: Permission, lock: bool) -> Select[Assessment]:
    """Return the statement of `granted`; making it takes longer than running it."""
    assessment_id, account_id = (
        bindparam("assessment_id", type_=Uuid()),
        bindparam("account_id", type_=Uuid()),
    )
    today = bindparam("today", type_=Date())
    here = (
        select(SchoolPlace.unit_id)
        .join(Assessment, Assessment.school_id == SchoolPlace.school_id)
        .where(Assessment.id == assessment_id, holds_on(SchoolPlace, today))
    )
    above = units_above(here, today)

    def holds(way: Way) -> ColumnElement[bool]:
        grants = grants_of(account_id, [way.role], today)
        if way.near == "school":
            near: ColumnElement[bool] = exists(grants.where(RoleGrant.school_id == Assessment.school_id))
        elif way.near == "unit":
            near = exists(grants.where(RoleGrant.unit_id.in_(select(above.c.unit_id))))
        else:
            team = select(VisitMember.visit_id).join(Visit, Visit.id == VisitMember.visit_id)
            team = team.where(Visit.assessment_id == Assessment.id, VisitMember.account_id == account_id)
            near = and_(exists(grants), exists(team))
        return and_(Assessment.kind.in_(way.kinds), Assessment.state.in_(way.states), near)

    query = select(Assessment).where(
        Assessment.id == assessment_id, or_(*(holds(way) for way in WAYS[permission]))
    )
    return query.with_for_update(of=Assessment) if lock else query


def locked(session: Session, assessment_id: UUID) -> Assessment | None:
    """Return an assessment as it is now, locked until the transaction ends."""
    return session.scalars(
        select(Assessment)
        .where(Assessment.id == assessment_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()


def facts(session: Session, assessment_id: UUID) -> dict[str, str | None]:
    """Return the assessment's own copy of the facts."""
    query = select(AssessmentFact.fact, AssessmentFact.value).where(
        AssessmentFact.assessment_id == assessment_id
    )
    return {row.fact: row.value for row in session.execute(query)}


def set_fact(session: Session, assessment_id: UUID, fact: str, value: str | None) -> None:
    """Write one fact of the assessment's own copy."""
    session.merge(AssessmentFact(assessment_id=assessment_id, fact=fact, value=value))


def open_self(session: Session, subject_id: UUID, set_id: str, period_code: str) -> Assessment | None:
    """Return the self-assessment of a subject that is still open for a set and period, if there is one."""
    return session.scalars(
        select(Assessment).where(
            Assessment.subject_id == subject_id,
            Assessment.set_id == set_id,
            Assessment.period_code == period_code,
            Assessment.kind == Kind.SELF,
            Assessment.state.in_(OPEN),
        )
    ).one_or_none()


def latest_counted(
    session: Session, school_id: UUID, set_id: str, kind: Kind, period_code: str | None = None
) -> Assessment | None:
    """Return the assessment of a school that counts: the last submitted, accepted or signed one."""
    query = select(Assessment).where(
        Assessment.school_id == school_id,
        Assessment.set_id == set_id,
        Assessment.kind == kind,
        Assessment.state.in_(COUNTED),
    )
    if period_code is not None:
        query = query.where(Assessment.period_code == period_code)
    return session.scalars(
        query.order_by(Assessment.counts_from.desc(), Assessment.id).limit(1)
    ).one_or_none()


def previous_values(session: Session, assessment: Assessment) -> tuple[str, dict[str, str]]:
    """Return what the subject's last counted assessment before this one rated, by item; blanks are left out.

    Of the same set and kind; the digest of its edition comes first. Both are empty when there was none.
    """
    last = (
        select(Assessment.id)
        .where(
            Assessment.subject_id == assessment.subject_id,
            Assessment.set_id == assessment.set_id,
            Assessment.kind == assessment.kind,
            Assessment.state.in_(COUNTED),
            Assessment.opened_at < assessment.opened_at,
        )
        .order_by(Assessment.counts_from.desc(), Assessment.id)
        .limit(1)
        .scalar_subquery()
    )
    query = (
        select(Rating.item_id, Rating.value, Assessment.digest)
        .join(Assessment, Assessment.id == Rating.assessment_id)
        .where(Rating.assessment_id == last, Rating.value.is_not(None))
    )
    rows = session.execute(query).all()
    return next((row.digest for row in rows), ""), {row.item_id: row.value for row in rows}


def carried_from(session: Session, assessment_id: UUID) -> Assessment | None:
    """Return the assessment whose answers another one began with; None where it began blank."""
    return session.scalars(
        select(Assessment)
        .join(CarriedOver, CarriedOver.from_id == Assessment.id)
        .where(CarriedOver.assessment_id == assessment_id)
    ).one_or_none()


def carried_into(session: Session, assessment_id: UUID) -> Assessment | None:
    """Return the newest assessment that began with the answers of this one; None where there is none."""
    return session.scalars(
        select(Assessment)
        .join(CarriedOver, CarriedOver.assessment_id == Assessment.id)
        .where(CarriedOver.from_id == assessment_id)
        .order_by(Assessment.opened_at.desc(), Assessment.id)
        .limit(1)
    ).one_or_none()


@dataclass(frozen=True, slots=True)
class AssessmentLine:
    """An assessment in a list, with its stored score. `answered` of `applicable` items are rated."""

    id: UUID
    school_id: UUID
    school_name: str
    is_sample: bool
    kind: Kind
    set_id: str
    digest: str
    period_code: str
    day: date
    state: State
    changed_at: datetime
    counts_from: datetime | None
    reason: str
    outcome: str | None
    outcome_low: str | None
    outcome_high: str | None
    percent: int | None
    percent_low: int | None
    percent_high: int | None
    answered: int | None
    applicable: int | None
    missing_facts: str | None
    visit_id: UUID | None


_LINE = (
    Assessment.id,
    Assessment.school_id,
    School.name.label("school_name"),
    School.is_sample,
    Assessment.kind,
    Assessment.set_id,
    Assessment.digest,
    Assessment.period_code,
    Assessment.day,
    Assessment.state,
    Assessment.changed_at,
    Assessment.counts_from,
    Assessment.reason,
    Score.outcome,
    Score.outcome_low,
    Score.outcome_high,
    Score.percent,
    Score.percent_low,
    Score.percent_high,
    Score.answered,
    Score.applicable,
    Score.missing_facts,
    Visit.id.label("visit_id"),
)


def of_school(
    session: Session,
    school_id: UUID,
    *,
    kinds: Collection[Kind] = (Kind.SELF,),
    states: Collection[State] | None = None,
    set_id: str | None = None,
    limit: int = 50,
    offset: int = 0,
) -> list[AssessmentLine]:
    """Return the assessments of a school, newest period first, a page of `limit`."""
    query = (
        select(*_LINE)
        .join(School, School.id == Assessment.school_id)
        .outerjoin(Score, Score.assessment_id == Assessment.id)
        .outerjoin(Visit, Visit.assessment_id == Assessment.id)
        .where(Assessment.school_id == school_id, Assessment.kind.in_(kinds))
        .order_by(Assessment.period_code.desc(), Assessment.opened_at.desc(), Assessment.id)
        .limit(limit)
        .offset(offset)
    )
    if states is not None:
        query = query.where(Assessment.state.in_(states))
    if set_id is not None:
        query = query.where(Assessment.set_id == set_id)
    return [AssessmentLine(**row._mapping) for row in session.execute(query)]


def awaiting_review(
    session: Session, account_id: UUID, today: date, *, limit: int = 50, offset: int = 0
) -> list[AssessmentLine]:
    """Return submitted self-assessments in a reviewer's reach, longest waiting first, `limit` plus one."""
    in_reach = schools_in_reach(account_id, [Role.REVIEWER], today)
    query = (
        select(*_LINE)
        .join(School, School.id == Assessment.school_id)
        .outerjoin(Score, Score.assessment_id == Assessment.id)
        .outerjoin(Visit, Visit.assessment_id == Assessment.id)
        .where(Assessment.state == State.SUBMITTED, Assessment.kind == Kind.SELF, School.id.in_(in_reach))
        .order_by(Assessment.counts_from, Assessment.id)
        .limit(limit + 1)
        .offset(offset)
    )
    return [AssessmentLine(**row._mapping) for row in session.execute(query)]


def count_by_state(session: Session, account_id: UUID, today: date) -> dict[tuple[str, State], int]:
    """Return how many self-assessments in reach stand in each state, by (period code, state)."""
    in_reach = schools_in_reach(account_id, AT_UNIT, today)
    query = (
        select(Assessment.period_code, Assessment.state, func.count())
        .where(Assessment.kind == Kind.SELF, Assessment.school_id.in_(in_reach))
        .group_by(Assessment.period_code, Assessment.state)
    )
    return {(code, state): number for code, state, number in session.execute(query)}


def remarks(session: Session, assessment_id: UUID) -> list[tuple[str, str, datetime, str | None]]:
    """Return (item, text, time, name of the reviewer) of every remark, oldest first."""
    query = (
        select(Remark.item_id, Remark.text, Remark.at, Account.name)
        .outerjoin(Account, Account.id == Remark.by)
        .where(Remark.assessment_id == assessment_id)
        .order_by(Remark.at, Remark.id)
    )
    return [(row[0], row[1], row[2], row[3]) for row in session.execute(query)]


def has_answers(session: Session, assessment_id: UUID) -> bool:
    """Say whether anything was ever rated or noted."""
    return session.scalar(select(func.count()).where(Rating.assessment_id == assessment_id)) != 0


def remove(session: Session, assessment_id: UUID) -> None:
    """Remove an assessment that has no answers; its events stay."""
    session.execute(delete(Assessment).where(Assessment.id == assessment_id))


def periods(session: Session) -> Sequence[Period]:
    """Return all periods, newest first."""
    return session.scalars(select(Period).order_by(Period.first_day.desc())).all()


def period_on(session: Session, day: date) -> Period | None:
    """Return the period in which a day lies, the shortest where several hold it; None when none does."""
    found = session.scalars(select(Period).where(Period.first_day <= day, Period.last_day >= day)).all()
    return min(found, key=lambda one: one.last_day - one.first_day, default=None)


def store_period(session: Session, period: Period) -> Period:
    """Store a period unless one of its code is there already; return the stored one."""
    table = cast(Table, Period.__table__)
    row = {"code": period.code, "first_day": period.first_day, "last_day": period.last_day}
    upsert(session, table, [row])
    return session.get_one(Period, period.code)


def place_names(session: Session, assessment: Assessment, today: date) -> tuple[str, str]:
    """Return the unit of the school on the assessment's day, and today; empty where there was none."""
    rows = session.execute(
        select(SchoolPlace.first_day, SchoolPlace.last_day, Unit.name)
        .join(Unit, Unit.id == SchoolPlace.unit_id)
        .where(SchoolPlace.school_id == assessment.school_id)
    ).all()

    def on(day: date) -> str:
        return next((name for first, last, name in rows if first <= day <= last), "")

    return on(assessment.day), on(today)
