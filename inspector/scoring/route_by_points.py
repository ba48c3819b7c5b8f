"""Routes to a band: enough points in all, and in each group where the band has a floor."""

from collections.abc import Collection, Sequence

from inspector.scoring.cheapest_cover import Item, Pool, cheapest_cover
from inspector.scoring.lifts import Lifts, unmet_rows
from inspector.scoring.points import Points
from inspector.scoring.rows import NA


def lifts_for_band(method: Points, lifts: Lifts, wanted: int) -> Collection[int] | None:
    """Return the cheapest lifts to the band of rank `wanted` or a better one; None: no way."""
    forced: list[int] = []
    if wanted > method.mandatory_rank:
        spans = [method.layout.criterion_rows[place] for place in method.layout.mandatory]
        forced = [place for span in spans for place in unmet_rows(lifts.cells, span)]
        if not lifts.include(forced):
            return None
    found = [
        _lifts_to_limit(method, lifts, forced, percent, floor)
        for percent, floor in _ways_into(method, wanted)
    ]
    return min((one for one in found if one is not None), key=lifts.price, default=None)


def _ways_into(method: Points, wanted: int) -> set[tuple[int, int]]:
    """Return limit and floor of each band that will do, without those harder in both than another one."""
    ways = set(list(zip(method.limits, method.floors, strict=True))[wanted:])
    return {
        way for way in ways if not any(other[0] <= way[0] and other[1] <= way[1] for other in ways - {way})
    }


def _lifts_to_limit(
    method: Points, lifts: Lifts, forced: Sequence[int], percent: int, floor: int
) -> list[int] | None:
    """Return the cheapest lifts to a percentage, with a floor in every group, beside those forced."""
    cells = lifts.after(forced)
    sums = [
        (
            sum(cells[place].value for place in range(*span)),
            sum(lifts.rows[place].best.value for place in range(*span) if cells[place].state != NA),
        )
        for span in method.layout.group_rows
    ]
    factors, _ = method.factors([whole for _, whole in sums])
    part, whole = method.total(sums)
    pools = [
        Pool(
            [
                Item(place, lifts.keys[place], factor * (lifts.rows[place].best.value - cells[place].value))
                for place in range(*span)
                if place in lifts.keys and place not in forced
            ],
            factor * (least_part(floor, in_group[1]) - in_group[0]),
        )
        for span, factor, in_group in zip(method.layout.group_rows, factors, sums, strict=True)
    ]
    if all(pool.least <= 0 for pool in pools):
        pools = [Pool([item for pool in pools for item in pool.items], 0)]
    more = cheapest_cover(pools, least_part(percent, whole) - part)
    return None if more is None else [*forced, *more]


def least_part(tenths: int, whole: int) -> int:
    """Return the least part of `whole` whose published percentage is at least so many tenths.

    >>> least_part(800, 2000), least_part(0, 7)
    (1599, 0)
    """
    return max(0, -(-whole * (2 * tenths - 1) // 2000))
