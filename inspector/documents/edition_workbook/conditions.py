"""Conditions as short text, such as “setting = school; meals = cooked, bought; children >= 100”.

    condition   clause; clause; …            every clause must hold; a new line separates like “;”
    clause      fact = value, value, …       any of the values; yes or no for a fact of that kind
                fact >= number               at least, included; for a fact that is a number
                fact <= number               at most, included
    easier      condition: bounds            bounds: “>= 40”, “<= 60” or “>= 40; <= 60”

A single value is read as sets are usually written: a list of one for a choice, bare for yes or no. The
rarer spelling, which means the same and has another digest, is “[value]” for a list of one and
“fact == value” for a bare value.
"""

import re
from collections.abc import Callable, Mapping, Sequence

from inspector.criteria.model import FactKind
from inspector.criteria.problem import listed, quoted
from inspector.criteria.strict_yaml import Kind, ListNode, MapNode, Node, ScalarNode
from inspector.criteria.values import decimal_of
from inspector.criteria.vocabulary import FactKinds

Refuse = Callable[[str, str], None]
"""Takes what is wrong and what to do."""

_CLAUSE = re.compile(r"\s*([A-Za-z0-9][A-Za-z0-9._-]*)\s*(>=|<=|≥|≤|==|=)\s*(.*?)\s*", re.DOTALL)
_BOUND = re.compile(r"\s*(>=|<=|≥|≤)\s*(\S+)\s*")
_SIGNS = {">=": "at_least", "≥": "at_least", "<=": "at_most", "≤": "at_most"}
_SIGN_OF = {"at_least": ">=", "at_most": "<="}
_WORDS = {"yes": "true", "true": "true", "có": "true", "no": "false", "false": "false", "không": "false"}
_REMEDY = "Write “fact = value”, “fact >= number” or “fact <= number”; several with “;” between them."
_BOUND_REMEDY = "Write “condition: >= number”, with <= for an upper bound; both with “;” between them."


def condition_text(node: Node, facts: Mapping[str, FactKind]) -> str:
    """Return a sound condition as text."""
    assert isinstance(node, MapNode)
    return "; ".join(_clause_text(key.text, value, facts[key.text].type) for key, value in node.entries)


def _clause_text(fact: str, value: Node, type_: str) -> str:
    if isinstance(value, MapNode):
        return "; ".join(f"{fact} {bound}" for bound in _bounds_text(value.entries))
    if isinstance(value, ScalarNode):
        return f"{fact} {'=' if type_ == 'boolean' else '=='} {_value_text(value)}"
    values = ", ".join(_value_text(one) for one in value.items)
    alone = len(value.items) == 1 and type_ == "boolean"
    return f"{fact} = [{values}]" if alone else f"{fact} = {values}"


def _bounds_text(entries: Sequence[tuple[ScalarNode, Node]]) -> list[str]:
    return [f"{_SIGN_OF[key.text]} {_value_text(value)}" for key, value in entries if key.text in _SIGN_OF]


def _value_text(node: Node) -> str:
    assert isinstance(node, ScalarNode)
    if node.kind is Kind.BOOLEAN:
        return "yes" if node.is_true else "no"
    return node.text


def easier_text(node: Node, facts: Mapping[str, FactKind]) -> str:
    """Return an entry of `easier` as text."""
    assert isinstance(node, MapNode)
    (when,) = [value for key, value in node.entries if key.text == "when"]
    return f"{condition_text(when, facts)}: {'; '.join(_bounds_text(node.entries))}"


def read_condition_text(words: str, line: int, facts: FactKinds, refuse: Refuse) -> MapNode | None:
    """Return the condition that a text says; None where a part of it is refused.

    Facts and values that nobody knows are left to the reader of the file format.
    """
    found: dict[str, Node] = {}
    sound = True
    for part in re.split(r"[;\n]", words):
        if part.strip():
            sound = _add_clause(part, line, facts, found, refuse) and sound
    if sound and not found:
        refuse(f"{quoted(words)} is no condition.", _REMEDY)
    return _map(line, found) if sound and found else None


