"""`count`: how many criteria are met, by variant, share and what is not applicable."""

from decimal import Decimal

import pytest

from inspector.criteria.model import Variant
from inspector.scoring.applicable import MissingFacts
from inspector.scoring.score import score
from tests.scoring.builders import (
    a_criterion,
    a_gate,
    a_measure,
    an_edition,
    an_indicator,
    an_item,
    count,
    items,
    need,
    share,
    when,
)


def rated(met: int, of: int, **other: str) -> dict[str, str]:
    """The first `met` criteria are met, the others up to `of` are not."""
    return {f"C{n:02}": "met" if n <= met else "not_met" for n in range(1, of + 1)} | other


@pytest.mark.parametrize(("met", "outcome"), [(3, "fail"), (4, "pass")])
def test_an_outcome_is_reached_from_its_number_of_met_criteria_on(met: int, outcome: str):
    edition = an_edition(count({"pass": need(4, 5)}), *items(5))

    result = score(edition, {}, rated(met, 5), {})

    assert (result.outcome, result.met) == (outcome, met)
    assert result.percent == Decimal(met * 20)


@pytest.mark.parametrize(("met", "outcome"), [(2, "fail"), (3, "pass")])
def test_the_number_shrinks_with_what_is_applicable_and_is_rounded_up(met: int, outcome: str):
    edition = an_edition(count({"pass": need(4, 5)}), *items(5))
    ratings = rated(met, 3, C04="na", C05="na")  # 4 of 5 of 3 is 2.4

    assert score(edition, {}, ratings, {}).outcome == outcome


def test_a_number_that_is_kept_does_not_shrink():
    edition = an_edition(count({"pass": need(4, 5)}, keep=True), *items(5))

    assert score(edition, {}, rated(3, 3, C04="na", C05="na"), {}).outcome == "fail"
    assert score(edition, {}, rated(4, 4, C05="na"), {}).outcome == "pass"


@pytest.mark.parametrize(("met", "outcome"), [(2, "fail"), (3, "pass")])
def test_a_share_is_of_the_applicable_criteria_and_rounded_up(met: int, outcome: str):
    edition = an_edition(count({"pass": share("0.8")}), *items(4))

    assert score(edition, {}, rated(met, 3, C04="na"), {}).outcome == outcome  # 0.8 of 3 is 2.4


def test_the_highest_outcome_that_is_reached_counts():
    rule = count({"pass": need(2, 4), "excellent": need(4, 4)}, outcomes=["fail", "pass", "excellent"])
    edition = an_edition(rule, *items(4))

    assert [score(edition, {}, rated(met, 4), {}).outcome for met in range(5)] == [
        "fail",
        "fail",
        "pass",
        "pass",
        "excellent",
    ]


def test_an_outcome_that_the_variant_leaves_out_is_never_reached():
    rule = count({"excellent": need(4, 4)}, outcomes=["fail", "pass", "excellent"])
    edition = an_edition(rule, *items(4))

    assert score(edition, {}, rated(3, 4), {}).outcome == "fail"
    assert score(edition, {}, rated(4, 4), {}).outcome == "excellent"


def test_the_first_variant_whose_condition_holds_is_taken():
    rule = count(
        Variant(when(setting="school"), {"pass": need(2, 2)}),
        Variant(None, {"pass": need(1, 2)}),
    )
    edition = an_edition(rule, *items(2))
    ratings = rated(1, 2)

    assert score(edition, {"setting": "school"}, ratings, {}).outcome == "fail"
    assert score(edition, {"setting": "group"}, ratings, {}).outcome == "pass"


def test_where_no_variant_holds_the_facts_that_decide_are_named():
    edition = an_edition(
        count(Variant(when(setting="school", hard_area=True), {"pass": need(1, 1)})), *items(1)
    )

    with pytest.raises(MissingFacts) as refused:
        score(edition, {"setting": "group", "hard_area": True}, {}, {})

    assert refused.value.facts == ("setting", "hard_area")


@pytest.mark.parametrize(
    ("at_most", "outcome"), [("fail", "fail"), ("pass", "pass"), ("excellent", "excellent")]
)
def test_an_unmet_mandatory_criterion_cuts_the_outcome(at_most: str, outcome: str):
    rule = count(
        {"pass": need(1, 3), "excellent": need(2, 3)},
        outcomes=["fail", "pass", "excellent"],
        mandatory_unmet=at_most,
    )
    edition = an_edition(rule, *items(2), an_item("M", mandatory=True))

    assert score(edition, {}, rated(2, 2, M="not_met"), {}).outcome == outcome


