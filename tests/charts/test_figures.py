"""Figures hold the numbers that they were given, and Plotly knows everything that they say."""

import json
from fractions import Fraction
from typing import Any

import plotly.graph_objects as go
import pytest

from inspector.charts.distribution import distribution
from inspector.charts.figure import BAND_COLOURS, BAND_FROM, Figure, as_json, band_scale
from inspector.charts.heat import heat_map
from inspector.charts.outcomes import OutcomeBars, outcomes_by_area

AREAS = ("Quận Ba Đình", "Quận Đống Đa", "Huyện Ba Vì")


def outcomes() -> Figure:
    bars = [OutcomeBars("Không đạt", 0, (3, 0, 0)), OutcomeBars("Đạt", 4, (5, 8, 0))]
    return outcomes_by_area(AREAS, bars, schools="trường")


def heat() -> Figure:
    cells = [[Fraction(1567, 2), None], [Fraction(640), Fraction(1000)], [None, None]]
    return heat_map(AREAS, ("A", "B"), cells, decimal=",")


def spread() -> Figure:
    return distribution({0: 1, 15: 4, 19: 2}, percent="Tỷ lệ đạt", schools="Số trường")


@pytest.mark.parametrize("figure", [outcomes(), heat(), spread()], ids=["outcomes", "heat", "distribution"])
def test_plotly_knows_everything_that_a_figure_says(figure: Figure):
    known = go.Figure(json.loads(as_json(figure)))

    assert len(known.data) == len(figure["data"])


@pytest.mark.parametrize("figure", [outcomes(), heat(), spread()], ids=["outcomes", "heat", "distribution"])
def test_a_figure_carries_no_template_and_stays_small(figure: Figure):
    assert "template" not in figure["layout"]
    assert len(as_json(figure)) < 3000


def test_each_outcome_is_a_trace_with_its_schools_area_by_area():
    fail, met = outcomes()["data"]

    assert (fail["name"], fail["x"], fail["y"]) == ("Không đạt", [3, 0, 0], list(AREAS))
    assert (met["name"], met["x"]) == ("Đạt", [5, 8, 0])
    assert fail["text"] == ["3", "", ""]
    assert (fail["marker"]["color"], met["marker"]["color"]) == (BAND_COLOURS[0], BAND_COLOURS[4])


def test_the_first_area_stands_on_top():
    assert outcomes()["layout"]["yaxis"]["autorange"] == "reversed"
    assert heat()["layout"]["yaxis"]["autorange"] == "reversed"


def test_a_cell_of_the_heat_map_shows_its_number_with_the_sign_of_the_language():
    (trace,) = heat()["data"]

    assert trace["text"] == [["78,4", ""], ["64,0", "100,0"], ["", ""]]
    assert json.loads(as_json(heat()))["data"][0]["z"] == [[78.4, None], [64.0, 100.0], [None, None]]


def test_the_heat_map_has_gaps_so_that_it_is_drawn_without_a_picture():
    (trace,) = heat()["data"]

    assert trace["xgap"] >= 1
    assert trace["ygap"] >= 1


def test_the_scale_changes_colour_exactly_where_a_band_begins():
    scale = band_scale()

    assert (scale[0], scale[-1]) == ([0.0, BAND_COLOURS[0]], [1.0, BAND_COLOURS[4]])
    for lowest, before, after in zip(BAND_FROM[1:], BAND_COLOURS, BAND_COLOURS[1:], strict=False):
        assert [lowest / 100, before] in scale
        assert [lowest / 100, after] in scale


def test_every_five_per_cent_has_its_bar_also_where_no_school_is():
    (trace,) = spread()["data"]

    assert len(trace["x"]) == 20
    assert (trace["x"][0], trace["x"][15], trace["x"][19]) == ("0–5", "75–80", "95–100")
    assert (trace["y"][0], trace["y"][15], trace["y"][19], sum(trace["y"])) == (1, 4, 2, 7)
    colours = trace["marker"]["color"]
    assert (colours[9], colours[10], colours[19]) == (BAND_COLOURS[0], BAND_COLOURS[1], BAND_COLOURS[4])


def test_a_figure_refuses_what_is_no_number():
    figure: dict[str, Any] = {"data": [{"x": [object()]}], "layout": {}}

    with pytest.raises(TypeError, match="cannot hold"):
        as_json(figure)
