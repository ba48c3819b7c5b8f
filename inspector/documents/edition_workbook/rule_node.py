"""The sheet “rule”, as edition.yaml would say it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from inspector.criteria.problem import listed, quoted
from inspector.criteria.strict_yaml import ListNode, MapNode, Node, ScalarNode
from inspector.documents.edition_workbook.cells_read import Reading, code_of, value_of
from inspector.documents.edition_workbook.row import Row, Rows, claimed, map_node, text_node, text_pair
from inspector.documents.edition_workbook.sheets_of_rule import (
    LIST_PARTS,
    PART_COLUMNS,
    PART_VALUES,
    PARTS,
    RULE,
)

_ORDER = (
    *("method", "groups", "gates", "bands", "group_floor", "outcomes", "variants", "not_applicable"),
    *("mandatory_unmet", "below", "levels", "reach", "recognitions"),
)


@dataclass(frozen=True, slots=True)
class _Part:
    row: Row
    values: Mapping[str, Node]  # by column

    @property
    def line(self) -> int:
        return self.row.line("part")

    def entry(self, columns: Mapping[str, str]) -> Node:
        """Return its values under the keys that stand for its columns."""
        entries = {
            key: text_pair(self.row, self.values, name) if name == "text" else self.values.get(name)
            for key, name in columns.items()
        }
        return map_node(self.row.line(), entries)


_Parts = Mapping[str, Sequence[_Part]]


def method_of(rows: Rows) -> str:
    """Return the method that the sheet names, or nothing."""
    for row in rows:
        part, value = row.cells.get("part"), row.cells.get("value")
        if part is not None and value is not None and code_of(part, PARTS) == "method":
            return code_of(value, PART_VALUES["method"])
    return ""


def rule_node(rows: Rows, line: int, reading: Reading) -> MapNode:
    """Return the rule that the sheet says; `line` is the number of its place."""
    parts: dict[str, list[_Part]] = {}
    for row in rows:
        name = _part_of(row)
        if name:
            parts.setdefault(name, []).append(_Part(row, _values(row, name, reading)))
    found: dict[str, tuple[int, Node]] = {}
    for key, (name, columns) in LIST_PARTS.items():
        if name in parts:
            first = parts[name][0].line
            found[key] = (first, ListNode(first, tuple(one.entry(columns) for one in parts[name])))
    _add_variants(parts, found)
    _add_singles(parts, found)
    _add_floors(parts, found)
    _add_empty(parts, found)
    entries = ((text_node(found[key][0], key), found[key][1]) for key in _ORDER if key in found)
    return MapNode(line, tuple(entries))


def _part_of(row: Row) -> str:
    cell = row.cells.get("part")
    if cell is None:
        row.refuse(
            "part", "The row does not say which part of the rule it is.", "Choose one, or clear the row."
        )
        return ""
    part = code_of(cell, PARTS)
    if part not in PARTS:
        row.refuse("part", f"{quoted(part)} is no part of a rule.", f"Choose one of: {listed(PARTS)}.")
        return ""
    return part


def _values(row: Row, part: str, reading: Reading) -> dict[str, Node]:
    values: dict[str, Node] = {}
    for column in RULE.columns:
        cell = row.cells.get(column.key)
        if cell is None or column.key == "part":
            continue
        if column.key not in PART_COLUMNS[part]:
            row.refuse(column.key, f"A row “{part}” does not use this column.", "Clear the cell.")
            continue
        known = replace(column, choices=PART_VALUES[part]) if column.key == "value" else column
        values[column.key] = value_of(cell, known, reading)
    return values


def _add_singles(parts: _Parts, found: dict[str, tuple[int, Node]]) -> None:
    for name, columns in (
        *((name, {}) for name in ("method", "groups", "not_applicable")),
        ("below", {"label": "text"}),
        ("mandatory_unmet", {"at_most": "at_most"}),
    ):
        for place, one in enumerate(parts.get(name, ())):
            value = one.entry(columns) if columns else one.values.get("value")
            if place > 0:
                one.row.refuse("part", f"The part “{name}” is there twice.", "Delete one of the rows.")
            elif value is None:
                one.row.refuse("value", "The row lacks “value”.", "Choose one, or clear the whole row.")
            else:
                found[name] = (one.line, value)


def _add_variants(parts: _Parts, found: dict[str, tuple[int, Node]]) -> None:
    reach: dict[str, dict[str, tuple[ScalarNode, Node]]] = {}
    for one in parts.get("variant", ()):
        number = claimed(one.row, "variant", one.values.get("variant"), reach)
        reach[number.text if number else f"in {one.row.place}"] = {}
    for one in parts.get("need", ()):
        number = claimed(one.row, "variant", one.values.get("variant"), ())
        if number is not None and number.text not in reach:
            one.row.refuse("variant", f"There is no variant {quoted(number.text)}.", "Add its row “variant”.")
        needs = reach.get(number.text, {}) if number else {}
        outcome = claimed(one.row, "id", one.values.get("id"), needs)
        if outcome is not None:
            columns = {key: key for key in ("at_least", "of", "share")}
            needs[outcome.text] = (outcome, one.entry(columns))
    variants = []
    for one, needs in zip(parts.get("variant", ()), reach.values(), strict=True):
        line = one.row.line()
        wanted = MapNode(line, tuple(needs.values()))
        variants.append(map_node(line, {"when": one.values.get("condition"), "reach": wanted}))
    if variants:
        found["variants"] = (variants[0].line, ListNode(variants[0].line, tuple(variants)))


def _add_floors(parts: _Parts, found: dict[str, tuple[int, Node]]) -> None:
    floors: dict[str, tuple[ScalarNode, Node]] = {}
    for one in parts.get("band", ()):
        id_, floor = one.values.get("id"), one.values.get("floor")
        if floor is not None and isinstance(id_, ScalarNode):
            floors.setdefault(id_.text, (text_node(one.row.line("floor"), id_.text), floor))
    if floors:
        first = next(iter(floors.values()))[0].line
        found["group_floor"] = (first, MapNode(first, tuple(floors.values())))


def _add_empty(parts: _Parts, found: dict[str, tuple[int, Node]]) -> None:
    for one in parts.get("empty", ()):
        value = one.values.get("value")
        key = value.text if isinstance(value, ScalarNode) else ""
        if key not in PART_VALUES["empty"]:
            known = listed(PART_VALUES["empty"])
            one.row.refuse(
                "value", f"{quoted(key)} is no list that may be empty.", f"Choose one of: {known}."
            )
        elif key in found:
            one.row.refuse("value", f"“{key}” is not empty.", "Delete the row.")
        else:
            empty: Node = MapNode(one.line, ()) if key == "group_floor" else ListNode(one.line, ())
            found[key] = (one.line, empty)
