"""Holding a list against what is known: what would change, and what cannot be."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from inspector.criteria.model import FactKind
from inspector.services.school_lists.columns import NAME, UNIT, UNIT_NAME, Problem, SchoolRow, write_fact
from inspector.services.school_lists.reading import ReadList
from inspector.services.school_lists.states import SchoolState, as_text
from inspector.store import school_lists
from inspector.store.base import LAST_DAY
from inspector.store.school_lists import KnownUnit
from inspector.store.units import CLUSTER
from inspector.text import Text, fold


class Change(StrEnum):
    """What a list does to a school; the first that applies is what the preview calls it."""

    NEW = "new"
    MOVED = "moved"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class SchoolChange:
    """A school that the list makes another: its first row, and in words what changes."""

    row: int
    id: UUID
    code: str
    change: Change
    before: SchoolState | None
    after: SchoolState
    words: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a list would do. With problems it does nothing; notes do not stand in its way."""

    schools: int
    changes: tuple[SchoolChange, ...]
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]
    unused: tuple[str, ...]

    @property
    def counts(self) -> dict[Change, int]:
        found = Counter(one.change for one in self.changes)
        return {change: found[change] for change in Change}

    @property
    def digest(self) -> str:
        """What the plan comes to: another one means that something has changed since it was shown."""
        said = [
            (one.code, one.before.as_json() if one.before else None, one.after.as_json())
            for one in self.changes
        ]
        return hashlib.sha256(as_text(said).encode()).hexdigest()


_ABBREVIATED = {"mn": "mam non", "mg": "mau giao", "nt": "nha tre"}
_WORD = re.compile(r"[^\W_]+")
_KINDS_OF_UNIT = ("phuong", "xa", "thi tran", "dac khu", "quan", "huyen", "thi xa", "thanh pho", "tinh")


def name_key(name: str) -> str:
    """Return what two names of the same school have in common.

    >>> name_key("Trường MN Hoà Bình") == name_key("MẦM NON HÒA BÌNH")
    True
    """
    words = [_ABBREVIATED.get(word, word) for word in _WORD.findall(fold(name))]
    return " ".join(words[1:] if words[:1] == ["truong"] else words)


def plan(
    session: Session,
    read: ReadList,
    vocabulary: Mapping[str, FactKind],
    *,
    same_names: bool = False,
) -> Plan:
    """Return what a list would do; `same_names`: schools of one name and place are meant."""
    planning = _Planning(session, read.rows, vocabulary)
    for row in sorted(read.rows, key=lambda one: (one.day, one.row)):
        planning.take(row)
    changes = sorted(planning.changes(), key=lambda one: one.row)
    twins = list(planning.twins(changes))
    problems = [*read.problems, *planning.problems, *(() if same_names else twins)]
    return Plan(
        schools=len({row.code for row in read.rows}),
        changes=tuple(changes),
        problems=tuple(sorted(problems, key=lambda one: one.row)),
        notes=tuple(twins if same_names else ()),
        unused=read.unused,
    )


