"""Opening the database: SQLite by default, PostgreSQL by its address."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

BUSY_SECONDS = 20
"""How long a writer waits for another on SQLite before it gives up."""


def open_database(url: str, *, echo: bool = False) -> Engine:
    """Return the engine for a database address such as sqlite:///instance/inspector.db.

    On SQLite every connection checks foreign keys and writes ahead of the main file, and writing
    transactions take the write lock when they begin: one that reads first and writes later could
    otherwise fail half-way.
    """
    if make_url(url).get_backend_name() != "sqlite":
        return create_engine(url, echo=echo, pool_pre_ping=True)
    engine = create_engine(url, echo=echo, connect_args={"timeout": BUSY_SECONDS})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_on_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _: Any) -> None:
    connection.isolation_level = None  # the driver begins nothing by itself; _begin_on_sqlite does
    cursor = connection.cursor()
    for setting in (
        "foreign_keys=ON",
        "journal_mode=WAL",
        "synchronous=NORMAL",
        f"busy_timeout={BUSY_SECONDS * 1000}",
    ):
        cursor.execute(f"PRAGMA {setting}")
    cursor.close()


def _begin_on_sqlite(connection: Connection) -> None:
    reads_only = connection.get_execution_options().get("reads_only", False)
    connection.exec_driver_sql("BEGIN" if reads_only else "BEGIN IMMEDIATE")


def reading(engine: Engine) -> Session:
    """Return a session that only reads; on SQLite it waits for no writer."""
    return Session(engine.execution_options(reads_only=True), expire_on_commit=False)


def writing(engine: Engine) -> Session:
    """Return a session that may write; on SQLite it holds the write lock from its first statement."""
    return Session(engine, expire_on_commit=False)


@contextmanager
def transaction(engine: Engine) -> Iterator[Session]:
    """Give a writing session: committed when the block ends well, rolled back when it does not."""
    with writing(engine) as session, session.begin():
        yield session
