from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result

from inspector.cli import inspector


@pytest.fixture
def run(database_url: str) -> Callable[..., Result]:
    """Run a command on an empty, migrated database."""

    def go(*words: str, **more) -> Result:
        environment = {"DATABASE_URL": database_url}
        return CliRunner().invoke(inspector, list(words), env=environment, **more)

    return go
