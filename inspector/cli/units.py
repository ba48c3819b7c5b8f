"""Commands that keep the tree of units."""

from collections.abc import Iterable
from pathlib import Path

import click
from sqlalchemy.orm import Session

from inspector.cli.database import database
from inspector.services.crosswalk import import_crosswalk, read_crosswalk
from inspector.services.units_import import FaultyUnits, UnitRow, import_units, read_units
from inspector.store.database import transaction

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def units() -> None:
    """Units and their days: read from lists."""


@units.command(name="import")
@click.argument("files", nargs=-1, type=FILE, metavar="[FILE.csv]...")
@click.option("--crosswalk", "crosswalks", type=FILE, multiple=True, help="May be given again.")
def import_(files: tuple[Path, ...], crosswalks: tuple[Path, ...]) -> None:
    """Put the units of lists into the tree, all or nothing; reading a list again changes nothing.

    E.g. inspector/data/units-hanoi-2020.csv inspector/data/units-hanoi-2025.csv. A crosswalk says of
    which old districts new communes were made; it only proposes where schools and people may go.
    """
    if not files and not crosswalks:
        raise click.UsageError("Give a list of units, or a crosswalk.")
    try:
        rows = [row for file in files for row in read_units(_text(file), file.name)]
        with database() as engine, transaction(engine) as session:
            _import(session, rows, crosswalks)
    except FaultyUnits as faulty:
        for problem in faulty.problems:
            click.echo(problem, err=True)
        raise click.exceptions.Exit(1) from None


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise FaultyUnits([f"{file.name}: The file is not in UTF-8. Save it as “CSV UTF-8”."]) from None


def _import(session: Session, rows: list[UnitRow], crosswalks: Iterable[Path]) -> None:
    if rows:
        done = import_units(session, rows)
        click.echo(f"{done.added} units added, {done.changed} changed, {len(rows)} rows read.")
    for file in crosswalks:
        known = import_crosswalk(session, read_crosswalk(_text(file), file.name))
        click.echo(
            f"{file.name}: origins of {known.units} units; {known.of_several} have several; "
            f"{known.not_in_tree} old units are not in the tree."
        )