def test_a_criterion_is_mandatory_only_where_its_condition_holds():
    edition = an_edition(
        count({"pass": need(1, 2)}), *items(1), an_item("M", mandatory=when(setting="school"))
    )
    ratings = {"C01": "met", "M": "not_met"}

    school = score(edition, {"setting": "school"}, ratings, {})
    group = score(edition, {"setting": "group"}, ratings, {})

    assert (school.outcome, school.blockers) == ("fail", ("M",))
    assert (group.outcome, group.blockers) == ("pass", ())


def test_a_mandatory_criterion_that_is_not_applicable_does_not_cut():
    edition = an_edition(count({"pass": need(1, 2)}), *items(1), an_item("M", mandatory=True))

    assert score(edition, {}, {"C01": "met", "M": "na"}, {}).outcome == "pass"


def test_a_criterion_is_met_when_all_its_applicable_indicators_are():
    edition = an_edition(
        count({"pass": need(1, 1)}), a_criterion("C", an_indicator("C.a"), an_indicator("C.b"))
    )

    both = score(edition, {}, {"C.a": "met", "C.b": "met"}, {})
    one_put_aside = score(edition, {}, {"C.a": "met", "C.b": "na"}, {})
    one_unmet = score(edition, {}, {"C.a": "met", "C.b": "not_met"}, {})

    assert [one.criteria["C"] for one in (both, one_put_aside, one_unmet)] == ["met", "met", "not_met"]
    assert (one_put_aside.criteria_applicable, one_put_aside.applicable) == (1, 1)


def test_a_blank_beside_met_indicators_leaves_a_criterion_open_and_not_met():
    edition = an_edition(
        count({"pass": need(1, 1)}), a_criterion("C", an_indicator("C.a"), an_indicator("C.b"))
    )

    result = score(edition, {}, {"C.a": "met"}, {})

    assert (result.criteria, result.met, result.blank) == ({"C": "blank"}, 0, 1)
    assert (result.outcome, result.outcome_low, result.outcome_high) == (None, "fail", "pass")


def test_a_blank_beside_an_unmet_indicator_cannot_save_a_mandatory_criterion():
    edition = an_edition(
        count({"pass": need(1, 2)}),
        *items(1),
        a_criterion("M", an_indicator("M.a"), an_indicator("M.b"), mandatory=True),
    )

    result = score(edition, {}, {"C01": "met", "M.a": "not_met"}, {})

    assert (result.criteria["M"], result.blockers) == ("not_met", ("M",))
    assert (result.outcome, result.outcome_low, result.outcome_high) == (None, "fail", "fail")


def test_the_outcome_stays_open_with_blanks_even_where_both_ends_agree():
    edition = an_edition(count({"pass": need(1, 3)}), *items(3))

    result = score(edition, {}, {"C01": "met", "C02": "met"}, {})

    assert (result.outcome, result.outcome_low, result.outcome_high) == (None, "pass", "pass")
    assert (result.percent, result.percent_low, result.percent_high) == (None, Decimal("66.7"), 100)


def test_what_does_not_apply_to_a_school_is_counted_in_the_total_only():
    edition = an_edition(
        count({"pass": need(1, 1)}),
        *items(1),
        an_item("K", applies_if=when(meals="cooked")),
        an_item("R", answer=a_measure("1", easier=[(when(hard_area=True), a_measure("0").bounds)])),
    )
    facts = {"meals": "bought", "hard_area": True}

    result = score(edition, facts, {"C01": "met", "K": "not_met", "R": "0"}, {})

    assert (result.applicable, result.total, result.outcome) == (2, 3, "pass")
    assert result.criteria == {"C01": "met", "K": "na", "R": "met"}


def test_the_conditions_of_criterion_and_indicator_must_both_hold():
    edition = an_edition(
        count({"pass": need(1, 1)}),
        a_criterion(
            "K",
            an_indicator("K.a", applies_if=when(hard_area=True)),
            an_indicator("K.b"),
            applies_if=when(meals="cooked"),
        ),
    )

    def applicable(meals: str, hard: bool) -> int:
        return score(edition, {"meals": meals, "hard_area": hard}, {}, {}).applicable

    assert [applicable("cooked", True), applicable("cooked", False), applicable("bought", True)] == [2, 1, 0]


def test_an_unknown_fact_is_named_even_where_it_would_decide_nothing():
    edition = an_edition(
        count({"pass": need(1, 1)}),
        an_item("K", applies_if=when(meals="cooked", setting="school")),
        gates=[a_gate("R1", applies_if=when(hard_area=True))],
    )

    with pytest.raises(MissingFacts) as refused:
        score(edition, {"meals": "bought", "setting": None}, {"K": "na"}, {})

    assert refused.value.facts == ("setting", "hard_area")
