"""Opening the database and the criteria for a command."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine

from inspector.config import PROJECT, Settings
from inspector.criteria.catalogue import Catalogue
from inspector.services.editions import Editions
from inspector.store.database import open_database

CRITERIA = PROJECT / "criteria"


@contextmanager
def database() -> Iterator[Engine]:
    """Give the engine of the database that the environment names; its folder is made when it is missing."""
    settings = Settings.from_environment(os.environ, with_secret=False)
    if settings.database_url.startswith("sqlite:///"):
        Path(settings.database_url.removeprefix("sqlite:///")).parent.mkdir(parents=True, exist_ok=True)
    engine = open_database(settings.database_url)
    try:
        yield engine
    finally:
        engine.dispose()


def editions() -> Editions:
    """Return all editions of the project's criteria."""
    return Editions(Catalogue.read(CRITERIA))
