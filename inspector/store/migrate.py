"""Bringing a database to the tables that the program knows."""

from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from inspector.store.base import Base

MIGRATIONS = Path(__file__).parent / "migrations"


def configured(connection: Connection) -> Config:
    """Return Alembic's settings for one open connection."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def upgrade(engine: Engine) -> None:
    """Run every migration that the database has not seen."""
    with engine.begin() as connection:
        command.upgrade(configured(connection), "head")


def is_current(connection: Connection) -> bool:
    """Say whether the database has seen every migration of this program, and no others."""
    known = set(ScriptDirectory(str(MIGRATIONS)).get_heads())
    return set(MigrationContext.configure(connection).get_current_heads()) == known


def differences(connection: Connection) -> list[object]:
    """Return how the database differs from the tables; empty when it does not."""
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, Base.metadata))
