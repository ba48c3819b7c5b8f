"""What all sets share: the facts that may be known of a school, and the texts that criteria rest on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from inspector.criteria.files import FACTS_FILE, PROVISIONS_FILE
from inspector.criteria.model import FactKind, Provision
from inspector.criteria.problem import Problem
from inspector.criteria.reader import Fields, Reader
from inspector.criteria.strict_yaml import Node, parse
from inspector.text import Text

FactKinds = Mapping[str, FactKind | None]
"""Facts by id; None for one that is there but faulty."""

Provisions = Mapping[str, Provision | None]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Facts and provisions as far as they could be read. None: their file is no YAML."""

    facts: FactKinds | None
    provisions: Provisions | None


def read_vocabulary(files: Mapping[str, str]) -> tuple[Vocabulary, tuple[Problem, ...]]:
    """Read facts.yaml and provisions.yaml; one that is missing is taken for empty."""
    facts, faults = _read_facts(files[FACTS_FILE]) if FACTS_FILE in files else ({}, ())
    provisions, more = _read_provisions(files[PROVISIONS_FILE]) if PROVISIONS_FILE in files else ({}, ())
    return Vocabulary(facts, provisions), (*faults, *more)


# Every edition of a catalogue is read with the same two texts.
@lru_cache(maxsize=8)
def _read_facts(text: str) -> tuple[FactKinds | None, tuple[Problem, ...]]:
    node, problems = parse(text, FACTS_FILE)
    return (None, problems) if node is None else facts_in(node, list(problems))


def facts_in(node: Node, problems: list[Problem]) -> tuple[FactKinds, tuple[Problem, ...]]:
    """Return the facts that the node of facts.yaml lists, and `problems` with what is wrong with them."""
    reader = Reader(FACTS_FILE, problems)
    file = reader.fields(node, "The file", required=("facts",))
    if file is None:
        return {}, tuple(problems)

    def fact(id_: str, node: Node) -> FactKind | None:
        before = len(problems)
        kind = _fact(reader, id_, node)
        return kind if len(problems) == before else None

    return reader.by_id(file.get("facts"), "“facts”", fact, may_be_empty=True), tuple(problems)


def _fact(reader: Reader, id_: str, node: Node) -> FactKind | None:
    fields = reader.fields(node, f"Fact {id_}", required=("title", "type"), optional=("options",))
    if fields is None:
        return None
    title = reader.text(fields.get("title"), f"“title” of fact {id_}")
    kind: Literal["choice", "boolean", "number"] | None = reader.choice(
        fields.get("type"), f"“type” of fact {id_}", ("choice", "boolean", "number")
    )
    options: dict[str, Text] = {}
    if kind == "choice" and "options" not in fields:
        reader.refuse(fields, f"Fact {id_} is a choice without “options”.", "Add them.")
    elif kind in ("boolean", "number") and "options" in fields:
        reader.refuse(fields, f"Fact {id_} is no choice and has “options”.", "Remove them.")
    elif "options" in fields:
        options = reader.by_id(
            fields.get("options"),
            f"“options” of fact {id_}",
            lambda one, node: reader.text(node, f"Option {one}"),
        )
    return FactKind(id_, title, kind or "choice", options)


@lru_cache(maxsize=8)
def _read_provisions(text: str) -> tuple[Provisions | None, tuple[Problem, ...]]:
    node, problems = parse(text, PROVISIONS_FILE)
    return (None, problems) if node is None else provisions_in(node, list(problems))


def provisions_in(node: Node, problems: list[Problem]) -> tuple[Provisions, tuple[Problem, ...]]:
    """Return the provisions that the node of provisions.yaml lists, and `problems` with their faults."""
    reader = Reader(PROVISIONS_FILE, problems)
    file = reader.fields(node, "The file", required=("provisions",))
    if file is None:
        return {}, tuple(problems)

    def provision(id_: str, node: Node) -> Provision | None:
        before = len(problems)
        read = _provision(reader, id_, node)
        return read if len(problems) == before else None

    return reader.by_id(file.get("provisions"), "“provisions”", provision, may_be_empty=True), tuple(problems)


def _provision(reader: Reader, id_: str, node: Node) -> Provision | None:
    optional = ("issuer", "issued", "in_force", "checked")
    fields = reader.fields(node, f"Provision {id_}", required=("title", "read"), optional=optional)
    if fields is None:
        return None
    title = reader.text(fields.get("title"), f"“title” of provision {id_}")
    issuer = reader.text(fields.get("issuer"), f"“issuer” of provision {id_}") if "issuer" in fields else None
    read: Literal["full", "part", "title", "none"] | None = reader.choice(
        fields.get("read"), f"“read” of provision {id_}", ("full", "part", "title", "none")
    )
    first, last = _in_force(reader, id_, fields)
    return Provision(
        id=id_,
        title=title,
        issuer=issuer,
        issued=reader.day(fields.get("issued"), f"“issued” of provision {id_}", may_be_null=True),
        in_force_from=first,
        in_force_to=last,
        read=read or "none",
        checked=reader.day(fields.get("checked"), f"“checked” of provision {id_}", may_be_null=True),
    )


def _in_force(reader: Reader, id_: str, fields: Fields) -> tuple[date | None, date | None]:
    if "in_force" not in fields:
        return None, None
    what = f"“in_force” of provision {id_}"
    days = reader.fields(fields.get("in_force"), what, required=("from",), optional=("to",))
    if days is None:
        return None, None
    first = reader.day(days.get("from"), f"{what}, “from”,", may_be_null=True)
    last = reader.day(days.get("to"), f"{what}, “to”,", may_be_null=True)
    if first and last and last < first:
        reader.refuse(days, f"{what} ends before it begins.", "Correct one of the days.")
    return first, last
