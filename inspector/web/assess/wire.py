"""Saving as JSON: what programs and the scripts of the form send, and what they get back."""

from collections.abc import Iterator, Sequence
from typing import Any

from inspector.criteria.model import Edition
from inspector.services.rescoring import Scored
from inspector.services.saving import CONFIRMED, MOST_CHANGES, Answer, Judged, Refusal
from inspector.store.ratings import RatingRow
from inspector.web.assess.outcomes import shown
from inspector.web.assess.rows import stored_fields
from inspector.web.assess.typed import STORED_NAMES, Unread, Wanted
from inspector.web.assess.words import refusal_words
from inspector.web.formatting import moment

LONGEST_ID = 64
MOST_REVISION = 10**9


class Malformed(ValueError):
    """A body that is not what this address takes; the text says where and what."""


class TooMany(ValueError):
    """More changes than one batch may hold."""


def read_changes(body: object) -> list[Wanted]:
    """Return the changes of {"changes": [{id, indicator, revision, fields}]}. Raises Malformed, TooMany."""
    changes = body.get("changes") if isinstance(body, dict) else None
    if not isinstance(changes, list):
        raise Malformed('The body must be {"changes": [{"id", "indicator", "revision", "fields"}]}.')
    if len(changes) > MOST_CHANGES:
        raise TooMany(f"At most {MOST_CHANGES} changes at once.")
    return [_change(one, f"changes[{place}]") for place, one in enumerate(changes)]


def _change(given: object, place: str) -> Wanted:
    if not isinstance(given, dict):
        raise Malformed(f"{place} must be an object.")
    id_ = _text(given.get("id"), f"{place}.id")
    if not 0 < len(id_) <= LONGEST_ID:
        raise Malformed(f"{place}.id must have 1 to {LONGEST_ID} characters.")
    revision = given.get("revision")
    if not isinstance(revision, int) or isinstance(revision, bool) or not 0 <= revision <= MOST_REVISION:
        raise Malformed(f"{place}.revision must be a whole number from 0 up.")
    fields = given.get("fields")
    if not isinstance(fields, dict):
        raise Malformed(f"{place}.fields must be an object.")
    read = {
        name: None if text is None else _text(text, f"{place}.fields.{name}") for name, text in fields.items()
    }
    return Wanted(id_, _text(given.get("indicator"), f"{place}.indicator"), revision, read)


def _text(given: object, place: str) -> str:
    if not isinstance(given, str):
        raise Malformed(f"{place} must be a text.")
    try:
        given.encode()
    except UnicodeEncodeError:
        raise Malformed(f"{place} holds half a character.") from None
    if "\0" in given:
        raise Malformed(f"{place} holds a NUL character.")
    return given


def answer(
    edition: Edition, wanted: Sequence[Wanted], judged: Sequence[Judged | Unread], scored: Scored | None
) -> dict[str, Any]:
    """Return the answer: one result a change, in order, and the score when something was applied."""
    results = [
        _unread(one) if isinstance(one, Unread) else _judged(edition, asked, one)
        for asked, one in zip(wanted, judged, strict=True)
    ]
    return {"results": results, "score": {"text": shown(edition, scored).brief} if scored else None}


def refused_all(wanted: Sequence[Wanted], refusal: Refusal) -> dict[str, Any]:
    """Return the answer to somebody who may not save here: it names nothing but what they sent."""
    results = [
        {
            "id": one.id,
            "status": Answer.REFUSED,
            "revision": one.based_on,
            "reason": refusal,
            "message": refusal_words(refusal),
        }
        for one in wanted
    ]
    return {"error": refusal, "message": refusal_words(refusal), "results": results, "score": None}


def _unread(one: Unread) -> dict[str, Any]:
    return {
        "id": one.id,
        "status": Answer.REFUSED,
        "revision": one.based_on,
        "reason": one.refusal,
        "message": one.message,
    }


def _judged(edition: Edition, asked: Wanted, one: Judged) -> dict[str, Any]:
    result: dict[str, Any] = {"id": one.change.id, "status": one.answer, "revision": one.revision}
    if one.answer is Answer.CONFLICT:
        result["theirs"] = dict(_fields(edition, asked, one.stored)) | _by(one.stored)
    elif one.answer is Answer.REFUSED and one.refusal is not None:
        result["reason"] = one.refusal
        result["message"] = refusal_words(one.refusal, edition.indicators.get(asked.item_id))
    else:
        result["fields"] = dict(_fields(edition, asked, one.stored))
    return result


def _fields(edition: Edition, asked: Wanted, row: RatingRow | None) -> Iterator[tuple[str, str | None]]:
    """Yield what is stored of the fields that a change names, as the page writes it."""
    stored = stored_fields(edition, asked.item_id, row)
    for name in asked.fields:
        if name in STORED_NAMES and name != CONFIRMED:
            yield name, getattr(stored, name)


def _by(row: RatingRow | None) -> dict[str, str | None]:
    return {"who": row.who, "when": moment(row.changed_at)} if row else {}