def _add_clause(part: str, line: int, facts: FactKinds, found: dict[str, Node], refuse: Refuse) -> bool:
    clause = _CLAUSE.fullmatch(part)
    if clause is None or not clause[3]:
        refuse(f"{quoted(part)} is no condition.", _REMEDY)
        return False
    fact, sign, said = clause[1], clause[2], clause[3]
    kind = facts.get(fact)
    if kind is not None and (sign in _SIGNS) != (kind.type == "number"):
        refuse(f"{quoted(part)} does not fit the fact {fact}, a {kind.type}.", _fitting(kind))
        return False
    if sign in _SIGNS:
        return _add_bound(fact, _SIGNS[sign], _number(line, said), found, refuse)
    if fact in found:
        refuse(f"The fact {fact} is there twice.", f"Write its values with commas: “{fact} = a, b”.")
        return False
    value = _values(said, sign, line, kind, refuse)
    if value is not None:
        found[fact] = value
    return value is not None


def _fitting(kind: FactKind) -> str:
    if kind.type == "number":
        return f"Write “{kind.id} >= number” or “{kind.id} <= number”."
    values = "yes or no" if kind.type == "boolean" else f"one or more of: {listed(kind.options)}"
    return f"Write “{kind.id} = ” and {values}."


def _add_bound(fact: str, key: str, number: ScalarNode, found: dict[str, Node], refuse: Refuse) -> bool:
    before = found.get(fact)
    entries = before.entries if isinstance(before, MapNode) else ()
    if before is not None and (not entries or key in {one.text for one, _ in entries}):
        refuse(f"The fact {fact} has two bounds of a kind.", "Keep one of them.")
        return False
    name = ScalarNode(number.line, Kind.TEXT, key)
    found[fact] = MapNode(number.line, (*entries, (name, number)))
    return True


def _values(said: str, sign: str, line: int, kind: FactKind | None, refuse: Refuse) -> Node | None:
    bracketed = said.startswith("[") and said.endswith("]")
    words = [one.strip() for one in (said[1:-1] if bracketed else said).split(",")]
    boolean = kind is not None and kind.type == "boolean"
    odd = [one for one in words if not one or (boolean and one.casefold() not in _WORDS)]
    if odd or (sign == "==" and (bracketed or len(words) > 1)):
        remedy = _fitting(kind) if kind is not None else "Write the values with commas."
        refuse(f"{quoted(said)} is no list of values.", remedy)
        return None
    values = [
        ScalarNode(line, Kind.BOOLEAN, _WORDS[one.casefold()])
        if boolean
        else ScalarNode(line, Kind.TEXT, one)
        for one in words
    ]
    bare = len(values) == 1 and not bracketed and (boolean or sign == "==")
    return values[0] if bare else ListNode(line, tuple(values))


def read_easier_text(words: str, line: int, facts: FactKinds, refuse: Refuse) -> MapNode | None:
    """Return the entry of `easier` that a line says; None where it is refused."""
    when, colon, said = words.rpartition(":")
    bounds = [_BOUND.fullmatch(part) for part in said.split(";")]
    if not colon or not when.strip() or None in bounds:
        refuse(f"{quoted(words)} is no easier bound.", _BOUND_REMEDY)
        return None
    condition = read_condition_text(when, line, facts, refuse)
    found: dict[str, Node] = {}
    for bound in bounds:
        assert bound is not None
        key = _SIGNS[bound[1]]
        if key in found:
            refuse(f"{quoted(words)} has two bounds of a kind.", "Keep one of them.")
            return None
        found[key] = _number(line, bound[2])
    return _map(line, {"when": condition, **found}) if condition is not None else None


def _number(line: int, words: str) -> ScalarNode:
    return ScalarNode(line, Kind.TEXT if decimal_of(words) is None else Kind.NUMBER, words)


def _map(line: int, entries: Mapping[str, Node]) -> MapNode:
    return MapNode(line, tuple((ScalarNode(line, Kind.TEXT, key), value) for key, value in entries.items()))
