"""The rating form without scripts: what was posted, as changes.

The form carries the values that it was drawn with; only what differs from them becomes a change. The id of
a change comes from the form and the item, so that Back and sending again saves nothing twice.
"""

import hashlib
from collections.abc import Iterable, Iterator

from flask_babel import gettext
from werkzeug.datastructures import MultiDict

from inspector.criteria.model import NOT_APPLICABLE
from inspector.services.saving import CONFIRMED, Refusal
from inspector.web.assess.typed import STORED_NAMES, Unread, Wanted, clean

MOST_DIGITS = 9
CONFIRM = "confirm"
"""What the field `then` says when everything that was drawn as to be looked at still holds."""


def posted(form: MultiDict[str, str], items: Iterable[str]) -> Iterator[tuple[Wanted, Unread | None]]:
    """Yield a change for every item of which something differs, and what cannot be read of it, if so."""
    form_id = form.get("form", "")[:200]
    for item in items:
        revision = form.get(f"revision:{item}", "")
        if not revision.isascii() or not revision.isdigit() or len(revision) > MOST_DIGITS:
            continue  # the page was drawn without this item
        fields = {name: now for name in STORED_NAMES if (now := _changed(form, name, item)) is not None}
        if fields:
            wanted = Wanted(_change_id(form_id, item), item, int(revision), fields)
            yield wanted, _contradiction(form, wanted)


def _changed(form: MultiDict[str, str], name: str, item: str) -> str | None:
    """Return what a field was changed to; None when it was not changed, or not on the page."""
    was = form.get(f"was:{name}:{item}")
    if was is None:
        return None
    if name == CONFIRMED and form.get("then") == CONFIRM:
        return "yes"
    now = clean(_rating(form, item) if name == "rating" else form.get(f"{name}:{item}", was))
    return now if now.strip() != clean(was).strip() else None


def _rating(form: MultiDict[str, str], item: str) -> str:
    """Return the rating that was given; a radio that nobody chose is not sent at all."""
    number = form.get(f"rating:{item}", "")
    return NOT_APPLICABLE if form.get(f"na:{item}") and not _is_new(form, item) else number


def _is_new(form: MultiDict[str, str], item: str) -> bool:
    """Say whether a rating other than the one that the page was drawn with was chosen or typed."""
    now = form.get(f"rating:{item}", "").strip()
    return now not in ("", form.get(f"was:rating:{item}", ""))


def _contradiction(form: MultiDict[str, str], wanted: Wanted) -> Unread | None:
    """A new number and “not applicable” at once: which one is meant?"""
    if not form.get(f"na:{wanted.item_id}") or not _is_new(form, wanted.item_id):
        return None
    message = gettext("Mục này vừa có số vừa có “Không áp dụng”: xoá số, hoặc bỏ dấu chọn.")
    return Unread(wanted.id, wanted.item_id, wanted.based_on, Refusal.FAULTY_RATING, message)


def _change_id(form_id: str, item: str) -> str:
    return hashlib.sha256(f"{form_id}:{item}".encode(errors="replace")).hexdigest()
