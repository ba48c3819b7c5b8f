"""What a list of schools looks like: on its way, shown, applied, taken back."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import url_for
from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString

from inspector.services.school_lists.planning import Change
from inspector.store.school_imports import ImportLine
from inspector.store.tables import SchoolImport
from inspector.store.tables.school_imports import ImportState
from inspector.web.formatting import day, lang, moment
from inspector.web.oversee.paging import Paging, paging
from inspector.web.oversee.tables import Cell, Column, Row, Table

A_PAGE = 50

STATES: Mapping[ImportState, tuple[LazyString, str]] = {
    ImportState.WAITING: (lazy_gettext("Đang xem xét"), "active"),
    ImportState.CHECKED: (lazy_gettext("Chờ quyết định"), "attention"),
    ImportState.APPLYING: (lazy_gettext("Đang nhập"), "active"),
    ImportState.APPLIED: (lazy_gettext("Đã nhập"), "done"),
    ImportState.UNDONE: (lazy_gettext("Đã hoàn tác"), "off"),
    ImportState.DROPPED: (lazy_gettext("Đã bỏ"), "off"),
}
CHANGES: Mapping[Change, LazyString] = {
    Change.NEW: lazy_gettext("Trường mới"),
    Change.MOVED: lazy_gettext("Chuyển địa bàn"),
    Change.CHANGED: lazy_gettext("Sửa thông tin"),
}
ON_ITS_WAY = frozenset({ImportState.WAITING, ImportState.APPLYING})


def imports_table(lines: Sequence[ImportLine]) -> Table | None:
    """Return the lists that were given last."""
    if not lines:
        return None
    columns = tuple(
        Column(one) for one in (gettext("Tệp"), gettext("Tình trạng"), gettext("Lúc"), gettext("Người gửi"))
    )
    rows = tuple(
        Row(
            one.file_name,
            (
                Cell(str(STATES[one.state][0]), kind=STATES[one.state][1]),
                Cell(moment(one.asked_at)),
                Cell(one.who or gettext("dòng lệnh")),
            ),
            url_for("places.school_import", import_id=one.id),
        )
        for one in lines
    )
    return Table(gettext("Danh sách đã gửi"), columns, rows)


@dataclass(frozen=True, slots=True)
class ImportPage:
    """`way` is not None while the worker has it; buttons are there when what they do can be done."""

    id: UUID
    file_name: str
    state: str
    kind: str
    day: str
    way: tuple[int, int] | None
    waits: bool
    why: str | None
    refused: str | None
    figures: tuple[Mapping[str, Any], ...]
    problems: Table | None
    more_problems: int
    notes: Table | None
    changes: Table | None
    unused: str
    paging: Paging
    can_apply: bool
    can_undo: bool
    can_drop: bool


def import_page(given: SchoolImport, args: Mapping[str, str]) -> ImportPage:
    """Return the page of a list."""
    result = json.loads(given.result) if given.result else {}
    number = Paging.number_in(args)
    changes = result.get("changes", [])
    problems = result.get("problems", [])
    state = given.state
    checked, sound = state is ImportState.CHECKED, not problems and "refused" not in result
    return ImportPage(
        id=given.id,
        file_name=given.file_name,
        state=gettext("Có lỗi cần sửa") if checked and not sound else str(STATES[state][0]),
        kind="problem" if checked and not sound else STATES[state][1],
        day=day(given.day),
        way=(given.done, given.total) if state in ON_ITS_WAY else None,
        waits=state in ON_ITS_WAY and not given.total,
        why=_said(result.get("again")) if checked else None,
        refused=_said(result.get("refused")),
        figures=_figures(result),
        problems=_problems(gettext("Lỗi cần sửa"), problems) if problems else None,
        more_problems=result.get("problem_count", 0) - len(problems),
        notes=_problems(gettext("Trùng tên và địa bàn"), result["notes"]) if result.get("notes") else None,
        changes=_changes(changes[(number - 1) * A_PAGE : number * A_PAGE]) if changes else None,
        unused=", ".join(result.get("unused", ())),
        paging=paging(number, len(changes) > number * A_PAGE, "places.school_import", import_id=given.id),
        can_apply=checked and bool(changes) and sound,
        can_undo=state is ImportState.APPLIED,
        can_drop=checked,
    )


def _said(words: Sequence[str] | None) -> str | None:
    return None if words is None else words[0 if lang() == "vi" else 1]


def _figures(result: Mapping[str, Any]) -> tuple[Mapping[str, Any], ...]:
    if "counts" not in result:
        return ()
    counts = result["counts"]
    same = max(result["schools"] - sum(counts.values()), 0)
    return (
        {"label": gettext("Trường trong danh sách"), "value": result["schools"]},
        *({"label": str(CHANGES[change]), "value": counts[change.value]} for change in Change),
        {"label": gettext("Không thay đổi"), "value": 0 if result["problems"] else same},
        {"label": gettext("Lỗi"), "value": result["problem_count"]},
    )


def _problems(caption: str, told: Sequence[Any]) -> Table:
    columns = (
        Column(gettext("Dòng")),
        Column(gettext("Cột")),
        Column(gettext("Vấn đề"), long=True),
    )
    rows = tuple(
        Row(str(row), (Cell(_said(column) or "–"), Cell(_said(what) or ""))) for row, column, what in told
    )
    return Table(caption, columns, rows)


def _changes(shown: Sequence[Any]) -> Table:
    columns = (
        Column(gettext("Trường")),
        Column(gettext("Mã")),
        Column(gettext("Dòng")),
        Column(gettext("Thay đổi")),
        Column(gettext("Cụ thể"), long=True),
    )
    rows = tuple(
        Row(
            name,
            (
                Cell(code),
                Cell(str(row)),
                Cell(str(CHANGES[Change(change)])),
                Cell("; ".join(_said(one) or "" for one in words)),
            ),
        )
        for row, code, name, change, words in shown
    )
    return Table(gettext("Sẽ thay đổi"), columns, rows)
