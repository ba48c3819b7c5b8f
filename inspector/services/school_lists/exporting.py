"""Schools as a list of the form in which they are read: who, where and what is known on a day."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from inspector.criteria.model import FactKind
from inspector.services.school_lists.columns import CLOSED, FROM, columns, write_fact
from inspector.store import school_lists
from inspector.store.base import LAST_DAY
from inspector.text import Lang, sort_key

Cell = str | date | int


def widths(vocabulary: Mapping[str, FactKind]) -> list[int]:
    """Return how wide the columns of a list are, in characters."""
    return [one.width for one in columns(vocabulary)]


def heading(vocabulary: Mapping[str, FactKind], lang: Lang) -> list[str]:
    """Return the headings of a list."""
    return [one.heading.in_(lang) for one in columns(vocabulary)]


def rows(
    session: Session,
    vocabulary: Mapping[str, FactKind],
    day: date,
    lang: Lang,
    only: Collection[UUID] | None = None,
) -> Iterator[list[Cell]]:
    """Yield a row for each school that lies somewhere on a day, by unit and name; `only`: of these schools.

    A list that is read again on the same day changes nothing.
    """
    units = {one.id: one for one in school_lists.all_units(session)}
    every = [one for one in school_lists.all_schools(session) if only is None or one[0] in only]
    places = school_lists.places(session, [one[0] for one in every])
    facts = school_lists.facts(session, [one[0] for one in every], list(vocabulary))
    lines: list[tuple[tuple[str, str], list[Cell]]] = []
    for id_, code, name, last_day in every:
        there = [unit for unit, first, last in places.get(id_, ()) if first <= day <= last]
        if not there:
            continue
        unit = units[there[0]]
        known = {
            fact: [value for first, value in series if first <= day]
            for fact, series in facts.get(id_, {}).items()
        }
        cells: dict[str, Cell] = {
            "code": code,
            "name": name,
            "unit": unit.code,
            "unit_name": unit.name,
            FROM.key: day,
            CLOSED.key: "" if last_day == LAST_DAY else last_day,
            **{
                fact: _cell(vocabulary[fact], values[-1] if values else None, lang)
                for fact, values in known.items()
            },
        }
        lines.append((_order(unit.name, name), [cells.get(one.key, "") for one in columns(vocabulary)]))
    for _, line in sorted(lines, key=lambda one: one[0]):
        yield line


def _order(unit: str, name: str) -> tuple[str, str]:
    return sort_key(unit), sort_key(name)


def _cell(kind: FactKind, value: str | None, lang: Lang) -> Cell:
    if kind.type == "number" and value is not None and value.isascii() and value.isdigit():
        return int(value)
    return write_fact(kind, value, lang)


def as_texts(line: Sequence[Cell]) -> list[str]:
    """Return a row as CSV holds it."""
    return [one.isoformat() if isinstance(one, date) else str(one) for one in line]
