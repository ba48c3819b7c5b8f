"""Lists of schools that somebody gave, and what became of them."""

import enum
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from inspector.store.base import Base, WithId


class ImportState(enum.StrEnum):
    WAITING = "waiting"  # to be held against what is known
    CHECKED = "checked"
    APPLYING = "applying"
    APPLIED = "applied"
    UNDONE = "undone"
    DROPPED = "dropped"


class SchoolImport(WithId, Base):
    """A list of schools. Its content is kept until it is applied or dropped.

    `done` of `total` rows have been looked at; `digest` is of the plan that was shown, `result` the plan
    as JSON; `event_id` the event by which it can be undone.
    """

    __tablename__ = "school_import"
    __table_args__ = (Index(None, "asked_at"),)

    file_name: Mapped[str]
    content: Mapped[str]  # base64
    day: Mapped[date]  # from which rows hold that name none
    same_names: Mapped[bool] = mapped_column(default=False)
    is_sample: Mapped[bool] = mapped_column(default=False)
    state: Mapped[ImportState]
    asked_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    asked_at: Mapped[datetime]
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    digest: Mapped[str] = mapped_column(default="")
    result: Mapped[str] = mapped_column(default="")
    event_id: Mapped[int | None]
