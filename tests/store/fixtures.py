"""A fresh database for each test that asks: SQLite, or the one that DATABASE_URL names."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, make_url, text

from inspector.criteria.catalogue import Catalogue
from inspector.services.editions import Editions
from inspector.store.base import Base
from inspector.store.database import open_database
from inspector.store.migrate import upgrade
from tests.store.world import World

CRITERIA = Path(__file__).parents[2] / "criteria"


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return Catalogue.read(CRITERIA)


@pytest.fixture(scope="session")
def editions(catalogue: Catalogue) -> Editions:
    return Editions(catalogue)


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path | Engine]:
    """A migrated database: a file to copy, or an engine on a server whose rows are removed between tests."""
    url = _own_database(os.environ.get("DATABASE_URL", ""))
    file = tmp_path_factory.mktemp("database") / "migrated.sqlite3"
    engine = open_database(url or f"sqlite:///{file}")
    if url:
        with engine.begin() as connection:
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
    upgrade(engine)
    if not url:
        with engine.connect() as connection:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.exec_driver_sql("BEGIN")
        engine.dispose()
        yield file
    else:
        yield engine
        engine.dispose()


def _own_database(url: str) -> str:
    """Return the address of a database for this process of several, made beside the one of the address."""
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if not url or not worker:
        return url
    server = create_engine(url, isolation_level="AUTOCOMMIT")
    own = make_url(url).set(database=f"{server.url.database}_{worker}")
    with server.connect() as connection:
        connection.execute(text(f'DROP DATABASE IF EXISTS "{own.database}" WITH (FORCE)'))
        connection.execute(text(f'CREATE DATABASE "{own.database}" TEMPLATE template0'))
        # what a crash would lose here is lost on purpose
        connection.execute(text(f'ALTER DATABASE "{own.database}" SET synchronous_commit = off'))
    server.dispose()
    return own.render_as_string(hide_password=False)


@pytest.fixture
def database_url(migrated: Path | Engine, tmp_path: Path) -> str:
    """The address of an empty, migrated database."""
    if isinstance(migrated, Path):
        file = tmp_path / "inspector.sqlite3"
        shutil.copy(migrated, file)
        return f"sqlite:///{file}"
    tables = ", ".join(f'"{table.name}"' for table in Base.metadata.sorted_tables)
    with migrated.begin() as connection:
        connection.execute(text(f"TRUNCATE {tables} RESTART IDENTITY CASCADE"))
    return migrated.url.render_as_string(hide_password=False)


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """An empty, migrated database, open."""
    engine = open_database(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def world(engine: Engine) -> World:
    """A city of two districts, in which tests put schools and people."""
    return World(engine)
