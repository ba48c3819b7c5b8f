"""How many items the sets have on children at the centre, conduct, disclosure and how a school is run."""

from functools import cache
from pathlib import Path

import pytest

from inspector.criteria.load import load_edition
from inspector.criteria.model import Criterion, Edition, FactValue, NoRule

CRITERIA = Path(__file__).resolve().parents[2] / "criteria"


@cache
def edition(name: str) -> Edition:
    return load_edition(CRITERIA / name)


def group_sizes(name: str) -> list[int]:
    return [len(group.criteria) for group in edition(name).groups]


def mandatory_ids(name: str) -> set[str]:
    return {id_ for id_, criterion in edition(name).criteria.items() if criterion.mandatory}


def asked_of(name: str, facts: dict[str, FactValue]) -> list[Criterion]:
    everything = edition(name).criteria.values()
    return [one for one in everything if one.applies_if is None or one.applies_if.holds(facts)]


def test_the_child_centred_set_has_26_items_in_six_groups():
    assert len(edition("child-centred/2020-09-01").criteria) == 26
    assert group_sizes("child-centred/2020-09-01") == [4, 7, 4, 6, 3, 2]
    assert mandatory_ids("child-centred/2020-09-01") == {"LTT-B1"}


@pytest.mark.parametrize(
    ("name", "sizes"),
    [("conduct/2019-05-28", [4, 6, 3, 8, 3]), ("conduct/2026-01-30", [8, 6, 3, 10, 3])],
)
def test_the_code_of_conduct_of_2026_adds_duties_and_rules_for_teachers(name: str, sizes: list[int]):
    assert group_sizes(name) == sizes
    assert mandatory_ids(name) == {"UX-15"}
    assert [gate.id for gate in edition(name).gates] == ["UX-R1"]


def test_each_edition_on_conduct_rests_on_the_circular_of_its_day():
    assert "tt03-2026" not in edition("conduct/2019-05-28").provisions
    assert {"tt06-2019", "tt03-2026"} <= set(edition("conduct/2026-01-30").provisions)


@pytest.mark.parametrize(
    ("ownership", "items"), [("public", 24 + 3), ("private", 24), ("people_founded", 24)]
)
def test_three_items_on_disclosure_are_asked_of_public_schools_only(ownership: str, items: int):
    asked = asked_of("public-disclosure/2024-07-19", {"ownership": ownership, "meals": "cooked"})

    assert len(asked) == items


def test_disclosure_asks_for_a_menu_only_where_children_eat():
    facts: dict[str, FactValue] = {"ownership": "public", "meals": "none"}
    asked = {one.id for one in asked_of("public-disclosure/2024-07-19", facts)}

    assert set(edition("public-disclosure/2024-07-19").criteria) - asked == {"CK-20"}
    assert mandatory_ids("public-disclosure/2024-07-19") == {"CK-08", "CK-20", "CK-22", "CK-23"}


@pytest.mark.parametrize(
    ("name", "items", "sizes"),
    [
        ("self-governance/2020-09-01", 12, [3, 2, 2, 3, 2]),
        ("self-governance/2024-07-19", 12, [3, 2, 2, 3, 2]),
        ("digital-readiness/2024-09-01", 8, [2, 3, 2, 1]),
        ("unesco-happy-schools/2016-03-25", 22, [6, 9, 7]),
    ],
)
def test_a_set_that_concludes_nothing_has_the_items_of_its_frame(name: str, items: int, sizes: list[int]):
    assert len(edition(name).indicators) == items
    assert group_sizes(name) == sizes
    assert isinstance(edition(name).rule, NoRule)
