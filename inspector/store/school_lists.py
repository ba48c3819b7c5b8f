"""What lists of schools need of the store: everything known of schools at once, and writing at once."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast
from uuid import UUID

from sqlalchemy import Table, bindparam, delete, func, insert, select, update
from sqlalchemy.orm import Session

from inspector.store.base import Base
from inspector.store.tables import Event, School, SchoolFact, SchoolPlace, Unit, UnitOrigin
from inspector.text import fold, sort_key

_MANY = 500
"""Above this number of schools all are read: one statement without a long list is then the quicker way."""


@dataclass(frozen=True, slots=True)
class KnownUnit:
    """A unit as lists of schools name it."""

    id: UUID
    code: str
    name: str
    type: str
    first_day: date
    last_day: date


def all_units(session: Session) -> list[KnownUnit]:
    """Return all units that ever were."""
    query = select(Unit.id, Unit.code, Unit.name, Unit.type, Unit.first_day, Unit.last_day)
    return [KnownUnit(*row) for row in session.execute(query)]


def names_made_of(session: Session) -> dict[tuple[str, date], list[str]]:
    """Return the names of the units that may follow one, by its code and last day, the main ones first."""
    query = (
        select(UnitOrigin.old_code, UnitOrigin.old_last_day, Unit.name)
        .join(Unit, Unit.id == UnitOrigin.unit_id)
        .order_by(UnitOrigin.rank, Unit.sort_key)
    )
    found: dict[tuple[str, date], list[str]] = {}
    for code, last_day, name in session.execute(query):
        found.setdefault((code, last_day), []).append(name)
    return found


def all_schools(session: Session) -> list[tuple[UUID, str, str, date]]:
    """Return id, code, name and last day of all schools."""
    query = select(School.id, School.code, School.name, School.last_day)
    return [(id_, code, name, last_day) for id_, code, name, last_day in session.execute(query)]


def places(
    session: Session, school_ids: Collection[UUID] | None
) -> dict[UUID, list[tuple[UUID, date, date]]]:
    """Return unit, first and last day of the places of schools, by school and first day; None: of all."""
    query = select(
        SchoolPlace.school_id, SchoolPlace.unit_id, SchoolPlace.first_day, SchoolPlace.last_day
    ).order_by(SchoolPlace.first_day)
    if school_ids is not None and len(school_ids) <= _MANY:
        query = query.where(SchoolPlace.school_id.in_(school_ids))
    found: dict[UUID, list[tuple[UUID, date, date]]] = {}
    for school, unit, first, last in session.execute(query):
        found.setdefault(school, []).append((unit, first, last))
    return found


def facts(
    session: Session, school_ids: Collection[UUID], names: Collection[str]
) -> dict[UUID, dict[str, list[tuple[date, str | None]]]]:
    """Return the values of some facts of schools with their first days, in order."""
    query = (
        select(SchoolFact.school_id, SchoolFact.fact, SchoolFact.first_day, SchoolFact.value)
        .where(SchoolFact.fact.in_(names))
        .order_by(SchoolFact.first_day)
    )
    if len(school_ids) <= _MANY:
        query = query.where(SchoolFact.school_id.in_(school_ids))
    found: dict[UUID, dict[str, list[tuple[date, str | None]]]] = {}
    for school, fact, day, value in session.execute(query):
        found.setdefault(school, {}).setdefault(fact, []).append((day, value))
    return found


def _table(of: type[Base]) -> Table:
    return cast(Table, of.__table__)


def add_schools(session: Session, schools: Iterable[tuple[UUID, str, str, date]], *, is_sample: bool) -> None:
    """Write new schools: id, code, name, last day."""
    rows = [
        {
            "id": id_,
            "code": code,
            "name": name,
            "sort_key": sort_key(name),
            "search_key": fold(name),
            "last_day": last_day,
            "is_sample": is_sample,
        }
        for id_, code, name, last_day in schools
    ]
    if rows:
        session.execute(insert(School), rows)


def change_schools(session: Session, schools: Iterable[tuple[UUID, str, date]]) -> None:
    """Give schools these names and last days."""
    rows = [
        {
            "the_id": id_,
            "name": name,
            "sort_key": sort_key(name),
            "search_key": fold(name),
            "last_day": last_day,
        }
        for id_, name, last_day in schools
    ]
    if rows:
        table = _table(School)
        session.connection().execute(
            update(table)
            .where(table.c.id == bindparam("the_id"))
            .values({name: bindparam(name) for name in ("name", "sort_key", "search_key", "last_day")}),
            rows,
        )


def put_places(session: Session, wanted: Mapping[UUID, Iterable[tuple[UUID, date, date]]]) -> None:
    """Let schools lie in these units on these days, in the place of all places that they had."""
    if not wanted:
        return
    table = _table(SchoolPlace)
    connection = session.connection()
    connection.execute(
        delete(table).where(table.c.school_id == bindparam("school")), [{"school": one} for one in wanted]
    )
    rows = [
        {"school_id": school, "unit_id": unit, "first_day": first, "last_day": last}
        for school, those in wanted.items()
        for unit, first, last in those
    ]
    if rows:
        connection.execute(insert(table), rows)


def put_facts(session: Session, wanted: Mapping[tuple[UUID, str], Iterable[tuple[date, str | None]]]) -> None:
    """Let facts of schools have these values from these days on, in the place of all that they had."""
    if not wanted:
        return
    table = _table(SchoolFact)
    connection = session.connection()
    connection.execute(
        delete(table).where(table.c.school_id == bindparam("school"), table.c.fact == bindparam("which")),
        [{"school": school, "which": fact} for school, fact in wanted],
    )
    rows = [
        {"school_id": school, "fact": fact, "first_day": day, "value": value}
        for (school, fact), series in wanted.items()
        for day, value in series
    ]
    if rows:
        connection.execute(insert(table), rows)


def remove_schools(session: Session, school_ids: Sequence[UUID]) -> None:
    """Remove schools to which nothing else belongs any more."""
    if school_ids:
        table = _table(School)
        session.connection().execute(
            delete(table).where(table.c.id == bindparam("the_id")), [{"the_id": one} for one in school_ids]
        )


def used(session: Session, school_ids: Collection[UUID]) -> set[UUID]:
    """Return which of these schools something belongs to besides places and facts: people, assessments, …"""
    own = {SchoolPlace.__tablename__, SchoolFact.__tablename__}
    found: set[UUID] = set()
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            leads_here = any(key.column is _table(School).c.id for key in column.foreign_keys)
            if leads_here and table.name not in own:
                found |= {one for one in session.scalars(select(column).distinct()) if one in school_ids}
    return found


def changed_by(session: Session, import_id: UUID, what: str) -> list[tuple[UUID, str, str]]:
    """Return school, before and after of the events that an import wrote for each school."""
    query = select(Event.school_id, Event.before, Event.after).where(
        Event.assessment_id.is_(None), Event.item_id == str(import_id), Event.what == what
    )
    return [(school, before, after) for school, before, after in session.execute(query) if school]


def import_of_event(session: Session, event_id: int, what: str) -> UUID | None:
    """Return the import that an event speaks of as a whole; None where the event is another one."""
    found = session.scalar(select(Event.item_id).where(Event.id == event_id, Event.what == what))
    return UUID(found) if found else None


def number_of_schools(session: Session) -> int:
    """Return how many schools there are."""
    return session.scalar(select(func.count()).select_from(School)) or 0
