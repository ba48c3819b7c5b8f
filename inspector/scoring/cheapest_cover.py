"""The cheapest set of lifts whose gains are enough: in all, and in each of several pools.

A knapsack problem, solved exactly by dynamic programming over whole numbers. From the last lift to the
first it keeps, for what can be chosen from there on, only the choices that no other one betters in both
price and gain (a front). A choice is dropped, too, when even lifts cut into parts could not complete it
for the price of a set already known. Walking forward again, every lift is taken with which a cheapest
set can still be completed: that gives the smallest list of places.

A front holds at most as many choices as there are different gains, or different prices, so 200 lifts
take well under a second with efforts and points of the usual few digits. In the worst case, efforts
and points of many random digits chosen against it, it is exponential in the number of lifts.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from typing import NamedTuple


class Item(NamedTuple):
    """One lift: where it stands, its price and what it gains, both positive."""

    place: int
    price: int
    gain: int


@dataclass(frozen=True, slots=True)
class Pool:
    """Lifts of which a least gain is asked apart from the whole; 0 or less: none is."""

    items: Sequence[Item]  # by place
    least: int


Choice = tuple[int, int]
"""Price and gain of a set of lifts; gains are cut to what can be of use."""

Front = Sequence[Choice]
"""Price and gain both strictly rising."""

_NOTHING: Front = ((0, 0),)


def cheapest_cover(pools: Sequence[Pool], need: int) -> list[int] | None:
    """Return the places of the cheapest lifts that gain `need` in all, and in each pool its least.

    The pools follow each other by place. Of equally cheap sets the one with the smallest list of places.
    None: all lifts together are not enough.
    """
    by_worth = sorted((item for pool in pools for item in pool.items), key=_price_of_gain)
    known = _some_cover(pools, need, by_worth)
    return None if known is None else _Search(pools, need, by_worth, bound=known).places()


class _Search:
    """The fronts from each lift on, and the walk along them."""

    def __init__(self, pools: Sequence[Pool], need: int, by_worth: Sequence[Item], bound: int) -> None:
        self.pools = pools
        self.need = need
        self.useful = max(need, 0)
        self.by_worth = by_worth
        self.bound = bound  # the price of a set that is enough
        # Of each pool: the front of its own lifts from each one on. Of all pools from each one on: theirs.
        self.within = [self._fronts(pool) for pool in pools]
        self.onwards = self._onwards()

    def places(self) -> list[int]:
        left = next(price for price, gain in self.onwards[0] if gain >= self.need)
        need, taken = self.need, []
        for number, pool in enumerate(self.pools):
            least = pool.least
            for rank, item in enumerate(pool.items, start=1):
                after = (left - item.price, need - item.gain, least - item.gain)
                if _can_complete(self.within[number][rank], self.onwards[number + 1], *after):
                    left, need, least = after
                    taken.append(item.place)
        return taken

    def _fronts(self, pool: Pool) -> list[Front]:
        cut = max(self.useful, pool.least)
        fronts = [_NOTHING]
        decided: set[int] = set()
        for item in reversed(pool.items):
            decided.add(item.place)
            taken = [(price + item.price, min(gain + item.gain, cut)) for price, gain in fronts[-1]]
            fronts.append(self._worth_keeping([*fronts[-1], *taken], decided))
        fronts.reverse()
        return fronts

    def _onwards(self) -> list[Front]:
        fronts = [_NOTHING]
        decided: set[int] = set()
        for pool, within in zip(reversed(self.pools), reversed(self.within), strict=True):
            decided.update(item.place for item in pool.items)
            joined = [
                (price + more, min(gain + plus, self.useful))
                for price, gain in within[0]
                if gain >= pool.least
                for more, plus in fronts[-1]
                if price + more <= self.bound
            ]
            fronts.append(self._worth_keeping(joined, decided))
        fronts.reverse()
        return fronts

    def _worth_keeping(self, choices: Iterable[Choice], decided: Collection[int]) -> Front:
        rest = _Parts([item for item in self.by_worth if item.place not in decided])
        kept: list[Choice] = []
        for price, gain in sorted(choices):
            if kept and gain <= kept[-1][1]:
                continue
            more = rest.least_price(self.need - gain)
            if more is not None and price + more <= self.bound:
                if kept and price == kept[-1][0]:
                    kept.pop()
                kept.append((price, gain))
        return kept


class _Parts:
    """What lifts would cost if they could be cut into parts: never more than whole ones do."""

    def __init__(self, by_worth: Sequence[Item]) -> None:
        self._items = by_worth
        self._gains = list(accumulate((item.gain for item in by_worth), initial=0))
        self._prices = list(accumulate((item.price for item in by_worth), initial=0))

    def least_price(self, gain: int) -> int | None:
        """Return a price below which so much cannot be gained; None: it cannot be at any price."""
        if gain <= 0:
            return 0
        after = bisect_left(self._gains, gain)
        if after == len(self._gains):
            return None
        part = self._items[after - 1]
        missing = gain - self._gains[after - 1]
        return self._prices[after - 1] - (-part.price * missing // part.gain)


def _price_of_gain(item: Item) -> Fraction:
    return Fraction(item.price, item.gain)


def _some_cover(pools: Sequence[Pool], need: int, by_worth: Sequence[Item]) -> int | None:
    """Return the price of a set that is enough, found without much search; None: there is none."""
    pool_of = {item.place: number for number, pool in enumerate(pools) for item in pool.items}
    short = [pool.least for pool in pools]
    chosen: list[Item] = []
    for asks_pools in (True, False):
        for item in by_worth:
            wanted = short[pool_of[item.place]] > 0 if asks_pools else need > 0
            if wanted and item not in chosen:
                chosen.append(item)
                short[pool_of[item.place]] -= item.gain
                need -= item.gain
    if need > 0 or max(short, default=0) > 0:
        return None
    return _without_needless(chosen, pool_of, short, need)


def _without_needless(chosen: Iterable[Item], pool_of: dict[int, int], short: list[int], need: int) -> int:
    """Return the price of the chosen lifts without those that are not needed, the dearest first."""
    total = 0
    for item in sorted(chosen, key=lambda one: -one.price):
        pool = pool_of[item.place]
        if need + item.gain <= 0 and short[pool] + item.gain <= 0:
            need, short[pool] = need + item.gain, short[pool] + item.gain
        else:
            total += item.price
    return total


def _can_complete(own: Front, later: Front, price: int, need: int, least: int) -> bool:
    """Say whether a choice of each front together cost no more than `price` and gain enough."""
    last = len(later) - 1
    for spent, gain in own:
        if gain < least:
            continue
        while last >= 0 and later[last][0] > price - spent:
            last -= 1
        if last < 0:
            return False
        if later[last][1] + gain >= need:
            return True
    return False
