import pytest
from alembic import command
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import IntegrityError

from inspector.store import ratings
from inspector.store.database import reading
from inspector.store.migrate import configured, differences, migrating
from inspector.store.migrated import MIGRATIONS, is_current
from inspector.store.tables import School
from tests.store.world import World

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
    with engine.connect() as connection:  # and no commit: a database on a server serves the other tests too
        connection.execute(text("UPDATE alembic_version SET version_num = :number"), {"number": number})
        assert not is_current(connection)


def test_every_migration_can_be_undone_and_done_again(engine: Engine):
    with engine.begin() as connection:
        command.downgrade(configured(connection), "base")
        assert inspect(connection).get_table_names() == ["alembic_version"]
        assert not is_current(connection)
        command.upgrade(configured(connection), "head")
        assert is_current(connection)


def test_a_table_that_is_made_anew_keeps_the_rows_that_point_to_it(world: World):
    """SQLite removes the old table, and with it, by foreign keys, what points to it."""
    if world.engine.dialect.name != "sqlite":
        pytest.skip("only on SQLite")
    draft = world.draft(world.school())
    world.fill(draft)

    with migrating(world.engine) as connection:
        operations = Operations(MigrationContext.configure(connection))
        with operations.batch_alter_table("assessment", recreate="always") as table:
            table.alter_column("reason", nullable=False)

    with reading(world.engine) as session:
        assert len(ratings.of_assessment(session, draft)) == 6


def test_a_migration_that_leaves_rows_pointing_to_nothing_is_undone(world: World):
    school = world.school()

    with pytest.raises(IntegrityError), migrating(world.engine) as connection:
        connection.execute(text("DELETE FROM school"))

    with reading(world.engine) as session:
        assert session.get_one(School, school).name


def test_foreign_keys_hold_again_after_migrating(world: World):
    world.school()
    with migrating(world.engine):
        pass

    with pytest.raises(IntegrityError), world.engine.begin() as connection:
        connection.execute(text("DELETE FROM school"))
