"""Units from lists with dates: read, checked, put into the tree; a list read twice changes nothing."""

import csv
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from io import StringIO
from itertools import pairwise
from typing import TypeVar
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from inspector.store import unit_lists, units
from inspector.store.base import FIRST_DAY, LAST_DAY
from inspector.store.tables import Unit

T = TypeVar("T")

COLUMNS = ("code", "name", "type", "parent", "valid_from", "valid_to", "source")


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One line of a list: a unit, and the unit above it, from one day to another (both included)."""

    place: str  # file and line, for messages
    code: str
    name: str
    type: str
    parent: str  # code; empty where nothing lies above
    first_day: date  # FIRST_DAY where it is not recorded
    last_day: date  # LAST_DAY where it has not ended
    source: str

    def overlaps(self, other: "UnitRow | Unit") -> bool:
        return self.first_day <= other.last_day and other.first_day <= self.last_day


class FaultyUnits(ValueError):
    """Everything that is wrong with a list of units: one problem a line, each with its place."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problems))


@dataclass(frozen=True, slots=True)
class Imported:
    """How many units are new, and how many of those that were there changed."""

    added: int
    changed: int


def read_units(text: str, file: str) -> list[UnitRow]:
    """Return the rows of a list with the columns code, name, type, parent, valid_from, valid_to, source.

    Days are written 2025-07-01; an empty first day is earlier than is recorded, an empty last day has not
    come. `file` names the list in messages. Raises FaultyUnits with everything that is wrong.
    """
    return read_lines(text, file, COLUMNS, _row)


def read_lines(
    text: str, file: str, columns: tuple[str, ...], row: Callable[[str, dict[str, str]], T]
) -> list[T]:
    """Return what `row` makes of each line's place and values. Raises FaultyUnits with all that is wrong."""
    reader = csv.DictReader(StringIO(text.removeprefix("\ufeff")))
    if tuple(reader.fieldnames or ()) != columns:
        raise FaultyUnits([f"{file}:1: The columns must be {','.join(columns)}."])
    rows, problems = [], []
    for values in reader:
        place = f"{file}:{reader.line_num}"
        try:
            rows.append(row(place, values))
        except ValueError as error:
            problems.append(f"{place}: {error}")
    if problems:
        raise FaultyUnits(problems)
    return rows


def _row(place: str, values: dict[str, str]) -> UnitRow:
    if None in values or None in values.values():
        raise ValueError(f"A line has {len(COLUMNS)} values.")
    for name, value in values.items():
        if value != value.strip() or not unicodedata.is_normalized("NFC", value):
            raise ValueError(f"{name}: write it without spaces around it, in Unicode form NFC.")
        if not value and name in ("code", "name", "type"):
            raise ValueError(f"{name} is empty.")
    row = UnitRow(
        place,
        values["code"],
        values["name"],
        values["type"],
        values["parent"],
        _day(values["valid_from"], FIRST_DAY),
        _day(values["valid_to"], LAST_DAY),
        values["source"],
    )
    if row.first_day > row.last_day:
        raise ValueError("valid_from lies after valid_to.")
    return row


def _day(text: str, otherwise: date) -> date:
    if not text:
        return otherwise
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"“{text}” is no day; write it like 2025-07-01, or leave it empty.") from None


def import_units(
    session: Session, rows: Iterable[UnitRow], *, new_id: Callable[[], UUID] = uuid4
) -> Imported:
    """Put units and their parent links into the tree.

    A row with code and first day of a known unit is that unit as it should be. A row with code, name
    and type of a unit whose days it overlaps is the same unit, which then holds for the days of both.
    The parent is whatever has its code during the row's days; it must be there on the row's first day, or
    on its last, for what is recorded of the parent may begin later.
    Raises FaultyUnits; the caller then rolls back.
    """
    tree = _Tree(session, tuple(rows), new_id)
    tree.take_units()
    tree.refuse_codes_for_two()
    session.flush()
    tree.link()
    session.flush()
    return Imported(len(tree.added), len(tree.changed - tree.added))


