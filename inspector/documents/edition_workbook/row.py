"""A filled row of a sheet, as it was read."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from inspector.criteria.problem import quoted
from inspector.criteria.strict_yaml import Kind, ListNode, MapNode, Node, ScalarNode
from inspector.documents.edition_workbook.cells_read import Reading, value_of
from inspector.documents.edition_workbook.kinds import Cells, Column
from inspector.documents.edition_workbook.places import Place, Places

_LANGUAGES = ("vi", "en")


@dataclass(frozen=True, slots=True)
class Row:
    """A row; the line of a cell is the number of its place."""

    place: Place  # of the row
    cells: Cells
    columns: Mapping[str, Place]  # where the columns of its sheet are, by key
    places: Places

    def line(self, key: str = "") -> int:
        """Return the number of the place of one of its cells, blank or not; of the row without a key."""
        at = self.columns.get(key)
        if at is None:
            return self.places.number(self.place)
        return self.places.number(at.in_row(self.place.row))

    def refuse(self, key: str, what: str, remedy: str) -> None:
        """Note a problem with a cell, blank or not."""
        self.places.refuse(self.line(key), what, remedy)


Rows = Sequence[Row]


def text_node(line: int, words: str) -> ScalarNode:
    """Return a text."""
    return ScalarNode(line, Kind.TEXT, words)


def text_pair(row: Row, values: Mapping[str, Node], column: str) -> Node | None:
    """Return the text that the columns of both languages say; None where both are blank."""
    said = {lang: values[f"{column}_{lang}"] for lang in _LANGUAGES if f"{column}_{lang}" in values}
    missing = [f"{column}_{lang}" for lang in _LANGUAGES if lang not in said]
    return map_node(row.line(missing[0] if missing else f"{column}_vi"), said) if said else None


def map_node(line: int, entries: Mapping[str, Node | None]) -> MapNode:
    """Return a mapping of the values that are there."""
    found = ((text_node(line, key), value) for key, value in entries.items() if value is not None)
    return MapNode(line, tuple(found))


def claimed(row: Row, key: str, node: Node | None, taken: Container[str]) -> ScalarNode | None:
    """Return an id that nothing before it has; None where it is missing, faulty or taken."""
    if node is None:
        row.refuse(key, f"The row lacks “{key}”.", "Write it, or clear the whole row.")
    elif isinstance(node, ScalarNode) and node.kind is not Kind.FAULTY:
        if node.text not in taken:
            return node
        row.refuse(key, f"{quoted(node.text)} is there twice.", "Rename or delete one of the two.")
    return None


def values_in(row: Row, columns: Sequence[Column], reading: Reading) -> dict[str, Node]:
    """Return the values of a row's columns by key, as the file format nests them."""
    found: dict[str, Node] = {}
    parts: dict[str, dict[str, Node]] = {}
    for column in columns:
        cell = row.cells.get(column.key)
        if cell is None or not column.path:
            continue
        value = value_of(cell, column, reading)
        key, *inner = column.path
        if inner:
            found.setdefault(key, value)  # holds its place in the order of keys
            parts.setdefault(key, {})[inner[0]] = value
        else:
            found[key] = value
    nested = {key: _nested(row, key, values, columns) for key, values in parts.items()}
    return {key: nested.get(key, value) for key, value in found.items()}


def _nested(row: Row, key: str, values: Mapping[str, Node], columns: Sequence[Column]) -> Node:
    missing = [one.key for one in columns if one.path[:1] == (key,) and one.path[1:2] == _missing(values)]
    line = row.line(missing[0]) if missing else next(iter(values.values())).line
    if any(isinstance(one, ListNode) for one in values.values()) and set(values) <= set(_LANGUAGES):
        return _bilingual_list(row, key, values, line)
    return map_node(line, values)


def _missing(values: Mapping[str, Node]) -> tuple[str, ...]:
    """Return the language that a text lacks."""
    said = set(values) & set(_LANGUAGES)
    return tuple(one for one in _LANGUAGES if one not in said) if len(said) == 1 else ("",)


def _bilingual_list(row: Row, key: str, values: Mapping[str, Node], line: int) -> Node:
    lists = {lang: one.items if isinstance(one := values.get(lang), ListNode) else () for lang in _LANGUAGES}
    if len(lists["vi"]) != len(lists["en"]):
        counts = " and ".join(f"{key}_{lang} has {len(lists[lang])}" for lang in _LANGUAGES)
        row.places.refuse(
            line,
            f"The columns hold lists of different lengths: {counts}.",
            "Write one line for each item in both languages.",
        )
    pairs = zip(lists["vi"], lists["en"], strict=False)
    return ListNode(line, tuple(map_node(vi.line, {"vi": vi, "en": en}) for vi, en in pairs))
