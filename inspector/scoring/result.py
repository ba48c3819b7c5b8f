"""What scoring says, as values. `as_json` in this package prints them the way the file format shows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Literal

from inspector.criteria.model import OutcomeId

CriterionState = Literal["met", "not_met", "na", "blank"] | int
"""In a `levels` edition the level reached, as a number, stands in the place of met and not_met."""


@dataclass(frozen=True, slots=True)
class GroupResult:
    """A group's share. Percentages from 0 to 100 with one decimal; None as in Result."""

    id: str
    percent: Decimal | None
    percent_low: Decimal | None
    percent_high: Decimal | None
    met: int
    applicable: int
    answered: int
    blank: int
    total: int


@dataclass(frozen=True)
class Result:
    """The result of an assessment; every field as the file format says.

    `outcome` and `percent` are None until nothing is blank, and where nothing is applicable; `low`
    and `high` hold for every way of filling the blanks. Percentages have one decimal, half up.
    Two results are equal when all fields are; the margin follows from the ratings and is not compared.
    """

    set_id: str
    edition: str  # first day, ISO
    digest: str
    outcome: OutcomeId | None
    outcome_low: OutcomeId | None
    outcome_high: OutcomeId | None
    percent: Decimal | None
    percent_low: Decimal | None
    percent_high: Decimal | None
    met: int
    criteria_applicable: int
    applicable: int
    answered: int
    blank: int
    total: int
    groups: tuple[GroupResult, ...]
    criteria: Mapping[str, CriterionState]
    gates: tuple[str, ...]
    gates_blank: tuple[str, ...]
    blockers: tuple[str, ...]
    find_margin: Callable[[], tuple[str, ...]] = field(repr=False, compare=False)

    @cached_property
    def margin(self) -> tuple[str, ...]:
        """The indicators each of which, lost alone, would lower the outcome; empty while anything is blank.

        Worked out when first asked for: it is as much work as one more score for each indicator.
        """
        return self.find_margin()


@dataclass(frozen=True, slots=True)
class Step:
    """One indicator to lift. `to` is an option id, or a number as text for scores and measures."""

    indicator: str
    from_: str  # option id, number as text, or "blank"
    to: str
    effort_days: Fraction


@dataclass(frozen=True, slots=True)
class Route:
    """The cheapest way to a target. Unreachable: `cost_days` None, no steps, and why in `because`."""

    target: OutcomeId
    reachable: bool
    cost_days: Fraction | None
    steps: tuple[Step, ...]
    because: tuple[str, ...]
    assuming: tuple[str, ...]
