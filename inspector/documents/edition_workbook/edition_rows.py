"""An edition as the rows of sheets, each a mapping from the keys of columns to cells."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from inspector.criteria.files import EDITION_FILE, is_group_file
from inspector.criteria.model import Edition, FactKind, Provision
from inspector.criteria.strict_yaml import Kind, ListNode, MapNode, Node, ScalarNode, parse
from inspector.documents.edition_workbook.cells_shown import cell_of, glossed
from inspector.documents.edition_workbook.kinds import Cells, Column
from inspector.documents.edition_workbook.rule_rows import rule_rows
from inspector.documents.edition_workbook.sheet_of_edition import EDITION_ROWS
from inspector.documents.edition_workbook.sheets_of_criteria import CRITERIA, GROUPS, INDICATORS
from inspector.documents.edition_workbook.sheets_of_rule import SCALES
from inspector.documents.edition_workbook.sheets_of_vocabulary import FACT_TYPES, READ
from inspector.text import Text


def rows_of(edition: Edition) -> Mapping[str, Sequence[Cells]]:
    """Return the rows of every sheet, by its key."""
    head = _node(edition, EDITION_FILE)
    groups = [_node(edition, name) for name in sorted(edition.files) if is_group_file(name)]
    members = [one for group in groups for one in _items(inside(group, "criteria"))]
    facts = edition.facts
    return {
        "edition": list(_edition_rows(edition.set_id, head, facts)),
        "groups": [_cells(one, GROUPS.columns, facts) for one in groups],
        "criteria": [
            {"group": _named(group, "id")} | _criterion_cells(one, facts)
            for group in groups
            for one in _items(inside(group, "criteria"))
        ],
        "indicators": [
            {"criterion": _named(criterion, "id")} | _cells(one, INDICATORS.columns, facts)
            for criterion in members
            for one in _items(inside(criterion, "indicators"))
        ],
        "scales": list(_scale_rows(inside(head, "scales"), facts)),
        "rule": rule_rows(_found(head, "rule"), facts),
        "provisions": [_provision_row(one) for one in edition.provisions.values()],
        "facts": [row for one in facts.values() for row in _fact_rows(one)],
    }


def _node(edition: Edition, name: str) -> Node:
    node, _ = parse(edition.files[name], name)
    assert node is not None  # an edition was read from it
    return node


def inside(node: Node | None, *path: str) -> Node | None:
    """Return the value at a path of keys; None where there is none. An evidence list is split by language."""
    for step in path:
        if isinstance(node, ListNode):
            parts = (inside(one, step) for one in node.items)
            node = ListNode(node.line, tuple(one for one in parts if one is not None))
        elif isinstance(node, MapNode):
            node = next((value for key, value in node.entries if key.text == step), None)
        else:
            return None
    return node


def _found(node: Node, *path: str) -> Node:
    value = inside(node, *path)
    assert value is not None
    return value


def _named(node: Node, key: str) -> ScalarNode:
    value = inside(node, key)
    assert isinstance(value, ScalarNode)
    return value


def _items(node: Node | None) -> Sequence[Node]:
    return node.items if isinstance(node, ListNode) else ()


def _cells(node: Node, columns: Sequence[Column], facts: Mapping[str, FactKind]) -> Cells:
    values = ((one, inside(node, *one.path)) for one in columns if one.path)
    return {one.key: cell_of(value, one, facts) for one, value in values if value is not None}


def _criterion_cells(node: Node, facts: Mapping[str, FactKind]) -> Cells:
    cells = _cells(node, CRITERIA.columns, facts)
    title = inside(node, "title")
    if title is not None:
        cells |= {"text_vi": _named(title, "vi"), "text_en": _named(title, "en")}
    return cells


def _edition_rows(set_id: str, head: Node, facts: Mapping[str, FactKind]) -> Iterator[Cells]:
    for row in EDITION_ROWS:
        cells = {"key": _text(row.key), "#title": _both(row.title)}
        if row.hint:
            cells["#explanation"] = _both(row.hint)
        value = inside(head, *row.path) if row.path else _text(set_id)
        if isinstance(value, MapNode) and inside(value, "vi") is not None:
            cells |= {"value": _named(value, "vi"), "value_en": _named(value, "en")}
        elif value is not None:
            cells["value"] = cell_of(value, row, facts)
        yield cells


def _scale_rows(scales: Node | None, facts: Mapping[str, FactKind]) -> Iterator[Cells]:
    for name, scale in scales.entries if isinstance(scales, MapNode) else ():
        met_from = _named(scale, "met_from").text
        for option in _items(inside(scale, "options")):
            cells = {"scale": name} | _cells(option, SCALES.columns, facts)
            if _named(option, "id").text == met_from:
                cells["met_from"] = _text(glossed("yes", SCALES.column("met_from").choices))
            yield cells


def _provision_row(one: Provision) -> Cells:
    cells = {"id": _text(one.id), **_both_cells("title", one.title), "read": _text(glossed(one.read, READ))}
    if one.issuer:
        cells |= _both_cells("issuer", one.issuer)
    days = {
        "issued": one.issued,
        "in_force_from": one.in_force_from,
        "in_force_to": one.in_force_to,
        "checked": one.checked,
    }
    return cells | {key: _day(day) for key, day in days.items() if day}


def _fact_rows(one: FactKind) -> Iterator[Cells]:
    yield {
        "fact": _text(one.id),
        "type": _text(glossed(one.type, FACT_TYPES)),
        **_both_cells("title", one.title),
    }
    for id_, title in one.options.items():
        yield {"fact": _text(one.id), "option": _text(id_), **_both_cells("title", title)}


def _both_cells(key: str, words: Text) -> Cells:
    return {f"{key}_vi": _text(words.vi), f"{key}_en": _text(words.en)}


def _both(words: Text) -> ScalarNode:
    return _text(f"{words.vi}\n{words.en}")


def _text(words: str) -> ScalarNode:
    return ScalarNode(0, Kind.TEXT, words)


def _day(day: date) -> ScalarNode:
    return ScalarNode(0, Kind.DATE, day.isoformat())
