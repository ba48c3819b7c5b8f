"""A set and one edition of it in the making: its files as nodes, what is wrong with them, its parts.

What is held is exactly what the files would say; faults are allowed, for whoever writes is not finished.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from inspector.criteria import nodes
from inspector.criteria.files import EDITION_FILE, FACTS_FILE, PROVISIONS_FILE, EditionFiles, is_group_file
from inspector.criteria.load import EditionNodes, faults_in, read_edition
from inspector.criteria.model import Edition
from inspector.criteria.nodes import Path
from inspector.criteria.problem import Problem
from inspector.criteria.set_file import SET_FILE, head_in
from inspector.criteria.strict_yaml import MapNode, Node, parse
from inspector.criteria.values import day_of
from inspector.criteria.vocabulary import Vocabulary, provisions_in, read_vocabulary
from inspector.criteria.write import as_yaml

CRITERION_KEYS = (
    *("id", "title", "text", "mandatory", "applies_if", "na", "weight", "effort_days", "fixable", "level"),
    *("scale", "score", "measure", "evidence", "guidance", "provisions", "good_practice", "official_ref"),
    *("replaces", "indicators"),
)
EDITION_KEYS = (
    *(
        "format",
        "status",
        "in_force",
        "provenance",
        "concerns",
        "scales",
        "defaults",
        "evidence_code",
        "rule",
    ),
)
GROUP_KEYS = ("id", "title", "weight", "criteria")


@dataclass(frozen=True, slots=True)
class Fault:
    """A problem, and the node that it is about: a file of the draft, and the path in it."""

    file: str
    path: Path
    problem: Problem


@dataclass(frozen=True)
class Drafted:
    """The nodes of set.yaml, edition.yaml, the groups in order, and provisions.yaml; facts as they are."""

    set_id: str
    head: MapNode
    edition: MapNode
    groups: tuple[MapNode, ...]
    facts: str
    provisions: MapNode

    @classmethod
    def read(cls, set_id: str, head: str, files: EditionFiles) -> "Drafted":
        """Return what texts say that were written by `files` and `head_text`, or that have no faults.

        Raises ValueError for a text that is no mapping.
        """
        return cls(
            set_id=set_id,
            head=_mapping(head, SET_FILE),
            edition=_mapping(files[EDITION_FILE], EDITION_FILE),
            groups=tuple(_mapping(files[name], name) for name in sorted(files) if is_group_file(name)),
            facts=files.get(FACTS_FILE, "facts: {}\n"),
            provisions=_mapping(files.get(PROVISIONS_FILE, "provisions: {}\n"), PROVISIONS_FILE),
        )

    @property
    def head_text(self) -> str:
        return as_yaml(self.head)

    @property
    def files(self) -> dict[str, str]:
        """Return the files of the edition."""
        groups = {
            f"groups/{place:02}-{nodes.said(one, 'id')}.yaml": as_yaml(one)
            for place, one in enumerate(self.groups, start=1)
        }
        around = {FACTS_FILE: self.facts, PROVISIONS_FILE: as_yaml(self.provisions)}
        return {EDITION_FILE: as_yaml(self.edition), **groups, **around}

    @property
    def first_day(self) -> date | None:
        return day_of(nodes.said(self.edition, "in_force", "from"))

    def read_edition(self) -> tuple[Edition | None, tuple[Problem, ...]]:
        """Return the edition that the files are, or None and what is wrong with them."""
        return read_edition(self.set_id, self.first_day, self.files)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The facts that conditions may name, and the provisions that criteria may cite."""
        facts, _ = read_vocabulary({FACTS_FILE: self.facts})
        return Vocabulary(facts.facts, provisions_in(self.provisions, [])[0])

    @cached_property
    def faults(self) -> tuple[Fault, ...]:
        """Everything that is wrong, in the order of files, with the node that each is about."""
        numbered = nodes.Numbered()
        found: list[Problem] = []
        head_in(numbered.take(SET_FILE, self.head), found, SET_FILE, self.set_id)
        read = EditionNodes(
            head=numbered.take(EDITION_FILE, self.edition),
            groups={
                (name := group_file(place)): numbered.take(name, one)
                for place, one in enumerate(self.groups, start=1)
            },
        )
        found += faults_in(read, self.first_day, self.vocabulary)
        if not self.groups:
            found.append(Problem("groups", None, "The edition has no group.", "Add one."))
        provisions_in(numbered.take(PROVISIONS_FILE, self.provisions), found)
        return tuple(Fault(one.file, numbered.path_of(one.line), one) for one in found)

    # ---- parts

    @cached_property
    def parts(self) -> Mapping[str, Node]:
        """What people change one at a time, by name: the set, sections of the edition, groups, criteria."""
        found: dict[str, Node] = {"set": self.head}
        found |= {f"edition.{key}": value for key, value in nodes.entries(self.edition).items()}
        found |= {
            f"provision.{key}": one for key, one in nodes.entries(self.provisions, "provisions").items()
        }
        for group in self.groups:
            id_ = nodes.said(group, "id")
            listed = nodes.listing(nodes.words(nodes.said(one, "id")) for one in criteria_of(group))
            found[f"group.{id_}"] = nodes.put(group, {"criteria": listed})
            found |= {f"criterion.{nodes.said(one, 'id')}": one for one in criteria_of(group)}
        return found

    def group(self, id_: str) -> MapNode | None:
        """Return a group by its id."""
        return next((one for one in self.groups if nodes.said(one, "id") == id_), None)

    def group_with(self, criterion_id: str) -> MapNode | None:
        """Return the group that has a criterion."""
        for group in self.groups:
            if any(nodes.said(one, "id") == criterion_id for one in criteria_of(group)):
                return group
        return None

    def criterion(self, id_: str) -> MapNode | None:
        """Return a criterion by its id."""
        criteria = (one for group in self.groups for one in criteria_of(group))
        return next((one for one in criteria if nodes.said(one, "id") == id_), None)

    @cached_property
    def ids(self) -> frozenset[str]:
        """The ids of groups, criteria, indicators and gates: they share one space."""
        return frozenset(_ids(self))

    # ---- changes

    def with_head(self, changes: Mapping[str, Node | None]) -> "Drafted":
        """Change entries of set.yaml."""
        return replace(self, head=nodes.put(self.head, changes))

    def with_edition(self, changes: Mapping[str, Node | None]) -> "Drafted":
        """Change sections of edition.yaml."""
        return replace(self, edition=nodes.put(self.edition, changes, EDITION_KEYS))

    def with_provision(self, id_: str, provision: Node) -> "Drafted":
        """Add a provision, or change one."""
        known = nodes.entries(self.provisions, "provisions")
        return replace(
            self, provisions=nodes.mapping({"provisions": nodes.mapping({**known, id_: provision})})
        )

    def with_groups(self, groups: Iterable[MapNode]) -> "Drafted":
        """Put other groups in the place of those that are there."""
        return replace(self, groups=tuple(groups))

    def with_group(self, id_: str, group: MapNode) -> "Drafted":
        """Put a group in the place of the one with this id."""
        return self.with_groups(group if nodes.said(one, "id") == id_ else one for one in self.groups)

    def with_criteria(self, group_id: str, criteria: Iterable[Node]) -> "Drafted":
        """Put other criteria into a group."""
        group = self.group(group_id)
        assert group is not None
        return self.with_group(group_id, nodes.put(group, {"criteria": nodes.listing(criteria)}, GROUP_KEYS))

    def with_criterion(self, id_: str, criterion: MapNode) -> "Drafted":
        """Put a criterion in the place of the one with this id."""
        group = self.group_with(id_)
        assert group is not None
        changed = [criterion if nodes.said(one, "id") == id_ else one for one in criteria_of(group)]
        return self.with_criteria(nodes.said(group, "id"), changed)


