"""`criteria export`: an edition as an Excel workbook."""

import sys
from pathlib import Path
from typing import NoReturn

import click

from inspector.cli.edition_files import FOLDER, edition_in, report, vocabulary
from inspector.criteria.model import Edition
from inspector.criteria.problem import Problem
from inspector.documents.edition_workbook import NotForExcel, write_edition


@click.command("export")
@click.argument("edition", type=FOLDER, metavar="EDITION_DIR")
@click.argument("file", type=FOLDER, metavar="FILE.xlsx")
@vocabulary
def export_edition(edition: Path, file: Path, facts: Path | None, provisions: Path | None) -> None:
    """Write an edition as an Excel workbook.

    Exit 1: a text does not fit into a cell; 2: the edition is faulty, or the file is there already.
    """
    if file.suffix.lower() != ".xlsx":
        _refuse_use(file, "The name does not end in .xlsx.", "Name it so that Excel opens it.")
    known = edition_in(edition, facts, provisions)
    try:
        content = write_edition(known)
    except NotForExcel as error:
        report(one.shown_as(f"{file}, {one.file}") for one in error.problems)
        sys.exit(1)
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


def _counts(edition: Edition) -> str:
    counts = {"groups": edition.groups, "criteria": edition.criteria, "indicators": edition.indicators}
    return ", ".join(f"{len(members)} {name}" for name, members in counts.items())


def _refuse_use(path: Path, what: str, remedy: str) -> NoReturn:
    report([Problem(str(path), None, what, remedy)])
    sys.exit(2)
