"""Of which units others were made, and which units follow one that has ended."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import and_, delete, literal, select, union_all
from sqlalchemy.orm import Session, aliased

from inspector.store.tables import Unit, UnitOrigin, UnitParent
from inspector.store.tree import holds_on
from inspector.text import sort_key

SAME_CODE = 0
"""The rank of a successor that bears the code of the unit that ended."""


def put_origins(session: Session, origins: Sequence[UnitOrigin]) -> None:
    """Say of which units others were made, in the place of what was known of these."""
    session.execute(delete(UnitOrigin).where(UnitOrigin.unit_id.in_({one.unit_id for one in origins})))
    session.add_all(origins)
    session.flush()


@dataclass(frozen=True, slots=True)
class Successor:
    """A unit that may follow another; `rank` 0: it bears the same code, 1: the main one of several."""

    old_id: UUID
    id: UUID
    code: str
    name: str
    rank: int


def successors(session: Session, unit_ids: Collection[UUID]) -> list[Successor]:
    """Return which units may follow these ended ones: the one with their code first, then by crosswalk."""
    old = aliased(Unit, name="old")
    of_code = (
        select(old.id.label("old_id"), Unit.id, Unit.code, Unit.name, literal(SAME_CODE).label("rank"))
        .join(Unit, and_(Unit.code == old.code, Unit.first_day > old.last_day))
        .where(old.id.in_(unit_ids))
    )
    of_crosswalk = (
        select(old.id.label("old_id"), Unit.id, Unit.code, Unit.name, UnitOrigin.rank)
        .join(UnitOrigin, and_(UnitOrigin.old_code == old.code, UnitOrigin.old_last_day == old.last_day))
        .join(Unit, Unit.id == UnitOrigin.unit_id)
        .where(old.id.in_(unit_ids))
    )
    rows = session.execute(union_all(of_code, of_crosswalk))
    return sorted((Successor(*row) for row in rows), key=lambda one: (one.rank, sort_key(one.name), one.code))


@dataclass(frozen=True, slots=True)
class OldArea:
    """An ended unit, and the units of which it was the main origin."""

    code: str
    name: str
    unit_ids: tuple[UUID, ...]


def old_areas(session: Session, parent_id: UUID, day: date) -> list[OldArea]:
    """Return the ended units of which those below a unit on a day were mainly made, by name."""
    query = (
        select(UnitOrigin.old_code, UnitOrigin.old_name, UnitOrigin.unit_id)
        .join(UnitParent, UnitParent.unit_id == UnitOrigin.unit_id)
        .where(UnitOrigin.rank == 1, UnitParent.parent_id == parent_id, holds_on(UnitParent, day))
    )
    found: dict[tuple[str, str], list[UUID]] = {}
    for code, name, unit_id in session.execute(query):
        found.setdefault((code, name), []).append(unit_id)
    areas = [OldArea(code, name, tuple(ids)) for (code, name), ids in found.items()]
    return sorted(areas, key=lambda one: sort_key(one.name))
