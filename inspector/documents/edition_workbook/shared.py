"""Facts and provisions of a workbook, held against those that all sets share.

What all sets share is not changed through one of them: an entry that differs is a problem, and a new one
is added only by whoever asks for it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from inspector.criteria.files import FACTS_FILE, PROVISIONS_FILE, EditionFiles
from inspector.criteria.model import FactKind
from inspector.criteria.problem import Problem, quoted
from inspector.criteria.strict_yaml import MapNode, Node, ScalarNode
from inspector.criteria.vocabulary import FactKinds, Vocabulary, facts_in, provisions_in
from inspector.criteria.write import as_yaml, with_entries
from inspector.documents.edition_workbook.cells_read import Reading
from inspector.documents.edition_workbook.places import Place, Places
from inspector.documents.edition_workbook.row import Rows
from inspector.documents.edition_workbook.vocabulary_nodes import facts_node, provisions_node

T = TypeVar("T")
_Entries = tuple[tuple[ScalarNode, Node], ...]


@dataclass(frozen=True, slots=True)
class Shared:
    """Facts and provisions of all sets, with those that the workbook adds."""

    vocabulary: Vocabulary
    files: EditionFiles
    new_facts: tuple[str, ...]
    new_provisions: tuple[str, ...]

    @property
    def kinds(self) -> FactKinds:
        """Return the facts by id."""
        return self.vocabulary.facts or {}


@dataclass(frozen=True, slots=True)
class _Policy:
    files: EditionFiles
    places: Places
    may_add: bool


def join_shared(
    book: Mapping[str, Rows],
    lines: Mapping[str, int],
    files: EditionFiles,
    known: Vocabulary,
    places: Places,
    *,
    may_add: bool,
) -> Shared:
    """Return what all sets share, as it is after the import; note what may not be changed."""
    reading = Reading(places, {}, levels=False)
    policy = _Policy(files, places, may_add)
    facts = facts_node(book["facts"], lines["facts"], reading)
    provisions = provisions_node(book["provisions"], lines["provisions"], reading)
    kinds = _read(facts_in, facts, places)
    texts = _read(provisions_in, provisions, places)
    new_facts = _new(FACTS_FILE, facts, kinds, known.facts or {}, policy)
    new_provisions = _new(PROVISIONS_FILE, provisions, texts, known.provisions or {}, policy)
    return Shared(
        # What the files say goes before what the workbook says: where they differ is told already.
        vocabulary=Vocabulary({**kinds, **(known.facts or {})}, {**texts, **(known.provisions or {})}),
        files={
            FACTS_FILE: _file(FACTS_FILE, "facts", facts, new_facts, policy),
            PROVISIONS_FILE: _file(PROVISIONS_FILE, "provisions", provisions, new_provisions, policy),
        },
        new_facts=tuple(id_.text for id_, _ in new_facts),
        new_provisions=tuple(id_.text for id_, _ in new_provisions),
    )


def _read(
    read: Callable[[Node, list[Problem]], tuple[Mapping[str, T], tuple[Problem, ...]]],
    node: Node,
    places: Places,
) -> Mapping[str, T]:
    found, problems = read(node, [])
    places.take(problems, otherwise=Place())
    return found


def _listed(node: MapNode) -> _Entries:
    ((_, entries),) = node.entries
    assert isinstance(entries, MapNode)
    return entries.entries


def _new(
    file: str, node: MapNode, said: Mapping[str, T | None], known: Mapping[str, T | None], policy: _Policy
) -> _Entries:
    """Return the entries that the shared file lacks."""
    added = []
    for id_, entry in _listed(node):
        if id_.text not in known:
            added.append((id_, entry))
            if file in policy.files and not policy.may_add:
                what = f"{quoted(id_.text)} is not in {file}, which all sets share."
                policy.places.refuse(id_.line, what, "Correct it, or let new entries be added (--add-new).")
        elif said.get(id_.text) is not None and not _same(said[id_.text], known[id_.text]):
            what = f"{quoted(id_.text)} differs from {file}, which all sets share."
            policy.places.refuse(id_.line, what, "Write it as there, or use an id of its own.")
    return tuple(added)


def _same(one: object, other: object) -> bool:
    """Say whether two entries are the same, the order of options included: it is part of the digest."""
    options = [list(kind.options) for kind in (one, other) if isinstance(kind, FactKind)]
    return one == other and (not options or options[0] == options[1])


def _file(name: str, key: str, node: MapNode, new: _Entries, policy: _Policy) -> str:
    text = policy.files.get(name)
    if text is None:
        return as_yaml(node)
    longer = with_entries(text, key, new) if new and policy.may_add else text
    if longer is None:
        what = f"{name} is laid out so that nothing can be added at its end."
        policy.places.refuse(Place(), what, "Add the new entries by hand, then import again.")
    return longer or text
