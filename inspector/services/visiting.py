"""What inspectors do on a visit, and what the school answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Session

from inspector.criteria.model import NOT_APPLICABLE, Edition, Measure, Scale
from inspector.services.assessing import Lacking, lacking, open_assessment
from inspector.services.facts import known
from inspector.services.rescoring import rescore
from inspector.store import assessments, events, ratings, visits
from inspector.store.events import Happened
from inspector.store.ratings import RatingRow
from inspector.store.tables import Assessment, Finding, FindingAnswer, Period, Supplement, Visit, VisitMember
from inspector.store.tables.visits import TeamPart, VisitKind
from inspector.workflow.states import (
    Answer,
    FindingState,
    Kind,
    Seriousness,
    Step,
    VisitState,
    VisitStep,
    after,
    finding_after,
    visit_after,
)


class NoteBecause(StrEnum):
    """Why inspectors have to say something beside a rating."""

    NOT_MET = "not_met"
    DIFFERS = "differs"


class TeamMissing(Exception):
    """A visit needs at least one member, and exactly one leader among them."""


class WordsMissing(Exception):
    """A text that must say something is empty. `which` names it."""

    def __init__(self, which: str) -> None:
        self.which = which
        super().__init__(f"{which} is empty.")


@dataclass(frozen=True, slots=True)
class LackingOnVisit:
    """What keeps the minutes from being signed; all empty when nothing does."""

    ratings: Lacking
    notes: tuple[str, ...]  # items not met, or rated differently from the school, without a note
    names: tuple[str, ...]  # "team", "school"

    def __bool__(self) -> bool:
        return bool(self.ratings or self.notes or self.names)


class NotReadyToSign(Exception):
    """Signing was refused; `lacking` says for what."""

    def __init__(self, lacking: LackingOnVisit) -> None:
        self.lacking = lacking
        super().__init__("The minutes are not complete.")


def open_visit(
    session: Session,
    *,
    school_id: UUID,
    edition: Edition,
    period: Period,
    kind: VisitKind,
    day: date,
    team: Mapping[UUID, TeamPart],
    by: UUID | None,
    at: datetime,
) -> Visit:
    """Plan a visit; its ratings get an assessment of their own. Raises TeamMissing, NotConcerned."""
    if list(team.values()).count(TeamPart.LEADER) != 1:
        raise TeamMissing
    assessment = open_assessment(
        session,
        school_id=school_id,
        edition=edition,
        period=period,
        day=day,
        by=by,
        at=at,
        kind=Kind.INSPECTION,
    )
    visit = Visit(
        school_id=school_id,
        assessment_id=assessment.id,
        kind=kind,
        day=day,
        state=VisitState.PLANNED,
        shows_self_rating=True,
        opened_by=by,
        began_at=None,
        signed_at=None,
        signed_for_team="",
        signed_for_school="",
        school_opinion="",
        conclusion="",
    )
    session.add(visit)
    session.flush()
    session.add_all(VisitMember(visit_id=visit.id, account_id=one, part=part) for one, part in team.items())
    session.flush()
    _happened(session, visit, "plan_visit", by=by, at=at, after={"day": day, "kind": kind})
    return visit


def begin(
    session: Session, visit: Visit, *, present: str | None = None, by: UUID | None, at: datetime
) -> None:
    """Begin a planned visit on site, or say anew who of the school is present at one that has begun.

    `present` None: nothing is said of it. Raises StepNotAllowed once it is over.
    """
    if visit.state is not VisitState.UNDER_WAY:
        visit.state = visit_after(visit.state, VisitStep.BEGIN)
        visit.began_at = at
        _happened(session, visit, "begin_visit", by=by, at=at)
    if present is None:
        return
    before = visits.said_on_site(session, visit).present
    if present.strip() != before:
        _happened(
            session,
            visit,
            visits.PRESENT,
            by=by,
            at=at,
            before={"names": before} if before else {},
            after={"names": present.strip()},
        )


def awaits_beginning(session: Session, assessment: Assessment) -> bool:
    """Say whether an assessment is of a visit that has not begun, or was called off: it takes no ratings."""
    return assessment.kind is Kind.INSPECTION and not visits.has_begun(session, assessment.id)


def require_begun(visit: Visit) -> None:
    """Raise StepNotAllowed for a visit that is only planned, or was called off."""
    if visit.state is not VisitState.SIGNED:
        visit_after(visit.state, VisitStep.SIGN)


def cancel(session: Session, visit: Visit, *, by: UUID | None, at: datetime) -> None:
    """Call a planned visit off. Raises StepNotAllowed once it has begun."""
    visit.state = visit_after(visit.state, VisitStep.CANCEL)
    _happened(session, visit, "cancel_visit", by=by, at=at)


DAYS_TO_REMEDY: Mapping[Seriousness, int] = {
    Seriousness.IMMEDIATE: 0,
    Seriousness.SERIOUS: 7,
    Seriousness.MINOR: 30,
}
"""Days from the recording of a finding to its due day, where inspectors set none. Danger waits for no day."""


def due_day(seriousness: Seriousness, today: date) -> date:
    """Return the day by which a finding of today has to be remedied unless inspectors set another."""
    return today + timedelta(days=DAYS_TO_REMEDY[seriousness])


def add_finding(
    session: Session,
    visit: Visit,
    edition: Edition,
    *,
    item_id: str,
    text: str,
    seriousness: Seriousness,
    due_day: date,
    by: UUID | None,
    at: datetime,
) -> Finding:
    """Record a finding on a visit that is not signed yet. `item_id` empty: of no single item.

    Raises StepNotAllowed when the visit is over, WordsMissing, KeyError for an item of another edition.
    """
    visit_after(visit.state, VisitStep.SIGN)
    if not text.strip():
        raise WordsMissing("text")
    if item_id and item_id not in edition.indicators and item_id not in {gate.id for gate in edition.gates}:
        raise KeyError(item_id)
    finding = Finding(
        visit_id=visit.id,
        item_id=item_id,
        text=text.strip(),
        seriousness=seriousness,
        due_day=due_day,
        state=FindingState.NEW,
        at=at,
        by=by,
    )
    session.add(finding)
    session.flush()
    what = {"text": finding.text, "seriousness": seriousness, "due_day": due_day}
    _happened(session, visit, "finding", by=by, at=at, item_id=item_id, after=what)
    return finding


def drop_finding(session: Session, visit: Visit, finding: Finding, *, by: UUID | None, at: datetime) -> None:
    """Take back a finding before the minutes are signed. Raises StepNotAllowed afterwards."""
    visit_after(visit.state, VisitStep.SIGN)
    _happened(
        session, visit, "drop_finding", by=by, at=at, item_id=finding.item_id, before={"text": finding.text}
    )
    session.delete(finding)
    session.flush()


def is_met(edition: Edition, item_id: str, value: str, facts: Mapping[str, str | None]) -> bool | None:
    """Say whether one rating counts as met; None for what is not applicable or is no indicator."""
    indicator = edition.indicators.get(item_id)
    if indicator is None or value == NOT_APPLICABLE:
        return None
    answer = indicator.answer
    if isinstance(answer, Scale):
        ids = [option.id for option in answer.options]
        return ids.index(value) <= ids.index(answer.met_from)
    if isinstance(answer, Measure):
        bounds = answer.bounds_for(known(edition.facts, facts))
        return None if bounds is None else bounds.contain(Decimal(value))
    return Decimal(value) >= answer.met_from


def notes_missing(
    edition: Edition,
    facts: Mapping[str, str | None],
    rows: Mapping[str, RatingRow],
    self_values: Mapping[str, str],
) -> tuple[str, ...]:
    """Return the items that need a note and have none: not met, or rated otherwise by the school."""

    order = [*edition.indicators, *(gate.id for gate in edition.gates)]
    return tuple(
        item
        for item in order
        if item in rows
        and not rows[item].note
        and needs_note(edition, facts, rows[item], self_values.get(item)) is not None
    )


def needs_note(
    edition: Edition, facts: Mapping[str, str | None], row: RatingRow, self_value: str | None
) -> NoteBecause | None:
    """Say why a rating needs a note, whether it has one or not; None when it needs none.

    `self_value` is the school's own rating of the item, None where there is none to compare with.
    """
    if row.value is None:
        return None
    verdict = is_met(edition, row.item_id, row.value, facts)
    if verdict is False:
        return NoteBecause.NOT_MET
    if self_value in (None, row.value):
        return None
    # Two measurements are seldom the same number: only another verdict asks for an explanation.
    indicator = edition.indicators.get(row.item_id)
    is_measured = indicator is not None and isinstance(indicator.answer, Measure) and verdict is not None
    same = is_measured and is_met(edition, row.item_id, self_value, facts) is verdict
    return None if same else NoteBecause.DIFFERS


def self_ratings(session: Session, visit: Visit, edition: Edition) -> Mapping[str, RatingRow]:
    """Return the school's own ratings by the same edition, by item.

    Empty where the visit keeps them from its inspectors, or the school has submitted none. Whoever shows
    them shows only those of items that the inspectors have rated themselves.
    """
    if not visit.shows_self_rating:
        return {}
    return ratings.of_chosen(session, visits.self_assessment_beside(visit, edition.digest))


def lacking_on_visit(
    session: Session, visit: Visit, edition: Edition, *, for_team: str, for_school: str
) -> LackingOnVisit:
    """Return what still has to be done before the minutes can be signed."""
    facts = assessments.facts(session, visit.assessment_id)
    rows = ratings.of_assessment(session, visit.assessment_id)
    self_values = {
        item: row.value for item, row in self_ratings(session, visit, edition).items() if row.value
    }
    names = [("team", for_team), ("school", for_school)]
    return LackingOnVisit(
        lacking(edition, facts, rows),
        notes_missing(edition, facts, rows, self_values),
        tuple(side for side, name in names if not name.strip()),
    )


def sign(
    session: Session,
    visit: Visit,
    assessment: Assessment,
    edition: Edition,
    *,
    for_team: str,
    for_school: str,
    school_opinion: str,
    conclusion: str,
    school_refuses: bool = False,
    by: UUID | None,
    at: datetime,
) -> None:
    """Finish a visit with the typed names of both sides; ratings, findings and minutes are locked then.

    A school that refuses to sign is named all the same, and its opinion says why. What the school had
    rated otherwise is written down with the step, for its own ratings may change afterwards.
    The caller holds the locks on visit and assessment. Raises StepNotAllowed, NotReadyToSign, WordsMissing.
    """
    state = visit_after(visit.state, VisitStep.SIGN)
    signed = after(Kind(assessment.kind), assessment.state, Step.SIGN)
    if missing := lacking_on_visit(session, visit, edition, for_team=for_team, for_school=for_school):
        raise NotReadyToSign(missing)
    if school_refuses and not school_opinion.strip():
        raise WordsMissing("school_opinion")
    rescore(session, assessment, edition)
    visit.state, visit.signed_at = state, at
    visit.signed_for_team, visit.signed_for_school = for_team.strip(), for_school.strip()
    visit.school_opinion, visit.conclusion = school_opinion.strip(), conclusion.strip()
    assessment.state, assessment.counts_from, assessment.changed_at = signed, at, at
    rows = ratings.of_assessment(session, assessment.id)
    theirs = {item: row.value for item, row in self_ratings(session, visit, edition).items() if row.value}
    _happened(
        session,
        visit,
        visits.SIGN,
        by=by,
        at=at,
        after={
            "team": visit.signed_for_team,
            "school": visit.signed_for_school,
            "refused": school_refuses,
            "differing": {item: theirs[item] for item in differing(rows, theirs)},
        },
    )


def supplement(
    session: Session, visit: Visit, *, text: str, reason: str, by: UUID | None, at: datetime
) -> Supplement:
    """Add to signed minutes, which stay as they are. Raises WordsMissing; StepNotAllowed before signing."""
    visit.state = visit_after(visit.state, VisitStep.SUPPLEMENT)
    if not text.strip():
        raise WordsMissing("text")
    if not reason.strip():
        raise WordsMissing("reason")
    added = Supplement(visit_id=visit.id, text=text.strip(), reason=reason.strip(), at=at, by=by)
    session.add(added)
    session.flush()
    _happened(session, visit, "supplement", by=by, at=at, after={"text": added.text, "reason": added.reason})
    return added


def answer_finding(
    session: Session,
    visit: Visit,
    finding: Finding,
    answer: Answer,
    text: str,
    *,
    by: UUID | None,
    at: datetime,
) -> None:
    """Answer a finding for the school: accept, contest, or report that it is remedied.

    Raises StepNotAllowed, WordsMissing.
    """
    state = finding_after(finding.state, answer)
    if not text.strip():
        raise WordsMissing("text")
    finding.state = state
    session.add(FindingAnswer(finding_id=finding.id, answer=answer, text=text.strip(), at=at, by=by))
    session.flush()
    _happened(
        session,
        visit,
        "answer_finding",
        by=by,
        at=at,
        item_id=finding.item_id,
        after={"answer": answer, "text": text},
    )


def differing(rows: Mapping[str, RatingRow], self_values: Mapping[str, str]) -> Sequence[str]:
    """Return the items that inspectors and school rated differently, both having rated them."""
    return [
        item for item, row in rows.items() if row.value and self_values.get(item) not in (None, row.value)
    ]


def _happened(
    session: Session,
    visit: Visit,
    what: str,
    *,
    by: UUID | None,
    at: datetime,
    item_id: str = "",
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> None:
    one = Happened(
        what=what,
        by=by,
        at=at,
        school_id=visit.school_id,
        assessment_id=visit.assessment_id,
        visit_id=visit.id,
        item_id=item_id,
        before=before or {},
        after=after or {},
    )
    events.record(session, [one])
