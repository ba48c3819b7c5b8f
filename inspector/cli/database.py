"""Opening the database and the criteria for a command."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from sqlalchemy import Engine

from inspector.config import PROJECT, Settings
from inspector.criteria.catalogue import Catalogue
from inspector.services.editions import Editions
from inspector.store.database import open_database

CRITERIA = PROJECT / "criteria"


def settings() -> Settings:
    """Return the settings of the environment. Raises FaultySettings."""
    return Settings.from_environment(os.environ, with_secret=False)


@contextmanager
def database() -> Iterator[Engine]:
    """Give the engine of the database that the environment names; its folder is made when it is missing."""
    url = settings().database_url
    if url.startswith("sqlite:///"):
        Path(url.removeprefix("sqlite:///")).parent.mkdir(parents=True, exist_ok=True)
    engine = open_database(url)
    try:
        yield engine
    finally:
        engine.dispose()


def evidence_folder() -> Path:
    """Return the folder that EVIDENCE_URL names; it need not be there yet."""
    return Path(url2pathname(urlsplit(settings().evidence_url).path))


def editions() -> Editions:
    """Return all editions of the project's criteria."""
    return Editions(Catalogue.read(CRITERIA))
