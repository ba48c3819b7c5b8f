"""How far a school is: outcome with its interval, what blocks, the way on, what could be lost."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from uuid import UUID

from flask_babel import gettext, ngettext
from sqlalchemy.orm import Session

from inspector.criteria.model import CountRule, LevelsRule, PointsRule
from inspector.scoring.applicable import variant_of
from inspector.scoring.count import least
from inspector.scoring.result import Result
from inspector.services.facts import known
from inspector.store import schools
from inspector.web.assess.comparison import Comparison, comparison
from inspector.web.assess.group_page import missing_facts_words
from inspector.web.assess.outcomes import ShownScore, outcome_label, percent_between, shown_result
from inspector.web.assess.route_page import RoutePage, item_url, route_page
from inspector.web.assess.sheet import Sheet
from inspector.web.assess.tasks import TaskLine
from inspector.web.assess.what_if import WhatIf, what_if
from inspector.web.assess.words import provenance_label
from inspector.web.formatting import day, number, text


@dataclass(frozen=True, slots=True)
class Limit:
    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Gauge:
    """A line from 0 to 100; `score` None while the score is an interval."""

    score: float | None
    low: float
    high: float
    limits: tuple[Limit, ...]
    marks: tuple[Limit, ...]
    title: str
    description: str


@dataclass(frozen=True, slots=True)
class Level:
    """A step of the ladder; `state` is reached, current or open."""

    label: str
    text: str
    state: str
    state_label: str


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
        missing_facts=missing_facts_words(sheet),
        is_open=sheet.is_open,
        standing=standing(sheet, result, inspection, target=target, chosen=chosen) if result else None,
        inspection=inspection,
        provenance=provenance_label(edition.provenance),
        provenance_note=text(edition.provenance.note),
    )


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
        gauge=_gauge(sheet, result, inspection),
        ladder=_ladder(sheet, result),
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
        return gettext("%(met)s/%(all)s chỉ báo đạt", met=result.met, all=result.applicable)
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
        for outcome, need in _counts_needed(sheet, result).items()
    )


def _counts_needed(sheet: Sheet, result: Result) -> dict[str, int]:
    rule = sheet.edition.rule
    if not isinstance(rule, CountRule) or not result.criteria_applicable:
        return {}
    variant = variant_of(sheet.edition, rule, known(sheet.edition.facts, sheet.facts))
    needs = variant.reach.items()
    return {id_: least(need, result.criteria_applicable, rule.not_applicable) for id_, need in needs}


def _gauge(sheet: Sheet, result: Result, inspection: Comparison | None) -> Gauge | None:
    low, high = result.percent_low, result.percent_high
    if low is None or high is None:
        return None
    rule = sheet.edition.rule
    limits: tuple[Limit, ...] = ()
    if isinstance(rule, PointsRule):
        limits = tuple(Limit(float(one.from_), number(one.from_)) for one in rule.bands[1:])
    else:
        needed = _counts_needed(sheet, result)
        limits = tuple(
            Limit(100 * need / result.criteria_applicable, outcome_label(sheet.edition, id_))
            for id_, need in needed.items()
        )
    seen = inspection.percent if inspection else None
    marks = (
        (Limit(float(seen), gettext("đoàn: %(percent)s", percent=number(seen))),) if seen is not None else ()
    )
    words = percent_between(low, high)
    names = ", ".join(one.label for one in limits)
    return Gauge(
        score=float(low) if low == high else None,
        low=float(low),
        high=float(high),
        limits=limits,
        marks=marks,
        title=gettext("Tỷ lệ đạt: %(percent)s", percent=words),
        description=gettext("Trên thước từ 0 đến 100; các ngưỡng: %(limits)s.", limits=names or "–"),
    )


def _ladder(sheet: Sheet, result: Result) -> tuple[Level, ...]:
    rule = sheet.edition.rule
    low = result.outcome_low
    if not isinstance(rule, LevelsRule) or not isinstance(low, int):
        return ()
    labels = {0: rule.below, **rule.labels}
    steps = []
    for level, label in labels.items():
        at = sum(isinstance(one, int) and one >= level for one in result.criteria.values())
        count = gettext("%(at)s/%(all)s tiêu chí", at=at, all=result.criteria_applicable)
        state, said = _step_state(level, low)
        steps.append(Level(text(label), count if level else "", state, said))
    return tuple(steps)


def _step_state(level: int, low: int) -> tuple[str, str]:
    if level == low:
        return "current", gettext("Đang ở đây")
    return ("reached", gettext("Đã đạt")) if level < low else ("open", gettext("Chưa đạt"))


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
