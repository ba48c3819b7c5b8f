"""What reading a list of units needs of the store: units by code, new names, parent links for some days."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import cast
from uuid import UUID

from sqlalchemy import Table, delete, insert, select
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


def with_prefix(session: Session, prefix: str) -> Sequence[Unit]:
    """Return the units whose code begins so."""
    return session.scalars(select(Unit).where(Unit.code.startswith(prefix, autoescape=True))).all()


def rename(unit: Unit, name: str) -> None:
    """Give a unit another name, and the keys that go with it."""
    unit.name, unit.sort_key, unit.search_key = name, sort_key(name), fold(name)


def parents_of(session: Session, unit_ids: Collection[UUID]) -> dict[UUID, list[ParentDays]]:
    """Return the parents of government that units ever had."""
    query = select(UnitParent).where(
        UnitParent.unit_id.in_(unit_ids), UnitParent.kind == LinkKind.ADMINISTRATIVE
    )
    found: dict[UUID, list[ParentDays]] = {}
    for link in session.scalars(query):
        found.setdefault(link.unit_id, []).append((link.parent_id, link.first_day, link.last_day))
    return found


def with_parents(
    before: Iterable[ParentDays], wanted: Iterable[ParentDays], first_day: date, last_day: date
) -> list[ParentDays]:
    """Return the parents of a unit when it lies in the wanted ones from a day to a day.

    What it lay in before and after those days stays.
    """
    kept: list[ParentDays] = []
    for parent, first, last in before:
        if last < first_day or first > last_day:
            kept.append((parent, first, last))
            continue
        if first < first_day:
            kept.append((parent, first, first_day - timedelta(1)))
        if last > last_day:
            kept.append((parent, last_day + timedelta(1), last))
    return [*kept, *wanted]


def put_parents(session: Session, parents: Mapping[UUID, Iterable[ParentDays]]) -> None:
    """Let units lie in these parents, in the place of all parents of government that they had."""
    session.execute(
        delete(UnitParent).where(UnitParent.unit_id.in_(parents), UnitParent.kind == LinkKind.ADMINISTRATIVE)
    )
    rows = [
        {
            "unit_id": unit_id,
            "parent_id": parent,
            "first_day": first,
            "last_day": last,
            "kind": LinkKind.ADMINISTRATIVE,
        }
        for unit_id, days in parents.items()
        for parent, first, last in days
    ]
    if rows:
        session.execute(insert(cast(Table, UnitParent.__table__)), rows)
