"""What the circulars of 2024 and 2026 fix by number: criteria, mandatory ones, levels, figures."""

from datetime import date
from pathlib import Path

import pytest

from inspector.criteria.catalogue import Catalogue
from inspector.criteria.load import load_edition
from inspector.criteria.model import Edition, Indicator, LevelNeed, LevelsRule, Measure, NoRule, Status

CRITERIA = Path(__file__).resolve().parents[2] / "criteria"
SET = CRITERIA / "preschool-accreditation"


@pytest.fixture(scope="module")
def of_2026() -> Edition:
    return load_edition(SET / "2026-07-07")


@pytest.fixture(scope="module")
def of_2025() -> Edition:
    return load_edition(SET / "2025-01-25")


def is_figure(indicator: Indicator) -> bool:
    return isinstance(indicator.answer, Measure) and indicator.answer.report_only


def test_the_circular_of_2026_has_15_criteria_in_4_standards(of_2026: Edition):
    assert [len(group.criteria) for group in of_2026.groups] == [4, 3, 5, 3]
    assert [one.official_ref for one in of_2026.criteria.values()] == [
        *("1.1", "1.2", "1.3", "1.4"),
        *("2.1", "2.2", "2.3"),
        *("3.1", "3.2", "3.3", "3.4", "3.5"),
        *("4.1", "4.2", "4.3"),
    ]


def test_8_of_its_criteria_are_mandatory(of_2026: Edition):
    mandatory = [one.official_ref for one in of_2026.criteria.values() if one.mandatory]

    assert mandatory == ["1.3", "1.4", "2.1", "2.2", "3.1", "3.2", "4.1", "4.2"]


def test_it_has_two_levels_and_every_criterion_has_points_at_both(of_2026: Edition):
    assert isinstance(of_2026.rule, LevelsRule)
    assert list(of_2026.rule.labels) == [1, 2]
    assert all(
        {one.level for one in of.indicators if one.level} == {1, 2} for of in of_2026.criteria.values()
    )


def test_a_level_needs_all_mandatory_criteria_and_5_of_the_7_others(of_2026: Edition):
    assert isinstance(of_2026.rule, LevelsRule)
    assert of_2026.rule.reach == (
        LevelNeed(level=1, all=False, others_at_least=5, rest_at_least=0),
        LevelNeed(level=2, all=False, others_at_least=5, rest_at_least=1),
    )


def test_its_31_figures_stand_at_their_criteria_and_are_only_reported(of_2026: Edition):
    figures = [one for one in of_2026.indicators.values() if is_figure(one)]
    by_criterion = {
        criterion.official_ref: sum(is_figure(one) for one in criterion.indicators)
        for criterion in of_2026.criteria.values()
    }

    assert len(figures) == 31
    assert len(of_2026.indicators) - len(figures) == 63
    assert by_criterion == {
        **{"1.1": 0, "1.2": 0, "1.3": 2, "1.4": 2},
        **{"2.1": 2, "2.2": 4, "2.3": 2},
        **{"3.1": 2, "3.2": 2, "3.3": 2, "3.4": 2, "3.5": 3},
        **{"4.1": 4, "4.2": 4, "4.3": 0},
    }


def test_no_number_decides_anything_in_it(of_2026: Edition):
    measured = [one for one in of_2026.indicators.values() if isinstance(one.answer, Measure)]

    assert [one.id for one in measured if not is_figure(one)] == []
    assert [one.id for one in of_2026.indicators.values() if is_figure(one) and one.level] == []


def test_its_evidence_code_is_the_number_of_the_criterion_and_of_the_document(of_2026: Edition):
    assert of_2026.evidence_code == "MC.{criterion}.{number:02}"


def test_the_edition_of_2025_is_a_draft_of_22_criteria_that_concludes_nothing(of_2025: Edition):
    assert of_2025.status is Status.DRAFT
    assert isinstance(of_2025.rule, NoRule)
    assert [len(group.criteria) for group in of_2025.groups] == [10, 3, 3, 2, 4]


def test_the_draft_is_never_chosen_by_itself():
    catalogue = Catalogue.read(CRITERIA)

    found = catalogue.in_force("preschool-accreditation", date(2025, 6, 1))
    last_day = catalogue.in_force("preschool-accreditation", date(2026, 7, 6))
    first_day = catalogue.in_force("preschool-accreditation", date(2026, 7, 7))

    assert found.edition is not None
    assert found.draft is not None
    assert found.draft.in_force_from == date(2025, 1, 25)
    assert found.edition.in_force_from == date(2018, 10, 10) == last_day.edition.in_force_from
    assert first_day.edition.in_force_from == date(2026, 7, 7)
    assert first_day.draft is None


def test_schools_are_never_ordered_by_it():
    assert not Catalogue.read(CRITERIA).sets["preschool-accreditation"].ranking_allowed
