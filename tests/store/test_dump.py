"""All rows of one moment out of a database, and into another."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from inspector.store import dump, events
from inspector.store.base import Base
from inspector.store.database import reading, transaction
from inspector.store.migrate import migrating
from inspector.store.tables import Account, Event
from tests.store.world import NOW, World

pytestmark = pytest.mark.database


def names_of_accounts(rows: Iterator[list[dump.Plain]]) -> set[dump.Plain]:
    place = [*dump.columns()["account"]].index("name")
    return {row[place] for row in rows}


def test_every_table_is_kept_except_what_belongs_to_signing_in_at_that_moment():
    left = set(Base.metadata.tables) - set(dump.columns())
    assert left == {"sign_in_session", "password_link", "sign_in_tries"}


def test_what_others_point_to_comes_first():
    order = list(dump.columns())
    for name in order:
        above = {key.column.table.name for key in Base.metadata.tables[name].foreign_keys} - {name}
        assert all(order.index(one) < order.index(name) for one in above)


def test_what_is_saved_meanwhile_belongs_to_another_moment(world: World):
    world.person(None, name="Before")
    with dump.one_moment(world.engine) as connection:
        world.person(None, name="Meanwhile")
        with transaction(world.engine) as session:
            session.scalars(select(Account).where(Account.name == "Before")).one().name = "Changed"

        assert names_of_accounts(dump.rows(connection, "account")) == {"Before"}
    with dump.one_moment(world.engine) as connection:
        assert names_of_accounts(dump.rows(connection, "account")) == {"Changed", "Meanwhile"}


def test_others_can_write_while_a_moment_is_read_and_the_reader_cannot(world: World):
    with dump.one_moment(world.engine) as connection:
        world.person(None)
        if world.engine.dialect.name == "postgresql":
            with pytest.raises(DBAPIError, match="read-only"):
                connection.execute(text("DELETE FROM account"))


def test_tables_that_hold_something_are_named(engine: Engine):
    with engine.connect() as connection:
        assert dump.tables_with_rows(connection) == []
    World(engine)
    with engine.connect() as connection:
        assert dump.tables_with_rows(connection) == ["period", "unit", "unit_parent"]


def test_rows_may_point_to_rows_of_their_own_table_that_come_later(engine: Engine):
    kinds = {"id": "whole", "above": "whole"}
    with migrating(engine) as connection:
        connection.execute(text("CREATE TABLE tree (id integer PRIMARY KEY, above integer REFERENCES tree)"))
        connection.execute(text("INSERT INTO tree VALUES (7, NULL)"))

        number = dump.fill(connection, "tree", kinds, ([n, n + 1 if n < 5 else None] for n in range(1, 6)))

        assert number == 5
        assert dump.tables_with_rows(connection) == ["tree"]
        connection.execute(text("DROP TABLE tree"))


def test_rows_that_point_to_nothing_are_refused(engine: Engine):
    row = dict.fromkeys(dump.columns()["school_place"], "00000000-0000-0000-0000-000000000001")
    row |= {"first_day": "2020-01-01", "last_day": "2020-12-31"}
    with pytest.raises(DBAPIError) as refused, migrating(engine) as connection:
        dump.fill(connection, "school_place", dump.columns()["school_place"], [list(row.values())])

    assert isinstance(refused.value, IntegrityError) or "fk_school_place" in str(refused.value)
    with engine.connect() as connection:
        assert dump.tables_with_rows(connection) == []


def test_numbers_go_on_behind_the_highest(engine: Engine):
    values = dict.fromkeys(dump.columns()["event"])
    values |= {"id": 41, "at": NOW.isoformat(), "what": "sign_in", "item_id": "", "before": "", "after": ""}
    with migrating(engine) as connection:
        dump.fill(connection, "event", dump.columns()["event"], [list(values.values())])
    with transaction(engine) as session:
        events.record(session, [events.Happened("sign_out", None, NOW)])
    with reading(engine) as session:
        assert session.scalars(select(Event.id).order_by(Event.id)).all() == [41, 42]
