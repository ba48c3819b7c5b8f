"""Choosing an edition and opening a self-assessment."""

from dataclasses import dataclass

from flask_babel import gettext
from sqlalchemy.orm import Session

from inspector.criteria.in_force import InForce
from inspector.criteria.model import CriteriaSet, Edition, Status
from inspector.scoring.applicable import MissingFacts, applicable
from inspector.services.facts import known
from inspector.services.periods import period_of
from inspector.store import assessments, schools
from inspector.store.tables import Assessment, School
from inspector.web.application import application
from inspector.web.asking import today
from inspector.web.assess.listing import edition_words, first_day_words, is_concerned
from inspector.web.assess.words import provenance_label
from inspector.web.formatting import day, text
from inspector.workflow.states import Kind


@dataclass(frozen=True, slots=True)
class EditionChoice:
    """An edition that may be chosen; `value` is its first day, ISO."""

    value: str
    label: str
    hint: str
    provenance: str
    note: str
    checked: bool


@dataclass(frozen=True, slots=True)
class OpeningPage:
    school: str
    set_id: str
    title: str
    about: str
    period: str
    editions: tuple[EditionChoice, ...]
    warning: str | None
    missing_facts: str | None
    not_concerned: bool
    there: Assessment | None  # already open for this set and period
    before: str | None  # what earlier answers there are to begin with


def editions_for(of_set: CriteriaSet) -> dict[str, Edition]:
    """Return the editions that may be chosen today, by first day: the offered one first, a draft last."""
    there = application().editions.catalogue.in_force(of_set.id, today())
    published = application().editions.choices(of_set.id, today())
    found = [there.offered, *published, there.draft]
    return {one.in_force_from.isoformat(): one for one in found if one is not None}


def opening_page(session: Session, school: School, of_set: CriteriaSet) -> OpeningPage:
    """Return what there is to choose before a self-assessment is opened."""
    facts = schools.facts(session, school.id, today())
    period = period_of(session, today())
    there = application().editions.catalogue.in_force(of_set.id, today())
    editions = editions_for(of_set)
    offered = next(iter(editions.values()), None)
    return OpeningPage(
        school=school.name,
        set_id=of_set.id,
        title=text(of_set.title),
        about=text(of_set.about),
        period=period.code,
        editions=tuple(
            _choice(
                value,
                one,
                facts,
                checked=one is offered,
                in_force=one is there.edition and not there.drafted_since,
            )
            for value, one in editions.items()
        ),
        warning=None if offered is None or _is_plain(there) else edition_words(there),
        missing_facts=_missing(offered, facts) if offered else None,
        not_concerned=offered is not None and not is_concerned(offered, facts),
        there=assessments.open_self(session, school.id, of_set.id, period.code),
        before=_before(session, school, of_set),
    )


def _is_plain(there: InForce) -> bool:
    """Say whether a published edition covers the day and nothing has begun since."""
    return there.edition is not None and not there.drafted_since


def _before(session: Session, school: School, of_set: CriteriaSet) -> str | None:
    last = assessments.latest_counted(session, school.id, of_set.id, Kind.SELF)
    if last is None:
        return None
    when = {"day": day(last.counts_from), "period": last.period_code}
    return gettext("Lấy lại câu trả lời của phiếu nộp ngày %(day)s, năm học %(period)s", **when)


def _choice(
    value: str, edition: Edition, facts: dict[str, str | None], *, checked: bool, in_force: bool
) -> EditionChoice:
    label = first_day_words(edition.in_force_from)
    if edition.status is Status.DRAFT:
        label = gettext("%(label)s – dự thảo, chưa ban hành", label=label)
    elif in_force:
        label = gettext("%(label)s – đang hiệu lực", label=label)
    return EditionChoice(
        value,
        label,
        _size(edition, facts),
        provenance_label(edition.provenance),
        text(edition.provenance.note),
        checked,
    )


def _size(edition: Edition, facts: dict[str, str | None]) -> str:
    try:
        count = len(applicable(edition, known(edition.facts, facts)).indicators)
    except MissingFacts:
        return gettext("%(count)s mục", count=len(edition.indicators))
    return gettext("%(count)s mục áp dụng cho trường", count=count)


def _missing(edition: Edition, facts: dict[str, str | None]) -> str | None:
    missing = edition.facts_needed - known(edition.facts, facts).keys()
    titles = [text(edition.facts[one].title) for one in edition.facts if one in missing]
    return ", ".join(titles) or None