def group_file(place: int) -> str:
    """Return the name by which faults know the group in a place, counted from 1."""
    return f"groups/{place:02}-group.yaml"


def criteria_of(group: Node) -> tuple[MapNode, ...]:
    """Return the criteria of a group."""
    return tuple(one for one in nodes.items(group, "criteria") if isinstance(one, MapNode))


def indicators_of(criterion: Node) -> tuple[MapNode, ...]:
    """Return the indicators that a criterion lists; none where it is its own."""
    return tuple(one for one in nodes.items(criterion, "indicators") if isinstance(one, MapNode))


def unused_id(start: str, taken: Iterable[str], *, digits: int = 2, separator: str = "") -> str:
    """Return an id with the next number after every taken one that begins alike.

    >>> unused_id("A", {"A01", "A07", "B09"})
    'A08'
    """
    begins = f"{start}{separator}"
    tails = (one.removeprefix(begins) for one in taken if one.startswith(begins))
    highest = max((int(one) for one in tails if one.isascii() and one.isdigit()), default=0)
    return f"{begins}{highest + 1:0{digits}}"


def unused_letter(taken: Iterable[str]) -> str:
    """Return the id of the next group: A to Z, then G27 and on."""
    used = set(taken)
    free = (one for one in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" if one not in used)
    return next(free, None) or unused_id("G", {*used, "G26"})


def changed_parts(before: Drafted, after: Drafted) -> dict[str, tuple[Node | None, Node | None]]:
    """Return the parts that differ, each as it was and as it is; None where it was not or is no more."""
    names = {**before.parts, **after.parts}
    pairs = {name: (before.parts.get(name), after.parts.get(name)) for name in names}
    return {name: pair for name, pair in pairs.items() if not nodes.same(*pair)}


def _mapping(text: str, name: str) -> MapNode:
    node, _ = parse(text, name)
    if not isinstance(node, MapNode):
        raise ValueError(f"{name} is no mapping.")
    return node


def _ids(drafted: Drafted) -> Iterator[str]:
    for gate in nodes.items(drafted.edition, "rule", "gates"):
        yield nodes.said(gate, "id")
    for group in drafted.groups:
        yield nodes.said(group, "id")
        for criterion in criteria_of(group):
            yield nodes.said(criterion, "id")
            yield from (nodes.said(one, "id") for one in indicators_of(criterion))
