"""A loaded sample of 60 schools, once for all tests that only look at it."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from inspector.criteria.catalogue import Catalogue
from inspector.services.samples.load import load
from inspector.store.base import Base
from inspector.store.database import open_database, reading, transaction

TODAY = date(2026, 11, 20)
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


@pytest.fixture(scope="module")
def sample(
    migrated: Path | Engine, tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue
) -> Iterator[Engine]:
    """A database with two schools of each district."""
    if isinstance(migrated, Path):
        file = tmp_path_factory.mktemp("sample") / "sample.sqlite3"
        shutil.copy(migrated, file)
        engine = open_database(f"sqlite:///{file}")
    else:
        engine = migrated
        tables = ", ".join(f'"{table.name}"' for table in Base.metadata.sorted_tables)
        with engine.begin() as connection:
            connection.execute(text(f"TRUNCATE {tables} RESTART IDENTITY CASCADE"))
    with transaction(engine) as session:
        load(session, catalogue, today=TODAY, zone=ZONE, scale=2)
    yield engine
    if isinstance(migrated, Path):
        engine.dispose()


@pytest.fixture
def session(sample: Engine) -> Iterator[Session]:
    """A reading session on the loaded sample."""
    with reading(sample) as session:
        yield session
