"""The command that writes a backup."""

from datetime import UTC, datetime
from pathlib import Path

import click

from inspector.cli.database import database, evidence_folder
from inspector.cli.stopping import stopped_in_order
from inspector.services.backup.archive import NotPossible
from inspector.services.backup.writing import write_backup


@click.command()
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
def backup(file: Path) -> None:
    """Write database and evidence of this moment into a new FILE, while the program runs.

    The file holds personal data: only its owner may read it. SECRET_KEY and other settings are not in it.
    """
    with stopped_in_order(), database() as engine:
        try:
            made = write_backup(engine, evidence_folder(), file, at=datetime.now(UTC))
        except NotPossible as problem:
            raise click.ClickException(str(problem)) from None
    click.echo(f"{file}: {made.rows} rows, {made.evidence} evidence files.")
