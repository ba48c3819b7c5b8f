"""Commands that hold stored scores against a recount."""

import click

from inspector.cli.database import database, editions
from inspector.services import rescoring
from inspector.store.database import reading, transaction


@click.group()
def scores() -> None:
    """Recount stored scores, or hold them against a recount."""


@scores.command()
def check() -> None:
    """Name every assessment whose stored score is not what recounting gives; exits with 1 if there is one."""
    with database() as engine, reading(engine) as session:
        found = list(rescoring.astray(session, editions()))
    for one in found:
        stored = "nothing" if one.stored is None else dict(one.stored.whole)
        click.echo(
            f"Assessment {one.assessment_id}: stored {stored}, recounted {dict(one.recounted.whole)}. "
            "Run: python -m inspector scores rebuild",
            err=True,
        )
    if found:
        raise click.exceptions.Exit(1)
    click.echo("All stored scores are what recounting gives.")


@scores.command()
def rebuild() -> None:
    """Rescore every assessment whose stored score is not what recounting gives."""
    with database() as engine, transaction(engine) as session:
        number = rescoring.rebuild(session, editions())
    click.echo(f"{number} assessments rescored.")
