"""What of an edition a school is shown."""

from decimal import Decimal

import pytest

from inspector.scoring.applicable import MissingFacts, applicable
from tests.scoring.builders import (
    NO_RULE,
    REPORTED,
    a_criterion,
    a_gate,
    a_measure,
    an_edition,
    an_indicator,
    an_item,
    bounds,
    when,
)

EDITION = an_edition(
    NO_RULE,
    an_item("A", mandatory=when(setting="school")),
    an_item("R", answer=REPORTED),
    a_criterion(
        "K",
        an_indicator("K.a"),
        an_indicator("K.b", applies_if=when(hard_area=True)),
        applies_if=when(meals="cooked"),
        mandatory=True,
    ),
    an_item("M", answer=a_measure("55", easier=[(when(hard_area=True), bounds(at_least="40"))])),
    gates=[a_gate("R1"), a_gate("R2", applies_if=when(setting="school"))],
)


def test_a_school_is_shown_what_applies_to_it_with_the_bounds_that_hold_for_it():
    shown = applicable(EDITION, {"setting": "school", "meals": "cooked", "hard_area": True})

    assert shown.indicators == ("A", "R", "K.a", "K.b", "M")
    assert shown.gates == ("R1", "R2")
    assert shown.mandatory == {"A", "K"}
    assert shown.bounds == {"M": bounds(at_least="40")}


def test_another_school_is_shown_less_and_held_to_more():
    shown = applicable(EDITION, {"setting": "group", "meals": "bought", "hard_area": False})

    assert shown.indicators == ("A", "R", "M")
    assert shown.gates == ("R1",)
    assert shown.mandatory == {"K"}
    assert shown.bounds == {"M": bounds(at_least="55")}


def test_facts_that_decide_are_asked_for_in_the_order_of_the_vocabulary():
    with pytest.raises(MissingFacts) as refused:
        applicable(EDITION, {"hard_area": True, "children": None, "setting": None})

    assert refused.value.facts == ("setting", "meals")


def test_a_number_is_held_against_bounds_that_are_included():
    edition = an_edition(NO_RULE, an_item("A", applies_if=when(children=bounds("150", "200"))))
    shown = {
        number: applicable(edition, {"children": Decimal(number)}).indicators
        for number in ("149.9", "150", "200", "200.1")
    }

    assert shown == {"149.9": (), "150": ("A",), "200": ("A",), "200.1": ()}
