"""“My visits”, and how a visit opens."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from inspector.services import assessing, visiting
from inspector.store import visits
from inspector.store.tables import Assessment, Visit
from inspector.web.access import for_ratings_of_visit, for_role, for_visit
from inspector.web.asking import db, now, signed_in
from inspector.web.assess.forms import facts_form, facts_given, name_of
from inspector.web.inspect import bp
from inspector.web.inspect.diary import diary
from inspector.web.inspect.forms import PresentForm, SupplementForm
from inspector.web.inspect.opening import opening_page
from inspector.web.inspect.over import over_page
from inspector.web.inspect.visited import Visited, head, visited
from inspector.workflow.permissions import Permission, Role
from inspector.workflow.states import VisitState

PAGE = 30


@bp.get("/")
@for_role(Role.INSPECTOR)
def index() -> ResponseReturnValue:
    """An inspector looks at their visits."""
    page = max(1, request.args.get("page", 1, int))
    lines = visits.of_member(db(), signed_in().id, limit=PAGE, offset=(page - 1) * PAGE)
    shown = diary(lines, page, PAGE)
    return render_template("inspect/index.html", page=shown, is_sample=shown.is_sample)


@bp.get("/visits/<uuid:visit_id>")
@for_visit(Permission.INSPECT)
def visit(visit: Visit) -> ResponseReturnValue:
    """An inspector opens a visit: step 1, or what became of it once it is signed."""
    found = visited(visit)
    if visit.state is VisitState.SIGNED:
        return render_template("inspect/over.html", page=over_page(found), is_sample=found.school.is_sample)
    form = PresentForm(present=visits.said_on_site(db(), visit).present)
    return _opening_page(visit, form)


@bp.post("/visits/<uuid:visit_id>/begin")
@for_visit(Permission.INSPECT)
def begin(visit: Visit) -> ResponseReturnValue:
    """The team begins, or says anew who of the school is present."""
    form = PresentForm()
    if not form.validate():
        return _opening_page(visit, form), 422
    visiting.begin(db(), visit, present=form.present.data, by=signed_in().id, at=now())
    return redirect(url_for("inspect.items", visit_id=visit.id))


def _opening_page(visit: Visit, form: PresentForm) -> str:
    found = visited(visit)
    return render_template(
        "inspect/opening.html",
        visit_id=visit.id,
        page=opening_page(db(), found),
        form=form,
        has_errors=bool(form.errors),
        is_sample=found.school.is_sample,
    )


@bp.get("/visits/<uuid:visit_id>/facts")
@for_visit(Permission.INSPECT)
def facts(visit: Visit) -> ResponseReturnValue:
    """The team looks at what is known of the school."""
    found = visited(visit)
    return _facts_page(found, facts_form(found.sheet.facts_asked, found.sheet.facts))


@bp.post("/visits/<uuid:visit_id>/facts")
@for_ratings_of_visit(Permission.INSPECT)
def set_facts(visit: Visit, assessment: Assessment) -> ResponseReturnValue:
    """The team says what it found of the school; only this visit's copy of the facts changes."""
    found = visited(visit)
    asked, edition = found.sheet.facts_asked, found.sheet.edition
    form = facts_form(asked, found.sheet.facts)
    if not form.validate():
        return _facts_page(found, form), 422
    assessing.set_facts(db(), assessment, edition, facts_given(asked, form), by=signed_in().id, at=now())
    return redirect(url_for("inspect.visit", visit_id=visit.id))


def _facts_page(found: Visited, form: FlaskForm) -> str:
    return render_template(
        "inspect/facts.html",
        head=head(found, 1),
        form=form,
        fields=[form[name_of(kind)] for kind in found.sheet.facts_asked],
        has_errors=bool(form.errors),
        is_sample=found.school.is_sample,
    )


@bp.route("/visits/<uuid:visit_id>/supplement", methods=["GET", "POST"])
@for_visit(Permission.SUPPLEMENT)
def supplement(visit: Visit) -> ResponseReturnValue:
    """The team adds something to signed minutes, which stay as they are."""
    form = SupplementForm()
    if form.validate_on_submit():
        visiting.supplement(
            db(), visit, text=form.text.data, reason=form.reason.data, by=signed_in().id, at=now()
        )
        return redirect(url_for("inspect.visit", visit_id=visit.id, _anchor="supplements"))
    found = visited(visit)
    page = render_template(
        "inspect/supplement.html",
        page=over_page(found),
        form=form,
        has_errors=bool(form.errors),
        is_sample=found.school.is_sample,
    )
    return page, 422 if form.errors else 200
