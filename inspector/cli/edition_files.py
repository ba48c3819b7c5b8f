"""What the commands on criteria files share: where an edition lies, and how faults are told."""

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from inspector.criteria.load import FaultyEdition, load_edition
from inspector.criteria.model import Edition
from inspector.criteria.problem import Problem

FOLDER = click.Path(path_type=Path)


def vocabulary(command: click.decorators.FC) -> click.decorators.FC:
    """Give a command the options --facts and --provisions."""
    for name in ("--provisions", "--facts"):
        text = f"the {name[2:]}.yaml to use, in place of the one two folders above the edition"
        command = click.option(name, type=FOLDER, help=text)(command)
    return command


def report(problems: Iterable[Problem]) -> None:
    """Print problems on standard error, one a line."""
    for one in problems:
        click.echo(str(one), err=True)


def edition_in(folder: Path, facts: Path | None, provisions: Path | None) -> Edition:
    """Return the edition in a folder, or print what is wrong with it and exit 2."""
    (edition,) = editions_in([folder], facts, provisions)
    return edition


def editions_in(folders: Iterable[Path], facts: Path | None, provisions: Path | None) -> list[Edition]:
    """Return the editions in folders, or print what is wrong with any of them and exit 2."""
    editions: list[Edition] = []
    problems: list[Problem] = []
    for folder in folders:
        try:
            editions.append(load_edition(folder, facts, provisions))
        except FaultyEdition as faulty:
            problems += faulty.problems
    if problems:
        report(dict.fromkeys(problems))
        sys.exit(2)
    return editions
