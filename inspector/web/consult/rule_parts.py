"""The gates and the scales of an edition, in words."""

from dataclasses import dataclass
from fractions import Fraction

from flask_babel import gettext

from inspector.criteria.model import Edition, Gate, OutcomeId, Scale
from inspector.web.assess.outcomes import outcome_label, outcomes
from inspector.web.consult.conditions import condition_words
from inspector.web.consult.numbers import exact
from inspector.web.formatting import text


@dataclass(frozen=True, slots=True)
class GateLine:
    """What caps the outcome when it happened; `consequence` says how far."""

    id: str
    text: str
    when: str
    consequence: str


def gate_lines(edition: Edition) -> tuple[GateLine, ...]:
    """Return the gates of an edition, and what each one leaves."""
    return tuple(
        GateLine(
            one.id,
            text(one.text),
            condition_words(one.applies_if, edition.facts) if one.applies_if else "",
            _consequence(edition, one),
        )
        for one in edition.gates
    )


def scale_words(scale: Scale) -> str:
    """Return the answers of a scale from best to worst, with points and which of them count as met."""
    met = [one.id for one in scale.options].index(scale.met_from)
    return "; ".join(
        f"{text(one.label)} – {_option_words(one.points, one.level, is_met=place <= met)}"
        for place, one in enumerate(scale.options)
    )


def _option_words(points: Fraction, level: int | None, *, is_met: bool) -> str:
    met = gettext("tính là đạt") if is_met else gettext("chưa đạt")
    if level is not None:
        return gettext("mức %(level)s, %(met)s", level=level, met=met)
    return gettext("%(points)s điểm, %(met)s", points=exact(points), met=met)


def _consequence(edition: Edition, gate: Gate) -> str:
    lowest = next(iter(outcomes(edition)), None)
    cap: OutcomeId | None = lowest if gate.at_most is None else gate.at_most
    if cap is None:
        return gettext("Chỉ ghi nhận, không đổi kết quả.")
    return gettext("Nếu xảy ra, kết quả cao nhất là “%(outcome)s”.", outcome=outcome_label(edition, cap))
