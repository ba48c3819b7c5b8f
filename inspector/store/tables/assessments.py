"""Assessments: of one subject, by one edition, with their own copy of the facts."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from inspector.store.base import Base, WithId
from inspector.workflow.states import Kind, State


class EditionText(Base):
    """The files of an edition that was ever answered, so that it can always be read again."""

    __tablename__ = "edition_text"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    set_id: Mapped[str]
    first_day: Mapped[date]
    files: Mapped[str]  # JSON object: file name -> text
    stored_at: Mapped[datetime]


class Period(Base):
    """A school year, or whatever else assessments are gathered under; both days included."""

    __tablename__ = "period"
    __table_args__ = (CheckConstraint("first_day <= last_day", name="days_in_order"),)

    code: Mapped[str] = mapped_column(primary_key=True)  # "2020-2021"
    first_day: Mapped[date]
    last_day: Mapped[date]


class Assessment(WithId, Base):
    """One subject assessed by one edition in one period, by itself or by inspectors.

    The subject is exactly one of school and unit; `subject_id` repeats it so that uniqueness holds.
    `day` is the day whose edition, facts and place count. `counts_from` orders those that count.
    """

    __tablename__ = "assessment"
    __table_args__ = (
        CheckConstraint(
            "(school_id IS NOT NULL AND unit_id IS NULL AND subject_id = school_id)"
            " OR (unit_id IS NOT NULL AND school_id IS NULL AND subject_id = unit_id)",
            name="one_subject",
        ),
        CheckConstraint(
            "state NOT IN ('submitted', 'accepted', 'signed') OR counts_from IS NOT NULL",
            name="counted_has_its_time",
        ),
        CheckConstraint("state <> 'put_aside' OR reason <> ''", name="put_aside_with_reason"),
        Index(
            "uq_assessment_open_self",
            "subject_id",
            "set_id",
            "period_code",
            unique=True,
            sqlite_where=text("kind = 'self' AND state IN ('draft', 'returned')"),
            postgresql_where=text("kind = 'self' AND state IN ('draft', 'returned')"),
        ),
        Index(None, "set_id", "period_code", "kind", "school_id"),
        Index(None, "school_id"),
    )

    subject_id: Mapped[UUID]
    school_id: Mapped[UUID | None] = mapped_column(ForeignKey("school.id"))
    unit_id: Mapped[UUID | None] = mapped_column(ForeignKey("unit.id"))
    kind: Mapped[Kind]
    set_id: Mapped[str]
    digest: Mapped[str] = mapped_column(ForeignKey("edition_text.digest"))
    period_code: Mapped[str] = mapped_column(ForeignKey("period.code"))
    day: Mapped[date]
    state: Mapped[State]
    opened_at: Mapped[datetime]
    opened_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    changed_at: Mapped[datetime]  # of any rating, fact or step: what a conditional GET asks for
    counts_from: Mapped[datetime | None]  # when it was last submitted or signed
    seen_by_reviewer_at: Mapped[datetime | None]  # since it was last submitted; then it cannot be withdrawn
    reason: Mapped[str] = mapped_column(default="")  # why it was put aside or returned


class CarriedOver(Base):
    """An assessment began with the answers of another one of the same subject and set."""

    __tablename__ = "carried_over"
    __table_args__ = (Index(None, "from_id"),)

    assessment_id: Mapped[UUID] = mapped_column(
        ForeignKey("assessment.id", ondelete="CASCADE"), primary_key=True
    )
    from_id: Mapped[UUID] = mapped_column(ForeignKey("assessment.id"))


class AssessmentFact(Base):
    """An assessment's own copy of a fact, from its day; None: not known."""

    __tablename__ = "assessment_fact"

    assessment_id: Mapped[UUID] = mapped_column(
        ForeignKey("assessment.id", ondelete="CASCADE"), primary_key=True
    )
    fact: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str | None]


class Rating(Base):
    """What an assessment says of one indicator, or of one gate: they share one space of ids.

    `value` is an option id, a decimal number, “na”, for a gate “yes” or “no”; None: blank.
    `revision` counts the changes; a change names the revision that it was made on (0: no row yet). Each
    field knows the revision that last changed it, so that changes of different fields merge.
    `look_again` says why a rating that was taken over must be confirmed or changed; empty: it need not be.
    """

    __tablename__ = "rating"
    __table_args__ = (CheckConstraint("revision >= 1", name="revision_from_one"),)

    assessment_id: Mapped[UUID] = mapped_column(
        ForeignKey("assessment.id", ondelete="CASCADE"), primary_key=True
    )
    item_id: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str | None]
    reason: Mapped[str] = mapped_column(default="")  # why it is not applicable
    note: Mapped[str] = mapped_column(default="")
    evidence: Mapped[str] = mapped_column(default="")  # what proves it, in words
    revision: Mapped[int]
    value_revision: Mapped[int] = mapped_column(default=0)
    reason_revision: Mapped[int] = mapped_column(default=0)
    note_revision: Mapped[int] = mapped_column(default=0)
    evidence_revision: Mapped[int] = mapped_column(default=0)
    look_again: Mapped[str] = mapped_column(default="", server_default="")
    changed_at: Mapped[datetime]
    changed_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))


class SavedChange(Base):
    """A change that was applied, so that the same one sent again is answered and not applied twice."""

    __tablename__ = "saved_change"

    assessment_id: Mapped[UUID] = mapped_column(
        ForeignKey("assessment.id", ondelete="CASCADE"), primary_key=True
    )
    change_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    content_digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    item_id: Mapped[str]
    revision: Mapped[int]  # that the change led to


class Remark(WithId, Base):
    """What a reviewer says of one item when returning a self-assessment."""

    __tablename__ = "remark"
    __table_args__ = (Index(None, "assessment_id"),)

    assessment_id: Mapped[UUID] = mapped_column(ForeignKey("assessment.id", ondelete="CASCADE"))
    item_id: Mapped[str]
    text: Mapped[str]
    at: Mapped[datetime]
    by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
