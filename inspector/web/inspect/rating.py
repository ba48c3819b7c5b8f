"""Step 2: the items of one part, the team's own rating first, then the school's beside it."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, fields

from flask import url_for
from flask_babel import gettext

from inspector.services.visiting import NoteBecause
from inspector.store import visits
from inspector.web.asking import db
from inspector.web.assess.group_page import Error, missing_facts_words, saved_words
from inspector.web.assess.rows import Beside, Row, Typed, row_of
from inspector.web.assess.sheet import Section
from inspector.web.assess.words import rating_words
from inspector.web.inspect.diary import Entry, Part
from inspector.web.inspect.visited import Visited


@dataclass(frozen=True, slots=True)
class VisitRow(Row):
    """An item as its inspectors rate it; `other_*` is the school's, only once they have rated it."""

    other_note: str | None = None
    note_required: bool = True
    finding_label: str | None = None
    findings: tuple[str, ...] = ()  # those already recorded about it


@dataclass(frozen=True, slots=True)
class GroupPage:
    """One part of a visit as a form.

    `next_key` is the part to which “save and go on” leads, empty for the talk with the school. `blank`
    counts what is not rated in the part, `blank_in_all` in the whole visit.
    """

    title: str
    key: str
    items: tuple[VisitRow, ...]
    only_blank: bool
    blank: int
    blank_in_all: int
    all_url: str
    blank_url: str
    next_key: str
    next_label: str
    locked: bool
    missing_facts: str | None
    saved: str
    form_id: str
    errors: tuple[Error, ...]


def group_page(
    found: Visited, section: Section, *, only_blank: bool, typed: Mapping[str, Typed] | None = None
) -> GroupPage:
    """Return one part of a visit; `typed` is what could not be saved, and is shown whatever the filter."""
    typed = typed or {}
    sheet = found.sheet
    blank = sheet.blank(section.items)
    items = [item for item in section.items if not only_blank or item in blank or item in typed]
    following = _following(found, section, only_blank=only_blank)
    recorded = visits.findings_of_visit(db(), found.visit.id)
    visit_id, key = found.visit.id, section.key
    return GroupPage(
        title=section.title,
        key=key,
        items=tuple(
            _row(found, item, typed, tuple(one.text for one in recorded if one.item_id == item))
            for item in items
        ),
        only_blank=only_blank,
        blank=len(blank),
        blank_in_all=len(sheet.blank(found.items)),
        all_url=url_for("inspect.group", visit_id=visit_id, key=key),
        blank_url=url_for("inspect.group", visit_id=visit_id, key=key, only="blank"),
        next_key=following.key if following else "",
        next_label=gettext("Lưu và sang phần %(part)s", part=following.key)
        if following
        else gettext("Lưu và sang bước 3"),
        locked=not sheet.is_open,
        missing_facts=missing_facts_words(sheet),
        saved=saved_words(sheet.assessment.changed_at) if sheet.rows else "",
        form_id=secrets.token_urlsafe(12),
        errors=tuple(Error(f"{item}: {one.error}", f"#{item}") for item, one in typed.items()),
    )


@dataclass(frozen=True, slots=True)
class TheirRating:
    """How the school rated an item, and what it said of it."""

    other_rating: str
    other_note: str | None


def beside_row(found: Visited, item: str) -> TheirRating | None:
    """Return how the school rated an item; None until the team has rated it, and where the school has not."""
    row = found.beside(item)
    words = rating_words(found.sheet.edition, item, row.value) if row else None
    return TheirRating(words, row.note or row.reason or None) if row and words else None


def _following(found: Visited, section: Section, *, only_blank: bool) -> Section | None:
    sections = list(found.sheet.sections)
    later = sections[sections.index(section) + 1 :]
    return next((one for one in later if not only_blank or found.sheet.blank(one.items)), None)


def _row(found: Visited, item: str, typed: Mapping[str, Typed], findings: tuple[str, ...]) -> VisitRow:
    row = row_of(found.sheet, item, Beside(typed=typed))
    drawn = {one.name: getattr(row, one.name) for one in fields(row)}
    because, theirs = found.note_because(item), beside_row(found, item)
    drawn["show_evidence"] = False
    drawn["note_label"] = (
        gettext("Nhận định (bắt buộc khi chưa đạt hoặc khác trường)")
        if because is None
        else gettext("Nhận định (bắt buộc)")
    )
    if row.error is None and not row.disabled and item in found.without_note:
        drawn["error"] = note_words(item, found.without_note[item])
    if theirs is not None:
        drawn["other_rating"], drawn["other_note"] = theirs.other_rating, theirs.other_note
    if not row.disabled:
        drawn["finding_label"] = gettext("Lưu và lập kiến nghị cho mục %(item)s", item=item)
    return VisitRow(**drawn, findings=findings)


def note_words(item: str, because: NoteBecause) -> str:
    """Say that the rating of an item needs a note, and why."""
    if because is NoteBecause.NOT_MET:
        return gettext("Nhập nhận định cho mục %(item)s vì kết quả chưa đạt.", item=item)
    return gettext("Nhập nhận định cho mục %(item)s vì kết quả khác tự đánh giá của trường.", item=item)


def parts(found: Visited, *, only_blank: bool) -> tuple[Part, ...]:
    """Return the parts of a visit as a task list, or only those with something left, item by item."""
    if only_blank:
        return tuple(_blank_parts(found))
    return (Part("", tuple(_entry(found, one) for one in found.sheet.sections)),)


def _blank_parts(found: Visited) -> list[Part]:
    sheet = found.sheet
    return [
        Part(
            section.title,
            tuple(
                Entry(
                    f"{item}. {sheet.words_of(item)}", found.item_url(item), "", gettext("Chưa chấm"), "open"
                )
                for item in sheet.blank(section.items)
            ),
        )
        for section in sheet.sections
        if sheet.blank(section.items)
    ]


def _entry(found: Visited, section: Section) -> Entry:
    sheet = found.sheet
    done, total = sheet.answered(section.items), len(section.items)
    if not sheet.blank(section.items):
        lacks = any(item in found.without_note for item in section.items)
        kind, label = ("attention", gettext("Thiếu nhận định")) if lacks else ("done", gettext("Đã xong"))
    else:
        kind, label = ("active", gettext("Đang làm")) if done else ("open", gettext("Chưa làm"))
    return Entry(
        section.title,
        url_for("inspect.group", visit_id=found.visit.id, key=section.key),
        gettext("%(done)s/%(total)s mục", done=done, total=total),
        label,
        kind,
    )
