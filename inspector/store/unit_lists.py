"""What reading a list of units needs of the store: units by code, new names, parent links for some days."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from inspector.store.tables import Unit, UnitParent
from inspector.store.tables.units import LinkKind
from inspector.text import fold, sort_key

ParentDays = tuple[UUID, date, date]
"""A parent, and the first and last day on which a unit lies in it."""


def with_codes(session: Session, codes: Collection[str]) -> Sequence[Unit]:
    """Return the units that ever had one of these codes, by code and first day."""
    query = select(Unit).where(Unit.code.in_(codes)).order_by(Unit.code, Unit.first_day)
    return session.scalars(query).all()


def rename(unit: Unit, name: str) -> None:
    """Give a unit another name, and the keys that go with it."""
    unit.name, unit.sort_key, unit.search_key = name, sort_key(name), fold(name)


def replace_parents(
    session: Session, unit_id: UUID, wanted: Sequence[ParentDays], first_day: date, last_day: date
) -> None:
    """Let a unit lie in these parents from a day to a day; its links before and after those days stay."""
    query = select(UnitParent).where(
        UnitParent.unit_id == unit_id,
        UnitParent.kind == LinkKind.ADMINISTRATIVE,
        UnitParent.first_day <= last_day,
        UnitParent.last_day >= first_day,
    )
    kept: list[ParentDays] = []
    for link in session.scalars(query).all():
        if link.first_day < first_day:
            kept.append((link.parent_id, link.first_day, first_day - timedelta(1)))
        if link.last_day > last_day:
            kept.append((link.parent_id, last_day + timedelta(1), link.last_day))
        session.delete(link)
    session.flush()
    session.add_all(
        UnitParent(unit_id=unit_id, parent_id=parent, first_day=first, last_day=last)
        for parent, first, last in (*kept, *wanted)
    )
    session.flush()
