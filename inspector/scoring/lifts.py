"""The indicators that can be lifted, and what lifting them costs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from inspector.criteria.model import Scale
from inspector.scoring.layout import Span
from inspector.scoring.ratings import canonical_number
from inspector.scoring.result import Step
from inspector.scoring.rows import BLANK, NA, NOT_MET, Cell, Row
from inspector.scoring.scorer import Given, Rated, Scorer


@dataclass(frozen=True, slots=True)
class Lifts:
    """A school from which routes start: blanks count at their worst.

    `keys` order sets of lifts by cost, then by number of steps: the key of a set is the sum of the keys
    in it. `prices` also break ties the way the file format asks, by the smallest list of places: no two
    sets have the same price. Both hold only the rows that can be lifted.
    """

    rows: Sequence[Row]
    cells: Sequence[Cell]
    texts: Sequence[str]  # what each row is at: an option id, a number, or “blank”
    keys: Mapping[int, int]
    prices: Mapping[int, int]

    @property
    def rated(self) -> Rated:
        """The rows as they are before any lift."""
        return rated_as(self.cells)

    def after(self, chosen: Iterable[int]) -> list[Cell]:
        """Return the cells once the chosen rows are at their best."""
        cells = list(self.cells)
        for place in chosen:
            cells[place] = self.rows[place].best
        return cells

    def steps(self, chosen: Iterable[int]) -> tuple[Step, ...]:
        """Return the chosen lifts in edition order."""
        return tuple(
            Step(row.indicator.id, self.texts[place], row.best_text, row.indicator.effort_days)
            for place, row in ((place, self.rows[place]) for place in sorted(chosen))
        )

    def include(self, places: Iterable[int]) -> bool:
        """Say whether all of these rows can be lifted."""
        return all(place in self.prices for place in places)

    def price(self, chosen: Iterable[int]) -> int:
        """Return what tells this set of lifts from every other one in order of preference."""
        return sum(self.prices[place] for place in chosen)


def lifts_from(ready: Scorer, rated: Rated, ratings: Given) -> Lifts:
    """Return what can be lifted: applicable, below its best, and something the school can mend."""
    rows = tuple(ready.rows.values())
    start = [
        row.worst if state == BLANK else Cell(state, value)
        for row, state, value in zip(rows, *rated, strict=True)
    ]
    places = [
        place
        for place, (row, cell) in enumerate(zip(rows, start, strict=True))
        if row.indicator.fixable and cell.state != NA and cell != row.best
    ]
    efforts = {place: rows[place].indicator.effort_days for place in places}
    scale = lcm(*(days.denominator for days in efforts.values()))
    keys = {place: _key(days * scale, len(places)) for place, days in efforts.items()}
    return Lifts(
        rows=rows,
        cells=start,
        texts=[_text(row, ratings.get(row.indicator.id)) for row in rows],
        keys=keys,
        prices=_prices(keys),
    )


def rated_as(cells: Sequence[Cell]) -> Rated:
    """Return cells as columns."""
    return bytes([one.state for one in cells]), [one.value for one in cells]


def unmet_rows(cells: Sequence[Cell], span: Span) -> list[int]:
    """Return the places of the rows of a criterion that are not met."""
    return [place for place in range(*span) if cells[place].state == NOT_MET]


def _key(cost: Fraction, lifts: int) -> int:
    """More steps never outweigh cost: there are at most as many steps as lifts."""
    return int(cost) * (lifts + 1) + 1


def _prices(keys: Mapping[int, int]) -> dict[int, int]:
    """Give each lift a bit of its own, the first the highest.

    Of two sets with the same key, so with as many steps, the one whose list of places is smaller holds
    the first place in which they differ: its bits are the larger number, which is taken off its price.
    """
    count = len(keys)
    return {
        place: (keys[place] << count) - (1 << (count - 1 - rank)) for rank, place in enumerate(sorted(keys))
    }


def _text(row: Row, given: str | None) -> str:
    if given is None:
        return "blank"
    return given if isinstance(row.indicator.answer, Scale) else canonical_number(given)
