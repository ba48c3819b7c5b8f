"""The shortest way to a better outcome, in words."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from flask import url_for
from flask_babel import gettext, ngettext

from inspector.criteria.model import OutcomeId
from inspector.scoring.result import Result, Route, Step
from inspector.scoring.route import route
from inspector.services.facts import known
from inspector.web.assess.outcomes import outcome_label, outcomes
from inspector.web.assess.sheet import Sheet
from inspector.web.assess.words import rating_words
from inspector.web.formatting import number, text


@dataclass(frozen=True, slots=True)
class Target:
    """An outcome that may be aimed at."""

    label: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class RouteStep:
    id: str
    text: str
    url: str | None
    change: str
    effort: str


@dataclass(frozen=True, slots=True)
class RoutePage:
    """`because` says why the target cannot be reached; empty where it can."""

    target: str
    targets: tuple[Target, ...]
    total: str | None
    steps: tuple[RouteStep, ...]
    because: tuple[str, ...]
    assuming: str | None


def route_page(sheet: Sheet, result: Result, wanted: str | None) -> RoutePage | None:
    """Return the route to the outcome asked for, else to the next one; None at the top and before a start.

    The shortest way of somebody who has answered nothing would be a list of what to answer.
    """
    above = outcomes_above(sheet, result)
    if not above or not sheet.values or sheet.applies is None:
        return None
    target = next((one for one in above if str(one) == wanted), above[0])
    gates = {gate.id for gate in sheet.edition.gates}
    found = route(
        sheet.edition,
        known(sheet.edition.facts, sheet.facts),
        {item: value for item, value in sheet.values.items() if item not in gates},
        {item: value for item, value in sheet.values.items() if item in gates},
        target,
    )
    return RoutePage(
        target=outcome_label(sheet.edition, target),
        targets=tuple(_target(sheet, one, current=one == target) for one in above) if len(above) > 1 else (),
        total=_total(found),
        steps=tuple(_step(sheet, one) for one in found.steps),
        because=tuple(_because(sheet, one) for one in found.because),
        assuming=_assuming(found),
    )


def outcomes_above(sheet: Sheet, result: Result) -> list[OutcomeId]:
    """Return the outcomes above the lowest that is still possible, from the next one up."""
    order = list(outcomes(sheet.edition))
    if result.outcome_low is None:
        return []
    return order[order.index(result.outcome_low) + 1 :]


def _target(sheet: Sheet, target: OutcomeId, *, current: bool) -> Target:
    url = url_for("assess.readiness", assessment_id=sheet.assessment.id, target=target, _anchor="route")
    return Target(outcome_label(sheet.edition, target), url, current)


def _total(found: Route) -> str | None:
    if not found.reachable or not found.steps or found.cost_days is None:
        return None
    return ngettext(
        "%(num)d mục, khoảng %(days)s ngày làm việc",
        "%(num)d mục, khoảng %(days)s ngày làm việc",
        len(found.steps),
        days=days_words(found.cost_days),
    )


def _step(sheet: Sheet, step: Step) -> RouteStep:
    section = sheet.section_of(step.indicator)
    start = None if step.from_ == "blank" else rating_words(sheet.edition, step.indicator, step.from_)
    to = rating_words(sheet.edition, step.indicator, step.to) or step.to
    return RouteStep(
        step.indicator,
        sheet.words_of(step.indicator),
        item_url(sheet, section.key, step.indicator) if section else None,
        f"{start or gettext('Chưa trả lời')} → {to}",
        gettext("khoảng %(days)s ngày", days=days_words(step.effort_days)),
    )


def item_url(sheet: Sheet, part: str, item: str) -> str:
    """Return the address of an item in the form of its part."""
    return url_for("assess.group", assessment_id=sheet.assessment.id, group_id=part, _anchor=item)


def _because(sheet: Sheet, id_: str) -> str:
    criterion = sheet.edition.criteria.get(id_)
    if criterion is None:
        return gettext("%(gate)s đã xảy ra: %(words)s", gate=id_, words=sheet.words_of(id_))
    words = text(criterion.title)
    if any(one.id in sheet.lacking.blank for one in criterion.indicators):
        return gettext(
            "%(item)s chưa trả lời, và nếu chưa đạt thì không khắc phục ngay được: %(words)s",
            item=id_,
            words=words,
        )
    return gettext("%(item)s không thể khắc phục ngay: %(words)s", item=id_, words=words)


def _assuming(found: Route) -> str | None:
    if not found.assuming:
        return None
    return gettext("Coi như %(gates)s không xảy ra.", gates=", ".join(found.assuming))


def days_words(days: Fraction) -> str:
    """Return a number of days with at most one decimal."""
    tenths = Decimal(days.numerator) / Decimal(days.denominator)
    if tenths == tenths.to_integral_value():
        return number(int(tenths))
    return number(tenths.quantize(Decimal("0.1"), ROUND_HALF_UP))
