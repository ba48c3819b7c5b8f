"""The margin: what could not be lost without a worse outcome."""

from inspector.scoring.score import score
from tests.scoring.builders import (
    BANDS,
    THREE,
    a_criterion,
    a_gate,
    an_edition,
    an_indicator,
    an_item,
    count,
    items,
    need,
    points,
)


def test_at_the_limit_everything_that_is_met_is_in_the_margin():
    edition = an_edition(count({"pass": need(3, 4)}), *items(4))

    result = score(edition, {}, {"C01": "met", "C02": "met", "C03": "not_met", "C04": "met"}, {})

    assert result.margin == ("C01", "C02", "C04")


def test_with_one_to_spare_nothing_is():
    edition = an_edition(count({"pass": need(3, 4)}), *items(4))

    assert score(edition, {}, {f"C0{n}": "met" for n in range(1, 5)}, {}).margin == ()


def test_a_mandatory_criterion_is_always_in_it():
    edition = an_edition(count({"pass": need(1, 4)}), an_item("M", mandatory=True), *items(3))

    assert score(edition, {}, {"M": "met"} | {f"C0{n}": "met" for n in range(1, 4)}, {}).margin == ("M",)


def test_where_a_gate_cuts_to_the_lowest_outcome_nothing_is_left_to_lose():
    edition = an_edition(count({"pass": need(2, 2)}), *items(2), gates=[a_gate("R1")])
    ratings = {"C01": "met", "C02": "met"}

    assert score(edition, {}, ratings, {"R1": "no"}).margin == ("C01", "C02")
    assert score(edition, {}, ratings, {"R1": "yes"}).margin == ()


def test_it_is_empty_while_a_rating_or_a_gate_is_blank():
    edition = an_edition(count({"pass": need(1, 2)}), *items(2), gates=[a_gate("R1")])

    assert score(edition, {}, {"C01": "met"}, {"R1": "no"}).margin == ()
    assert score(edition, {}, {"C01": "met", "C02": "not_met"}, {}).margin == ()


def test_lost_means_the_worst_option_and_a_fair_one_can_be_lost_too():
    edition = an_edition(points(*BANDS), an_item("A", answer=THREE), an_item("B", answer=THREE))

    assert score(edition, {}, {"A": "fair", "B": "fair"}, {}).margin == ("A", "B")
    assert score(edition, {}, {"A": "poor", "B": "good"}, {}).margin == ("B",)


def test_an_indicator_of_a_criterion_that_is_unmet_anyway_is_not_in_it():
    edition = an_edition(
        count({"pass": need(1, 2)}), *items(1), a_criterion("K", an_indicator("K.a"), an_indicator("K.b"))
    )

    assert score(edition, {}, {"C01": "met", "K.a": "met", "K.b": "not_met"}, {}).margin == ("C01",)
