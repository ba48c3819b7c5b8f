"""Reading the folder of a set: its editions, and what holds between them."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from inspector.criteria.files import read_edition_folder, read_text
from inspector.criteria.in_force import published
from inspector.criteria.load import read_edition
from inspector.criteria.model import CriteriaSet, Edition
from inspector.criteria.problem import Problem, quoted
from inspector.criteria.set_file import (
    PUBLISHED_FILE,
    SET_FILE,
    SetHead,
    digest_faults,
    read_published,
    read_set_file,
)
from inspector.criteria.values import day_of, is_id


@dataclass(frozen=True, slots=True)
class SetFolder:
    """A set as far as it could be read."""

    path: Path
    head: SetHead | None
    by_day: Mapping[str, Edition | None]  # by the name of the folder; None: it has faults
    problems: tuple[Problem, ...]

    @property
    def editions(self) -> tuple[Edition, ...]:
        """Return the editions that could be read, first to last."""
        return tuple(one for one in self.by_day.values() if one)

    @property
    def complete(self) -> bool:
        """Say whether every edition could be read."""
        return None not in self.by_day.values()

    @property
    def value(self) -> CriteriaSet | None:
        """Return the set, or None where set.yaml is faulty."""
        head = self.head
        if head is None:
            return None
        return CriteriaSet(
            id=head.id,
            title=head.title,
            about=head.about,
            audience=head.audience,
            ranking_allowed=head.ranking_allowed,
            ended=head.ended,
            links=tuple(link for link, _ in head.links),
            editions=self.editions,
        )


def read_set_folder(folder: Path) -> SetFolder:
    """Read set.yaml, published.yaml and every edition in a folder."""
    problems: list[Problem] = []
    if not is_id(folder.name):
        what = f"The folder {quoted(folder.name)} is not named by an id."
        problems.append(Problem(str(folder), None, what, "Name it by the id of its set."))
    found = SetFolder(folder, _head(folder, problems), _editions(folder, problems), ())
    problems += _published_faults(found)
    problems += _faults_between(found)
    return replace(found, problems=tuple(problems))


def _editions(folder: Path, problems: list[Problem]) -> dict[str, Edition | None]:
    by_day: dict[str, Edition | None] = {}
    for name in subfolders(folder):
        if day_of(name) is None:
            what = "The folder is not named by a day, and would be left out."
            problems.append(Problem(str(folder / name), None, what, "Name it YYYY-MM-DD, or move it away."))
            continue
        found = read_edition_folder(folder / name)
        edition, faults = read_edition(found.set_id, found.first_day, found.files)
        placed = found.place(faults)
        problems += placed
        by_day[name] = None if placed else edition
    if not by_day:
        what = "The set has no edition."
        problems.append(Problem(str(folder), None, what, "Add a folder named by its first day."))
    return by_day


def subfolders(folder: Path) -> list[str]:
    """Return the names of the folders in a folder, in order; hidden ones left out."""
    try:
        with os.scandir(folder) as entries:
            found = (one.name for one in entries if one.is_dir())
            return sorted(one for one in found if not one.startswith((".", "__")))
    except OSError:
        return []


def _head(folder: Path, problems: list[Problem]) -> SetHead | None:
    shown = str(folder / SET_FILE)
    text = read_text(folder / SET_FILE, shown)
    if not isinstance(text, str):
        problems.append(
            text or Problem(shown, None, "The file is missing.", "Add it, or move the folder away.")
        )
        return None
    head, faults = read_set_file(text, shown, folder.name)
    problems += faults
    return head


def _published_faults(found: SetFolder) -> Iterator[Problem]:
    shown = str(found.path / PUBLISHED_FILE)
    text = read_text(found.path / PUBLISHED_FILE, shown)
    if isinstance(text, Problem):
        yield text
        return
    digests, faults = read_published(text, shown) if text is not None else ({}, ())
    yield from faults
    if digests is None:
        return
    for edition in found.editions:
        yield from digest_faults(edition, digests, shown)
    for day, (_, line) in digests.items():
        if day.isoformat() not in found.by_day:
            what = f"There is no edition {day}."
            yield Problem(shown, line, what, "Put its folder back, or remove the entry.")


def _faults_between(found: SetFolder) -> Iterator[Problem]:
    head, shown = found.head, str(found.path / SET_FILE)
    last = published(found.editions)[-1:]
    if head and head.ended and last and head.ended < last[0].in_force_from:
        what = f"The set ended on {head.ended}, before its edition {last[0].in_force_from} began."
        yield Problem(shown, None, what, "Correct “ended”, or the edition.")
    if not found.complete:
        return
    known = {id_ for edition in found.editions for id_ in (*edition.indicators, *edition.criteria)}
    for link, line in head.links if head else ():
        if link.from_ not in known:
            what = f"A link begins at {quoted(link.from_)}, which no edition of the set has."
            yield Problem(shown, line, what, "Correct “from”, or remove the link.")
    yield from _unknown_replaced(found)


def _unknown_replaced(found: SetFolder) -> Iterator[Problem]:
    earlier: set[str] = set()
    for edition in found.editions:
        shown = str(found.path / edition.in_force_from.isoformat())
        for criterion in edition.criteria.values():
            for old in criterion.replaces:
                if earlier and old not in earlier:
                    what = f"Criterion {criterion.id} replaces {quoted(old)}, which no edition before has."
                    yield Problem(shown, None, what, "Correct “replaces”.")
        earlier |= {*edition.criteria, *edition.indicators}
