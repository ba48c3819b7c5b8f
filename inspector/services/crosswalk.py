"""Of which old districts the new communes were made: read, checked, kept as candidates and no more."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from inspector.services.units_import import FaultyUnits, read_lines
from inspector.store import unit_lists, unit_origins
from inspector.store.base import FIRST_DAY
from inspector.store.tables import Unit, UnitOrigin
from inspector.text import fold

COLUMNS = (
    "new_code",
    "new_name",
    "new_parent",
    "old_district_code",
    "old_district_name",
    "old_province_code",
    "old_communes_full",
    "old_communes_partial",
    "rank",
    "source",
)


@dataclass(frozen=True, slots=True)
class CrosswalkRow:
    """One line: a new unit, and an old one of which it holds so many parts whole and so many in part."""

    place: str  # file and line, for messages
    code: str
    name: str
    old_code: str
    old_name: str
    whole: int
    partly: int
    rank: int
    source: str


@dataclass(frozen=True, slots=True)
class Crosswalked:
    """How many units now have their origins, how many of them several, and how many origins are unknown."""

    units: int
    of_several: int
    not_in_tree: int


def read_crosswalk(text: str, file: str) -> list[CrosswalkRow]:
    """Return the rows of a crosswalk. Raises FaultyUnits with everything that is wrong."""
    return read_lines(text, file, COLUMNS, _row)


def _row(place: str, values: dict[str, str]) -> CrosswalkRow:
    if None in values or None in values.values():
        raise ValueError(f"A line has {len(COLUMNS)} values.")
    for name in ("new_code", "new_name", "old_district_code", "old_district_name"):
        if not values[name].strip():
            raise ValueError(f"{name} is empty.")
    return CrosswalkRow(
        place,
        values["new_code"],
        values["new_name"],
        values["old_district_code"],
        values["old_district_name"],
        _number("old_communes_full", values["old_communes_full"], 0),
        _number("old_communes_partial", values["old_communes_partial"], 0),
        _number("rank", values["rank"], 1),
        values["source"],
    )


def _number(name: str, text: str, least: int) -> int:
    if not (text.isascii() and text.isdigit() and int(text) >= least):
        raise ValueError(f"{name}: “{text}” is no whole number from {least}.")
    return int(text)


def import_crosswalk(session: Session, rows: Iterable[CrosswalkRow]) -> Crosswalked:
    """Keep of which older units the newest ones with these codes were made.

    Raises FaultyUnits where a new unit is not in the tree under that name; the caller then rolls back.
    Older units that are not in the tree are kept by code and name.
    """
    rows = tuple(rows)
    newest: dict[str, Unit] = {}
    for unit in unit_lists.with_codes(session, {row.code for row in rows}):
        newest[unit.code] = unit  # they come by first day
    problems = [problem for row in rows if (problem := _problem(row, newest.get(row.code)))]
    doubled = _twice(rows)
    if problems or doubled:
        raise FaultyUnits([*problems, *doubled])
    unit_origins.put_origins(session, [_origin(row, newest[row.code]) for row in rows])
    old = {unit.code for unit in unit_lists.with_codes(session, {row.old_code for row in rows})}
    several = [row.code for row in rows if row.rank == 2]
    return Crosswalked(
        units=len({row.code for row in rows}),
        of_several=len(set(several)),
        not_in_tree=len({row.old_code for row in rows} - old),
    )


def _twice(rows: Iterable[CrosswalkRow]) -> list[str]:
    seen: set[tuple[str, str]] = set()
    problems = []
    for row in rows:
        if (row.code, row.old_code) in seen:
            problems.append(f"{row.place}: {row.code} from {row.old_code} is there twice. Remove one line.")
        seen.add((row.code, row.old_code))
    return problems


def _problem(row: CrosswalkRow, unit: Unit | None) -> str | None:
    if unit is None:
        return f"{row.place}: No unit has the code {row.code}. Import its list first."
    if fold(unit.name) != fold(row.name):
        return f"{row.place}: {row.code} is “{unit.name}”, not “{row.name}”."
    if unit.first_day == FIRST_DAY:
        return f"{row.place}: The first day of “{unit.name}” is not recorded, so nothing came before it."
    return None


def _origin(row: CrosswalkRow, unit: Unit) -> UnitOrigin:
    return UnitOrigin(
        unit_id=unit.id,
        old_code=row.old_code,
        old_name=row.old_name,
        old_last_day=unit.first_day - timedelta(days=1),
        whole=row.whole,
        partly=row.partly,
        rank=row.rank,
        source=row.source,
    )
