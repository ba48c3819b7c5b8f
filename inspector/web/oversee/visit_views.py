"""Planning visits and following them."""

from uuid import UUID

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from inspector.services import visiting
from inspector.services.assessing import NotConcerned
from inspector.services.periods import begun_period
from inspector.store.tables import School, Visit
from inspector.store.tables.visits import VisitKind
from inspector.web.access import for_role, for_school, for_visit
from inspector.web.asking import db, now, signed_in
from inspector.web.oversee import bp
from inspector.web.oversee import visit_pages as pages
from inspector.web.oversee.forms import VisitForm, day_of
from inspector.web.oversee.rendering import rendered
from inspector.web.oversee.tables import as_file
from inspector.workflow.permissions import AT_UNIT, Permission, Role


@bp.get("/visits")
@for_role(*AT_UNIT)
def visits() -> ResponseReturnValue:
    """Somebody sees the visits to schools in their reach."""
    page = pages.visits_page(db(), signed_in(), request.args)
    return rendered("oversee/visits.html", page=page, is_sample=page.is_sample, wide=True)


@bp.get("/visits.csv")
@for_role(*AT_UNIT)
def visits_file() -> ResponseReturnValue:
    """Somebody takes the list of visits home."""
    return as_file(pages.visits_file(db(), signed_in()), "visits")


@bp.get("/visits/new")
@for_role(Role.REVIEWER)
def choose_school() -> ResponseReturnValue:
    """A reviewer who wants to open a visit chooses the school first."""
    try:
        school = UUID(request.args["school"]) if "school" in request.args else None
    except ValueError:
        abort(404)
    if school is not None:
        return redirect(url_for("oversee.new_visit", school_id=school))
    return redirect(url_for("oversee.schools", choose="visit"))


@bp.get("/schools/<uuid:school_id>/visits/new")
@for_school(Permission.OPEN_VISIT)
def new_visit(school: School) -> ResponseReturnValue:
    """A reviewer plans a visit to a school."""
    form = pages.visit_form(db(), signed_in(), school, VisitForm(formdata=None, kind=VisitKind.PLANNED.value))
    return _form_page(school, form)


def _form_page(school: School, form: VisitForm) -> str:
    return rendered("oversee/new_visit.html", school=school, form=form, is_sample=school.is_sample)


@bp.post("/schools/<uuid:school_id>/visits/new")
@for_school(Permission.OPEN_VISIT)
def open_visit(school: School) -> ResponseReturnValue:
    """A reviewer opens a visit: by which criteria, when, who goes."""
    form = pages.visit_form(db(), signed_in(), school, VisitForm())
    if not form.validate() or not form.is_offered():
        return _form_page(school, form), 422
    edition = pages.edition_of(db(), form)
    if edition is None:
        form.criteria.errors = [gettext("Chọn bộ tiêu chí có hiệu lực vào ngày này")]
        return _form_page(school, form), 422
    try:
        visit = visiting.open_visit(
            db(),
            school_id=school.id,
            edition=edition,
            period=begun_period(db(), day_of(form)),
            kind=VisitKind(form.kind.data),
            day=day_of(form),
            team=pages.team_of(form),
            by=signed_in().id,
            at=now(),
        )
    except NotConcerned:
        form.criteria.errors = [gettext("Bộ tiêu chí này không dành cho trường này, theo thông tin đã khai")]
        return _form_page(school, form), 422
    flash(gettext("Đã mở đợt kiểm tra. Các thành viên thấy đợt này trong lịch của mình."))
    return redirect(url_for("oversee.visit", visit_id=visit.id))


@bp.get("/visits/<uuid:visit_id>")
@for_visit(Permission.SEE_VISIT)
def visit(visit: Visit) -> ResponseReturnValue:
    """Somebody sees who goes where and when, and once signed what was found."""
    page = pages.visit_page(db(), signed_in(), visit)
    return rendered("oversee/visit.html", page=page, is_sample=page.is_sample)


@bp.get("/visits/<uuid:visit_id>/cancel")
@for_visit(Permission.OPEN_VISIT)
def cancel_visit(visit: Visit) -> ResponseReturnValue:
    """A reviewer is asked whether a visit is to be called off."""
    page = pages.visit_page(db(), signed_in(), visit)
    return rendered("oversee/cancel_visit.html", page=page, is_sample=page.is_sample)


@bp.post("/visits/<uuid:visit_id>/cancel")
@for_visit(Permission.OPEN_VISIT)
def cancel_it(visit: Visit) -> ResponseReturnValue:
    """A reviewer calls off a visit that has not begun."""
    visiting.cancel(db(), visit, by=signed_in().id, at=now())
    flash(gettext("Đã huỷ đợt kiểm tra."))
    return redirect(url_for("oversee.visits"))
