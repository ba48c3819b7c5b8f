"""How many items and points the sets on health and safety have."""

from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

from inspector.criteria.load import load_edition
from inspector.criteria.model import Edition, Score

CRITERIA = Path(__file__).resolve().parents[2] / "criteria"
SECTION_POINTS = {"I": 5, "II": 10, "III": 10, "IV": 10, "V": 10, "VI": 10, "VII": 20, "VIII": 15, "IX": 10}


@pytest.fixture(scope="module")
def form() -> Edition:
    return load_edition(CRITERIA / "school-health" / "2016-06-30")


def points_by_section(edition: Edition) -> dict[str, Decimal]:
    points: defaultdict[str, Decimal] = defaultdict(Decimal)
    for group in edition.groups:
        for criterion in group.criteria:
            for indicator in criterion.indicators:
                assert isinstance(indicator.answer, Score), f"{indicator.id} has no points"
                assert indicator.weight == 1, f"{indicator.id} would count for more or less than its points"
                points[group.id] += indicator.answer.max
    return dict(points)


def test_the_sections_of_the_health_form_have_the_points_of_the_form(form: Edition):
    assert points_by_section(form) == SECTION_POINTS


def test_the_health_form_has_100_points_in_110_lines_of_40_criteria(form: Edition):
    assert sum(points_by_section(form).values()) == 100
    assert (len(form.criteria), len(form.indicators)) == (40, 110)


@pytest.mark.parametrize(
    ("edition", "items"),
    [
        ("epidemic-readiness/2020-04-28", [7, 6, 2]),
        ("epidemic-readiness/2021-10-25", [8, 6, 2]),
        ("fire-safety/2025-07-01", [6, 4]),
        ("fire-safety/2026-09-15", [6, 4]),
        ("school-bus/2025-01-01", [9]),
        ("abuse-prevention/2022-02-15", [9]),
        ("abuse-prevention/2026-01-30", [9]),
    ],
)
def test_each_group_has_its_number_of_items(edition: str, items: list[int]):
    assert [len(group.criteria) for group in load_edition(CRITERIA / edition).groups] == items
