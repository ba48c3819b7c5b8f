"""What the circular of 2018 fixes by number: standards, criteria, indicators of each level, level 4."""

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from inspector.criteria.load import load_edition
from inspector.criteria.model import Edition, Indicator, LevelNeed, LevelsRule, Measure

EDITION = Path(__file__).resolve().parents[2] / "criteria" / "preschool-accreditation" / "2018-10-10"
WITHOUT_LEVEL_3 = ["1.2", "1.7", "1.8", "1.9", "1.10", "3.6"]


@pytest.fixture(scope="module")
def edition() -> Edition:
    return load_edition(EDITION)


@pytest.fixture(scope="module")
def of_the_standards(edition: Edition) -> list[Indicator]:
    standards = [group for group in edition.groups if group.id != "M4"]
    return [one for group in standards for criterion in group.criteria for one in criterion.indicators]


def test_there_are_25_criteria_in_5_standards_and_6_requirements_of_level_4(edition: Edition):
    assert {group.id: len(group.criteria) for group in edition.groups} == {
        "1": 10,
        "2": 3,
        "3": 6,
        "4": 2,
        "5": 4,
        "M4": 6,
    }


def test_the_standards_have_146_indicators_on_three_levels(of_the_standards: list[Indicator]):
    assert Counter(one.level for one in of_the_standards) == {1: 75, 2: 46, 3: 25}
    assert len(of_the_standards) == 146


def test_an_indicator_says_its_criterion_and_its_level(edition: Edition, of_the_standards: list[Indicator]):
    for one in of_the_standards:
        assert one.id.startswith(f"{edition.criterion_of[one.id].id}.")
        assert one.id.endswith(f".M{one.level}")


def test_every_criterion_asks_a_b_and_c_at_level_1_and_something_at_level_2(edition: Edition):
    for criterion in edition.criteria.values():
        if edition.group_of[criterion.id].id == "M4":
            continue
        at_1 = [one.id for one in criterion.indicators if one.level == 1]
        assert at_1 == [f"{criterion.id}.{letter}.M1" for letter in "abc"]
        assert any(one.level == 2 for one in criterion.indicators)


def test_six_criteria_ask_nothing_at_level_3(edition: Edition):
    without = [
        criterion.id
        for criterion in edition.criteria.values()
        if edition.group_of[criterion.id].id != "M4" and all(one.level != 3 for one in criterion.indicators)
    ]

    assert without == WITHOUT_LEVEL_3


def test_the_group_of_level_4_asks_nothing_below(edition: Edition):
    (group,) = [one for one in edition.groups if one.id == "M4"]

    assert {one.level for criterion in group.criteria for one in criterion.indicators} == {4}


def test_every_level_needs_every_criterion(edition: Edition):
    assert isinstance(edition.rule, LevelsRule)
    assert edition.rule.reach == tuple(LevelNeed(level, True, 0, 0) for level in (1, 2, 3, 4))


def test_level_2_goes_with_degree_1_and_level_3_with_degree_2(edition: Edition):
    assert isinstance(edition.rule, LevelsRule)
    named = {level: title.vi for level, title in edition.rule.recognitions.items()}

    assert "chuẩn quốc gia" not in named[1]
    assert "chuẩn quốc gia mức độ 1" in named[2]
    assert "chuẩn quốc gia mức độ 2" in named[3]
    assert "chuẩn quốc gia mức độ 2" in named[4]


def test_shares_are_lower_in_disadvantaged_areas(edition: Edition):
    shares = {}
    for one in edition.indicators.values():
        if isinstance(one.answer, Measure) and one.answer.easier:
            (easier,) = one.answer.easier
            assert one.answer.bounds is not None
            shares[one.id] = (one.answer.bounds.at_least, easier.bounds.at_least)

    assert shares == {
        "2.2.a.M2": (Decimal(55), Decimal(40)),
        "2.2.b.M2": (Decimal(60), Decimal(50)),
        "2.2.a.M3": (Decimal(65), Decimal(50)),
        "5.4.b.M1": (Decimal(85), Decimal(80)),
        "5.4.b.M2": (Decimal(95), Decimal(90)),
        "5.4.a.M3": (Decimal(97), Decimal(95)),
        "M4.2.1": (Decimal(90), Decimal(80)),
        "M4.2.2": (Decimal(40), Decimal(30)),
    }
