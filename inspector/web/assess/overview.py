"""An assessment as a list of work: the gates, the facts, each part, and what comes after."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from flask import url_for
from flask_babel import gettext
from sqlalchemy.orm import Session

from inspector.store import assessments, events, schools
from inspector.store.accounts import Person
from inspector.store.tables import Assessment
from inspector.web.assess.group_page import missing_facts_words, newest_remarks
from inspector.web.assess.history import HistoryLine, history_lines
from inspector.web.assess.outcomes import ShownScore, shown
from inspector.web.assess.sheet import Sheet
from inspector.web.assess.tasks import TaskLine, task_of
from inspector.web.assess.which_edition import edition_note, replaced_words, switch_to
from inspector.web.assess.words import KINDS, fact_words, provenance_label, state_words
from inspector.web.formatting import day, moment, text
from inspector.workflow.permissions import AT_SCHOOL, Role
from inspector.workflow.states import Kind, State

EVENTS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Tasks:
    """A part of the list, as task_list draws it."""

    title: str
    items: tuple[TaskLine, ...]
    note: str | None = None


@dataclass(frozen=True, slots=True)
class FactLine:
    """A fact, as summary_list draws it; value None: not known."""

    key: str
    value: str | None
    url: str | None
    kind: str | None
    action: str | None = None
    hidden: str | None = None


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The assessment that answers came from, or went to."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class OverviewPage:
    id: UUID
    title: str
    kind: str
    school: str
    period: str
    edition: str
    state_label: str
    state_kind: str
    told: str | None  # what the state means for who looks at it
    returned: str | None
    missing_facts: str | None
    tasks: tuple[Tasks, ...]
    facts: tuple[FactLine, ...]
    score: ShownScore
    score_note: str | None
    provenance: str
    provenance_note: str
    edition_url: str
    history: tuple[HistoryLine, ...]
    edition_note: str | None
    replaced: str | None
    switch_url: str | None
    others: tuple[Neighbour, ...]
    can_rate: bool
    may_withdraw: bool
    may_put_aside: bool
    is_empty: bool


def overview_page(session: Session, sheet: Sheet, who: Person) -> OverviewPage:
    """Return the work on an assessment, for whoever may see it."""
    assessment, edition = sheet.assessment, sheet.edition
    remarks = newest_remarks(session, sheet) if sheet.is_open else {}
    label, kind = state_words(assessment.state)
    leads = leads_school(who, assessment)
    blank = len(sheet.lacking.blank)
    return OverviewPage(
        id=assessment.id,
        title=sheet.title,
        kind=str(KINDS[assessment.kind]),
        school=schools.name_of(session, assessment.school_id) if assessment.school_id else "",
        period=assessment.period_code,
        edition=gettext("Phiên bản từ %(first)s", first=day(edition.in_force_from)),
        state_label=label,
        state_kind=kind,
        told=_told(assessment),
        returned=assessment.reason if assessment.state is State.RETURNED else None,
        missing_facts=missing_facts_words(sheet) if sheet.is_open else None,
        tasks=_tasks(sheet, tuple(task_of(sheet, one, remarks) for one in sheet.sections)),
        facts=fact_lines(sheet),
        score=shown(edition, sheet.scored),
        score_note=gettext("%(count)s mục chưa trả lời", count=blank) if blank else None,
        provenance=provenance_label(edition.provenance),
        provenance_note=text(edition.provenance.note),
        edition_url=sheet.edition_url,
        history=_history(session, sheet) if _is_own(who, assessment) else (),
        edition_note=edition_note(assessment, edition),
        replaced=replaced_words(edition) if sheet.is_open else None,
        switch_url=_switch_url(session, sheet) if leads else None,
        others=tuple(_neighbours(session, assessment)) if _is_own(who, assessment) else (),
        can_rate=sheet.is_open and is_of_school(who, assessment),
        may_withdraw=leads and can_be_withdrawn(assessment),
        may_put_aside=leads and sheet.is_open,
        is_empty=not sheet.rows,
    )


def _switch_url(session: Session, sheet: Sheet) -> str | None:
    if switch_to(session, sheet.assessment, sheet.edition) is None:
        return None
    return url_for("assess.switch", assessment_id=sheet.assessment.id)


def _neighbours(session: Session, assessment: Assessment) -> Iterator[Neighbour]:
    source = assessments.carried_from(session, assessment.id)
    if source is not None:
        words = gettext("Câu trả lời lấy từ phiếu mở ngày %(day)s", day=day(source.day))
        yield Neighbour(words, url_for("assess.overview", assessment_id=source.id))
    made = assessments.carried_into(session, assessment.id)
    if made is not None:
        words = gettext("Câu trả lời đã mang sang phiếu mở ngày %(day)s", day=day(made.day))
        yield Neighbour(words, url_for("assess.overview", assessment_id=made.id))


def _history(session: Session, sheet: Sheet) -> tuple[HistoryLine, ...]:
    found = events.of_assessment(session, sheet.assessment.id, limit=EVENTS_SHOWN)
    return history_lines(sheet.edition, found)


def is_of_school(who: Person, assessment: Assessment) -> bool:
    """Say whether somebody acts for the assessed school."""
    return any(one.role in AT_SCHOOL and one.school_id == assessment.school_id for one in who.held)


def _is_own(who: Person, assessment: Assessment) -> bool:
    """Say whether somebody acts for the school that assessed itself; what a team did is the team's."""
    return assessment.kind is Kind.SELF and is_of_school(who, assessment)


