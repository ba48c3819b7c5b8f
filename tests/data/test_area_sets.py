"""The sets that rate areas, and three small sets of our own: for whom they are, and how much they ask."""

from pathlib import Path

import pytest

from inspector.criteria.load import load_edition
from inspector.criteria.model import Edition, Measure
from inspector.criteria.set_file import SET_FILE, SetHead, read_set_file
from inspector.scoring.applicable import applicable

CRITERIA = Path(__file__).resolve().parents[2] / "criteria"
AREA_SETS = ("emulation", "universal-preschool-3-5", "universal-preschool-5")


def head_of(set_id: str) -> SetHead:
    head, _ = read_set_file((CRITERIA / set_id / SET_FILE).read_text("utf-8"), SET_FILE, set_id)
    assert head is not None
    return head


def edition(name: str) -> Edition:
    return load_edition(CRITERIA / name)


def sizes(name: str) -> list[int]:
    return [len(group.criteria) for group in edition(name).groups]


def counted_in(name: str, area_kind: str) -> int:
    """Return how many indicators count in an area of this kind, those only reported left out."""
    asked = edition(name)
    shown = applicable(asked, {"area_kind": area_kind, "special_difficulty": False}).indicators
    answers = [asked.indicators[one].answer for one in shown]
    return sum(not (isinstance(one, Measure) and one.report_only) for one in answers)


@pytest.mark.parametrize("set_id", AREA_SETS)
def test_the_set_rates_areas_and_not_schools(set_id: str):
    assert head_of(set_id).audience == "area"


@pytest.mark.parametrize("set_id", ["malnutrition-prevention", "holiday-check", "model-school-visit"])
def test_the_small_sets_are_for_schools_and_our_own(set_id: str):
    provenance = edition(f"{set_id}/2020-09-01").provenance

    assert head_of(set_id).audience == "school"
    assert (provenance.wording, provenance.rule) == ("adapted", "proposed")


def test_emulation_has_13_items_and_ranks_nobody():
    assert len(edition("emulation/2020-09-01").criteria) == 13
    assert edition("emulation/2020-09-01").rule.method == "none"
    assert not head_of("emulation").ranking_allowed


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("universal-preschool-5/2020-09-01", [3, 4, 10, 6]),
        ("universal-preschool-5/2025-07-01", [3, 10, 5]),
        ("universal-preschool-3-5/2025-10-20", [5, 3, 5, 6]),
        ("malnutrition-prevention/2020-09-01", [8, 5, 6, 3]),
        ("holiday-check/2020-09-01", [6, 3, 6, 5]),
        ("model-school-visit/2020-09-01", [4, 4, 5, 4]),
    ],
)
def test_the_groups_have_their_number_of_items(name: str, expected: list[int]):
    assert sizes(name) == expected


@pytest.mark.parametrize(
    ("name", "area_kind", "expected"),
    [
        ("universal-preschool-5/2020-09-01", "commune", 17),
        ("universal-preschool-5/2020-09-01", "district", 5),
        ("universal-preschool-5/2020-09-01", "province", 5),
        ("universal-preschool-5/2025-07-01", "commune", 17),
        ("universal-preschool-5/2025-07-01", "province", 0),
        ("universal-preschool-3-5/2025-10-20", "commune", 11),
        ("universal-preschool-3-5/2025-10-20", "province", 8),
    ],
)
def test_each_kind_of_area_answers_what_concerns_it(name: str, area_kind: str, expected: int):
    assert counted_in(name, area_kind) == expected


def test_visiting_a_model_school_concludes_nothing():
    assert edition("model-school-visit/2020-09-01").rule.method == "none"
