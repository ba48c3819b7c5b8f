"""Commands that keep the database in step with the program."""

import click

from inspector.cli.database import database
from inspector.store import migrate
from inspector.store.migrated import is_current


@click.group()
def db() -> None:
    """Bring the database up to date, or compare it with the tables."""


@db.command()
def upgrade() -> None:
    """Run every migration that the database has not seen."""
    with database() as engine:
        migrate.upgrade(engine)
    click.echo("The database is up to date.")


@db.command()
def check() -> None:
    """Say how the database differs from the tables. Exits with 1 when it does."""
    with database() as engine, engine.connect() as connection:
        if not is_current(connection):
            click.echo("The database lacks migrations. Run: python -m inspector db upgrade", err=True)
            raise click.exceptions.Exit(1)
        differing = migrate.differences(connection)
    for one in differing:
        click.echo(f"The database differs from the tables: {one}", err=True)
    if differing:
        raise click.exceptions.Exit(1)
    click.echo("The database is what the tables say.")
