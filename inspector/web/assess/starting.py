"""Before an assessment: the list, the facts of the school, opening one."""

from uuid import UUID

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from inspector.criteria.model import CriteriaSet, Edition
from inspector.services import carrying
from inspector.services.assessing import AlreadyOpen, NotConcerned, open_assessment
from inspector.services.describing import set_school_facts
from inspector.services.periods import begun_period
from inspector.store import assessments, schools
from inspector.store.tables import Assessment, School
from inspector.web.access import for_role, for_school
from inspector.web.application import application
from inspector.web.asking import db, now, signed_in, today
from inspector.web.assess import bp
from inspector.web.assess.forms import EditionForm, asked, facts_form, facts_given
from inspector.web.assess.listing import index_page, line_of
from inspector.web.assess.opening import editions_for, opening_page
from inspector.workflow.permissions import AT_SCHOOL, Permission, Role
from inspector.workflow.states import OPEN, Kind

MOST_PAGES = 100_000


@bp.get("/")
@for_role(*AT_SCHOOL)
def index() -> ResponseReturnValue:
    """Somebody at a school sees its self-assessments and what can be opened."""
    mine = schools.of_person(db(), signed_in().id, today())
    wanted = request.args.get("school", type=UUID)
    school = next((one for one in mine if wanted in (None, one.id)), None)
    number = request.args.get("page", 1, type=int)
    if school is None or not 1 <= number <= MOST_PAGES:
        abort(404)
    page = index_page(db(), mine, school, page=number, is_principal=_leads(school))
    return render_template("assess/index.html", page=page)


def _leads(school: School) -> bool:
    return any(one.role is Role.PRINCIPAL and one.school_id == school.id for one in signed_in().held)


@bp.route("/schools/<uuid:school_id>/facts", methods=["GET", "POST"])
@for_school(Permission.CHANGE_FACTS)
def school_facts(school: School) -> ResponseReturnValue:
    """A principal says what holds of the school, from a day on."""
    kinds = application().editions.facts_of_schools(today())
    form = facts_form(kinds.values(), schools.facts(db(), school.id, today()), from_day=today())
    if form.is_submitted() and form.validate():
        given = facts_given(kinds.values(), form)
        day = form["from_day"].data
        set_school_facts(db(), school.id, kinds, given, day, by=signed_in().id, at=now())
        return redirect(url_for("assess.school_facts", school_id=school.id, saved=1))
    drafts = assessments.of_school(db(), school.id, states=OPEN, limit=20)
    page = render_template(
        "assess/school_facts.html",
        form=form,
        asked=asked(kinds.values()),
        school=school.name,
        drafts=[
            {"text": line_of(db(), one).text, "url": url_for("assess.facts", assessment_id=one.id)}
            for one in drafts
        ],
        saved="saved" in request.args and not form.errors,
    )
    return page, 422 if form.errors else 200


@bp.get("/schools/<uuid:school_id>/open/<set_id>")
@for_school(Permission.OPEN_ASSESSMENT)
def opening(school: School, set_id: str) -> ResponseReturnValue:
    """A principal chooses the edition before opening a self-assessment."""
    of_set = _set(set_id)
    return _opening(school, of_set, EditionForm(formdata=None))


@bp.post("/schools/<uuid:school_id>/open/<set_id>")
@for_school(Permission.OPEN_ASSESSMENT)
def open_(school: School, set_id: str) -> ResponseReturnValue:
    """A principal opens a self-assessment by the chosen edition, for the school year of today."""
    of_set = _set(set_id)
    form = EditionForm()
    edition = editions_for(of_set).get(form.edition.data or "")
    if edition is None:
        if form.validate():
            form.edition.errors = [gettext("Chọn một phiên bản trong danh sách")]
        return _opening(school, of_set, form), 422
    try:
        made = open_assessment(
            db(),
            school_id=school.id,
            edition=edition,
            period=begun_period(db(), today()),
            day=today(),
            by=signed_in().id,
            at=now(),
        )
    except (AlreadyOpen, NotConcerned):
        return _opening(school, of_set, form), 409
    if form.take_over.data:
        _take_over(made, edition)
    return redirect(url_for("assess.overview", assessment_id=made.id))


def _take_over(made: Assessment, edition: Edition) -> None:
    """Begin with the answers of the last one that counts, of whatever edition."""
    assert made.school_id is not None
    last = assessments.latest_counted(db(), made.school_id, made.set_id, Kind.SELF)
    if last is not None:
        old = application().editions.by_digest(db(), last.digest)
        carrying.take_over(db(), made, last, old, edition, from_earlier=True, by=signed_in().id, at=now())


def _set(set_id: str) -> CriteriaSet:
    found = application().editions.catalogue.sets.get(set_id)
    return found if found is not None and found.audience == "school" else abort(404)


def _opening(school: School, of_set: CriteriaSet, form: EditionForm) -> str:
    page = opening_page(db(), school, of_set)
    return render_template("assess/opening.html", page=page, form=form, school_id=school.id)
