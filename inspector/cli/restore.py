"""The command that restores a backup."""

from pathlib import Path

import click

from inspector.cli.database import database, evidence_folder
from inspector.cli.stopping import stopped_in_order
from inspector.services.backup import restoring
from inspector.services.backup.archive import Manifest, NotPossible


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE")
@click.option("--check", is_flag=True, help="Only say whether FILE is whole and fits this program.")
def restore(file: Path, check: bool) -> None:
    """Put the backup FILE into an empty database and an empty evidence folder.

    A backup of SQLite may be put into PostgreSQL, and the other way round. Everybody signs in again.
    """
    try:
        made = restoring.check(file) if check else _restored(file)
    except NotPossible as problem:
        raise click.ClickException(str(problem)) from None
    done = "would be restored" if check else "restored"
    click.echo(
        f"{made.rows} rows and {made.evidence} evidence files of {made.made_at:%Y-%m-%d %H:%M} UTC {done}."
    )


def _restored(file: Path) -> Manifest:
    with stopped_in_order(), database() as engine:
        return restoring.restore(engine, evidence_folder(), file)