class _Planning:
    """A list being held against everything that is known."""

    def __init__(
        self, session: Session, rows: Sequence[SchoolRow], vocabulary: Mapping[str, FactKind]
    ) -> None:
        self.vocabulary = vocabulary
        self.units = _Units(school_lists.all_units(session), school_lists.names_made_of(session))
        self.problems: list[Problem] = []
        self.first_row: dict[str, int] = {}
        self.told: dict[str, set[str]] = {}
        codes = {row.code for row in rows}
        every = school_lists.all_schools(session)
        self.ids = {code: id_ for id_, code, _, _ in every}
        places = school_lists.places(session, None)
        named = [id_ for id_, code, _, _ in every if code in codes]
        facts = school_lists.facts(session, named, list(vocabulary))
        self.before = {
            code: SchoolState(
                name,
                last_day,
                tuple(places.get(id_, ())),
                {fact: tuple(series) for fact, series in facts.get(id_, {}).items()},
            )
            for id_, code, name, last_day in every
        }
        self.after = dict(self.before)

    def take(self, row: SchoolRow) -> None:
        unit = self.units.named(row)
        if isinstance(unit, Problem):
            self.problems.append(unit)
            return
        self.first_row[row.code] = min(row.row, self.first_row.get(row.code, row.row))
        state = self.after.get(row.code) or SchoolState(row.name)
        if state.name != row.name:
            state = replace(state, name=row.name)
        if row.last_day is not None:
            state = replace(state, last_day=row.last_day)
        if state.unit_on(row.day) != unit.id:
            state = state.moved(unit.id, row.day)
        for fact, value in row.facts.items():
            if state.fact_on(fact, row.day) != value:
                state = state.knowing(fact, value, row.day)
                self.told.setdefault(row.code, set()).add(fact)
        self.after[row.code] = state

    def changes(self) -> Iterable[SchoolChange]:
        for code, row in self.first_row.items():
            before, after = self.before.get(code), self.after[code]
            if before == after:
                continue
            facts = sorted(self.told.get(code, ()))
            is_moved = before is not None and before.places != after.places
            yield SchoolChange(
                row=row,
                id=self.ids.get(code) or uuid4(),
                code=code,
                change=Change.NEW if before is None else Change.MOVED if is_moved else Change.CHANGED,
                before=before.only_facts(facts) if before else None,
                after=after.only_facts(facts),
                words=tuple(self._words(before, after, facts)),
            )

    def _words(self, before: SchoolState | None, after: SchoolState, facts: Sequence[str]) -> Iterable[Text]:
        if before is not None and before.name != after.name:
            yield _both("Tên", "Name", Text(before.name, before.name), Text(after.name, after.name))
        for unit, first, _ in after.places:
            was = before.unit_on(first) if before else None
            if was != unit:
                name, since = self.units.name(unit), _day(first)
                old = self.units.name(was) if was else ""
                yield Text(
                    f"{old} → {name} từ {since.vi}" if old else f"{name} từ {since.vi}",
                    f"{old} → {name} from {since.en}" if old else f"{name} from {since.en}",
                )
        if after.last_day != (before.last_day if before else LAST_DAY):
            day = _day(after.last_day)
            yield Text(f"Hoạt động đến {day.vi}", f"Open until {day.en}")
        for fact in facts if before else ():
            kind = self.vocabulary[fact]
            yield _both(kind.title.vi, kind.title.en, _known(kind, before, fact), _known(kind, after, fact))

    def twins(self, changes: Sequence[SchoolChange]) -> Iterable[Problem]:
        """Yield the rows whose school would have the name and place of another one."""
        alike: dict[tuple[str, UUID | None], list[str]] = {}
        for code, state in self.after.items():
            if state.last_day == LAST_DAY:
                alike.setdefault((name_key(state.name), state.newest_unit), []).append(code)
        rows = {one.code: one.row for one in changes}
        for one in changes:
            before, unit = one.before, one.after.newest_unit
            if before and (before.name, before.newest_unit) == (one.after.name, unit):
                continue
            others = [
                code
                for code in alike.get((name_key(one.after.name), unit), ())
                if code != one.code and rows.get(code, 0) < one.row
            ]
            if others and one.after.last_day == LAST_DAY:
                yield self._twin(one, others[0], rows.get(others[0]))

    def _twin(self, one: SchoolChange, other: str, row: int | None) -> Problem:
        where = self.units.name(one.after.newest_unit)
        vi = f" ở dòng {row}" if row else ""
        en = f" in row {row}" if row else ""
        return Problem(
            one.row,
            NAME.heading,
            Text(
                f"Trùng tên và địa bàn với trường {other} “{self.after[other].name}”{vi} ({where}).",
                f"School {other} “{self.after[other].name}”{en} has the same name and place ({where}).",
            ),
        )


def _known(kind: FactKind, state: SchoolState | None, fact: str) -> Text:
    """Return in words what is known last of a fact."""
    series = state.facts.get(fact) if state else None
    value = series[-1][1] if series else None
    return Text(write_fact(kind, value, "vi") or "?", write_fact(kind, value, "en") or "?")


