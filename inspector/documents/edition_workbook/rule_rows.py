"""The rule of an edition as rows: each part of it on a row of its own."""

from collections.abc import Iterator, Mapping, Sequence

from inspector.criteria.model import FactKind
from inspector.criteria.strict_yaml import Kind, ListNode, MapNode, Node, ScalarNode
from inspector.documents.edition_workbook.cells_shown import cell_of, glossed
from inspector.documents.edition_workbook.kinds import Cells
from inspector.documents.edition_workbook.sheets_of_rule import LIST_PARTS, PART_VALUES, PARTS, RULE

Entries = Mapping[str, Node]


def rule_rows(rule: Node, facts: Mapping[str, FactKind]) -> Sequence[Cells]:
    """Return the rows of the sheet “rule”, in the order of its parts."""
    rows = [row for key, value in entries(rule).items() for row in _rows(key, value, facts)]
    floors = entries(entries(rule).get("group_floor"))
    for row in rows:
        if row["part"].text == "band" and row["id"].text in floors:
            row["floor"] = _as_number(floors[row["id"].text])
    order = {part: place for place, part in enumerate(PARTS)}
    order["need"] = order["variant"]  # the needs of a variant follow it
    rows.sort(key=lambda row: order[row["part"].text])
    return [row | {"part": _text(glossed(row["part"].text, PARTS))} for row in rows]


def _rows(key: str, value: Node, facts: Mapping[str, FactKind]) -> Iterator[Cells]:
    if key in PART_VALUES:
        yield {"part": _text(key), "value": _text(glossed(_word(value), PART_VALUES[key]))}
    elif key in LIST_PARTS:
        part, columns = LIST_PARTS[key]
        for one in items(value):
            yield {"part": _text(part), **_cells(entries(one), columns, facts)}
    elif key == "variants":
        for number, one in enumerate(items(value), start=1):
            yield from _variant_rows(str(number), entries(one), facts)
    elif key == "below":
        yield {"part": _text(key), **_cells(entries(value), {"label": "text"}, facts)}
    elif key == "mandatory_unmet":
        yield {"part": _text(key), **_cells(entries(value), {"at_most": "at_most"}, facts)}
    if not (items(value) or entries(value) or isinstance(value, ScalarNode)):
        yield {"part": _text("empty"), "value": _text(glossed(key, PART_VALUES["empty"]))}


def _variant_rows(number: str, variant: Entries, facts: Mapping[str, FactKind]) -> Iterator[Cells]:
    counted = ScalarNode(0, Kind.NUMBER, number)
    yield {"part": _text("variant"), "variant": counted, **_cells(variant, {"when": "condition"}, facts)}
    for outcome, need in entries(variant.get("reach")).items():
        columns = {"at_least": "at_least", "of": "of", "share": "share"}
        cells = _cells(entries(need), columns, facts)
        yield {"part": _text("need"), "variant": counted, "id": _text(outcome), **cells}


def _cells(said: Entries, columns: Mapping[str, str], facts: Mapping[str, FactKind]) -> Cells:
    cells: Cells = {}
    for key, name in columns.items():
        value = said.get(key)
        if value is None:
            continue
        if name == "text":
            cells |= {
                f"text_{lang}": one for lang, one in entries(value).items() if isinstance(one, ScalarNode)
            }
        else:
            cells[name] = cell_of(value, RULE.column(name), facts)
    return cells


def entries(node: Node | None) -> Entries:
    """Return the values of a mapping by key; nothing for what is none."""
    return {key.text: value for key, value in node.entries} if isinstance(node, MapNode) else {}


def items(node: Node | None) -> Sequence[Node]:
    """Return the items of a list; nothing for what is none."""
    return node.items if isinstance(node, ListNode) else ()


def _word(node: Node) -> str:
    assert isinstance(node, ScalarNode)
    return node.text


def _as_number(node: Node) -> ScalarNode:
    return ScalarNode(node.line, Kind.NUMBER, _word(node))


def _text(words: str) -> ScalarNode:
    return ScalarNode(0, Kind.TEXT, words)
