"""The assessments of a school, by school year, and what it can open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from flask import url_for
from flask_babel import gettext
from sqlalchemy.orm import Session

from inspector.criteria.in_force import InForce
from inspector.criteria.model import CriteriaSet, Edition
from inspector.services.facts import known
from inspector.services.periods import period_of
from inspector.store import assessments, schools
from inspector.store.assessments import AssessmentLine
from inspector.store.tables import School
from inspector.web.application import application
from inspector.web.asking import today
from inspector.web.assess.outcomes import ShownScore, shown_stored
from inspector.web.assess.sheet import set_title
from inspector.web.assess.words import state_words
from inspector.web.formatting import day, moment, text
from inspector.workflow.states import OPEN, State

PAGE = 20


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    url: str
    hint: str
    kind: str
    state_label: str


@dataclass(frozen=True, slots=True)
class Year:
    """A part of the list, as task_list draws it."""

    title: str
    items: tuple[Line, ...]
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """A set that the school may open; `url` None: it may not, and `note` says why.

    `is_first`: the school has no assessment by it in this period.
    """

    set_id: str
    title: str
    about: str
    note: str
    url: str | None
    action: str
    is_first: bool


@dataclass(frozen=True, slots=True)
class IndexPage:
    school: str
    school_id: UUID
    others: tuple[tuple[str, str], ...]  # (name, address) of the person's other schools
    offers: tuple[Offer, ...]
    years: tuple[Year, ...]
    previous_url: str | None
    next_url: str | None
    facts_url: str | None


def index_page(
    session: Session, mine: Sequence[School], school: School, *, page: int, is_principal: bool
) -> IndexPage:
    """Return page `page` (from 1) of the assessments of a school; offers only on the first."""
    found = assessments.of_school(session, school.id, limit=PAGE + 1, offset=(page - 1) * PAGE)
    years = groupby(found[:PAGE], key=lambda one: one.period_code)
    offers = offers_of(session, school.id, found) if is_principal and page == 1 else ()

    def at(number: int) -> str:
        return url_for("assess.index", school=school.id, page=number)

    return IndexPage(
        school=school.name,
        school_id=school.id,
        others=tuple(
            (one.name, url_for("assess.index", school=one.id)) for one in mine if one.id != school.id
        ),
        offers=offers,
        years=tuple(
            Year(gettext("Năm học %(period)s", period=code), tuple(line_of(session, one) for one in lines))
            for code, lines in years
        ),
        previous_url=at(page - 1) if page > 1 else None,
        next_url=at(page + 1) if len(found) > PAGE else None,
        facts_url=url_for("assess.school_facts", school_id=school.id) if is_principal else None,
    )


def line_of(session: Session, one: AssessmentLine) -> Line:
    """Return one assessment of a list."""
    label, kind = state_words(one.state)
    return Line(
        set_title(one.set_id),
        url_for("assess.overview", assessment_id=one.id),
        _hint(session, one),
        kind,
        label,
    )


def _hint(session: Session, one: AssessmentLine) -> str:
    if one.state in OPEN:
        changed = gettext("sửa lần cuối %(when)s", when=moment(one.changed_at))
        return " · ".join([answered_words(one), changed])
    if one.state is State.PUT_ASIDE:
        return one.reason
    when = gettext("nộp %(day)s", day=day(one.counts_from))
    return " · ".join(part for part in (score_of(session, one).short, when) if part)


def answered_words(one: AssessmentLine) -> str:
    """Say how far an open assessment is."""
    if one.missing_facts or one.applicable is None:
        return gettext("thiếu thông tin trường")
    return gettext("%(done)s/%(total)s mục", done=one.answered, total=one.applicable)


def score_of(session: Session, one: AssessmentLine) -> ShownScore:
    """Return the stored score of an assessment in a list, in words."""
    return shown_stored(
        application().editions.by_digest(session, one.digest),
        outcomes_between=(one.outcome_low, one.outcome_high),
        tenths_between=(one.percent_low, one.percent_high),
        applicable=one.applicable,
        missing_facts=one.missing_facts,
    )


def offers_of(session: Session, school_id: UUID, lines: Sequence[AssessmentLine]) -> tuple[Offer, ...]:
    """Return every set for schools, with what this school can do about it today.

    `lines` are the school's newest assessments.
    """
    facts = schools.facts(session, school_id, today())
    code = period_of(session, today()).code
    of_year = [one for one in reversed(lines) if one.period_code == code]
    states = {one.set_id: one.state for one in of_year}
    states |= {one.set_id: one.state for one in of_year if one.state in OPEN}
    sets = application().editions.catalogue.sets.values()
    asked = [one for one in sets if one.audience == "school"]
    return tuple(
        offer for one in asked if (offer := _offer(one, school_id, facts, states.get(one.id))) is not None
    )


def _offer(
    of_set: CriteriaSet, school_id: UUID, facts: dict[str, str | None], state: State | None
) -> Offer | None:
    there = application().editions.catalogue.in_force(of_set.id, today())
    if state in OPEN or there.offered is None:
        return None
    title, about = text(of_set.title), text(of_set.about)
    url: str | None = url_for("assess.opening", school_id=school_id, set_id=of_set.id)
    action = gettext("Mở phiếu tự đánh giá") if state is None else gettext("Mở thêm một phiếu")
    note = edition_words(there)
    if not is_concerned(there.offered, facts):
        url, action, note = None, "", gettext("Không dành cho trường này, theo thông tin đã khai.")
    elif state is not None:
        note = gettext("Năm học này đã có phiếu: %(state)s.", state=state_words(state)[0])
    return Offer(of_set.id, title, about, note, url, action, is_first=state is None)


def is_concerned(edition: Edition, facts: dict[str, str | None]) -> bool:
    """Say whether an edition concerns a school; while that is not known, it does."""
    values = known(edition.facts, facts)
    concerns = edition.concerns
    return concerns is None or not concerns.facts() <= values.keys() or concerns.holds(values)


def edition_words(there: InForce) -> str:
    """Say which edition is offered on the day, and why when it is not the one in force."""
    assert there.offered is not None
    first = day(there.offered.in_force_from)
    if there.only_draft and there.draft:
        return gettext(
            "Hiện chỉ có bản dự thảo từ %(draft)s; dùng bản đã ban hành gần nhất, từ %(first)s.",
            draft=day(there.draft.in_force_from),
            first=first,
        )
    if there.edition is None:
        return gettext(
            "Hôm nay không có phiên bản nào đang hiệu lực; bản gần nhất từ %(first)s.", first=first
        )
    return gettext("Phiên bản có hiệu lực từ %(first)s", first=first)


def first_day_words(value: date) -> str:
    """Name an edition by its first day."""
    return gettext("Có hiệu lực từ %(first)s", first=day(value))
