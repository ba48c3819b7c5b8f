"""Changing an edition in the making, part by part; putting it away and taking it up again."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from sqlalchemy.orm import Session

from inspector.criteria import nodes
from inspector.criteria.digest import as_written, canonical_json
from inspector.criteria.drafted import Drafted, changed_parts
from inspector.criteria.strict_yaml import Node
from inspector.criteria.write import as_yaml
from inspector.store import drafts, events
from inspector.store.events import Happened
from inspector.store.tables import EditionDraft
from inspector.store.tables.drafts import DraftState


class DraftLocked(Exception):
    """A draft that is published or withdrawn does not change any more; nothing was changed."""

    def __init__(self, draft: EditionDraft) -> None:
        self.draft = draft
        super().__init__(f"Draft {draft.id} is {draft.state}. Start a new edition from it.")


class ChangedMeanwhile(Exception):
    """Somebody else changed the same parts since they were read; nothing was changed."""

    def __init__(self, draft: EditionDraft) -> None:
        self.draft = draft
        super().__init__(f"Draft {draft.id} has changed meanwhile.")


def drafted_of(draft: EditionDraft) -> Drafted:
    """Return what a draft holds."""
    return Drafted.read(draft.set_id, draft.head, drafts.files_of(draft))


def mark_of(drafted: Drafted, parts: Sequence[str]) -> str:
    """Return a short digest of parts as they were read, by which a later change of them is noticed."""
    written = [as_written(drafted.parts[one]) if one in drafted.parts else None for one in parts]
    return sha256(canonical_json(written)).hexdigest()[:16]


def change(
    session: Session,
    draft: EditionDraft,
    edit: Callable[[Drafted], Drafted],
    *,
    by: UUID | None,
    at: datetime,
    parts: Sequence[str] = (),
    seen: str | None = None,
) -> Drafted:
    """Change a draft, which the caller has locked; what differs is kept as events, part by part.

    `seen` is the mark of the parts as the person read them: if they say something else by now, and not what
    the person wants them to say, ChangedMeanwhile is raised. Changes of other parts do not stand in the way.
    Raises DraftLocked.
    """
    refuse_locked(draft)
    before = drafted_of(draft)
    after = edit(before)
    changed = changed_parts(before, after)
    if not changed and nodes.same(nodes.listing(before.groups), nodes.listing(after.groups)):
        return before
    if seen is not None and changed.keys() & set(parts) and mark_of(before, parts) != seen:
        raise ChangedMeanwhile(draft)
    draft.head, draft.files = after.head_text, drafts.files_text(after.files)
    _touch(draft, by, at)
    happened = [
        _happened(draft, "change_draft", by, at, item_id=name, before=_yaml(old), after=_yaml(new))
        for name, (old, new) in changed.items()
    ]
    events.record(session, happened or [_happened(draft, "change_draft", by, at, item_id="order")])
    return after


def refuse_locked(draft: EditionDraft) -> None:
    """Raises DraftLocked for what may not be changed any more."""
    if draft.state is not DraftState.OPEN:
        raise DraftLocked(draft)


def _touch(draft: EditionDraft, by: UUID | None, at: datetime) -> None:
    draft.revision += 1
    draft.proposed_by = None
    draft.changed_by, draft.changed_at = by, at


def _yaml(node: Node | None) -> dict[str, str]:
    return {} if node is None else {"yaml": as_yaml(node)}


def withdraw(session: Session, draft: EditionDraft, reason: str, *, by: UUID | None, at: datetime) -> None:
    """Put a draft away, with a reason; it is kept as it is and can be taken up again. Raises DraftLocked."""
    refuse_locked(draft)
    _touch(draft, by, at)
    draft.state, draft.reason = DraftState.WITHDRAWN, reason
    record(session, draft, "withdraw_draft", by, at, after={"reason": reason})


def restore(session: Session, draft: EditionDraft, *, by: UUID | None, at: datetime) -> None:
    """Take a withdrawn draft up again. Raises DraftLocked for one that is published."""
    if draft.state is DraftState.OPEN:
        return
    if draft.state is not DraftState.WITHDRAWN:
        raise DraftLocked(draft)
    _touch(draft, by, at)
    draft.state, draft.reason = DraftState.OPEN, ""
    record(session, draft, "restore_draft", by, at)


def record(
    session: Session,
    draft: EditionDraft,
    what: str,
    by: UUID | None,
    at: datetime,
    *,
    after: Mapping[str, object] | None = None,
) -> None:
    """Keep an event of a draft."""
    events.record(session, [_happened(draft, what, by, at, after=after or {})])


def _happened(
    draft: EditionDraft,
    what: str,
    by: UUID | None,
    at: datetime,
    *,
    item_id: str = "",
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> Happened:
    return Happened(
        what=what, by=by, at=at, draft_id=draft.id, item_id=item_id, before=before or {}, after=after or {}
    )