class _Tree:
    """The units that an import knows of, old and new, and what it found wrong."""

    def __init__(self, session: Session, rows: tuple[UnitRow, ...], new_id: Callable[[], UUID]) -> None:
        self.session = session
        self.rows = rows
        self.new_id = new_id
        self.by_code: dict[str, list[Unit]] = {}
        codes = {row.code for row in rows} | {row.parent for row in rows if row.parent}
        for unit in unit_lists.with_codes(session, codes):
            self.by_code.setdefault(unit.code, []).append(unit)
        self.unit_of: dict[UnitRow, Unit] = {}
        self.added: set[UUID] = set()
        self.changed: set[UUID] = set()

    def take_units(self) -> None:
        for row in self.rows:
            self.unit_of[row] = self._as_it_should_be(row) or self._longer(row) or self._new(row)

    def _as_it_should_be(self, row: UnitRow) -> Unit | None:
        for unit in self.by_code.get(row.code, ()):
            if unit.first_day == row.first_day:
                self._set(unit, row, row.first_day, row.last_day)
                return unit
        return None

    def _longer(self, row: UnitRow) -> Unit | None:
        for unit in self.by_code.get(row.code, ()):
            if row.overlaps(unit) and (row.name, row.type) == (unit.name, unit.type):
                first, last = min(unit.first_day, row.first_day), max(unit.last_day, row.last_day)
                self._set(unit, row, first, last, source=unit.source)
                return unit
        return None

    def _new(self, row: UnitRow) -> Unit:
        unit = units.new_unit(
            row.code,
            row.name,
            row.type,
            first_day=row.first_day,
            last_day=row.last_day,
            source=row.source,
        )
        unit.id = self.new_id()
        self.session.add(unit)
        self.by_code.setdefault(row.code, []).append(unit)
        self.added.add(unit.id)
        return unit

    def _set(self, unit: Unit, row: UnitRow, first: date, last: date, *, source: str | None = None) -> None:
        wanted = (row.name, row.type, first, last, row.source if source is None else source)
        if wanted != (unit.name, unit.type, unit.first_day, unit.last_day, unit.source):
            unit_lists.rename(unit, row.name)
            unit.type, unit.first_day, unit.last_day, unit.source = wanted[1:]
            self.changed.add(unit.id)

    def refuse_codes_for_two(self) -> None:
        problems = []
        for code, those in self.by_code.items():
            for one, other in pairwise(sorted(those, key=lambda unit: unit.first_day)):
                if one.last_day >= other.first_day:
                    problems.append(
                        f"Code {code} would stand for “{one.name}” and “{other.name}” on {other.first_day}. "
                        "End the first one before the second begins."
                    )
        if problems:
            raise FaultyUnits(problems)

    def link(self) -> None:
        """Put the units of the rows below their parents, in the place of older links for the same days."""
        before = unit_lists.parents_of(self.session, [unit.id for unit in self.unit_of.values()])
        after = {unit_id: list(days) for unit_id, days in before.items()}
        problems = []
        for row in self.rows:
            parents = [one for one in self.by_code.get(row.parent, ()) if row.overlaps(one)]
            ends = (row.first_day, row.last_day)
            if row.parent and not any(
                one.first_day <= day <= one.last_day for one in parents for day in ends
            ):
                problems.append(f"{row.place}: No unit has the code {row.parent} on its first or last day.")
            days = [
                (one.id, max(row.first_day, one.first_day), min(row.last_day, one.last_day))
                for one in parents
            ]
            unit_id = self.unit_of[row].id
            after[unit_id] = unit_lists.with_parents(after.get(unit_id, ()), days, *ends)
        if problems:
            raise FaultyUnits(problems)
        changed = {one: days for one, days in after.items() if sorted(days) != sorted(before.get(one, ()))}
        unit_lists.put_parents(self.session, changed)
