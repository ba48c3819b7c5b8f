"""Where sets and editions of criteria are read: their addresses, for pages of every package."""

from datetime import date
from typing import Any

from flask import url_for

from inspector.criteria.model import Edition
from inspector.web.application import application
from inspector.web.asking import today

LAW = "_law-"
"""Before the id of a text that criteria rest on, as an anchor: no id of an item begins so."""


def set_url(set_id: str, day: date | None = None) -> str:
    """Return the address of a set, on a day if that is not today."""
    asked = None if day in (None, today()) else day
    return url_for("consult.of_set", set_id=set_id, day=asked)


def edition_url(edition: Edition, anchor: str | None = None, *, is_open: bool = False) -> str:
    """Return the address of an edition, or of a place in it; `is_open`: with everything unfolded.

    It names the digest where the files hold no such text any more: the stored one is shown then.
    """
    return url_for("consult.edition", **_which(edition), open="all" if is_open else None, _anchor=anchor)


def workbook_url(edition: Edition) -> str:
    """Return the address of an edition as an Excel workbook."""
    return url_for("consult.workbook", **_which(edition))


def _which(edition: Edition) -> dict[str, Any]:
    is_there = application().editions.catalogue.by_digest(edition.digest) is not None
    digest = None if is_there else edition.digest
    return {"set_id": edition.set_id, "first_day": edition.in_force_from, "digest": digest}


def permanent_url(edition: Edition) -> str:
    """Return the whole address under which exactly this text stays readable."""
    return url_for(
        "consult.edition",
        set_id=edition.set_id,
        first_day=edition.in_force_from,
        digest=edition.digest,
        _external=True,
    )


def compare_url(new: Edition, old: Edition) -> str:
    """Return the address of what changed from one edition to another."""
    return url_for("consult.compare", set_id=new.set_id, new_day=new.in_force_from, old_day=old.in_force_from)
