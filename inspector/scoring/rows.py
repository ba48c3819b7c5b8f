"""Each indicator of an edition as whole numbers, for a school of given facts.

What a rating comes to is worked out before any school is scored; scoring is then a look-up for each
indicator, and sums.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from math import lcm
from typing import NamedTuple

from inspector.criteria.model import (
    NOT_APPLICABLE,
    Edition,
    FactValue,
    Indicator,
    LevelsRule,
    PointsRule,
    Scale,
    Score,
)
from inspector.scoring.applicable import applies
from inspector.scoring.given import Answers, Given, answers_to
from inspector.scoring.ratings import number_given

# The state of an indicator. A criterion's state is the greatest of its indicators' states.
NA, MET, BLANK, NOT_MET = range(4)


class Cell(NamedTuple):
    """What one rating of one indicator comes to; a blank comes to its worst.

    With `points` the value is weight × points, scaled to whole numbers; with `levels` the highest level
    that the criterion can have beside this rating; otherwise 0.
    """

    state: int
    value: int


Cells = dict[str | None, Cell]
Value = Callable[[Indicator, Given], int]


@dataclass(frozen=True, slots=True)
class Row:
    """An indicator that can count, as it stands for one school."""

    indicator: Indicator
    cells: Mapping[str | None, Cell]  # by rating; None is a blank
    worst: Cell
    best: Cell
    best_text: str  # the rating that is best: an option id, or a number


def rows_of(edition: Edition, facts: Mapping[str, FactValue]) -> dict[str, Row]:
    """Return the rows of all indicators that are not only reported, in edition order.

    Where an indicator does not apply to the school, every rating comes to the same: not applicable.
    """
    value, unhindered = _method(edition)
    rows = {}
    for id_, indicator in edition.indicators.items():
        answers = answers_to(indicator, facts)
        if answers is not None:
            na = Cell(NA, unhindered)
            rows[id_] = _row(indicator, answers, value, na, applies(edition, indicator, facts))
    return rows


def _row(indicator: Indicator, answers: Answers, value: Value, na: Cell, applies: bool) -> Row:
    def cell(given: Given) -> Cell:
        return Cell(MET if given.met else NOT_MET, value(indicator, given)) if applies else na

    best, worst = cell(answers.best), cell(answers.worst)
    known: Cells = {None: Cell(BLANK, worst.value) if applies else na}
    known.update((option, cell(given)) for option, given in answers.options.items())
    if indicator.na_allowed:
        known[NOT_APPLICABLE] = na
    if number := answers.number:
        known = _NumberCells(known, lambda text: cell(number(number_given(indicator, text))))
    return Row(indicator, known, worst, best, answers.best_text)


class _NumberCells(Cells):
    """The cells of an indicator that takes a number: made when first asked for, the first ones kept."""

    def __init__(self, known: Cells, cell_of: Callable[[str], Cell]) -> None:
        super().__init__(known)
        self._cell_of = cell_of

    def __missing__(self, text: str) -> Cell:
        """Raises FaultyRating for what is no number, or none that the indicator takes."""
        cell = self._cell_of(text)
        if len(self) < 500:
            self[text] = cell
        return cell


def column(cells: Mapping[str | None, Cell], place: int) -> dict[str | None, int]:
    """Return the states (place 0) or the values (1) of cells, by rating."""
    known = {rating: cell[place] for rating, cell in cells.items()}
    return _NumberColumn(known, cells, place) if isinstance(cells, _NumberCells) else known


def value_of_state(rows: Iterable[Row]) -> bytes | None:
    """Return the value of each state, as a table for bytes.translate, where the states decide the values.

    So it is where every indicator has two answers and the same weight; None: it is not so.
    """
    values: dict[int, int] = {}
    for row in rows:
        for state, value in (*row.cells.values(), row.best, row.worst):
            if values.setdefault(state, value) != value or value > 255:
                return None
        if isinstance(row.indicator.answer, Score):
            return None
    return bytes(values.get(state, 0) for state in range(256))


class _NumberColumn(dict[str | None, int]):
    """A column of the cells of an indicator that takes a number."""

    def __init__(self, known: dict[str | None, int], cells: Mapping[str | None, Cell], place: int) -> None:
        super().__init__(known)
        self._cells = cells
        self._place = place

    def __missing__(self, text: str) -> int:
        return self._cells[text][self._place]


def _method(edition: Edition) -> tuple[Value, int]:
    """Return how the edition's method turns what was given into a number, and the number of “na”."""
    if isinstance(edition.rule, PointsRule):
        scale = lcm(*(_denominator(one) for one in edition.indicators.values()))
        return lambda indicator, given: int(indicator.weight * given.points * scale), 0
    if isinstance(edition.rule, LevelsRule):
        top = edition.rule.reach[-1].level
        return lambda indicator, given: _level(indicator, given, top), top
    return lambda indicator, given: 0, 0


def _level(indicator: Indicator, given: Given, top: int) -> int:
    if given.level is not None:
        return min(given.level, top)
    assert indicator.level is not None, "with levels every indicator has a level, or its options have"
    return top if given.met else min(indicator.level - 1, top)


def _denominator(indicator: Indicator) -> int:
    answer = indicator.answer
    if isinstance(answer, Scale):
        return lcm(*((indicator.weight * one.points).denominator for one in answer.options))
    step = Decimal(1) if not isinstance(answer, Score) else answer.step
    numerator, denominator = step.as_integer_ratio()
    return (indicator.weight * numerator / denominator).denominator
