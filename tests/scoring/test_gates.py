"""Gates: statements that cut the outcome when they are true."""

from inspector.scoring.score import score
from tests.scoring.builders import BANDS, a_gate, an_edition, items, points


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
