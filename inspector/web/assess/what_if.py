"""What if some items were rated otherwise? Counted, never saved."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from flask_babel import gettext

from inspector.criteria.model import NOT_APPLICABLE, Bounds, Indicator, Scale, Score
from inspector.scoring.result import Result
from inspector.services.rescoring import scored
from inspector.web.assess.outcomes import shown, shown_result
from inspector.web.assess.sheet import Sheet

MOST_OFFERED = 10
"""Items offered in each list, beside those that were chosen."""


@dataclass(frozen=True, slots=True)
class Offered:
    """An item that may be rated otherwise."""

    id: str
    text: str
    checked: bool


@dataclass(frozen=True, slots=True)
class WhatIf:
    """`result` says what the chosen items would change; None when none was chosen."""

    better: tuple[Offered, ...]
    worse: tuple[Offered, ...]
    result: str | None


def what_if(
    sheet: Sheet, result: Result, chosen: Collection[str], *, first: Sequence[str], at_risk: Sequence[str]
) -> WhatIf:
    """Return what may be tried and what comes of what was chosen.

    A chosen item below its best counts at its best, one at its best at its worst. `first` are items
    whose lifting is worth trying before others, `at_risk` those whose loss is.
    """
    better = [item for item in _rated_or_blank(sheet) if not _is_best(sheet, item)]
    worse = [item for item in _rated_or_blank(sheet) if _is_best(sheet, item)]
    tried = {item: _otherwise(sheet, item) for item in (*better, *worse) if item in chosen}
    return WhatIf(
        better=_offered(sheet, better, first, chosen),
        worse=_offered(sheet, worse, at_risk, chosen),
        result=_result(sheet, result, tried) if tried else None,
    )


def _result(sheet: Sheet, now: Result, tried: dict[str, str]) -> str:
    then = shown(sheet.edition, scored(sheet.edition, sheet.facts, {**sheet.values, **tried}))
    before = shown_result(sheet.edition, now)
    return gettext("Nếu vậy: %(then)s. Hiện nay: %(now)s.", then=then.short, now=before.short)


def _offered(
    sheet: Sheet, items: Sequence[str], first: Sequence[str], chosen: Collection[str]
) -> tuple[Offered, ...]:
    ahead = [item for item in first if item in items]
    mandatory = [item for item in items if sheet.is_mandatory(item)]
    ordered = list(dict.fromkeys([*ahead, *mandatory, *items]))
    shown_items = [item for place, item in enumerate(ordered) if place < MOST_OFFERED or item in chosen]
    return tuple(Offered(one, f"{one} {sheet.words_of(one)}", one in chosen) for one in shown_items)


def _rated_or_blank(sheet: Sheet) -> Iterable[str]:
    """Yield the indicators that count: those not rated “not applicable”, and not only reported."""
    for item in sheet.applies.indicators if sheet.applies else ():
        if sheet.values.get(item) != NOT_APPLICABLE and best(
            sheet.edition.indicators[item], _bounds(sheet, item)
        ):
            yield item


def _is_best(sheet: Sheet, item: str) -> bool:
    indicator, value = sheet.edition.indicators[item], sheet.values.get(item)
    if value is None:
        return False
    bounds = _bounds(sheet, item)
    if bounds is not None:
        return bounds.contain(Decimal(value))
    return value == best(indicator, None)


def _otherwise(sheet: Sheet, item: str) -> str:
    indicator, bounds = sheet.edition.indicators[item], _bounds(sheet, item)
    if _is_best(sheet, item):
        return worst(indicator, bounds)
    return best(indicator, bounds) or ""


def _bounds(sheet: Sheet, item: str) -> Bounds | None:
    return sheet.applies.bounds.get(item) if sheet.applies else None


def best(indicator: Indicator, bounds: Bounds | None) -> str | None:
    """Return the best rating of an indicator; None for one that is only reported."""
    answer = indicator.answer
    if isinstance(answer, Scale):
        return answer.options[0].id
    if isinstance(answer, Score):
        return f"{answer.max.normalize():f}"
    if bounds is None:
        return None
    return f"{bounds.at_most if bounds.at_least is None else bounds.at_least:f}"


def worst(indicator: Indicator, bounds: Bounds | None) -> str:
    """Return a rating of an indicator that is as bad as any; empty for one that is only reported."""
    answer = indicator.answer
    if isinstance(answer, Scale):
        return answer.options[-1].id
    if isinstance(answer, Score):
        return "0"
    if bounds is None:
        return ""
    if bounds.at_least is not None:
        return f"{bounds.at_least - 1:f}"
    return f"{(bounds.at_most or Decimal(0)) + 1:f}"
