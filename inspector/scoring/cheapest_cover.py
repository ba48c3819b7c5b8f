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
from collections.abc import Collection, Iterable, Iterator, Sequence
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
    as_one = [Pool([item for pool in pools for item in pool.items], 0)]
    places = _cheapest(as_one, need)
    if places is None or all(_gained(pool, places) >= pool.least for pool in pools):
        return places
    return _cheapest(pools, need)


def _gained(pool: Pool, places: Sequence[int]) -> int:
    return sum(item.gain for item in pool.items if item.place in places)


def _cheapest(pools: Sequence[Pool], need: int) -> list[int] | None:
    rest = _Rest(pools)
    known = _some_cover(pools, need, rest.lifts)
    if known is None:
        return None
    # The tighter the bound, the more choices are dropped: it is raised until a set is found below it.
    room, least = 1, rest.least_price(need)
    while True:
        bound = min(least + room, known)
        search = _Search(pools, need, rest, bound)
        if search.found:
            return search.places()
        assert bound < known, "a set of this price is known"
        room *= 4


class _Search:
    """The fronts from each lift on, within a bound on the price, and the walk along them."""

    def __init__(self, pools: Sequence[Pool], need: int, rest: "_Rest", bound: int) -> None:
        self.pools = pools
        self.need = need
        self.useful = max(need, 0)
        self.rest = rest
        self.bound = bound
        # Of each pool: the front of its own lifts from each one on. Of all pools from each one on: theirs.
        self.within = [self._fronts(number) for number in range(len(pools))]
        self.onwards = self._onwards()

    @property
    def found(self) -> bool:
        return any(gain >= self.need for _, gain in self.onwards[0])

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

    def _fronts(self, number: int) -> list[Front]:
        pool = self.pools[number]
        cut = max(self.useful, pool.least)
        fronts = [_NOTHING]
        for rank, item in reversed(list(enumerate(pool.items))):
            taken = [(price + item.price, min(gain + item.gain, cut)) for price, gain in fronts[-1]]
            all_rest, own_rest = self.rest.of_all[number][rank], self.rest.of_pool[number][rank]
            fronts.append(
                [
                    (price, gain)
                    for price, gain in _front([*fronts[-1], *taken])
                    if self._within_bound(price, all_rest.least_price(self.need - gain))
                    and self._within_bound(price + all_rest.asked, own_rest.least_price(pool.least - gain))
                ]
            )
        fronts.reverse()
        return fronts

    def _onwards(self) -> list[Front]:
        fronts = [_NOTHING]
        for number, pool in reversed(list(enumerate(self.pools))):
            own = [choice for choice in self.within[number][0] if choice[1] >= pool.least]
            rest = self.rest.before[number]
            fronts.append(
                [
                    (price, gain)
                    for price, gain in _front(self._joined(own, fronts[-1]))
                    if self._within_bound(price, rest.least_price(self.need - gain))
                ]
            )
        fronts.reverse()
        return fronts

    def _joined(self, one: Front, other: Front) -> Iterator[Choice]:
        for price, gain in one:
            for more, plus in other:
                if price + more > self.bound:
                    break
                yield price + more, min(gain + plus, self.useful)

    def _within_bound(self, price: int, more: int | None) -> bool:
        return more is not None and price + more <= self.bound


def _front(choices: Iterable[Choice]) -> Front:
    """Return the choices that no other one betters, by price."""
    kept: list[Choice] = []
    for choice in sorted(choices):
        if not kept or choice[1] > kept[-1][1]:
            if kept and choice[0] == kept[-1][0]:
                kept.pop()
            kept.append(choice)
    return kept


ByWorth = Sequence[tuple[Item, int]]
"""Lifts and the number of their pool, the cheapest for what they gain first."""


def _by_worth(pools: Sequence[Pool]) -> ByWorth:
    lifts = [(item, number) for number, pool in enumerate(pools) for item in pool.items]
    return sorted(lifts, key=lambda one: Fraction(one[0].price, one[0].gain))


class _Rest:
    """What is left to choose from at each place of the search, cut into parts."""

    def __init__(self, pools: Sequence[Pool]) -> None:
        self.lifts = _by_worth(pools)
        leasts = [pool.least for pool in pools]
        self._all = _Parts(self.lifts, leasts)
        self.before: list[_Parts] = []  # the pools before each pool
        self.of_all: list[list[_Parts]] = []  # everything but the lifts of each pool from each one on
        self.of_pool: list[list[_Parts]] = []  # of the pool itself, the lifts before each one
        for number, pool in enumerate(pools):
            others = [0 if place == number else least for place, least in enumerate(leasts)]
            inside = [one for one in self.lifts if one[1] == number]
            earlier = [one for one in self.lifts if one[1] < number]
            self.before.append(_Parts(earlier, leasts[:number]))
            decided = [{item.place for item in pool.items[rank:]} for rank in range(len(pool.items))]
            self.of_all.append([_Parts(self.lifts, others, one) for one in decided])
            self.of_pool.append([_Parts(inside, [], one) for one in decided])

    def least_price(self, need: int) -> int:
        """Return a price that no set which is enough can be below."""
        return self._all.least_price(need) or 0


class _Parts:
    """What lifts would cost if they could be cut into parts: never more than whole ones do."""

    def __init__(self, lifts: ByWorth, leasts: Sequence[int], decided: Collection[int] = ()) -> None:
        """`leasts`: what is asked of each pool; none: of no pool. `decided`: places that are not there."""
        short = list(leasts)
        self.asked = gained = 0  # the price of the leasts alone
        free: list[tuple[int, int]] = []
        for item, pool in lifts:
            if item.place in decided:
                continue
            part = min(max(short[pool], 0), item.gain) if short else 0
            if part:
                short[pool] -= part
                gained += part
                self.asked += item.price * part // item.gain
            if part < item.gain:
                free.append((item.price * (item.gain - part) // item.gain, item.gain - part))
        self._reachable = max(short, default=0) <= 0
        self._free = free
        self._prices = list(accumulate((price for price, _ in free), initial=self.asked))
        self._gains = list(accumulate((gain for _, gain in free), initial=gained))

    def least_price(self, gain: int) -> int | None:
        """Return a price below which so much cannot be gained; None: it cannot be at any price."""
        if not self._reachable or gain > self._gains[-1]:
            return None
        after = bisect_left(self._gains, gain)
        if after == 0:
            return self.asked
        price, whole = self._free[after - 1]
        return self._prices[after - 1] - (-price * (gain - self._gains[after - 1]) // whole)


def _some_cover(pools: Sequence[Pool], need: int, lifts: ByWorth) -> int | None:
    """Return the price of a set that is enough, found without much search; None: there is none."""
    short = [pool.least for pool in pools]
    chosen: list[tuple[Item, int]] = []
    for item, pool in lifts:
        if short[pool] > 0:
            chosen.append((item, pool))
            short[pool] -= item.gain
            need -= item.gain
    for item, pool in lifts:
        if need > 0 and (item, pool) not in chosen:
            chosen.append((item, pool))
            short[pool] -= item.gain
            need -= item.gain
    return None if need > 0 or max(short, default=0) > 0 else _without_needless(chosen, short, need)


def _without_needless(chosen: ByWorth, short: list[int], need: int) -> int:
    """Return the price of the chosen lifts without those that are not needed, the dearest first."""
    total = 0
    for item, pool in sorted(chosen, key=lambda one: -one[0].price):
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
