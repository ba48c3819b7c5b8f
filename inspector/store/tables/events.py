"""What people did, and the work that waits to be done."""

import enum
from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, text
from sqlalchemy.orm import Mapped, mapped_column

from inspector.store.base import Base, WithId


class Event(Base):
    """Somebody did something. Kept for ever; `by` is None for the program itself.

    Of the records that it concerns those are named that apply. `before` and `after` are JSON texts of
    what changed, empty where nothing was or is.
    """

    __tablename__ = "event"
    __table_args__ = (
        Index(None, "assessment_id", "item_id"),
        Index(None, "school_id"),
        Index(None, "by"),
        Index(None, "account_id"),
        # Few among many: those that administrators read, in their order.
        Index(
            "ix_event_of_accounts",
            "id",
            sqlite_where=text("account_id IS NOT NULL"),
            postgresql_where=text("account_id IS NOT NULL"),
        ),
        Index(None, "draft_id"),
    )

    id: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer(), "sqlite"), primary_key=True, autoincrement=True
    )
    at: Mapped[datetime]
    by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    what: Mapped[str]  # "rating", "submit", "return", "sign_in", …
    # No foreign keys to records: a removed empty draft leaves its events behind.
    account_id: Mapped[UUID | None]  # whose account it concerns: signing in, roles, passwords; never ratings
    school_id: Mapped[UUID | None]
    assessment_id: Mapped[UUID | None]
    visit_id: Mapped[UUID | None]
    draft_id: Mapped[UUID | None]  # of an edition in the making
    item_id: Mapped[str] = mapped_column(default="")
    before: Mapped[str] = mapped_column(default="")
    after: Mapped[str] = mapped_column(default="")


class JobState(enum.StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Job(WithId, Base):
    """Long work, written in the transaction of what asked for it, done by `python -m inspector work`."""

    __tablename__ = "job"
    __table_args__ = (Index(None, "state", "run_from"),)

    kind: Mapped[str]
    payload: Mapped[str]  # JSON
    state: Mapped[JobState]
    asked_at: Mapped[datetime]
    asked_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    run_from: Mapped[datetime]
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    problem: Mapped[str] = mapped_column(default="")
