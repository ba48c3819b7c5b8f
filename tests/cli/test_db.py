from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import Engine, text

from inspector.cli import inspector


def test_an_upgraded_database_is_what_the_tables_say(run):
    answer = run("db", "check")

    assert (answer.exit_code, answer.stderr) == (0, "")


def test_a_table_that_somebody_changed_is_named(run, engine: Engine):
    with engine.begin() as connection:
        connection.execute(text("DROP INDEX ix_visit_day"))

    answer = run("db", "check")

    with engine.begin() as connection:  # a database on a server serves the other tests too
        connection.execute(text("CREATE INDEX ix_visit_day ON visit (day)"))
    assert answer.exit_code == 1
    assert "ix_visit_day" in answer.stderr


@pytest.mark.database
def test_a_new_database_lacks_migrations_until_it_is_upgraded(tmp_path: Path):
    folder = tmp_path / "new"

    def go(*words: str):
        environment = {"DATA_DIR": str(folder), "DATABASE_URL": ""}
        return CliRunner().invoke(inspector, ["db", *words], env=environment)

    before, upgraded, after = go("check"), go("upgrade"), go("check")

    assert (before.exit_code, upgraded.exit_code, after.exit_code) == (1, 0, 0)
    assert "db upgrade" in before.stderr
