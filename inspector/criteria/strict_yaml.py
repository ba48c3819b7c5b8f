"""YAML as the file format wants it: one document, every key once, no aliases, and a line for everything.

Files are read into nodes that keep the text as it was written, so that 1.50 stays “1.50” and nothing
passes through a binary float. What a bare word means (number, date, true, null) is decided as PyYAML
decides it for YAML 1.1.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import yaml
from yaml.reader import Reader as _Printable
from yaml.resolver import Resolver

from inspector.criteria.problem import Problem, quoted

MAX_LENGTH = 5_000_000  # characters; a large edition has a hundredth of it
MAX_DEPTH = 40  # the format itself needs 9

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_RESOLVER: Any = Resolver()
_NOT_PRINTABLE: re.Pattern[str] = _Printable.NON_PRINTABLE


class Kind(StrEnum):
    """What YAML takes a single value for."""

    TEXT = "text"
    NUMBER = "a number"
    BOOLEAN = "true or false"
    NULL = "null"
    DATE = "a date"
    OTHER = "neither text nor number"
    FAULTY = "faulty"  # reported already: readers stay silent


_KINDS = {
    "tag:yaml.org,2002:str": Kind.TEXT,
    "tag:yaml.org,2002:int": Kind.NUMBER,
    "tag:yaml.org,2002:float": Kind.NUMBER,
    "tag:yaml.org,2002:bool": Kind.BOOLEAN,
    "tag:yaml.org,2002:null": Kind.NULL,
    "tag:yaml.org,2002:timestamp": Kind.DATE,
}


@dataclass(frozen=True, slots=True)
class ScalarNode:
    """A single value, as it was written."""

    line: int
    kind: Kind
    text: str

    @property
    def is_true(self) -> bool:
        """Say whether a BOOLEAN is true."""
        return self.text.lower() in ("true", "yes", "on")


@dataclass(frozen=True, slots=True)
class ListNode:
    line: int
    items: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class MapNode:
    line: int
    entries: tuple[tuple[ScalarNode, "Node"], ...]  # no key twice


Node = ScalarNode | ListNode | MapNode


def parse(text: str, file: str) -> tuple[Node | None, tuple[Problem, ...]]:
    """Read the text of one file.

    Returns its nodes, as far as they could be read, and everything that is wrong with it as YAML.
    The node is None where the text is no YAML at all.
    """
    reading = _Reading(file)
    text = text.removeprefix("\ufeff")
    if reading.can_be_read(text):
        reading.read(text)
    return reading.root, tuple(reading.problems)


class _Reading:
    """Nodes in the making: a stack instead of recursion, so that no nesting is too deep for it."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.root: Node | None = None
        self.open: list[tuple[Any, list[Node]]] = []

    def refuse(self, line: int, what: str, remedy: str) -> None:
        self.problems.append(Problem(self.file, line, what, remedy))

    def can_be_read(self, text: str) -> bool:
        if len(text) > MAX_LENGTH:
            self.refuse(1, f"The file has more than {MAX_LENGTH:,} characters.", "Split it.")
            return False
        odd = _NOT_PRINTABLE.search(text)
        if odd:
            line = text.count("\n", 0, odd.start()) + 1
            self.refuse(line, f"The character U+{ord(odd.group()):04X} cannot be printed.", "Remove it.")
            return False
        return True

    def read(self, text: str) -> None:
        try:
            for event in yaml.parse(text, Loader=_Loader):
                self.take(event)
                if len(self.open) > MAX_DEPTH:
                    self.refuse(_line(event), f"This is more than {MAX_DEPTH} levels deep.", "Flatten it.")
                    self.root = None
                    return
        except yaml.YAMLError as error:
            self.root = None
            mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
            said = getattr(error, "problem", None) or getattr(error, "context", None) or "unreadable"
            line = mark.line + 1 if mark else text.count("\n") + 1
            self.refuse(line, f"This is not YAML: {said}.", "Mend the line, or the one before it.")
        if self.root is None and not self.problems:
            self.refuse(1, "The file is empty.", "Write its content, or remove the file.")

    def take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.NodeEvent):
            self.refuse_sharing(event)
        if isinstance(event, yaml.ScalarEvent):
            self.add(self.scalar(event))
        elif isinstance(event, yaml.AliasEvent):
            self.add(ScalarNode(_line(event), Kind.FAULTY, ""))
        elif isinstance(event, yaml.CollectionStartEvent):
            self.open.append((event, []))
        elif isinstance(event, yaml.CollectionEndEvent):
            start, children = self.open.pop()
            if isinstance(start, yaml.MappingStartEvent):
                self.add(MapNode(_line(start), tuple(self.entries(children))))
            else:
                self.add(ListNode(_line(start), tuple(children)))
        elif isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
            self.refuse(_line(event), "A second document begins here.", "Keep one document in a file.")

    def refuse_sharing(self, event: Any) -> None:
        line = _line(event)
        if isinstance(event, yaml.AliasEvent):
            self.refuse(line, f"The alias “*{event.anchor}” is not allowed.", "Write the content out.")
            return
        if event.anchor is not None:
            self.refuse(line, f"The anchor “&{event.anchor}” is not allowed.", "Remove it.")
        if event.tag is not None:
            self.refuse(line, f"The tag {quoted(event.tag)} is not allowed.", "Remove it; quote text.")

    def scalar(self, event: Any) -> ScalarNode:
        text, line = event.value, _line(event)
        if not text.isascii() and not unicodedata.is_normalized("NFC", text):
            self.refuse(line, f"{quoted(text)} is not in Unicode form NFC.", "Save it with composed letters.")
        odd = _NOT_PRINTABLE.search(text)
        if odd:
            self.refuse(line, f"The character U+{ord(odd.group()):04X} cannot be printed.", "Remove it.")
            return ScalarNode(line, Kind.FAULTY, "")
        if event.style:  # plain scalars have none
            return ScalarNode(line, Kind.TEXT, text)
        tag = _RESOLVER.resolve(yaml.ScalarNode, text, (True, False))
        return ScalarNode(line, _KINDS.get(tag, Kind.OTHER), text)

    def entries(self, children: list[Node]) -> Iterator[tuple[ScalarNode, Node]]:
        seen: dict[str, int] = {}
        for key, value in zip(children[::2], children[1::2], strict=True):
            if not isinstance(key, ScalarNode):
                self.refuse(key.line, "A list or mapping stands where a key should.", "Write a plain key.")
            elif key.kind is Kind.FAULTY:
                continue
            elif key.text in seen:
                where = f"first in line {seen[key.text]}"
                self.refuse(key.line, f"{quoted(key.text)} is given twice ({where}).", "Keep one of them.")
            else:
                seen[key.text] = key.line
                yield key, value

    def add(self, node: Node) -> None:
        if self.open:
            self.open[-1][1].append(node)
        elif self.root is None:
            self.root = node


def _line(event: yaml.Event) -> int:
    mark = event.start_mark
    return mark.line + 1 if mark else 1
