"""A value of the file format as a cell shows it. A cell is a single value: a text, a number, a day."""

from collections.abc import Callable, Mapping

from inspector.criteria.model import FactKind
from inspector.criteria.strict_yaml import Kind, ListNode, MapNode, Node, ScalarNode
from inspector.documents.edition_workbook.conditions import condition_text, easier_text
from inspector.documents.edition_workbook.kinds import EMPTY_LIST, NULL, YES_NO, Choices, Column, Holds
from inspector.documents.edition_workbook.lines import as_line


def glossed(word: str, choices: Choices) -> str:
    """Return a word of the file format with its meaning, as cells show it."""
    return f"{word} – {choices[word]}" if word in choices else word


def cell_of(node: Node, column: Column, facts: Mapping[str, FactKind]) -> ScalarNode:
    """Return what a cell shows of a value of a sound edition."""
    shows = _SHOWS.get(column.holds)
    if shows is not None:
        return ScalarNode(node.line, Kind.TEXT, shows(node, facts))
    assert isinstance(node, ScalarNode)
    if node.kind is Kind.BOOLEAN:
        return ScalarNode(node.line, Kind.TEXT, glossed("yes" if node.is_true else "no", YES_NO))
    if column.holds is Holds.CHOICE:
        return ScalarNode(node.line, Kind.TEXT, glossed(node.text, column.choices))
    if column.holds in (Holds.NUMBER, Holds.LEVEL):
        return ScalarNode(node.line, Kind.NUMBER, node.text)
    return ScalarNode(node.line, Kind.DATE, node.text) if column.holds is Holds.DAY else node


def _lines_text(node: Node, _: Mapping[str, FactKind]) -> str:
    assert isinstance(node, ListNode)
    return "\n".join(as_line(one.text) for one in node.items if isinstance(one, ScalarNode)) or EMPTY_LIST


def _citations_text(node: Node, _: Mapping[str, FactKind]) -> str:
    assert isinstance(node, ListNode)
    lines = []
    for one in node.items:
        said = {key.text: value for key, value in one.entries} if isinstance(one, MapNode) else {}
        ref, at = said.get("ref"), said.get("at")
        assert isinstance(ref, ScalarNode)
        lines.append(f"{ref.text}: {as_line(at.text)}" if isinstance(at, ScalarNode) else ref.text)
    return "\n".join(lines) or EMPTY_LIST


def _ids_text(node: Node, _: Mapping[str, FactKind]) -> str:
    assert isinstance(node, ListNode)
    return ", ".join(one.text for one in node.items if isinstance(one, ScalarNode)) or EMPTY_LIST


def _easier_text(node: Node, facts: Mapping[str, FactKind]) -> str:
    assert isinstance(node, ListNode)
    return "\n".join(easier_text(one, facts) for one in node.items) or EMPTY_LIST


def _mandatory_text(node: Node, facts: Mapping[str, FactKind]) -> str:
    if isinstance(node, ScalarNode):
        return glossed("yes" if node.is_true else "no", YES_NO)
    return condition_text(node, facts)


def _official_ref_text(node: Node, _: Mapping[str, FactKind]) -> str:
    assert isinstance(node, ScalarNode)
    if node.kind is Kind.NULL:
        return NULL
    return f"\\{node.text}" if node.text == NULL or node.text.startswith("\\") else node.text


_SHOWS: Mapping[Holds, Callable[[Node, Mapping[str, FactKind]], str]] = {
    Holds.CONDITION: condition_text,
    Holds.LINES: _lines_text,
    Holds.CITATIONS: _citations_text,
    Holds.IDS: _ids_text,
    Holds.EASIER: _easier_text,
    Holds.MANDATORY: _mandatory_text,
    Holds.OFFICIAL_REF: _official_ref_text,
}
