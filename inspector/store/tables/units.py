"""The dated tree of units."""

import enum
from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from inspector.store.base import FIRST_DAY, LAST_DAY, Base, WithId


class LinkKind(enum.StrEnum):
    """What a parent link means: government, or a grouping of the department's own."""

    ADMINISTRATIVE = "administrative"
    CLUSTER = "cluster"


class Unit(WithId, Base):
    """An administrative unit, or a cluster of them, from its first day to its last (both included).

    `first_day` is 0001-01-01 where it is not recorded; `last_day` 9999-12-31 where it has not ended.
    A code may stand for two units in turn, never at the same time.
    """

    __tablename__ = "unit"
    __table_args__ = (
        UniqueConstraint("code", "first_day"),
        CheckConstraint("first_day <= last_day", name="days_in_order"),
    )

    code: Mapped[str]
    name: Mapped[str]
    type: Mapped[str]  # quan, huyen, xa, phuong, … as the lists say; cum for a cluster
    first_day: Mapped[date] = mapped_column(default=FIRST_DAY)
    last_day: Mapped[date] = mapped_column(default=LAST_DAY)
    sort_key: Mapped[str]
    search_key: Mapped[str]
    source: Mapped[str] = mapped_column(default="")


class UnitOrigin(Base):
    """A unit was made, wholly or in part, of what another one held until the day before.

    Only candidates: where a school went the department says. The older unit is named by its code and its
    last day, for it need not be in the tree.
    """

    __tablename__ = "unit_origin"
    __table_args__ = (Index(None, "old_code"),)

    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    old_code: Mapped[str] = mapped_column(primary_key=True)
    old_name: Mapped[str]
    old_last_day: Mapped[date]
    whole: Mapped[int]  # how many of its parts went over whole
    partly: Mapped[int]
    rank: Mapped[int]  # 1: the main one
    source: Mapped[str] = mapped_column(default="")


class UnitParent(Base):
    """One unit lies in another from a day to a day (both included)."""

    __tablename__ = "unit_parent"
    __table_args__ = (
        CheckConstraint("first_day <= last_day", name="days_in_order"),
        CheckConstraint("unit_id <> parent_id", name="not_its_own_parent"),
        Index(None, "parent_id", "kind"),
    )

    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    parent_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    first_day: Mapped[date] = mapped_column(primary_key=True)
    last_day: Mapped[date] = mapped_column(default=LAST_DAY)
    kind: Mapped[LinkKind] = mapped_column(default=LinkKind.ADMINISTRATIVE)
