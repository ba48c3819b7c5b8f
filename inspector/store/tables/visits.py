"""Visits of inspectors, their findings, and what schools answer."""

import enum
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from inspector.store.base import Base, WithId
from inspector.workflow.states import Answer, FindingState, Seriousness, VisitState


class VisitKind(enum.StrEnum):
    PLANNED = "planned"
    THEMATIC = "thematic"
    UNANNOUNCED = "unannounced"
    RECHECK = "recheck"


class TeamPart(enum.StrEnum):
    LEADER = "leader"
    SECRETARY = "secretary"
    MEMBER = "member"


class Visit(WithId, Base):
    """Inspectors go to a school on a day; what they rate is an assessment of kind inspection.

    `signed_for_*` are the names as typed on site; both sides have one once the visit is signed.
    """

    __tablename__ = "visit"
    __table_args__ = (
        CheckConstraint(
            "state <> 'signed'"
            " OR (signed_at IS NOT NULL AND signed_for_team <> '' AND signed_for_school <> '')",
            name="signed_by_both",
        ),
        Index(None, "school_id"),
        Index(None, "day"),
    )

    school_id: Mapped[UUID] = mapped_column(ForeignKey("school.id"))
    assessment_id: Mapped[UUID] = mapped_column(ForeignKey("assessment.id"), unique=True)
    kind: Mapped[VisitKind]
    day: Mapped[date]
    state: Mapped[VisitState]
    shows_self_rating: Mapped[bool] = mapped_column(default=True)  # of an item, once it has an own rating
    opened_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    began_at: Mapped[datetime | None]
    signed_at: Mapped[datetime | None]
    signed_for_team: Mapped[str] = mapped_column(default="")
    signed_for_school: Mapped[str] = mapped_column(default="")
    school_opinion: Mapped[str] = mapped_column(default="")
    conclusion: Mapped[str] = mapped_column(default="")


class VisitMember(Base):
    """A person in the team of a visit."""

    __tablename__ = "visit_member"
    __table_args__ = (Index(None, "account_id"),)

    visit_id: Mapped[UUID] = mapped_column(ForeignKey("visit.id", ondelete="CASCADE"), primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), primary_key=True)
    part: Mapped[TeamPart]


class Supplement(WithId, Base):
    """What was added to the minutes after they were signed; the minutes themselves stay."""

    __tablename__ = "supplement"
    __table_args__ = (
        CheckConstraint("reason <> '' AND text <> ''", name="with_reason"),
        Index(None, "visit_id"),
    )

    visit_id: Mapped[UUID] = mapped_column(ForeignKey("visit.id"))
    text: Mapped[str]
    reason: Mapped[str]
    at: Mapped[datetime]
    by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))


class Finding(WithId, Base):
    """A shortcoming that a visit recorded, to be remedied by a day. `item_id` empty: of no single item."""

    __tablename__ = "finding"
    __table_args__ = (CheckConstraint("text <> ''", name="says_something"), Index(None, "visit_id"))

    visit_id: Mapped[UUID] = mapped_column(ForeignKey("visit.id"))
    item_id: Mapped[str] = mapped_column(default="")
    text: Mapped[str]
    seriousness: Mapped[Seriousness]
    due_day: Mapped[date]
    state: Mapped[FindingState]
    at: Mapped[datetime]
    by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))


class FindingAnswer(WithId, Base):
    """What the school said to a finding, kept with it."""

    __tablename__ = "finding_answer"
    __table_args__ = (CheckConstraint("text <> ''", name="says_something"), Index(None, "finding_id"))

    finding_id: Mapped[UUID] = mapped_column(ForeignKey("finding.id"))
    answer: Mapped[Answer]
    text: Mapped[str]
    at: Mapped[datetime]
    by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
