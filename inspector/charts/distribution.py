"""How percentages are spread."""

from collections.abc import Mapping

from inspector.charts.figure import BAND_COLOURS, Figure, figure, step_of

WIDTH = 5
"""Per cent that one bar covers."""


def five_label(five: int) -> str:
    """Return what a bar covers; a percentage belongs to the bar that it begins.

    >>> five_label(0), five_label(19)
    ('0–5', '95–100')
    """
    return f"{five * WIDTH}–{(five + 1) * WIDTH}"


def distribution(fives: Mapping[int, int], *, percent: str, schools: str) -> Figure:
    """Return a bar for every five per cent, 0 to 100, also for those that no school has.

    `fives`: number of schools by bar (0 to 19). `percent`, `schools`: titles of the axes.
    """
    bars = range(100 // WIDTH)
    numbers = [fives.get(one, 0) for one in bars]
    trace = {
        "type": "bar",
        "x": [five_label(one) for one in bars],
        "y": numbers,
        "text": [str(one) if one else "" for one in numbers],
        "textposition": "outside",
        "cliponaxis": False,
        "hovertemplate": f"%{{x}} %: %{{y}} {schools}<extra></extra>",
        "marker": {"color": [BAND_COLOURS[step_of(one * WIDTH * 10) or 0] for one in bars]},
    }
    layout = {
        "bargap": 0.06,
        "xaxis": {"title": {"text": percent}, "type": "category", "tickangle": -90},
        "yaxis": {"title": {"text": schools}, "rangemode": "tozero", "tickformat": "d"},
    }
    return figure([trace], layout)
