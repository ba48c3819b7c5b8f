"""The sheets of facts and provisions, as facts.yaml and provisions.yaml would say them."""

from inspector.criteria.strict_yaml import Kind, MapNode, Node, ScalarNode
from inspector.documents.edition_workbook.cells_read import Reading
from inspector.documents.edition_workbook.row import Row, Rows, claimed, map_node, values_in
from inspector.documents.edition_workbook.sheets_of_vocabulary import FACTS, PROVISIONS

_Entries = dict[str, tuple[ScalarNode, Node]]
_KEYS_OF_PROVISIONS = ("title", "issuer", "issued", "in_force", "read", "checked")
_KEYS_OF_FACTS = ("title", "type", "options")


def provisions_node(rows: Rows, line: int, reading: Reading) -> MapNode:
    """Return the provisions of a sheet; `line` is the number of its place."""
    found: _Entries = {}
    for row in rows:
        values = values_in(row, PROVISIONS.columns, reading)
        id_ = claimed(row, "id", values.get("id"), found)
        if id_ is not None:
            in_force = values.get("in_force")
            days = {key.text: day for key, day in in_force.entries} if isinstance(in_force, MapNode) else {}
            whole = {"issued": _null(row), "checked": _null(row)} | values
            whole["in_force"] = map_node(
                row.line(), {key: days.get(key, _null(row)) for key in ("from", "to")}
            )
            found[id_.text] = (
                id_,
                map_node(row.line(), {key: whole.get(key) for key in _KEYS_OF_PROVISIONS}),
            )
    return map_node(line, {"provisions": MapNode(line, tuple(found.values()))})


def _null(row: Row) -> Node:
    return ScalarNode(row.line(), Kind.NULL, "null")


def facts_node(rows: Rows, line: int, reading: Reading) -> MapNode:
    """Return the facts of a sheet; `line` is the number of its place."""
    found: _Entries = {}
    options: dict[str, _Entries] = {}
    for row in rows:
        values = values_in(row, FACTS.columns, reading)
        if "option" in values:
            _add_option(row, values, options)
            continue
        id_ = claimed(row, "fact", values.get("fact"), found)
        if id_ is not None:
            found[id_.text] = (id_, map_node(row.line(), {key: values.get(key) for key in _KEYS_OF_FACTS}))
    for fact, listed in options.items():
        if fact in found:
            id_, node = found[fact]
            found[fact] = (id_, _with_options(node, listed))
        else:
            at, _ = next(iter(listed.values()))
            reading.places.refuse(
                at.line, f"The fact {fact} has an option and no row of its own.", "Add its row."
            )
    return map_node(line, {"facts": MapNode(line, tuple(found.values()))})


def _add_option(row: Row, values: dict[str, Node], options: dict[str, _Entries]) -> None:
    fact = claimed(row, "fact", values.get("fact"), ())
    if fact is None:
        return
    if "type" in values:
        row.refuse("type", "An option has no type of its own.", "Clear the cell.")
    listed = options.setdefault(fact.text, {})
    option = claimed(row, "option", values["option"], listed)
    if option is not None:
        listed[option.text] = (option, values.get("title") or map_node(row.line("title_vi"), {}))
    elif not listed:
        del options[fact.text]


def _with_options(fact: Node, options: _Entries) -> Node:
    assert isinstance(fact, MapNode)
    said: dict[str, Node | None] = {key.text: value for key, value in fact.entries}
    return map_node(fact.line, said | {"options": MapNode(fact.line, tuple(options.values()))})
