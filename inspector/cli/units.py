"""Commands that keep the tree of units."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

import click
from sqlalchemy.orm import Session

from inspector.cli.database import database, settings
from inspector.services.crosswalk import import_crosswalk, read_crosswalk
from inspector.services.grouping import NotPossible, make
from inspector.services.units_import import FaultyUnits, UnitRow, import_units, read_units
from inspector.store.database import transaction
from inspector.store.tables import Unit
from inspector.store.unit_origins import old_areas
from inspector.store.units import by_code

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def units() -> None:
    """Units and their days: read from lists, grouped."""


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


@units.command()
@click.argument("name")
@click.option("--below", "parent", required=True, help="Code of the unit whose cluster it is, e.g. 01.")
@click.option("--unit", "codes", multiple=True, help="Code of a unit in it; may be given again.")
@click.option("--old", "old", help="Code of an old district: the units that were mainly made of it.")
def cluster(name: str, parent: str, codes: tuple[str, ...], old: str | None) -> None:
    """Make a cluster NAME of units directly below another one, from today on."""
    now = datetime.now(UTC)
    today = now.astimezone(settings().time_zone).date()
    with database() as engine, transaction(engine) as session:
        above = _unit(session, parent, today)
        members = {_unit(session, code, today).id for code in codes}
        if old is not None:
            areas = [one for one in old_areas(session, above.id, today) if one.code == old]
            if not areas:
                raise click.ClickException(f"No unit below {parent} was mainly made of {old}.")
            members |= {unit_id for one in areas for unit_id in one.unit_ids}
        try:
            made = make(session, name, above.id, members, from_day=today, by=None, at=now)
        except NotPossible as error:
            raise click.ClickException(error.what.en) from None
        code = made.code
    click.echo(f"{code} {name}: {len(members)} units.")


def _unit(session: Session, code: str, day: date) -> Unit:
    unit = by_code(session, code, day)
    if unit is None:
        raise click.ClickException(f"There is no unit with the code {code} today.")
    return unit
