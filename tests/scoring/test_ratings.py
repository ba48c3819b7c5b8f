"""What may be given, and how what may not is named."""

import pytest

from inspector.criteria.model import Indicator
from inspector.scoring.ratings import FaultyRating, FaultyRatings, Wrong, check_rating
from inspector.scoring.score import score
from tests.scoring.builders import (
    REPORTED,
    THREE,
    a_gate,
    a_measure,
    a_score,
    an_edition,
    an_indicator,
    an_item,
    count,
    need,
    when,
)

CHOICE = an_indicator("C", THREE)
SCORE = an_indicator("S", a_score("5", "0.5", "2.5"))
MEASURE = an_indicator("M", a_measure("55"))


@pytest.mark.parametrize(
    ("indicator", "text", "kept"),
    [
        (CHOICE, "fair", "fair"),
        (CHOICE, "na", "na"),
        (SCORE, "0", "0"),
        (SCORE, "2.50", "2.5"),
        (SCORE, "5.0", "5"),
        (MEASURE, "56.500000", "56.5"),
        (MEASURE, "-0.0", "0"),
        (MEASURE, "-12.3", "-12.3"),
        (MEASURE, "100", "100"),
        (an_indicator("R", REPORTED), "3", "3"),
    ],
)
def test_a_rating_is_kept_in_one_way_of_writing(indicator: Indicator, text: str, kept: str):
    assert check_rating(indicator, text) == kept


@pytest.mark.parametrize(
    ("indicator", "text", "wrong"),
    [
        (CHOICE, "excellent", Wrong.NOT_AN_OPTION),
        (CHOICE, "1", Wrong.NOT_AN_OPTION),
        (CHOICE, "", Wrong.NOT_AN_OPTION),
        (CHOICE, "blank", Wrong.NOT_AN_OPTION),
        (MEASURE, "met", Wrong.NOT_A_NUMBER),
        (MEASURE, "56,5", Wrong.NOT_A_NUMBER),
        (MEASURE, "1e2", Wrong.NOT_A_NUMBER),
        (MEASURE, "007", Wrong.NOT_A_NUMBER),
        (MEASURE, ".5", Wrong.NOT_A_NUMBER),
        (MEASURE, "0.1234567", Wrong.NOT_A_NUMBER),
        (MEASURE, "55\n", Wrong.NOT_A_NUMBER),
        (MEASURE, "٥", Wrong.NOT_A_NUMBER),
        (SCORE, "2.3", Wrong.OFF_THE_STEPS),
        (SCORE, "5.5", Wrong.OFF_THE_STEPS),
        (SCORE, "-0.5", Wrong.OFF_THE_STEPS),
        (an_indicator("N", na=False), "na", Wrong.NA_FORBIDDEN),
    ],
)
def test_what_an_indicator_does_not_take_is_refused(indicator: Indicator, text: str, wrong: Wrong):
    with pytest.raises(FaultyRating) as refused:
        check_rating(indicator, text)

    assert (refused.value.id, refused.value.given, refused.value.wrong) == (indicator.id, text, wrong)


@pytest.mark.parametrize(
    ("indicator", "words"),
    [
        (CHOICE, "C: “best” is none of its options; give good or fair or poor or na."),
        (SCORE, "S: “best” is not a number; give a number from 0 to 5 in steps of 0.5 or na."),
        (
            an_indicator("N", a_measure("1"), na=False),
            "N: “best” is not a number; give a number such as 56.5.",
        ),
    ],
)
def test_a_refusal_says_what_is_taken(indicator: Indicator, words: str):
    with pytest.raises(FaultyRating) as refused:
        check_rating(indicator, "best")

    assert str(refused.value) == words


def test_everything_that_is_wrong_is_named_at_once_also_where_nothing_applies():
    edition = an_edition(
        count({"pass": need(1, 1)}),
        an_item("A", na=False),
        an_item("B", answer=a_measure("55"), applies_if=when(meals="cooked")),
        an_item("C"),
        an_item("R", answer=REPORTED),
        gates=[a_gate("R1"), a_gate("R2", applies_if=when(meals="cooked"))],
    )
    ratings = {"A": "na", "B": "met", "C": "met", "R": "much", "X": "met"}

    with pytest.raises(FaultyRatings) as refused:
        score(edition, {"meals": "bought"}, ratings, {"R1": "no", "R2": "maybe", "R3": "no"})

    assert [(one.id, one.wrong) for one in refused.value.faults] == [
        ("A", Wrong.NA_FORBIDDEN),
        ("B", Wrong.NOT_A_NUMBER),
        ("R", Wrong.NOT_A_NUMBER),
        ("X", Wrong.UNKNOWN_INDICATOR),
        ("R2", Wrong.NOT_AN_ANSWER),
        ("R3", Wrong.UNKNOWN_GATE),
    ]


def test_an_unknown_rating_is_refused_however_many_are_given():
    edition = an_edition(count({"pass": need(1, 2)}), an_item("A"), an_item("B"))

    for ratings in ({"X": "met"}, {"A": "met", "X": "met"}, {"A": "met", "B": "met", "X": "met"}):
        with pytest.raises(FaultyRatings):
            score(edition, {}, ratings, {})


def test_none_is_a_blank():
    edition = an_edition(count({"pass": need(1, 1)}), an_item("A"), gates=[a_gate("R1")])

    result = score(edition, {}, {"A": None}, {"R1": None})

    assert (result.blank, result.gates_blank) == (1, ("R1",))
    assert result == score(edition, {}, {}, {})


def test_what_is_only_reported_never_counts():
    edition = an_edition(count({"pass": need(1, 1)}), an_item("A"), an_item("R", answer=REPORTED, na=True))

    for given in ("7", "na", None):
        result = score(edition, {}, {"A": "met", "R": given}, {})
        assert (result.applicable, result.total, result.blank, result.outcome) == (1, 1, 0, "pass")
        assert result.criteria == {"A": "met", "R": "na"}


def test_a_rating_of_what_does_not_apply_is_kept_and_ignored():
    edition = an_edition(
        count({"pass": need(1, 1)}), an_item("A"), an_item("K", applies_if=when(meals="cooked"))
    )
    ratings = {"A": "met", "K": "not_met"}

    assert score(edition, {"meals": "bought"}, ratings, {}).percent == 100
    assert score(edition, {"meals": "cooked"}, ratings, {}).percent == 50
