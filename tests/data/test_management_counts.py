"""The sets on professional rules and on order in non-public settings: how many items, and who is asked."""

from pathlib import Path

import pytest

from inspector.criteria.load import load_edition
from inspector.criteria.model import Edition, Measure, NoRule

CRITERIA = Path(__file__).resolve().parents[2] / "criteria"
PROFESSIONAL_RULES = sorted(path.parent for path in CRITERIA.glob("professional-rules/*/edition.yaml"))
NON_PUBLIC_ORDER = sorted(path.parent for path in CRITERIA.glob("non-public-order/*/edition.yaml"))


def mandatory_of(edition: Edition) -> list[str]:
    return [one.id for one in edition.criteria.values() if one.mandatory]


def report_only_of(edition: Edition) -> list[str]:
    indicators = edition.indicators.values()
    return [one.id for one in indicators if isinstance(one.answer, Measure) and one.answer.report_only]


def test_these_are_the_editions():
    assert [folder.name for folder in PROFESSIONAL_RULES] == ["2020-09-01", "2025-02-10"]
    assert [folder.name for folder in NON_PUBLIC_ORDER] == ["2020-09-01", "2022-02-15"]


@pytest.mark.parametrize("folder", PROFESSIONAL_RULES, ids=lambda folder: folder.name)
def test_the_professional_rules_have_48_items_and_are_asked_of_every_school(folder: Path):
    edition = load_edition(folder)

    assert len(edition.criteria) == 48
    assert [len(group.criteria) for group in edition.groups] == [5, 3, 10, 9, 4, 6, 5, 3, 2, 1]
    assert mandatory_of(edition) == ["QC-D03", "QC-D06", "QC-F01", "QC-F02", "QC-F05"]
    assert report_only_of(edition) == ["QC-G02.b", "QC-G02.c", "QC-G02.d", "QC-H01.h"]
    assert edition.concerns is None


@pytest.mark.parametrize("folder", NON_PUBLIC_ORDER, ids=lambda folder: folder.name)
def test_order_in_non_public_settings_has_16_items_and_is_not_asked_of_public_schools(folder: Path):
    edition = load_edition(folder)

    assert len(edition.criteria) == 16
    assert [len(group.criteria) for group in edition.groups] == [2, 4, 2, 4, 4]
    assert mandatory_of(edition) == ["KC-A01", "KC-D04"]
    assert report_only_of(edition) == ["KC-C02.b", "KC-C02.c"]
    assert edition.concerns is not None
    assert [
        kind for kind in edition.facts["ownership"].options if edition.concerns.holds({"ownership": kind})
    ] == [
        "people_founded",
        "private",
    ]


@pytest.mark.parametrize(
    "folder", [*PROFESSIONAL_RULES, *NON_PUBLIC_ORDER], ids=lambda folder: folder.parent.name
)
def test_neither_set_grades(folder: Path):
    assert isinstance(load_edition(folder).rule, NoRule)
