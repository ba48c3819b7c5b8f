"""From what somebody typed to changes, and through the one path on which ratings are saved."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from inspector.criteria.model import NOT_APPLICABLE, Edition, Indicator, Measure, Scale
from inspector.services.rescoring import Scored
from inspector.services.saving import CONFIRMED, Change, Judged, Refusal, save
from inspector.store.tables import Assessment
from inspector.web.assess.numbers import NotANumber, TwoReadings, read_typed
from inspector.web.assess.words import not_negative, refusal_words, which_number

STORED_NAMES = {
    "rating": "value",
    "reason": "reason",
    "note": "note",
    "evidence": "evidence",
    CONFIRMED: CONFIRMED,
}
"""What pages and programs call the fields of a rating, and what they are called where they are stored."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A change that was not judged, for what was typed cannot be read; `message` says what to do."""

    id: str
    item_id: str
    based_on: int
    refusal: Refusal
    message: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """A change as typed: the fields by their names on pages, numbers as people write them."""

    id: str
    item_id: str
    based_on: int
    fields: Mapping[str, str | None]


def clean(words: str) -> str:
    """Return a text as it may be stored: composed letters, one kind of line ends, no NUL."""
    return unicodedata.normalize("NFC", words).replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def read(edition: Edition, wanted: Wanted) -> Change | Unread:
    """Return the change that is meant, or what cannot be read of it."""
    unknown = wanted.fields.keys() - STORED_NAMES.keys()
    if unknown:
        return _unread(wanted, Refusal.UNKNOWN_FIELD, refusal_words(Refusal.UNKNOWN_FIELD))
    fields = {STORED_NAMES[name]: clean(text or "") or None for name, text in wanted.fields.items()}
    indicator = edition.indicators.get(wanted.item_id)
    rating = fields.get("value")
    if indicator is not None and rating is not None and takes_number(indicator) and rating != NOT_APPLICABLE:
        try:
            fields["value"] = read_typed(rating, unit_of(indicator))
        except TwoReadings as two:
            return _unread(wanted, Refusal.FAULTY_RATING, which_number(two.whole, two.decimal))
        except NotANumber:
            words = refusal_words(Refusal.FAULTY_RATING, indicator)
            return _unread(wanted, Refusal.FAULTY_RATING, words)
        if str(fields["value"]).startswith("-") and not may_be_negative(indicator):
            return _unread(wanted, Refusal.FAULTY_RATING, not_negative())
    return Change(wanted.id, wanted.item_id, wanted.based_on, fields)


def _unread(wanted: Wanted, refusal: Refusal, message: str) -> Unread:
    return Unread(wanted.id, wanted.item_id, wanted.based_on, refusal, message)


def takes_number(indicator: Indicator) -> bool:
    return not isinstance(indicator.answer, Scale)


def may_be_negative(indicator: Indicator) -> bool:
    """Say whether a number below zero can be meant: only temperatures, and where a bound is one itself."""
    if not isinstance(indicator.answer, Measure):
        return True  # scores say themselves from what to what they go
    measure = indicator.answer
    bounds = [measure.bounds, *(one.bounds for one in measure.easier)]
    limits = [limit for one in bounds if one for limit in (one.at_least, one.at_most) if limit is not None]
    return "°" in measure.unit or any(limit < 0 for limit in limits)


def unit_of(indicator: Indicator) -> str:
    """Return the unit of a measured indicator, empty for others."""
    return indicator.answer.unit if isinstance(indicator.answer, Measure) else ""


def save_typed(
    session: Session,
    assessment: Assessment,
    edition: Edition,
    wanted: Sequence[Wanted | Unread],
    *,
    by: UUID,
    at: datetime,
) -> tuple[list[Judged | Unread], Scored | None]:
    """Save what can be read of a batch; return the answers in its order, and the score afterwards.

    The score is None when nothing was applied. The caller has locked the assessment.
    """
    asked = [one if isinstance(one, Unread) else read(edition, one) for one in wanted]
    saved = save(
        session, assessment, edition, [one for one in asked if isinstance(one, Change)], by=by, at=at
    )
    judged = iter(saved.judged)
    return [one if isinstance(one, Unread) else next(judged) for one in asked], saved.scored
