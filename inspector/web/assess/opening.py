"""Choosing an edition and opening a self-assessment."""

from dataclasses import dataclass

from flask_babel import gettext
from sqlalchemy.orm import Session

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
from inspector.web.formatting import text


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
    title: str
    about: str
    period: str
    editions: tuple[EditionChoice, ...]
    warning: str | None
    missing_facts: str | None
    not_concerned: bool
    there: Assessment | None  # already open for this set and period


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
        title=text(of_set.title),
        about=text(of_set.about),
        period=period.code,
        editions=tuple(
            _choice(value, one, facts, checked=one is offered, in_force=one is there.edition)
            for value, one in editions.items()
        ),
        warning=None if there.edition or offered is None else edition_words(there),
        missing_facts=_missing(offered, facts) if offered else None,
        not_concerned=offered is not None and not is_concerned(offered, facts),
        there=assessments.open_self(session, school.id, of_set.id, period.code),
    )


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
