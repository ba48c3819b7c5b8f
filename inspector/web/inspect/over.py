"""A visit that is over: its minutes, what was added to them, and what the school answered."""

from dataclasses import dataclass

from flask import url_for

from inspector.store import visits
from inspector.web.asking import db
from inspector.web.formatting import moment
from inspector.web.inspect.cards import Card, cards
from inspector.web.inspect.visited import Head, Visited, head


@dataclass(frozen=True, slots=True)
class Added:
    """Something added to signed minutes."""

    text: str
    reason: str
    who: str
    when: str


@dataclass(frozen=True, slots=True)
class OverPage:
    head: Head
    signed: str
    findings: tuple[Card, ...]
    supplements: tuple[Added, ...]
    supplement_url: str


def over_page(found: Visited) -> OverPage:
    """Return a signed visit, in three further statements."""
    visit = found.visit
    findings = visits.findings_of_visit(db(), visit.id)
    return OverPage(
        head(found, 0),
        moment(visit.signed_at),
        cards(db(), findings, item_url=lambda one: found.item_url(one.item_id)),
        added(found),
        url_for("inspect.supplement", visit_id=visit.id),
    )


def added(found: Visited) -> tuple[Added, ...]:
    """Return what was added to the minutes of a visit, oldest first."""
    return tuple(
        Added(one.text, one.reason, who or "", moment(one.at))
        for one, who in visits.supplements(db(), found.visit.id)
    )
