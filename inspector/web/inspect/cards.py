"""Findings as cards: how serious, by when, and what the school answered."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext
from sqlalchemy.orm import Session

from inspector.criteria.model import Edition
from inspector.store import visits
from inspector.store.visits import FindingLine
from inspector.web.application import application
from inspector.web.asking import today
from inspector.web.formatting import day, moment, text
from inspector.web.inspect.words import ANSWERS, FINDING_STATES, SERIOUSNESS


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """What the school said to a finding, and when."""

    text: str
    who: str
    when: str


@dataclass(frozen=True, slots=True)
class Card:
    """A finding as the macro finding_card draws it; `overdue` is None while the day has not passed."""

    id: str
    number: str
    text: str
    seriousness_kind: str
    seriousness_label: str
    state_label: str
    kind: str
    due: str
    overdue: str | None
    item_text: str | None
    item_url: str | None
    url: str | None
    action: str | None
    answers: tuple[AnswerLine, ...]
    drop_url: str | None = None


def cards(
    session: Session,
    findings: Sequence[FindingLine],
    *,
    url: Callable[[FindingLine], str] | None = None,
    item_url: Callable[[FindingLine], str] | None = None,
    can_drop: bool = False,
    numbered: bool = True,
) -> tuple[Card, ...]:
    """Return findings with the school's answers, in one statement.

    `url` leads to where a finding is answered. Numbers are those of the minutes.
    """
    answers = visits.answers(session, [one.id for one in findings])
    return tuple(
        _card(session, f"{place}." if numbered else "", one, answers.get(one.id, []), url, item_url, can_drop)
        for place, one in enumerate(findings, start=1)
    )


def _card(
    session: Session,
    number: str,
    finding: FindingLine,
    answers: visits.Answers,
    url: Callable[[FindingLine], str] | None,
    item_url: Callable[[FindingLine], str] | None,
    can_drop: bool,
) -> Card:
    seriousness, mark = SERIOUSNESS[finding.seriousness]
    state, kind = FINDING_STATES[finding.state]
    edition = application().editions.by_digest(session, finding.digest)
    drop = url_for("inspect.drop_finding", visit_id=finding.visit_id, finding_id=finding.id)
    return Card(
        id=f"finding-{finding.id}",
        number=number,
        text=finding.text,
        seriousness_kind=mark,
        seriousness_label=str(seriousness),
        state_label=str(state),
        kind=kind,
        due=day(finding.due_day),
        overdue=overdue_words(finding),
        item_text=about(edition, finding.item_id),
        item_url=item_url(finding) if item_url and finding.item_id else None,
        url=url(finding) if url else None,
        action=gettext("Xem và trả lời") if url else None,
        answers=answer_lines(answers),
        drop_url=drop if can_drop else None,
    )


def answer_lines(answers: visits.Answers) -> tuple[AnswerLine, ...]:
    """Return what was answered, oldest first, in words."""
    return tuple(
        AnswerLine(
            f"{ANSWERS[answer]}: {words}",
            who or gettext("Nhà trường"),
            moment(at),
        )
        for answer, words, at, who in answers
    )


def overdue_words(finding: FindingLine) -> str | None:
    """Say by how many days a finding is overdue; None when it is not, or its remedy was reported."""
    if not finding.is_overdue(today()):
        return None
    return gettext("Quá hạn %(days)s ngày", days=(today() - finding.due_day).days)


def about(edition: Edition, item_id: str) -> str | None:
    """Return number and text of the item that a finding is about; None where it is about none."""
    return f"{item_id}. {item_words(edition, item_id)}" if item_id else None


def item_words(edition: Edition, item_id: str) -> str:
    """Return the text of an indicator or gate; its id where the edition has none such."""
    indicator = edition.indicators.get(item_id)
    if indicator is not None:
        return text(indicator.text)
    return next((text(gate.text) for gate in edition.gates if gate.id == item_id), item_id)
