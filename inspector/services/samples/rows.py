"""Rows that wait to be written, and what happened meanwhile; all written at the end, in large batches."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from inspector.store import events
from inspector.store.base import Base
from inspector.store.events import Happened

AT_ONCE = 5000


class Rows:
    """Rows by table, and events. Every row names the same columns as the first of its table."""

    def __init__(self) -> None:
        self._by_table: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self._happened: list[Happened] = []

    def add(self, table: type[Base], **columns: object) -> None:
        """Keep a row for a table."""
        self._by_table[table.__tablename__].append(columns)

    def happened(self, what: Happened) -> None:
        """Keep an event."""
        self._happened.append(what)

    def write(self, session: Session) -> None:
        """Write everything: tables before those that point to them, events in the order of time."""
        for table in Base.metadata.sorted_tables:
            for batch in _batches(self._by_table.pop(table.name, [])):
                session.execute(insert(table), batch)
        for some in _batches(sorted(self._happened, key=lambda one: one.at)):
            events.record(session, some)
        self._happened.clear()


def _batches(rows: Sequence[Any]) -> Iterator[list[Any]]:
    rest = iter(rows)
    while batch := list(islice(rest, AT_ONCE)):
        yield batch
