"""Reading the criteria sets: the catalogue and its search, a set, an edition, what changed between two."""

from typing import Any

from flask import Response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from inspector.criteria.model import CriteriaSet, Edition
from inspector.documents.edition_workbook import NotForExcel
from inspector.web.access import everyone
from inspector.web.application import application
from inspector.web.asking import db, person, today
from inspector.web.consult import bp
from inspector.web.consult.catalogue_page import shelves
from inspector.web.consult.compare_page import compare_page
from inspector.web.consult.edition_page import edition_page
from inspector.web.consult.editions import edition_of, set_that_is_gone, stored_edition
from inspector.web.consult.forms import asked_day, asked_search
from inspector.web.consult.found_page import found_page
from inspector.web.consult.missing_page import missing_page, not_for_excel
from inspector.web.consult.set_page import set_page
from inspector.web.consult.workbooks import XLSX, workbook_of
from inspector.web.oversee.paging import Paging


def _rendered(template: str, **values: Any) -> str:
    """Return a page; whoever is not signed in is offered to."""
    if person() is None:
        values["sign_in_url"] = url_for("signin.sign_in", to=request.full_path.rstrip("?"))
        values["home_url"] = url_for("consult.index")
    return render_template(f"consult/{template}.html", **values)


def _set(set_id: str) -> CriteriaSet | None:
    return application().editions.catalogue.sets.get(set_id)


def _asked_edition(set_id: str, first_day: str) -> Edition | None:
    """Return the edition that the address at hand means; with a digest the text that had it."""
    found, digest = _set(set_id), request.args.get("digest")
    shown = edition_of(found, first_day) if found else None
    if digest and (shown is None or shown.digest != digest):
        return stored_edition(db(), set_id, first_day, digest)
    return shown


def _missing(of_set: CriteriaSet | None) -> ResponseReturnValue:
    return _rendered("missing", page=missing_page(of_set)), 404


@bp.get("/")
@everyone
def index() -> ResponseReturnValue:
    """Anybody sees all sets, or the items of all sets that hold some words."""
    day, form = asked_search()
    if form.q.data:
        number = Paging.number_in(request.args)
        page = found_page(form.q.data, day, which=form.which.data or "", page=number)
        return _rendered("found", page=page, form=form, day=day)
    return _rendered("index", shelves=shelves(day), form=form, day=day)


@bp.get("/<set_id>/")
@everyone
def of_set(set_id: str) -> ResponseReturnValue:
    """Anybody sees the editions of a set and which of them is in force on a day."""
    found = _set(set_id)
    if found is None:
        return _missing(None)
    day, form = asked_day()
    return _rendered("set", page=set_page(found, day), form=form, day=day)


@bp.get("/<set_id>/<first_day>/")
@everyone
def edition(set_id: str, first_day: str) -> ResponseReturnValue:
    """Anybody reads an edition; with a digest exactly the text that had it, though its file be gone."""
    found, shown = _set(set_id), _asked_edition(set_id, first_day)
    if shown is None:
        return _missing(found)
    page = edition_page(shown, found or set_that_is_gone(set_id), today())
    return _rendered("edition", page=page, is_open="open" in request.args)


@bp.get("/<set_id>/<first_day>/edition.xlsx")
@everyone
def workbook(set_id: str, first_day: str) -> ResponseReturnValue:
    """Anybody takes an edition home as an Excel workbook."""
    shown = _asked_edition(set_id, first_day)
    if shown is None:
        return _missing(_set(set_id))
    try:
        content = workbook_of(shown)
    except NotForExcel:
        return _rendered("missing", page=not_for_excel(shown)), 422
    answer = Response(content, mimetype=XLSX)
    answer.headers["Content-Disposition"] = f'attachment; filename="{set_id}-{shown.in_force_from}.xlsx"'
    return answer


@bp.get("/<set_id>/<new_day>/compare/<old_day>")
@everyone
def compare(set_id: str, new_day: str, old_day: str) -> ResponseReturnValue:
    """Anybody sees what changed from one edition to another."""
    found = _set(set_id)
    if found is None:
        return _missing(None)
    new, old = edition_of(found, new_day), edition_of(found, old_day)
    if new is None or old is None:
        return _missing(found)
    return _rendered("compare", page=compare_page(found, old, new))
