"""Ratings files: what is taken, and what is refused with which words."""

import pytest

from inspector.scoring.ratings_file import read_ratings_file
from tests.scoring.builders import (
    BANDS,
    a_criterion,
    a_gate,
    a_measure,
    a_scale,
    an_edition,
    an_indicator,
    an_item,
    points,
)

EDITION = an_edition(
    points(*BANDS),
    an_item("A1"),
    an_item("A2", answer=a_scale(("1", 1), ("0", 0), met_from="1")),
    an_item("A3", answer=a_measure(at_least="55")),
    a_criterion("B", an_indicator("B1")),
    gates=[a_gate("R1")],
)


def faults(text: str) -> list[str]:
    return [str(one) for one in read_ratings_file(EDITION, text, "r.yaml")[1]]


def test_reasons_may_be_given_for_indicators_criteria_and_gates():
    assert faults('reasons: {A1: "x", B: "x", B1: "x", R1: "x"}') == []


def test_a_reason_for_an_unknown_id_is_refused():
    what = "A reason is given for “A9”, no indicator, criterion or gate of the edition."

    assert faults('reasons: {A9: "x"}') == [f"r.yaml, line 1: {what} Correct the id, or take the reason out."]


@pytest.mark.parametrize("given", ["1", "yes", "2026-09-01"])
def test_what_yaml_reads_as_no_text_is_refused_with_the_options(given: str):
    assert faults(f"ratings: {{A1: {given}}}") == [
        f"r.yaml, line 1: A1: “{given}” is none of its options; give met or not_met or na."
    ]


def test_an_option_that_looks_like_a_number_is_quoted():
    assert faults('ratings: {A2: "1"}') == []
    assert faults("ratings: {A2: 1}") == [
        "r.yaml, line 1: The rating of A2 is “1” (a number), not text. Quote it."
    ]


@pytest.mark.parametrize("rating", ["A1: " + "x" * 400, "A3: " + "9" * 400, "y" * 400 + ": met"])
def test_what_is_hopelessly_long_is_not_repeated_in_full(rating: str):
    [fault] = faults(f"ratings:\n  {rating}")

    assert fault.startswith("r.yaml, line 2: ")
    assert "…" in fault
    assert len(fault) < 200
