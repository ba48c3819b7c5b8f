"""Whether a database has the tables that the program knows: a server asks, without loading Alembic."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

MIGRATIONS = Path(__file__).parent / "migrations"


def is_current(connection: Connection) -> bool:
    """Say whether the database has seen every migration of this program, and no others.

    Migrations are one line, each file named by its number: a database knows the number of its last one.
    """
    if not inspect(connection).has_table("alembic_version"):
        return False
    seen = connection.scalars(text("SELECT version_num FROM alembic_version")).all()
    return seen == [max(one.name for one in (MIGRATIONS / "versions").glob("[0-9]*.py")).partition("_")[0]]
