"""Making nodes and changing them: a file of a set in the making is held as its nodes, not as its text.

Nodes never change; every function returns new ones. Lines of nodes that are made here mean nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from inspector.criteria.strict_yaml import Kind, ListNode, MapNode, Node, ScalarNode
from inspector.criteria.values import decimal_of

Path = tuple[str | int, ...]
"""Keys of mappings and places in lists, from the outermost in."""

NULL = ScalarNode(0, Kind.NULL, "null")


def words(text: str) -> ScalarNode:
    """Return a text."""
    return ScalarNode(0, Kind.TEXT, text)


def number(text: str) -> ScalarNode:
    """Return a number as it is written; what is none stays a text, so that the reader can refuse it."""
    return ScalarNode(0, Kind.TEXT if decimal_of(text) is None else Kind.NUMBER, text)


def truth(value: bool) -> ScalarNode:
    """Return true or false."""
    return ScalarNode(0, Kind.BOOLEAN, "true" if value else "false")


def day(text: str) -> ScalarNode:
    """Return a day, written YYYY-MM-DD."""
    return ScalarNode(0, Kind.DATE, text)


def two(vi: str, en: str) -> MapNode:
    """Return a text in two languages."""
    return mapping({"vi": words(vi), "en": words(en)})


def mapping(entries: Mapping[str, Node | None]) -> MapNode:
    """Return a mapping; entries without a value are left out."""
    return MapNode(0, tuple((words(key), value) for key, value in entries.items() if value is not None))


def listing(items: Iterable[Node]) -> ListNode:
    """Return a list."""
    return ListNode(0, tuple(items))


def get(node: Node | None, *path: str | int) -> Node | None:
    """Return what lies at the end of a path; None where there is nothing."""
    for step in path:
        if isinstance(node, MapNode):
            node = next((value for key, value in node.entries if key.text == step), None)
        elif isinstance(node, ListNode) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        else:
            return None
    return node


def said(node: Node | None, *path: str | int) -> str:
    """Return the words of the single value at the end of a path; empty where there is none."""
    found = get(node, *path)
    return found.text if isinstance(found, ScalarNode) and found.kind is not Kind.NULL else ""


def is_true(node: Node | None, *path: str | int) -> bool:
    """Say whether the value at the end of a path is `true`."""
    found = get(node, *path)
    return isinstance(found, ScalarNode) and found.kind is Kind.BOOLEAN and found.is_true


def items(node: Node | None, *path: str | int) -> tuple[Node, ...]:
    """Return the items of the list at the end of a path; none where there is none."""
    found = get(node, *path)
    return found.items if isinstance(found, ListNode) else ()


def entries(node: Node | None, *path: str | int) -> dict[str, Node]:
    """Return keys and values of the mapping at the end of a path; none where there is none."""
    found = get(node, *path)
    return {key.text: value for key, value in found.entries} if isinstance(found, MapNode) else {}


def put(node: MapNode, changes: Mapping[str, Node | None], order: Iterable[str] = ()) -> MapNode:
    """Return a mapping with some entries changed, or removed where the new value is None.

    New keys come where `order` has them; those that it does not have come last.
    """
    kept: dict[str, Node | None] = {key.text: value for key, value in node.entries}
    whole = {key: value for key, value in {**kept, **changes}.items() if value is not None}
    rank = {key: place for place, key in enumerate(order)}
    if any(key not in kept for key in whole):
        whole = dict(sorted(whole.items(), key=lambda one: rank.get(one[0], len(rank))))
    return mapping(whole)


def put_at(node: Node, path: Path, value: Node) -> Node:
    """Return a node in which the one at the end of the path, which is there, is another."""
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(node, MapNode):
        changed = tuple(
            (key, put_at(one, rest, value) if key.text == step else one) for key, one in node.entries
        )
        return replace(node, entries=changed)
    assert isinstance(node, ListNode)
    parts = tuple(put_at(one, rest, value) if place == step else one for place, one in enumerate(node.items))
    return replace(node, items=parts)


def same(one: Node | None, other: Node | None) -> bool:
    """Say whether two nodes say the same, whatever lines they come from."""
    return _bare(one) == _bare(other)


def _bare(node: Node | None) -> object:
    if isinstance(node, MapNode):
        return {key.text: _bare(value) for key, value in node.entries}
    if isinstance(node, ListNode):
        return [_bare(one) for one in node.items]
    if node is None:
        return None
    return (node.kind, node.is_true if node.kind is Kind.BOOLEAN else node.text)


class Numbered:
    """Nodes with a line of their own for each, so that a problem found in them names the node it is about."""

    def __init__(self) -> None:
        self._paths: list[tuple[str, Path]] = []

    def take(self, file: str, node: Node, path: Path = ()) -> Node:
        """Return the node with new lines; keys share the line of their values."""
        self._paths.append((file, path))
        line = len(self._paths)
        if isinstance(node, MapNode):
            parts = [(key, self.take(file, value, (*path, key.text))) for key, value in node.entries]
            return MapNode(line, tuple((replace(key, line=value.line), value) for key, value in parts))
        if isinstance(node, ListNode):
            return ListNode(
                line, tuple(self.take(file, one, (*path, at)) for at, one in enumerate(node.items))
            )
        return replace(node, line=line)

    def path_of(self, line: int | None) -> Path:
        """Return the path of the node with this line; the empty path where there is none."""
        return self._paths[line - 1][1] if line is not None and 0 < line <= len(self._paths) else ()
