"""Ratings and the changes that made them."""

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple, cast
from uuid import UUID

from sqlalchemy import ScalarSelect, Select, Table, Uuid, bindparam, insert, select
from sqlalchemy.orm import Session

from inspector.store.scores import upsert
from inspector.store.tables import Account, Rating, SavedChange

FIELDS = ("value", "reason", "note", "evidence")
"""What a change may set: the rating itself, why it is not applicable, a note, what proves it."""


class RatingRow(NamedTuple):
    """One rating as stored; `look_again` says why it must be confirmed, empty where it need not be.

    `who` is the name of whoever changed it last, None when erased or the program.
    """

    item_id: str
    value: str | None
    reason: str
    note: str
    evidence: str
    revision: int
    value_revision: int
    reason_revision: int
    note_revision: int
    evidence_revision: int
    look_again: str
    changed_at: datetime
    changed_by: UUID | None
    who: str | None


COLUMNS = tuple(name for name in RatingRow._fields if name != "who")


def of_assessment(session: Session, assessment_id: UUID) -> dict[str, RatingRow]:
    """Return all ratings and gate answers of an assessment by item, in one statement."""
    rows = session.execute(_of_assessment(), {"assessment_id": assessment_id})
    return {row[0]: RatingRow._make(row) for row in rows}


def of_chosen(session: Session, chosen: ScalarSelect[UUID]) -> dict[str, RatingRow]:
    """Return what `of_assessment` does of the assessment that a query chooses; empty: none is chosen."""
    rows = session.execute(_with_names().where(Rating.assessment_id == chosen))
    return {row[0]: RatingRow._make(row) for row in rows}


@cache
def _of_assessment() -> Select[*tuple[Any, ...]]:
    """Return the statement of `of_assessment`; making it takes longer than running it."""
    return _with_names().where(Rating.assessment_id == bindparam("assessment_id", type_=Uuid()))


def _with_names() -> Select[*tuple[Any, ...]]:
    columns = [getattr(Rating, name) for name in COLUMNS]
    return select(*columns, Account.name.label("who")).outerjoin(Account, Account.id == Rating.changed_by)


def values(session: Session, assessment_id: UUID) -> dict[str, str]:
    """Return what is rated, by item; blanks are left out."""
    query = select(Rating.item_id, Rating.value).where(
        Rating.assessment_id == assessment_id, Rating.value.is_not(None)
    )
    return {item_id: cast(str, value) for item_id, value in session.execute(query)}


def write(session: Session, assessment_id: UUID, rows: Sequence[RatingRow]) -> None:
    """Put these ratings in the place of those of the same items, in one statement."""
    if rows:
        dicts = [
            {"assessment_id": assessment_id, **{name: getattr(row, name) for name in COLUMNS}} for row in rows
        ]
        upsert(session, cast(Table, Rating.__table__), dicts)


def already_saved(
    session: Session, assessment_id: UUID, change_ids: Collection[str]
) -> dict[tuple[str, str], int]:
    """Return the revisions that earlier changes led to, by (change id, digest of their content)."""
    query = select(SavedChange.change_id, SavedChange.content_digest, SavedChange.revision).where(
        SavedChange.assessment_id == assessment_id, SavedChange.change_id.in_(change_ids)
    )
    return {(row.change_id, row.content_digest): row.revision for row in session.execute(query)}


def remember(session: Session, assessment_id: UUID, saved: Sequence[tuple[str, str, str, int]]) -> None:
    """Remember applied changes, given as (change id, digest of content, item, revision), in one statement."""
    if saved:
        names = ("change_id", "content_digest", "item_id", "revision")
        session.execute(
            insert(cast(Table, SavedChange.__table__)),
            [{"assessment_id": assessment_id, **dict(zip(names, one, strict=True))} for one in saved],
        )
