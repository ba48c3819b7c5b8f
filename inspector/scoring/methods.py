"""What the rules of all methods have in common: whole numbers in, the place of an outcome out.

A rule is asked twice while blanks are open: once with every blank at its worst, once at its best.
"""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from inspector.criteria.model import OutcomeId
from inspector.scoring.layout import Layout
from inspector.scoring.rows import MET, NOT_MET


class End(NamedTuple):
    """What a rule says at one end of the interval. Percentages in tenths; None: nothing applicable."""

    rank: int | None  # place among the outcomes, gates left aside; None: the rule concludes nothing
    percent: int | None
    groups: Sequence[int | None]
    levels: Sequence[int] = ()  # of the criteria, with `levels` only


class Method(Protocol):
    """A rule, as it holds for one school."""

    @property
    def ranks(self) -> tuple[OutcomeId, ...]:
        """All outcomes from the lowest up; empty where nothing is concluded."""

    def end(
        self, values: Sequence[int], bests: Sequence[int], criteria: Sequence[int], unmet_from: int
    ) -> End:
        """Conclude at one end of the interval.

        `values`: `low` of the cells of all rows, or `high`; `bests`: their `best`. `criteria`: the states
        of the criteria; from `unmet_from` on a state counts as unmet at this end.
        """

    def blockers(self, states: Sequence[int], levels: Sequence[int], rank: int | None) -> list[int]:
        """Return the places of the criteria that are known to stand in the way of a better outcome.

        `levels` and `rank` are those of the high end, gates included; None: no rule.
        """


def count_met(states: Sequence[int], unmet_from: int) -> int:
    """Return how many criteria are met where those from `unmet_from` on are not."""
    return sum(states.count(state) for state in range(MET, unmet_from))


def any_unmet(states: Sequence[int], places: Sequence[int], unmet_from: int) -> bool:
    """Say whether one of the criteria at these places is unmet."""
    return any(states[place] >= unmet_from for place in places)


def mandatory_unmet(layout: Layout, states: Sequence[int]) -> list[int]:
    """Return the places of the mandatory criteria known to be unmet."""
    return [place for place in layout.mandatory if states[place] == NOT_MET]


def tenths(part: int, whole: int) -> int | None:
    """Return 100 × part / whole in tenths of a per cent, half up: the published figure. None: whole is 0.

    >>> tenths(1, 3), tenths(7495, 10000), tenths(0, 0)
    (333, 750, None)
    """
    return (2000 * part + whole) // (2 * whole) if whole else None
