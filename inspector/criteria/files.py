"""Where the files of an edition lie, and their texts."""

import os
import re
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from inspector.criteria.problem import Problem, in_order, quoted
from inspector.criteria.values import day_of

EditionFiles = Mapping[str, str]
"""The texts of edition.yaml, groups/NN-name.yaml, facts.yaml and provisions.yaml, by these names."""

EDITION_FILE = "edition.yaml"
FACTS_FILE = "facts.yaml"
PROVISIONS_FILE = "provisions.yaml"
MAX_BYTES = 5_000_000  # a large edition has a hundredth of it
_GROUP_FILE = re.compile(r"groups/[0-9]{2}-[^/]+\.yaml")


def is_group_file(name: str) -> bool:
    """Say whether the name is that of a group's file, groups/NN-name.yaml."""
    return _GROUP_FILE.fullmatch(name) is not None and name.isprintable()


def name_fault(name: str) -> Problem | None:
    """Return what is wrong with the name of a file of an edition, if anything."""
    if name in (EDITION_FILE, FACTS_FILE, PROVISIONS_FILE) or is_group_file(name):
        return None
    if name.startswith("groups/"):
        what = "This is not the name of a group's file, and its criteria would be left out."
        return Problem(name, None, what, "Name it NN-name.yaml, such as 02-rooms.yaml, or move it away.")
    return Problem(name, None, "An edition has no such file.", "Remove it.")


def read_text(path: Path, shown: str) -> str | Problem | None:
    """Return the text of a file; None where there is none; a problem where it cannot be read."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            return Problem(shown, None, "This is no file.", "Put a text file in its place.")
        if found.st_size > MAX_BYTES:
            return Problem(shown, None, f"The file is larger than {MAX_BYTES:,} bytes.", "Split it.")
        content = path.read_bytes()
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        said = error.strerror if isinstance(error, OSError) else str(error)
        return Problem(shown, None, f"The file cannot be read: {said}.", "Correct the path or its rights.")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return Problem(shown, line, "The file is not UTF-8 from here on.", "Save it as UTF-8.")


@dataclass(frozen=True, slots=True)
class EditionFolder:
    """What was found in the folder of an edition, and two folders above it."""

    path: Path  # absolute
    set_id: str
    first_day: date | None  # None: the folder is not named by a day
    files: EditionFiles
    shown: Mapping[str, str]  # the path of each file as the reader of a problem knows it
    unreadable: frozenset[str]  # names of files that stand in `files` as empty texts
    faults: tuple[Problem, ...]

    def place(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Return these problems, which name files of the edition, with paths, and those of the folder."""
        said = (one for one in problems if one.file not in self.unreadable)
        return in_order([*(one.shown_as(self.shown.get(one.file, one.file)) for one in said), *self.faults])


def read_edition_folder(
    folder: Path, facts: Path | None = None, provisions: Path | None = None
) -> EditionFolder:
    """Read the texts of an edition; facts and provisions lie two folders above unless they are given."""
    place = Path(os.path.abspath(folder))  # noqa: PTH100  (links keep their names, which are days)
    paths = {
        EDITION_FILE: place / EDITION_FILE,
        FACTS_FILE: facts or place.parent.parent / FACTS_FILE,
        PROVISIONS_FILE: provisions or place.parent.parent / PROVISIONS_FILE,
    }
    faults: list[Problem] = []
    for name in _names_in(place / "groups"):
        fault = name_fault(name)
        if fault is None:
            paths[name] = place / name
        else:
            faults.append(fault.shown_as(shown_path(place / name, folder)))
    shown = {name: shown_path(path, folder) for name, path in paths.items()}
    shown["groups"] = shown_path(place / "groups", folder)
    needed = {EDITION_FILE, *([FACTS_FILE] if facts else []), *([PROVISIONS_FILE] if provisions else [])}
    texts = {name: _text_or_problem(path, shown[name], name in needed) for name, path in paths.items()}
    unreadable = {name: text for name, text in texts.items() if isinstance(text, Problem)}
    first_day = day_of(place.name)
    if first_day is None and isinstance(texts[EDITION_FILE], str):
        what = f"The folder {quoted(place.name)} is not named by a day."
        faults.append(Problem(shown[EDITION_FILE], None, what, "Name it by its first day, YYYY-MM-DD."))
    return EditionFolder(
        path=place,
        set_id=place.parent.name,
        first_day=first_day,
        files={
            name: "" if isinstance(text, Problem) else text
            for name, text in texts.items()
            if text is not None
        },
        shown=shown,
        unreadable=frozenset(unreadable),
        faults=(*faults, *unreadable.values()),
    )


def _text_or_problem(path: Path, shown: str, needed: bool) -> str | Problem | None:
    text = read_text(path, shown)
    return (
        Problem(shown, None, "The file is missing.", "Add it, or correct the path.")
        if text is None and needed
        else text
    )


def _names_in(groups: Path) -> list[str]:
    try:
        return sorted(f"groups/{one.name}" for one in groups.iterdir() if not one.name.startswith("."))
    except OSError:
        return []


def shown_path(path: Path, given: Path) -> str:
    """Return a path the way the person gave the folder: absolute, or from where they are."""
    return str(path) if given.is_absolute() else os.path.relpath(path)
