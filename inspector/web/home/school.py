"""What waits for people at a school, and how far the school is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask import url_for
from flask_babel import gettext, ngettext
from sqlalchemy.orm import Session

from inspector.store import assessments, visits
from inspector.store.assessments import AssessmentLine
from inspector.store.visits import FindingLine
from inspector.web.asking import today
from inspector.web.assess.listing import offers_of, score_of
from inspector.web.assess.outcomes import ShownScore
from inspector.web.assess.sheet import set_title
from inspector.web.assess.words import KINDS, state_words
from inspector.web.formatting import day
from inspector.web.home.tasks import Rank, Task
from inspector.workflow.states import COUNTED, OPEN, FindingState, Kind, State

LINES = 30
LAST_RESULTS = 4
AWAITS_SCHOOL = (FindingState.NEW, FindingState.REMEDYING, FindingState.CONTESTED)
LONGEST_FINDING = 80


@dataclass(frozen=True, slots=True)
class Readiness:
    """How far the assessment is that was worked on last."""

    title: str
    score: ShownScore
    note: str
    url: str


@dataclass(frozen=True, slots=True)
class LastResult:
    when: str
    kind: str
    title: str
    score: str
    url: str


@dataclass(frozen=True, slots=True)
class SchoolSide:
    """`name` is shown where somebody acts for several schools."""

    name: str
    tasks: tuple[Task, ...]
    readiness: Readiness | None
    results: tuple[LastResult, ...]


def school_side(session: Session, school_id: UUID, name: str, *, leads: bool) -> SchoolSide:
    """Return what waits at a school for its principal (`leads`) or for a member of its council."""
    lines = assessments.of_school(session, school_id, limit=LINES)
    signed = assessments.of_school(
        session, school_id, kinds=(Kind.INSPECTION,), states=(State.SIGNED,), limit=LAST_RESULTS
    )
    tasks = [*_assessments(lines, leads=leads), *_findings(visits.findings_of_school(session, school_id))]
    if leads:
        tasks += _offers(session, school_id, lines)
    return SchoolSide(name, tuple(tasks), _readiness(session, lines), tuple(_results(session, lines, signed)))


def _assessments(lines: Sequence[AssessmentLine], *, leads: bool) -> Iterator[Task]:
    for one in lines:
        if one.state not in OPEN:
            continue
        url = url_for("assess.overview", assessment_id=one.id)
        title = set_title(one.set_id)
        label, kind = state_words(one.state)
        if one.state is State.RETURNED:
            words = gettext("Bổ sung phiếu được trả lại – %(title)s", title=title)
            yield Task(
                words,
                url,
                one.reason or None,
                kind,
                gettext("Cần bổ sung"),
                gettext("Mở nhận xét"),
                Rank.RETURNED,
            )
        elif one.missing_facts:
            words = gettext("Cho biết thông tin trường – %(title)s", title=title)
            facts = url_for("assess.facts", assessment_id=one.id)
            yield Task(
                words,
                facts,
                gettext("Chưa có thì chưa tính được điểm"),
                "attention",
                label,
                gettext("Trả lời"),
                Rank.FACTS,
            )
        else:
            yield _draft(one, title, url, leads=leads)


def _draft(one: AssessmentLine, title: str, url: str, *, leads: bool) -> Task:
    done, total = one.answered or 0, one.applicable or 0
    label = gettext("Đang làm") if done else gettext("Chưa làm")
    kind = "active" if done else "open"
    hint = gettext("%(done)s/%(total)s mục", done=done, total=total)
    if done == total and total:
        words = gettext("Kiểm tra và nộp – %(title)s", title=title)
        check = url_for("assess.check", assessment_id=one.id)
        action = gettext("Kiểm tra trước khi nộp") if leads else gettext("Xem lại")
        return Task(words, check, hint, "active", gettext("Đã trả lời đủ"), action, Rank.DRAFT, done, total)
    words = ngettext(
        "Trả lời %(num)d mục còn lại – %(title)s",
        "Trả lời %(num)d mục còn lại – %(title)s",
        total - done,
        title=title,
    )
    action = gettext("Làm tiếp") if done else gettext("Bắt đầu")
    return Task(words, url, hint, kind, label, action, Rank.DRAFT, done, total)


def _findings(found: Sequence[FindingLine]) -> Iterator[Task]:
    for one in found:
        if one.state not in AWAITS_SCHOOL:
            continue
        overdue = one.is_overdue(today())
        text = (
            one.text
            if len(one.text) <= LONGEST_FINDING
            else one.text[:LONGEST_FINDING].rsplit(" ", 1)[0] + " …"
        )
        yield Task(
            gettext("Kiến nghị: %(text)s", text=text),
            url_for("improve.finding", finding_id=one.id),
            gettext("hạn %(day)s", day=day(one.due_day)),
            "problem" if overdue else "open",
            _overdue_words(one.due_day) if overdue else gettext("Chờ trường"),
            gettext("Trả lời kiến nghị"),
            Rank.OVERDUE if overdue else Rank.FINDING,
        )


def _overdue_words(due: date) -> str:
    days = (today() - due).days
    return ngettext("Quá hạn %(num)d ngày", "Quá hạn %(num)d ngày", days)


def _offers(session: Session, school_id: UUID, lines: Sequence[AssessmentLine]) -> Iterator[Task]:
    assessed = {one.set_id for one in lines if one.state is not State.PUT_ASIDE}
    for offer in offers_of(session, school_id, lines).first:
        hint = None if offer.set_id in assessed else gettext("Trường chưa tự đánh giá bộ này lần nào")
        words = gettext("Mở phiếu tự đánh giá – %(title)s", title=offer.text)
        yield Task(words, offer.url, hint, "open", gettext("Chưa mở"), gettext("Mở phiếu"), Rank.OPEN)


def _readiness(session: Session, lines: Sequence[AssessmentLine]) -> Readiness | None:
    shown = [one for one in lines if one.state is not State.PUT_ASIDE]
    if not shown:
        return None
    one = max(shown, key=lambda line: line.changed_at)
    blank = (one.applicable or 0) - (one.answered or 0)
    note = ngettext("%(num)d mục chưa trả lời", "%(num)d mục chưa trả lời", blank) if blank else ""
    url = url_for("assess.readiness", assessment_id=one.id)
    title = f"{set_title(one.set_id)} · {one.period_code}"
    return Readiness(title, score_of(session, one), note, url)


def _results(
    session: Session, lines: Sequence[AssessmentLine], signed: Sequence[AssessmentLine]
) -> Iterator[LastResult]:
    counted = [one for one in (*lines, *signed) if one.state in COUNTED and one.counts_from is not None]
    counted.sort(key=lambda one: one.counts_from or one.changed_at, reverse=True)
    for one in counted[:LAST_RESULTS]:
        yield LastResult(
            day(one.counts_from),
            str(KINDS[one.kind]),
            set_title(one.set_id),
            score_of(session, one).short,
            url_for("assess.overview", assessment_id=one.id),
        )
