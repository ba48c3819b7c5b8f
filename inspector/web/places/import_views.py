"""Lists of schools: given, looked at, applied, taken back."""

from flask import abort, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from inspector.services.school_lists.importing import NotPossible, drop, new_import, undo
from inspector.store import jobs
from inspector.store.tables import SchoolImport
from inspector.store.tables.school_imports import ImportState
from inspector.web.access import for_role, for_school_import
from inspector.web.asking import db, now, signed_in, today
from inspector.web.formatting import lang
from inspector.web.places import bp
from inspector.web.places.forms import ListForm
from inspector.web.places.pages import import_page
from inspector.workflow.permissions import Permission, Role

LOOK_AGAIN = 2
"""Seconds until the browser looks how far a list is."""


@bp.get("/schools/import")
@for_role(Role.ADMINISTRATOR)
def give_list() -> ResponseReturnValue:
    """An administrator chooses a list of schools."""
    return render_template("places/give.html", form=ListForm(formdata=None, data={"day": today()}))


@bp.post("/schools/import")
@for_role(Role.ADMINISTRATOR)
def take_list() -> ResponseReturnValue:
    """An administrator sends a list; a worker holds it against what is known."""
    form = ListForm()
    content = b""
    if form.validate():
        content = form.file.data.read()
        form.file.data.close()
    if not form.errors and not content:
        form.file.errors = [gettext("Tệp này trống. Chọn tệp khác")]
    if form.errors or not content:
        return render_template("places/give.html", form=form), 422
    given = new_import(
        db(),
        form.file.data.filename or "",
        content,
        day=form.day.data,
        same_names=form.same_names.data,
        by=signed_in().id,
        at=now(),
        is_sample=signed_in().is_sample,
    )
    jobs.ask(db(), "preview_schools", {"import_id": given.id}, by=signed_in().id, at=now())
    return redirect(url_for("places.school_import", import_id=given.id))


@bp.get("/imports/<uuid:import_id>")
@for_school_import(Permission.MANAGE_PLACES)
def school_import(given: SchoolImport) -> ResponseReturnValue:
    """An administrator sees how far a list is, what it would do, or what it did."""
    page = import_page(given, request.args)
    response = make_response(render_template("places/import.html", page=page, wide=True))
    if page.way is not None:
        response.headers["Refresh"] = str(LOOK_AGAIN)
    return response


def _back(given: SchoolImport) -> ResponseReturnValue:
    return redirect(url_for("places.school_import", import_id=given.id))


@bp.post("/imports/<uuid:import_id>/apply")
@for_school_import(Permission.MANAGE_PLACES)
def apply_import(given: SchoolImport) -> ResponseReturnValue:
    """An administrator takes a list as it was shown."""
    if given.state is not ImportState.CHECKED or not given.digest:
        abort(409)
    given.state = ImportState.APPLYING
    payload = {"import_id": given.id, "by": signed_in().id, "at": now().isoformat()}
    jobs.ask(db(), "apply_schools", payload, by=signed_in().id, at=now())
    return _back(given)


@bp.post("/imports/<uuid:import_id>/undo")
@for_school_import(Permission.MANAGE_PLACES)
def undo_import(given: SchoolImport) -> ResponseReturnValue:
    """An administrator takes back what a list did."""
    try:
        number = undo(db(), given, by=signed_in().id, at=now())
    except NotPossible as error:
        page = import_page(given, {})
        return render_template(
            "places/import.html", page=page, problem=error.what.in_(lang()), wide=True
        ), 409
    flash(gettext("Đã hoàn tác: %(number)s trường như trước khi nhập.", number=number))
    return _back(given)


@bp.post("/imports/<uuid:import_id>/drop")
@for_school_import(Permission.MANAGE_PLACES)
def drop_import(given: SchoolImport) -> ResponseReturnValue:
    """An administrator puts a list aside that was not applied."""
    try:
        drop(given)
    except NotPossible:
        abort(409)
    flash(gettext("Đã bỏ danh sách này. Không có gì thay đổi."))
    return redirect(url_for("places.index"))
