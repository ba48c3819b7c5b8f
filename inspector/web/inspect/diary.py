"""“My visits”: what is open first, by day, each with how far it is."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext

from inspector.store.visits import VisitLine
from inspector.web.asking import today
from inspector.web.assess.sheet import set_title
from inspector.web.formatting import day
from inspector.web.inspect.words import VISIT_KINDS, VISIT_STATES
from inspector.workflow.states import VisitState


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a task list."""

    text: str
    url: str
    hint: str
    state_label: str
    kind: str


@dataclass(frozen=True, slots=True)
class Part:
    """Visits under one heading."""

    title: str
    items: tuple[Entry, ...]
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Diary:
    """`earlier` and `later` are the addresses of the pages before and after, None where there is none."""

    parts: tuple[Part, ...]
    is_sample: bool
    earlier: str | None
    later: str | None


def diary(lines: list[VisitLine], page: int, size: int) -> Diary:
    """Return a page of visits; `lines` holds one more than `size` when there are further ones."""
    shown = lines[:size]
    is_open = [one for one in shown if one.state is not VisitState.SIGNED]
    due = [one for one in is_open if one.day <= today() or one.state is VisitState.UNDER_WAY]
    parts = (
        (gettext("Hôm nay và còn dở"), due),
        (gettext("Sắp tới"), [one for one in is_open if one not in due]),
        (gettext("Đã ký"), [one for one in shown if one.state is VisitState.SIGNED]),
    )
    return Diary(
        tuple(Part(title, tuple(_entries(found))) for title, found in parts if found),
        any(one.is_sample for one in shown),
        url_for("inspect.index", page=page - 1) if page > 1 else None,
        url_for("inspect.index", page=page + 1) if len(lines) > size else None,
    )


def _entries(lines: Iterable[VisitLine]) -> Iterable[Entry]:
    for one in lines:
        label, kind = VISIT_STATES[one.state]
        words = [day(one.day), set_title(one.set_id), str(VISIT_KINDS[one.kind])]
        if one.state is VisitState.UNDER_WAY and one.applicable:
            words.append(gettext("đã chấm %(done)s/%(all)s mục", done=one.answered, all=one.applicable))
        yield Entry(
            one.school_name,
            url_for("inspect.visit", visit_id=one.id),
            " · ".join(words),
            str(label),
            kind,
        )
