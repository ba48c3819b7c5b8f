"""The application on an empty database, and browsers for the people in its world."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from sqlalchemy import Engine, event

from inspector.config import Settings
from inspector.criteria.catalogue import Catalogue
from inspector.services.editions import Editions
from inspector.store.database import open_database
from inspector.web.application import Application
from tests.store.world import World
from tests.web.browser import Browser


@pytest.fixture(scope="session")
def made_app(catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The application, put together once: its addresses and templates are the same for every test."""
    from inspector.factory import create_app  # only here: other tests need no pages

    folder = tmp_path_factory.mktemp("app")
    return create_app(_settings(f"sqlite:///{folder}/nothing.sqlite3", folder), editions=Editions(catalogue))


@pytest.fixture
def app(made_app: Flask, database_url: str, tmp_path: Path, catalogue: Catalogue) -> Iterator[Flask]:
    """The application, with the project's criteria and the database of the test."""
    engine = open_database(database_url)
    served = Application(_settings(database_url, tmp_path), engine, Editions(catalogue))
    made_app.extensions["inspector"] = served
    yield made_app
    engine.dispose()


def _settings(database_url: str, folder: Path) -> Settings:
    return Settings(
        secret_key="only for tests " * 4,
        data_dir=folder,
        database_url=database_url,
        read_database_url=database_url,
        evidence_url=(folder / "evidence").as_uri(),
        mail_url=None,
        time_zone=ZoneInfo("Asia/Ho_Chi_Minh"),
        port=8000,
        secure_cookies=False,
    )


@pytest.fixture
def browser(app: Flask) -> Callable[..., Browser]:
    """Return a browser in which a person is signed in: `browser(account)`; nobody without one."""

    def for_person(account: UUID | None = None, *, lang: str = "vi") -> Browser:
        return Browser(app, account, lang=lang)

    return for_person


@pytest.fixture
def site(app: Flask, world: World) -> World:
    """The world behind the application: the small edition's text is kept when it is first answered."""
    return world


@pytest.fixture
def statements(app: Flask) -> Callable[[], object]:
    """Return a context manager that gives the list of statements run inside it."""

    @contextmanager
    def counting() -> Iterator[list[str]]:
        engine: Engine = app.extensions["inspector"].engine
        found: list[str] = []

        def note(_conn: object, _cursor: object, statement: str, *_: object) -> None:
            found.append(statement)

        event.listen(engine, "before_cursor_execute", note)
        try:
            yield found
        finally:
            event.remove(engine, "before_cursor_execute", note)

    return counting
