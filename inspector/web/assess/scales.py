"""A result on a line from 0 to 100, or as the steps of a ladder."""

from dataclasses import dataclass

from flask_babel import gettext

from inspector.criteria.model import CountRule, LevelsRule, PointsRule
from inspector.scoring.applicable import variant_of
from inspector.scoring.count import least
from inspector.scoring.result import Result
from inspector.services.facts import known
from inspector.web.assess.comparison import Comparison
from inspector.web.assess.outcomes import outcome_label, percent_between
from inspector.web.assess.sheet import Sheet
from inspector.web.formatting import number, text


@dataclass(frozen=True, slots=True)
class Limit:
    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Gauge:
    """A line from 0 to 100; `score` None while the score is an interval."""

    score: float | None
    low: float
    high: float
    limits: tuple[Limit, ...]
    marks: tuple[Limit, ...]
    title: str
    description: str


@dataclass(frozen=True, slots=True)
class Level:
    """A step of the ladder; `state` is reached, current or open."""

    label: str
    text: str
    state: str
    state_label: str


def counts_needed(sheet: Sheet, result: Result) -> dict[str, int]:
    """Return how many criteria each outcome above the lowest needs; empty where the rule is no count."""
    rule = sheet.edition.rule
    if not isinstance(rule, CountRule) or not result.criteria_applicable:
        return {}
    variant = variant_of(sheet.edition, rule, known(sheet.edition.facts, sheet.facts))
    needs = variant.reach.items()
    return {id_: least(need, result.criteria_applicable, rule.not_applicable) for id_, need in needs}


def gauge_of(sheet: Sheet, result: Result, inspection: Comparison | None) -> Gauge | None:
    """Return the line with its limits and the last inspection; None where there is no percentage."""
    low, high = result.percent_low, result.percent_high
    if low is None or high is None:
        return None
    rule = sheet.edition.rule
    limits: tuple[Limit, ...] = ()
    if isinstance(rule, PointsRule):
        limits = tuple(Limit(float(one.from_), number(one.from_)) for one in rule.bands[1:])
    else:
        needed = counts_needed(sheet, result)
        limits = tuple(
            Limit(100 * need / result.criteria_applicable, outcome_label(sheet.edition, id_))
            for id_, need in needed.items()
        )
    seen = inspection.percent if inspection else None
    marks = (
        (Limit(float(seen), gettext("đoàn: %(percent)s", percent=number(seen))),) if seen is not None else ()
    )
    words = percent_between(low, high)
    names = ", ".join(one.label for one in limits)
    return Gauge(
        score=float(low) if low == high else None,
        low=float(low),
        high=float(high),
        limits=limits,
        marks=marks,
        title=gettext("Tỷ lệ đạt: %(percent)s", percent=words),
        description=gettext("Trên thước từ 0 đến 100; các ngưỡng: %(limits)s.", limits=names or "–"),
    )


def ladder_of(sheet: Sheet, result: Result) -> tuple[Level, ...]:
    """Return the levels from the lowest up; empty for other rules."""
    rule = sheet.edition.rule
    low = result.outcome_low
    if not isinstance(rule, LevelsRule) or not isinstance(low, int):
        return ()
    labels = {0: rule.below, **rule.labels}
    steps = []
    for level, label in labels.items():
        at = sum(isinstance(one, int) and one >= level for one in result.criteria.values())
        count = gettext("%(at)s/%(all)s tiêu chí", at=at, all=result.criteria_applicable)
        state, said = _step_state(level, low)
        steps.append(Level(text(label), count if level else "", state, said))
    return tuple(steps)


def levels_counted(sheet: Sheet, result: Result) -> str:
    """Count criteria by the level that they reach, and how many of the mandatory ones the next level has."""
    rule, low = sheet.edition.rule, result.outcome_low
    if not isinstance(rule, LevelsRule) or not isinstance(low, int):
        return ""
    reached = list(result.criteria.values())
    labels = {level: text(label) for level, label in rule.labels.items()}
    parts = [
        gettext("%(count)s đạt %(level)s", count=reached.count(level), level=label)
        for level, label in sorted(labels.items(), reverse=True)
        if reached.count(level)
    ]
    if below := reached.count(0):
        label = text(rule.below)
        parts.append(f"{below} {label[:1].lower()}{label[1:]}")
    if blank := reached.count("blank"):
        parts.append(gettext("%(count)s chưa trả lời đủ", count=blank))
    said = gettext("%(all)s tiêu chí: %(parts)s", all=result.criteria_applicable, parts=", ".join(parts))
    mandatory = [result.criteria.get(one) for one in sheet.applies.mandatory] if sheet.applies else []
    asked = [one for one in mandatory if one not in (None, "na")]
    if not asked:
        return f"{said}."
    level = min(low + 1, max(labels))
    at = sum(isinstance(one, int) and one >= level for one in asked)
    told = gettext("bắt buộc: %(at)s/%(all)s đạt %(level)s", at=at, all=len(asked), level=labels[level])
    return f"{said}; {told}."


def _step_state(level: int, low: int) -> tuple[str, str]:
    if level == low:
        return "current", gettext("Đang ở đây")
    if level < low:
        return "reached", gettext("Đã đạt") if level else gettext("Đã qua")
    return "open", gettext("Chưa đạt")
