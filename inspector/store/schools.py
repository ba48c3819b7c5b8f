"""Schools, their places and their facts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from inspector.store.base import LAST_DAY
from inspector.store.tables import RoleGrant, School, SchoolFact, SchoolPlace, Unit
from inspector.store.tree import grants_of, holds_on, place_of, units_above, units_below_grants
from inspector.text import fold, sort_key
from inspector.workflow.permissions import AT_SCHOOL, AT_UNIT, Role


def new_school(code: str, name: str, *, is_sample: bool = False) -> School:
    """Return a school with its keys for sorting and searching; it is not yet in a session."""
    return School(code=code, name=name, sort_key=sort_key(name), search_key=fold(name), is_sample=is_sample)


def move(session: Session, school_id: UUID, unit_id: UUID, from_day: date) -> None:
    """Put a school into a unit from a day on; the place before ends the day before."""
    current = session.scalars(
        select(SchoolPlace).where(SchoolPlace.school_id == school_id, holds_on(SchoolPlace, from_day))
    ).one_or_none()
    if current is not None:
        if current.first_day == from_day:
            current.unit_id = unit_id
            return
        current.last_day = date.fromordinal(from_day.toordinal() - 1)
    later = session.scalar(
        select(SchoolPlace.first_day)
        .where(SchoolPlace.school_id == school_id, SchoolPlace.first_day > from_day)
        .order_by(SchoolPlace.first_day)
        .limit(1)
    )
    last_day = LAST_DAY if later is None else date.fromordinal(later.toordinal() - 1)
    session.add(SchoolPlace(school_id=school_id, unit_id=unit_id, first_day=from_day, last_day=last_day))
    session.flush()


def by_code(session: Session, code: str) -> School | None:
    """Return the school with this code; None when there is none. Not for pages: they load by `granted`."""
    return session.scalars(select(School).where(School.code == code)).one_or_none()


def granted(
    session: Session, school_id: UUID, account_id: UUID, roles: Iterable[Role], today: date
) -> School | None:
    """Return a school when the person holds one of the roles at it, or at a unit above it, today."""
    wanted = frozenset(roles)
    at_school = grants_of(account_id, wanted & AT_SCHOOL, today).where(RoleGrant.school_id == school_id)
    above = units_above(place_of(school_id, today), today)
    at_unit = grants_of(account_id, wanted & AT_UNIT, today).where(
        RoleGrant.unit_id.in_(select(above.c.unit_id))
    )
    return session.scalars(
        select(School).where(School.id == school_id, or_(exists(at_school), exists(at_unit)))
    ).one_or_none()


def of_person(
    session: Session, account_id: UUID, today: date, roles: Iterable[Role] = AT_SCHOOL
) -> Sequence[School]:
    """Return the schools at which a person holds one of the roles today, in Vietnamese order."""
    return session.scalars(
        select(School)
        .join(RoleGrant, RoleGrant.school_id == School.id)
        .where(
            RoleGrant.account_id == account_id, RoleGrant.role.in_(tuple(roles)), holds_on(RoleGrant, today)
        )
        .distinct()
        .order_by(School.sort_key)
    ).all()


@dataclass(frozen=True, slots=True)
class SchoolLine:
    """A school in a list, with the unit in which it lies today."""

    id: UUID
    code: str
    name: str
    unit_id: UUID
    unit_name: str
    is_sample: bool


def search(
    session: Session,
    account_id: UUID,
    today: date,
    *,
    words: str = "",
    unit_id: UUID | None = None,
    limit: int = 50,
    offset: int = 0,
    roles: Iterable[Role] = AT_UNIT,
) -> list[SchoolLine]:
    """Return schools in reach of a person today, in Vietnamese order: `limit` of them, plus one.

    `words` is matched anywhere in the name or at the start of the code, without accents.
    """
    # by the units, not by their schools: the place of each school is at hand
    in_reach = units_below_grants(account_id, tuple(roles), today)
    query = (
        select(
            School.id,
            School.code,
            School.name,
            SchoolPlace.unit_id,
            Unit.name.label("unit_name"),
            School.is_sample,
        )
        .join(SchoolPlace, SchoolPlace.school_id == School.id)
        .join(Unit, Unit.id == SchoolPlace.unit_id)
        .where(holds_on(SchoolPlace, today), SchoolPlace.unit_id.in_(select(in_reach.c.unit_id)))
        .order_by(School.sort_key, School.code)
        .limit(limit + 1)
        .offset(offset)
    )
    if words.strip():
        folded = fold(words)
        query = query.where(
            or_(
                School.search_key.contains(folded, autoescape=True),
                School.code.startswith(folded, autoescape=True),
            )
        )
    if unit_id is not None:
        query = query.where(SchoolPlace.unit_id == unit_id)
    return [SchoolLine(**row._mapping) for row in session.execute(query)]


def name_of(session: Session, school_id: UUID) -> str:
    """Return the name of a school; empty when there is no such school."""
    return session.scalar(select(School.name).where(School.id == school_id)) or ""


def place_name(session: Session, school_id: UUID, day: date) -> str:
    """Return the name of the unit in which a school lay on a day; empty when it lay nowhere."""
    name = session.scalar(
        select(Unit.name)
        .join(SchoolPlace, SchoolPlace.unit_id == Unit.id)
        .where(SchoolPlace.school_id == school_id, holds_on(SchoolPlace, day))
    )
    return name or ""


def facts(session: Session, school_id: UUID, day: date) -> dict[str, str | None]:
    """Return what is known of a school on a day as text by fact; None where it became unknown."""
    query = (
        select(SchoolFact.fact, SchoolFact.value)
        .where(SchoolFact.school_id == school_id, SchoolFact.first_day <= day)
        .order_by(SchoolFact.first_day)
    )
    return {row.fact: row.value for row in session.execute(query)}


def set_facts(session: Session, school_id: UUID, values: Mapping[str, str | None], from_day: date) -> None:
    """Say what holds of a school from a day on; a later row of the same fact keeps its own day."""
    for fact, value in values.items():
        session.merge(SchoolFact(school_id=school_id, fact=fact, first_day=from_day, value=value))
    session.flush()
