"""Lists of schools that were given: asked for, found, listed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from inspector.store.tables import Account, SchoolImport
from inspector.store.tables.school_imports import ImportState


def get(session: Session, import_id: UUID, *, lock: bool = False) -> SchoolImport | None:
    """Return a list of schools; `lock`: nobody else changes it until the transaction ends."""
    query = select(SchoolImport).where(SchoolImport.id == import_id)
    return session.scalars(query.with_for_update() if lock else query).one_or_none()


def far(session: Session, import_id: UUID, done: int, total: int) -> None:
    """Note how far looking at a list is."""
    session.execute(
        update(SchoolImport).where(SchoolImport.id == import_id).values(done=done, total=max(done, total))
    )


@dataclass(frozen=True, slots=True)
class ImportLine:
    """A list of schools in a list of them; `who` is None for the command line."""

    id: UUID
    file_name: str
    state: ImportState
    asked_at: datetime
    who: str | None


def newest(session: Session, limit: int) -> Sequence[ImportLine]:
    """Return the lists that were given last."""
    query = (
        select(
            SchoolImport.id, SchoolImport.file_name, SchoolImport.state, SchoolImport.asked_at, Account.name
        )
        .outerjoin(Account, Account.id == SchoolImport.asked_by)
        .order_by(SchoolImport.asked_at.desc(), SchoolImport.id)
        .limit(limit)
    )
    return [ImportLine(*row) for row in session.execute(query)]
