"""Clusters of units: listed, made, changed, ended."""

from collections.abc import Sequence
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from wtforms.fields.choices import SelectChoice

from inspector.services import grouping
from inspector.services.grouping import NotPossible
from inspector.store import clusters, unit_origins
from inspector.store.tables import Unit
from inspector.web.access import for_cluster, for_role
from inspector.web.asking import db, now, signed_in, today
from inspector.web.formatting import day, lang
from inspector.web.oversee.tables import Cell, Column, Row, Table
from inspector.web.places import bp
from inspector.web.places.forms import MembersForm, NewClusterForm
from inspector.workflow.permissions import Permission, Role


@bp.get("/clusters")
@for_role(Role.ADMINISTRATOR)
def all_clusters() -> ResponseReturnValue:
    """An administrator sees the clusters, and begins a new one."""
    return _list_page(_offered(NewClusterForm(formdata=None)))


def _list_page(form: NewClusterForm) -> str:
    lines = clusters.there(db(), today())
    columns = (Column(gettext("Cụm")), Column(gettext("Thuộc")), Column(gettext("Số địa bàn"), numeric=True))
    rows = tuple(
        Row(
            one.name,
            (Cell(one.parent_name), Cell(str(one.units))),
            url_for("places.cluster", cluster_id=one.id),
        )
        for one in lines
    )
    table = Table(gettext("Cụm"), columns, rows) if rows else None
    return render_template("places/clusters.html", table=table, form=form)


def _offered(form: NewClusterForm) -> NewClusterForm:
    """Give the form its choices: units that have others below, and the old districts of these."""
    parents = clusters.parents(db(), today())
    form.parent.choices = [SelectChoice(str(one.id), one.name) for one in parents]
    areas = [(one, area) for one in parents for area in unit_origins.old_areas(db(), one.id, today())]
    form.old.choices = [
        SelectChoice("", gettext("– chọn từng địa bàn ở trang sau –")),
        *(SelectChoice(f"{one.id}:{area.code}", f"{area.name} ({one.name})") for one, area in areas),
    ]
    return form


@bp.post("/clusters")
@for_role(Role.ADMINISTRATOR)
def make_cluster() -> ResponseReturnValue:
    """An administrator makes a cluster, of an old district or empty to begin with."""
    form = _offered(NewClusterForm())
    if not form.validate():
        return _list_page(form), 422
    parent_id, members = _chosen(form)
    if parent_id is None or (form.old.data and not members):
        form.old.errors = [gettext("Chọn một địa bàn cũ thuộc đơn vị đã chọn")]
        return _list_page(form), 422
    try:
        made = grouping.make(
            db(), form.name.data, parent_id, members, from_day=today(), by=signed_in().id, at=now()
        )
    except NotPossible as error:
        form.name.errors = [error.what.in_(lang())]
        return _list_page(form), 422
    flash(gettext("Đã lập cụm. Thêm hoặc bớt địa bàn ở trang này."))
    return redirect(url_for("places.cluster", cluster_id=made.id))


def _chosen(form: NewClusterForm) -> tuple[UUID | None, Sequence[UUID]]:
    """Return the unit whose cluster it will be, and what lies in it first."""
    offered = {str(choice.value) for choice in form.parent.choices}
    if form.parent.data not in offered:
        return None, ()
    parent_id = UUID(form.parent.data)
    if not form.old.data:
        return parent_id, ()
    areas = {
        f"{parent_id}:{one.code}": one.unit_ids for one in unit_origins.old_areas(db(), parent_id, today())
    }
    return parent_id, areas.get(form.old.data, ())


@bp.get("/clusters/<uuid:cluster_id>")
@for_cluster(Permission.MANAGE_PLACES)
def cluster(cluster: Unit) -> ResponseReturnValue:
    """An administrator sees what lies in a cluster."""
    form = MembersForm(formdata=None)
    chosen = clusters.members(db(), cluster.id, today())
    form.units.data = [str(one) for one in chosen]
    return _cluster_page(cluster, form)


def _cluster_page(cluster: Unit, form: MembersForm) -> str:
    parent_id = clusters.parent_of(db(), cluster.id, today())
    may = clusters.below(db(), parent_id, today()) if parent_id else []
    form.units.choices = [SelectChoice(str(one.id), one.name) for one in may]
    return render_template(
        "places/cluster.html",
        cluster=cluster,
        form=form,
        ended=None if parent_id else day(cluster.last_day),
    )


@bp.post("/clusters/<uuid:cluster_id>")
@for_cluster(Permission.MANAGE_PLACES)
def regroup_cluster(cluster: Unit) -> ResponseReturnValue:
    """An administrator says what lies in a cluster from today on."""
    form = MembersForm()
    form.units.choices = []
    try:
        wanted = {UUID(one) for one in form.units.data or ()}
        grouping.regroup(db(), cluster, wanted, day=today(), by=signed_in().id, at=now())
    except (ValueError, NotPossible) as error:
        what = error.what.in_(lang()) if isinstance(error, NotPossible) else gettext("Chọn lại địa bàn")
        form.units.errors = [what]
        return _cluster_page(cluster, form), 422
    flash(gettext("Đã lưu. Thay đổi có hiệu lực từ hôm nay."))
    return redirect(url_for("places.cluster", cluster_id=cluster.id))


@bp.post("/clusters/<uuid:cluster_id>/end")
@for_cluster(Permission.MANAGE_PLACES)
def end_cluster(cluster: Unit) -> ResponseReturnValue:
    """An administrator ends a cluster; whoever held a role there reaches nothing through it from today on."""
    grouping.end(db(), cluster, day=today(), by=signed_in().id, at=now())
    flash(gettext("Đã kết thúc cụm."))
    return redirect(url_for("places.all_clusters"))
