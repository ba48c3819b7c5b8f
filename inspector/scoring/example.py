"""Worked examples: ratings in, result out. Every one is a test of its edition."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from inspector.criteria.model import Edition, OutcomeId
from inspector.criteria.problem import Problem
from inspector.criteria.reader import Fields, Reader
from inspector.criteria.strict_yaml import Kind, ListNode, MapNode, Node, ScalarNode, parse
from inspector.criteria.values import decimal_of
from inspector.scoring.applicable import MissingFacts
from inspector.scoring.as_json import as_json, route_as_json
from inspector.scoring.ratings_file import SECTIONS, Answers, read_answers
from inspector.scoring.route import UnknownTarget, route
from inspector.scoring.rows import NA
from inspector.scoring.score import score
from inspector.scoring.scorer import scorer

ALL = "all"

_OUTCOMES = frozenset({"outcome", "outcome_low", "outcome_high", "criteria", "target"})
"""Keys under which a level is a bare number, and any other outcome is text."""


@dataclass(frozen=True, slots=True)
class Example:
    """What an example gives and expects of an edition."""

    name: str
    answers: Answers  # with `all: met` worked out
    refused: tuple[Problem, ...]  # why its facts, gates and ratings are refused; empty: they are not
    expect_refused: bool
    expect: Mapping[str, Any]  # parts of the result; numbers as Decimal
    faults: tuple[Problem, ...]  # what is wrong with the example itself


def read_example(edition: Edition, text: str, file: str) -> Example:
    """Read an example of an edition. `file` is the name that problems carry."""
    node, found = parse(text, file)
    faults, refused = list(found), list[Problem]()
    reader = Reader(file, faults)
    keys = ("name", "expect", "expect_refused", *SECTIONS)
    fields = reader.fields(node, "The example", required=(), optional=keys) if node else None
    if fields is None:
        return Example("", Answers({}, {}, {}), (), False, {}, tuple(faults))
    name = reader.words(fields.get("name"), "“name”") if "name" in fields else file
    expect_refused = _expect_refused(reader, fields)
    expect = _plain(fields.get("expect")) if "expect" in fields else {}
    if not isinstance(expect, dict):
        reader.refuse(fields, "“expect” is no mapping.", "Name parts of the result.")
        expect = {}
    all_met, named, rest = _without_all(reader, fields)
    answers = read_answers(edition, Reader(file, refused), rest)
    if all_met and not refused:
        answers = _with_all_met(edition, answers, named)
    return Example(name, answers, tuple(refused), expect_refused, expect, tuple(faults))


def differences(edition: Edition, example: Example) -> list[str]:
    """Say in what an edition's result differs from what an example expects; nothing: it is as it says."""
    if example.faults:
        return [str(one) for one in example.faults]
    try:
        refused = [str(one) for one in example.refused]
        result = {} if refused else _result(edition, example)
    except (MissingFacts, UnknownTarget) as error:
        refused, result = [str(error)], {}
    if example.expect_refused:
        return [] if refused else ["It is scored, but expected to be refused."]
    return refused or list(_differences("", example.expect, result))


def _result(edition: Edition, example: Example) -> dict[str, Any]:
    """Return the result, and the route if one is expected."""
    answers = example.answers
    result = as_json(score(edition, answers.facts, answers.ratings, answers.gates))
    expected = example.expect.get("route")
    if isinstance(expected, dict) and "target" in expected:
        target = _target(expected["target"])
        result["route"] = route_as_json(route(edition, answers.facts, answers.ratings, answers.gates, target))
    return result


def _target(target: object) -> OutcomeId:
    is_level = isinstance(target, Decimal) and target == int(target)
    return int(str(target)) if is_level else str(target)


def _expect_refused(reader: Reader, fields: Fields) -> bool:
    """Exactly one of expect and expect_refused stands in an example."""
    given = fields.which("expect", "expect_refused")
    if len(given) != 1:
        reader.refuse(
            fields,
            "It expects nothing." if not given else "It expects both.",
            "Write one of expect and expect_refused.",
        )
    if "expect_refused" not in fields:
        return False
    refused = reader.boolean(fields.get("expect_refused"), "“expect_refused”")
    if refused is False:
        reader.refuse(fields, "“expect_refused” can only be true.", "Write expect in its stead.")
    return True


