"""Areas against groups of criteria."""

from collections.abc import Sequence
from fractions import Fraction

from inspector.charts.figure import Figure, band_scale, figure, one_decimal


def heat_map(
    areas: Sequence[str], groups: Sequence[str], tenths: Sequence[Sequence[Fraction | None]], *, decimal: str
) -> Figure:
    """Return a heat map of medians in the colours of bands, the first area on top, its numbers in the cells.

    `tenths`: for each area the tenths of a per cent of each group, None where no school has any: such a
    cell stays empty. `decimal` is the sign before decimals.
    """
    percents = [[None if one is None else one_decimal(one) for one in row] for row in tenths]
    words = [["" if one is None else str(one).replace(".", decimal) for one in row] for row in percents]
    trace = {
        "type": "heatmap",
        "x": list(groups),
        "y": list(areas),
        "z": percents,
        "text": words,
        "texttemplate": "%{text}",
        "hovertemplate": "%{y}<br>%{x}: %{text} %<extra></extra>",
        "zmin": 0,
        "zmax": 100,
        "colorscale": band_scale(),
        "showscale": False,
        "hoverongaps": False,
        # Without gaps Plotly draws a picture that a strict policy refuses.
        "xgap": 2,
        "ygap": 2,
    }
    layout = {
        "xaxis": {"side": "top", "type": "category", "showgrid": False},
        "yaxis": {"autorange": "reversed", "type": "category", "dtick": 1, "showgrid": False},
    }
    return figure([trace], layout)
