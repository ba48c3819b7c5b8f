"""What a worker can do, by the kind of the job."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from inspector.jobs import schools
from inspector.services.editions import Editions
from inspector.services.rescoring import rescore
from inspector.store import assessments

Work = Callable[[Session, Editions, Mapping[str, Any]], None]


def rescore_one(session: Session, editions: Editions, payload: Mapping[str, Any]) -> None:
    """Rescore the assessment named in the payload; nothing when it is gone."""
    assessment = assessments.locked(session, UUID(payload["assessment_id"]))
    if assessment is not None:
        rescore(session, assessment, editions.by_digest(session, assessment.digest))


KINDS: Mapping[str, Work] = {
    "rescore": rescore_one,
    "preview_schools": schools.preview,
    "apply_schools": schools.put_in,
}
