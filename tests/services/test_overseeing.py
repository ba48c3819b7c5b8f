from dataclasses import replace
from fractions import Fraction

import pytest

from inspector.criteria.model import Edition
from inspector.services.overseeing import ItemFigures, Judging, Verdict, weakest
from inspector.store.figures.by_item import Rated
from tests.store.world import small_edition

COOKED, BOUGHT, UNKNOWN = (("meals", "cooked"),), (("meals", "bought"),), (("meals", None),)


@pytest.fixture(scope="module")
def edition() -> Edition:
    return small_edition()


def rated(item: str, value: str, schools: int = 1, facts=COOKED) -> Rated:
    return Rated(item, value, facts, schools)


@pytest.mark.parametrize(
    ("item", "value", "verdict"),
    [
        ("A1", "met", Verdict.MET),
        ("A1", "not_met", Verdict.NOT_MET),
        ("A1", "na", Verdict.NOT_APPLICABLE),
        ("R1", "no", Verdict.MET),
        ("R1", "yes", Verdict.NOT_MET),
    ],
)
def test_a_rating_comes_to_what_the_edition_says(edition: Edition, item: str, value: str, verdict: Verdict):
    assert Judging(edition).verdict(rated(item, value)) is verdict


@pytest.mark.parametrize(("facts", "counts"), [(COOKED, True), (BOUGHT, False), (UNKNOWN, False)])
def test_a_rating_of_an_item_that_does_not_apply_to_the_school_counts_nowhere(
    edition: Edition, facts, counts: bool
):
    figures = Judging(edition).figures([rated("B2", "not_met", facts=facts)])

    assert [one.item_id for one in figures] == (["B2"] if counts else [])


def test_figures_add_up_schools_in_edition_order_with_the_gates_first(edition: Edition):
    figures = Judging(edition).figures(
        [
            rated("A2", "not_met", 3),
            rated("A2", "not_met", 2, BOUGHT),
            rated("A2", "met", 5),
            rated("A1", "na", 4),
            rated("R1", "yes"),
        ]
    )

    assert [one.item_id for one in figures] == ["R1", "A1", "A2"]
    assert figures[2] == ItemFigures("A2", met=5, not_met=5, na=0, reported=0)
    assert figures[2].share_not_met == Fraction(1, 2)
    assert figures[1].share_not_met is None, "nowhere applicable is no share at all, not zero"


def test_the_weakest_items_come_first_and_none_that_all_meet(edition: Edition):
    items = [
        ItemFigures("A1", met=9, not_met=1, na=0, reported=0),
        ItemFigures("A2", met=1, not_met=1, na=0, reported=0),
        ItemFigures("A3", met=5, not_met=0, na=0, reported=0),
        ItemFigures("B1", met=2, not_met=2, na=0, reported=0),
    ]

    assert [one.item_id for one in weakest(items, 9)] == ["B1", "A2", "A1"]
    assert [one.item_id for one in weakest(items, 1)] == ["B1"]


def test_the_ratings_behind_a_number_are_those_with_the_same_verdict(edition: Edition):
    ratings = [rated("A1", "met"), rated("A1", "not_met"), rated("A1", "not_met", facts=BOUGHT)]

    found = Judging(edition).alike(ratings, Verdict.NOT_MET)

    assert found == [ratings[1], replace(ratings[1], facts=BOUGHT)]
