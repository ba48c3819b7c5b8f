"""Writing and reading what people did."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Select, Table, insert, or_, select
from sqlalchemy.orm import Session, aliased

from inspector.store.tables import Account, Event
from inspector.text import fold


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing that somebody did; `by` None: the program itself. `before` and `after` hold what changed.

    `account_id`: whose account it concerns. Administrators read these events, and only these.
    """

    what: str
    by: UUID | None
    at: datetime
    school_id: UUID | None = None
    assessment_id: UUID | None = None
    visit_id: UUID | None = None
    account_id: UUID | None = None
    draft_id: UUID | None = None
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
        "account_id": one.account_id,
        "draft_id": one.draft_id,
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
    return _lines(session, query)


def of_draft(
    session: Session, draft_id: UUID, *, limit: int = 50, before_id: int | None = None
) -> list[EventLine]:
    """Return the events of an edition in the making, newest first, a page of `limit`."""
    query = (
        select(Event, Account.name)
        .outerjoin(Account, Account.id == Event.by)
        .where(Event.draft_id == draft_id)
        .order_by(Event.id.desc())
        .limit(limit)
    )
    return _lines(session, query if before_id is None else query.where(Event.id < before_id))


def _lines(session: Session, query: Select[Event, str]) -> list[EventLine]:
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


@dataclass(frozen=True, slots=True)
class AccountEvent:
    """An event that concerns an account; `who` None: the program, as a command asked it to."""

    at: datetime
    who: str | None
    account_id: UUID
    whose: str
    what: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]


def of_accounts(
    session: Session,
    *,
    person: UUID | None = None,
    words: str = "",
    what: str = "",
    since: datetime | None = None,
    until: datetime | None = None,
    limit: int = 50,
    offset: int = 0,
) -> list[AccountEvent]:
    """Return events that concern accounts, newest first: `limit` of them, plus one.

    `person` and `words` (in a name, without accents) take those that somebody did and those that concern
    them; `until` is the first moment that is left out.
    """
    doer = aliased(Account)
    query = (
        select(Event, doer.name.label("who"), Account.id, Account.name)
        .join(Account, Account.id == Event.account_id)
        .outerjoin(doer, doer.id == Event.by)
        .where(Event.account_id.is_not(None))
        .order_by(Event.id.desc())
        .limit(limit + 1)
        .offset(offset)
    )
    if person is not None:
        query = query.where(or_(Event.account_id == person, Event.by == person))
    if words.strip():
        folded = fold(words)
        found = (one.search_key.contains(folded, autoescape=True) for one in (Account, doer))
        query = query.where(or_(*found))
    if what:
        query = query.where(Event.what == what)
    if since is not None:
        query = query.where(Event.at >= since)
    if until is not None:
        query = query.where(Event.at < until)
    return [
        AccountEvent(
            event.at,
            who,
            whose_id,
            whose,
            event.what,
            json.loads(event.before) if event.before else {},
            json.loads(event.after) if event.after else {},
        )
        for event, who, whose_id, whose in session.execute(query)
    ]


def done_by(session: Session, account_id: UUID) -> list[dict[str, Any]]:
    """Return everything that a person did, oldest first, as it is handed out to them."""
    columns = (Event.at, Event.what, Event.school_id, Event.assessment_id, Event.visit_id, Event.item_id)
    rows = session.execute(select(*columns).where(Event.by == account_id).order_by(Event.id))
    return [{name: value for name, value in row._mapping.items() if value} for row in rows]


def concerning(session: Session, account_id: UUID) -> list[AccountEvent]:
    """Return everything that was done with an account, newest first."""
    return of_accounts(session, person=account_id, limit=100_000)
