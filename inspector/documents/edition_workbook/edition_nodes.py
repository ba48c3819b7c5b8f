"""The rows of the sheets, as edition.yaml and the files of groups would say them."""

from collections.abc import Mapping, Sequence

from inspector.criteria.load import EditionNodes
from inspector.criteria.problem import listed, quoted
from inspector.criteria.strict_yaml import Kind, ListNode, MapNode, Node, ScalarNode
from inspector.documents.edition_workbook.cells_read import Reading, value_of
from inspector.documents.edition_workbook.kinds import Column
from inspector.documents.edition_workbook.row import Row, Rows, claimed, map_node, text_node, values_in
from inspector.documents.edition_workbook.rule_node import rule_node
from inspector.documents.edition_workbook.sheet_of_edition import EDITION_ROWS
from inspector.documents.edition_workbook.sheets_of_criteria import CRITERIA, GROUPS, INDICATORS, KEYS
from inspector.documents.edition_workbook.sheets_of_rule import SCALES

_HEAD = (
    *("format", "status", "in_force", "provenance", "concerns", "scales", "defaults"),
    *("evidence_code", "rule"),
)
_MOST_GROUPS = 99  # their files are numbered with two digits


def nodes_of(book: Mapping[str, Rows], lines: Mapping[str, int], reading: Reading) -> EditionNodes:
    """Return the nodes of an edition; `lines` are the numbers of the places of sheets."""
    head = _edition_values(book["edition"], reading)
    head["scales"] = _scales(book["scales"], lines["scales"], reading)
    head["rule"] = rule_node(book["rule"], lines["rule"], reading)
    groups = _groups(book, lines, reading)
    return EditionNodes(
        head=map_node(lines["edition"], {key: head.get(key) for key in _HEAD}),
        groups={f"groups/{number:02}": one for number, one in enumerate(groups, start=1)},
    )


def set_cell(rows: Rows) -> ScalarNode | None:
    """Return the cell that names the set."""
    cells = (row.cells for row in rows if "key" in row.cells and row.cells["key"].text.strip() == "set")
    return next((one["value"] for one in cells if "value" in one), None)


def _edition_values(rows: Rows, reading: Reading) -> dict[str, Node]:
    known = {one.key: one for one in EDITION_ROWS}
    values: dict[str, dict[str, Node]] = {}
    seen: set[str] = set()
    for row in rows:
        key = claimed(row, "key", row.cells.get("key"), seen)
        name = key.text.strip() if key else ""
        if key and name not in known:
            row.refuse("key", f"The edition has no item {quoted(name)}.", f"Use one of: {listed(known)}.")
        elif key:
            seen.add(name)
            _add_item(row, known[name], values, reading)
    return {
        key: inner[""] if "" in inner else map_node(next(iter(inner.values())).line, inner)
        for key, inner in values.items()
    }


def _add_item(row: Row, item: Column, values: dict[str, dict[str, Node]], reading: Reading) -> None:
    cell, english = row.cells.get("value"), row.cells.get("value_en")
    value = value_of(cell, item, reading) if cell else None
    if item.key == "provenance.note":
        said = {"vi": value, "en": value_of(english, item, reading) if english else None}
        missing = "value_en" if value is not None else "value"
        value = map_node(row.line(missing), said) if cell or english else None
    elif english:
        row.refuse("value_en", "Only the note has an English text.", "Clear the cell.")
    if value is not None and item.path:
        values.setdefault(item.path[0], {})["".join(item.path[1:])] = value


def _scales(rows: Rows, line: int, reading: Reading) -> Node:
    names: dict[str, ScalarNode] = {}
    options: dict[str, list[Node]] = {}
    met_from: dict[str, ScalarNode] = {}
    for row in rows:
        values = values_in(row, SCALES.columns, reading)
        scale = claimed(row, "scale", values.pop("scale", None), ())
        marked, option = values.pop("met_from", None), _id_in(values)
        if scale is None:
            continue
        name = names.setdefault(scale.text, scale).text
        options.setdefault(name, []).append(map_node(row.line(), values))
        if isinstance(marked, ScalarNode) and marked.is_true and option:
            if name in met_from:
                row.refuse("met_from", f"The scale {name} has two such marks.", "Keep one of them.")
            met_from[name] = text_node(marked.line, option)
    entries = []
    for name, node in names.items():
        whole = {"options": ListNode(node.line, tuple(options[name])), "met_from": met_from.get(name)}
        entries.append((node, map_node(node.line, whole)))
    return MapNode(line, tuple(entries))


