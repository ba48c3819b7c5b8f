"""Stored scores: one row an assessment, one for each of its groups. They carry the school, never a unit."""

from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from inspector.store.base import Base


class Score(Base):
    """The result of an assessment as last rescored.

    Percentages are tenths of a per cent (0 to 1000), None as in the result. Levels are their number as
    text. `missing_facts` names, with commas, the facts without which there is no score: all else is
    None or 0 then.
    """

    __tablename__ = "score"
    __table_args__ = (
        CheckConstraint("percent BETWEEN 0 AND 1000", name="percent_in_tenths"),
        Index(None, "school_id"),
    )

    assessment_id: Mapped[UUID] = mapped_column(
        ForeignKey("assessment.id", ondelete="CASCADE"), primary_key=True
    )
    school_id: Mapped[UUID | None] = mapped_column(ForeignKey("school.id"))
    outcome: Mapped[str | None]
    outcome_low: Mapped[str | None]
    outcome_high: Mapped[str | None]
    percent: Mapped[int | None]
    percent_low: Mapped[int | None]
    percent_high: Mapped[int | None]
    met: Mapped[int]
    criteria_applicable: Mapped[int]
    applicable: Mapped[int]
    answered: Mapped[int]
    total: Mapped[int]
    missing_facts: Mapped[str]


class GroupScore(Base):
    """The share of one group, as Score."""

    __tablename__ = "group_score"
    __table_args__ = (CheckConstraint("percent BETWEEN 0 AND 1000", name="percent_in_tenths"),)

    assessment_id: Mapped[UUID] = mapped_column(
        ForeignKey("assessment.id", ondelete="CASCADE"), primary_key=True
    )
    group_id: Mapped[str] = mapped_column(primary_key=True)
    percent: Mapped[int | None]
    percent_low: Mapped[int | None]
    percent_high: Mapped[int | None]
    met: Mapped[int]
    applicable: Mapped[int]
    answered: Mapped[int]
    total: Mapped[int]
