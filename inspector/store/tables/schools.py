"""Schools, where they lie, and what is known of them, all dated."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from inspector.store.base import FIRST_DAY, LAST_DAY, Base, WithId


class School(WithId, Base):
    """A preschool or an independent group; `is_sample` marks an invented one, shown so on every page."""

    __tablename__ = "school"

    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    sort_key: Mapped[str]
    search_key: Mapped[str]
    first_day: Mapped[date] = mapped_column(default=FIRST_DAY)
    last_day: Mapped[date] = mapped_column(default=LAST_DAY)
    is_sample: Mapped[bool] = mapped_column(default=False)


class SchoolPlace(Base):
    """A school lies in a unit from a day to a day (both included); the days of a school never overlap."""

    __tablename__ = "school_place"
    __table_args__ = (
        CheckConstraint("first_day <= last_day", name="days_in_order"),
        Index(None, "unit_id"),
    )

    school_id: Mapped[UUID] = mapped_column(ForeignKey("school.id"), primary_key=True)
    first_day: Mapped[date] = mapped_column(primary_key=True)
    last_day: Mapped[date] = mapped_column(default=LAST_DAY)
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))


class SchoolFact(Base):
    """A fact of a school holds from a day until the next row of the same fact.

    `value` is the text of an option id, a decimal number, or “true”/“false”; None: not known from then on.
    """

    __tablename__ = "school_fact"

    school_id: Mapped[UUID] = mapped_column(ForeignKey("school.id"), primary_key=True)
    fact: Mapped[str] = mapped_column(primary_key=True)
    first_day: Mapped[date] = mapped_column(primary_key=True)
    value: Mapped[str | None]
