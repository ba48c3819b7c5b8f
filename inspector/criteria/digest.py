"""The digest of an edition: which text it was, whatever its comments and spacing."""

import hashlib
import json
from collections.abc import Iterable, Mapping

from inspector.criteria.model import FactKind
from inspector.criteria.strict_yaml import Kind, ListNode, MapNode, Node

Json = str | bool | None | list["Json"] | dict[str, "Json"]


def digest_of(edition: Node, groups: Iterable[Node], facts: Iterable[FactKind]) -> str:
    """Return the SHA-256, in hex, of an edition's canonical form.

    `edition` and `groups` are the files as read, groups in the order of their names; `facts` are those
    that conditions of the edition use.
    """
    head = as_written(edition)
    if isinstance(head, dict):
        head = {key: value for key, value in head.items() if key != "status"}
    whole: Json = {
        "edition": head,
        "facts": {one.id: _kind(one) for one in facts},
        "groups": [as_written(one) for one in groups],
    }
    return hashlib.sha256(canonical_json(whole)).hexdigest()


def _kind(fact: FactKind) -> Json:
    kind: dict[str, Json] = {"type": fact.type}
    if fact.type == "choice":
        kind["options"] = list(fact.options)
    return kind


def as_written(node: Node) -> Json:
    """Return a node as JSON; numbers and days are the texts that they were written with."""
    if isinstance(node, MapNode):
        return {key.text: as_written(value) for key, value in node.entries}
    if isinstance(node, ListNode):
        return [as_written(one) for one in node.items]
    if node.kind is Kind.BOOLEAN:
        return node.is_true
    return None if node.kind is Kind.NULL else node.text


def canonical_json(value: Json) -> bytes:
    """Return the one way that RFC 8785 writes this value; it has no numbers, so nothing else is needed."""
    plain = json.dumps(_sorted(value), ensure_ascii=False, separators=(",", ":"))
    return plain.encode("utf-8")


def _sorted(value: Json) -> Json:
    if isinstance(value, Mapping):
        # RFC 8785 sorts keys by their UTF-16 code units.
        keys = sorted(value, key=lambda key: key.encode("utf-16-be"))
        return {key: _sorted(value[key]) for key in keys}
    return [_sorted(one) for one in value] if isinstance(value, list) else value
