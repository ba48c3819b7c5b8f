"""Visits: listed, planned, one of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from flask import url_for
from flask_babel import gettext
from sqlalchemy.orm import Session

from inspector.criteria.in_force import published
from inspector.criteria.model import Edition
from inspector.store import accounts, schools, visits
from inspector.store.accounts import Person
from inspector.store.tables import School, Visit
from inspector.store.tables.visits import TeamPart
from inspector.text import sort_key
from inspector.web.application import application
from inspector.web.asking import today
from inspector.web.assess.listing import is_concerned
from inspector.web.assess.sheet import set_title
from inspector.web.formatting import day, moment
from inspector.web.inspect.cards import Card, cards
from inspector.web.inspect.words import TEAM_PARTS, VISIT_KINDS, VISIT_STATES
from inspector.web.oversee.chosen import edition_words
from inspector.web.oversee.forms import VisitForm, day_of
from inspector.web.oversee.paging import Paging, paging
from inspector.web.oversee.tables import Table
from inspector.web.oversee.visit_tables import visits_table
from inspector.workflow.permissions import AT_UNIT, Permission, Role
from inspector.workflow.states import VisitState

A_PAGE = 25
ALL = 100_000
OF_THE_DAY = "day:"
"""Before the id of a set: whichever of its editions is in force on the day of the visit."""


@dataclass(frozen=True, slots=True)
class VisitsPage:
    table: Table | None
    paging: Paging
    may_open: bool
    is_sample: bool


def visits_page(session: Session, who: Person, args: Mapping[str, str]) -> VisitsPage:
    """Return the visits to schools in reach, the newest first."""
    page = Paging.number_in(args)
    lines = visits.in_reach(session, who.id, today(), limit=A_PAGE, offset=(page - 1) * A_PAGE)
    csv_url = url_for("oversee.visits_file")
    return VisitsPage(
        table=visits_table(session, lines[:A_PAGE], csv_url=csv_url) if lines else None,
        paging=paging(page, len(lines) > A_PAGE, "oversee.visits"),
        may_open=who.has(Role.REVIEWER),
        is_sample=any(one.is_sample for one in lines),
    )


def visits_file(session: Session, who: Person) -> Table:
    """Return all visits as one table."""
    return visits_table(session, visits.in_reach(session, who.id, today(), limit=ALL))


def offered_criteria(facts: Mapping[str, str | None]) -> dict[str, str]:
    """Return what a visit may be made by, to a school of which these facts are known.

    Of every set that concerns it the edition of the day of the visit comes first; other published editions
    follow, for a visit that looks again at what was rated by one of them.
    """
    catalogue = application().editions.catalogue
    of_the_day: dict[str, str] = {}
    others: dict[str, str] = {}
    for one in sorted(
        application().editions.for_schools(today()), key=lambda one: sort_key(set_title(one.id))
    ):
        there = catalogue.in_force(one.id, today())
        if there.offered is None or not is_concerned(there.offered, facts):
            continue
        title = set_title(one.id)
        of_the_day[f"{OF_THE_DAY}{one.id}"] = gettext(
            "%(title)s – bản có hiệu lực vào ngày kiểm tra", title=title
        )
        others |= {
            each.digest: gettext("%(title)s – %(edition)s", title=title, edition=edition_words(each))
            for each in reversed(published(one.editions))
            if each is not there.edition
        }
    return of_the_day | others


def edition_of(session: Session, form: VisitForm) -> Edition | None:
    """Return the edition that a form names; None where none of its set is in force on that day."""
    named = str(form.criteria.data)
    if named.startswith(OF_THE_DAY):
        set_id = named.removeprefix(OF_THE_DAY)
        return application().editions.catalogue.in_force(set_id, day_of(form)).offered
    return application().editions.by_digest(session, named)


def visit_form(session: Session, who: Person, school: School, form: VisitForm) -> VisitForm:
    """Give a form its choices: criteria, and inspectors near the school."""
    people = accounts.inspectors_near(session, school.id, who.id, today())
    criteria = offered_criteria(schools.facts(session, school.id, today()))
    form.offer(criteria, {str(id_): name for id_, name in people})
    return form


def team_of(form: VisitForm) -> dict[UUID, TeamPart]:
    """Return the team that a form names."""
    members = {UUID(one): TeamPart.MEMBER for one in form.members.data or ()}
    return {**members, UUID(str(form.leader.data)): TeamPart.LEADER}


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a summary list."""

    key: str
    value: str | None
    url: str | None = None
    action: str | None = None
    hidden: str | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class VisitPage:
    id: UUID
    title: str
    state: str
    state_kind: str
    lines: tuple[Line, ...]
    findings: tuple[Card, ...]
    minutes_url: str | None
    result_url: str | None
    cancel_url: str | None
    is_sample: bool


def visit_page(session: Session, who: Person, visit: Visit) -> VisitPage:
    """Return a visit; findings and result only once both sides have signed."""
    assessment, school = visits.with_school(session, visit)
    edition = application().editions.by_digest(session, assessment.digest)
    label, kind = VISIT_STATES[visit.state]
    signed = visit.state is VisitState.SIGNED
    team = visits.team(session, visit.id)
    may_cancel = (
        visit.state is VisitState.PLANNED
        and visits.granted(session, visit.id, who.id, Permission.OPEN_VISIT, today()) is not None
    )
    findings = visits.findings_of_visit(session, visit.id) if signed else []
    school_url = url_for("oversee.school", school_id=school.id) if who.has(*AT_UNIT) else None
    lines = [
        Line(gettext("Trường"), school.name, school_url, gettext("Xem")),
        Line(gettext("Ngày kiểm tra"), day(visit.day)),
        Line(gettext("Loại kiểm tra"), str(VISIT_KINDS[visit.kind])),
        Line(gettext("Bộ tiêu chí"), f"{set_title(assessment.set_id)}, {edition_words(edition)}"),
        *(Line(str(TEAM_PARTS[part]), name) for _, name, part in team),
        *([Line(gettext("Ký lúc"), moment(visit.signed_at))] if signed else ()),
    ]
    return VisitPage(
        id=visit.id,
        title=gettext("Kiểm tra %(school)s, %(day)s", school=school.name, day=day(visit.day)),
        state=str(label),
        state_kind=kind,
        lines=tuple(lines),
        findings=cards(session, findings),
        minutes_url=url_for("inspect.minutes", visit_id=visit.id) if signed else None,
        result_url=url_for("oversee.assessment", assessment_id=assessment.id) if signed else None,
        cancel_url=url_for("oversee.cancel_visit", visit_id=visit.id) if may_cancel else None,
        is_sample=school.is_sample,
    )
