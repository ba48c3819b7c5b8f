import pytest
from alembic import command
from sqlalchemy import Engine, inspect

from inspector.store.migrate import configured, differences, is_current

pytestmark = pytest.mark.database


def test_an_upgraded_empty_database_is_what_the_tables_say(engine: Engine):
    with engine.connect() as connection:
        assert differences(connection) == []
        assert is_current(connection)


def test_every_migration_can_be_undone_and_done_again(engine: Engine):
    with engine.begin() as connection:
        command.downgrade(configured(connection), "base")
        assert inspect(connection).get_table_names() == ["alembic_version"]
        assert not is_current(connection)
        command.upgrade(configured(connection), "head")
        assert is_current(connection)
