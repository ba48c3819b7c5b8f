"""An edition made ready to score schools of the same facts, exactly and quickly."""

from collections.abc import Callable, Mapping, Sequence
from operator import getitem, itemgetter
from typing import NamedTuple

from inspector.criteria.model import CountRule, Edition, FactValue, LevelsRule, PointsRule
from inspector.scoring.applicable import holds, known_facts
from inspector.scoring.count import Count, NoConclusion
from inspector.scoring.layout import Layout, layout_of
from inspector.scoring.levels import Levels
from inspector.scoring.methods import End, Method
from inspector.scoring.points import Points
from inspector.scoring.ratings import GATE_ANSWERS, FaultyRating, FaultyRatings, faults
from inspector.scoring.rows import BLANK, NA, NOT_MET, Row, column, rows_of, value_of_state

_GATE_ANSWERS = frozenset((*GATE_ANSWERS, None))

Given = Mapping[str, str | None]  # by indicator or gate; absent or None: blank


Rated = tuple[bytes, Sequence[int]]
"""The state and the value of each row, as in its cells; blanks are at their worst."""


class Standing(NamedTuple):
    """Where a school stands, gates left aside. Without blanks both ends are the same."""

    states: bytes  # of the rows
    criteria: bytes  # the states of the criteria
    low: End
    high: End


class Gates(NamedTuple):
    """The gates that apply, by what was answered; the rank that those given `yes` cut to, and that all do."""

    yes: tuple[str, ...]
    blank: tuple[str, ...]
    cap: int
    cap_if_blank_ones_happened: int


class Scorer:
    """The rows, the gates and the rule of an edition, as they hold for a school's facts."""

    def __init__(self, edition: Edition, facts: Mapping[str, FactValue | None]) -> None:
        """Raises MissingFacts when a fact that a condition needs is unknown, or no variant holds."""
        known = known_facts(edition, facts)
        self.edition = edition
        self.counts_indicators = isinstance(edition.rule, LevelsRule)  # “met” counts these, not criteria
        self.first_day = edition.in_force_from.isoformat()
        self.rows: dict[str, Row] = rows_of(edition, known)
        self.layout = layout_of(edition, known, self.rows.keys())
        self.method = _method(edition, self.layout, known)
        self.gates = {
            one.id: 0 if one.at_most is None else self.method.ranks.index(one.at_most)
            for one in edition.gates
            if holds(one.applies_if, known)
        }
        self.no_gates = Gates((), (), len(self.method.ranks), len(self.method.ranks))
        self._ids = tuple(self.rows)
        # The quick way where everything is rated.
        self._take: Callable[[Given], tuple[str | None, ...]] = _taker(self._ids)
        self._state_of = tuple(column(row.cells, 0) for row in self.rows.values())
        self._value_of = tuple(column(row.cells, 1) for row in self.rows.values())
        self._value_of_state = value_of_state(self.rows.values())
        self._bests = tuple(row.best.value for row in self.rows.values())
        self._gate_ids = frozenset(one.id for one in edition.gates)

    def rated(self, ratings: Given, gates: Given) -> Rated:
        """Return what the ratings come to.

        Raises FaultyRatings, naming everything that is wrong with the ratings and the answers to gates.
        """
        given, is_all = self._in_order(ratings)
        try:
            states = bytes([*map(getitem, self._state_of, given)])
            values: Sequence[int] = (
                states.translate(self._value_of_state)
                if self._value_of_state
                else [*map(getitem, self._value_of, given)]
            )
        except (KeyError, FaultyRating):
            self._refuse_faults(ratings, gates)
            raise
        if not is_all or (gates and not self._knows(gates)):
            self._refuse_faults(ratings, gates)
        return states, values

    def _in_order(self, ratings: Given) -> tuple[Sequence[str | None], bool]:
        """Return the ratings of the rows, and whether these are surely all ratings that there are."""
        if len(ratings) == len(self._ids):
            try:
                return self._take(ratings), True
            except KeyError:  # something is blank, and something else rated
                pass
        given = [*map(ratings.get, self._ids)]
        return given, len(given) - given.count(None) == len(ratings)

    def _knows(self, gates: Given) -> bool:
        return self._gate_ids.issuperset(gates) and _GATE_ANSWERS.issuperset(gates.values())

    def standing(self, rated: Rated) -> Standing:
        """Say what the rule makes of all rows."""
        states, values = rated
        criteria = states
        if not self.layout.one_row_each:
            spans = self.layout.criterion_rows
            criteria = bytes([max(states[start:stop], default=NA) for start, stop in spans])
        bests = self._bests
        if NA in states:
            bests = tuple([best if state else 0 for state, best in zip(states, bests, strict=True)])
        high = low = self.method.end(values, bests, criteria, BLANK)
        if BLANK in states:
            rows = zip(states, values, self._bests, strict=True)
            highest = [best if state == BLANK else value for state, value, best in rows]
            high = self.method.end(highest, bests, criteria, NOT_MET)
        return Standing(states, criteria, low, high)

    def gates_given(self, gates: Given) -> Gates:
        """Sort the gates that apply by their answers."""
        top = len(self.method.ranks)
        yes = tuple(id_ for id_ in self.gates if gates.get(id_) == GATE_ANSWERS[0])
        blank = tuple(id_ for id_ in self.gates if gates.get(id_) is None)
        cap = min((self.gates[id_] for id_ in yes), default=top)
        return Gates(yes, blank, cap, min((self.gates[id_] for id_ in (*yes, *blank)), default=top))

    def _refuse_faults(self, ratings: Given, gates: Given) -> None:
        if found := tuple(faults(self.edition, ratings, gates)):
            raise FaultyRatings(found)


def scorer(edition: Edition, facts: Mapping[str, FactValue | None]) -> Scorer:
    """Return the scorer for a school of these facts; the same one for every school that shares them.

    Raises MissingFacts.
    """
    known = _KNOWN.get(id(edition))
    if known is None:
        if len(_KNOWN) >= _MOST:
            _KNOWN.clear()
        known = _KNOWN[id(edition)] = _Known(edition)
    return known.scorer(tuple(map(facts.get, known.facts)) if known.facts else ())


class _Known:
    """An edition, held so that its identity stays its own, and its scorers by the facts that matter."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.facts = tuple(sorted(edition.facts_needed))
        self.scorers: dict[tuple[FactValue | None, ...], Scorer] = {}

    def scorer(self, values: tuple[FactValue | None, ...]) -> Scorer:
        found = self.scorers.get(values)
        if found is None:
            found = Scorer(self.edition, dict(zip(self.facts, values, strict=True)))
            if len(self.scorers) >= _MOST:
                self.scorers.clear()
            self.scorers[values] = found
        return found


_MOST = 256
# By identity: comparing whole editions would take longer than scoring.
_KNOWN: dict[int, _Known] = {}


def _taker(ids: tuple[str, ...]) -> Callable[[Given], tuple[str | None, ...]]:
    if len(ids) > 1:
        return itemgetter(*ids)
    return lambda ratings: tuple(ratings[id_] for id_ in ids)


def _method(edition: Edition, layout: Layout, facts: Mapping[str, FactValue]) -> Method:
    rule = edition.rule
    if isinstance(rule, PointsRule):
        return Points(edition, rule, layout)
    if isinstance(rule, CountRule):
        return Count(edition, rule, layout, facts)
    return Levels(rule, layout) if isinstance(rule, LevelsRule) else NoConclusion(layout)
