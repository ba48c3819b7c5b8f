"""How outcomes are spread over areas."""

from collections.abc import Sequence
from dataclasses import dataclass

from inspector.charts.figure import BAND_COLOURS, NO_DATA, TEXT_COLOURS, Figure, figure


@dataclass(frozen=True, slots=True)
class OutcomeBars:
    """One outcome and the number of schools that have it, area by area.

    `step`: 0 (worst) to 4 (best), None for one that is no better or worse.
    """

    label: str
    step: int | None
    schools: tuple[int, ...]


def outcomes_by_area(areas: Sequence[str], outcomes: Sequence[OutcomeBars], *, schools: str) -> Figure:
    """Return stacked bars of 100 per cent, the first area on top, with the number of schools on each part.

    An area without any school keeps its row and has no bar. `schools` is the word for what is counted.
    """
    traces = [
        {
            "type": "bar",
            "orientation": "h",
            "name": one.label,
            "y": list(areas),
            "x": list(one.schools),
            "text": [str(number) if number else "" for number in one.schools],
            "textposition": "inside",
            "insidetextanchor": "middle",
            "textangle": 0,
            "constraintext": "none",
            "textfont": {"color": _text_colour(one.step), "size": 12},
            "customdata": list(one.schools),
            "hovertemplate": f"%{{y}}<br>{one.label}: %{{customdata}} {schools} (%{{x:.0f}} %)"
            "<extra></extra>",
            "marker": {"color": _colour(one.step), "line": {"color": "#ffffff", "width": 1}},
        }
        for one in outcomes
    ]
    layout = {
        "barmode": "stack",
        "barnorm": "percent",
        "bargap": 0.25,
        "margin": {"l": 8, "r": 32, "t": 8, "b": 8},  # room for the last mark of the axis
        "showlegend": True,
        "legend": {"orientation": "h", "traceorder": "normal", "y": 1.0, "yanchor": "bottom", "x": 0},
        "xaxis": {"range": [0, 100], "tickvals": [0, 50, 100], "ticktext": ["0 %", "50 %", "100 %"]},
        "yaxis": {"autorange": "reversed", "dtick": 1, "showgrid": False},
    }
    return figure(traces, layout)


def _colour(step: int | None) -> str:
    return NO_DATA if step is None else BAND_COLOURS[step]


def _text_colour(step: int | None) -> str:
    return "#1b1f24" if step is None else TEXT_COLOURS[step]
