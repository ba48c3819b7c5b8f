"""Reading conditions: facts, and the values that satisfy them."""

from inspector.criteria.model import Bounds, Condition, FactKind
from inspector.criteria.problem import listed, quoted
from inspector.criteria.reader import Fields, Reader
from inspector.criteria.strict_yaml import ListNode, MapNode, Node
from inspector.criteria.vocabulary import FactKinds

_Wanted = frozenset[str | bool] | Bounds


def read_condition(reader: Reader, node: Node | None, what: str, facts: FactKinds | None) -> Condition | None:
    """Return a condition on known facts. Where `facts` is None they could not be read, and none is missed."""
    wanted: dict[str, _Wanted] = {}
    entries = reader.entries(node, what) if node is not None else None
    if entries == () and node is not None:
        reader.refuse(node, f"{what} names no fact.", "Name one, or remove the condition.")
    for key, value in entries or ():
        fact = reader.id(key, f"A fact in {what}")
        if facts is None or not fact:
            continue
        if fact not in facts:
            known = f"or use one of: {listed(facts)}" if facts else "which knows none yet"
            reader.refuse(
                key, f"{what} names the unknown fact {quoted(fact)}.", f"Add it to facts.yaml, {known}."
            )
            continue
        kind = facts[fact]
        if kind is not None:
            wanted[fact] = _values(reader, value, f"{what}, “{fact}”,", kind)
    return Condition(wanted) if entries is not None else None


def _values(reader: Reader, node: Node, what: str, kind: FactKind) -> _Wanted:
    if kind.type == "number":
        fields = reader.fields(node, what, optional=("at_least", "at_most"))
        return read_bounds(reader, fields, what) if fields else Bounds(None, None)
    if isinstance(node, ListNode) and not node.items:
        reader.refuse(node, f"{what} is an empty list.", "List a value, or remove the fact.")
    values = node.items if isinstance(node, ListNode) else (node,)
    return frozenset(_value(reader, one, what, kind) for one in values)


def _value(reader: Reader, node: Node, what: str, kind: FactKind) -> str | bool:
    if isinstance(node, MapNode | ListNode):
        reader.refuse(node, f"{what} is no value.", "Write one value, or a list of values.")
        return ""
    if kind.type == "boolean":
        return bool(reader.boolean(node, what))
    return reader.choice(node, what, tuple(kind.options)) or ""


def read_bounds(reader: Reader, fields: Fields, what: str) -> Bounds:
    """Return `at_least` and `at_most`, of which one must be there."""
    low = reader.number(fields.get("at_least"), f"{what} “at_least”")
    high = reader.number(fields.get("at_most"), f"{what} “at_most”")
    if not fields.which("at_least", "at_most"):
        reader.refuse(fields, f"{what} has no bound.", "Add “at_least” or “at_most”.")
    if low is not None and high is not None and low > high:
        reader.refuse(fields, f"{what} asks for at least {low} and at most {high}.", "Correct one of them.")
    return Bounds(low, high)
