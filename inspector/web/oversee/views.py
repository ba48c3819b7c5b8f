"""Figures by area: a unit, its items, the schools behind its numbers."""

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from inspector.store import units
from inspector.store.tables import Unit
from inspector.web.access import for_role, for_unit
from inspector.web.asking import db, signed_in, today
from inspector.web.oversee import bp
from inspector.web.oversee.area_page import area_page
from inspector.web.oversee.chosen import Chosen, chosen
from inspector.web.oversee.files import FILES
from inspector.web.oversee.item_pages import item_page, items_page
from inspector.web.oversee.rendering import rendered
from inspector.web.oversee.schools_behind import schools_page
from inspector.web.oversee.tables import as_file
from inspector.workflow.permissions import AT_UNIT, Permission


def _chosen(unit: Unit) -> Chosen:
    return chosen(db(), signed_in(), unit, request.args)


@bp.get("/")
@for_role(*AT_UNIT)
def index() -> ResponseReturnValue:
    """Whoever oversees begins at their own unit; with several they choose one."""
    own = units.of_person(db(), signed_in().id, today())
    ids = list(dict.fromkeys(one.id for one in own))
    if len(ids) == 1:
        return redirect(url_for("oversee.unit", unit_id=ids[0]))
    names = {one.id: one.name for one in own}
    links = [{"text": names[id_], "url": url_for("oversee.unit", unit_id=id_)} for id_ in ids]
    return render_template("oversee/units.html", links=links)


@bp.get("/units/<uuid:unit_id>")
@for_unit(Permission.SEE_FIGURES)
def unit(unit: Unit) -> ResponseReturnValue:
    """Somebody sees what the areas of a unit came to."""
    page = area_page(db(), signed_in(), _chosen(unit), request.args)
    return rendered("oversee/unit.html", page=page, is_sample=page.is_sample, wide=True)


@bp.get("/units/<uuid:unit_id>/schools")
@for_unit(Permission.SEE_FIGURES)
def unit_schools(unit: Unit) -> ResponseReturnValue:
    """Somebody sees the schools behind a number."""
    page = schools_page(db(), signed_in(), _chosen(unit), request.args)
    return rendered("oversee/unit_schools.html", page=page, is_sample=page.is_sample, wide=True)


@bp.get("/units/<uuid:unit_id>/items")
@for_unit(Permission.SEE_FIGURES)
def items(unit: Unit) -> ResponseReturnValue:
    """Somebody sees at how many schools of a unit each item is not met."""
    page = items_page(db(), signed_in(), _chosen(unit), request.args)
    return rendered("oversee/items.html", page=page, is_sample=page.is_sample, wide=True)


@bp.get("/units/<uuid:unit_id>/items/<item_id>")
@for_unit(Permission.SEE_FIGURES)
def item(unit: Unit, item_id: str) -> ResponseReturnValue:
    """Somebody sees which schools of a unit do not meet an item."""
    page = item_page(db(), signed_in(), _chosen(unit), item_id, request.args)
    return rendered("oversee/item.html", page=page, is_sample=page.is_sample, wide=True)


@bp.get("/units/<uuid:unit_id>/<table>.csv")
@for_unit(Permission.SEE_FIGURES)
def unit_file(unit: Unit, table: str) -> ResponseReturnValue:
    """Somebody takes a table of a unit's pages home."""
    if table not in FILES:
        abort(404)
    return as_file(FILES[table](db(), _chosen(unit), request.args), table)
