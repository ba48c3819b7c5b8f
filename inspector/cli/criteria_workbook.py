"""`criteria export` and `criteria import`: an edition as an Excel workbook, and back into files."""

import os
import shutil
import sys
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import NoReturn

import click

from inspector.cli.edition_files import FOLDER, edition_in, report, vocabulary
from inspector.criteria.files import FACTS_FILE, PROVISIONS_FILE, read_text, shown_path
from inspector.criteria.model import Edition
from inspector.criteria.problem import Problem
from inspector.criteria.set_file import PUBLISHED_FILE, SET_FILE, read_published
from inspector.criteria.values import day_of, is_id
from inspector.documents.edition_workbook import (
    MAX_BYTES,
    WHOLE,
    Destination,
    FromWorkbook,
    NotForExcel,
    read_workbook,
    write_edition,
)

_SHARED = (FACTS_FILE, PROVISIONS_FILE)


@click.command("export")
@click.argument("edition", type=FOLDER, metavar="EDITION_DIR")
@click.argument("file", type=FOLDER, metavar="FILE.xlsx")
@vocabulary
def export_edition(edition: Path, file: Path, facts: Path | None, provisions: Path | None) -> None:
    """Write an edition as an Excel workbook that can be filled in and imported again.

    Exit 1: a text does not fit into a cell; 2: the edition is faulty, or the file is there already.
    """
    if file.suffix.lower() != ".xlsx":
        _refuse_use(file, "The name does not end in .xlsx.", "Name it so that Excel opens it.")
    known = edition_in(edition, facts, provisions)
    try:
        content = write_edition(known)
    except NotForExcel as error:
        _end(error.problems, file)
    try:
        with file.open("xb") as opened:
            opened.write(content)
    except FileExistsError:
        _refuse_use(
            file, "There is such a file already.", "Choose another name: somebody may have edited it."
        )
    except OSError as error:
        _refuse_use(file, f"The file cannot be written: {error.strerror}.", "Correct the path or its rights.")
    click.echo(f"{file}: {_counts(known)}.")


@click.command("import")
@click.argument("file", type=FOLDER, metavar="FILE.xlsx")
@click.option("--to", type=FOLDER, required=True, metavar="DIR", help="the new folder, SET/YYYY-MM-DD")
@click.option("--add-new", is_flag=True, help="add facts and provisions that are new to the shared files")
@vocabulary
def import_edition(file: Path, to: Path, add_new: bool, facts: Path | None, provisions: Path | None) -> None:
    """Write the edition in a workbook into a new folder, as a draft.

    Exit 1: problems, each on a line with sheet, row and column, and nothing is written; 2: the file or the
    folder cannot be used.
    """
    place = Path(os.path.abspath(to))  # noqa: PTH100  (links keep their names, which are days)
    first_day = day_of(place.name)
    if first_day is None or not is_id(place.parent.name):
        _refuse_use(to, "This is not a folder of an edition.", "Name it SET/YYYY-MM-DD, by its first day.")
    _check_free(place, first_day, to)
    given = {FACTS_FILE: facts, PROVISIONS_FILE: provisions}
    paths = {name: path or place.parent.parent / name for name, path in given.items()}
    shown = {name: shown_path(path, to) for name, path in paths.items()}
    destination = Destination(
        set_id=place.parent.name,
        first_day=first_day,
        shared=_shared_texts(paths, shown, needed={name for name, path in given.items() if path}),
        may_add=add_new,
    )
    found, problems = read_workbook(_content(file), destination)
    if found is None:
        _end(problems, file, shown)
    try:
        _write(found, place, paths)
    except OSError as error:
        _refuse_use(
            to, f"The edition cannot be written: {error.strerror}.", "Correct the path or its rights."
        )
    _tell(found, to, place, shown)


def _check_free(place: Path, first_day: date, to: Path) -> None:
    remedy = "Start a new edition from it: give another first day, here and in the workbook."
    if place.exists() and not (place.is_dir() and not any(place.iterdir())):
        _refuse_use(to, "There is something in this place already, which is not written over.", remedy)
    text = read_text(place.parent / PUBLISHED_FILE, PUBLISHED_FILE)
    days, _ = read_published(text, PUBLISHED_FILE) if isinstance(text, str) else ({}, ())
    if days is not None and first_day in days:
        _refuse_use(to, "This edition is published, and never changes.", remedy)


def _shared_texts(paths: Mapping[str, Path], shown: Mapping[str, str], needed: set[str]) -> dict[str, str]:
    read = {name: read_text(path, shown[name]) for name, path in paths.items()}
    problems = [one for one in read.values() if isinstance(one, Problem)]
    for name in needed:
        if read[name] is None:
            problems.append(Problem(shown[name], None, "The file is missing.", "Correct the path."))
    if problems:
        report(problems)
        sys.exit(2)
    return {name: text for name, text in read.items() if isinstance(text, str)}


def _content(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(MAX_BYTES + 1)
    except OSError as error:
        _refuse_use(file, f"The file cannot be read: {error.strerror}.", "Correct the path or its rights.")


def _write(found: FromWorkbook, place: Path, paths: Mapping[str, Path]) -> None:
    """Write the edition, whole or not at all, then what it adds to the shared files."""
    place.parent.mkdir(parents=True, exist_ok=True)
    unfinished = place.with_name(f".{place.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    for name, text in found.files.items():
        if name not in _SHARED:
            _write_text(unfinished / name, text)
    unfinished.rename(place)
    for name in _SHARED:
        if (found.new_facts if name == FACTS_FILE else found.new_provisions) or not paths[name].exists():
            path = paths[name]
            _write_text(path.with_name(f".{path.name}.unfinished"), found.files[name])
            path.with_name(f".{path.name}.unfinished").replace(path)


def _write_text(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


def _tell(found: FromWorkbook, to: Path, place: Path, shown: Mapping[str, str]) -> None:
    click.echo(f"{to}: {_counts(found.edition)}, written as a draft.")
    for name, new in ((FACTS_FILE, found.new_facts), (PROVISIONS_FILE, found.new_provisions)):
        if new:
            click.echo(f"{shown[name]}: added {', '.join(new)}.")
    if not (place.parent / SET_FILE).exists():
        click.echo(f"{shown_path(place.parent / SET_FILE, to)}: still to be written.")


def _counts(edition: Edition) -> str:
    counts = {"groups": edition.groups, "criteria": edition.criteria, "indicators": edition.indicators}
    return ", ".join(f"{len(members)} {name}" for name, members in counts.items())


def _end(problems: Iterable[Problem], file: Path, shown: Mapping[str, str] | None = None) -> NoReturn:
    """Print problems of a workbook, and of the shared files, and exit 1."""
    files = shown or {}
    for one in problems:
        inside = str(file) if one.file == WHOLE else f"{file}, {one.file}"
        report([one.shown_as(files.get(one.file, inside))])
    sys.exit(1)


def _refuse_use(path: Path, what: str, remedy: str) -> NoReturn:
    report([Problem(str(path), None, what, remedy)])
    sys.exit(2)
