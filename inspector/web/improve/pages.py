"""What a school sees of the visits to it: signed minutes, and findings with what it answered."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext, ngettext

from inspector.store import visits
from inspector.store.scores import percent as as_percent
from inspector.store.tables import Finding, School, Visit
from inspector.store.visits import FindingLine, VisitLine
from inspector.web.application import application
from inspector.web.asking import db, today
from inspector.web.assess.outcomes import outcome_label, percent_between
from inspector.web.assess.sheet import set_title
from inspector.web.formatting import day
from inspector.web.inspect.cards import Card, cards
from inspector.web.inspect.words import ANSWERS, VISIT_KINDS
from inspector.workflow.states import NEXT_OF_FINDING, FindingState

OPEN_FINDINGS = (FindingState.NEW, FindingState.CONTESTED, FindingState.REMEDYING)
"""States in which the school still has something to do."""


@dataclass(frozen=True, slots=True)
class VisitRow:
    """A row of a task list."""

    text: str
    url: str
    hint: str
    state_label: str
    kind: str = "done"


@dataclass(frozen=True, slots=True)
class VisitPart:
    """The signed visits to one school; `title` is empty where the person has only one school."""

    title: str
    items: tuple[VisitRow, ...]
    note: str | None = None


def visit_parts(found: Sequence[tuple[School, list[VisitLine]]]) -> tuple[VisitPart, ...]:
    """Return signed visits by school, newest first."""
    several = len(found) > 1
    return tuple(
        VisitPart(school.name if several else "", tuple(_visit_row(one) for one in lines))
        for school, lines in found
        if lines
    )


def _visit_row(one: VisitLine) -> VisitRow:
    edition = application().editions.by_digest(db(), one.digest)
    share = as_percent(one.percent)
    result = ", ".join(
        words for words in (outcome_label(edition, one.outcome), percent_between(share, share)) if words
    )
    return VisitRow(
        text=gettext("Biên bản %(set)s, %(day)s", set=set_title(one.set_id), day=day(one.day)),
        url=url_for("inspect.minutes", visit_id=one.id),
        hint=str(VISIT_KINDS[one.kind]),
        state_label=result or gettext("Đã ký"),
    )


@dataclass(frozen=True, slots=True)
class FindingPart:
    """Findings under one heading."""

    title: str
    findings: tuple[Card, ...]


def finding_parts(lines: Sequence[FindingLine]) -> tuple[FindingPart, ...]:
    """Return findings, those first with which the school still has something to do, the soonest due first."""
    left = [one for one in lines if one.state in OPEN_FINDINGS]
    overdue = [one for one in left if one.is_overdue(today())]
    parts = (
        (gettext("Quá hạn"), overdue),
        (gettext("Cần làm"), [one for one in left if one not in overdue]),
        (gettext("Đã báo khắc phục"), [one for one in lines if one not in left]),
    )
    return tuple(FindingPart(title, _cards(found)) for title, found in parts if found)


def _cards(lines: Iterable[FindingLine]) -> tuple[Card, ...]:
    return cards(
        db(), tuple(lines), url=lambda one: url_for("improve.finding", finding_id=one.id), numbered=False
    )


def summary(lines: Sequence[FindingLine]) -> str:
    """Say in a sentence how many findings wait for the school."""
    left = sum(one.state in OPEN_FINDINGS for one in lines)
    late = sum(one.is_overdue(today()) for one in lines)
    words = [ngettext("%(num)s kiến nghị cần làm", "%(num)s kiến nghị cần làm", left)]
    if late:
        words.append(ngettext("%(num)s quá hạn", "%(num)s quá hạn", late))
    return ", ".join(words)


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer that may be given now."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class FindingPage:
    """One finding; `choices` are the answers that may be given now, none for
    people who only look."""

    school: str
    is_sample: bool
    visit: str
    card: Card
    minutes_url: str
    choices: tuple[Choice, ...]


def finding_page(visit: Visit, finding: Finding, *, can_answer: bool) -> FindingPage:
    """Return one finding with its answers, in four statements."""
    _, school = visits.with_school(db(), visit)
    line = next(one for one in visits.findings_of_visit(db(), visit.id) if one.id == finding.id)
    (card,) = cards(db(), (line,), numbered=False)
    return FindingPage(
        school=school.name,
        is_sample=school.is_sample,
        visit=f"{VISIT_KINDS[visit.kind]} · {day(visit.day)} · {set_title(line.set_id)}",
        card=card,
        minutes_url=url_for("inspect.minutes", visit_id=visit.id),
        choices=choices(finding.state) if can_answer else (),
    )


def choices(state: FindingState) -> tuple[Choice, ...]:
    """Return the answers that a school may give to a finding in a state."""
    return tuple(
        Choice(str(answer), str(label))
        for answer, label in ANSWERS.items()
        if (state, answer) in NEXT_OF_FINDING
    )
