"""Bringing a database to the tables that the program knows."""

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import IntegrityError

from inspector.store.base import Base
from inspector.store.migrated import MIGRATIONS, seen_by


def configured(connection: Connection) -> Config:
    """Return Alembic's settings for one open connection."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def upgrade(engine: Engine) -> None:
    """Run every migration that the database has not seen."""
    with migrating(engine) as connection:
        command.upgrade(configured(connection), "head")


def bring_to(connection: Connection, number: str) -> None:
    """Run migrations forwards or backwards until the database has seen the one of this number as its last."""
    step = command.downgrade if seen_by(connection) > [number] else command.upgrade
    step(configured(connection), number)


@contextmanager
def migrating(engine: Engine) -> Iterator[Connection]:
    """Give a connection on which tables may be remade: committed when the block ends well.

    SQLite changes many a table by making it anew, and removing the old one would remove, by foreign
    keys, the rows that point to it. There the keys rest, and are checked before the commit; raises
    IntegrityError when a row points to nothing.
    """
    if engine.dialect.name != "sqlite":
        with engine.begin() as connection:
            yield connection
        return
    with engine.connect() as connection:
        raw = connection.connection
        raw.cursor().execute("PRAGMA foreign_keys=OFF")  # has no effect once a transaction has begun
        try:
            with connection.begin():
                yield connection
                _check_keys(connection)
        finally:
            raw.cursor().execute("PRAGMA foreign_keys=ON")


def _check_keys(connection: Connection) -> None:
    statement = "PRAGMA foreign_key_check"
    lost = connection.exec_driver_sql(statement).first()
    if lost is not None:
        what = ValueError(f"A row of {lost[0]} points to a row of {lost[2]} that is not there.")
        raise IntegrityError(statement, None, what)


def differences(connection: Connection) -> list[object]:
    """Return how the database differs from the tables; empty when it does not."""
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, Base.metadata))
