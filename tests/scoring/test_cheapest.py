"""The two searches behind routes, each against every possibility."""

from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.scoring.cheapest_cover import Item, Pool, cheapest_cover
from inspector.scoring.cheapest_levels import cheapest_levels

MANY = settings(max_examples=300)


@st.composite
def prices(draw: st.DrawFn, top: int) -> list[int | None]:
    """Prices of levels 0 to `top`, not falling; from some level on it cannot be had."""
    found: list[int | None] = [0]
    for _ in range(top):
        last = found[-1]
        found.append(None if last is None or draw(st.integers(0, 9)) == 0 else last + draw(st.integers(0, 9)))
    return found


def test_a_criterion_gives_its_place_at_a_high_level_to_one_that_costs_the_same_at_any():
    falling, same = [0, 0, 4], [0, 5, 5]

    assert cheapest_levels([falling, same], [0, 0], at_least=[0, 0, 1]) == [2, 0]
    assert cheapest_levels([falling, same], [0, 0], at_least=[0, 2, 1]) == [1, 2]


@given(st.data())
@MANY
def test_levels_are_had_at_the_least_total_price(data: st.DataObject):
    top = data.draw(st.integers(1, 3))
    known = data.draw(st.lists(prices(top), max_size=5))
    base = [data.draw(st.sampled_from([0, 0, 1])) for _ in known]
    at_least = [0, *(data.draw(st.integers(0, 4)) for _ in range(top))]

    possible = []
    for levels in product(range(top + 1), repeat=len(known)):
        paid = [one[level] for one, level in zip(known, levels, strict=True)]
        enough = all(sum(one >= level for one in levels) >= at_least[level] for level in range(1, top + 1))
        above_base = all(one >= least for one, least in zip(levels, base, strict=True))
        if enough and above_base and None not in paid:
            possible.append(sum(one for one in paid if one is not None))

    found = cheapest_levels(known, base, at_least)

    assert (found is None) == (not possible)
    if found is not None:
        assert all(one >= least for one, least in zip(found, base, strict=True))
        assert sum(one[level] or 0 for one, level in zip(known, found, strict=True)) == min(possible)
        for level in range(1, top + 1):
            having = sum(
                one[max(level, given)] == one[given] for one, given in zip(known, found, strict=True)
            )
            assert having >= at_least[level]


@given(st.data())
@MANY
def test_a_cover_is_the_cheapest_and_of_those_the_one_with_the_smallest_places(data: st.DataObject):
    amounts = st.integers(1, 6) | st.integers(1, 1000)
    place, pools = 0, []
    for size in data.draw(st.lists(st.integers(0, 4), min_size=1, max_size=3)):
        items = [Item(place + n, data.draw(amounts), data.draw(amounts)) for n in range(size)]
        place += size
        total = sum(one.gain for one in items)
        pools.append(Pool(items, data.draw(st.integers(-2, total + 1))))
    everything = [one for pool in pools for one in pool.items]
    need = data.draw(st.integers(-2, sum(one.gain for one in everything) + 1))

    possible = []
    for size in range(len(everything) + 1):
        for chosen in combinations(everything, size):
            in_pools = (sum(one.gain for one in chosen if one in pool.items) for pool in pools)
            if sum(one.gain for one in chosen) >= need and all(
                gain >= pool.least for gain, pool in zip(in_pools, pools, strict=True)
            ):
                possible.append((sum(one.price for one in chosen), [one.place for one in chosen]))

    best = min((price for price, _ in possible), default=None)
    same = [places for price, places in possible if price == best]
    found = cheapest_cover(pools, need)

    # Prices carry the number of steps, so that sets of one price have as many steps; here they may not.
    assert (found is None) == (not possible)
    if found is not None:
        assert found in same
        as_many = [places for places in same if len(places) == len(found)]
        assert found == min(as_many)
