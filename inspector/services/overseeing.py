"""What the ratings of many schools say of each item."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from inspector.criteria.model import NOT_APPLICABLE, Edition
from inspector.scoring.applicable import MissingFacts, applicable
from inspector.services.facts import known
from inspector.services.visiting import is_met
from inspector.store.figures.by_item import Rated

Facts = tuple[tuple[str, str | None], ...]


class Verdict(StrEnum):
    """What a rating comes to; of a gate “yes” is as bad as an item that is not met."""

    MET = "met"
    NOT_MET = "not_met"
    NOT_APPLICABLE = "na"
    REPORTED = "reported"  # a number that is only reported


@dataclass(frozen=True, slots=True)
class ItemFigures:
    """How many schools an item is met, not met or not applicable at, of those that it was asked of."""

    item_id: str
    met: int
    not_met: int
    na: int
    reported: int

    @property
    def share_not_met(self) -> Fraction | None:
        """The part of the schools for which the item counts; None where it counts for none."""
        counted = self.met + self.not_met
        return Fraction(self.not_met, counted) if counted else None


class Judging:
    """Says what ratings come to, by the edition and the facts of each school."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self._gates = {gate.id for gate in edition.gates}
        self._asked: dict[Facts, frozenset[str]] = {}

    def verdict(self, one: Rated) -> Verdict | None:
        """Return what a rating comes to; None where the item does not apply to schools with these facts."""
        if one.item_id not in self._items_asked(one.facts):
            return None
        if one.item_id in self._gates:
            return Verdict.NOT_MET if one.value == "yes" else Verdict.MET
        if one.value == NOT_APPLICABLE:
            return Verdict.NOT_APPLICABLE
        met = is_met(self.edition, one.item_id, one.value, dict(one.facts))
        if met is None:
            return Verdict.REPORTED
        return Verdict.MET if met else Verdict.NOT_MET

    def alike(self, rated: Iterable[Rated], verdict: Verdict) -> list[Rated]:
        """Return those that come to this."""
        return [one for one in rated if self.verdict(one) is verdict]

    def figures(self, rated: Iterable[Rated]) -> list[ItemFigures]:
        """Return the figures of every item that was asked of any school, in edition order, gates first."""
        numbers: dict[str, dict[Verdict, int]] = {}
        for one in rated:
            verdict = self.verdict(one)
            if verdict is not None:
                of_item = numbers.setdefault(one.item_id, dict.fromkeys(Verdict, 0))
                of_item[verdict] += one.schools
        order = [*(gate.id for gate in self.edition.gates), *self.edition.indicators]
        return [_figures(item, numbers[item]) for item in order if item in numbers]

    def _items_asked(self, facts: Facts) -> frozenset[str]:
        if facts not in self._asked:
            try:
                applies = applicable(self.edition, known(self.edition.facts, dict(facts)))
            except MissingFacts:
                self._asked[facts] = frozenset()
            else:
                self._asked[facts] = frozenset({*applies.indicators, *applies.gates})
        return self._asked[facts]


def _figures(item_id: str, numbers: Mapping[Verdict, int]) -> ItemFigures:
    return ItemFigures(
        item_id,
        met=numbers[Verdict.MET],
        not_met=numbers[Verdict.NOT_MET],
        na=numbers[Verdict.NOT_APPLICABLE],
        reported=numbers[Verdict.REPORTED],
    )


def weakest(figures: Iterable[ItemFigures], most: int) -> Sequence[ItemFigures]:
    """Return the items that the greatest part of schools does not meet, those that all meet left out."""
    red = [one for one in figures if one.not_met]
    return sorted(red, key=lambda one: (-(one.share_not_met or 0), -one.not_met))[:most]
