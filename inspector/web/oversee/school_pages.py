"""Schools: found by name, and one of them with everything that is known of it here."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import url_for
from flask_babel import gettext
from sqlalchemy.orm import Session

from inspector.store import assessments, schools, units, visits
from inspector.store.accounts import Person
from inspector.store.assessments import AssessmentLine
from inspector.store.base import FIRST_DAY, LAST_DAY
from inspector.store.schools import SchoolLine
from inspector.store.tables import School
from inspector.store.units import PlaceLine
from inspector.web.asking import today
from inspector.web.assess.listing import answered_words, score_of
from inspector.web.assess.sheet import set_title
from inspector.web.assess.words import KINDS, state_words
from inspector.web.formatting import day
from inspector.web.inspect.cards import Card, cards
from inspector.web.oversee.forms import SearchForm
from inspector.web.oversee.paging import Paging, paging
from inspector.web.oversee.tables import BandCell, Cell, Column, Row, Table
from inspector.web.oversee.visit_tables import visits_table
from inspector.workflow.permissions import Role
from inspector.workflow.states import COUNTED, OPEN, Kind, State

A_PAGE = 50
ALL = 100_000


@dataclass(frozen=True, slots=True)
class SchoolsPage:
    form: SearchForm
    table: Table | None
    paging: Paging
    nothing: str
    is_sample: bool


def schools_page(session: Session, who: Person, args: Mapping[str, str]) -> SchoolsPage:
    """Return the schools in reach whose name or code is searched for; all where nothing is."""
    words, page = args.get("q", ""), Paging.number_in(args)
    found = schools.search(session, who.id, today(), words=words, limit=A_PAGE, offset=(page - 1) * A_PAGE)
    nothing = gettext("Không có trường nào tên như vậy ở địa bàn phụ trách. Gõ không dấu cũng tìm được.")
    return SchoolsPage(
        form=SearchForm(data={"q": words}),
        table=schools_table(found[:A_PAGE], url_for("oversee.schools_file", q=words)) if found else None,
        paging=paging(page, len(found) > A_PAGE, "oversee.schools", q=words or None),
        nothing=nothing if words else gettext("Chưa có trường nào ở địa bàn phụ trách."),
        is_sample=any(one.is_sample for one in found),
    )


def schools_file(session: Session, who: Person, args: Mapping[str, str]) -> Table:
    """Return all schools of a search as one table."""
    return schools_table(schools.search(session, who.id, today(), words=args.get("q", ""), limit=ALL))


def schools_table(lines: Sequence[SchoolLine], csv_url: str | None = None) -> Table:
    columns = (Column(gettext("Trường")), Column(gettext("Mã")), Column(gettext("Địa bàn hiện nay")))
    rows = tuple(
        Row(
            one.name,
            (Cell(one.code), Cell(one.unit_name, url_for("oversee.unit", unit_id=one.unit_id))),
            url_for("oversee.school", school_id=one.id),
        )
        for one in lines
    )
    return Table(gettext("Trường"), columns, rows, csv_url)


@dataclass(frozen=True, slots=True)
class Link:
    text: str
    url: str | None
    note: str


@dataclass(frozen=True, slots=True)
class SchoolPage:
    id: UUID
    name: str
    code: str
    places: tuple[Link, ...]
    assessments: Table | None
    visits: Table | None
    trends: tuple[Link, ...]
    findings: tuple[Card, ...]
    new_visit_url: str | None
    is_sample: bool


def school_page(session: Session, who: Person, school: School) -> SchoolPage:
    """Return a school: places, assessments, visits, findings. Of drafts only how far they are."""
    places = units.places_of_school(session, school.id, who.id, today())
    lines = assessments.of_school(session, school.id, kinds=tuple(Kind), limit=A_PAGE)
    found = visits.of_school(session, school.id, signed_only=False)
    may_open = schools.granted(session, school.id, who.id, [Role.REVIEWER], today()) is not None
    return SchoolPage(
        id=school.id,
        name=school.name,
        code=school.code,
        places=tuple(_place(one) for one in places),
        assessments=_assessments(session, school, lines, places),
        visits=visits_table(session, found, with_school=False) if found else None,
        trends=_trends(school, lines),
        findings=cards(session, visits.findings_of_school(session, school.id), numbered=False),
        new_visit_url=url_for("oversee.new_visit", school_id=school.id) if may_open else None,
        is_sample=school.is_sample,
    )


def _trends(school: School, lines: Sequence[AssessmentLine]) -> tuple[Link, ...]:
    """Lead to the years of every set by which the school has more than one result."""
    counted = Counter(one.set_id for one in lines if one.state in COUNTED)
    return tuple(
        Link(set_title(one), url_for("assess.trend", school_id=school.id, set_id=one), "")
        for one, number in counted.items()
        if number > 1
    )


def _place(one: PlaceLine) -> Link:
    url = url_for("oversee.unit", unit_id=one.unit_id) if one.in_reach else None
    if one.first_day == FIRST_DAY and today() <= one.last_day:
        return Link(one.unit_name, url, gettext("hiện nay, không ghi từ ngày nào"))
    if one.first_day <= today() <= one.last_day:
        return Link(one.unit_name, url, gettext("hiện nay, từ %(day)s", day=day(one.first_day)))
    if one.last_day == LAST_DAY:
        return Link(one.unit_name, url, gettext("từ %(day)s", day=day(one.first_day)))
    return Link(one.unit_name, url, gettext("đến %(day)s", day=day(one.last_day)))


def _assessments(
    session: Session, school: School, lines: Sequence[AssessmentLine], places: Sequence[PlaceLine]
) -> Table | None:
    """Return what the department may know of: all but what was put aside, and visits only once signed."""
    known = [
        one
        for one in lines
        if one.state is not State.PUT_ASIDE and (one.kind is Kind.SELF or one.state is State.SIGNED)
    ]
    if not known:
        return None
    columns = (
        Column(gettext("Bộ tiêu chí")),
        Column(gettext("Năm học")),
        Column(gettext("Nguồn")),
        Column(gettext("Tình trạng")),
        Column(gettext("Kết quả")),
        Column(gettext("Ngày")),
        Column(gettext("Địa bàn khi đó")),
    )
    rows = tuple(_assessment(session, one, places) for one in known)
    csv_url = url_for("oversee.school_file", school_id=school.id)
    return Table(gettext("Các lần đánh giá"), columns, rows, csv_url)


def _assessment(session: Session, one: AssessmentLine, places: Sequence[PlaceLine]) -> Row:
    label, kind = state_words(one.state)
    is_open = one.state in OPEN
    then = next((place.unit_name for place in places if place.first_day <= one.day <= place.last_day), "")
    return Row(
        set_title(one.set_id),
        (
            Cell(one.period_code),
            Cell(str(KINDS[one.kind])),
            Cell(label, kind=kind, note=answered_words(one) if is_open else None),
            Cell("") if is_open else _result(session, one),
            Cell(day(one.day), value=one.day.isoformat()),
            Cell(then),
        ),
        None if is_open else url_for("oversee.assessment", assessment_id=one.id),
    )


def _result(session: Session, one: AssessmentLine) -> Cell | BandCell:
    score = score_of(session, one)
    return BandCell(score.short, score.step) if score.step is not None else Cell(score.short)


def school_file(session: Session, who: Person, school: School) -> Table:
    """Return the assessments of a school as one table."""
    places = units.places_of_school(session, school.id, who.id, today())
    lines = assessments.of_school(session, school.id, kinds=tuple(Kind), limit=ALL)
    return _assessments(session, school, lines, places) or Table(gettext("Các lần đánh giá"), (), ())
