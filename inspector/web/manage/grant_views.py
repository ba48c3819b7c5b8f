"""Roles of an account: given from a day to a day, and ended."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from inspector.services import people as steps
from inspector.services.people import HeldAlready, LastAdministrator, holds_at_school, holds_nowhere
from inspector.store import people
from inspector.store.people import Place
from inspector.store.tables import Account, School
from inspector.web.access import for_account
from inspector.web.asking import db, today
from inspector.web.manage import bp
from inspector.web.manage.forms import EndForm, GrantForm, place_error
from inspector.web.manage.views import doing, to_account
from inspector.web.manage.words import days_words, role_and_place
from inspector.workflow.permissions import Permission, Role


def _shown(
    account: Account, form: GrantForm, found: Sequence[Place] = (), *, status: int = 422
) -> ResponseReturnValue:
    units = people.unit_names_of(db(), [one.id for one in found if isinstance(one, School)], today())
    choices = [(one.id, one.name, one.code, units.get(one.id, "")) for one in found]
    return render_template("manage/grant.html", account=account, form=form, choices=choices), status


@bp.get("/accounts/<uuid:account_id>/roles/new")
@for_account(Permission.MANAGE_ACCOUNT)
def grant(account: Account) -> ResponseReturnValue:
    """An administrator is about to give a person a role."""
    if account.erased:
        abort(404)
    role = request.args.get("role", "")
    form = GrantForm(
        formdata=None, data={"role": role, "place": request.args.get("place", ""), "first_day": today()}
    )
    form.offer()
    return _shown(account, form, status=200)


@bp.post("/accounts/<uuid:account_id>/roles/new")
@for_account(Permission.MANAGE_ACCOUNT)
def give_grant(account: Account) -> ResponseReturnValue:
    """An administrator gives a person a role; where names are alike, the place is chosen from a list."""
    if account.erased:
        abort(404)
    form = GrantForm()
    form.offer()
    if not form.validate():
        return _shown(account, form)
    role, words = Role(form.role.data), (form.place.data or "").strip()
    place_id: UUID | None = None
    if not holds_nowhere(role):
        if not words:
            form.place.errors = [gettext("Nhập tên hoặc mã của nơi giữ vai trò")]
            return _shown(account, form)
        found = people.places_called(db(), words, today(), schools=holds_at_school(role))
        chosen = _chosen(found, words)
        if chosen is None:
            form.place.errors = [place_error(found)]
            return _shown(account, form, found)
        place_id = chosen.id
    try:
        steps.grant(db(), account, role, place_id, form.days(), doing())
    except HeldAlready:
        form.role.errors = [gettext("Người này đã giữ vai trò ấy ở đó vào thời gian này")]
        return _shown(account, form)
    flash(gettext("Đã giao vai trò."))
    return to_account(account)


def _chosen(found: Sequence[Place], words: str) -> Place | None:
    """Return the place that was chosen from the list, or the only one that has the code typed."""
    named = [one for one in found if str(one.id) == request.form.get("place_id")]
    of_code = [one for one in found if one.code == words]
    return named[0] if named else of_code[0] if len(of_code) == 1 else None


@bp.route("/accounts/<uuid:account_id>/roles/<uuid:grant_id>/end", methods=["GET", "POST"])
@for_account(Permission.MANAGE_ACCOUNT)
def end_grant(account: Account, grant_id: UUID) -> ResponseReturnValue:
    """An administrator lets a role end, at once or on a day."""
    held = people.grant_of(db(), account.id, grant_id)
    if held is None:
        abort(404)
    form = EndForm()
    (line,) = [one for one in people.grants(db(), [account.id]) if one.id == grant_id]
    words = f"{role_and_place(line.role, line.place)} ({days_words(line.first_day, line.last_day)})"
    if not form.validate_on_submit():
        page = render_template("manage/end_grant.html", account=account, form=form, words=words, id=grant_id)
        return page, 422 if form.errors else 200
    try:
        steps.end_grant(db(), account, held, form.last_day.data or today() - timedelta(days=1), doing())
    except LastAdministrator:
        form.last_day.errors = [
            gettext("Đây là quản trị viên cuối cùng. Giao vai trò này cho người khác trước.")
        ]
        page = render_template("manage/end_grant.html", account=account, form=form, words=words, id=grant_id)
        return page, 422
    flash(gettext("Đã kết thúc vai trò."))
    return redirect(url_for("manage.account", account_id=account.id))
