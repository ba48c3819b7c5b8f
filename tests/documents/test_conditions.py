"""Conditions as short text: what is read, what is refused, and that nothing is lost."""

from typing import Any

import pytest
from hypothesis import given

from inspector.criteria.digest import as_written
from inspector.criteria.strict_yaml import Node, parse
from inspector.criteria.vocabulary import FactKinds, read_vocabulary
from inspector.documents.edition_workbook.conditions import (
    condition_text,
    easier_text,
    read_condition_text,
    read_easier_text,
)
from tests.criteria.builders import FACTS, as_yaml
from tests.criteria.written import CONDITIONS

KINDS: FactKinds = read_vocabulary({"facts.yaml": as_yaml({"facts": FACTS})})[0].facts or {}
KNOWN = {id_: kind for id_, kind in KINDS.items() if kind}


def node_of(value: Any) -> Node:
    node, _ = parse(as_yaml(value), "a.yaml")
    assert node is not None
    return node


def meant(words: str) -> Any:
    """The condition that a text says, as the file format writes it; a list of what is refused."""
    refused: list[str] = []
    node = read_condition_text(words, 1, KINDS, lambda what, remedy: refused.append(f"{what} {remedy}"))
    assert (node is None) == bool(refused)
    return refused if node is None else as_written(node)


@pytest.mark.parametrize(
    ("words", "condition"),
    [
        ("setting = school", {"setting": ["school"]}),
        ("setting=school", {"setting": ["school"]}),
        ("setting == school", {"setting": "school"}),
        ("meals = cooked, bought", {"meals": ["cooked", "bought"]}),
        ("hard_area = yes", {"hard_area": True}),
        ("hard_area = Không", {"hard_area": False}),
        ("hard_area = [yes]", {"hard_area": [True]}),
        ("hard_area = yes, no", {"hard_area": [True, False]}),
        ("children >= 100", {"children": {"at_least": "100"}}),
        ("children ≤ 9.50", {"children": {"at_most": "9.50"}}),
        ("children >= 1; children <= 2", {"children": {"at_least": "1", "at_most": "2"}}),
        (
            "setting = school; meals = cooked; children >= 1",
            {"setting": ["school"], "meals": ["cooked"], "children": {"at_least": "1"}},
        ),
        ("setting = school\nhard_area = yes;", {"setting": ["school"], "hard_area": True}),
        ("nobody = knows", {"nobody": ["knows"]}),  # the reader of the file format says so
    ],
)
def test_a_condition_is_read(words: str, condition: Any):
    assert meant(words) == condition


GRAMMAR = "Write “fact = value”, “fact >= number” or “fact <= number”; several with “;” between them."


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ("setting", f"“setting” is no condition. {GRAMMAR}"),
        (";", f"“;” is no condition. {GRAMMAR}"),
        ("setting =", f"“setting =” is no condition. {GRAMMAR}"),
        ("setting != school", f"“setting != school” is no condition. {GRAMMAR}"),
        (
            "setting >= 3",
            "“setting >= 3” does not fit the fact setting, a choice.",
        ),
        (
            "children = 3",
            "“children = 3” does not fit the fact children, a number.",
        ),
        ("hard_area = maybe", "“maybe” is no list of values. Write “hard_area = ” and yes or no."),
        ("meals = cooked,,bought", "“cooked,,bought” is no list of values."),
        ("setting == a, b", "“a, b” is no list of values."),
        (
            "meals = cooked; meals = bought",
            "The fact meals is there twice. Write its values with commas: “meals = a, b”.",
        ),
        ("children >= 1; children >= 2", "The fact children has two bounds of a kind. Keep one of them."),
    ],
)
def test_what_is_no_condition_is_refused(words: str, problem: str):
    assert meant(words)[0].startswith(problem)


def test_the_remedy_knows_the_fact():
    assert meant("setting >= 3")[0].endswith("Write “setting = ” and one or more of: school, independent.")
    assert meant("children = 3")[0].endswith("Write “children >= number” or “children <= number”.")


@given(CONDITIONS)
def test_any_condition_comes_back_as_it_was(condition: dict[str, Any]):
    node = node_of(condition)

    assert meant(condition_text(node, KNOWN)) == as_written(node)


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ({"when": {"hard_area": True}, "at_least": 40}, "hard_area = yes: >= 40"),
        ({"when": {"children": {"at_most": 50}}, "at_most": "0.50"}, "children <= 50: <= 0.50"),
        (
            {"when": {"setting": ["school"], "hard_area": True}, "at_least": -1, "at_most": 1},
            "setting = school; hard_area = yes: >= -1; <= 1",
        ),
    ],
)
def test_easier_bounds_are_read_as_they_are_shown(entry: dict[str, Any], words: str):
    node = node_of(entry)
    refused: list[str] = []
    again = read_easier_text(words, 1, KINDS, lambda what, _: refused.append(what))

    assert easier_text(node, KNOWN) == words
    assert refused == []
    assert again is not None
    assert as_written(again) == as_written(node)


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ("hard_area = yes", "“hard_area = yes” is no easier bound."),
        (": >= 40", "“: >= 40” is no easier bound."),
        ("hard_area = yes: 40", "“hard_area = yes: 40” is no easier bound."),
        ("hard_area = yes: >= 1; >= 2", "“hard_area = yes: >= 1; >= 2” has two bounds of a kind."),
        ("hard_area: >= 1", "“hard_area” is no condition."),
    ],
)
def test_what_is_no_easier_bound_is_refused(words: str, problem: str):
    refused: list[str] = []

    assert read_easier_text(words, 1, KINDS, lambda what, _: refused.append(what)) is None
    assert refused == [problem]
