"""What is known of a school, as its principal says it."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from inspector.criteria.model import FactKind
from inspector.services.facts import fact_value
from inspector.store import events, schools
from inspector.store.events import Happened


def set_school_facts(
    session: Session,
    school_id: UUID,
    vocabulary: Mapping[str, FactKind],
    values: Mapping[str, str | None],
    from_day: date,
    *,
    by: UUID | None,
    at: datetime,
) -> tuple[str, ...]:
    """Say what holds of a school from a day on; return the facts that this changed.

    None: not known. Assessments keep the facts that they were opened with. Raises FaultyFact, and
    KeyError for a fact that is not in the vocabulary.
    """
    for fact, text in values.items():
        if text is not None:
            fact_value(vocabulary[fact], text)
    before = schools.facts(session, school_id, from_day)
    changed = {fact: text for fact, text in values.items() if before.get(fact) != text}
    if changed:
        schools.set_facts(session, school_id, changed, from_day)
        one = Happened(
            what="school_facts",
            by=by,
            at=at,
            school_id=school_id,
            before={fact: before.get(fact) for fact in changed},
            after={**changed, "from": from_day},
        )
        events.record(session, [one])
    return tuple(changed)
