import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text

from inspector.store.migrate import configured, differences
from inspector.store.migrated import MIGRATIONS, is_current

pytestmark = pytest.mark.database


def test_an_upgraded_empty_database_is_what_the_tables_say(engine: Engine):
    with engine.connect() as connection:
        assert differences(connection) == []
        assert is_current(connection)


def test_migrations_are_one_line_each_file_named_by_its_number():
    line = [one.revision for one in ScriptDirectory(str(MIGRATIONS)).walk_revisions()]
    files = sorted(one.name.partition("_")[0] for one in (MIGRATIONS / "versions").glob("[0-9]*.py"))
    assert line[::-1] == files


@pytest.mark.parametrize("number", ["0000", "9999"])
def test_a_database_of_another_version_is_not_current(engine: Engine, number: str):
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :number"), {"number": number})
        assert not is_current(connection)


def test_every_migration_can_be_undone_and_done_again(engine: Engine):
    with engine.begin() as connection:
        command.downgrade(configured(connection), "base")
        assert inspect(connection).get_table_names() == ["alembic_version"]
        assert not is_current(connection)
        command.upgrade(configured(connection), "head")
        assert is_current(connection)
