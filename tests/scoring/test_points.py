"""`points`: percentages, bands, floors, groups."""

from decimal import Decimal

import pytest

from inspector.scoring.score import score
from tests.scoring.builders import (
    BANDS,
    THREE,
    a_group,
    a_measure,
    a_score,
    an_edition,
    an_item,
    items,
    points,
)


def met(*ids: str) -> dict[str, str]:
    return dict.fromkeys(ids, "met")


def not_met(*ids: str) -> dict[str, str]:
    return dict.fromkeys(ids, "not_met")


def test_a_percentage_is_points_reached_of_points_possible():
    edition = an_edition(points(*BANDS), an_item("A1", answer=THREE), an_item("A2", answer=THREE, weight=2))

    result = score(edition, {}, {"A1": "good", "A2": "fair"}, {})

    assert result.percent == Decimal("77.8")  # (3 + 2 x 2) / 9
    assert result.outcome == "fair"


def test_an_indicator_that_is_put_aside_counts_neither_way():
    edition = an_edition(points(*BANDS), *items(3))

    result = score(edition, {}, {"C01": "met", "C02": "not_met", "C03": "na"}, {})

    assert (result.percent, result.applicable, result.total) == (Decimal("50.0"), 2, 3)
    assert result.criteria == {"C01": "met", "C02": "not_met", "C03": "na"}


@pytest.mark.parametrize(("met_of_2000", "percent", "band"), [(1598, "79.9", "fair"), (1599, "80.0", "good")])
def test_a_band_is_cut_on_the_published_figure_half_up(met_of_2000: int, percent: str, band: str):
    edition = an_edition(
        points(*BANDS), an_item("A", weight=met_of_2000), an_item("B", weight=2000 - met_of_2000)
    )

    result = score(edition, {}, met("A") | not_met("B"), {})

    assert (result.percent, result.outcome) == (Decimal(percent), band)


def test_half_a_tenth_is_rounded_up_and_a_hair_less_down():
    whole = 1_000_000
    for weight, percent in ((499_500, "50.0"), (499_499, "49.9")):
        edition = an_edition(points(*BANDS), an_item("A", weight=weight), an_item("B", weight=whole - weight))
        assert score(edition, {}, met("A") | not_met("B"), {}).percent == Decimal(percent)


@pytest.mark.parametrize(("met_of_1000", "band"), [(499, "weak"), (500, "good")])
def test_a_limit_between_two_figures_needs_the_higher_one(met_of_1000: int, band: str):
    edition = an_edition(
        points(("weak", "0"), ("good", "49.95")),
        an_item("A", weight=met_of_1000),
        an_item("B", weight=1000 - met_of_1000),
    )

    assert score(edition, {}, met("A") | not_met("B"), {}).outcome == band


def test_pooled_groups_weigh_by_their_indicators_and_weighted_ones_by_their_weight():
    groups = (
        a_group("A", *[an_item(f"A{n}") for n in range(3)], weight=1),
        a_group("B", an_item("B1"), weight=3),
    )
    ratings = met("A0", "A1", "A2") | not_met("B1")

    assert score(an_edition(points(*BANDS), *groups), {}, ratings, {}).percent == 75
    assert score(an_edition(points(*BANDS, weighted=True), *groups), {}, ratings, {}).percent == 25


def test_a_group_with_nothing_applicable_drops_out_of_the_weighted_mean():
    edition = an_edition(
        points(*BANDS, weighted=True), a_group("A", an_item("A1")), a_group("B", an_item("B1"), weight=9)
    )

    result = score(edition, {}, {"A1": "met", "B1": "na"}, {})

    assert result.percent == 100
    assert [one.percent for one in result.groups] == [100, None]


