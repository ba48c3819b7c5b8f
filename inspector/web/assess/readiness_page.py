"""How far a school is: outcome with its interval, what blocks, the way on, what could be lost."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from uuid import UUID

from flask import url_for
from flask_babel import gettext, ngettext
from sqlalchemy.orm import Session

from inspector.criteria.model import LevelsRule
from inspector.scoring.result import Result
from inspector.store import schools
from inspector.web.asking import signed_in
from inspector.web.assess.comparison import Comparison, comparison
from inspector.web.assess.group_page import missing_facts_words
from inspector.web.assess.outcomes import ShownScore, outcome_label, percent_between, shown_result
from inspector.web.assess.route_page import RoutePage, item_url, route_page
from inspector.web.assess.scales import Gauge, Level, counts_needed, gauge_of, ladder_of, levels_counted
from inspector.web.assess.sheet import Sheet
from inspector.web.assess.tasks import TaskLine
from inspector.web.assess.what_if import WhatIf, what_if
from inspector.web.assess.which_edition import edition_note
from inspector.web.assess.words import provenance_label
from inspector.web.formatting import day, text
from inspector.workflow.permissions import AT_SCHOOL, AT_UNIT


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A row of the table by group, as data_table draws it."""

    text: str
    url: str | None
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """What there is to say once all facts are known."""

    score: ShownScore
    headline: str
    counted: str
    needs: tuple[str, ...]
    gauge: Gauge | None
    ladder: tuple[Level, ...]
    blockers: tuple[TaskLine, ...]
    to_answer: tuple[TaskLine, ...]  # gates and mandatory items that are blank
    route: RoutePage | None
    margin: tuple[TaskLine, ...]
    is_whole: bool
    groups: tuple[GroupLine, ...]
    what_if: WhatIf


@dataclass(frozen=True, slots=True)
class ReadinessPage:
    id: UUID
    title: str
    school: str
    period: str
    edition: str
    edition_note: str | None
    trend_url: str | None
    missing_facts: str | None
    is_open: bool
    standing: Standing | None
    inspection: Comparison | None
    provenance: str
    provenance_note: str


def readiness_page(
    session: Session, sheet: Sheet, *, target: str | None, chosen: Collection[str]
) -> ReadinessPage:
    """Return how far the school is; `target` is an outcome to aim at, `chosen` the items of the what-if."""
    assessment, edition = sheet.assessment, sheet.edition
    result = sheet.scored.result
    inspection = comparison(session, sheet)
    return ReadinessPage(
        id=assessment.id,
        title=sheet.title,
        school=schools.name_of(session, assessment.school_id) if assessment.school_id else "",
        period=assessment.period_code,
        edition=gettext("Phiên bản từ %(first)s", first=day(edition.in_force_from)),
        edition_note=edition_note(assessment, edition),
        trend_url=_trend_url(sheet),
        missing_facts=missing_facts_words(sheet),
        is_open=sheet.is_open,
        standing=standing(sheet, result, inspection, target=target, chosen=chosen) if result else None,
        inspection=inspection,
        provenance=provenance_label(edition.provenance),
        provenance_note=text(edition.provenance.note),
    )


def _trend_url(sheet: Sheet) -> str | None:
    """Return where the years stand beside each other, for those who may see the school."""
    school = sheet.assessment.school_id
    if school is None or not signed_in().has(*AT_SCHOOL, *AT_UNIT):
        return None
    return url_for("assess.trend", school_id=school, set_id=sheet.edition.set_id)


def standing(
    sheet: Sheet,
    result: Result,
    inspection: Comparison | None,
    *,
    target: str | None,
    chosen: Collection[str],
) -> Standing:
    """Return where the school stands, and what it could do."""
    way = route_page(sheet, result, target)
    first = [*(one.id for one in way.steps), *result.blockers] if way else result.blockers
    return Standing(
        score=shown_result(sheet.edition, result),
        headline=_headline(sheet, result),
        counted=_counted(sheet, result),
        needs=_needs(sheet, result),
        gauge=gauge_of(sheet, result, inspection),
        ladder=ladder_of(sheet, result),
        blockers=tuple(_blockers(sheet, result)),
        to_answer=tuple(_to_answer(sheet, result)),
        route=way,
        margin=tuple(_line(sheet, item, "done", gettext("Đang đạt")) for item in result.margin),
        is_whole=not result.blank and not result.gates_blank,
        groups=_groups(sheet, result),
        what_if=what_if(sheet, result, chosen, first=first, at_risk=result.margin),
    )


