"""Writing and reading what people did."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Table, insert, select
from sqlalchemy.orm import Session

from inspector.store.tables import Account, Event


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing that somebody did; `by` None: the program itself. `before` and `after` hold what changed."""

    what: str
    by: UUID | None
    at: datetime
    school_id: UUID | None = None
    assessment_id: UUID | None = None
    visit_id: UUID | None = None
    item_id: str = ""
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)


def record(session: Session, happened: Sequence[Happened]) -> None:
    """Write events, in one statement."""
    if happened:
        session.execute(insert(cast(Table, Event.__table__)), [_row(one) for one in happened])


def record_one(session: Session, happened: Happened) -> int:
    """Write an event and return its id, by which it can be named."""
    event = Event(**_row(happened))
    session.add(event)
    session.flush()
    return event.id


def _row(one: Happened) -> dict[str, Any]:
    return {
        "what": one.what,
        "by": one.by,
        "at": one.at,
        "school_id": one.school_id,
        "assessment_id": one.assessment_id,
        "visit_id": one.visit_id,
        "item_id": one.item_id,
        "before": _text(one.before),
        "after": _text(one.after),
    }


def _text(values: Mapping[str, Any]) -> str:
    return json.dumps(dict(values), ensure_ascii=False, sort_keys=True, default=str) if values else ""


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event as it is shown; `who` is None for the program and for an erased name."""

    id: int
    at: datetime
    who: str | None
    what: str
    item_id: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]


def of_assessment(
    session: Session,
    assessment_id: UUID,
    *,
    item_id: str | None = None,
    limit: int = 50,
    before_id: int | None = None,
) -> list[EventLine]:
    """Return the events of an assessment, newest first, a page of `limit`; of one item when it is named."""
    query = (
        select(Event, Account.name)
        .outerjoin(Account, Account.id == Event.by)
        .where(Event.assessment_id == assessment_id)
        .order_by(Event.id.desc())
        .limit(limit)
    )
    if item_id is not None:
        query = query.where(Event.item_id == item_id)
    if before_id is not None:
        query = query.where(Event.id < before_id)
    return [
        EventLine(
            id=event.id,
            at=event.at,
            who=name,
            what=event.what,
            item_id=event.item_id,
            before=json.loads(event.before) if event.before else {},
            after=json.loads(event.after) if event.after else {},
        )
        for event, name in session.execute(query)
    ]
