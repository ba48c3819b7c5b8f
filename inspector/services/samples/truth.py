"""What is really so at a school, which nobody sees, and what people make of it.

Every item of every school has a number: how good the school is, minus how hard the item is, plus what is
particular to both. Above zero the item is met. Inspectors see it with little error; the school sees
itself a little better than it is. So both ratings hang together, and the school's are the kinder ones.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from math import floor

from inspector.criteria.model import NOT_APPLICABLE, Bounds, Edition, FactValue, Indicator, Measure, Scale
from inspector.scoring.applicable import Applicable
from inspector.services.samples.chance import happens, stream

EASE = 1.2
"""How far above zero a middling school is at an item of middling difficulty."""

MANDATORY = 1.2
"""How much more schools see to what is mandatory."""

STEP = 0.9
"""How much better a school must be for the next better option of a scale."""


@dataclass(frozen=True, slots=True)
class Truth:
    """The hidden number of each item that applies; None: not applicable by its nature."""

    items: Mapping[str, float | None]
    optimism: float  # what the school adds when it looks at itself


def truth_of(
    seed: int, code: str, district: str, edition: Edition, period: str, applies: Applicable, progress: float
) -> Truth:
    """Draw what is so at a school in a period; `progress` is what the years have added to everybody."""
    school = stream(seed, "quality", code)
    around = stream(seed, "district", district).gauss(0, 0.35)
    quality = around + school.gauss(0, 0.6) + progress
    optimism = school.gauss(0.3, 0.3)
    lasting = stream(seed, "lasting", code, edition.set_id)
    chance = stream(seed, "truth", code, edition.id, period)
    always = {id_: lasting.gauss(0, 0.6) for id_ in edition.indicators}
    items: dict[str, float | None] = {}
    for id_ in applies.indicators:
        particular, not_there = always[id_] + chance.gauss(0, 0.35), happens(chance, 0.02)
        easier = MANDATORY if edition.criterion_of[id_].id in applies.mandatory else 0.0
        number = EASE + easier + quality - difficulty(seed, edition.set_id, id_) + particular
        items[id_] = None if not_there and edition.indicators[id_].na_allowed else number
    return Truth(items, optimism)


@cache
def difficulty(seed: int, set_id: str, item: str) -> float:
    """Return how hard an item is, the same for all schools: 0 on average, rarely beyond 1.5 either way."""
    return stream(seed, "difficulty", set_id, item).gauss(0, 0.75)


def rating(indicator: Indicator, really: float | None, more: float, facts: Mapping[str, FactValue]) -> str:
    """Return what somebody gives an item who sees so much more (or less) than there really is.

    Above 0 it is met; None: not applicable. What is measured is the same number for everybody who finds it
    met, or not.
    """
    if really is None:
        return NOT_APPLICABLE
    answer, seen = indicator.answer, really + more
    if isinstance(answer, Scale):
        ids = [option.id for option in answer.options]
        place = ids.index(answer.met_from) - floor(seen / STEP)
        return ids[max(0, min(place, len(ids) - 1))]
    if isinstance(answer, Measure):
        return _measured(answer.bounds_for(facts), really * 37 % 1, met=seen > 0)
    less = (answer.met_from / 2 // answer.step) * answer.step
    points = answer.max if seen > 1 else answer.met_from if seen > 0 else less
    return f"{points.normalize():f}"


def _measured(bounds: Bounds | None, place: float, *, met: bool) -> str:
    """Return a number within its bounds, or a little outside; `place` from 0 to 1 says where."""
    if bounds is None:
        return str(int(place * 100))
    least, most = bounds.at_least, bounds.at_most
    limit = most if least is None else least
    assert limit is not None, "a measure has a bound"
    step = limit.normalize().as_tuple().exponent
    more_digits = 1 if limit < 10 else 0
    unit = Decimal(1).scaleb(min(int(step), 0) - more_digits)
    if not met:
        away = limit * Decimal(str(round(0.03 + 0.15 * place, 3)))
        outside = limit - max(away, unit) if least is not None else limit + max(away, unit)
        return f"{outside.quantize(unit).normalize():f}"
    inside = Decimal(str(round(place, 3)))
    low = Decimal(0) if least is None else least
    high = most if most is not None else low * Decimal("1.4")
    number = (low + (high - low) * inside).quantize(unit)
    return f"{min(max(number, low), high).normalize():f}"
