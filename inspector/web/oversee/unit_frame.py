"""The way down to a unit, as breadcrumbs."""

from collections.abc import Mapping

from flask import url_for
from sqlalchemy.orm import Session

from inspector.store import units
from inspector.store.accounts import Person
from inspector.web.asking import today
from inspector.web.oversee.chosen import Chosen


def crumbs(session: Session, who: Person, chosen: Chosen, *more: str) -> tuple[Mapping[str, str], ...]:
    """Return the way from the person's own unit to the one chosen, and on to the page at hand.

    One statement. The last one has no address.
    """
    day = today() if chosen.as_it_is_now else chosen.asked.reference_day
    path = units.path_to(session, chosen.unit.id, who.id, day, today())
    way = [
        {"text": one.name, "url": url_for("oversee.unit", unit_id=one.id, **chosen.args())} for one in path
    ]
    found = [*way, *({"text": one} for one in more)]
    return (*found[:-1], {"text": found[-1]["text"]})