def test_parts_of_a_weighted_mean_enter_unrounded():
    thirds = [an_item(f"A{n}") for n in range(3)]
    edition = an_edition(
        points(*BANDS, weighted=True),
        a_group("A", *thirds),
        a_group("B", *[an_item(f"B{n}") for n in range(6)]),
    )
    ratings = met("A0") | not_met("A1", "A2") | met("B0") | not_met("B1", "B2", "B3", "B4", "B5")

    result = score(edition, {}, ratings, {})

    assert [one.percent for one in result.groups] == [Decimal("33.3"), Decimal("16.7")]
    assert result.percent == Decimal("25.0")


@pytest.mark.parametrize(("met_in_b", "band"), [(6, "fair"), (7, "good")])
def test_a_band_needs_its_floor_in_every_group(met_in_b: int, band: str):
    edition = an_edition(
        points(*BANDS, floor={"good": "70"}),
        a_group("A", *[an_item(f"A{n}") for n in range(30)]),
        a_group("B", *[an_item(f"B{n}") for n in range(10)]),
    )
    ratings = met(*(f"A{n}" for n in range(30)))
    ratings |= {f"B{n}": "met" if n < met_in_b else "not_met" for n in range(10)}

    assert score(edition, {}, ratings, {}).outcome == band


def test_a_floor_does_not_concern_a_group_without_percentage():
    edition = an_edition(
        points(*BANDS, floor={"good": "70"}), a_group("A", an_item("A1")), a_group("B", an_item("B1"))
    )

    assert score(edition, {}, {"A1": "met", "B1": "na"}, {}).outcome == "good"


def test_a_floor_of_a_lower_band_does_not_bind_a_higher_one():
    edition = an_edition(
        points(*BANDS, floor={"fair": "90"}), a_group("A", *items(9)), a_group("B", an_item("B1"))
    )
    ratings = met(*(f"C{n:02}" for n in range(1, 10))) | not_met("B1")

    assert score(edition, {}, ratings, {}).outcome == "good"


def test_an_unmet_mandatory_criterion_caps_the_band():
    edition = an_edition(points(*BANDS, mandatory_unmet="fair"), *items(9), an_item("M", mandatory=True))
    ratings = met(*(f"C{n:02}" for n in range(1, 10)))

    assert score(edition, {}, ratings | met("M"), {}).outcome == "good"
    assert score(edition, {}, ratings | not_met("M"), {}).outcome == "fair"


def test_the_cap_of_mandatory_criteria_lifts_nothing():
    edition = an_edition(points(*BANDS, mandatory_unmet="fair"), an_item("M", mandatory=True), *items(3))

    assert score(edition, {}, not_met("M", "C01", "C02", "C03"), {}).outcome == "weak"


def test_without_a_cap_an_unmet_mandatory_criterion_only_costs_its_points_but_is_named():
    edition = an_edition(points(*BANDS), *items(9), an_item("M", mandatory=True))
    result = score(edition, {}, met(*(f"C{n:02}" for n in range(1, 10))) | not_met("M"), {})

    assert (result.outcome, result.blockers) == ("good", ("M",))


def test_a_score_gives_its_points():
    edition = an_edition(points(*BANDS), an_item("A", answer=a_score("5", "0.5", "2.5")), an_item("B"))

    result = score(edition, {}, {"A": "2.5", "B": "met"}, {})

    assert result.percent == Decimal("58.3")  # 3.5 of 6
    assert result.criteria["A"] == "met"
    assert score(edition, {}, {"A": "2", "B": "met"}, {}).criteria["A"] == "not_met"


@pytest.mark.parametrize(
    ("given", "state"), [("54.9", "not_met"), ("55", "met"), ("60", "met"), ("60.1", "not_met")]
)
def test_a_measure_is_met_within_its_bounds_and_has_one_point(given: str, state: str):
    edition = an_edition(points(*BANDS), an_item("A", answer=a_measure("55", "60")), an_item("B"))

    result = score(edition, {}, {"A": given, "B": "met"}, {})

    assert result.criteria["A"] == state
    assert result.percent == (100 if state == "met" else 50)
