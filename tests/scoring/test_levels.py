"""`levels`: a level for each criterion, one for the school, and what keeps it from the next."""

import pytest

from inspector.criteria.model import Criterion, Edition, LevelNeed
from inspector.scoring.score import score
from tests.scoring.builders import (
    SCALE_OF_LEVELS,
    a_criterion,
    a_gate,
    a_measure,
    all_at,
    an_edition,
    an_indicator,
    an_item,
    levels,
    mandatory_at,
)


def a_ladder(id_: str, *at: int, mandatory: bool = False) -> Criterion:
    """A criterion with one indicator at each of these levels, e.g. X.1 and X.2."""
    return a_criterion(
        id_, *(an_indicator(f"{id_}.{level}", level=level) for level in at), mandatory=mandatory
    )


def reached(id_: str, level: int, of: int = 3) -> dict[str, str]:
    """All indicators of a ladder up to a level are met, those above are not."""
    return {f"{id_}.{n}": "met" if n <= level else "not_met" for n in range(1, of + 1)}


THREE_ALL = levels(all_at(1), all_at(2), all_at(3))


def test_a_criterion_is_at_the_level_below_its_first_unmet_indicator():
    edition = an_edition(THREE_ALL, a_ladder("X", 1, 2, 3))

    result = score(edition, {}, {"X.1": "met", "X.2": "not_met", "X.3": "met"}, {})

    assert (result.criteria, result.outcome) == ({"X": 1}, 1)
    assert result.met == 2  # with levels, indicators are counted
    assert (result.percent, result.groups[0].percent_low) == (None, None)


def test_an_indicator_put_aside_does_not_stand_in_the_way():
    edition = an_edition(THREE_ALL, a_ladder("X", 1, 2, 3))

    assert score(edition, {}, {"X.1": "met", "X.2": "na", "X.3": "met"}, {}).outcome == 3


def test_a_level_without_indicators_is_reached_with_the_one_below():
    edition = an_edition(THREE_ALL, a_ladder("X", 1), a_ladder("Y", 1, 2, 3))

    below = score(edition, {}, {"X.1": "not_met"} | reached("Y", 3), {})
    above = score(edition, {}, {"X.1": "met"} | reached("Y", 3), {})

    assert (below.criteria, below.outcome) == ({"X": 0, "Y": 3}, 0)
    assert (above.criteria, above.outcome) == ({"X": 3, "Y": 3}, 3)


def test_a_criterion_with_nothing_applicable_is_satisfied_at_every_level():
    edition = an_edition(
        levels(all_at(1), mandatory_at(2, others=1)), a_ladder("M", 1, 2, mandatory=True), a_ladder("X", 1, 2)
    )

    result = score(edition, {}, reached("M", 2, of=2) | {"X.1": "na", "X.2": "na"}, {})

    assert (result.criteria, result.outcome) == ({"M": 2, "X": "na"}, 2)


def test_an_option_with_a_level_holds_its_criterion_at_that_level():
    edition = an_edition(THREE_ALL, an_item("X", answer=SCALE_OF_LEVELS))
    by_option = {
        option: score(edition, {}, {"X": option}, {}).outcome for option in ("chua", "dat", "kha", "tot")
    }

    assert by_option == {"chua": 0, "dat": 1, "kha": 2, "tot": 3}


def test_a_measure_at_a_level_is_met_within_its_bounds():
    edition = an_edition(
        THREE_ALL,
        a_criterion("X", an_indicator("X.1", level=1), an_indicator("X.2", a_measure("55"), level=2)),
    )

    assert score(edition, {}, {"X.1": "met", "X.2": "54.9"}, {}).outcome == 1
    assert score(edition, {}, {"X.1": "met", "X.2": "55"}, {}).outcome == 3


RULE = levels(mandatory_at(1, others=2), mandatory_at(2, others=2, rest=1))


def a_school_set() -> Edition:
    others = [a_ladder(id_, 1, 2) for id_ in ("X", "Y", "Z")]
    return an_edition(RULE, a_ladder("M", 1, 2, mandatory=True), *others)