def _without_all(reader: Reader, fields: Fields) -> tuple[bool, frozenset[str], Fields]:
    """Return whether `all: met` is there, what is named beside it, and the sections without it."""
    sections = {key: node for key in SECTIONS if (node := fields.get(key)) is not None}
    ratings = sections.get("ratings")
    if not isinstance(ratings, MapNode):
        return False, frozenset(), Fields(fields.line, sections)
    rest = tuple((key, node) for key, node in ratings.entries if key.text != ALL)
    everything = [node for key, node in ratings.entries if key.text == ALL]
    for node in everything:
        reader.choice(node, "“all”", ("met",))
    sections["ratings"] = MapNode(ratings.line, rest)
    return bool(everything), frozenset(key.text for key, _ in rest), Fields(fields.line, sections)


def _with_all_met(edition: Edition, answers: Answers, named: frozenset[str]) -> Answers:
    """Give every applicable indicator that is not named its best rating."""
    try:
        rows = scorer(edition, answers.facts).rows
    except MissingFacts:
        return answers  # scoring refuses them
    best = {id_: row.best_text for id_, row in rows.items() if row.best.state != NA and id_ not in named}
    return Answers(answers.facts, answers.gates, {**best, **answers.ratings})


def _plain(node: Node | None) -> Any:
    """Return what a node says as Python values: numbers as Decimal, all else that is no word as text."""
    if isinstance(node, MapNode):
        return {key.text: _plain(value) for key, value in node.entries}
    if isinstance(node, ListNode):
        return [_plain(one) for one in node.items]
    if not isinstance(node, ScalarNode) or node.kind is Kind.NULL:
        return None
    if node.kind is Kind.BOOLEAN:
        return node.is_true
    number = decimal_of(node.text) if node.kind is Kind.NUMBER else None
    return node.text if number is None else number


def _differences(path: str, expected: object, found: object) -> Iterator[str]:
    """Compare what is named only; entries of a list that have an id are found by it."""
    if isinstance(expected, dict) and isinstance(found, dict):
        for key, value in expected.items():
            here = f"{path}.{key}" if path else key
            if key in found:
                yield from _differences(here, value, found[key])
            else:
                yield f"{here} is expected, and no part of the result."
    elif isinstance(expected, list) and isinstance(found, list) and _have_ids(found):
        by_id = {one["id"]: one for one in found}
        for one in expected:
            id_ = one.get("id") if isinstance(one, dict) else one
            yield from _differences(f"{path}.{id_}", one, by_id.get(id_))
    elif isinstance(expected, list) and isinstance(found, list) and _are_alike(expected, found):
        for number, (one, other) in enumerate(zip(expected, found, strict=True), start=1):
            yield from _differences(f"{path}.{number}", one, other)
    elif not _is_same(path, expected, found):
        yield f"{path} is {_shown(found)}, but {_shown(expected)} is expected."


def _are_alike(expected: list[Any], found: list[Any]) -> bool:
    """Say whether two lists are compared entry by entry: mappings, as many here as there."""
    return len(expected) == len(found) and all(isinstance(one, dict) for one in [*expected, *found])


def _have_ids(found: list[Any]) -> bool:
    return bool(found) and all(isinstance(one, dict) and "id" in one for one in found)


def _is_same(path: str, expected: object, found: object) -> bool:
    """Numbers are compared by value, bare or quoted, except where a level stands beside other outcomes."""
    if isinstance(expected, bool) or isinstance(found, bool):
        return expected is found
    is_outcome = not _OUTCOMES.isdisjoint(path.split(".")[:2])
    if is_outcome and isinstance(expected, str) != isinstance(found, str):
        return False
    numbers = [_number(expected), _number(found)]
    return expected == found or (None not in numbers and numbers[0] == numbers[1])


def _number(value: object) -> Decimal | None:
    """Return a number given as such or as text."""
    if isinstance(value, int | float | Decimal):
        return Decimal(str(value))
    return decimal_of(value) if isinstance(value, str) else None


def _shown(value: object) -> str:
    if isinstance(value, list):
        return f"[{', '.join(_shown(one) for one in value)}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {_shown(one)}' for key, one in value.items())}}}"
    return "null" if value is None else str(value)
