"""A list of schools from its file to the database, and back: shown, applied in one transaction, undone."""

import base64
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from inspector.services.school_lists.columns import Problem
from inspector.services.school_lists.planning import Plan, SchoolChange
from inspector.services.school_lists.states import SchoolState, as_text, state_from
from inspector.store import events, school_lists
from inspector.store.events import Happened
from inspector.store.tables import SchoolImport
from inspector.store.tables.school_imports import ImportState
from inspector.text import Text

IMPORTED, UNDONE = "import_schools", "undo_import"
"""The events of a list as a whole; each school has one of its own beside it."""

ONE_IMPORTED = "import_school"

MOST_PROBLEMS = 1000
"""More are counted and not told: whoever has so many reads the first and mends the list."""


class NotPossible(ValueError):
    """A list cannot be applied or undone; `what` says why, and what to do."""

    def __init__(self, vi: str, en: str) -> None:
        self.what = Text(vi, en)
        super().__init__(en)


def new_import(
    session: Session,
    file_name: str,
    content: bytes,
    *,
    day: date,
    same_names: bool,
    by: UUID | None,
    at: datetime,
    is_sample: bool = False,
) -> SchoolImport:
    """Keep a list that somebody gives, to be held against what is known."""
    made = SchoolImport(
        file_name=file_name[-100:],
        content=base64.b64encode(content).decode(),
        day=day,
        same_names=same_names,
        is_sample=is_sample,
        state=ImportState.WAITING,
        asked_by=by,
        asked_at=at,
        event_id=None,
    )
    session.add(made)
    session.flush()
    return made


def content_of(given: SchoolImport) -> bytes:
    """Return the file of a list."""
    return base64.b64decode(given.content)


def show(given: SchoolImport, plan: Plan, why: Text | None = None) -> None:
    """Keep with a list what it would do, and `why` it is shown again."""
    result = {**result_of(plan), **({"again": [why.vi, why.en]} if why else {})}
    given.digest, given.result, given.state = plan.digest, as_text(result), ImportState.CHECKED
    given.done = given.total


def refuse(given: SchoolImport, why: Text) -> None:
    """Keep with a list why its file cannot be read."""
    given.digest, given.result, given.state = "", as_text({"refused": [why.vi, why.en]}), ImportState.CHECKED


def result_of(plan: Plan) -> dict[str, Any]:
    """Return a plan as pages show it."""
    return {
        "schools": plan.schools,
        "counts": {change.value: number for change, number in plan.counts.items()},
        "changes": [_shown(one) for one in plan.changes],
        "problems": [_told(one) for one in plan.problems[:MOST_PROBLEMS]],
        "problem_count": len(plan.problems),
        "notes": [_told(one) for one in plan.notes[:MOST_PROBLEMS]],
        "unused": list(plan.unused),
    }


def _shown(one: SchoolChange) -> list[Any]:
    words = [[text.vi, text.en] for text in one.words]
    return [one.row, one.code, one.after.name, one.change.value, words]


def _told(one: Problem) -> list[Any]:
    column = [one.column.vi, one.column.en] if one.column else None
    return [one.row, column, [one.what.vi, one.what.en]]


def apply(session: Session, given: SchoolImport, plan: Plan, *, by: UUID | None, at: datetime) -> int:
    """Do what a list says; return the id of the event by which it can be undone.

    The plan was made in this transaction. Raises NotPossible where there is nothing to do, where it has
    problems, or where it is not the plan that was shown; nothing is written then.
    """
    if plan.problems:
        raise NotPossible(
            "Danh sách còn lỗi. Sửa tệp rồi tải lên lại.", "The list has problems. Correct and send it again."
        )
    if given.digest and plan.digest != given.digest:
        raise NotPossible(
            "Dữ liệu trường đã thay đổi sau khi xem trước. Hãy xem lại bản mới.",
            "Schools have changed since the preview. Look at the new one.",
        )
    if not plan.changes:
        raise NotPossible("Không có gì thay đổi.", "Nothing would change.")
    _write(session, plan.changes, is_sample=given.is_sample)
    key = str(given.id)
    events.record(
        session,
        [
            Happened(
                what=ONE_IMPORTED,
                by=by,
                at=at,
                school_id=one.id,
                item_id=key,
                before=one.before.as_json() if one.before else {},
                after=one.after.as_json(),
            )
            for one in plan.changes
        ],
    )
    counts = {change.value: number for change, number in plan.counts.items()}
    whole = Happened(
        what=IMPORTED, by=by, at=at, item_id=key, after={"file": given.file_name, "counts": counts}
    )
    given.event_id = events.record_one(session, whole)
    given.state, given.content = ImportState.APPLIED, ""
    session.flush()
    return given.event_id