def given(**at: int) -> dict[str, str]:
    return {key: value for id_, level in at.items() for key, value in reached(id_, level, of=2).items()}


@pytest.mark.parametrize(
    ("at", "level"),
    [
        ({"M": 0, "X": 2, "Y": 2, "Z": 2}, 0),
        ({"M": 1, "X": 1, "Y": 0, "Z": 0}, 0),
        ({"M": 1, "X": 1, "Y": 1, "Z": 0}, 1),
        ({"M": 2, "X": 2, "Y": 2, "Z": 0}, 1),  # rest at least 1
        ({"M": 2, "X": 2, "Y": 2, "Z": 1}, 2),
        ({"M": 2, "X": 2, "Y": 1, "Z": 1}, 1),
        ({"M": 1, "X": 2, "Y": 2, "Z": 2}, 1),
    ],
)
def test_a_school_level_needs_the_mandatory_criteria_enough_others_and_the_rest(at, level):
    assert score(a_school_set(), {}, given(**at), {}).outcome == level


def test_a_school_level_needs_the_levels_below_it():
    rule = levels(all_at(1), mandatory_at(2, others=0))
    edition = an_edition(rule, a_ladder("M", 1, 2, mandatory=True), a_ladder("X", 1, 2))

    assert score(edition, {}, given(M=2, X=0), {}).outcome == 0


@pytest.mark.parametrize(
    ("at", "blockers"),
    [
        ({"M": 0, "X": 0, "Y": 1, "Z": 0}, ("M", "X", "Z")),  # one other at level 1, two are needed
        ({"M": 0, "X": 1, "Y": 1, "Z": 0}, ("M",)),  # enough others
        ({"M": 1, "X": 2, "Y": 1, "Z": 0}, ("M", "Y", "Z")),
        ({"M": 2, "X": 2, "Y": 2, "Z": 0}, ("Z",)),  # below what the rest must have
        ({"M": 2, "X": 2, "Y": 2, "Z": 1}, ()),  # at the highest level nothing blocks
    ],
)
def test_what_the_next_level_needs_blocks(at, blockers):
    assert score(a_school_set(), {}, given(**at), {}).blockers == blockers


@pytest.mark.parametrize("need", [all_at(1), mandatory_at(1, others=2)])
def test_where_all_are_needed_all_below_block(need: LevelNeed):
    edition = an_edition(levels(need), a_ladder("X", 1), a_ladder("Y", 1))

    assert score(edition, {}, {"X.1": "not_met", "Y.1": "met"}, {}).blockers == ("X",)


def test_with_blanks_only_what_is_known_at_its_best_blocks():
    edition = an_edition(levels(all_at(1), all_at(2)), a_ladder("X", 1, 2), a_ladder("Y", 1, 2))

    result = score(edition, {}, {"X.1": "met", "X.2": "not_met", "Y.1": "met"}, {})

    assert (result.outcome, result.outcome_low, result.outcome_high) == (None, 1, 1)
    assert result.blockers == ("X",)  # short of level 2, the one after the best outcome; Y.2 is open
    assert result.criteria == {"X": 1, "Y": "blank"}


def test_a_blank_above_an_unmet_indicator_leaves_nothing_open():
    edition = an_edition(THREE_ALL, a_ladder("X", 1, 2, 3))

    assert score(edition, {}, {"X.1": "not_met", "X.2": "met"}, {}).criteria == {"X": 0}


def test_a_gate_cuts_to_level_0_and_is_named_after_the_criteria():
    edition = an_edition(
        levels(all_at(1), all_at(2)), a_ladder("X", 1, 2), gates=[a_gate("R1"), a_gate("R2", 1)]
    )
    ratings = reached("X", 2, of=2)

    lowest = score(edition, {}, ratings, {"R1": "yes", "R2": "no"})
    first = score(edition, {}, ratings, {"R1": "no", "R2": "yes"})

    assert (lowest.outcome, lowest.blockers) == (0, ("R1",))
    assert (first.outcome, first.blockers) == (1, ("R2",))
    assert (first.criteria, first.margin) == ({"X": 2}, ("X.1",))
