"""Outcomes and scores in the words of a page."""

from dataclasses import dataclass
from decimal import Decimal

from flask_babel import gettext

from inspector.criteria.model import CountRule, Edition, LevelsRule, OutcomeId, PointsRule
from inspector.scoring.result import Result
from inspector.services.rescoring import Scored
from inspector.store.scores import percent as as_percent
from inspector.web.formatting import number, text


def outcomes(edition: Edition) -> dict[OutcomeId, str]:
    """Return the outcomes of an edition with their labels, from the lowest up; of some rules none."""
    rule = edition.rule
    if isinstance(rule, PointsRule):
        return {one.id: text(one.label) for one in rule.bands}
    if isinstance(rule, CountRule):
        return {one.id: text(one.label) for one in rule.outcomes}
    if isinstance(rule, LevelsRule):
        return {0: text(rule.below), **{level: text(label) for level, label in rule.labels.items()}}
    return {}


def outcome_label(edition: Edition, outcome: OutcomeId | None) -> str:
    """Return the label of an outcome, also of one as it is stored; empty for None."""
    labels = {str(id_): label for id_, label in outcomes(edition).items()}
    return "" if outcome is None else labels.get(str(outcome), str(outcome))


def outcome_step(edition: Edition, outcome: OutcomeId | None) -> int | None:
    """Return where an outcome stands from 0 (worst) to 4 (best), the colours of bands; None for none."""
    order = [str(one) for one in outcomes(edition)]
    if outcome is None or str(outcome) not in order or len(order) < 2:
        return None
    return round(order.index(str(outcome)) * 4 / (len(order) - 1))


def recognition(edition: Edition, outcome: OutcomeId | None) -> str:
    """Return what a level, or the highest one below it that goes with something, goes with; else nothing."""
    rule = edition.rule
    if not isinstance(rule, LevelsRule) or outcome is None:
        return ""
    reached = [level for level in rule.recognitions if level <= int(outcome)]
    return text(rule.recognitions[max(reached)]) if reached else ""


@dataclass(frozen=True, slots=True)
class ShownScore:
    """A score as a page says it: `outcome` and `percent` are intervals in words until nothing is blank.

    `short` has both. All are empty where there is nothing to say; `step` colours a settled outcome.
    `recognition` says what a settled level goes with.
    """

    short: str
    outcome: str
    percent: str
    step: int | None
    recognition: str = ""

    @property
    def brief(self) -> str:
        """The score for a narrow line: without the outcome as long as that is open."""
        is_open = self.step is None and self.percent
        return self.percent if is_open else self.short


@dataclass(frozen=True, slots=True)
class _Ends:
    outcome_low: OutcomeId | None
    outcome_high: OutcomeId | None
    percent_low: Decimal | None
    percent_high: Decimal | None
    applicable: int


def shown(edition: Edition, scored: Scored) -> ShownScore:
    """Return the score that was just counted, in words."""
    if scored.result is None:
        return _missing()
    return _shown(edition, _ends(scored.result))


def shown_result(edition: Edition, result: Result) -> ShownScore:
    """Return a result in words."""
    return _shown(edition, _ends(result))


def shown_stored(
    edition: Edition,
    *,
    outcomes_between: tuple[str | None, str | None],
    tenths_between: tuple[int | None, int | None],
    applicable: int | None,
    missing_facts: str | None,
) -> ShownScore:
    """Return a stored score in words; the ends are those of its row, low before high."""
    if applicable is None or missing_facts:
        return _missing()
    low, high = tenths_between
    ends = _Ends(*outcomes_between, as_percent(low), as_percent(high), applicable)
    return _shown(edition, ends)


def _missing() -> ShownScore:
    words = gettext("chưa có điểm vì thiếu thông tin trường")
    return ShownScore(words, "", "", None)


def _ends(result: Result) -> _Ends:
    return _Ends(
        result.outcome_low,
        result.outcome_high,
        result.percent_low,
        result.percent_high,
        result.applicable,
    )


def _shown(edition: Edition, ends: _Ends) -> ShownScore:
    if ends.applicable == 0:
        return ShownScore(gettext("không có mục nào áp dụng"), "", "", None)
    low, high = outcome_label(edition, ends.outcome_low), outcome_label(edition, ends.outcome_high)
    outcome = low if low == high else gettext("%(low)s đến %(high)s", low=low, high=high)
    percent = percent_between(ends.percent_low, ends.percent_high)
    step = outcome_step(edition, ends.outcome_low) if low == high else None
    goes_with = recognition(edition, ends.outcome_low) if low == high else ""
    return ShownScore(" · ".join(one for one in (percent, outcome) if one), outcome, percent, step, goes_with)


def percent_between(low: Decimal | None, high: Decimal | None) -> str:
    """Return a percentage, or the two between which it lies: “77,8 %”, “62–80 %”; empty for None."""
    if low is None or high is None:
        return ""
    if low == high:
        return f"{_short(low)} %"
    return f"{_short(low)}–{_short(high)} %"


def _short(percent: Decimal) -> str:
    return number(percent if percent % 1 else percent.to_integral_value())
