"""All rows of a database, as they are at one moment, in a form that both kinds of database can take back."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any, cast
from uuid import UUID

import psycopg
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Date,
    Engine,
    Integer,
    String,
    TableClause,
    Uuid,
    column,
    exists,
    func,
    insert,
    inspect,
    select,
    table,
    text,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import TypeEngine

from inspector.store.base import Base, UtcTime
from inspector.store.tables import PasswordLink, SignInSession, SignInTries

Plain = str | int | bool | None
"""What a row holds outside the database: JSON can carry it."""

LEFT_OUT = {one.__tablename__ for one in (SignInSession, PasswordLink, SignInTries)}
"""Who was signed in may have signed out since, a link that worked once have been used, a wait have ended."""

ROWS_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Kind:
    """How a column is declared, and how its values leave and come back; None: they travel as they are."""

    type: TypeEngine[Any]
    out: Callable[[Any], Plain] | None = None
    back: Callable[[Any], Any] | None = None


KINDS = {
    "uuid": Kind(Uuid(), str, UUID),
    "time": Kind(UtcTime(), datetime.isoformat, datetime.fromisoformat),
    "day": Kind(Date(), date.isoformat, date.fromisoformat),
    "truth": Kind(Boolean()),
    "whole": Kind(BigInteger()),
    "text": Kind(String()),
}
OF_TYPE: dict[type[Any], str] = {
    Uuid: "uuid",
    UtcTime: "time",
    Date: "day",
    Boolean: "truth",
    Integer: "whole",
    String: "text",
}


def kind_of(one: Column[Any]) -> str:
    """Return the kind of a column. Raises TypeError for a type that has none yet."""
    for type_, kind in OF_TYPE.items():
        if isinstance(one.type, type_):
            return kind
    raise TypeError(f"{one.table.name}.{one.name}: {one.type!r} needs a kind, or it cannot be backed up.")


def columns() -> dict[str, dict[str, str]]:
    """Return of each table that is kept its columns with their kinds; what others point to comes first."""
    return {
        one.name: {column.name: kind_of(column) for column in one.columns}
        for one in Base.metadata.sorted_tables
        if one.name not in LEFT_OUT
    }


@contextmanager
def one_moment(engine: Engine) -> Iterator[Connection]:
    """Give a connection that sees the database as it is now, whatever others write meanwhile."""
    on_server = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    options = {"reads_only": True} if engine.dialect.name == "sqlite" else on_server
    with engine.connect().execution_options(**options) as connection:
        connection.execute(text("SELECT count(*) FROM alembic_version"))  # the first statement is the moment
        yield connection


def rows(connection: Connection, name: str) -> Iterator[list[Plain]]:
    """Return the rows of a table one by one, never all at once in memory."""
    stored = Base.metadata.tables[name]
    statement = select(stored).execution_options(yield_per=ROWS_AT_ONCE)
    out = [KINDS[kind_of(one)].out for one in stored.columns]
    return (_each(out, row) for row in connection.execute(statement))


def _each(change: Sequence[Callable[[Any], Any] | None], row: Sequence[Any]) -> list[Any]:
    return [
        value if how is None or value is None else how(value) for how, value in zip(change, row, strict=True)
    ]


def tables_with_rows(connection: Connection) -> list[str]:
    """Return the names of the tables that are not empty; what migrations keep for themselves is none."""
    names = sorted({*inspect(connection).get_table_names()} - {"alembic_version"})
    return [name for name in names if connection.scalar(select(exists().select_from(table(name))))]


def fill(connection: Connection, name: str, kinds: Mapping[str, str], values: Iterable[list[Plain]]) -> int:
    """Put rows into a table that is empty; return how many there were. Raises DBAPIError."""
    back = [KINDS[kind].back for kind in kinds.values()]
    typed = (_each(back, row) for row in values)
    if connection.dialect.name == "postgresql":
        number = _copy(connection, name, list(kinds), typed)
        _count_on(connection, name, kinds)
        return number
    stored = table(name, *(column(one, KINDS[kind].type) for one, kind in kinds.items()))
    return _insert(connection, stored, list(kinds), typed)


def _insert(
    connection: Connection, stored: TableClause, names: list[str], values: Iterator[list[Any]]
) -> int:
    number = 0
    while batch := [dict(zip(names, row, strict=True)) for row in islice(values, ROWS_AT_ONCE)]:
        connection.execute(insert(stored), batch)
        number += len(batch)
    return number


def _copy(connection: Connection, name: str, names: list[str], values: Iterator[list[Any]]) -> int:
    # one statement for the whole table: its rows may point to each other in any order
    quote = connection.dialect.identifier_preparer.quote_identifier
    into = f"COPY {quote(name)} ({', '.join(map(quote, names))}) FROM STDIN"
    with closing(cast(psycopg.Cursor[Any], connection.connection.cursor())) as cursor:
        try:
            with cursor.copy(into) as copy:
                for row in values:
                    copy.write_row(row)
        except psycopg.Error as error:
            raise DBAPIError(into, None, error) from error
        return int(cursor.rowcount)


def _count_on(connection: Connection, name: str, kinds: Mapping[str, str]) -> None:
    """Have a column that the server numbers go on behind the highest number."""
    quoted = connection.dialect.identifier_preparer.quote_identifier(name)
    for one in (one for one, kind in kinds.items() if kind == "whole"):
        sequence = connection.scalar(select(func.pg_get_serial_sequence(quoted, one)))
        if sequence is not None:
            highest = connection.scalar(select(func.max(column(one, Integer))).select_from(table(name)))
            connection.execute(select(func.setval(sequence, (highest or 0) + 1, False)))
