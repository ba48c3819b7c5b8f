"""Gates: statements that cut the outcome when they are true."""

from inspector.scoring.score import score
from tests.scoring.builders import BANDS, NO_RULE, a_gate, an_edition, items, points, when


def test_a_blank_gate_with_a_higher_cap_does_not_raise_what_a_yes_cut():
    gates = [a_gate("R1"), a_gate("R2", "fair")]
    edition = an_edition(points(*BANDS), *items(1), gates=gates)

    result = score(edition, {}, {"C01": "met"}, {"R1": "yes"})

    assert (result.gates, result.gates_blank) == (("R1",), ("R2",))
    assert (result.outcome, result.outcome_low, result.outcome_high) == (None, "weak", "weak")


def test_the_lowest_of_all_caps_counts_when_every_blank_gate_is_taken_as_yes():
    gates = [a_gate("R1", "fair"), a_gate("R2"), a_gate("R3", "good")]
    edition = an_edition(points(*BANDS), *items(1), gates=gates)

    result = score(edition, {}, {"C01": "met"}, {"R1": "yes"})

    assert (result.outcome_low, result.outcome_high) == ("weak", "fair")


def test_a_yes_cuts_to_the_lowest_outcome_unless_the_gate_says_otherwise():
    edition = an_edition(points(*BANDS), *items(1), gates=[a_gate("R1"), a_gate("R2", "fair")])

    def outcome(**answers: str) -> object:
        return score(edition, {}, {"C01": "met"}, answers).outcome

    assert outcome(R1="no", R2="no") == "good"
    assert outcome(R1="no", R2="yes") == "fair"
    assert outcome(R1="yes", R2="yes") == "weak"


def test_a_cap_above_the_outcome_changes_nothing_and_is_still_named():
    edition = an_edition(points(*BANDS), *items(1), gates=[a_gate("R1", "fair")])

    result = score(edition, {}, {"C01": "not_met"}, {"R1": "yes"})

    assert (result.outcome, result.gates, result.blockers) == ("weak", ("R1",), ("R1",))


def test_a_blank_gate_happened_at_worst_and_did_not_at_best_and_leaves_the_groups_alone():
    edition = an_edition(points(*BANDS), *items(1), gates=[a_gate("R1")])

    result = score(edition, {}, {"C01": "met"}, {})

    assert (result.outcome, result.outcome_low, result.outcome_high) == (None, "weak", "good")
    assert (result.percent, result.percent_low, result.percent_high) == (None, 100, 100)
    assert (result.groups[0].percent, result.blockers, result.margin) == (100, (), ())


def test_a_gate_that_does_not_apply_is_ignored_whatever_was_answered():
    gate = a_gate("R1", applies_if=when(setting="school"))
    edition = an_edition(points(*BANDS), *items(1), gates=[gate])
    facts = {"setting": "group"}

    for answers in ({}, {"R1": "yes"}, {"R1": "no"}):
        result = score(edition, facts, {"C01": "met"}, answers)
        assert (result.outcome, result.gates, result.gates_blank) == ("good", (), ())


def test_without_a_rule_gates_are_listed_and_nothing_is_concluded():
    edition = an_edition(NO_RULE, *items(2), gates=[a_gate("R1"), a_gate("R2")])

    result = score(edition, {}, {"C01": "met", "C02": "not_met"}, {"R1": "yes", "R2": "no"})

    assert (result.outcome, result.outcome_low, result.outcome_high) == (None, None, None)
    assert (result.percent, result.met, result.gates) == (50, 1, ("R1",))
    assert result.margin == ()


def test_where_nothing_is_applicable_no_gate_makes_an_outcome():
    edition = an_edition(points(*BANDS), *items(1), gates=[a_gate("R1"), a_gate("R2")])

    result = score(edition, {}, {"C01": "na"}, {"R1": "yes"})

    assert (result.outcome, result.outcome_low, result.outcome_high) == (None, None, None)
    assert (result.gates, result.gates_blank) == (("R1",), ("R2",))
