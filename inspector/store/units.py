"""Units: found, listed, put into the tree."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import case, func, literal, select
from sqlalchemy.orm import Session

from inspector.store.base import FIRST_DAY, LAST_DAY
from inspector.store.tables import RoleGrant, SchoolPlace, Unit, UnitParent
from inspector.store.tables.units import LinkKind
from inspector.store.tree import holds_on, units_ever_below_grants
from inspector.text import fold, sort_key
from inspector.workflow.permissions import AT_UNIT, Role

CLUSTER = "cum"
"""The type of a unit that is a department's own grouping."""

HIGHEST = 20
"""More levels than any tree of units has: where a climb stops that a faulty import leads in a circle."""


def new_unit(
    code: str,
    name: str,
    type_: str,
    *,
    first_day: date = FIRST_DAY,
    last_day: date = LAST_DAY,
    source: str = "",
) -> Unit:
    """Return a unit with its keys for sorting and searching; it is not yet in a session."""
    return Unit(
        code=code,
        name=name,
        type=type_,
        first_day=first_day,
        last_day=last_day,
        sort_key=sort_key(name),
        search_key=fold(name),
        source=source,
    )


def put_below(
    session: Session,
    unit_id: UUID,
    parent_id: UUID,
    first_day: date,
    last_day: date = LAST_DAY,
    kind: LinkKind = LinkKind.ADMINISTRATIVE,
) -> None:
    """Say that a unit lies in another from a day to a day."""
    session.add(
        UnitParent(unit_id=unit_id, parent_id=parent_id, first_day=first_day, last_day=last_day, kind=kind)
    )


def get(session: Session, unit_id: UUID) -> Unit | None:
    """Return a unit. Only access.py may call this for a person."""
    return session.get(Unit, unit_id)


def by_code(session: Session, code: str, day: date) -> Unit | None:
    """Return the unit that has this code on a day; None when none has."""
    return session.scalars(
        select(Unit).where(Unit.code == code, Unit.first_day <= day, Unit.last_day >= day)
    ).one_or_none()


def of_person(
    session: Session, account_id: UUID, today: date, roles: Iterable[Role] = AT_UNIT
) -> Sequence[Unit]:
    """Return the units at which a person holds one of the roles today, in Vietnamese order."""
    return session.scalars(
        select(Unit)
        .join(RoleGrant, RoleGrant.unit_id == Unit.id)
        .where(
            RoleGrant.account_id == account_id, RoleGrant.role.in_(tuple(roles)), holds_on(RoleGrant, today)
        )
        .order_by(Unit.sort_key)
    ).all()


def granted(
    session: Session, unit_id: UUID, account_id: UUID, roles: Iterable[Role], today: date
) -> Unit | None:
    """Return a unit at or below one where the person holds a role; None when it is not theirs.

    Units that lay below on any day are included: old figures hang on them. What they show is limited to
    schools that are in reach today.
    """
    below = units_ever_below_grants(account_id, tuple(roles), today)
    return session.scalars(
        select(Unit).where(Unit.id == unit_id, Unit.id.in_(select(below.c.unit_id)))
    ).one_or_none()


@dataclass(frozen=True, slots=True)
class Ancestor:
    """A unit on the way from the top to a unit."""

    id: UUID
    name: str


def path_to(
    session: Session, unit_id: UUID, account_id: UUID, day: date, today: date, roles: Iterable[Role] = AT_UNIT
) -> list[Ancestor]:
    """Return the units from the person's own unit down to this one, as they lay on `day`; the unit is last.

    A unit that had ended by then is shown where it lay on its last day, one that had not begun where it
    lay on its first. Units above the person's own are left out, and so are clusters that are not theirs.
    """
    then = (
        select(case((Unit.last_day < day, Unit.last_day), (Unit.first_day > day, Unit.first_day), else_=day))
        .where(Unit.id == unit_id)
        .scalar_subquery()
    )
    climb = (
        select(Unit.id.label("unit_id"), literal(0).label("height"))
        .where(Unit.id == unit_id)
        .cte(recursive=True)
    )
    climb = climb.union(
        select(UnitParent.parent_id, climb.c.height + 1)
        .join(climb, UnitParent.unit_id == climb.c.unit_id)
        .where(UnitParent.first_day <= then, UnitParent.last_day >= then, climb.c.height < HIGHEST)
    )
    mine = units_ever_below_grants(account_id, tuple(roles), today)
    own = select(RoleGrant.unit_id).where(
        RoleGrant.account_id == account_id, RoleGrant.role.in_(tuple(roles)), holds_on(RoleGrant, today)
    )
    rows = session.execute(
        select(Unit.id, Unit.name)
        .join(climb, climb.c.unit_id == Unit.id)
        .where(
            (Unit.id == unit_id)
            | (Unit.id.in_(select(mine.c.unit_id)) & ((Unit.type != CLUSTER) | Unit.id.in_(own)))
        )
        .group_by(Unit.id, Unit.name)
        .order_by(func.max(climb.c.height).desc())
    )
    return [Ancestor(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """Where a school lay from a day to a day."""

    first_day: date
    last_day: date
    unit_id: UUID
    unit_name: str
    in_reach: bool


def places_of_school(
    session: Session, school_id: UUID, account_id: UUID, today: date, roles: Iterable[Role] = AT_UNIT
) -> list[PlaceLine]:
    """Return where a school has lain, the newest place first, and whether the person may open that unit."""
    own = units_ever_below_grants(account_id, tuple(roles), today)
    query = (
        select(
            SchoolPlace.first_day,
            SchoolPlace.last_day,
            Unit.id.label("unit_id"),
            Unit.name.label("unit_name"),
            Unit.id.in_(select(own.c.unit_id)).label("in_reach"),
        )
        .join(Unit, Unit.id == SchoolPlace.unit_id)
        .where(SchoolPlace.school_id == school_id)
        .order_by(SchoolPlace.first_day.desc())
    )
    return [PlaceLine(**row._mapping) for row in session.execute(query)]
