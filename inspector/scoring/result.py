"""What scoring says, as values. `as_json` in this package prints them the way the file format shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal, NamedTuple, Protocol

from inspector.criteria.model import OutcomeId

CriterionState = Literal["met", "not_met", "na", "blank"] | int
"""In a `levels` edition the level reached, as a number, stands in the place of met and not_met."""


class GroupResult(NamedTuple):
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

    @property
    def counts(self) -> tuple[int, int, int, int, int]:
        """Met, applicable, answered, blank, total."""
        return self[4:]


class Details(Protocol):
    """Parts of a result that are worked out when first asked for; equal where all parts but margin are."""

    @property
    def criteria(self) -> Mapping[str, CriterionState]: ...

    @property
    def blockers(self) -> tuple[str, ...]: ...

    @property
    def margin(self) -> tuple[str, ...]: ...


class Result(NamedTuple):
    """The result of an assessment; every field as the file format says.

    `outcome` and `percent` are None until nothing is blank, and where nothing is applicable; `low`
    and `high` hold for every way of filling the blanks. Percentages have one decimal, half up.
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
    gates: tuple[str, ...]
    gates_blank: tuple[str, ...]
    details: Details

    @property
    def criteria(self) -> Mapping[str, CriterionState]:
        """The state of each criterion, in edition order; with `levels` its level."""
        return self.details.criteria

    @property
    def blockers(self) -> tuple[str, ...]:
        """The mandatory criteria known to be unmet (`levels`: those short of the next level), then gates."""
        return self.details.blockers

    @property
    def margin(self) -> tuple[str, ...]:
        """The indicators each of which, lost alone, would lower the outcome; empty while anything is blank.

        As much work as one more score for each indicator.
        """
        return self.details.margin


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
