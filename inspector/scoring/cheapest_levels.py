"""The cheapest way to bring enough criteria to each level: a small transport problem, solved exactly.

Every criterion is put into one class, level 0 (nothing asked beyond its base) or one that a number of
criteria must reach. Places in the classes are filled one by one, each along the cheapest chain of
exchanges between classes (successive shortest paths), which keeps every step optimal. With n criteria
and k levels it takes at most n chains of n · k + k³ additions; prices are whole numbers of any size.
"""

from collections.abc import Sequence

Price = int | None
"""None: cannot be had."""


def cheapest_levels(
    prices: Sequence[Sequence[Price]], base: Sequence[int], at_least: Sequence[int]
) -> list[int] | None:
    """Return a level for each criterion, at the least total price.

    `prices[c][k]`: what it takes to have criterion c at level k or above, not falling with k.
    `base[c]`: the level that c must have in any case. `at_least[k]`: how many criteria must be at level
    k or above (`at_least[0]` is not looked at). Returns None when that cannot be had.
    """
    if any(prices[c][level] is None for c, level in enumerate(base)):
        return None
    levels = range(len(at_least))
    costs = [[one[max(level, least)] for level in levels] for one, least in zip(prices, base, strict=True)]
    given = [0] * len(prices)
    needed = 0
    for level in reversed(levels[1:]):
        more = max(0, at_least[level] - needed)
        needed += more
        for _ in range(more):
            if not _add_one(costs, given, level):
                return None
    return [max(level, least) for level, least in zip(given, base, strict=True)]


def _add_one(costs: Sequence[Sequence[Price]], given: list[int], target: int) -> bool:
    """Bring one more criterion into a class by the cheapest chain of moves; False: there is none."""
    moves = _cheapest_moves(costs, given)
    paths: dict[int, tuple[int, list[tuple[int, int]]]] = {0: (0, [])}
    improved = True
    while improved:
        improved = False
        for (start, end), (cost, criterion) in moves.items():
            if start in paths and end != 0:
                total = paths[start][0] + cost
                if end not in paths or total < paths[end][0]:
                    paths[end] = (total, [*paths[start][1], (criterion, end)])
                    improved = True
    if target not in paths:
        return False
    for criterion, level in paths[target][1]:
        given[criterion] = level
    return True


def _cheapest_moves(
    costs: Sequence[Sequence[Price]], given: Sequence[int]
) -> dict[tuple[int, int], tuple[int, int]]:
    """Return for each pair of classes the cheapest move of a criterion between them: price and criterion."""
    moves: dict[tuple[int, int], tuple[int, int]] = {}
    for criterion, start in enumerate(given):
        here = costs[criterion][start]
        assert here is not None, "what was given could be had"
        for end, there in enumerate(costs[criterion]):
            if end != start and there is not None:
                move = (there - here, criterion)
                if (start, end) not in moves or move < moves[start, end]:
                    moves[start, end] = move
    return moves
