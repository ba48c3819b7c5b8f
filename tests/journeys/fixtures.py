"""The served program on the sample data, and people who open it in a real browser."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import Engine

if TYPE_CHECKING:
    from tests.journeys.visitor import Checks, Visitor

CHROMIUM = Path("/usr/bin/chromium")
PROJECT = Path(__file__).parents[2]
# QUIC, updates, sync: a browser for tests asks nobody but our own server
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def checks() -> "Checks":
    """What was checked on which pages; a page that looks the same is not checked twice."""
    if not (PROJECT / "inspector/web/static/built/manifest.json").exists():
        pytest.skip("The front-end files are not built. Type: make setup")
    axe = PROJECT / "node_modules/axe-core/axe.min.js"
    if not axe.exists():
        pytest.skip("axe-core is not installed. Type: make setup")
    from tests.journeys.visitor import Checks

    pictures = os.environ.get("JOURNEY_PICTURES")
    return Checks(axe.read_text("utf-8"), Path(pictures) if pictures else None)


@pytest.fixture(scope="session")
def chromium(checks: "Checks") -> Iterator[Any]:
    """A real browser, without windows."""
    if not CHROMIUM.exists():
        pytest.skip("There is no Chromium. As root, type: make system")
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=15_000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def sample_file(migrated: Path | Engine, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the sample, to copy."""
    from tests.journeys.serving import load_sample

    assert isinstance(migrated, Path)
    file = tmp_path_factory.mktemp("sample") / "sample.sqlite3"
    shutil.copy(migrated, file)
    load_sample(f"sqlite:///{file}")
    return file


@pytest.fixture
def sample_url(migrated: Path | Engine, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """The address of a database with the sample, which belongs to one journey."""
    if isinstance(migrated, Path):
        file = tmp_path / "inspector.sqlite3"
        shutil.copy(request.getfixturevalue("sample_file"), file)
        return f"sqlite:///{file}"
    from tests.journeys.serving import load_sample

    url: str = request.getfixturevalue("database_url")
    load_sample(url)
    return url


@pytest.fixture
def stored(sample_url: str) -> Iterator[Engine]:
    """The database of the journey, to look behind the pages."""
    from inspector.store.database import open_database

    engine = open_database(sample_url)
    yield engine
    engine.dispose()


@pytest.fixture
def served(sample_url: str, tmp_path: Path, chromium: Any) -> Iterator[str]:
    """The address of the program, served as in production."""
    from tests.journeys.serving import serve

    with serve(sample_url, tmp_path) as address:
        yield address


@pytest.fixture
def visitor(served: str, chromium: Any, checks: "Checks") -> Iterator[Callable[..., "Visitor"]]:
    """Return a person with a browser of their own: `visitor("hieutruong1", width=360, scripts=False)`."""
    from tests.journeys.visitor import Visitor

    came: list[Visitor] = []

    def come(sign_in_name: str | None = None, **options: Any) -> Visitor:
        came.append(Visitor(chromium, served, checks, **options))
        if sign_in_name is not None:
            came[-1].sign_in(sign_in_name)
        return came[-1]

    yield come
    for one in came:
        one.leave()
    complaints = [complaint for one in came for complaint in one.complaints]
    assert not complaints, "\n".join(complaints)