def _headline(sheet: Sheet, result: Result) -> str:
    low, high = (
        outcome_label(sheet.edition, result.outcome_low),
        outcome_label(sheet.edition, result.outcome_high),
    )
    if not result.applicable:
        return gettext("Không có mục nào áp dụng cho trường, nên không có kết quả.")
    if not low:
        return gettext("Bộ này không xếp loại; chỉ đếm số tiêu chí đạt.")
    blank = result.blank + len(result.gates_blank)
    if not blank:
        return gettext("Kết quả: %(outcome)s", outcome=low)
    if low == high:
        return ngettext(
            "%(outcome)s, dù %(num)d mục còn lại trả lời thế nào",
            "%(outcome)s, dù %(num)d mục còn lại trả lời thế nào",
            blank,
            outcome=low,
        )
    return ngettext(
        "Từ %(low)s đến %(high)s, tuỳ %(num)d mục chưa trả lời",
        "Từ %(low)s đến %(high)s, tuỳ %(num)d mục chưa trả lời",
        blank,
        low=low,
        high=high,
    )


def _counted(sheet: Sheet, result: Result) -> str:
    if isinstance(sheet.edition.rule, LevelsRule):
        met = gettext("%(met)s/%(all)s chỉ báo đạt", met=result.met, all=result.applicable)
        return f"{levels_counted(sheet, result)} {met}"
    return gettext("%(met)s/%(all)s tiêu chí đạt", met=result.met, all=result.criteria_applicable)


def _needs(sheet: Sheet, result: Result) -> tuple[str, ...]:
    """Say what each outcome above the lowest needs, where that is a number of criteria."""
    return tuple(
        gettext(
            "%(outcome)s cần ít nhất %(need)s/%(all)s tiêu chí",
            outcome=outcome_label(sheet.edition, outcome),
            need=need,
            all=result.criteria_applicable,
        )
        for outcome, need in counts_needed(sheet, result).items()
    )


def _blockers(sheet: Sheet, result: Result) -> Iterator[TaskLine]:
    gates = {one.id for one in sheet.edition.gates}
    for id_ in result.blockers:
        label = gettext("Đã xảy ra") if id_ in gates else gettext("Chưa đạt")
        yield _line(sheet, id_, "problem", label)


def _to_answer(sheet: Sheet, result: Result) -> Iterator[TaskLine]:
    for id_ in result.gates_blank:
        yield _line(sheet, id_, "open", gettext("Chưa trả lời"))
    for id_ in sheet.lacking.blank:
        if sheet.is_mandatory(id_):
            yield _line(sheet, id_, "open", gettext("Chưa trả lời"))


def _line(sheet: Sheet, id_: str, kind: str, label: str) -> TaskLine:
    """Return a line for an indicator, a gate, or a criterion by its first indicator."""
    criterion = sheet.edition.criteria.get(id_)
    item = criterion.indicators[0].id if criterion else id_
    words = text(criterion.title) if criterion else sheet.words_of(id_)
    section = sheet.section_of(item)
    url = item_url(sheet, section.key, item) if section else None
    return TaskLine(f"{id_} {words}", url, None, kind, label)


def _groups(sheet: Sheet, result: Result) -> tuple[GroupLine, ...]:
    by_level = isinstance(sheet.edition.rule, LevelsRule)
    titles = {one.id: f"{one.id}. {text(one.title)}" for one in sheet.edition.groups}
    shown_parts = {one.key for one in sheet.sections}
    return tuple(
        GroupLine(
            titles[one.id],
            item_url(sheet, one.id, "") if one.id in shown_parts else None,
            (
                f"{one.answered}/{one.applicable}",
                str(one.met),
                *(() if by_level else (percent_between(one.percent_low, one.percent_high) or "–",)),
            ),
        )
        for one in result.groups
    )
