"""What all figures have in common: their shape, and the colours of bands.

A figure is a plain dictionary of data and layout. Building it from plotly.graph_objects would cost every
server process 30 MB; the tests hold each figure against it instead. Type, margins and axes that all
charts share are added in the browser.
"""

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

Figure = dict[str, Any]

BAND_COLOURS = ("#7f2704", "#b93d02", "#fdd0a2", "#a6d3e8", "#08519c")
"""From the worst band to the best, told apart also by people who see few colours."""

TEXT_COLOURS = ("#ffffff", "#ffffff", "#1b1f24", "#1b1f24", "#ffffff")
"""Of what is written on a band."""

BAND_FROM = (0, 50, 65, 80, 90)
"""Per cent from which a colour holds."""

NO_DATA = "#ffffff"


def step_of(tenths: Fraction | int | None) -> int | None:
    """Return the step from 0 (worst) to 4 (best) of a percentage in tenths; None for None.

    >>> [step_of(one) for one in (0, 499, 500, 649, 650, 799, 800, 899, 900, 1000, None)]
    [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, None]
    """
    if tenths is None:
        return None
    above, below = tenths.numerator, tenths.denominator
    return sum(above >= 10 * lowest * below for lowest in BAND_FROM) - 1


def one_decimal(tenths: Fraction | int) -> Decimal:
    """Return tenths as a number with one decimal, halves away from zero.

    >>> one_decimal(Fraction(1567, 2)), one_decimal(Fraction(-15, 2)), one_decimal(780)
    (Decimal('78.4'), Decimal('-0.8'), Decimal('78.0'))
    """
    above, below = abs(tenths.numerator), tenths.denominator
    whole = (2 * above + below) // (2 * below)  # whole numbers: a page writes thousands of them
    return Decimal(-whole if tenths < 0 else whole).scaleb(-1)


def band_scale() -> list[list[Any]]:
    """Return the colours of bands as a scale over 0 to 100 without transitions."""
    limits = [*(lowest / 100 for lowest in BAND_FROM), 1.0]
    return [
        [end, colour]
        for (low, high), colour in zip(pairwise(limits), BAND_COLOURS, strict=True)
        for end in (low, high)
    ]


def figure(data: Sequence[Mapping[str, Any]], layout: Mapping[str, Any]) -> Figure:
    """Return a figure of these traces. The template is left out: it alone would weigh 6 kB."""
    return {"data": [dict(one) for one in data], "layout": {"showlegend": False, **layout}}


def as_json(one: Figure) -> str:
    """Return the text that the browser draws from, with Vietnamese letters as they are."""
    return json.dumps(one, ensure_ascii=False, separators=(",", ":"), default=_plain)


def _plain(value: object) -> float:
    if isinstance(value, Decimal | Fraction):
        return float(value)
    raise TypeError(f"A figure cannot hold {value!r}.")
