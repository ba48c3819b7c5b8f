"""The one path on which ratings are saved: forms, autosave, phones and spreadsheets all end here."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from inspector.criteria.model import NOT_APPLICABLE, Edition
from inspector.scoring.ratings import GATE_ANSWERS, FaultyRating, check_rating
from inspector.services.rescoring import Scored, rescore
from inspector.store import events, ratings
from inspector.store.events import Happened
from inspector.store.ratings import FIELDS, RatingRow
from inspector.store.tables import Assessment
from inspector.workflow.states import OPEN

LONGEST_TEXT = 5000
"""Characters of a note, a reason, or the words that name evidence."""

MOST_CHANGES = 200
"""Changes in one batch; a longer one is refused whole, and the client sends less at a time."""


CONFIRMED = "confirmed"
"""The field by which somebody says that a rating that was taken over still holds; it never conflicts."""


class Answer(StrEnum):
    APPLIED = "applied"
    ALREADY_APPLIED = "already_applied"
    CONFLICT = "conflict"
    REFUSED = "refused"


class Refusal(StrEnum):
    """Why a change was refused; it stays with the person until they discard it."""

    LOCKED = "locked"
    NOT_BEGUN = "not_begun"
    NOT_YOURS = "not_yours"
    UNKNOWN_ITEM = "unknown_item"
    UNKNOWN_FIELD = "unknown_field"
    FAULTY_RATING = "faulty_rating"
    NOT_APPLICABLE_FORBIDDEN = "not_applicable_forbidden"
    TOO_LONG = "too_long"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Change:
    """What somebody wants to set of one indicator or gate.

    `id` is made by the client and unique within the assessment; `based_on` is the revision that the
    person saw (0: nothing stored yet). `fields` holds only what is set: “value” (option id, number with a
    decimal point, “na”, for a gate “yes” or “no”, None for blank), “reason”, “note”, “evidence”, “confirmed”.
    """

    id: str
    item_id: str
    based_on: int
    fields: Mapping[str, str | None]

    def content_digest(self) -> str:
        """Return what tells this change from another with the same id."""
        content = json.dumps([self.item_id, dict(self.fields)], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(content.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Judged:
    """The answer to one change.

    `revision` is the revision that it led to, or the stored one where it was not applied. `stored` is the
    row that stands now, None while nothing is stored. `detail` says more of a refusal, for a person who
    reads English logs; pages word it by `refusal`.
    """

    change: Change
    answer: Answer
    revision: int
    stored: RatingRow | None = None
    refusal: Refusal | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Saved:
    """The answers, in the order of the changes, and the score afterwards (None when nothing was applied)."""

    judged: tuple[Judged, ...]
    scored: Scored | None


@dataclass(slots=True)
class _Batch:
    """What a batch has done so far, before anything is written."""

    rows: dict[str, RatingRow]
    touched: dict[str, RatingRow] = field(default_factory=dict)
    own_revision: dict[tuple[str, str], int] = field(default_factory=dict)
    remembered: list[tuple[str, str, str, int]] = field(default_factory=list)
    happened: list[Happened] = field(default_factory=list)


def save(
    session: Session,
    assessment: Assessment,
    edition: Edition,
    changes: Sequence[Change],
    *,
    by: UUID | None,
    at: datetime,
) -> Saved:
    """Apply a batch of changes to an assessment that the caller has locked.

    Each change is judged by itself, in order; those that can be applied are, and the assessment is
    rescored once. Fields that different people set merge; the same field set to another value since the
    revision that a change was based on is a conflict. Never fails for a missing fact.
    """
    if assessment.state not in OPEN:
        return refused_all(changes, Refusal.LOCKED)
    earlier = ratings.already_saved(session, assessment.id, {change.id for change in changes})
    batch = _Batch(ratings.of_assessment(session, assessment.id))
    judged = []
    for change in changes:
        revision = earlier.get((change.id, change.content_digest()))
        if revision is not None:
            stored = batch.rows.get(change.item_id)
            judged.append(Judged(change, Answer.ALREADY_APPLIED, revision, stored))
        else:
            one = _judge(batch, assessment, edition, change, by=by, at=at)
            if one.answer is Answer.APPLIED:
                earlier[change.id, change.content_digest()] = one.revision
            judged.append(one)
    return Saved(tuple(judged), _write(session, assessment, edition, batch, at=at))


def _judge(
    batch: _Batch, assessment: Assessment, edition: Edition, change: Change, *, by: UUID | None, at: datetime
) -> Judged:
    stored = batch.rows.get(change.item_id)
    try:
        fields = _checked(edition, change)
    except _Refuse as refuse:
        return _refused(change, refuse.refusal, refuse.detail, stored)
    current = stored or _blank(change.item_id, at)
    differing = {name: new for name, new in fields.items() if getattr(current, name) != new}
    for name in differing.keys() & set(FIELDS):
        seen = max(change.based_on, batch.own_revision.get((change.item_id, name), 0))
        if getattr(current, f"{name}_revision") > seen:
            return Judged(change, Answer.CONFLICT, current.revision, stored)
    if current.look_again and "value" in differing:
        differing["look_again"] = ""
    if differing:
        current = _changed(batch, assessment, current, differing, by=by, at=at)
    batch.remembered.append((change.id, change.content_digest(), change.item_id, current.revision))
    return Judged(change, Answer.APPLIED, current.revision, current)


def _changed(
    batch: _Batch,
    assessment: Assessment,
    current: RatingRow,
    differing: Mapping[str, str | None],
    *,
    by: UUID | None,
    at: datetime,
) -> RatingRow:
    revision = current.revision + 1
    columns: dict[str, Any] = dict(differing)
    columns |= {f"{name}_revision": revision for name in differing if name in FIELDS}
    row = current._replace(revision=revision, changed_at=at, changed_by=by, who=None, **columns)
    batch.rows[row.item_id] = batch.touched[row.item_id] = row
    batch.own_revision |= {(row.item_id, name): revision for name in differing}
    batch.happened.append(
        Happened(
            what="rating",
            by=by,
            at=at,
            school_id=assessment.school_id,
            assessment_id=assessment.id,
            item_id=row.item_id,
            before={name: getattr(current, name) for name in differing},
            after=differing,
        )
    )
    return row


def _write(
    session: Session, assessment: Assessment, edition: Edition, batch: _Batch, *, at: datetime
) -> Scored | None:
    ratings.remember(session, assessment.id, batch.remembered)
    if not batch.touched:
        return None
    ratings.write(session, assessment.id, list(batch.touched.values()))
    events.record(session, batch.happened)
    assessment.changed_at = at
    values = {item: row.value for item, row in batch.rows.items() if row.value is not None}
    outcome = rescore(session, assessment, edition, values=values)
    session.flush()
    return outcome


class _Refuse(Exception):
    """A change cannot be, and why."""

    def __init__(self, refusal: Refusal, detail: str = "") -> None:
        self.refusal, self.detail = refusal, detail
        super().__init__(refusal)


def _checked(edition: Edition, change: Change) -> dict[str, str | None]:
    """Return the fields as they are to be stored. Raises _Refuse."""
    is_gate = any(gate.id == change.item_id for gate in edition.gates)
    if not is_gate and change.item_id not in edition.indicators:
        raise _Refuse(Refusal.UNKNOWN_ITEM, change.item_id)
    if not change.fields:
        raise _Refuse(Refusal.EMPTY)
    fields: dict[str, str | None] = {}
    for name, new in change.fields.items():
        if name == "value":
            fields[name] = _checked_value(edition, change.item_id, new)
        elif name == CONFIRMED:
            if new:
                fields["look_again"] = ""
        elif name not in FIELDS:
            raise _Refuse(Refusal.UNKNOWN_FIELD, name)
        elif len(new or "") > LONGEST_TEXT:
            raise _Refuse(Refusal.TOO_LONG, name)
        else:
            fields[name] = (new or "").replace("\r\n", "\n").strip()
    return fields


def _checked_value(edition: Edition, item_id: str, value: str | None) -> str | None:
    indicator = edition.indicators.get(item_id)
    if not value:
        return None
    if indicator is None:
        if value not in GATE_ANSWERS:
            raise _Refuse(Refusal.FAULTY_RATING, value)
        return value
    if value == NOT_APPLICABLE and not indicator.na_allowed:
        raise _Refuse(Refusal.NOT_APPLICABLE_FORBIDDEN, item_id)
    try:
        return check_rating(indicator, value)
    except FaultyRating as faulty:
        raise _Refuse(Refusal.FAULTY_RATING, str(faulty)) from None


def _refused(change: Change, refusal: Refusal, detail: str = "", stored: RatingRow | None = None) -> Judged:
    revision = stored.revision if stored else 0
    return Judged(change, Answer.REFUSED, revision, stored, refusal, detail)


def refused_all(changes: Sequence[Change], refusal: Refusal) -> Saved:
    """Return the answer to changes of which none may be applied, all for the same reason."""
    return Saved(tuple(_refused(change, refusal) for change in changes), None)


def _blank(item_id: str, at: datetime) -> RatingRow:
    return RatingRow(item_id, None, "", "", "", 0, 0, 0, 0, 0, "", at, None, None)