def _both(vi: str, en: str, old: Text, new: Text) -> Text:
    return Text(f"{vi}: {old.vi} → {new.vi}", f"{en}: {old.en} → {new.en}")


def _day(day: date) -> Text:
    return Text(f"{day:%d/%m/}{day.year}", day.isoformat())


class _Units:
    """The units by code and by name, on a day."""

    def __init__(self, units: Sequence[KnownUnit], made_of: Mapping[tuple[str, date], Sequence[str]]) -> None:
        self.by_id = {one.id: one for one in units}
        self.made_of = made_of
        self.by_code: dict[str, list[KnownUnit]] = {}
        self.by_name: dict[str, list[KnownUnit]] = {}
        for one in units:
            if one.type != CLUSTER:
                self.by_code.setdefault(one.code, []).append(one)
                for name in _names(one.name):
                    self.by_name.setdefault(name, []).append(one)

    def name(self, unit_id: UUID | None) -> str:
        return self.by_id[unit_id].name if unit_id else ""

    def named(self, row: SchoolRow) -> KnownUnit | Problem:
        """Return the unit in which a row puts its school, or why there is none."""
        if not row.unit_code:
            return self._by_name(row)
        found = [
            one for one in self.by_code.get(row.unit_code, ()) if one.first_day <= row.day <= one.last_day
        ]
        if not found:
            return Problem(row.row, UNIT.heading, self._unknown(row))
        if (
            row.unit_name
            and row.unit_name != found[0].name
            and fold(row.unit_name) not in _names(found[0].name)
        ):
            what = Text(
                f"Mã {row.unit_code} là {found[0].name}, không phải {row.unit_name}.",
                f"{row.unit_code} is {found[0].name}, not {row.unit_name}.",
            )
            return Problem(row.row, UNIT.heading, what)
        return found[0]

    def _by_name(self, row: SchoolRow) -> KnownUnit | Problem:
        found = [
            one
            for one in self.by_name.get(fold(row.unit_name), ())
            if one.first_day <= row.day <= one.last_day
        ]
        if len(found) == 1:
            return found[0]
        day, codes = _day(row.day), ", ".join(sorted(one.code for one in found))
        if found:
            vi, en = f"Nhiều địa bàn có tên này: ghi mã ({codes}).", f"Several have this name: {codes}."
            return Problem(row.row, UNIT_NAME.heading, Text(vi, en))
        what = Text(
            f"Ngày {day.vi} không có địa bàn nào tên “{row.unit_name}”.",
            f"On {day.en} no unit is called “{row.unit_name}”.",
        )
        return Problem(row.row, UNIT_NAME.heading, what)

    def _unknown(self, row: SchoolRow) -> Text:
        code, day = row.unit_code, _day(row.day)
        vi = f"Ngày {day.vi} không có địa bàn nào mang mã {code}."
        en = f"On {day.en} no unit has the code {code}."
        for longer in (code.zfill(2), code.zfill(3), code.zfill(5)):
            for one in self.by_code.get(longer, ()):
                if longer != code and one.first_day <= row.day <= one.last_day:
                    return Text(
                        f"{vi} Excel có thể đã bỏ số 0: {longer} là {one.name}.",
                        f"{en} Excel may have dropped zeros: {longer} is {one.name}.",
                    )
        for one in self.by_code.get(code, ()):
            if one.last_day < row.day:
                ended, after = _day(one.last_day), self.made_of.get((code, one.last_day), ())[:5]
                now_vi = f" Nay có thể là: {', '.join(after)}." if after else ""
                now_en = f" It may now be: {', '.join(after)}." if after else ""
                return Text(
                    f"{vi} {one.name} chỉ đến {ended.vi}.{now_vi}",
                    f"{en} {one.name} ended on {ended.en}.{now_en}",
                )
        return Text(vi, en)


def _names(name: str) -> set[str]:
    """Return how a unit may be called: with or without its kind before its name."""
    folded = fold(name)
    return {folded} | {folded.removeprefix(f"{kind} ") for kind in _KINDS_OF_UNIT}
