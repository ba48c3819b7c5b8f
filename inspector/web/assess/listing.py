"""The assessments of a school, by school year, and what it can open."""

from collections.abc import Mapping, Sequence
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
from inspector.text import sort_key
from inspector.web.application import application
from inspector.web.asking import today
from inspector.web.assess.outcomes import ShownScore, shown_stored
from inspector.web.assess.sheet import set_title
from inspector.web.assess.words import state_words
from inspector.web.formatting import day, moment, text
from inspector.workflow.states import COUNTED, OPEN, State

PAGE = 20
SHORT = 150
"""Letters of what a set is about, in a list of many."""

EVERY_YEAR = ("preschool-accreditation", "injury-prevention", "food-safety")
"""What preschools answer every school year, the first of them first; other sets as they choose."""


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
    """A set that the school may open, as task_list draws it."""

    set_id: str
    text: str
    url: str
    hint: str
    kind: str = ""
    state_label: str = ""


@dataclass(frozen=True, slots=True)
class Offers:
    """`first`: answered every year, or by this school before; `more`: the others; `again`: answered already
    in this period. `without` names the sets that concern other schools than this one."""

    first: tuple[Offer, ...] = ()
    more: tuple[Offer, ...] = ()
    again: tuple[Offer, ...] = ()
    without: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.first or self.more or self.again)


@dataclass(frozen=True, slots=True)
class IndexPage:
    school: str
    school_id: UUID
    others: tuple[tuple[str, str], ...]  # (name, address) of the person's other schools
    offers: Offers
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
    offers = offers_of(session, school.id, found) if is_principal and page == 1 else Offers()

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


def offers_of(session: Session, school_id: UUID, lines: Sequence[AssessmentLine]) -> Offers:
    """Return the sets that this school can open today; `lines` are its newest assessments."""
    facts = schools.facts(session, school_id, today())
    code = period_of(session, today()).code
    of_year = [one for one in reversed(lines) if one.period_code == code]
    states = {one.set_id: one.state for one in of_year}
    states |= {one.set_id: one.state for one in of_year if one.state in OPEN}
    before = {one.set_id for one in lines if one.state in COUNTED}
    found: dict[str, list[Offer]] = {"first": [], "more": [], "again": []}
    without = []
    for of_set in sorted(application().editions.for_schools(today()), key=_place):
        there = application().editions.catalogue.in_force(of_set.id, today())
        state = states.get(of_set.id)
        if there.offered is None or state in OPEN:
            continue
        if not is_concerned(there.offered, facts):
            without.append(text(of_set.title))
            continue
        usual = of_set.id in EVERY_YEAR or of_set.id in before
        part = "again" if state is not None else "first" if usual else "more"
        found[part].append(_offer(of_set, there, school_id, state))
    return Offers(tuple(found["first"]), tuple(found["more"]), tuple(found["again"]), tuple(without))


def _place(of_set: CriteriaSet) -> tuple[int, str]:
    """Return what orders sets: those of every year as they are listed, then the others by their titles."""
    usual = EVERY_YEAR.index(of_set.id) if of_set.id in EVERY_YEAR else len(EVERY_YEAR)
    return usual, sort_key(text(of_set.title))


def _offer(of_set: CriteriaSet, there: InForce, school_id: UUID, state: State | None) -> Offer:
    said = edition_words(there)
    if state is not None:
        said = gettext("Năm học này đã có phiếu: %(state)s.", state=state_words(state)[0])
    return Offer(
        set_id=of_set.id,
        text=text(of_set.title),
        url=url_for("assess.opening", school_id=school_id, set_id=of_set.id),
        hint=f"{in_short(text(of_set.about))} {said}",
    )


def in_short(words: str) -> str:
    """Return the first sentence of a text, cut at a word where it is long."""
    first = words.split(". ")[0].rstrip(".")
    if len(first) <= SHORT:
        return f"{first}."
    return f"{first[:SHORT].rsplit(' ', 1)[0].rstrip(',;:')} …"


def is_concerned(edition: Edition, facts: Mapping[str, str | None]) -> bool:
    """Say whether an edition concerns a school; while that is not known, it does."""
    values = known(edition.facts, facts)
    concerns = edition.concerns
    return concerns is None or not concerns.facts() <= values.keys() or concerns.holds(values)


def edition_words(there: InForce) -> str:
    """Say which edition is offered on the day, and why when it is not the one in force."""
    assert there.offered is not None
    first = day(there.offered.in_force_from)
    if there.draft is not None:
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
