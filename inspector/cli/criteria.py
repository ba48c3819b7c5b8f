"""`python -m inspector criteria`: criteria files, without a database and without settings."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from inspector.cli import criteria_scoring, criteria_workbook
from inspector.cli.edition_files import FOLDER, editions_in, report, vocabulary
from inspector.criteria.check import Checked, check_catalogue, check_edition
from inspector.criteria.diff import as_json, difference
from inspector.criteria.model import Edition
from inspector.criteria.problem import Problem
from inspector.scoring.example import differences, read_example

HERE = Path("criteria")


@click.group()
def criteria() -> None:
    """Criteria sets: check, score, route, diff, export, import."""


criteria.add_command(criteria_scoring.score)
criteria.add_command(criteria_scoring.route)
criteria.add_command(criteria_workbook.export_edition)
criteria.add_command(criteria_workbook.import_edition)


@criteria.command()
@click.argument("editions", nargs=-1, type=FOLDER, metavar="[EDITION_DIR ...]")
@vocabulary
def check(editions: tuple[Path, ...], facts: Path | None, provisions: Path | None) -> None:
    """Say what is wrong with editions, or with every set of criteria/ in this folder.

    Exit 0: nothing is wrong; 1: problems, one a line.
    """
    if editions:
        checked = [check_edition(one, facts, provisions, _not_as_it_says) for one in editions]
    else:
        checked = [check_catalogue(HERE, _not_as_it_says)]
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
@vocabulary
def diff(old: Path, new: Path, facts: Path | None, provisions: Path | None) -> None:
    """Print what changed between two editions, as JSON: same, changed, new, dropped, replaced."""
    before, after = editions_in([old, new], facts, provisions)
    click.echo(json.dumps(as_json(difference(before, after)), ensure_ascii=False, indent=2))


def _not_as_it_says(edition: Edition, text: str, file: str) -> list[Problem]:
    example = read_example(edition, text, file)
    remedy = "Correct the example, or the edition."
    found = (Problem(file, None, one, remedy) for one in differences(edition, example))
    return list(example.faults or found)
