"""What holds for every test. What is shared by several folders lies in tests/<folder>/fixtures.py."""

import os
from collections.abc import Generator
from pathlib import Path
from urllib.parse import urlsplit

import hypothesis
import pytest

HERE = Path(__file__).parent
# e.g. tests/store/fixtures.py: its fixtures are there for all tests
pytest_plugins = [f"tests.{path.parent.name}.fixtures" for path in sorted(HERE.glob("*/fixtures.py"))]

IN_CI = os.environ.get("CI") == "true"
# a skip with such a reason says that the test is about something else, not that something is missing
ALLOWED_SKIPS = ("only on SQLite", "only on PostgreSQL")

# A test on two busy cores has no deadline; CI tries the same examples every time.
hypothesis.settings.register_profile("here", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
hypothesis.settings.load_profile("ci" if IN_CI else "here")


def pytest_configure() -> None:
    """Tests empty the database that DATABASE_URL names: only one that is there for that will do."""
    name = urlsplit(os.environ.get("DATABASE_URL", "")).path
    if name and "test" not in name:
        raise pytest.UsageError("Tests empty the database of DATABASE_URL; its name must contain “test”.")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs a database, so that all of it, and nothing else, is taken again on PostgreSQL."""
    for item in items:
        takes_database = "database_url" in getattr(item, "fixturenames", ())
        if takes_database and not item.get_closest_marker("journey"):
            item.add_marker("database")


def _refuse_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Turn a skip into a failure where everything must be installed."""
    if not IN_CI or not report.skipped or hasattr(report, "wasxfail"):
        return
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    if not reason.removeprefix("Skipped: ").startswith(ALLOWED_SKIPS):
        report.outcome = "failed"
        report.longrepr = f"Skipped where nothing may be missing. {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    _refuse_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    _refuse_skip(report)
    return report