def leads_school(who: Person, assessment: Assessment) -> bool:
    """Say whether somebody is the principal of the school that assessed itself."""
    held = any(one.role is Role.PRINCIPAL and one.school_id == assessment.school_id for one in who.held)
    return held and assessment.kind is Kind.SELF


def can_be_withdrawn(assessment: Assessment) -> bool:
    """Say whether a submitted assessment may still be taken back."""
    return assessment.state is State.SUBMITTED and assessment.seen_by_reviewer_at is None


def fact_lines(sheet: Sheet) -> tuple[FactLine, ...]:
    """Return the assessment's copy of the facts that its edition asks for."""
    url = url_for("assess.facts", assessment_id=sheet.assessment.id) if sheet.is_open else None
    missing = {one.id for one in sheet.missing_facts}
    return tuple(
        FactLine(
            text(kind.title),
            fact_words(kind, sheet.facts.get(kind.id)),
            url,
            "problem" if kind.id in missing else None,
        )
        for kind in sheet.facts_asked
    )


def _tasks(sheet: Sheet, parts: tuple[TaskLine, ...]) -> tuple[Tasks, ...]:
    first = parts[:1] if sheet.sections and sheet.sections[0].is_gates else ()
    groups = Tasks(gettext("Các phần"), parts[len(first) :])
    gates = Tasks(
        gettext("Trả lời trước"),
        first,
        gettext("Nếu có một điều đã xảy ra thì kết quả bị hạ, dù các mục khác đều đạt."),
    )
    return (gates, groups) if first else (groups,)


def _told(assessment: Assessment) -> str | None:
    if assessment.state is State.SUBMITTED and assessment.seen_by_reviewer_at is None:
        return gettext("Đã nộp %(when)s, chờ xem xét.", when=moment(assessment.counts_from))
    if assessment.state is State.SUBMITTED:
        return gettext("Đã nộp %(when)s, đang được xem xét.", when=moment(assessment.counts_from))
    if assessment.state is State.ACCEPTED:
        return gettext("Đã được tiếp nhận; phiếu nộp %(when)s.", when=moment(assessment.counts_from))
    if assessment.state is State.PUT_ASIDE:
        return gettext("Đã cất: %(reason)s", reason=assessment.reason)
    return None
