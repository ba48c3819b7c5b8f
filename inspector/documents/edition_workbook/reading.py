"""Reading a workbook: an edition, or everything that is wrong with it by sheet, row and column."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from inspector.criteria.files import EditionFiles
from inspector.criteria.load import EditionNodes, faults_in, read_edition
from inspector.criteria.model import Edition, Status
from inspector.criteria.problem import Problem, quoted
from inspector.criteria.strict_yaml import MapNode, Node, ScalarNode
from inspector.criteria.values import day_of
from inspector.criteria.vocabulary import read_vocabulary
from inspector.criteria.write import write_files
from inspector.documents.edition_workbook.cells_read import Reading
from inspector.documents.edition_workbook.edition_nodes import nodes_of, set_cell
from inspector.documents.edition_workbook.layout import SHEET_NUMBERS
from inspector.documents.edition_workbook.opening import NoWorkbook, open_workbook
from inspector.documents.edition_workbook.places import Place, Places
from inspector.documents.edition_workbook.row import Rows, map_node, text_node
from inspector.documents.edition_workbook.rule_node import method_of
from inspector.documents.edition_workbook.shared import Shared, join_shared
from inspector.documents.edition_workbook.sheet_reading import read_sheets


@dataclass(frozen=True, slots=True)
class FromWorkbook:
    """What a workbook says. The edition is a draft, whatever the workbook says of its status."""

    edition: Edition
    files: EditionFiles  # enough to read it again; facts and provisions as all sets share them then
    new_facts: tuple[str, ...]  # ids that facts.yaml did not have
    new_provisions: tuple[str, ...]
    was_published: bool


@dataclass(frozen=True, slots=True)
class Destination:
    """Where an edition is read for. None: what the workbook says is taken."""

    set_id: str | None = None
    first_day: date | None = None
    shared: EditionFiles | None = None  # facts.yaml and provisions.yaml there, as far as there are any
    may_add: bool = False  # what the workbook brings may be added to these two


def read_workbook(
    content: bytes, to: Destination = Destination()
) -> tuple[FromWorkbook | None, tuple[Problem, ...]]:
    """Read an edition from a workbook.

    Returns what it says, or None and everything that is wrong; the file of such a problem is its place,
    “sheet criteria, row 12, column F (mandatory)”, or “the workbook”.
    """
    known, faults = read_vocabulary(to.shared or {})
    if faults:
        return None, faults
    places = Places()
    try:
        book = read_sheets(open_workbook(content), places)
    except NoWorkbook as refused:
        places.refuse(Place(), refused.what, refused.remedy)
        book = None
    if book is None:
        return None, places.problems()
    lines = {key: places.number(Place(number, sheet=key)) for key, number in SHEET_NUMBERS.items()}
    shared = join_shared(book, lines, to.shared or {}, known, places, may_add=to.may_add)
    reading = Reading(places, shared.kinds, levels=method_of(book["rule"]) == "levels")
    nodes = nodes_of(book, lines, reading)
    at_large = Place(SHEET_NUMBERS["criteria"], sheet="criteria")
    places.take(faults_in(nodes, to.first_day, shared.vocabulary), otherwise=at_large)
    set_id = _set_id(book["edition"], to.set_id, places)
    problems = places.problems()
    return (None, problems) if problems else _put_together(nodes, set_id, shared)


def _set_id(rows: Rows, wanted: str | None, places: Places) -> str:
    cell = set_cell(rows)
    said = cell.text.strip() if cell else ""
    if cell and wanted and said != wanted:
        what = f"The workbook is of the set {quoted(said)}, and is imported into {quoted(wanted)}."
        places.refuse(cell.line, what, "Correct one of them, or clear the cell.")
    return said or wanted or ""


def _put_together(
    nodes: EditionNodes, set_id: str, shared: Shared
) -> tuple[FromWorkbook | None, tuple[Problem, ...]]:
    assert isinstance(nodes.head, MapNode)
    status = _value(nodes.head, "status")
    groups = {_value(node, "id"): node for node in nodes.groups.values() if node is not None}
    files = {**write_files(_as_draft(nodes.head), groups), **shared.files}
    edition, problems = read_edition(set_id, _first_day(nodes.head), files)
    if edition is None:
        return None, problems
    found = FromWorkbook(
        edition=edition,
        files=files,
        new_facts=shared.new_facts,
        new_provisions=shared.new_provisions,
        was_published=status == Status.PUBLISHED,
    )
    return found, ()


def _as_draft(head: MapNode) -> Node:
    entries: Mapping[str, Node] = {key.text: value for key, value in head.entries}
    return map_node(head.line, {**entries, "status": text_node(head.line, Status.DRAFT)})


def _first_day(head: MapNode) -> date | None:
    in_force = next(value for key, value in head.entries if key.text == "in_force")
    return day_of(_value(in_force, "from"))


def _value(node: Node, key: str) -> str:
    values = node.entries if isinstance(node, MapNode) else ()
    found = next((value for name, value in values if name.text == key), None)
    return found.text if isinstance(found, ScalarNode) else ""
