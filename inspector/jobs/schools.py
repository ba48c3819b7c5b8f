"""Lists of schools: held against what is known while everybody else goes on, then put in at once."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from inspector.documents.lists import NoList, Tell, read_lines
from inspector.services.editions import Editions
from inspector.services.school_lists.columns import school_facts
from inspector.services.school_lists.importing import (
    NotPossible,
    apply,
    content_of,
    refuse,
    show,
)
from inspector.services.school_lists.planning import Plan, plan
from inspector.services.school_lists.reading import read_list
from inspector.store import school_imports
from inspector.store.database import reading, transaction
from inspector.store.tables import SchoolImport
from inspector.store.tables.school_imports import ImportState
from inspector.text import Text


def preview(session: Session, editions: Editions, payload: Mapping[str, Any]) -> None:
    """Keep with the list named in the payload what it would do.

    Long, and therefore without the lock that writing takes: `session` is not used before all is known.
    """
    engine = session.get_bind()
    assert isinstance(engine, Engine)
    import_id = UUID(payload["import_id"])
    with reading(engine) as looking:
        given = school_imports.get(looking, import_id)
        if given is None or given.state is not ImportState.WAITING:
            return
        found = _looked_at(looking, editions, given, _teller(engine, import_id))
    kept = school_imports.get(session, import_id, lock=True)
    if kept is None or kept.state is not ImportState.WAITING:
        return
    if isinstance(found, Plan):
        show(kept, found)
    else:
        refuse(kept, found)


def _looked_at(session: Session, editions: Editions, given: SchoolImport, tell: Tell) -> Plan | Text:
    """Return what a list would do, or why its file cannot be read."""
    try:
        return _planned(session, editions, given, tell)
    except NoList as error:
        return error.what


def _teller(engine: Engine, import_id: UUID) -> Tell:
    def tell(done: int, total: int) -> None:
        with transaction(engine) as session:
            school_imports.far(session, import_id, done, total)

    return tell


def _planned(session: Session, editions: Editions, given: SchoolImport, tell: Tell | None) -> Plan:
    content, facts = content_of(given), school_facts(editions.catalogue)
    lines = read_lines(content, tell) if tell else read_lines(content)
    faults = [(one.row, one.column, one.what) for one in lines.faults]
    read = read_list(lines.rows, faults, facts, given.day)
    return plan(session, read, facts, same_names=given.same_names)


def put_in(session: Session, editions: Editions, payload: Mapping[str, Any]) -> None:
    """Apply the list named in the payload, unless something has changed since it was shown."""
    given = school_imports.get(session, UUID(payload["import_id"]), lock=True)
    if given is None or given.state is not ImportState.APPLYING:
        return
    planned = _planned(session, editions, given, None)
    by = UUID(payload["by"]) if payload.get("by") else None
    try:
        apply(session, given, planned, by=by, at=datetime.fromisoformat(payload["at"]))
    except NotPossible as error:
        show(given, planned, error.what)
