"""The criteria sets that come with the program: nothing is wrong, and examples prove every threshold."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from inspector.criteria.catalogue import Catalogue
from inspector.criteria.check import check_catalogue
from inspector.criteria.load import load_edition
from inspector.criteria.model import CountRule, Edition, LevelsRule, OutcomeId, PointsRule
from inspector.scoring.example import differences, read_example

CRITERIA = Path(__file__).resolve().parents[2] / "criteria"
EDITIONS = sorted(path.parent for path in CRITERIA.glob("*/*/edition.yaml"))
EXAMPLES = sorted(CRITERIA.glob("*/*/examples/*.yaml"))


@cache
def edition_in(folder: Path) -> Edition:
    return load_edition(folder)


def name_of(path: Path) -> str:
    return path.relative_to(CRITERIA).as_posix()


def outcomes_of(edition: Edition) -> set[OutcomeId]:
    rule = edition.rule
    if isinstance(rule, PointsRule):
        return {one.id for one in rule.bands}
    if isinstance(rule, CountRule):
        return {one.id for one in rule.outcomes}
    return {0, *rule.labels} if isinstance(rule, LevelsRule) else set()


def examples_of(folder: Path) -> list[Any]:
    return [yaml.safe_load(path.read_text("utf-8")) for path in EXAMPLES if path.parents[1] == folder]


def test_there_are_editions_and_examples_to_test():
    assert {path.parent.name for path in EDITIONS} >= {"food-safety", "happy-school", "injury-prevention"}
    assert EXAMPLES


def test_nothing_is_wrong_with_any_file():
    assert [str(one) for one in check_catalogue(CRITERIA).problems] == []
    assert len(Catalogue.read(CRITERIA).sets) == len({path.parent for path in EDITIONS})


@pytest.mark.parametrize("path", EXAMPLES, ids=name_of)
def test_the_example_scores_as_it_says(path: Path):
    edition = edition_in(path.parents[1])
    example = read_example(edition, path.read_text("utf-8"), path.name)

    assert differences(edition, example) == []


@pytest.mark.parametrize("folder", EDITIONS, ids=name_of)
def test_examples_reach_every_outcome(folder: Path):
    expected = {one["expect"].get("outcome") for one in examples_of(folder) if "expect" in one}

    assert expected >= outcomes_of(edition_in(folder))


@pytest.mark.parametrize("folder", EDITIONS, ids=name_of)
def test_an_example_has_a_blank_and_one_has_something_that_does_not_apply(folder: Path):
    given = [one["ratings"] for one in examples_of(folder)]
    expected = [one["expect"] for one in examples_of(folder) if "expect" in one]

    assert any("na" in ratings.values() for ratings in given)
    assert any(one.get("blank", 0) > 0 for one in expected)


@pytest.mark.parametrize("folder", EDITIONS, ids=name_of)
def test_an_edition_says_what_changed(folder: Path):
    assert (folder / "CHANGES.md").read_text("utf-8").strip()
