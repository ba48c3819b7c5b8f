"""What a list can change of a school as it is stored: name, last day, places, facts."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from inspector.store.base import LAST_DAY

Place = tuple[UUID, date, date]
"""A unit, and the first and last day on which a school lies in it."""

Series = tuple[tuple[date, str | None], ...]
"""The values of a fact, each with the day from which it holds."""


@dataclass(frozen=True, slots=True)
class SchoolState:
    """A school as it is stored. `facts` may be only those that are spoken of."""

    name: str
    last_day: date = LAST_DAY
    places: tuple[Place, ...] = ()
    facts: Mapping[str, Series] = field(default_factory=dict)

    def unit_on(self, day: date) -> UUID | None:
        """Return the unit in which the school lies on a day."""
        return next((unit for unit, first, last in self.places if first <= day <= last), None)

    @property
    def newest_unit(self) -> UUID | None:
        """Return the unit in which the school lies last."""
        return max(self.places, key=lambda one: one[1])[0] if self.places else None

    def fact_on(self, fact: str, day: date) -> str | None:
        """Return what is known on a day."""
        return next((value for first, value in reversed(self.facts.get(fact, ())) if first <= day), None)

    def moved(self, unit: UUID, day: date) -> "SchoolState":
        """Return the school lying in a unit from a day until a later place begins."""
        later = min((first for _, first, _ in self.places if first > day), default=None)
        until = LAST_DAY if later is None else later - timedelta(days=1)
        places = [
            (old, first, min(last, day - timedelta(days=1)) if first < day <= last else last)
            for old, first, last in self.places
            if first != day
        ]
        return replace(self, places=tuple(sorted([*places, (unit, day, until)], key=lambda one: one[1])))

    def knowing(self, fact: str, value: str | None, day: date) -> "SchoolState":
        """Return the school of which a fact holds from a day on; a later value keeps its own day."""
        kept = [one for one in self.facts.get(fact, ()) if one[0] != day]
        series = tuple(sorted([*kept, (day, value)], key=lambda one: one[0]))
        return replace(self, facts={**self.facts, fact: series})

    def only_facts(self, facts: Sequence[str]) -> "SchoolState":
        """Return the same with no more than some facts."""
        return replace(self, facts={fact: self.facts.get(fact, ()) for fact in facts})

    def as_json(self) -> dict[str, Any]:
        """Return it as events keep it."""
        return {
            "name": self.name,
            "last_day": self.last_day.isoformat(),
            "places": [[str(unit), first.isoformat(), last.isoformat()] for unit, first, last in self.places],
            "facts": {
                fact: [[day.isoformat(), value] for day, value in series]
                for fact, series in sorted(self.facts.items())
            },
        }


def state_from(kept: Mapping[str, Any]) -> SchoolState:
    """Return what an event kept."""
    return SchoolState(
        name=kept["name"],
        last_day=date.fromisoformat(kept["last_day"]),
        places=tuple(
            (UUID(unit), date.fromisoformat(first), date.fromisoformat(last))
            for unit, first, last in kept["places"]
        ),
        facts={
            fact: tuple((date.fromisoformat(day), value) for day, value in series)
            for fact, series in kept["facts"].items()
        },
    )


def as_text(value: object) -> str:
    """Return a value as one JSON text, always the same for the same value."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
