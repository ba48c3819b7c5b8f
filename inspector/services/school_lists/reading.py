"""From the lines of a file to what each says of a school, with every problem named by row and column."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from inspector.criteria.model import FactKind
from inspector.services.school_lists.columns import (
    CLOSED,
    CODE,
    FROM,
    LONGEST_CODE,
    LONGEST_NAME,
    NAME,
    UNIT,
    Column,
    Heading,
    Problem,
    Refused,
    SchoolRow,
    columns,
    find_heading,
    read_day,
    read_fact,
)
from inspector.text import Text

_EMPTY = Text("Ô trống.", "The cell is empty.")
_CODE = re.compile(r"[^\s,;]+")

RawFault = tuple[int, int, Text]
"""Row and column from 1, and what is wrong with the cell there."""


@dataclass(frozen=True, slots=True)
class ReadList:
    """What a list says, what is wrong with it, and which of its columns mean nothing here."""

    rows: tuple[SchoolRow, ...]
    problems: tuple[Problem, ...]
    unused: tuple[str, ...]


def read_list(
    lines: Sequence[tuple[int, tuple[str, ...]]],
    faults: Iterable[RawFault],
    vocabulary: Mapping[str, FactKind],
    day: date,
) -> ReadList:
    """Return what the lines of a file say; `day` holds where a row names none."""
    known = columns(vocabulary)
    heading, problems = find_heading(lines, known)
    if heading is None or problems:
        return ReadList((), tuple(problems), heading.unused if heading else ())
    reading = _Reading(heading, known, vocabulary, day)
    reading.take_faults(faults)
    rows = [reading.row(number, cells) for number, cells in lines if number > heading.row]
    good = [one for one in rows if one is not None]
    if not rows:
        what = Text("Dưới dòng tiêu đề không có dòng nào.", "There are no rows below the headings.")
        reading.problems.append(Problem(heading.row, None, what))
    reading.refuse_twice(good)
    ordered = sorted(reading.problems, key=lambda one: one.row)
    return ReadList(tuple(good), tuple(ordered), heading.unused)


class _Reading:
    """A list being read."""

    def __init__(
        self, heading: Heading, known: Sequence[Column], vocabulary: Mapping[str, FactKind], day: date
    ) -> None:
        self.heading, self.vocabulary, self.day = heading, vocabulary, day
        self.column_at = {heading.places[one.key]: one for one in known if one.key in heading.places}
        self.facts = [one for one in known if one.key in vocabulary and one.key in heading.places]
        self.problems: list[Problem] = []
        self.faulty: set[tuple[int, str]] = set()

    def take_faults(self, faults: Iterable[RawFault]) -> None:
        for row, place, what in faults:
            column = self.column_at.get(place - 1)
            if row > self.heading.row and column is not None:
                self.faulty.add((row, column.key))
                self.problems.append(Problem(row, column.heading, what))

    def row(self, number: int, cells: tuple[str, ...]) -> SchoolRow | None:
        """Return what a row says; None where something in it is wrong."""
        wrong = len(self.problems)
        code = self._asked(number, cells, CODE)
        name = self._asked(number, cells, NAME)
        unit, unit_name = self._cell(cells, "unit"), self._cell(cells, "unit_name")
        if not unit and not unit_name:
            self._refuse(number, UNIT, _EMPTY)
        if code and (len(code) > LONGEST_CODE or not _CODE.fullmatch(code)):
            self._refuse(
                number,
                CODE,
                Text(
                    f"Mã viết liền, không dấu cách, tối đa {LONGEST_CODE} ký tự.",
                    f"A code has no spaces and at most {LONGEST_CODE} characters.",
                ),
            )
        if len(name) > LONGEST_NAME:
            what = Text(f"Dài hơn {LONGEST_NAME} ký tự.", f"Longer than {LONGEST_NAME} characters.")
            self._refuse(number, NAME, what)
        day = self._day(number, cells, FROM) or self.day
        last_day = self._day(number, cells, CLOSED)
        facts = self._facts(number, cells)
        if last_day is not None and last_day < day:
            what = Text("Ngày cuối trước ngày tính.", "The last day lies before the day of the row.")
            self._refuse(number, CLOSED, what)
        is_wrong = len(self.problems) > wrong or any(row == number for row, _ in self.faulty)
        return None if is_wrong else SchoolRow(number, code, name, unit, unit_name, day, last_day, facts)

    def _cell(self, cells: tuple[str, ...], key: str) -> str:
        place = self.heading.places.get(key)
        return cells[place] if place is not None and place < len(cells) else ""

    def _refuse(self, number: int, column: Column, what: Text) -> None:
        if (number, column.key) not in self.faulty:  # there a word stands already
            self.problems.append(Problem(number, column.heading, what))

    def _asked(self, number: int, cells: tuple[str, ...], column: Column) -> str:
        words = self._cell(cells, column.key)
        if not words:
            self._refuse(number, column, _EMPTY)
        return words

    def _day(self, number: int, cells: tuple[str, ...], column: Column) -> date | None:
        words = self._cell(cells, column.key)
        if not words:
            return None
        try:
            return read_day(words)
        except Refused as refused:
            self._refuse(number, column, refused.what)
            return None

    def _facts(self, number: int, cells: tuple[str, ...]) -> dict[str, str | None]:
        facts = {}
        for column in self.facts:
            words = self._cell(cells, column.key)
            if not words:
                continue  # nothing is said: what is known stays
            try:
                facts[column.key] = read_fact(self.vocabulary[column.key], words)
            except Refused as refused:
                self._refuse(number, column, refused.what)
        return facts

    def refuse_twice(self, rows: Iterable[SchoolRow]) -> None:
        first: dict[tuple[str, date], int] = {}
        for row in rows:
            other = first.setdefault((row.code, row.day), row.row)
            if other != row.row:
                what = Text(
                    f"Mã {row.code} đã có ở dòng {other}. Giữ lại một dòng.",
                    f"Row {other} has the code {row.code} already. Keep one of them.",
                )
                self.problems.append(Problem(row.row, CODE.heading, what))