def _write(session: Session, changes: Sequence[SchoolChange], *, is_sample: bool) -> None:
    new = [one for one in changes if one.before is None]
    school_lists.add_schools(
        session,
        ((one.id, one.code, one.after.name, one.after.last_day) for one in new),
        is_sample=is_sample,
    )
    _put(session, [(one.id, one.before, one.after) for one in changes])


def _put(session: Session, changes: Iterable[tuple[UUID, SchoolState | None, SchoolState]]) -> None:
    """Write what differs between two states of schools that are there."""
    changes = list(changes)
    heads = [
        (id_, after.name, after.last_day)
        for id_, before, after in changes
        if before is not None and (before.name, before.last_day) != (after.name, after.last_day)
    ]
    school_lists.change_schools(session, heads)
    school_lists.put_places(
        session,
        {id_: after.places for id_, before, after in changes if not before or before.places != after.places},
    )
    school_lists.put_facts(
        session,
        {(id_, fact): series for id_, _, after in changes for fact, series in after.facts.items()},
    )


def undo(session: Session, given: SchoolImport, *, by: UUID | None, at: datetime) -> int:
    """Take a list back by what its events say; return how many schools that concerns.

    Raises NotPossible where a school has changed since, or where something belongs to a school that the
    list brought; nothing is written then.
    """
    if given.state is not ImportState.APPLIED:
        raise NotPossible("Danh sách này chưa được nhập.", "This list is not applied.")
    done = [
        (school, state_from(json.loads(before)) if before else None, state_from(json.loads(after)))
        for school, before, after in school_lists.changed_by(session, given.id, ONE_IMPORTED)
    ]
    codes = _refuse_changed(session, done)
    brought = [school for school, before, _ in done if before is None]
    _refuse_used(session, brought, codes)
    restored = [(school, after, before) for school, before, after in done if before is not None]
    _put(session, restored)
    school_lists.put_places(session, dict.fromkeys(brought, ()))
    facts = {(school, fact): () for school, before, after in done if before is None for fact in after.facts}
    school_lists.put_facts(session, facts)
    school_lists.remove_schools(session, brought)
    events.record_one(session, Happened(what=UNDONE, by=by, at=at, item_id=str(given.id)))
    given.state = ImportState.UNDONE
    session.flush()
    return len(done)


Done = tuple[UUID, SchoolState | None, SchoolState]


def _refuse_changed(session: Session, done: Sequence[Done]) -> Mapping[UUID, str]:
    """Return the codes of the schools; raise where one is no longer as the list left it."""
    ids = {school for school, _, _ in done}
    now = {one[0]: one for one in school_lists.all_schools(session) if one[0] in ids}
    places = school_lists.places(session, ids)
    facts = school_lists.facts(session, ids, sorted({fact for _, _, after in done for fact in after.facts}))
    changed = []
    for school, _, after in done:
        there = now.get(school)
        if there is None:
            changed.append("?")
            continue
        _, code, name, last_day = there
        known = {fact: tuple(facts.get(school, {}).get(fact, ())) for fact in after.facts}
        if SchoolState(name, last_day, tuple(places.get(school, ())), known) != after:
            changed.append(code)
    if changed:
        raise NotPossible(
            f"Không hoàn tác được: {_listed(changed)} đã được sửa sau khi nhập.",
            f"It cannot be undone: {_listed(changed)} changed since.",
        )
    return {school: code for school, code, _, _ in now.values()}


def _refuse_used(session: Session, brought: Sequence[UUID], codes: Mapping[UUID, str]) -> None:
    used = school_lists.used(session, set(brought)) if brought else set()
    if used:
        listed = _listed(sorted(codes[one] for one in used))
        raise NotPossible(
            f"Không hoàn tác được: trường mới {listed} đã có tài khoản, phiếu hoặc đợt kiểm tra.",
            f"It cannot be undone: people, assessments or visits belong to {listed}.",
        )


def _listed(codes: Sequence[str]) -> str:
    return ", ".join(codes[:5]) + (" …" if len(codes) > 5 else "")


def drop(given: SchoolImport) -> None:
    """Put a list aside that was not applied."""
    if given.state not in (ImportState.WAITING, ImportState.CHECKED):
        raise NotPossible("Danh sách này đã được nhập.", "This list is applied already.")
    given.state, given.content = ImportState.DROPPED, ""