def _groups(book: Mapping[str, Rows], lines: Mapping[str, int], reading: Reading) -> Sequence[Node]:
    rows = book["groups"]
    if not rows:
        reading.places.refuse(lines["groups"], "The edition has no group.", "Add a row for each.")
    if len(rows) > _MOST_GROUPS:
        what = f"There are more than {_MOST_GROUPS} groups."
        rows[_MOST_GROUPS].refuse("id", what, "Join some of them.")
    read = [(row, values_in(row, GROUPS.columns, reading)) for row in rows]
    ids = [_id_in(values) for _, values in read]
    criteria = _criteria(book, ids, reading)
    groups = []
    for (row, values), id_ in zip(read, ids, strict=True):
        # Of two groups with one id the first has the criteria; the reader of the format tells of the other.
        members = ListNode(row.line(), tuple(criteria.pop(id_, ())))
        groups.append(map_node(row.line(), values | {"criteria": members}))
    return groups


def _criteria(book: Mapping[str, Rows], groups: Sequence[str], reading: Reading) -> dict[str, list[Node]]:
    """Return the criteria by group; what belongs nowhere joins the first, so that all its faults are told."""
    read = [(row, values_in(row, CRITERIA.columns, reading)) for row in book["criteria"]]
    first = next(iter(groups), "")
    found: dict[str, list[Node]] = {}
    indicators, strays = _indicators(book["indicators"], [_id_in(values) for _, values in read], reading)
    for row, values in read:
        group = _belongs_to(row, CRITERIA.column("group"), groups, reading)
        members = indicators.pop(_id_in(values), [])
        found.setdefault(group or first, []).append(_criterion(row, values, members))
    if strays:
        found.setdefault(first, []).append(_home_of(strays))
    return found


def _indicators(
    rows: Rows, criteria: Sequence[str], reading: Reading
) -> tuple[dict[str, list[Node]], list[Node]]:
    """Return the indicators by criterion, and those that belong to none."""
    found: dict[str, list[Node]] = {}
    strays: list[Node] = []
    for row in rows:
        node = _in_order(row, values_in(row, INDICATORS.columns, reading))
        criterion = _belongs_to(row, INDICATORS.column("criterion"), criteria, reading)
        (found.setdefault(criterion, []) if criterion else strays).append(node)
    return found, strays


def _belongs_to(row: Row, column: Column, known: Sequence[str], reading: Reading) -> str:
    cell = row.cells.get(column.key)
    value = value_of(cell, column, reading) if cell else None
    id_ = claimed(row, column.key, value, ())
    if id_ is None or id_.text in known:
        return id_.text if id_ else ""
    row.refuse(
        column.key,
        f"There is no {column.key} {quoted(id_.text)}.",
        f"Use one of: {listed(dict.fromkeys(known))}.",
    )
    return ""


def _criterion(row: Row, values: dict[str, Node], indicators: Sequence[Node]) -> Node:
    if "text" not in values:
        row.refuse("text_vi", "The criterion has no text.", "Write it in both languages.")
        values["text"] = ScalarNode(row.line(), Kind.FAULTY, "")
    entries = {("title" if key == "text" and indicators else key): value for key, value in values.items()}
    if indicators:
        entries["indicators"] = ListNode(row.line(), tuple(indicators))
    return _in_order(row, entries)


def _in_order(row: Row, entries: Mapping[str, Node]) -> Node:
    return map_node(row.line(), {key: entries.get(key) for key in KEYS})


def _home_of(strays: Sequence[Node]) -> Node:
    line = strays[0].line
    entries: dict[str, Node] = {
        "id": text_node(line, "no-criterion"),
        "title": map_node(line, {lang: text_node(line, "-") for lang in ("vi", "en")}),
        "good_practice": ScalarNode(line, Kind.BOOLEAN, "true"),
        "indicators": ListNode(line, tuple(strays)),
    }
    return map_node(line, entries)


def _id_in(values: Mapping[str, Node]) -> str:
    id_ = values.get("id")
    return id_.text if isinstance(id_, ScalarNode) else ""
