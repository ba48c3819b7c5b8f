"""What became of the criteria of an edition in the one after it."""

from inspector.criteria.diff import Difference, as_json, difference
from tests.criteria.builders import (
    Written,
    a_criterion,
    a_scale,
    an_edition,
    an_indicator,
    an_option,
    read,
    text,
)


def compared(old: list[Written], new: list[Written]) -> Difference:
    return difference(read(an_edition(criteria=old)), read(an_edition(criteria=new)))


def test_every_criterion_is_the_same_changed_new_dropped_or_replaced():
    old = [a_criterion(id_) for id_ in ("same", "changed", "dropped", "old")]
    new = [
        a_criterion("same"),
        a_criterion("changed", text=text("other"), weight=2),
        a_criterion("new"),
        a_criterion("young", replaces=["old"]),
    ]

    assert as_json(compared(old, new)) == {
        "same": ["same"],
        "changed": [{"id": "changed", "keys": ["text", "weight"]}],
        "new": ["new"],
        "dropped": ["dropped"],
        "replaced": {"old": "young"},
    }


def test_an_edition_is_the_same_as_itself():
    criteria = [a_criterion("A01", mandatory={"setting": ["school"]}), a_criterion("A02")]

    assert compared(criteria, criteria) == Difference(("A01", "A02"), {}, (), (), {})


def test_a_default_that_is_spelled_out_is_no_change():
    spelled = a_criterion("A01", weight="1.0", effort_days=1, na="allowed", mandatory=False, scale="met")

    assert compared([a_criterion("A01")], [spelled]).same == ("A01",)


def test_an_indicator_of_a_criterion_that_changed_is_a_change_of_its_indicators():
    old = a_criterion("A01", indicators=[an_indicator("a"), an_indicator("b")])
    new = a_criterion("A01", indicators=[an_indicator("a"), an_indicator("b", weight=2)])

    assert compared([old], [new]).changed == {"A01": ("indicators",)}


def test_a_criterion_that_became_measured_changed_its_answer():
    measured = a_criterion("A01", measure={"unit": "%", "at_least": 5})

    assert compared([a_criterion("A01")], [measured]).changed == {"A01": ("scale", "measure")}


def test_a_criterion_that_was_divided_into_indicators_says_so():
    divided = a_criterion("A01", indicators=[an_indicator("a")])
    (keys,) = compared([a_criterion("A01")], [divided]).changed.values()

    assert {"text", "title", "indicators"} <= set(keys)


def test_a_scale_whose_options_changed_changes_its_criteria():
    scale = a_scale(an_option("met", 2), an_option("half", 1), an_option("not_met", 0))
    old, new = (
        an_edition(criteria=[a_criterion("A01")]),
        an_edition(criteria=[a_criterion("A01")], scales={"met": scale}),
    )

    assert difference(read(old), read(new)).changed == {"A01": ("scale",)}


def test_an_option_under_another_name_is_no_change_of_criteria():
    renamed = a_scale(an_option("met", 1) | {"label": text("fulfilled")}, an_option("not_met", 0))
    old, new = (
        an_edition(criteria=[a_criterion("A01")]),
        an_edition(criteria=[a_criterion("A01")], scales={"met": renamed}),
    )

    assert difference(read(old), read(new)).same == ("A01",)


def test_a_criterion_that_replaces_one_the_edition_before_did_not_have_is_new():
    found = compared([a_criterion("A01")], [a_criterion("A01"), a_criterion("B01", replaces=["Z"])])

    assert (found.new, found.replaced) == (("B01",), {})


def test_of_two_criteria_that_replace_one_the_first_stands_for_it():
    found = compared(
        [a_criterion("old")], [a_criterion("a", replaces=["old"]), a_criterion("b", replaces=["old"])]
    )

    assert found.replaced == {"old": "a"}
    assert found.new == ("b",)


def test_one_criterion_may_replace_several():
    found = compared([a_criterion("x"), a_criterion("y")], [a_criterion("z", replaces=["x", "y"])])

    assert found == Difference((), {}, (), (), {"x": "z", "y": "z"})
