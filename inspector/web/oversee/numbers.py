"""Figures as pages write them."""

from fractions import Fraction

from flask_babel import gettext

from inspector.charts.figure import one_decimal
from inspector.store.figures.medians import Median
from inspector.web.formatting import number

FEW = 5
"""Of fewer schools a median says little: it is shown with a hint, and without a colour."""


def median_words(median: Median | None) -> str:
    """Return a median in per cent with one decimal; a dash for none."""
    return "–" if median is None else number(one_decimal(median.tenths))


def gap_words(median: Median | None) -> str:
    """Return a difference with its sign; a dash for none."""
    if median is None:
        return "–"
    value = one_decimal(median.tenths)
    return f"+{number(value)}" if value > 0 else number(value).replace("-", "−")


def few_words(schools: int) -> str | None:
    """Return the hint that a figure rests on few schools; None where it does not."""
    return gettext("ít trường") if schools < FEW else None


def share_words(part: int, whole: int) -> str:
    """Return a share in whole per cent, “67 %”, that stays on one line; a dash of nothing."""
    return "–" if not whole else f"{_whole_percent(Fraction(part, whole))}\u00a0%"


def _whole_percent(share: Fraction) -> int:
    """Round, but never to 0 or 100 what is neither."""
    if share in (0, 1):
        return int(share * 100)
    return min(99, max(1, int(share * 100 + Fraction(1, 2))))
