"""Scoring what is stored, and storing the score."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from inspector.criteria.model import Edition
from inspector.scoring.applicable import MissingFacts
from inspector.scoring.result import Result
from inspector.scoring.score import score
from inspector.services.editions import Editions
from inspector.services.facts import known
from inspector.store import assessments, ratings, scores
from inspector.store.scores import StoredScore
from inspector.store.tables import Assessment


@dataclass(frozen=True, slots=True)
class Scored:
    """A result, or the facts without which there is none."""

    result: Result | None
    missing_facts: tuple[str, ...]

    def as_stored(self) -> StoredScore:
        return scores.as_stored(self.result, self.missing_facts)


def scored(edition: Edition, stored_facts: Mapping[str, str | None], values: Mapping[str, str]) -> Scored:
    """Score ratings and gate answers, given together by item; blanks are absent."""
    gate_ids = {gate.id for gate in edition.gates}
    rated = {item: value for item, value in values.items() if item not in gate_ids}
    gates = {item: value for item, value in values.items() if item in gate_ids}
    try:
        return Scored(score(edition, known(edition.facts, stored_facts), rated, gates), ())
    except MissingFacts as missing:
        return Scored(None, tuple(missing.facts))


def rescore(
    session: Session,
    assessment: Assessment,
    edition: Edition,
    *,
    facts: Mapping[str, str | None] | None = None,
    values: Mapping[str, str] | None = None,
) -> Scored:
    """Score an assessment and store the score in the place of the one before.

    `facts` and `values` spare their queries to a caller who has them.
    """
    outcome = recounted(session, assessment, edition, facts=facts, values=values)
    scores.write(session, assessment.id, assessment.school_id, outcome.as_stored())
    return outcome


def recounted(
    session: Session,
    assessment: Assessment,
    edition: Edition,
    *,
    facts: Mapping[str, str | None] | None = None,
    values: Mapping[str, str] | None = None,
) -> Scored:
    """Score an assessment from what is stored of it, and store nothing."""
    return scored(
        edition,
        assessments.facts(session, assessment.id) if facts is None else facts,
        ratings.values(session, assessment.id) if values is None else values,
    )


@dataclass(frozen=True, slots=True)
class Astray:
    """An assessment whose stored score is not what recounting gives."""

    assessment_id: UUID
    stored: StoredScore | None
    recounted: StoredScore


def astray(session: Session, editions: Editions) -> Iterator[Astray]:
    """Yield every assessment whose stored score differs from a recount."""
    for assessment in session.scalars(select(Assessment).order_by(Assessment.id)):
        fresh = recounted(session, assessment, editions.by_digest(session, assessment.digest)).as_stored()
        stored = scores.read(session, assessment.id)
        if stored != fresh:
            yield Astray(assessment.id, stored, fresh)


def rebuild(session: Session, editions: Editions) -> int:
    """Rescore every assessment whose stored score went astray; return how many there were."""
    found = list(astray(session, editions))
    for one in found:
        assessment = assessments.locked(session, one.assessment_id)
        if assessment is not None:
            rescore(session, assessment, editions.by_digest(session, assessment.digest))
    return len(found)
