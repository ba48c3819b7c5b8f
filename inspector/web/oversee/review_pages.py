"""A submitted self-assessment, or a signed inspection, as the department reads it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from flask import url_for
from flask_babel import gettext
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from inspector.services.saving import LONGEST_TEXT
from inspector.services.visiting import is_met
from inspector.store import assessments, visits
from inspector.store.accounts import Person
from inspector.store.assessments import AssessmentLine
from inspector.store.tables import Assessment, School
from inspector.web.asking import now, today
from inspector.web.assess.listing import score_of
from inspector.web.assess.outcomes import ShownScore, shown
from inspector.web.assess.rows import Beside, Remark, Row, as_remark, row_of
from inspector.web.assess.sheet import Sheet, set_title
from inspector.web.assess.which_edition import edition_note
from inspector.web.assess.words import KINDS, provenance_label, state_words
from inspector.web.formatting import day, moment
from inspector.web.oversee.chosen import edition_words
from inspector.web.oversee.paging import Paging, paging
from inspector.web.oversee.tables import BandCell, Cell, Column, Table
from inspector.web.oversee.tables import Row as TableRow
from inspector.workflow.permissions import AT_UNIT, Permission
from inspector.workflow.states import Kind, State

A_PAGE = 25
ALL = 100_000


@dataclass(frozen=True, slots=True)
class Item:
    """An item with what was rated; `red`: it is not met. `remark`, `error`: what the reviewer is writing."""

    row: Row
    red: bool
    remark: str = ""
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A link to an item on the page."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Steps:
    """What the person may do with it; None: not this."""

    begin_url: str | None = None
    review_url: str | None = None
    accept_url: str | None = None


@dataclass(frozen=True, slots=True)
class AssessmentPage:
    id: UUID
    title: str
    lead: str
    school: str
    school_url: str | None
    state: str
    state_kind: str
    score: ShownScore
    facts: tuple[tuple[str, str], ...]
    red: tuple[Mark, ...]
    parts: tuple[Part, ...]
    steps: Steps
    minutes_url: str | None
    readiness_url: str
    provenance: str
    edition_note: str | None
    is_sample: bool
    errors: tuple[Mark, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Written:
    """The remarks that a reviewer wrote, by item, and what is wrong with some of them."""

    remarks: Mapping[str, str]
    errors: Mapping[str, str]


NOTHING_WRITTEN = Written({}, {})


def written(sheet: Sheet, form: MultiDict[str, str]) -> Written:
    """Read the remarks of a form; those on items that the edition does not have are left out."""
    known = [*sheet.edition.indicators, *(gate.id for gate in sheet.edition.gates)]
    remarks = {item: form.get(f"remark:{item}", "").strip() for item in known}
    given = {item: words for item, words in remarks.items() if words}
    too_long = gettext("Viết ngắn lại: mỗi ô tối đa %(most)s ký tự.", most=LONGEST_TEXT)
    return Written(given, {item: too_long for item, words in given.items() if len(words) > LONGEST_TEXT})


def assessment_page(
    session: Session, who: Person, sheet: Sheet, typed: Written = NOTHING_WRITTEN
) -> AssessmentPage:
    """Return an assessment with all of its items; `typed` is what a reviewer wrote and could not be sent."""
    assessment = sheet.assessment
    assert assessment.school_id is not None, "only schools are overseen here"
    school = session.get_one(School, assessment.school_id)
    then, current = assessments.place_names(session, assessment, today())
    parts = _parts(session, sheet, typed)
    state, kind = state_words(assessment.state)
    visit = visits.of_assessment(session, assessment.id) if assessment.kind is Kind.INSPECTION else None
    lead = (
        str(KINDS[assessment.kind]),
        gettext("năm học %(period)s", period=assessment.period_code),
        edition_words(sheet.edition),
    )
    return AssessmentPage(
        id=assessment.id,
        title=f"{sheet.title}: {school.name}",
        lead=" · ".join(lead),
        school=school.name,
        school_url=url_for("oversee.school", school_id=school.id) if who.has(*AT_UNIT) else None,
        state=state,
        state_kind=kind,
        score=shown(sheet.edition, sheet.scored),
        facts=_facts(assessment, then, current),
        red=tuple(
            Mark(f"{item.row.number} {item.row.text}", f"#{item.row.id}")
            for part in parts
            for item in part.items
            if item.red
        ),
        parts=parts,
        steps=_steps(session, who, assessment),
        minutes_url=url_for("inspect.minutes", visit_id=visit.id) if visit else None,
        readiness_url=url_for("assess.readiness", assessment_id=assessment.id),
        provenance=provenance_label(sheet.edition.provenance),
        edition_note=edition_note(assessment, sheet.edition),
        is_sample=school.is_sample,
        errors=tuple(Mark(f"{item}: {words}", f"#remark-{item}") for item, words in typed.errors.items()),
    )


def _facts(assessment: Assessment, then: str, current: str) -> tuple[tuple[str, str], ...]:
    submitted = gettext("Nộp lúc") if assessment.kind is Kind.SELF else gettext("Ký lúc")
    seen = assessment.seen_by_reviewer_at
    found = [
        (gettext("Ngày đánh giá"), day(assessment.day)),
        (submitted, moment(assessment.counts_from)),
        (gettext("Bắt đầu xem xét"), moment(seen)),
        (gettext("Địa bàn khi đó"), then),
        (gettext("Địa bàn hiện nay"), current),
    ]
    return tuple((name, value) for name, value in found if value)


def _parts(session: Session, sheet: Sheet, typed: Written) -> tuple[Part, ...]:
    beside = Beside(remarks=_remarks(session, sheet.assessment.id))
    return tuple(
        Part(section.title, tuple(_item(sheet, item, beside, typed) for item in section.items))
        for section in sheet.sections
    )


def _item(sheet: Sheet, item_id: str, beside: Beside, typed: Written) -> Item:
    row = row_of(sheet, item_id, beside)
    return Item(row, _is_red(sheet, item_id), typed.remarks.get(item_id, ""), typed.errors.get(item_id))


def _is_red(sheet: Sheet, item_id: str) -> bool:
    value = sheet.values.get(item_id)
    if value is None:
        return False
    if item_id in sheet.edition.indicators:
        return is_met(sheet.edition, item_id, value, sheet.facts) is False
    return value == "yes"


def _remarks(session: Session, assessment_id: UUID) -> dict[str, Remark]:
    """Return the newest remark on each item, from when the assessment was returned before."""
    return {
        item: as_remark(words, at, who)
        for item, words, at, who in assessments.remarks(session, assessment_id)
    }


def _steps(session: Session, who: Person, assessment: Assessment) -> Steps:
    if assessment.state is not State.SUBMITTED:
        return Steps()
    if assessments.granted(session, assessment.id, who.id, Permission.REVIEW, today()) is None:
        return Steps()
    if assessment.seen_by_reviewer_at is None:
        return Steps(begin_url=url_for("oversee.begin_review", assessment_id=assessment.id))
    return Steps(
        review_url=url_for("oversee.review", assessment_id=assessment.id),
        accept_url=url_for("oversee.accept", assessment_id=assessment.id),
    )


@dataclass(frozen=True, slots=True)
class WaitingPage:
    table: Table | None
    paging: Paging
    is_sample: bool


def waiting_page(session: Session, who: Person, args: Mapping[str, str]) -> WaitingPage:
    """Return the self-assessments that wait for a reviewer, the longest waiting first."""
    page = Paging.number_in(args)
    offset = (page - 1) * A_PAGE
    lines = assessments.awaiting_review(session, who.id, today(), limit=A_PAGE, offset=offset)
    table = _waiting(session, lines[:A_PAGE], url_for("oversee.waiting_file")) if lines else None
    has_sample = any(one.is_sample for one in lines)
    return WaitingPage(table, paging(page, len(lines) > A_PAGE, "oversee.waiting"), has_sample)


def waiting_file(session: Session, who: Person) -> Table:
    """Return everything that waits as one table."""
    return _waiting(session, assessments.awaiting_review(session, who.id, today(), limit=ALL), None)


def _waiting(session: Session, lines: list[AssessmentLine], csv_url: str | None) -> Table:
    columns = (
        Column(gettext("Trường")),
        Column(gettext("Bộ tiêu chí")),
        Column(gettext("Năm học")),
        Column(gettext("Ngày nộp")),
        Column(gettext("Đã chờ (ngày)"), numeric=True),
        Column(gettext("Kết quả")),
    )
    rows = tuple(_waiting_row(session, one) for one in lines)
    return Table(gettext("Chờ tiếp nhận"), columns, rows, csv_url)


def _waiting_row(session: Session, one: AssessmentLine) -> TableRow:
    waited = _days(one.counts_from, now()) if one.counts_from else 0
    score = score_of(session, one)
    result = BandCell(score.short, score.step) if score.step is not None else Cell(score.short)
    submitted = one.counts_from.date().isoformat() if one.counts_from else ""
    return TableRow(
        one.school_name,
        (
            Cell(set_title(one.set_id)),
            Cell(one.period_code),
            Cell(day(one.counts_from), value=submitted),
            Cell(str(waited), value=waited),
            result,
        ),
        url_for("oversee.assessment", assessment_id=one.id),
    )


def _days(since: datetime, until: datetime) -> int:
    return max(0, (until - since).days)
