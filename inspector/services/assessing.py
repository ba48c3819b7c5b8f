"""What a school and its reviewer do with a self-assessment, from opening to acceptance."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from inspector.criteria.model import NOT_APPLICABLE, Edition, Measure
from inspector.scoring.applicable import applicable
from inspector.services.facts import fact_value, known
from inspector.services.rescoring import Scored, rescore
from inspector.store import assessments, editions, events, ratings, schools
from inspector.store.events import Happened
from inspector.store.ratings import RatingRow
from inspector.store.tables import Assessment, AssessmentFact, Period, Remark
from inspector.workflow.states import COUNTED, OPEN, Kind, State, Step, StepNotAllowed, after


class AlreadyOpen(Exception):
    """The school has an open self-assessment for this set and period."""

    def __init__(self, assessment_id: UUID) -> None:
        self.assessment_id = assessment_id
        super().__init__(f"Assessment {assessment_id} is still open.")


class NotConcerned(Exception):
    """The edition concerns other schools than this one, by the facts known of it."""


class HasAnswers(Exception):
    """A draft with answers cannot be removed, only put aside with a reason."""


class ReasonMissing(Exception):
    """A step that needs a reason was asked for without one."""


class AlreadySeen(Exception):
    """The reviewer has opened the assessment, so that the school cannot withdraw it any more."""


@dataclass(frozen=True, slots=True)
class Lacking:
    """What keeps an assessment from being submitted; all empty when nothing does."""

    facts: tuple[str, ...]  # ids of facts that are not known
    blank: tuple[str, ...]  # indicators and gates that apply and have no rating
    reasons: tuple[str, ...]  # indicators that are not applicable, without a reason
    look_again: tuple[str, ...] = ()  # rated by taking over, and not confirmed yet

    def __bool__(self) -> bool:
        return bool(self.facts or self.blank or self.reasons or self.look_again)


class NotComplete(Exception):
    """Submitting was refused; `lacking` says for what."""

    def __init__(self, lacking: Lacking) -> None:
        self.lacking = lacking
        super().__init__("The assessment is not complete.")


def open_assessment(
    session: Session,
    *,
    school_id: UUID,
    edition: Edition,
    period: Period,
    day: date,
    by: UUID | None,
    at: datetime,
    kind: Kind = Kind.SELF,
) -> Assessment:
    """Open a draft with a copy of the school's facts of `day`.

    Raises AlreadyOpen when a self-assessment of the same set and period is open, NotConcerned when the
    facts say that the edition concerns other schools.
    """
    if kind is Kind.SELF:
        there = assessments.open_self(session, school_id, edition.set_id, period.code)
        if there is not None:
            raise AlreadyOpen(there.id)
    facts = schools.facts(session, school_id, day)
    if edition.concerns is not None:
        values = known(edition.facts, facts)
        if edition.concerns.facts() <= values.keys() and not edition.concerns.holds(values):
            raise NotConcerned
    editions.keep(session, edition, at)
    assessment = Assessment(
        subject_id=school_id,
        school_id=school_id,
        unit_id=None,
        kind=kind,
        set_id=edition.set_id,
        digest=edition.digest,
        period_code=period.code,
        day=day,
        state=State.DRAFT,
        opened_at=at,
        opened_by=by,
        changed_at=at,
        counts_from=None,
        seen_by_reviewer_at=None,
        reason="",
    )
    _add(session, assessment)
    session.add_all(
        AssessmentFact(assessment_id=assessment.id, fact=fact, value=facts.get(fact))
        for fact in edition.facts
    )
    session.flush()
    rescore(session, assessment, edition, facts=facts, values={})
    _happened(session, assessment, "open", by=by, at=at, after={"set": edition.set_id, "edition": edition.id})
    return assessment


def _add(session: Session, assessment: Assessment) -> None:
    """Add an assessment, unless somebody opened the same one in this very moment: AlreadyOpen."""
    try:
        with session.begin_nested():
            session.add(assessment)
    except IntegrityError:
        there = assessments.open_self(
            session, assessment.subject_id, assessment.set_id, assessment.period_code
        )
        if assessment.kind is not Kind.SELF or there is None:
            raise
        raise AlreadyOpen(there.id) from None


def set_facts(
    session: Session,
    assessment: Assessment,
    edition: Edition,
    values: Mapping[str, str | None],
    *,
    by: UUID | None,
    at: datetime,
) -> Scored:
    """Change the assessment's own copy of the facts, and rescore.

    Raises FaultyFact; StepNotAllowed when locked.
    The school's own facts stay as they are.
    """
    if assessment.state not in OPEN:
        raise StepNotAllowed(assessment.state, Step.SUBMIT)
    before = assessments.facts(session, assessment.id)
    for fact, text in values.items():
        if text is not None:
            fact_value(edition.facts[fact], text)
    changed = {fact: text for fact, text in values.items() if before.get(fact) != text}
    for fact, text in changed.items():
        assessments.set_fact(session, assessment.id, fact, text)
    session.flush()
    if changed:
        _happened(
            session,
            assessment,
            "facts",
            by=by,
            at=at,
            before={fact: before.get(fact) for fact in changed},
            after=changed,
        )
        assessment.changed_at = at
    return rescore(session, assessment, edition)


def lacking(edition: Edition, facts: Mapping[str, str | None], rows: Mapping[str, RatingRow]) -> Lacking:
    """Return what still has to be answered before submitting."""
    values = known(edition.facts, facts)
    missing = tuple(sorted(edition.facts_needed - values.keys()))
    if missing:
        return Lacking(missing, (), ())
    applies = applicable(edition, values)
    asked = [*applies.indicators, *applies.gates]
    rated = {item: row.value for item, row in rows.items() if row.value is not None}
    only_reported = {
        one.id
        for one in edition.indicators.values()
        if isinstance(one.answer, Measure) and one.answer.report_only
    }
    blank = tuple(item for item in asked if item not in rated and item not in only_reported)
    reasons = tuple(
        item for item in applies.indicators if rated.get(item) == NOT_APPLICABLE and not rows[item].reason
    )
    again = tuple(item for item in asked if item in rated and rows[item].look_again)
    return Lacking((), blank, reasons, again)


def submit(
    session: Session, assessment: Assessment, edition: Edition, *, by: UUID | None, at: datetime
) -> None:
    """Send a self-assessment to the department; from then on it is locked.

    The caller holds the lock on the assessment. Raises StepNotAllowed, or NotComplete with what is
    lacking; nothing is changed then.
    """
    state = after(Kind(assessment.kind), assessment.state, Step.SUBMIT)
    rows = ratings.of_assessment(session, assessment.id)
    facts = assessments.facts(session, assessment.id)
    if missing := lacking(edition, facts, rows):
        raise NotComplete(missing)
    values = {item: row.value for item, row in rows.items() if row.value is not None}
    rescore(session, assessment, edition, facts=facts, values=values)
    assessment.counts_from = at
    assessment.seen_by_reviewer_at = None
    _step(session, assessment, Step.SUBMIT, state, by=by, at=at)


def withdraw(session: Session, assessment: Assessment, *, by: UUID | None, at: datetime) -> None:
    """Take a submitted self-assessment back to go on. Raises StepNotAllowed, AlreadySeen."""
    state = after(Kind(assessment.kind), assessment.state, Step.WITHDRAW)
    if assessment.seen_by_reviewer_at is not None:
        raise AlreadySeen
    _step(session, assessment, Step.WITHDRAW, state, by=by, at=at)


def note_seen(session: Session, assessment: Assessment, *, by: UUID | None, at: datetime) -> None:
    """Note that a reviewer began to review a submitted self-assessment: it cannot be withdrawn any more."""
    if assessment.state is State.SUBMITTED and assessment.seen_by_reviewer_at is None:
        assessment.seen_by_reviewer_at = at
        _happened(session, assessment, "review", by=by, at=at)


def return_(
    session: Session,
    assessment: Assessment,
    edition: Edition,
    remarks: Mapping[str, str],
    reason: str,
    *,
    by: UUID | None,
    at: datetime,
) -> None:
    """Give a submitted self-assessment back to its school, with what to supplement, by item and in all.

    `remarks` may name only items of the edition (KeyError). Raises StepNotAllowed; ReasonMissing when
    neither a remark nor a reason says why.
    """
    state = after(Kind(assessment.kind), assessment.state, Step.RETURN)
    told = {item: words.strip() for item, words in remarks.items() if words.strip()}
    if not told and not reason.strip():
        raise ReasonMissing
    gates = {gate.id for gate in edition.gates}
    for item in told:
        if item not in edition.indicators and item not in gates:
            raise KeyError(item)
    session.add_all(
        Remark(assessment_id=assessment.id, item_id=item, text=words, at=at, by=by)
        for item, words in told.items()
    )
    assessment.reason = reason.strip()
    _step(
        session,
        assessment,
        Step.RETURN,
        state,
        by=by,
        at=at,
        more={"remarks": told, "reason": reason.strip()},
    )


def accept(session: Session, assessment: Assessment, *, by: UUID | None, at: datetime) -> None:
    """Take a submitted self-assessment as it is. Raises StepNotAllowed."""
    state = after(Kind(assessment.kind), assessment.state, Step.ACCEPT)
    _step(session, assessment, Step.ACCEPT, state, by=by, at=at)


def remove_empty(session: Session, assessment: Assessment, *, by: UUID | None, at: datetime) -> None:
    """Remove a draft in which nothing was ever answered. Raises StepNotAllowed, HasAnswers."""
    after(Kind(assessment.kind), assessment.state, Step.PUT_ASIDE)
    if assessments.has_answers(session, assessment.id):
        raise HasAnswers
    _happened(session, assessment, "remove", by=by, at=at)
    assessments.remove(session, assessment.id)


def put_aside(
    session: Session, assessment: Assessment, reason: str, *, by: UUID | None, at: datetime
) -> None:
    """Put an open self-assessment aside: it is kept, counts nowhere, and another may be opened.

    Raises StepNotAllowed, ReasonMissing.
    """
    state = after(Kind(assessment.kind), assessment.state, Step.PUT_ASIDE)
    if not reason.strip():
        raise ReasonMissing
    assessment.reason = reason.strip()
    _step(session, assessment, Step.PUT_ASIDE, state, by=by, at=at, more={"reason": assessment.reason})


def _step(
    session: Session,
    assessment: Assessment,
    step: Step,
    state: State,
    *,
    by: UUID | None,
    at: datetime,
    more: Mapping[str, object] | None = None,
) -> None:
    before = assessment.state
    assessment.state = state
    if state not in COUNTED:
        assessment.counts_from = None
    assessment.changed_at = at
    _happened(
        session,
        assessment,
        step,
        by=by,
        at=at,
        before={"state": before},
        after={"state": state, **(more or {})},
    )


def _happened(
    session: Session,
    assessment: Assessment,
    what: str,
    *,
    by: UUID | None,
    at: datetime,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> None:
    one = Happened(
        what=str(what),
        by=by,
        at=at,
        school_id=assessment.school_id,
        assessment_id=assessment.id,
        before=before or {},
        after=after or {},
    )
    events.record(session, [one])


def history(session: Session, assessment_id: UUID, item_id: str | None = None) -> Sequence[events.EventLine]:
    """Return what people did with an assessment, newest first; of one item when it is named."""
    return events.of_assessment(session, assessment_id, item_id=item_id)
