"""Whether a database has the tables that the program knows: a server asks, without loading Alembic."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

MIGRATIONS = Path(__file__).parent / "migrations"


def numbers() -> list[str]:
    """Return the numbers of all migrations of this program, in their order.

    Migrations are one line, each file named by its number: a database knows the number of its last one.
    """
    return sorted(one.name.partition("_")[0] for one in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def seen_by(connection: Connection) -> list[str]:
    """Return the number of the last migration that a database has seen: none, or exactly one."""
    if not inspect(connection).has_table("alembic_version"):
        return []
    return list(connection.scalars(text("SELECT version_num FROM alembic_version")))


def is_current(connection: Connection) -> bool:
    """Say whether the database has seen every migration of this program, and no others."""
    return seen_by(connection) == numbers()[-1:]
