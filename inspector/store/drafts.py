"""Editions in the making, and the department's own sets."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import exists, func, select, update
from sqlalchemy.orm import Session

from inspector.store.tables import Account, Assessment, EditionDraft, OwnEdition, OwnSet, Unit
from inspector.store.tables.drafts import DraftState
from inspector.store.tree import units_below_grants
from inspector.workflow.permissions import Role


def granted(
    session: Session,
    draft_id: UUID,
    account_id: UUID,
    roles: Iterable[Role],
    today: date,
    *,
    lock: bool = False,
) -> EditionDraft | None:
    """Return a draft of a unit at or below one where the person holds a role today; None: not theirs."""
    below = units_below_grants(account_id, tuple(roles), today)
    query = select(EditionDraft).where(
        EditionDraft.id == draft_id, EditionDraft.unit_id.in_(select(below.c.unit_id))
    )
    if lock:
        query = query.with_for_update(of=EditionDraft).execution_options(populate_existing=True)
    return session.scalars(query).one_or_none()


def set_granted(
    session: Session, set_id: str, account_id: UUID, roles: Iterable[Role], today: date, *, lock: bool = False
) -> OwnSet | None:
    """Return an own set of a unit at or below one where the person holds a role today; None: not theirs."""
    below = units_below_grants(account_id, tuple(roles), today)
    query = select(OwnSet).where(OwnSet.set_id == set_id, OwnSet.unit_id.in_(select(below.c.unit_id)))
    if lock:
        query = query.with_for_update(of=OwnSet).execution_options(populate_existing=True)
    return session.scalars(query).one_or_none()


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A draft in a list."""

    draft: EditionDraft
    unit: str
    changed_by: str | None


def in_reach(session: Session, account_id: UUID, roles: Iterable[Role], today: date) -> list[DraftLine]:
    """Return the drafts that a person may edit, the last changed first."""
    below = units_below_grants(account_id, tuple(roles), today)
    query = (
        select(EditionDraft, Unit.name, Account.name)
        .join(Unit, Unit.id == EditionDraft.unit_id)
        .outerjoin(Account, Account.id == EditionDraft.changed_by)
        .where(EditionDraft.unit_id.in_(select(below.c.unit_id)))
        .order_by(EditionDraft.changed_at.desc(), EditionDraft.id)
    )
    return [DraftLine(*row) for row in session.execute(query)]


def sets_in_reach(session: Session, account_id: UUID, roles: Iterable[Role], today: date) -> list[OwnSet]:
    """Return the own sets with a published edition that a person may edit."""
    below = units_below_grants(account_id, tuple(roles), today)
    query = (
        select(OwnSet)
        .where(OwnSet.head != "", OwnSet.unit_id.in_(select(below.c.unit_id)))
        .order_by(OwnSet.set_id)
    )
    return list(session.scalars(query))


def set_of(session: Session, set_id: str, *, lock: bool = False) -> OwnSet | None:
    """Return an own set, locked until the transaction ends if so asked."""
    query = select(OwnSet).where(OwnSet.set_id == set_id)
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    return session.scalars(query).one_or_none()


def begin_set(session: Session, set_id: str, unit_id: UUID, at: datetime) -> None:
    """Keep a set id for a unit."""
    session.add(OwnSet(set_id=set_id, unit_id=unit_id, begun_at=at))
    session.flush()


def add(session: Session, draft: EditionDraft) -> None:
    """Keep a new draft."""
    session.add(draft)
    session.flush()


def files_text(files: Mapping[str, str]) -> str:
    """Return the files of an edition as they are stored."""
    return json.dumps(dict(files), ensure_ascii=False)


def files_of(stored: EditionDraft | OwnEdition) -> dict[str, str]:
    """Return the files of a draft or of a published edition."""
    found: dict[str, str] = json.loads(stored.files)
    return found


def publish(session: Session, edition: OwnEdition, head: str | None) -> None:
    """Keep a published edition. `head`: the text of set.yaml from now on; None: the files say it."""
    session.add(edition)
    session.flush()
    change_head(session, edition.set_id, head or "")


def change_head(session: Session, set_id: str, head: str) -> None:
    """Change what is said of an own set, and let every process know that it changed."""
    session.execute(
        update(OwnSet).where(OwnSet.set_id == set_id).values(head=head, revision=OwnSet.revision + 1)
    )


def stamp(session: Session) -> int:
    """Return a number that grows with every change of published own sets."""
    return session.scalar(select(func.coalesce(func.sum(OwnSet.revision), 0))) or 0


def published(session: Session) -> Sequence[tuple[OwnSet, OwnEdition]]:
    """Return every published own edition with its set, by set and first day."""
    query = (
        select(OwnSet, OwnEdition)
        .join(OwnEdition, OwnEdition.set_id == OwnSet.set_id)
        .order_by(OwnEdition.set_id, OwnEdition.first_day)
    )
    return [(row[0], row[1]) for row in session.execute(query)]


def is_answered(session: Session, set_id: str) -> bool:
    """Say whether anybody has an assessment by a set."""
    return bool(session.scalar(select(exists().where(Assessment.set_id == set_id))))


def name_of(session: Session, account_id: UUID | None) -> str | None:
    """Return the name of whoever changed a draft."""
    return session.scalar(select(Account.name).where(Account.id == account_id)) if account_id else None


def open_of_set(session: Session, set_id: str) -> list[EditionDraft]:
    """Return the open drafts of a set."""
    query = select(EditionDraft).where(EditionDraft.set_id == set_id, EditionDraft.state == DraftState.OPEN)
    return list(session.scalars(query))
