"""Doing once more, through the services, what the events of a school say was done."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import count
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from inspector.services import assessing, saving, visiting
from inspector.services.editions import Editions
from inspector.store import ratings
from inspector.store.base import Base
from inspector.store.tables import (
    Assessment,
    AssessmentFact,
    Event,
    Finding,
    FindingAnswer,
    GroupScore,
    Period,
    Rating,
    Remark,
    SavedChange,
    Score,
    Supplement,
    Visit,
    VisitMember,
)
from inspector.store.tables.visits import TeamPart, VisitKind
from inspector.workflow.states import Answer, Kind, Seriousness

OF_ASSESSMENT = (AssessmentFact, Rating, Score, GroupScore, Remark, SavedChange)
OF_VISIT = (Finding, Supplement, VisitMember)


def story_of(session: Session, school_id: UUID) -> dict[str, Any]:
    """Return all that is stored of a school's assessments and visits, without ids, in the order of opening.

    Changes are left out by which a client recognises what it sent before: nobody sent any.
    """
    opened = session.scalars(
        select(Assessment).where(Assessment.school_id == school_id).order_by(Assessment.opened_at)
    ).all()
    number = {one.id: place for place, one in enumerate(opened)}
    found: dict[str, Any] = {"assessments": [], "visits": [], "events": []}
    for one in opened:
        tables = [table for table in OF_ASSESSMENT if table is not SavedChange]
        below = {table.__tablename__: _rows(session, table, assessment_id=one.id) for table in tables}
        found["assessments"].append((_columns(one), below))
    for visit in session.scalars(select(Visit).where(Visit.school_id == school_id).order_by(Visit.day)):
        below = {table.__tablename__: _rows(session, table, visit_id=visit.id) for table in OF_VISIT}
        of_visit = session.scalars(select(Finding.id).where(Finding.visit_id == visit.id)).all()
        below["answers"] = sorted(
            row for finding in of_visit for row in _rows(session, FindingAnswer, finding_id=finding)
        )
        found["visits"].append((_columns(visit), below, number[visit.assessment_id]))
    for event in session.scalars(select(Event).where(Event.school_id == school_id).order_by(Event.id)):
        record = (number[event.assessment_id], event.visit_id is not None)
        found["events"].append(
            (event.at, event.by, event.what, event.item_id, event.before, event.after, record)
        )
    return found


def _rows(session: Session, table: type[Base], **of: UUID) -> list[str]:
    return sorted(str(_columns(row)) for row in session.scalars(select(table).filter_by(**of)))


def _columns(row: Base) -> dict[str, Any]:
    leave = {"id", "assessment_id", "visit_id", "finding_id"}
    return {name: getattr(row, name) for name in row.__table__.c.keys() if name not in leave}  # noqa: SIM118


class Replay:
    """The events of one school, read before its assessments and visits are removed, and then done again."""

    def __init__(self, session: Session, school_id: UUID, editions: Editions) -> None:
        self.session, self.school_id, self.editions = session, school_id, editions
        query = select(Event).where(Event.school_id == school_id).order_by(Event.id)
        self.events = [_Told(event) for event in session.scalars(query)]
        self.was = {
            one.id: one
            for one in session.scalars(select(Assessment).where(Assessment.school_id == school_id))
        }
        self.visit_was = {
            one.assessment_id: one
            for one in session.scalars(select(Visit).where(Visit.school_id == school_id))
        }
        self.teams = {
            one.assessment_id: {row.account_id: TeamPart(row.part) for row in _members(session, one.id)}
            for one in self.visit_was.values()
        }
        self.now: dict[UUID, Assessment] = {}
        self.visit_now: dict[UUID, Visit] = {}
        self._numbers = count()
        session.expunge_all()

    def remove(self) -> None:
        """Remove everything that is to be done again."""
        session = self.session
        ids = list(self.was)
        visit_ids = [one.id for one in self.visit_was.values()]
        findings = select(Finding.id).where(Finding.visit_id.in_(visit_ids))
        session.execute(delete(FindingAnswer).where(FindingAnswer.finding_id.in_(findings)))
        for table in OF_VISIT:
            session.execute(delete(table).where(table.visit_id.in_(visit_ids)))
        session.execute(delete(Visit).where(Visit.id.in_(visit_ids)))
        for table in OF_ASSESSMENT:
            session.execute(delete(table).where(table.assessment_id.in_(ids)))
        session.execute(delete(Assessment).where(Assessment.id.in_(ids)))
        session.execute(delete(Event).where(Event.school_id == self.school_id))

    def again(self) -> None:
        """Do everything again, in the order in which it was done."""
        for event in self.events:
            getattr(self, f"_{event.what}")(event, event.assessment_id)
            self.session.flush()

    def _edition(self, id_: UUID):
        return self.editions.by_digest(self.session, self.was[id_].digest)

    def _said(self, event: "_Told") -> dict[str, Any]:
        return {"by": event.by, "at": event.at}

    def _open(self, event: "_Told", id_: UUID) -> None:
        if self.was[id_].kind is Kind.SELF:
            self.now[id_] = assessing.open_assessment(
                self.session,
                school_id=self.school_id,
                edition=self._edition(id_),
                period=self.session.get_one(Period, self.was[id_].period_code),
                day=self.was[id_].day,
                **self._said(event),
            )

    def _plan_visit(self, event: "_Told", id_: UUID) -> None:
        visit = self.visit_now[id_] = visiting.open_visit(
            self.session,
            school_id=self.school_id,
            edition=self._edition(id_),
            period=self.session.get_one(Period, self.was[id_].period_code),
            kind=VisitKind(event.after["kind"]),
            day=date.fromisoformat(event.after["day"]),
            team=self.teams[id_],
            **self._said(event),
        )
        self.now[id_] = self.session.get_one(Assessment, visit.assessment_id)

    def _rating(self, event: "_Told", id_: UUID) -> None:
        assessment = self.now[id_]
        row = ratings.of_assessment(self.session, assessment.id).get(event.item_id)
        revision = row.revision if row else 0
        change = saving.Change(f"change {next(self._numbers)}", event.item_id, revision, event.after)
        saved = saving.save(self.session, assessment, self._edition(id_), [change], **self._said(event))
        assert [one.answer for one in saved.judged] == ["applied"]

    def _submit(self, event: "_Told", id_: UUID) -> None:
        assessing.submit(self.session, self.now[id_], self._edition(id_), **self._said(event))

    def _withdraw(self, event: "_Told", id_: UUID) -> None:
        assessing.withdraw(self.session, self.now[id_], **self._said(event))

    def _review(self, event: "_Told", id_: UUID) -> None:
        assessing.note_seen(self.session, self.now[id_], **self._said(event))

    def _return(self, event: "_Told", id_: UUID) -> None:
        remarks, reason = event.after["remarks"], event.after["reason"]
        edition = self._edition(id_)
        assessing.return_(self.session, self.now[id_], edition, remarks, reason, **self._said(event))

    def _accept(self, event: "_Told", id_: UUID) -> None:
        assessing.accept(self.session, self.now[id_], **self._said(event))

    def _put_aside(self, event: "_Told", id_: UUID) -> None:
        assessing.put_aside(self.session, self.now[id_], event.after["reason"], **self._said(event))

    def _begin_visit(self, event: "_Told", id_: UUID) -> None:
        visiting.begin(self.session, self.visit_now[id_], **self._said(event))

    def _present(self, event: "_Told", id_: UUID) -> None:
        visiting.begin(self.session, self.visit_now[id_], present=event.after["names"], **self._said(event))

    def _cancel_visit(self, event: "_Told", id_: UUID) -> None:
        visiting.cancel(self.session, self.visit_now[id_], **self._said(event))

    def _finding(self, event: "_Told", id_: UUID) -> None:
        visiting.add_finding(
            self.session,
            self.visit_now[id_],
            self._edition(id_),
            item_id=event.item_id,
            text=event.after["text"],
            seriousness=Seriousness(event.after["seriousness"]),
            due_day=date.fromisoformat(event.after["due_day"]),
            **self._said(event),
        )

    def _sign(self, event: "_Told", id_: UUID) -> None:
        visiting.sign(
            self.session,
            self.visit_now[id_],
            self.now[id_],
            self._edition(id_),
            for_team=event.after["team"],
            for_school=event.after["school"],
            school_opinion=self.visit_was[id_].school_opinion,
            conclusion=self.visit_was[id_].conclusion,
            **self._said(event),
        )

    def _answer_finding(self, event: "_Told", id_: UUID) -> None:
        visit = self.visit_now[id_]
        query = select(Finding).where(Finding.visit_id == visit.id, Finding.item_id == event.item_id)
        finding = self.session.scalars(query).one()
        answer, text = Answer(event.after["answer"]), event.after["text"]
        visiting.answer_finding(self.session, visit, finding, answer, text, **self._said(event))

    def _supplement(self, event: "_Told", id_: UUID) -> None:
        visiting.supplement(self.session, self.visit_now[id_], **event.after, **self._said(event))


class _Told:
    """An event as a plain value."""

    def __init__(self, event: Event) -> None:
        assert event.assessment_id is not None
        self.what, self.item_id = event.what, event.item_id
        self.assessment_id, self.by, self.at = event.assessment_id, event.by, event.at
        self.after: Mapping[str, Any] = json.loads(event.after) if event.after else {}


def _members(session: Session, visit_id: UUID) -> Iterator[VisitMember]:
    yield from session.scalars(select(VisitMember).where(VisitMember.visit_id == visit_id))
