"""The columns of a list of schools, and what their cells say."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from inspector.criteria.catalogue import Catalogue
from inspector.criteria.model import FactKind
from inspector.text import Text, fold

LONGEST_CODE = 40
LONGEST_NAME = 200

SCHOOL_FACTS = (
    "setting",
    "ownership",
    "meals",
    "hard_area",
    "transport",
    "cameras",
    "children",
    "classes",
)
"""The facts that a list of schools may tell; others of the vocabulary are of areas."""


def school_facts(catalogue: Catalogue) -> dict[str, FactKind]:
    """Return the facts that a list of schools may tell, as the criteria sets name them."""
    every = {
        fact: kind
        for one in catalogue.sets.values()
        for edition in one.editions
        for fact, kind in edition.facts.items()
    }
    return {fact: every[fact] for fact in SCHOOL_FACTS if fact in every}


_YES = frozenset({"true", "co", "yes", "x", "1", "v"})
_NO = frozenset({"false", "khong", "no", "0"})
_NOT_KNOWN = frozenset({"?", "khong ro", "khong biet", "unknown", "not known"})
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_WHOLE = re.compile(r"\d{1,9}")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading in both languages, and what else people write there, folded."""

    key: str
    heading: Text
    also: frozenset[str] = frozenset()
    width: int = 14

    @property
    def names(self) -> frozenset[str]:
        return frozenset({self.key, fold(self.heading.vi), fold(self.heading.en)}) | self.also


CODE = Column(
    "code", Text("Mã trường", "School code"), frozenset({"ma", "ma truong", "ma dinh danh", "ma co so"})
)
NAME = Column(
    "name", Text("Tên trường", "School"), frozenset({"ten", "ten co so", "truong", "ho va ten truong"}), 40
)
UNIT = Column(
    "unit",
    Text("Mã địa bàn", "Unit code"),
    frozenset({"ma xa", "ma phuong", "ma xa/phuong", "ma xa, phuong", "ma don vi", "ma dvhc"}),
)
UNIT_NAME = Column(
    "unit_name",
    Text("Địa bàn", "Unit"),
    frozenset({"xa", "phuong", "xa/phuong", "xa, phuong", "ten xa", "ten dia ban", "don vi"}),
    24,
)
FROM = Column(
    "from", Text("Tính từ ngày", "As of"), frozenset({"tu ngay", "ngay", "tinh den ngay", "from day"})
)
CLOSED = Column(
    "last_day", Text("Ngày hoạt động cuối", "Last day"), frozenset({"ngay dong cua", "ngay giai the"})
)

IDENTITY = (CODE, NAME, UNIT, UNIT_NAME, FROM, CLOSED)


def columns(vocabulary: Mapping[str, FactKind]) -> tuple[Column, ...]:
    """Return all columns in their order: who and where, then the facts."""
    facts = (Column(one.id, one.title, width=18) for one in vocabulary.values())
    return (*IDENTITY, *facts)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a list: the row, the heading of the column (None: the row as a whole), the words."""

    row: int
    column: Text | None
    what: Text


@dataclass(frozen=True, slots=True)
class SchoolRow:
    """What a row says of a school as of a day. `last_day` None: nothing; a fact of None: not known."""

    row: int
    code: str
    name: str
    unit_code: str
    unit_name: str
    day: date
    last_day: date | None
    facts: Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Heading:
    """The row of headings: its number, the column of each key, and the headings that mean nothing here."""

    row: int
    places: Mapping[str, int]
    unused: tuple[str, ...]


def find_heading(
    rows: Sequence[tuple[int, tuple[str, ...]]], known: Sequence[Column]
) -> tuple[Heading | None, list[Problem]]:
    """Return the first of the top rows that names the columns of code and name; titles may stand above."""
    names = {name: one for one in known for name in one.names}
    for number, cells in rows[:20]:
        places: dict[str, int] = {}
        unused, twice = [], []
        for place, words in enumerate(cells):
            column = names.get(fold(words).rstrip(":* "))
            if column is not None and column.key in places:
                twice.append(column)
            elif column is not None:
                places[column.key] = place
            elif words:
                unused.append(words)
        if {"code", "name"} <= set(places):
            problems = [
                Problem(number, one.heading, Text("Cột này có hai lần. Bỏ một cột.", "It is there twice."))
                for one in twice
            ]
            if not {"unit", "unit_name"} & set(places):
                what = Text("Thiếu cột này.", "The column is missing.")
                problems.append(Problem(number, UNIT.heading, what))
            return Heading(number, places, tuple(unused)), problems
    missing = Text(
        f"Không thấy dòng tiêu đề có cột “{CODE.heading.vi}” và “{NAME.heading.vi}”. Tải mẫu để xem các cột.",
        f"No row names the columns “{CODE.heading.en}” and “{NAME.heading.en}”. Export a list to see them.",
    )
    return None, [Problem(rows[0][0], None, missing)]


class Refused(ValueError):
    """A cell does not say what its column asks for."""

    def __init__(self, vi: str, en: str) -> None:
        self.what = Text(vi, en)
        super().__init__(en)


def read_day(words: str) -> date:
    """Return the day that a cell names: 01/07/2025 or 2025-07-01. Raises Refused."""
    written = _DAY.fullmatch(words)
    try:
        if written:
            return _usual(date(int(written[3]), int(written[2]), int(written[1])))
        return _usual(date.fromisoformat(words))
    except ValueError:
        raise Refused(
            f"“{words}” không phải một ngày. Viết như 01/07/2025.",
            f"“{words}” is no day. Write it like 2025-07-01.",
        ) from None


def _usual(day: date) -> date:
    if not 1900 <= day.year <= 2100:
        raise ValueError
    return day


_folded = lru_cache(maxsize=1000)(fold)
"""Words of facts are few and come in every row."""


def read_fact(kind: FactKind, words: str) -> str | None:
    """Return the stored text of a fact from what a cell says; None: not known. Raises Refused."""
    said = _folded(words)
    if said in _NOT_KNOWN:
        return None
    if kind.type == "boolean" and said in _YES | _NO:
        return "true" if said in _YES else "false"
    if kind.type == "number" and _WHOLE.fullmatch(words):
        return str(int(words))
    for id_, label in kind.options.items():
        if said in (id_, _folded(label.vi), _folded(label.en)):
            return id_
    raise Refused(*_wanted(kind, words))


def _wanted(kind: FactKind, words: str) -> tuple[str, str]:
    if kind.type == "number":
        return (
            f"“{words}” không phải số nguyên. Viết liền, không dấu chấm, dấu phẩy.",
            f"“{words}” is no whole number. Write it without points and commas.",
        )
    if kind.type == "boolean":
        return f"“{words}” không rõ. Viết Có hoặc Không.", f"“{words}” is unclear. Write Yes or No."
    vi = ", ".join(f"“{label.vi}”" for label in kind.options.values())
    en = ", ".join(f"“{label.en}”" for label in kind.options.values())
    return f"“{words}” không có trong các loại: {vi}.", f"“{words}” is none of {en}."


def write_fact(kind: FactKind, value: str | None, lang: str) -> str:
    """Return what a cell says of a stored fact; empty where it is not known."""
    if value is None:
        return ""
    if kind.type == "boolean":
        yes, no = ("Có", "Không") if lang == "vi" else ("Yes", "No")
        return yes if value == "true" else no
    label = kind.options.get(value)
    return (label.vi if lang == "vi" else label.en) if label else value
