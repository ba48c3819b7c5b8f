"""The route: the cheapest set of indicators to lift so that the outcome reaches a target.

Exact for every method. With `count` and `levels` it is a transport problem (cheapest_levels), with
`points` a knapsack problem (cheapest_cover); prices are whole numbers in the order in which routes are
preferred: cheapest, then fewest steps, then the smallest list of positions.
"""

from collections.abc import Collection, Mapping
from fractions import Fraction

from inspector.criteria.model import Edition, FactValue, OutcomeId
from inspector.scoring.count import Count
from inspector.scoring.levels import Levels
from inspector.scoring.lifts import Lifts, lifts_from, rated_as
from inspector.scoring.points import Points
from inspector.scoring.ranks import ranks_of
from inspector.scoring.result import Route
from inspector.scoring.route_by_criteria import lifts_for_count, lifts_for_level
from inspector.scoring.route_by_points import lifts_for_band
from inspector.scoring.rows import NA, NOT_MET, Cell, Row
from inspector.scoring.scorer import Gates, Given, Scorer, scorer


class UnknownTarget(ValueError):
    """There is no such outcome; `known` lists those that there are, from the lowest up."""

    def __init__(self, target: OutcomeId, known: tuple[OutcomeId, ...]) -> None:
        listed = ", ".join(str(one) for one in known) or "none, for this edition concludes nothing"
        super().__init__(f"There is no outcome “{target}”. Known are: {listed}.")
        self.target = target
        self.known = known


def route(
    edition: Edition,
    facts: Mapping[str, FactValue | None],
    ratings: Given,
    gates: Given,
    target: OutcomeId,
) -> Route:
    """Return the cheapest route to a target, or why there is none.

    `facts`, `ratings` and `gates` as for `score`; blank ratings stay at their worst unless lifted, blank
    gates are taken as “no”. `target`: a band, a counted outcome, or a level number.
    Raises UnknownTarget, and what `score` raises.
    """
    ready = scorer(edition, facts)
    lifts = lifts_from(ready, ready.rated(ratings, gates), ratings)
    check_target(edition, target)
    wanted = ready.method.ranks.index(target)
    given = ready.gates_given(gates)
    chosen = _lifts_to(ready, lifts, given, wanted)
    if chosen is None:
        return Route(target, False, None, (), _because(ready, lifts, given, wanted), given.blank)
    steps = lifts.steps(chosen)
    return Route(target, True, sum((one.effort_days for one in steps), Fraction()), steps, (), given.blank)


def check_target(edition: Edition, target: OutcomeId) -> None:
    """Raises UnknownTarget for what is no outcome of the edition."""
    known = ranks_of(edition.rule)
    if target not in known:
        raise UnknownTarget(target, known)


def _lifts_to(ready: Scorer, lifts: Lifts, given: Gates, wanted: int) -> Collection[int] | None:
    """Return the places of the rows to lift; None: the target cannot be reached."""
    method, standing = ready.method, ready.standing(lifts.rated)
    if given.cap < wanted or all(state == NA for state in standing.states):
        return None
    if standing.low.rank is not None and standing.low.rank >= wanted:
        return ()
    if isinstance(method, Points):
        return lifts_for_band(method, lifts, wanted)
    if isinstance(method, Count):
        return lifts_for_count(method, lifts, standing.criteria, wanted)
    assert isinstance(method, Levels), "without a rule there is no target"
    return lifts_for_level(method, lifts, wanted)


def _because(ready: Scorer, lifts: Lifts, given: Gates, wanted: int) -> tuple[str, ...]:
    """Name the gates that cap below the target, then the criteria that stay short after every lift.

    Short of what the method counts: with `points` of all their points, with `levels` of the target's
    level, with `count` of being met.
    """
    cells = lifts.after(lifts.keys)
    at_best = ready.standing(rated_as(cells))
    layout, pairs = ready.layout, list(zip(lifts.rows, cells, strict=True))
    if isinstance(ready.method, Points):
        short = [
            any(_is_below_best(row, cell) for row, cell in pairs[slice(*span)])
            for span in layout.criterion_rows
        ]
    elif isinstance(ready.method, Levels):
        short = [level < ready.method.level_at(wanted) for level in at_best.low.levels]
    else:
        short = [state == NOT_MET for state in at_best.criteria]
    criteria = [one for one, is_short in zip(layout.criteria, short, strict=True) if is_short]
    return (*(gate for gate in given.yes if ready.gates[gate] < wanted), *criteria)


def _is_below_best(row: Row, cell: Cell) -> bool:
    return cell.state != NA and cell.value < row.best.value
