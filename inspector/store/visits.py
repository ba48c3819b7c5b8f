"""Visits and findings: loaded for those who may, listed."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, case, exists, or_, select
from sqlalchemy.orm import Session

from inspector.store.tables import (
    Account,
    Assessment,
    Event,
    Finding,
    FindingAnswer,
    RoleGrant,
    School,
    SchoolPlace,
    Score,
    Supplement,
    Unit,
    Visit,
    VisitMember,
)
from inspector.store.tables.visits import TeamPart, VisitKind
from inspector.store.tree import grants_of, holds_on, schools_in_reach, units_above
from inspector.workflow.permissions import AT_SCHOOL, AT_UNIT, OF_VISIT, Permission, Role
from inspector.workflow.states import Answer, FindingState, Kind, Seriousness, State, VisitState

PRESENT = "present"
SIGN = "sign"
"""What the events are called that say who of the school was present, and what was signed."""


def granted(
    session: Session,
    visit_id: UUID,
    account_id: UUID,
    permission: Permission,
    today: date,
    *,
    lock: bool = False,
) -> Visit | None:
    """Return a visit when the table of permissions grants it to the person today, else None."""
    query = select(Visit).where(Visit.id == visit_id, _grants(visit_id, account_id, permission, today))
    if lock:
        query = query.with_for_update(of=Visit).execution_options(populate_existing=True)
    return session.scalars(query).one_or_none()


def granted_with_ratings(
    session: Session, visit_id: UUID, account_id: UUID, permission: Permission, today: date
) -> tuple[Visit, Assessment] | None:
    """Return a visit as `granted` does, and the assessment of its ratings, both locked. One statement."""
    query = (
        select(Visit, Assessment)
        .join(Assessment, Assessment.id == Visit.assessment_id)
        .where(Visit.id == visit_id, _grants(visit_id, account_id, permission, today))
        .with_for_update(of=(Visit, Assessment))
        .execution_options(populate_existing=True)
    )
    row = session.execute(query).one_or_none()
    return (row[0], row[1]) if row else None


def _grants(visit_id: UUID, account_id: UUID, permission: Permission, today: date) -> ColumnElement[bool]:
    """Say in SQL that the person holds a role near the visit that has the permission in its state."""
    here = (
        select(SchoolPlace.unit_id)
        .join(Visit, Visit.school_id == SchoolPlace.school_id)
        .where(Visit.id == visit_id, holds_on(SchoolPlace, today))
    )
    above = units_above(here, today)

    def holds(role: Role, states: frozenset[VisitState]) -> ColumnElement[bool]:
        grants = grants_of(account_id, [role], today)
        if role in AT_SCHOOL:
            near: ColumnElement[bool] = exists(grants.where(RoleGrant.school_id == Visit.school_id))
        elif role in AT_UNIT:
            near = exists(grants.where(RoleGrant.unit_id.in_(select(above.c.unit_id))))
        else:
            team = select(VisitMember.visit_id).where(
                VisitMember.visit_id == Visit.id, VisitMember.account_id == account_id
            )
            near = and_(exists(grants), exists(team))
        return and_(Visit.state.in_(states), near)

    ways = OF_VISIT[permission]
    return or_(*(holds(role, ways[role]) for role in ways))


def finding_granted(
    session: Session,
    finding_id: UUID,
    account_id: UUID,
    permission: Permission,
    today: date,
    *,
    lock: bool = False,
) -> tuple[Finding, Visit] | None:
    """Return a finding and its visit when the visit is granted to the person, else None."""
    visit_id = session.scalar(select(Finding.visit_id).where(Finding.id == finding_id))
    visit = granted(session, visit_id, account_id, permission, today) if visit_id else None
    if visit is None:
        return None
    query = select(Finding).where(Finding.id == finding_id)
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    return session.scalars(query).one(), visit


def finding_of(session: Session, visit_id: UUID, finding_id: UUID) -> Finding | None:
    """Return a finding of a visit that was granted; None when it is of another visit, or gone."""
    return session.scalars(
        select(Finding).where(Finding.id == finding_id, Finding.visit_id == visit_id)
    ).one_or_none()


def with_school(session: Session, visit: Visit) -> tuple[Assessment, School]:
    """Return the assessment that holds the ratings of a visit, and the school that it went to."""
    row = session.execute(
        select(Assessment, School)
        .join(School, School.id == Assessment.school_id)
        .where(Assessment.id == visit.assessment_id)
    ).one()
    return row[0], row[1]


@dataclass(frozen=True, slots=True)
class SaidOnSite:
    """What was said on a visit and stands in its minutes only.

    `differing`: by item what the school had rated otherwise when the minutes were signed; None before.
    """

    present: str
    refused: bool
    differing: Mapping[str, str] | None


def said_on_site(session: Session, visit: Visit) -> SaidOnSite:
    """Return who of the school was present, and how it signed; empty where nothing was said."""
    query = (
        select(Event.what, Event.after)
        .where(
            Event.assessment_id == visit.assessment_id,
            Event.visit_id == visit.id,
            Event.what.in_((PRESENT, SIGN)),
        )
        .order_by(Event.id)
    )
    newest = {what: json.loads(after) for what, after in session.execute(query)}
    signed = newest.get(SIGN, {})
    return SaidOnSite(
        newest.get(PRESENT, {}).get("names", ""), signed.get("refused", False), signed.get("differing")
    )


def sent_by(session: Session, visit: Visit) -> Unit | None:
    """Return the unit whose inspector leads the team, on the day of the visit; None when nobody leads it."""
    return session.scalars(
        select(Unit)
        .join(RoleGrant, RoleGrant.unit_id == Unit.id)
        .join(VisitMember, VisitMember.account_id == RoleGrant.account_id)
        .where(
            VisitMember.visit_id == visit.id,
            VisitMember.part == TeamPart.LEADER,
            RoleGrant.role == Role.INSPECTOR,
            holds_on(RoleGrant, visit.day),
        )
        .order_by(Unit.sort_key)
        .limit(1)
    ).one_or_none()


def of_assessment(session: Session, assessment_id: UUID) -> Visit | None:
    """Return the visit whose ratings an assessment holds; None for a self-assessment."""
    return session.scalars(select(Visit).where(Visit.assessment_id == assessment_id)).one_or_none()


def has_begun(session: Session, assessment_id: UUID) -> bool:
    """Say whether the visit whose ratings an assessment holds has begun and was not called off."""
    begun = (VisitState.UNDER_WAY, VisitState.SIGNED)
    query = select(Visit.id).where(Visit.assessment_id == assessment_id, Visit.state.in_(begun))
    return session.scalar(query) is not None


@dataclass(frozen=True, slots=True)
class VisitLine:
    """A visit in a list."""

    id: UUID
    day: date
    kind: VisitKind
    state: VisitState
    school_id: UUID
    school_name: str
    is_sample: bool
    set_id: str
    digest: str
    assessment_id: UUID
    answered: int | None
    applicable: int | None
    outcome: str | None
    percent: int | None


def _lines() -> Select[*tuple[Any, ...]]:
    columns = (
        Visit.id,
        Visit.day,
        Visit.kind,
        Visit.state,
        Visit.school_id,
        School.name.label("school_name"),
        School.is_sample,
        Assessment.set_id,
        Assessment.digest,
        Visit.assessment_id,
        Score.answered,
        Score.applicable,
        Score.outcome,
        Score.percent,
    )
    return (
        select(*columns)
        .join(School, School.id == Visit.school_id)
        .join(Assessment, Assessment.id == Visit.assessment_id)
        .outerjoin(Score, Score.assessment_id == Assessment.id)
    )


def of_member(session: Session, account_id: UUID, *, limit: int = 50, offset: int = 0) -> list[VisitLine]:
    """Return the visits in whose team a person is: open ones by day, then signed ones, newest first.

    `limit` of them, plus one.
    """
    mine = select(VisitMember.visit_id).where(VisitMember.account_id == account_id)
    query = (
        _lines()
        .where(Visit.id.in_(mine), Visit.state != VisitState.CANCELLED)
        .order_by(
            Visit.state == VisitState.SIGNED,
            case((Visit.state != VisitState.SIGNED, Visit.day)),
            Visit.day.desc(),
            Visit.id,
        )
        .limit(limit + 1)
        .offset(offset)
    )
    return [VisitLine(**row._mapping) for row in session.execute(query)]


def of_school(session: Session, school_id: UUID, *, signed_only: bool, limit: int = 50) -> list[VisitLine]:
    """Return the visits to a school, newest first; a school itself sees those that are signed."""
    query = _lines().where(Visit.school_id == school_id).order_by(Visit.day.desc(), Visit.id).limit(limit)
    if signed_only:
        query = query.where(Visit.state == VisitState.SIGNED)
    return [VisitLine(**row._mapping) for row in session.execute(query)]


def in_reach(
    session: Session, account_id: UUID, today: date, *, limit: int = 50, offset: int = 0
) -> list[VisitLine]:
    """Return the visits to schools in a person's reach today, newest first, `limit` plus one."""
    reach = schools_in_reach(account_id, AT_UNIT, today)
    query = (
        _lines()
        .where(Visit.school_id.in_(reach))
        .order_by(Visit.day.desc(), School.sort_key, Visit.id)
        .limit(limit + 1)
        .offset(offset)
    )
    return [VisitLine(**row._mapping) for row in session.execute(query)]


