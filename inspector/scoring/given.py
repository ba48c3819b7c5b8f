"""What can be given to an indicator, and what it says, before a method makes a number of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from inspector.criteria.model import Bounds, FactValue, Indicator, Scale, Score
from inspector.scoring.ratings import canonical_number


class Given(NamedTuple):
    """What one rating says."""

    points: Fraction
    met: bool
    level: int | None  # where the scale's options carry levels


@dataclass(frozen=True, slots=True)
class Answers:
    """All that can be given to an indicator, apart from “na” and nothing."""

    best_text: str
    best: Given
    worst: Given
    options: Mapping[str, Given] = field(default_factory=dict)  # of a scale
    number: Callable[[Decimal], Given] | None = None  # of a score or a measure


def answers_to(indicator: Indicator, facts: Mapping[str, FactValue]) -> Answers | None:
    """Return what can be given to an indicator by a school; None for one that is only reported."""
    answer = indicator.answer
    if isinstance(answer, Scale):
        return _of_scale(answer)
    if isinstance(answer, Score):
        return _of_score(answer)
    bounds = answer.bounds_for(facts)
    return None if answer.report_only or bounds is None else _of_measure(bounds)


def _of_scale(scale: Scale) -> Answers:
    (met_from,) = [one.points for one in scale.options if one.id == scale.met_from]
    options = {one.id: Given(one.points, one.points >= met_from, one.level) for one in scale.options}
    best, worst = scale.options[0].id, scale.options[-1].id
    return Answers(best, options[best], options[worst], options=options)


def _of_score(score: Score) -> Answers:
    def given(number: Decimal) -> Given:
        return Given(Fraction(number), number >= score.met_from, None)

    return Answers(number_text(score.max), given(score.max), given(Decimal(0)), number=given)


def _of_measure(bounds: Bounds) -> Answers:
    met, not_met = Given(Fraction(1), True, None), Given(Fraction(0), False, None)
    target = bounds.at_most if bounds.at_least is None else bounds.at_least
    assert target is not None, "a measure has a bound"
    return Answers(
        number_text(target), met, not_met, number=lambda number: met if bounds.contain(number) else not_met
    )


def number_text(number: Decimal) -> str:
    return canonical_number(f"{number:f}")
