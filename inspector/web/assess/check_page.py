"""Everything that was answered, part by part, before it is handed in."""

from dataclasses import dataclass
from uuid import UUID

from flask import url_for
from flask_babel import gettext, ngettext
from sqlalchemy.orm import Session

from inspector.criteria.model import NOT_APPLICABLE, Measure
from inspector.services.visiting import is_met
from inspector.store import schools
from inspector.store.accounts import Person
from inspector.web.asking import today
from inspector.web.assess.group_page import Error
from inspector.web.assess.outcomes import ShownScore, shown
from inspector.web.assess.overview import FactLine, fact_lines, leads_school
from inspector.web.assess.sheet import Section, Sheet
from inspector.web.assess.which_edition import edition_note
from inspector.web.assess.words import rating_words
from inspector.web.formatting import text

SHOWN_ONE_BY_ONE = 12
"""With more open items than this the summary names parts, each linked to its first open item."""


@dataclass(frozen=True, slots=True)
class CheckedPart:
    title: str
    rows: tuple[FactLine, ...]


@dataclass(frozen=True, slots=True)
class CheckPage:
    """`recipient` names the unit that receives it; `errors` is what keeps it from being handed in.

    `blocked` names what cuts the outcome although everything is answered; None where nothing does.
    """

    id: UUID
    title: str
    period: str
    edition_note: str | None
    facts: tuple[FactLine, ...]
    parts: tuple[CheckedPart, ...]
    errors: tuple[Error, ...]
    blocked: str | None
    score: ShownScore
    recipient: str
    is_open: bool
    may_submit: bool


def check_page(session: Session, sheet: Sheet, who: Person) -> CheckPage:
    """Return all answers of an assessment and what is lacking."""
    assessment = sheet.assessment
    unit = schools.place_name(session, assessment.school_id, today()) if assessment.school_id else ""
    return CheckPage(
        id=assessment.id,
        title=sheet.title,
        period=assessment.period_code,
        edition_note=edition_note(assessment, sheet.edition),
        facts=fact_lines(sheet),
        parts=tuple(CheckedPart(one.title, _rows(sheet, one)) for one in sheet.sections),
        errors=tuple(_errors(sheet)) if sheet.is_open else (),
        blocked=_blocked(sheet),
        score=shown(sheet.edition, sheet.scored),
        recipient=unit or gettext("cơ quan quản lý"),
        is_open=sheet.is_open,
        may_submit=sheet.is_open and leads_school(who, assessment),
    )


def _blocked(sheet: Sheet) -> str | None:
    result = sheet.scored.result
    if result is None or result.blank or not result.blockers:
        return None
    criteria = sheet.edition.criteria
    words = (text(criteria[one].title) if one in criteria else sheet.words_of(one) for one in result.blockers)
    items = "; ".join(f"{one} {said}" for one, said in zip(result.blockers, words, strict=True))
    return gettext("Đang chặn mức cao hơn: %(items)s", items=items)


def _rows(sheet: Sheet, section: Section) -> tuple[FactLine, ...]:
    blank, unexplained = set(sheet.blank(section.items)), set(sheet.without_reason(section.items))
    again = set(sheet.to_look_at(section.items)) if sheet.is_open else set()
    return tuple(
        FactLine(
            " ".join(one for one in (item, sheet.level_of(item), sheet.words_of(item)) if one),
            _answer(sheet, item),
            _address(sheet, section, item) if sheet.is_open else None,
            "problem" if item in blank | unexplained | again else None,
            gettext("Trả lời") if item in blank else gettext("Xem lại") if item in again else None,
            item,
        )
        for item in section.items
    )


def _answer(sheet: Sheet, item: str) -> str | None:
    words = rating_words(sheet.edition, item, sheet.values.get(item))
    if sheet.values.get(item) == NOT_APPLICABLE:
        reason = sheet.rows[item].reason or gettext("chưa ghi lý do")
        return f"{words} – {reason}"
    return f"{words} – {_met_words(sheet, item)}" if words and _is_measured(sheet, item) else words


def _is_measured(sheet: Sheet, item: str) -> bool:
    indicator = sheet.edition.indicators.get(item)
    return indicator is not None and isinstance(indicator.answer, Measure)


def _met_words(sheet: Sheet, item: str) -> str:
    met = is_met(sheet.edition, item, sheet.values[item], sheet.facts)
    return (
        gettext("chưa rõ vì thiếu thông tin trường")
        if met is None
        else gettext("đạt")
        if met
        else gettext("chưa đạt")
    )


def _address(sheet: Sheet, section: Section, item: str) -> str:
    return url_for("assess.group", assessment_id=sheet.assessment.id, group_id=section.key, _anchor=item)


def _errors(sheet: Sheet) -> list[Error]:
    lacking = sheet.lacking
    facts_url = url_for("assess.facts", assessment_id=sheet.assessment.id)
    facts = [
        Error(gettext("Cho biết: %(fact)s", fact=text(one.title)), facts_url) for one in sheet.missing_facts
    ]
    blank = _blank_one_by_one(sheet) if len(lacking.blank) <= SHOWN_ONE_BY_ONE else _blank_by_part(sheet)
    reasons = [
        Error(gettext("Ghi lý do không áp dụng cho mục %(item)s", item=item), _of(sheet, item))
        for item in lacking.reasons
    ]
    again = [
        Error(gettext("Xem lại rồi xác nhận hoặc chấm lại mục %(item)s", item=item), _of(sheet, item))
        for item in lacking.look_again[:SHOWN_ONE_BY_ONE]
    ]
    if more := lacking.look_again[SHOWN_ONE_BY_ONE:]:
        words = gettext("… và %(count)s mục khác cần xem lại", count=len(more))
        again.append(Error(words, _of(sheet, more[0])))
    return [*facts, *blank, *reasons, *again]


def _of(sheet: Sheet, item: str) -> str:
    section = sheet.section_of(item)
    return _address(sheet, section, item) if section else ""


def _blank_one_by_one(sheet: Sheet) -> list[Error]:
    return [
        Error(
            gettext("Trả lời mục %(item)s: %(words)s", item=item, words=_short(sheet.words_of(item))),
            _of(sheet, item),
        )
        for item in sheet.lacking.blank
    ]


def _blank_by_part(sheet: Sheet) -> list[Error]:
    lacking = set(sheet.lacking.blank)
    found = []
    for section in sheet.sections:
        blank = [item for item in section.items if item in lacking]
        if blank:
            words = ngettext(
                "%(part)s: còn %(num)d mục chưa trả lời",
                "%(part)s: còn %(num)d mục chưa trả lời",
                len(blank),
                part=section.title,
            )
            found.append(Error(words, _address(sheet, section, blank[0])))
    return found


def _short(words: str) -> str:
    return words if len(words) <= 90 else words[:88].rsplit(" ", 1)[0] + " …"
