"""The scoring rules once more, word for word and slowly: fractions, loops, every possibility tried.

Nothing here is shared with the program but the values of an edition.
"""

from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from itertools import combinations, product
from math import ceil

from inspector.criteria.model import (
    CountRule,
    Criterion,
    Edition,
    FactValue,
    Indicator,
    LevelsRule,
    Measure,
    NoRule,
    OutcomeId,
    PointsRule,
    Scale,
    Score,
)

Facts = Mapping[str, FactValue]
Ratings = Mapping[str, str]


def outcomes(edition: Edition) -> list[OutcomeId]:
    rule = edition.rule
    if isinstance(rule, PointsRule):
        return [one.id for one in rule.bands]
    if isinstance(rule, CountRule):
        return [one.id for one in rule.outcomes]
    return [0, *rule.labels] if isinstance(rule, LevelsRule) else []


def holds(condition: object, facts: Facts) -> bool:
    return condition is None or condition.holds(facts)  # type: ignore[attr-defined]


def applicable_indicators(edition: Edition, facts: Facts, ratings: Ratings) -> list[Indicator]:
    return [
        one
        for one in edition.indicators.values()
        if holds(one.applies_if, facts)
        and holds(edition.criterion_of[one.id].applies_if, facts)
        and not (isinstance(one.answer, Measure) and one.answer.report_only)
        and ratings.get(one.id) != "na"
    ]


def completions(edition: Edition, indicator: Indicator, facts: Facts) -> list[str]:
    """All ratings of an indicator, from best to worst; of a measure, one that is met and one that is not."""
    answer = indicator.answer
    if isinstance(answer, Scale):
        return [one.id for one in answer.options]
    if isinstance(answer, Score):
        steps = int(answer.max / answer.step)
        return [f"{(answer.step * number).normalize():f}" for number in range(steps, -1, -1)]
    bounds = answer.bounds_for(facts)
    assert bounds is not None
    if bounds.at_least is not None:
        return [str(bounds.at_least), str(bounds.at_least - 1)]
    assert bounds.at_most is not None
    return [str(bounds.at_most), str(bounds.at_most + 1)]


def points(indicator: Indicator, rating: str, facts: Facts) -> tuple[Fraction, Fraction]:
    answer = indicator.answer
    if isinstance(answer, Scale):
        (given,) = [one.points for one in answer.options if one.id == rating]
        return given, answer.options[0].points
    if isinstance(answer, Score):
        return Fraction(rating), Fraction(answer.max)
    return Fraction(is_met(indicator, rating, facts)), Fraction(1)


def is_met(indicator: Indicator, rating: str, facts: Facts) -> bool:
    answer = indicator.answer
    if isinstance(answer, Scale):
        order = [one.id for one in answer.options]
        return order.index(rating) <= order.index(answer.met_from)
    if isinstance(answer, Score):
        return Decimal(rating) >= answer.met_from
    bounds = answer.bounds_for(facts)
    assert bounds is not None
    return bounds.contain(Decimal(rating))


def published(percent: Fraction) -> Decimal:
    with localcontext() as exactly:
        exactly.prec = 60
        exact = Decimal(percent.numerator) / Decimal(percent.denominator)
        return exact.quantize(Decimal("0.1"), ROUND_HALF_UP)


