"""Reading what lies beside the editions of a set: set.yaml and published.yaml."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from inspector.criteria.model import Edition, Link, Status
from inspector.criteria.problem import Problem, quoted
from inspector.criteria.reader import Fields, Reader
from inspector.criteria.strict_yaml import Kind, Node, ScalarNode, parse
from inspector.criteria.values import day_of, is_id
from inspector.text import Text

SET_FILE = "set.yaml"
PUBLISHED_FILE = "published.yaml"
_DIGEST = re.compile(r"[0-9a-fA-F]{64}")


@dataclass(frozen=True, slots=True)
class SetHead:
    """What set.yaml says, and in which lines its links stand."""

    id: str
    title: Text
    about: Text
    audience: Literal["school", "area"]
    ranking_allowed: bool
    ended: date | None
    links: tuple[tuple[Link, int], ...]


def read_set_file(text: str, shown: str, folder_name: str) -> tuple[SetHead | None, tuple[Problem, ...]]:
    """Return what set.yaml says, or None and what is wrong with it."""
    node, faults = parse(text, shown)
    problems = list(faults)
    head = head_in(node, problems, shown, folder_name)
    return (None if problems else head), tuple(problems)


def head_in(node: Node | None, problems: list[Problem], shown: str, folder_name: str) -> SetHead | None:
    """Return what the node of set.yaml says, and add to `problems` what is wrong with it."""
    reader = Reader(shown, problems)
    fields = reader.fields(
        node, "set.yaml", ("id", "title", "about", "audience"), ("ranking", "ended", "links")
    )
    if fields is None:
        return None
    id_ = reader.id(fields.get("id"), "“id” of the set")
    if id_ and id_ != folder_name:
        at = fields.get("id") or fields
        reader.refuse(
            at, f"The set {quoted(id_)} lies in the folder {quoted(folder_name)}.", "Rename one of the two."
        )
    audience: Literal["school", "area"] | None = reader.choice(
        fields.get("audience"), "“audience”", ("school", "area")
    )
    ranking = reader.choice(fields.get("ranking"), "“ranking”", ("allowed", "forbidden"))
    return SetHead(
        id=id_,
        title=reader.text(fields.get("title"), "“title” of the set"),
        about=reader.text(fields.get("about"), "“about” of the set"),
        audience=audience or "school",
        ranking_allowed=ranking != "forbidden",
        ended=reader.day(fields.get("ended"), "“ended”", may_be_null=True),
        links=_links(reader, fields),
    )


def _links(reader: Reader, fields: Fields) -> tuple[tuple[Link, int], ...]:
    links: list[tuple[Link, int]] = []
    for node in reader.items(fields.get("links"), "“links”"):
        link = reader.fields(node, "A link", required=("from", "same_as"))
        if link is None:
            continue
        from_ = reader.id(link.get("from"), "“from” of a link")
        at = link.get("same_as")
        set_id, _, indicator = reader.words(at, "“same_as” of a link").partition(":")
        if is_id(set_id) and is_id(indicator):
            links.append((Link(from_, set_id, indicator), node.line))
        elif isinstance(at, ScalarNode) and at.kind is Kind.TEXT and at.text.strip():
            what = f"“same_as” of a link is {quoted(at.text)}."
            reader.refuse(at, what, "Write “set:indicator”, such as “food-safety:TP-D07”.")
    return tuple(links)


def read_published(
    text: str, shown: str
) -> tuple[Mapping[date, tuple[str, int]] | None, tuple[Problem, ...]]:
    """Return the digests of published.yaml with their lines, by the first day of the edition.

    None stands for a file that is no YAML, in which nothing can be missed.
    """
    node, faults = parse(text, shown)
    problems = list(faults)
    reader = Reader(shown, problems)
    digests: dict[date, tuple[str, int]] = {}
    for key, value in reader.entries(node, "published.yaml") or ():
        day = day_of(key.text)
        if day is None:
            reader.refuse(key, f"{quoted(key.text)} is no day.", "Write the edition's first day, YYYY-MM-DD.")
            continue
        digests[day] = (_digest(reader, value), key.line)
    return (None if node is None else digests), tuple(problems)


def _digest(reader: Reader, node: Node) -> str:
    """Return a digest in small letters; the empty text stands in."""
    if isinstance(node, ScalarNode) and node.kind is not Kind.FAULTY and _DIGEST.fullmatch(node.text):
        return node.text.lower()
    if not (isinstance(node, ScalarNode) and node.kind is Kind.FAULTY):
        reader.refuse(node, "This is no digest.", "Write 64 hexadecimal digits.")
    return ""


def digest_faults(
    edition: Edition, digests: Mapping[date, tuple[str, int]], shown: str
) -> tuple[Problem, ...]:
    """Return what is wrong with the entry of one edition; a draft needs none."""
    day = edition.in_force_from
    if day in digests:
        digest, line = digests[day]
        if digest in ("", edition.digest):
            return ()
        what = f"The edition {day} has the digest {edition.digest}, and not the one written here."
        if edition.status is Status.DRAFT:
            return (Problem(shown, line, what, "Remove the entry until the edition is published."),)
        remedy = "Take the change back: what is published stays. Changes make an edition of a later day."
        return (Problem(shown, line, what, remedy),)
    if edition.status is Status.DRAFT:
        return ()
    what = f"The edition {day} is published and not listed."
    return (Problem(shown, None, what, f'Add the line “"{day}": {edition.digest}”.'),)
