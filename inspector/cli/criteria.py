"""`python -m inspector criteria`: criteria files, without a database and without settings."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from inspector.criteria.check import Checked, ExampleChecker, check_catalogue, check_edition
from inspector.criteria.diff import as_json, difference
from inspector.criteria.load import FaultyEdition, load_edition
from inspector.criteria.model import Edition
from inspector.criteria.problem import Problem

FOLDER = click.Path(path_type=Path)
HERE = Path("criteria")


@click.group()
def criteria() -> None:
    """Criteria sets: check, score, route, diff."""


def _vocabulary(command: click.decorators.FC) -> click.decorators.FC:
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


@criteria.command()
@click.argument("editions", nargs=-1, type=FOLDER, metavar="[EDITION_DIR ...]")
@_vocabulary
def check(editions: tuple[Path, ...], facts: Path | None, provisions: Path | None) -> None:
    """Say what is wrong with editions, or with every set of criteria/ in this folder.

    Exit 0: nothing is wrong; 1: problems, one a line.
    """
    if editions:
        checked = [check_edition(one, facts, provisions, _example_checker()) for one in editions]
    else:
        checked = [check_catalogue(HERE, _example_checker())]
    problems = [problem for one in checked for problem in one.problems]
    if problems:
        report(dict.fromkeys(problems))
        sys.exit(1)
    click.echo(_counts(checked))


def _counts(checked: Iterable[Checked]) -> str:
    examples = sum(one.examples for one in checked)
    return f"{sum(one.editions for one in checked)} editions, {examples} examples: nothing is wrong."


@criteria.command()
@click.argument("old", type=FOLDER, metavar="OLD_DIR")
@click.argument("new", type=FOLDER, metavar="NEW_DIR")
@_vocabulary
def diff(old: Path, new: Path, facts: Path | None, provisions: Path | None) -> None:
    """Print what changed between two editions, as JSON: same, changed, new, dropped, replaced."""
    found = difference(edition_in(old, facts, provisions), edition_in(new, facts, provisions))
    click.echo(json.dumps(as_json(found), ensure_ascii=False, indent=2))


def _example_checker() -> ExampleChecker | None:
    return None
