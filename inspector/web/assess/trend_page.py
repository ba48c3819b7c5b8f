"""How a school has done by one set over the years, as far as the same was asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from flask_babel import gettext
from sqlalchemy.orm import Session

from inspector.criteria.carrying import comparable
from inspector.criteria.model import Edition, Measure
from inspector.services.editions import EditionLost
from inspector.services.visiting import is_met
from inspector.store import assessments, ratings
from inspector.store.assessments import AssessmentLine
from inspector.store.tables import School
from inspector.web.application import application
from inspector.web.assess.listing import score_of
from inspector.web.assess.sheet import set_title
from inspector.web.assess.words import KINDS
from inspector.web.formatting import day, number
from inspector.workflow.states import COUNTED, Kind

MOST = 12
"""Assessments on the page, the newest."""

WIDTH, HEIGHT, EDGE, SIDE = 640, 220, 36, 84


@dataclass(frozen=True, slots=True)
class Row:
    """One assessment, as data_table draws it."""

    text: str
    url: str | None
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Point:
    x: float
    y: float
    share: str
    label: str


@dataclass(frozen=True, slots=True)
class Line:
    """The assessments of one kind, oldest first; `path` joins them."""

    label: str
    is_dashed: bool
    points: tuple[Point, ...]

    @property
    def path(self) -> str:
        return " ".join(f"{one.x},{one.y}" for one in self.points)


@dataclass(frozen=True, slots=True)
class TrendPage:
    """`note` says what is compared; `lines` are empty where nothing can be."""

    school: str
    title: str
    note: str
    rows: tuple[Row, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class _Said:
    """An assessment, and how many of the compared items are met of those that were rated."""

    line: AssessmentLine
    edition: Edition
    met: int
    rated: int


def trend_page(session: Session, school: School, set_id: str) -> TrendPage:
    """Return the assessments of a school that count or counted last in their year, the newest first."""
    found = [
        (one, edition)
        for one in _last_ones(session, school.id, set_id)
        if (edition := _edition(session, one))
    ]
    editions = [edition for _, edition in found]
    same = _asked_in_all(editions)
    said = [_said(session, one, edition, same) for one, edition in found]
    return TrendPage(
        school=school.name,
        title=set_title(set_id),
        note=_note(editions, same),
        rows=tuple(_row(session, one) for one in said),
        lines=_lines(said) if same else (),
    )


def _last_ones(session: Session, school_id: UUID, set_id: str) -> list[AssessmentLine]:
    lines = assessments.of_school(session, school_id, kinds=tuple(Kind), states=COUNTED, set_id=set_id)
    newest: dict[tuple[str, Kind], AssessmentLine] = {}
    for one in sorted(lines, key=lambda one: one.counts_from or one.changed_at):
        newest[one.period_code, one.kind] = one
    order = sorted(newest.values(), key=lambda one: one.counts_from or one.changed_at, reverse=True)
    return order[:MOST]


def _edition(session: Session, line: AssessmentLine) -> Edition | None:
    try:
        return application().editions.by_digest(session, line.digest)
    except EditionLost:
        return None


def _asked_in_all(editions: Sequence[Edition]) -> frozenset[str]:
    """Return the indicators that every edition asks without a change; an unchanged item keeps its id."""
    if not editions:
        return frozenset()
    newest = editions[0]
    asked = {
        item
        for item, one in newest.indicators.items()
        if not (isinstance(one.answer, Measure) and one.answer.report_only)
    }
    for edition in {one.digest: one for one in editions}.values():
        asked &= comparable(edition, newest).keys()
    return frozenset(asked)


def _said(session: Session, line: AssessmentLine, edition: Edition, same: frozenset[str]) -> _Said:
    values = ratings.values(session, line.id)
    facts: Mapping[str, str | None] = assessments.facts(session, line.id)
    judged = [is_met(edition, item, values[item], facts) for item in same if item in values]
    return _Said(line, edition, judged.count(True), judged.count(True) + judged.count(False))


def _note(editions: Sequence[Edition], same: frozenset[str]) -> str:
    if len({one.digest for one in editions}) < 2:
        return gettext("Các lần đều dùng cùng một phiên bản, nên so được mọi mục.")
    days = ", ".join(day(one) for one in sorted({one.in_force_from for one in editions}))
    if not same:
        return gettext(
            "Các lần dùng phiên bản khác nhau (có hiệu lực từ %(days)s) và không mục nào được hỏi như nhau, "
            "nên không so được.",
            days=days,
        )
    return gettext(
        "Các lần dùng phiên bản khác nhau (có hiệu lực từ %(days)s). Chỉ so %(same)s mục được hỏi như nhau ở "
        "mọi lần; kết quả chung của mỗi lần theo phiên bản của lần đó, không so với nhau.",
        days=days,
        same=len(same),
    )


def _row(session: Session, one: _Said) -> Row:
    share = f"{one.met}/{one.rated} ({_share(one)} %)" if one.rated else "–"
    return Row(
        one.line.period_code,
        None,
        (
            str(KINDS[one.line.kind]),
            day(one.line.day),
            day(one.edition.in_force_from),
            score_of(session, one.line).short,
            share,
        ),
    )


def _share(one: _Said) -> str:
    return number(round(100 * one.met / one.rated))


def _lines(said: Sequence[_Said]) -> tuple[Line, ...]:
    shown = [one for one in reversed(said) if one.rated]
    if len(shown) < 2:
        return ()
    step = (WIDTH - 2 * SIDE) / (len(shown) - 1)
    placed = [(one, _point(one, SIDE + place * step)) for place, one in enumerate(shown)]
    return tuple(
        Line(str(label), kind is Kind.INSPECTION, points)
        for kind, label in KINDS.items()
        if (points := tuple(point for one, point in placed if one.line.kind is kind))
    )


def _point(one: _Said, x: float) -> Point:
    y = HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * one.met / one.rated
    return Point(round(x, 1), round(y, 1), f"{_share(one)} %", one.line.period_code)
