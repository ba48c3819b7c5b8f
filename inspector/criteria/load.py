"""Reading an edition from the texts of its files, wherever these are kept.

The same code reads a folder and a text that a database kept: both are `EditionFiles`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from inspector.criteria.around import Surroundings
from inspector.criteria.digest import digest_of
from inspector.criteria.edition_file import Head, read_head
from inspector.criteria.files import (
    EDITION_FILE,
    EditionFiles,
    is_group_file,
    name_fault,
    read_edition_folder,
)
from inspector.criteria.groups import read_group
from inspector.criteria.model import Edition, Group, LevelsRule, Measure, Provision
from inspector.criteria.problem import Problem, in_order
from inspector.criteria.reader import Reader
from inspector.criteria.strict_yaml import ListNode, MapNode, Node, parse
from inspector.criteria.vocabulary import Vocabulary, read_vocabulary


class FaultyEdition(ValueError):
    """An edition that breaks the file format; `problems` are all of its faults, in order."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(str(one) for one in problems))
        self.problems = tuple(problems)


def load_edition(folder: Path, facts: Path | None = None, provisions: Path | None = None) -> Edition:
    """Return the edition in a folder. Raises FaultyEdition with everything that is wrong with it.

    facts.yaml and provisions.yaml are looked for two folders above, unless they are given.
    """
    found = read_edition_folder(folder, facts, provisions)
    edition, problems = read_edition(found.set_id, found.first_day, found.files)
    placed = found.place(problems)
    if edition is None or placed:
        raise FaultyEdition(placed)
    return edition


def read_edition(
    set_id: str, first_day: date | None, files: EditionFiles
) -> tuple[Edition | None, tuple[Problem, ...]]:
    """Read an edition from texts.

    Returns the edition, or None and everything that is wrong, in the order of files and lines.
    `first_day` is the day that the edition goes by, which its text must repeat; None: not known.
    """
    problems = [fault for name in files if (fault := name_fault(name))]
    vocabulary, faults = read_vocabulary(files)
    problems += faults
    nodes = EditionNodes(
        head=_parse(files, EDITION_FILE, problems),
        groups={name: _parse(files, name, problems) for name in sorted(files) if is_group_file(name)},
    )
    if not nodes.groups:
        problems.append(Problem("groups", None, "The edition has no group.", "Add groups/01-name.yaml."))
    head, groups, found = _read(nodes, first_day, vocabulary)
    problems += found
    if problems or head is None or nodes.head is None or head.first_day is None:
        return None, in_order(problems)
    return _put_together(set_id, head, groups, vocabulary, nodes, files), ()


@dataclass(frozen=True, slots=True)
class EditionNodes:
    """What the files of an edition say, wherever it was said. None: the file is no YAML."""

    head: Node | None  # of edition.yaml
    groups: Mapping[str, Node | None]  # by the names of their files, in order


def faults_in(nodes: EditionNodes, first_day: date | None, vocabulary: Vocabulary) -> tuple[Problem, ...]:
    """Say everything that breaks the file format in nodes that did not come from files.

    The line of a problem is that of the node it is about.
    """
    return in_order(_read(nodes, first_day, vocabulary)[2])


def _read(
    nodes: EditionNodes, first_day: date | None, vocabulary: Vocabulary
) -> tuple[Head | None, tuple[Group, ...], list[Problem]]:
    problems: list[Problem] = []
    head, around = read_head(Reader(EDITION_FILE, problems), nodes.head, first_day, vocabulary)
    groups = _read_groups(nodes.groups, around, problems)
    if head and nodes.head and len(groups) == len(nodes.groups) > 0:
        problems += _faults_of_the_whole(head, nodes.head, groups)
    return head, groups, problems


def _parse(files: EditionFiles, name: str, problems: list[Problem]) -> Node | None:
    if name not in files:
        problems.append(Problem(name, None, "The file is missing.", "Add it, or correct the path."))
        return None
    node, faults = parse(files[name], name)
    problems += faults
    return node


def _read_groups(
    nodes: Mapping[str, Node | None], around: Surroundings, problems: list[Problem]
) -> tuple[Group, ...]:
    readable = ((name, node) for name, node in nodes.items() if node is not None)
    groups = [read_group(Reader(name, problems), node, around) for name, node in readable]
    return tuple(one for one in groups if one is not None)


def _faults_of_the_whole(head: Head, node: Node, groups: Sequence[Group]) -> Iterator[Problem]:
    criteria = [one for group in groups for one in group.criteria]
    if not all(group.criteria for group in groups):
        return  # what could not be read might count
    answers = [one.answer for criterion in criteria for one in criterion.indicators]
    only_reported = all(isinstance(one, Measure) and one.report_only for one in answers)
    if only_reported and all(one.indicators for one in criteria):
        what = "No criterion counts: every indicator is only reported, so that nothing could fail."
        yield Problem(EDITION_FILE, None, what, "Give an indicator a scale, a score or bounds.")
    if isinstance(head.rule, LevelsRule):
        others = sum(1 for one in criteria if one.mandatory is not True)
        for place, need in enumerate(head.rule.reach):
            if need.others_at_least > others:
                at = _inside(node, "rule", "reach", place, "others_at_least")
                what = f"“others_at_least” is {need.others_at_least}, and there are {others} other criteria."
                yield Problem(EDITION_FILE, at.line, what, f"Ask for at most {others}.")


def _inside(node: Node, *path: str | int) -> Node:
    """Return the node at the end of a path, or the last one on the way that is there."""
    for step in path:
        inner: Node | None = None
        if isinstance(node, MapNode):
            inner = next((value for key, value in node.entries if key.text == step), None)
        elif isinstance(node, ListNode) and isinstance(step, int) and step < len(node.items):
            inner = node.items[step]
        if inner is None:
            return node
        node = inner
    return node


def _put_together(
    set_id: str,
    head: Head,
    groups: tuple[Group, ...],
    vocabulary: Vocabulary,
    nodes: EditionNodes,
    files: EditionFiles,
) -> Edition:
    assert head.first_day is not None
    assert nodes.head is not None
    facts = {id_: kind for id_, kind in (vocabulary.facts or {}).items() if kind}
    cited = {ref.ref for group in groups for one in group.criteria for ref in one.provisions}
    known: dict[str, Provision] = {id_: one for id_, one in (vocabulary.provisions or {}).items() if one}
    edition = Edition(
        set_id=set_id,
        in_force_from=head.first_day,
        status=head.status,
        provenance=head.provenance,
        concerns=head.concerns,
        scales={id_: scale for id_, scale in head.scales.items() if scale},
        evidence_code=head.evidence_code,
        rule=head.rule,
        gates=head.gates,
        groups=groups,
        facts=facts,
        provisions={id_: one for id_, one in known.items() if id_ in cited},
        digest="",
        files=dict(files),
    )
    used = edition.facts_needed | (head.concerns.facts() if head.concerns else frozenset())
    group_nodes = [one for one in nodes.groups.values() if one is not None]
    digest = digest_of(nodes.head, group_nodes, [kind for id_, kind in facts.items() if id_ in used])
    return replace(edition, digest=digest)
