"""Routes by criteria: enough of them met, or at the levels that a school level asks for."""

from collections.abc import Callable, Collection, Sequence

from inspector.scoring.cheapest_levels import cheapest_levels
from inspector.scoring.count import Count, applicable_criteria
from inspector.scoring.levels import Levels
from inspector.scoring.lifts import Lifts, unmet_rows
from inspector.scoring.rows import NA

Needed = Callable[[int, int], Collection[int] | None]
"""The rows to lift so that a criterion (its place) is at a level, or met (level 1); None: no way."""


def lifts_for_count(
    method: Count, lifts: Lifts, criteria: Sequence[int], wanted: int
) -> Collection[int] | None:
    """Return the cheapest lifts to the outcome of rank `wanted` or a better one; None: no way.

    `criteria`: the states of the criteria, blanks at their worst.
    """
    needs = [need for rank, need in method.needs(applicable_criteria(criteria)).items() if rank >= wanted]
    if not needs:
        return None

    def needed(place: int, level: int) -> Collection[int] | None:
        rows = unmet_rows(lifts.cells, method.layout.criterion_rows[place]) if level else []
        return rows if lifts.include(rows) else None

    forced = method.layout.mandatory if wanted > method.mandatory_rank else ()
    base = [int(place in forced and state != NA) for place, state in enumerate(criteria)]
    counted = [place for place, state in enumerate(criteria) if state != NA]
    return _cheapest(lifts, needed, base, counted, at_least=[0, min(needs)])


def lifts_for_level(method: Levels, lifts: Lifts, wanted: int) -> Collection[int] | None:
    """Return the cheapest lifts to the school level of rank `wanted`; None: no way."""

    def needed(place: int, level: int) -> Collection[int] | None:
        rows = [row for row in range(*method.layout.criterion_rows[place]) if lifts.cells[row].value < level]
        high_enough = all(lifts.rows[row].best.value >= level for row in rows)
        return rows if high_enough and lifts.include(rows) else None

    needs = method.reach[:wanted]
    base = [max(levels) for levels in zip(*(method.wanted(need) for need in needs), strict=True)]
    at_least = [0] * (max(needs[-1].level, *base) + 1)
    for need in needs:
        if not need.all:
            at_least[need.level] = need.others_at_least
    return _cheapest(lifts, needed, base, method.others, at_least)


def _cheapest(
    lifts: Lifts, needed: Needed, base: Sequence[int], counted: Sequence[int], at_least: Sequence[int]
) -> Collection[int] | None:
    """Return the cheapest lifts that bring every criterion to its base and enough of the counted ones up."""

    def price(place: int, level: int) -> int | None:
        rows = needed(place, level)
        return None if rows is None else lifts.price(rows)

    prices = [[price(place, level) for level in range(len(at_least))] for place in counted]
    found = cheapest_levels(prices, [base[place] for place in counted], at_least)
    if found is None:
        return None
    levels = {**dict(enumerate(base)), **dict(zip(counted, found, strict=True))}
    chosen = [needed(place, level) for place, level in levels.items()]
    if any(rows is None for rows in chosen):
        return None
    return {row for rows in chosen if rows is not None for row in rows}