class Book:
    """A school with nothing blank."""

    def __init__(self, edition: Edition, facts: Facts, ratings: Ratings, gates: Mapping[str, str]) -> None:
        self.edition, self.facts, self.ratings, self.gates = edition, facts, ratings, gates
        self.indicators = applicable_indicators(edition, facts, ratings)
        self.ids = {one.id for one in self.indicators}
        self.criteria = [one for one in edition.criteria.values() if self.of(one)]
        self.order = outcomes(edition)

    def of(self, criterion: Criterion) -> list[Indicator]:
        return [one for one in criterion.indicators if one.id in self.ids]

    def met(self, criterion: Criterion) -> bool:
        return all(is_met(one, self.ratings[one.id], self.facts) for one in self.of(criterion))

    def is_mandatory(self, criterion: Criterion) -> bool:
        mandatory = criterion.mandatory
        return mandatory if isinstance(mandatory, bool) else mandatory.holds(self.facts)

    def percent(self, indicators: list[Indicator]) -> Fraction | None:
        whole = part = Fraction(0)
        for one in indicators:
            given, best = points(one, self.ratings[one.id], self.facts)
            part += one.weight * given
            whole += one.weight * best
        return 100 * part / whole if whole else None

    def group_percents(self) -> dict[str, Fraction]:
        found = {}
        for group in self.edition.groups:
            inside = [one for criterion in group.criteria for one in self.of(criterion)]
            if isinstance(self.edition.rule, PointsRule):
                percent = self.percent(inside)
            else:
                counted = [one for one in group.criteria if self.of(one)]
                percent = Fraction(100 * sum(map(self.met, counted)), len(counted)) if counted else None
            if percent is not None:
                found[group.id] = percent
        return found

    def exact_percent(self) -> Fraction | None:
        rule = self.edition.rule
        if not self.indicators or isinstance(rule, LevelsRule):
            return None
        if not isinstance(rule, PointsRule):
            return Fraction(100 * sum(map(self.met, self.criteria)), len(self.criteria))
        if not rule.weighted_groups:
            return self.percent(self.indicators)
        weights = {one.id: one.weight for one in self.edition.groups}
        parts = self.group_percents()
        total = sum(weights[one] for one in parts)
        return sum((weights[one] * percent for one, percent in parts.items()), Fraction()) / total

    def level(self, criterion: Criterion) -> int:
        assert isinstance(self.edition.rule, LevelsRule)
        level = max(self.edition.rule.labels)
        for one in self.of(criterion):
            if isinstance(one.answer, Scale) and one.answer.options[0].level is not None:
                (given,) = [opt.level for opt in one.answer.options if opt.id == self.ratings[one.id]]
                assert given is not None
                level = min(level, given)
            elif not is_met(one, self.ratings[one.id], self.facts):
                assert one.level is not None
                level = min(level, one.level - 1)
        return level

    def outcome(self) -> OutcomeId | None:
        rule = self.edition.rule
        if not self.indicators or isinstance(rule, NoRule):
            return None
        reached = {PointsRule: self.band, CountRule: self.counted, LevelsRule: self.school_level}[
            type(rule)
        ]()
        for gate in self.edition.gates:
            if holds(gate.applies_if, self.facts) and self.gates.get(gate.id) == "yes":
                reached = self.lower(reached, self.order[0] if gate.at_most is None else gate.at_most)
        return reached

    def lower(self, one: OutcomeId, other: OutcomeId) -> OutcomeId:
        return min(one, other, key=self.order.index)

    def cut(self, reached: OutcomeId, at_most: str | None) -> OutcomeId:
        if at_most is None or all(self.met(one) for one in self.criteria if self.is_mandatory(one)):
            return reached
        return self.lower(reached, at_most)

    def band(self) -> OutcomeId:
        rule = self.edition.rule
        assert isinstance(rule, PointsRule)
        percent = self.exact_percent()
        assert percent is not None
        reached = [
            band.id
            for band in rule.bands
            if published(percent) >= band.from_
            and all(
                published(one) >= rule.group_floor.get(band.id, 0) for one in self.group_percents().values()
            )
        ]
        return self.cut(reached[-1], rule.mandatory_unmet)

    def counted(self) -> OutcomeId:
        rule = self.edition.rule
        assert isinstance(rule, CountRule)
        variant = next(one for one in rule.variants if holds(one.when, self.facts))
        met, possible = sum(map(self.met, self.criteria)), len(self.criteria)
        reached = rule.outcomes[0].id
        for one in rule.outcomes[1:]:
            if one.id not in variant.reach:
                continue
            need = variant.reach[one.id]
            if need.share is not None:
                least = ceil(need.share * possible)
            elif rule.not_applicable == "keep":
                least = need.at_least or 0
            else:
                least = ceil(Fraction(need.at_least or 0, need.of or 1) * possible)
            if met >= least:
                reached = one.id
        return self.cut(reached, rule.mandatory_unmet)

    def school_level(self) -> OutcomeId:
        rule = self.edition.rule
        assert isinstance(rule, LevelsRule)
        everyone = list(self.edition.criteria.values())
        reached = 0
        for need in rule.reach:
            mandatory = [one for one in everyone if self.is_mandatory(one)]
            others = [one for one in everyone if not self.is_mandatory(one)]
            if need.all:
                fine = all(self.level(one) >= need.level for one in everyone)
            else:
                fine = (
                    all(self.level(one) >= need.level for one in mandatory)
                    and sum(self.level(one) >= need.level for one in others) >= need.others_at_least
                    and all(self.level(one) >= need.rest_at_least for one in everyone)
                )
            if not fine:
                break
            reached = need.level
        return reached


def every_completion(
    edition: Edition, facts: Facts, ratings: Ratings, gates: Mapping[str, str]
) -> Iterator[Book]:
    """Fill the blank ratings and gates in every way."""
    blank = [one for one in applicable_indicators(edition, facts, ratings) if one.id not in ratings]
    open_gates = [one.id for one in edition.gates if holds(one.applies_if, facts) and one.id not in gates]
    for given in product(*(completions(edition, one, facts) for one in blank)):
        filled = {**ratings, **dict(zip((one.id for one in blank), given, strict=True))}
        for answers in product(("yes", "no"), repeat=len(open_gates)):
            yield Book(edition, facts, filled, {**gates, **dict(zip(open_gates, answers, strict=True))})


def at_worst(edition: Edition, facts: Facts, ratings: Ratings) -> dict[str, str]:
    applicable = applicable_indicators(edition, facts, ratings)
    return {
        **ratings,
        **{one.id: completions(edition, one, facts)[-1] for one in applicable if one.id not in ratings},
    }


def liftable(edition: Edition, facts: Facts, ratings: Ratings) -> dict[str, str]:
    """The best rating of every indicator that can be lifted, in edition order."""
    found = {}
    for one in applicable_indicators(edition, facts, ratings):
        best = completions(edition, one, facts)[0]
        worth = points(one, at_worst(edition, facts, ratings)[one.id], facts)
        if one.fixable and worth[0] < worth[1]:
            found[one.id] = best
    return found


def cheapest_route(
    edition: Edition, facts: Facts, ratings: Ratings, gates: Mapping[str, str], target: OutcomeId
) -> list[str] | None:
    """Try every set of lifts; None: none of them reaches the target."""
    gates = {**{one.id: "no" for one in edition.gates}, **gates}
    start, best = at_worst(edition, facts, ratings), liftable(edition, facts, ratings)
    place = {id_: number for number, id_ in enumerate(edition.indicators)}
    order = outcomes(edition)
    found = []
    for size in range(len(best) + 1):
        for chosen in combinations(best, size):
            book = Book(edition, facts, {**start, **{one: best[one] for one in chosen}}, gates)
            outcome = book.outcome()
            if outcome is not None and order.index(outcome) >= order.index(target):
                cost = sum(edition.indicators[one].effort_days for one in chosen)
                found.append((cost, size, [place[one] for one in chosen], list(chosen)))
    return min(found)[3] if found else None
