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
    try:
        return load_edition(folder, facts, provisions)
    except FaultyEdition as faulty:
        report(faulty.problems)
        sys.exit(2)
