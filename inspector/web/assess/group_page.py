"""The rating form of one part of an assessment."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from flask import url_for
from flask_babel import gettext
from sqlalchemy.orm import Session

from inspector.criteria.carrying import comparable
from inspector.services.editions import EditionLost
from inspector.services.saving import Answer, Judged
from inspector.store import assessments
from inspector.web.application import application
from inspector.web.asking import now
from inspector.web.assess.outcomes import shown
from inspector.web.assess.rows import Beside, Remark, Row, Typed, as_remark, row_of, stored_fields
from inspector.web.assess.sheet import Section, Sheet
from inspector.web.assess.tasks import TaskLine, task_of
from inspector.web.assess.typed import Unread, Wanted
from inspector.web.assess.which_edition import edition_note
from inspector.web.assess.words import WHY_LOCKED, rating_words, refusal_words
from inspector.web.formatting import clock, day, moment, text


@dataclass(frozen=True, slots=True)
class Error:
    """A line of the error summary."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class GroupPage:
    """`next_label` names where “save and go on” leads; `locked` says why nothing can be changed, or None."""

    set_title: str
    period: str
    title: str
    items: tuple[Row, ...]
    answered: int
    total: int
    score: str
    saved: str
    next_label: str
    locked: str | None
    missing_facts: str | None
    form_id: str
    parts: tuple[TaskLine, ...]
    to_look_at: int
    edition_note: str | None
    errors: tuple[Error, ...] = field(default=())


def group_page(
    session: Session, sheet: Sheet, section: Section, typed: Mapping[str, Typed] | None = None
) -> GroupPage:
    """Return one part of an assessment as a form; `typed` is what could not be saved."""
    typed = typed or {}
    remarks = newest_remarks(session, sheet) if sheet.is_open else {}
    beside = Beside(remarks, _previous(session, sheet), typed)
    following = _following(sheet, section)
    return GroupPage(
        set_title=sheet.title,
        period=sheet.assessment.period_code,
        title=section.title,
        items=tuple(row_of(sheet, item, beside) for item in section.items),
        answered=sheet.answered(section.items),
        total=len(section.items),
        score=shown(sheet.edition, sheet.scored).brief,
        saved=saved_words(sheet.assessment.changed_at) if sheet.rows else "",
        next_label=_next_label(following),
        locked=None if sheet.is_open else str(WHY_LOCKED[sheet.assessment.state]),
        missing_facts=missing_facts_words(sheet),
        form_id=secrets.token_urlsafe(12),
        parts=tuple(task_of(sheet, one, remarks, current=one is section) for one in sheet.sections),
        to_look_at=len(sheet.to_look_at(section.items)),
        edition_note=edition_note(sheet.assessment, sheet.edition),
        errors=tuple(Error(f"{item}: {one.error}", f"#{item}") for item, one in typed.items()),
    )


def _previous(session: Session, sheet: Sheet) -> Mapping[str, str]:
    """Return earlier ratings of the items that were asked then as they are now."""
    digest, values = assessments.previous_values(session, sheet.assessment)
    if not values or digest == sheet.edition.digest:
        return values
    try:
        earlier = application().editions.by_digest(session, digest)
    except EditionLost:
        return {}
    into = comparable(earlier, sheet.edition)
    return {into[item]: value for item, value in values.items() if item in into}


def after(sheet: Sheet, section: Section) -> str:
    """Return the address to which “save and go on” leads."""
    following = _following(sheet, section)
    if following is None:
        return url_for("assess.check", assessment_id=sheet.assessment.id)
    return url_for("assess.group", assessment_id=sheet.assessment.id, group_id=following.key)


def newest_remarks(session: Session, sheet: Sheet) -> dict[str, Remark]:
    """Return the newest remark of a reviewer on each item."""
    found = assessments.remarks(session, sheet.assessment.id)
    return {item: as_remark(words, at, who) for item, words, at, who in found}


def missing_facts_words(sheet: Sheet) -> str | None:
    """Say which facts of the school are missing; None when none is."""
    if not sheet.missing_facts:
        return None
    return ", ".join(text(one.title) for one in sheet.missing_facts)


def saved_words(at: datetime) -> str:
    """Say when something was last saved: the time today, day and time before."""
    if day(at) == day(now()):
        return gettext("Đã lưu lúc %(time)s", time=clock(at))
    return gettext("Lần lưu gần nhất: %(when)s", when=moment(at))


def not_saved(sheet: Sheet, wanted: Iterable[Wanted], judged: Sequence[Judged | Unread]) -> dict[str, Typed]:
    """Return what was typed and not saved, by item, with the reason. `sheet` is as it stands now."""
    found = {}
    for asked, one in zip(wanted, judged, strict=True):
        if isinstance(one, Unread):
            found[asked.item_id] = Typed(asked.fields, one.message)
        elif one.answer is Answer.CONFLICT:
            found[asked.item_id] = Typed(asked.fields, _conflict_words(sheet, asked))
        elif one.answer is Answer.REFUSED and one.refusal is not None:
            words = refusal_words(one.refusal, sheet.edition.indicators.get(asked.item_id))
            found[asked.item_id] = Typed(asked.fields, words if sheet.is_open else _kept(sheet, asked, words))
    return found


def has_conflict(judged: Iterable[Judged | Unread]) -> bool:
    """Say whether anything was changed by somebody else meanwhile."""
    return any(isinstance(one, Judged) and one.answer is Answer.CONFLICT for one in judged)


def _conflict_words(sheet: Sheet, asked: Wanted) -> str:
    row = sheet.rows.get(asked.item_id)
    who = (row.who if row else None) or gettext("Người khác")
    when = moment(row.changed_at) if row else ""
    stored = stored_fields(sheet.edition, asked.item_id, row)
    theirs = _said(sheet, asked.item_id, {name: getattr(stored, name, None) for name in asked.fields})
    return gettext(
        "%(who)s vừa lưu lúc %(when)s: %(theirs)s. Bản của thầy/cô còn ở các ô dưới đây, chưa lưu. "
        "Bấm Lưu lần nữa để dùng bản này, hoặc chọn lại theo bản kia.",
        who=who,
        when=when,
        theirs=theirs,
    )


def _kept(sheet: Sheet, asked: Wanted, why: str) -> str:
    mine = _said(sheet, asked.item_id, asked.fields)
    return gettext("%(why)s Chưa lưu: %(mine)s", why=why, mine=mine)


def _said(sheet: Sheet, item_id: str, fields: Mapping[str, str | None]) -> str:
    names = {
        "rating": gettext("Trả lời"),
        "reason": gettext("Lý do"),
        "note": gettext("Mô tả hiện trạng"),
        "evidence": gettext("Minh chứng"),
    }
    lines = []
    for name, value in fields.items():
        words = rating_words(sheet.edition, item_id, value or None) if name == "rating" else value
        lines.append(f"{names.get(name, name)} “{words or gettext('(để trống)')}”")
    return "; ".join(lines)


def _following(sheet: Sheet, section: Section) -> Section | None:
    keys = [one.key for one in sheet.sections]
    place = keys.index(section.key) + 1
    return sheet.sections[place] if place < len(keys) else None


def _next_label(following: Section | None) -> str:
    if following is None:
        return gettext("Lưu và kiểm tra trước khi nộp")
    return gettext("Lưu và sang phần %(part)s", part=following.key)