def team(session: Session, visit_id: UUID) -> list[tuple[UUID, str, TeamPart]]:
    """Return (account id, name, part) of the members of a visit's team, the leader first."""
    query = (
        select(Account.id, Account.name, VisitMember.part)
        .join(VisitMember, VisitMember.account_id == Account.id)
        .where(VisitMember.visit_id == visit_id)
        .order_by(VisitMember.part != TeamPart.LEADER, VisitMember.part != TeamPart.SECRETARY, Account.name)
    )
    return [(row[0], row[1], row[2]) for row in session.execute(query)]


def supplements(session: Session, visit_id: UUID) -> list[tuple[Supplement, str | None]]:
    """Return what was added after signing, oldest first, with the name of whoever added it."""
    query = (
        select(Supplement, Account.name)
        .outerjoin(Account, Account.id == Supplement.by)
        .where(Supplement.visit_id == visit_id)
        .order_by(Supplement.at, Supplement.id)
    )
    return [(row[0], row[1]) for row in session.execute(query)]


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A finding in a list, with the newest answer of the school, if any."""

    id: UUID
    visit_id: UUID
    visit_day: date
    school_id: UUID
    school_name: str
    set_id: str
    digest: str
    item_id: str
    text: str
    seriousness: Seriousness
    due_day: date
    state: FindingState

    def is_overdue(self, today: date) -> bool:
        return self.due_day < today and self.state not in (FindingState.REPORTED, FindingState.VERIFIED)


def _findings() -> Select[*tuple[Any, ...]]:
    columns = (
        Finding.id,
        Finding.visit_id,
        Visit.day.label("visit_day"),
        Visit.school_id,
        School.name.label("school_name"),
        Assessment.set_id,
        Assessment.digest,
        Finding.item_id,
        Finding.text,
        Finding.seriousness,
        Finding.due_day,
        Finding.state,
    )
    return (
        select(*columns)
        .join(Visit, Visit.id == Finding.visit_id)
        .join(School, School.id == Visit.school_id)
        .join(Assessment, Assessment.id == Visit.assessment_id)
    )


def findings_of_visit(session: Session, visit_id: UUID) -> list[FindingLine]:
    """Return the findings of one visit, in the order in which they were recorded."""
    query = _findings().where(Finding.visit_id == visit_id).order_by(Finding.at, Finding.id)
    return [FindingLine(**row._mapping) for row in session.execute(query)]


def findings_of_school(session: Session, school_id: UUID, *, limit: int = 100) -> list[FindingLine]:
    """Return the findings of the signed visits to a school, the soonest due first."""
    query = (
        _findings()
        .where(Visit.school_id == school_id, Visit.state == VisitState.SIGNED)
        .order_by(Finding.due_day, Finding.id)
        .limit(limit)
    )
    return [FindingLine(**row._mapping) for row in session.execute(query)]


Answers = list[tuple[Answer, str, datetime, str | None]]
"""What a school answered to a finding, oldest first: what, in which words, when, and who (None: erased)."""


def answers(session: Session, finding_ids: Sequence[UUID]) -> dict[UUID, Answers]:
    """Return what schools answered, by finding."""
    query = (
        select(FindingAnswer, Account.name)
        .outerjoin(Account, Account.id == FindingAnswer.by)
        .where(FindingAnswer.finding_id.in_(finding_ids))
        .order_by(FindingAnswer.at, FindingAnswer.id)
    )
    found: dict[UUID, Answers] = {}
    for answer, name in session.execute(query):
        found.setdefault(answer.finding_id, []).append((answer.answer, answer.text, answer.at, name))
    return found


def self_assessment_beside(visit: Visit, digest: str) -> ScalarSelect[UUID]:
    """Choose the school's newest counted self-assessment of the same edition and period, to compare with."""
    period = select(Assessment.period_code).where(Assessment.id == visit.assessment_id)
    return (
        select(Assessment.id)
        .where(
            Assessment.school_id == visit.school_id,
            Assessment.digest == digest,
            Assessment.period_code == period.scalar_subquery(),
            Assessment.kind == Kind.SELF,
            Assessment.state.in_((State.SUBMITTED, State.ACCEPTED)),
        )
        .order_by(Assessment.counts_from.desc(), Assessment.id)
        .limit(1)
        .scalar_subquery()
    )
