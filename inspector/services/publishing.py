"""Publishing what was drafted, and ending a set."""

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Session

from inspector.criteria import nodes
from inspector.criteria.catalogue import Catalogue
from inspector.criteria.drafted import Drafted
from inspector.criteria.in_force import published as published_of
from inspector.criteria.model import Edition
from inspector.criteria.set_file import SET_FILE
from inspector.criteria.strict_yaml import MapNode, parse
from inspector.criteria.write import as_yaml
from inspector.services.draft_beginnings import OWN
from inspector.services.drafting import drafted_of, record, refuse_locked
from inspector.store import drafts, editions, events
from inspector.store.events import Happened
from inspector.store.tables import EditionDraft, OwnEdition, OwnSet
from inspector.store.tables.drafts import DraftState


class Obstacle(StrEnum):
    """Why a draft without faults of its own cannot be published yet."""

    NOT_LATER = "not_later"  # another published edition of the set begins on that day or after it
    SAME_TEXT = "same_text"  # an edition that says exactly the same is published already
    SET_ENDED = "set_ended"  # the set ends before the edition begins
    UNKNOWN_REPLACED = "unknown_replaced"  # a criterion replaces one that no edition before has


class NotPublishable(Exception):
    """A draft has faults, obstacles, or changed since it was looked over; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Hindrance:
    """An obstacle, and what it is about: a day, an edition, or ids of criteria."""

    obstacle: Obstacle
    about: str


def hindrances(session: Session, catalogue: Catalogue, drafted: Drafted) -> tuple[Hindrance, ...]:
    """Return what stands between a draft and being published, apart from its own faults."""
    found: list[Hindrance] = []
    of_set = catalogue.sets.get(drafted.set_id)
    known = of_set.editions if of_set else ()
    first_day, last = drafted.first_day, published_of(known)[-1:]
    if first_day and last and first_day <= last[0].in_force_from:
        found.append(Hindrance(Obstacle.NOT_LATER, last[0].in_force_from.isoformat()))
    ended = nodes.said(drafted.head, "ended")
    if first_day and ended and date.fromisoformat(ended) < first_day:
        found.append(Hindrance(Obstacle.SET_ENDED, ended))
    earlier = {id_ for one in known for id_ in (*one.criteria, *one.indicators)}
    found += [Hindrance(Obstacle.UNKNOWN_REPLACED, one) for one in _unknown_replaced(drafted, earlier)]
    edition, _ = drafted.read_edition() if not found and not drafted.faults else (None, ())
    if edition is not None:
        twin = catalogue.by_digest(edition.digest)
        stored = editions.text_of(session, edition.digest)
        if twin is not None or stored is not None:
            name = twin.id if twin else f"{stored[0]}/{stored[1]}" if stored else ""
            found.append(Hindrance(Obstacle.SAME_TEXT, name))
    return tuple(found)


def _unknown_replaced(drafted: Drafted, earlier: Collection[str]) -> list[str]:
    replaced = [
        nodes.said(old)
        for group in drafted.groups
        for criterion in nodes.items(group, "criteria")
        for old in nodes.items(criterion, "replaces")
    ]
    return [one for one in replaced if earlier and one not in earlier]


def propose(session: Session, draft: EditionDraft, *, by: UUID, at: datetime) -> None:
    """Ask a second person to publish a draft as it is. Raises DraftLocked."""
    refuse_locked(draft)
    draft.proposed_by = by
    record(session, draft, "propose_draft", by, at, after={"revision": draft.revision})


def may_publish(draft: EditionDraft, by: UUID, typed_title: str) -> bool:
    """Say whether a person may publish: somebody else asked them to, or they typed the title of the set."""
    title = nodes.said(drafted_of(draft).head, "title", "vi")
    return draft.proposed_by not in (None, by) or _as_typed(typed_title) == _as_typed(title) != ""


def _as_typed(title: str) -> str:
    return " ".join(unicodedata.normalize("NFC", title).split()).casefold()


def publish(
    session: Session,
    catalogue: Catalogue,
    draft: EditionDraft,
    *,
    revision: int,
    typed_title: str,
    by: UUID,
    at: datetime,
) -> Edition:
    """Publish a draft, which the caller has locked, as it was at a revision: from now on it never changes.

    Raises DraftLocked, and NotPublishable where `hindrances`, faults or `may_publish` stand in the way, or
    where the draft has changed since.
    """
    refuse_locked(draft)
    of_set = drafts.set_of(session, draft.set_id, lock=True)
    assert of_set is not None, "a draft belongs to a set"
    drafted = drafted_of(draft).with_edition({"status": nodes.words("published")})
    edition, _ = drafted.read_edition()
    if (
        edition is None
        or drafted.faults
        or draft.revision != revision
        or not may_publish(draft, by, typed_title)
        or hindrances(session, catalogue, drafted)
    ):
        raise NotPublishable
    stored = OwnEdition(
        set_id=draft.set_id,
        first_day=edition.in_force_from,
        digest=edition.digest,
        files=drafts.files_text(drafted.files),
        draft_id=draft.id,
        published_at=at,
        published_by=by,
        proposed_by=draft.proposed_by if draft.proposed_by != by else None,
    )
    is_own = draft.set_id.startswith(OWN)
    draft.files, draft.state = stored.files, DraftState.PUBLISHED
    draft.changed_by, draft.changed_at = by, at
    drafts.publish(session, stored, drafted.head_text if is_own else None)
    said = {"edition": edition.id, "digest": edition.digest, "proposed_by": stored.proposed_by}
    record(session, draft, "publish_draft", by, at, after=said)
    return edition


class CannotEnd(Exception):
    """A set cannot end on that day: its last edition begins later, or schools answer it today."""

    def __init__(self, earliest: date) -> None:
        self.earliest = earliest
        super().__init__(f"The set cannot end before {earliest}.")


def end_set(
    session: Session, of_set: OwnSet, last_day: date | None, *, today: date, by: UUID, at: datetime
) -> None:
    """Say the last day of an own set, or that it has none. Raises CannotEnd.

    A set that somebody has answered ends today at the earliest: what is in force on a past day stays.
    """
    days = [one.first_day for set_, one in drafts.published(session) if set_.set_id == of_set.set_id]
    earliest = max(days)
    if drafts.is_answered(session, of_set.set_id):
        earliest = max(earliest, today)
    if last_day is not None and last_day < earliest:
        raise CannotEnd(earliest)
    head, _ = parse(of_set.head, SET_FILE)
    assert isinstance(head, MapNode), "what was published can be read"
    ended = nodes.day(last_day.isoformat()) if last_day else nodes.NULL
    drafts.change_head(session, of_set.set_id, as_yaml(nodes.put(head, {"ended": ended})))
    for draft in drafts.open_of_set(session, of_set.set_id):
        whole = drafted_of(draft).with_head({"ended": ended})
        draft.head = whole.head_text
    before, after = {"ended": nodes.said(head, "ended")}, {"ended": last_day, "set": of_set.set_id}
    events.record(session, [Happened(what="end_set", by=by, at=at, before=before, after=after)])
