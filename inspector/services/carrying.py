"""Taking answers over into another assessment: into a newer edition, or from an earlier year."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from inspector.criteria.carrying import Fate, Passage, passages
from inspector.criteria.model import NOT_APPLICABLE, Edition
from inspector.scoring.ratings import GATE_ANSWERS, FaultyRating, check_rating
from inspector.services import assessing
from inspector.services.rescoring import rescore
from inspector.store import assessments, events, ratings
from inspector.store.events import Happened
from inspector.store.ratings import FIELDS, RatingRow
from inspector.store.tables import Assessment, CarriedOver, Period
from inspector.workflow.states import Kind, State, Step, StepNotAllowed


class Because(StrEnum):
    """Why a rating that was taken over must be looked at again."""

    EDITION = "edition"  # the item changed with the edition
    EARLIER = "earlier"  # the rating is of an earlier assessment


@dataclass(frozen=True, slots=True)
class Taken:
    """One answer and what becomes of it. `keeps_rating`: its rating can be given in the new edition too.

    `because` is None where nobody needs to look at it again; it means nothing where `passage.into` is None.
    """

    passage: Passage
    row: RatingRow
    keeps_rating: bool
    because: Because | None


def taken(
    old: Edition, new: Edition, rows: Mapping[str, RatingRow], *, from_earlier: bool = False
) -> tuple[Taken, ...]:
    """Return what becomes of every answer, in the order of the old edition; nothing is changed.

    `from_earlier`: the answers are of an assessment that is over, so all of them are looked at again.
    """
    ways = passages(old, new)
    return tuple(
        _taken(new, ways[item], rows[item], from_earlier=from_earlier)
        for item in ways
        if item in rows and _says_something(rows[item])
    )


def _says_something(row: RatingRow) -> bool:
    return row.value is not None or any((row.reason, row.note, row.evidence))


def _taken(new: Edition, way: Passage, row: RatingRow, *, from_earlier: bool) -> Taken:
    keeps = way.into is not None and _can_be_given(new, way.into, row.value)
    because = Because.EARLIER if from_earlier else None
    if way.fate is not Fate.SAME:
        because = Because.EDITION
    elif not from_earlier and row.look_again:
        because = Because(row.look_again)
    return Taken(way, row, keeps, because)


def _can_be_given(edition: Edition, item: str, value: str | None) -> bool:
    indicator = edition.indicators.get(item)
    if value is None:
        return False
    if indicator is None:
        return value in GATE_ANSWERS
    if value == NOT_APPLICABLE:
        return indicator.na_allowed
    try:
        return check_rating(indicator, value) == value
    except FaultyRating:
        return False


def switch(
    session: Session,
    assessment: Assessment,
    old: Edition,
    new: Edition,
    period: Period,
    reason: str,
    *,
    day: date,
    by: UUID | None,
    at: datetime,
) -> Assessment:
    """Go on with a draft by another edition: a new draft takes its answers, the old one is put aside.

    The caller holds the lock on the draft, so that nothing that is saved meanwhile is left behind: it comes
    before and is taken over, or after and is refused. Raises StepNotAllowed, NotConcerned.
    """
    if assessment.state is not State.DRAFT or assessment.kind is not Kind.SELF:
        raise StepNotAllowed(assessment.state, Step.PUT_ASIDE)
    assert assessment.school_id is not None
    facts = assessments.facts(session, assessment.id)
    assessing.put_aside(session, assessment, reason, by=by, at=at)
    session.flush()
    made = assessing.open_assessment(
        session, school_id=assessment.school_id, edition=new, period=period, day=day, by=by, at=at
    )
    known = {fact: value for fact, value in facts.items() if value is not None and fact in new.facts}
    assessing.set_facts(session, made, new, known, by=by, at=at)
    take_over(session, made, assessment, old, new, by=by, at=at)
    return made


def take_over(
    session: Session,
    made: Assessment,
    source: Assessment,
    old: Edition,
    new: Edition,
    *,
    from_earlier: bool = False,
    by: UUID | None,
    at: datetime,
) -> None:
    """Begin an assessment that was just opened with the answers of another one, and rescore it."""
    found = taken(old, new, ratings.of_assessment(session, source.id), from_earlier=from_earlier)
    rows = [_row(one, by=by, at=at) for one in found if one.passage.into is not None]
    ratings.write(session, made.id, rows)
    session.add(CarriedOver(assessment_id=made.id, from_id=source.id))
    session.flush()
    rescore(session, made, new, values={row.item_id: row.value for row in rows if row.value is not None})
    one = Happened(
        what="carry",
        by=by,
        at=at,
        school_id=made.school_id,
        assessment_id=made.id,
        before={"from": str(source.id), "edition": old.id},
        after={
            "edition": new.id,
            "taken": [row.item_id for row in rows],
            "look_again": [row.item_id for row in rows if row.look_again],
            "left": list(left(found)),
        },
    )
    events.record(session, [one])


def left(found: tuple[Taken, ...]) -> Iterator[str]:
    """Yield the items whose answers go nowhere: they stay in the old assessment."""
    yield from (one.passage.item for one in found if one.passage.into is None)


def _row(one: Taken, *, by: UUID | None, at: datetime) -> RatingRow:
    """Return an answer as the first revision of a new row."""
    assert one.passage.into is not None
    said: dict[str, Any] = {name: getattr(one.row, name) for name in FIELDS}
    if not one.keeps_rating:
        said["value"] = None
    revisions: dict[str, Any] = {f"{name}_revision": int(bool(value)) for name, value in said.items()}
    return one.row._replace(
        item_id=one.passage.into,
        revision=1,
        look_again=one.because or "",
        changed_at=at,
        changed_by=by,
        who=None,
        **said,
        **revisions,
    )
