"""Criteria sets that a department writes itself: in the making, and published."""

import enum
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from inspector.store.base import Base, WithId


class OwnSet(Base):
    """A set of which editions were begun here.

    `head` is the text of its set.yaml, empty until an edition is published; for a set of the criteria
    files it stays empty, because the files say it. `revision` counts what changed for readers.
    """

    __tablename__ = "own_set"

    set_id: Mapped[str] = mapped_column(primary_key=True)
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    head: Mapped[str] = mapped_column(default="")
    revision: Mapped[int] = mapped_column(default=0)
    begun_at: Mapped[datetime]


class DraftState(enum.StrEnum):
    OPEN = "open"
    WITHDRAWN = "withdrawn"
    PUBLISHED = "published"


class EditionDraft(WithId, Base):
    """An edition in the making. `head` is the text of set.yaml, `files` those of the edition.

    `revision` counts the changes. `proposed_by` asked for it to be published as it is; any change takes
    that back.
    """

    __tablename__ = "edition_draft"
    __table_args__ = (
        CheckConstraint("state <> 'withdrawn' OR reason <> ''", name="withdrawn_with_reason"),
        Index(None, "unit_id"),
    )

    set_id: Mapped[str] = mapped_column(ForeignKey("own_set.set_id"))
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    head: Mapped[str]
    files: Mapped[str]  # JSON object: file name -> text
    state: Mapped[DraftState]
    revision: Mapped[int]
    reason: Mapped[str] = mapped_column(default="")  # why it was withdrawn
    proposed_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    made_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    changed_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))


class OwnEdition(Base):
    """A published edition that was written here. Never changed, never removed."""

    __tablename__ = "own_edition"

    set_id: Mapped[str] = mapped_column(ForeignKey("own_set.set_id"), primary_key=True)
    first_day: Mapped[date] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    files: Mapped[str]  # JSON object: file name -> text
    draft_id: Mapped[UUID] = mapped_column(ForeignKey("edition_draft.id"))
    published_at: Mapped[datetime]
    published_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    proposed_by: Mapped[UUID | None] = mapped_column(
        ForeignKey("account.id")
    )  # the other one, if there was one
