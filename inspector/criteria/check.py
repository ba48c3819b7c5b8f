"""Everything that is wrong with criteria files, worked examples included."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from inspector.criteria.catalogue import read_catalogue
from inspector.criteria.files import EditionFolder, read_edition_folder, read_text, shown_path
from inspector.criteria.load import read_edition
from inspector.criteria.model import Edition
from inspector.criteria.problem import Problem, in_order
from inspector.criteria.reader import Fields, Reader
from inspector.criteria.set_file import (
    PUBLISHED_FILE,
    SET_FILE,
    digest_faults,
    read_published,
    read_set_file,
)
from inspector.criteria.strict_yaml import MapNode, Node, parse

ExampleChecker = Callable[[Edition, str, str], Iterable[Problem]]
"""Scores an example of a sound edition: edition, text and name of the example -> what is not as it says.

It is called for texts that are YAML with the right keys, and with exactly one of `expect` (a mapping
that is not empty) and `expect_refused` (true).
"""

_SECTIONS = ("facts", "gates", "ratings", "reasons", "expect", "expect_refused")


@dataclass(frozen=True, slots=True)
class Checked:
    """How much was looked at, and what is wrong with it."""

    editions: int
    examples: int
    problems: tuple[Problem, ...]


def check_catalogue(folder: Path, score_example: ExampleChecker | None = None) -> Checked:
    """Look at every set of a folder: files, digests, links, examples."""
    folders, faults = read_catalogue(folder)
    problems = list(faults)
    editions = [(one.path / day, edition) for one in folders for day, edition in one.by_day.items()]
    examples = 0
    for place, edition in editions:
        examples += _check_examples(place, str(place), edition, score_example, problems)
    return Checked(len(editions), examples, in_order(problems))


def check_edition(
    folder: Path,
    facts: Path | None = None,
    provisions: Path | None = None,
    score_example: ExampleChecker | None = None,
) -> Checked:
    """Look at one edition: files, digest if it is published, examples, and set.yaml if there is one."""
    found = read_edition_folder(folder, facts, provisions)
    edition, faults = read_edition(found.set_id, found.first_day, found.files)
    problems = list(found.place(faults))
    if problems:
        edition = None
    problems += _faults_beside(folder, found, edition)
    examples = _check_examples(found.path, shown_path(found.path, folder), edition, score_example, problems)
    return Checked(1, examples, in_order(problems))


def _faults_beside(folder: Path, found: EditionFolder, edition: Edition | None) -> Iterator[Problem]:
    """Say what is wrong with set.yaml, and with the edition's entry in published.yaml."""
    beside = found.path.parent
    shown = shown_path(beside / SET_FILE, folder)
    text = read_text(beside / SET_FILE, shown)
    if isinstance(text, Problem):
        yield text
    elif text is not None:
        yield from read_set_file(text, shown, found.set_id)[1]
    shown = shown_path(beside / PUBLISHED_FILE, folder)
    text = read_text(beside / PUBLISHED_FILE, shown)
    if isinstance(text, Problem):
        yield text
        return
    digests, faults = read_published(text, shown) if text is not None else ({}, ())
    yield from faults
    if edition is not None and digests is not None:
        yield from digest_faults(edition, digests, shown)


def _check_examples(
    folder: Path,
    shown: str,
    edition: Edition | None,
    score_example: ExampleChecker | None,
    problems: list[Problem],
) -> int:
    """Add what is wrong with the examples of an edition; return how many there are."""
    try:
        paths = sorted(one for one in (folder / "examples").iterdir() if not one.name.startswith("."))
    except OSError:
        return 0
    for path in paths:
        name = f"{shown}/examples/{path.name}"
        text = read_text(path, name)
        if path.suffix != ".yaml":
            what = "This is not the name of an example, and it would be left out."
            problems.append(Problem(name, None, what, "Name it so that it ends in .yaml, or move it away."))
        elif isinstance(text, Problem):
            problems.append(text)
        elif text is not None:
            _check_example(text, name, edition, score_example, problems)
    return len(paths)


def _check_example(
    text: str,
    name: str,
    edition: Edition | None,
    score_example: ExampleChecker | None,
    problems: list[Problem],
) -> None:
    node, faults = parse(text, name)
    reader = Reader(name, problems)
    before = len(problems)
    problems += faults
    fields = reader.fields(node, "The example", required=("name",), optional=_SECTIONS)
    if fields is None:
        return
    reader.words(fields.get("name"), "“name”")
    _check_expectation(reader, fields)
    if edition is not None and score_example is not None and len(problems) == before:
        problems += score_example(edition, text, name)


def _check_expectation(reader: Reader, fields: Fields) -> None:
    expect: Node | None = fields.get("expect")
    refused = fields.get("expect_refused")
    if (expect is None) == (refused is None):
        what = "neither “expect” nor" if expect is None else "both “expect” and"
        reader.refuse(fields, f"The example has {what} “expect_refused”.", "Give one of them.")
    if expect is not None and not (isinstance(expect, MapNode) and expect.entries):
        reader.refuse(expect, "“expect” names no part of the result.", "Name one, such as “outcome: pass”.")
    if reader.boolean(refused, "“expect_refused”") is False and refused is not None:
        reader.refuse(refused, "“expect_refused” is false.", "Write true, or “expect” instead.")
