"""Accounts: found, opened, invited, closed, and a name removed."""

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from inspector.services import people, second_factors
from inspector.services.people import Doing, LastAdministrator, NameTaken
from inspector.store.tables import Account
from inspector.web.access import for_account, for_role
from inspector.web.asking import db, now, signed_in, today
from inspector.web.formatting import moment
from inspector.web.manage import accounts_page, bp
from inspector.web.manage.account_page import account_page
from inspector.web.manage.forms import AccountForm
from inspector.workflow.permissions import Permission, Role


def doing() -> Doing:
    """Return who acts at the moment of this request."""
    return Doing(signed_in().id, now(), today())


def to_account(account: Account) -> ResponseReturnValue:
    """Go on to the page of an account."""
    return redirect(url_for("manage.account", account_id=account.id))


@bp.get("/")
@for_role(Role.ADMINISTRATOR)
def index() -> ResponseReturnValue:
    """An administrator looks for an account."""
    page = accounts_page.accounts_page(db(), request.args)
    return render_template("manage/accounts.html", page=page, wide=True)


@bp.get("/schools")
@for_role(Role.ADMINISTRATOR)
def schools() -> ResponseReturnValue:
    """An administrator sees which schools nobody leads yet."""
    return render_template("manage/schools.html", page=accounts_page.schools_page(db(), request.args))


@bp.route("/accounts/new", methods=["GET", "POST"])
@for_role(Role.ADMINISTRATOR)
def new_account() -> ResponseReturnValue:
    """An administrator opens an account; the role comes next."""
    form = AccountForm()
    wanted: dict[str, Any] = {
        name: request.args[name] for name in ("role", "place") if request.args.get(name)
    }
    if not form.validate_on_submit():
        status = 422 if form.errors else 200
        return render_template("manage/new_account.html", form=form, wanted=wanted), status
    try:
        account = people.open_account(db(), form.sign_in_name.data or "", form.name.data or "", doing())
    except NameTaken:
        form.sign_in_name.errors = [gettext("Đã có tài khoản tên này. Chọn tên đăng nhập khác.")]
        return render_template("manage/new_account.html", form=form, wanted=wanted), 422
    return redirect(url_for("manage.grant", account_id=account.id, **wanted))


@bp.get("/accounts/<uuid:account_id>")
@for_account(Permission.MANAGE_ACCOUNT)
def account(account: Account) -> ResponseReturnValue:
    """An administrator sees an account, its roles, and what was done with it."""
    page = account_page(db(), account)
    return render_template("manage/account.html", account=account, page=page, wide=True)


@bp.post("/accounts/<uuid:account_id>/link")
@for_account(Permission.MANAGE_ACCOUNT)
def make_link(account: Account) -> ResponseReturnValue:
    """An administrator makes the link by which the person chooses a password; it is shown this once."""
    if account.closed or account.is_sample:
        abort(404)
    token = people.make_link(db(), account, doing())
    url = url_for("signin.password_link", token=token, _external=True)
    ends = moment(now() + people.LINK_LASTS)
    page = render_template("manage/link.html", account=account, url=url, ends=ends)
    return page, 200, {"Cache-Control": "no-store"}


@bp.post("/accounts/<uuid:account_id>/sign-out")
@for_account(Permission.MANAGE_ACCOUNT)
def sign_out(account: Account) -> ResponseReturnValue:
    """An administrator signs a person out everywhere, as after a lost telephone."""
    people.sign_out_everywhere(db(), account, doing())
    flash(gettext("Đã đăng xuất tài khoản này ở mọi nơi."))
    return to_account(account)


@bp.post("/accounts/<uuid:account_id>/second-factor/off")
@for_account(Permission.MANAGE_ACCOUNT)
def second_factor_off(account: Account) -> ResponseReturnValue:
    """An administrator lets somebody in again who lost telephone and recovery codes."""
    second_factors.take_off(db(), account.id, by=signed_in().id, at=now())
    flash(gettext("Đã tắt đăng nhập hai bước của tài khoản này."))
    return to_account(account)


@bp.route("/accounts/<uuid:account_id>/close", methods=["GET", "POST"])
@for_account(Permission.MANAGE_ACCOUNT)
def close(account: Account) -> ResponseReturnValue:
    """An administrator lets nobody sign in with an account any more."""
    if account.closed:
        return to_account(account)
    if request.method == "GET":
        return render_template("manage/close.html", account=account, problem=None)
    try:
        people.close(db(), account, doing())
    except LastAdministrator:
        problem = gettext("Đây là quản trị viên cuối cùng. Giao vai trò này cho người khác trước.")
        return render_template("manage/close.html", account=account, problem=problem), 422
    flash(gettext("Đã đóng tài khoản."))
    return to_account(account)


@bp.post("/accounts/<uuid:account_id>/reopen")
@for_account(Permission.MANAGE_ACCOUNT)
def reopen(account: Account) -> ResponseReturnValue:
    """An administrator lets the person sign in again."""
    if account.erased:
        abort(404)
    if account.closed:
        people.reopen(db(), account, doing())
        flash(gettext("Đã mở lại tài khoản."))
    return to_account(account)


@bp.route("/accounts/<uuid:account_id>/erase", methods=["GET", "POST"])
@for_account(Permission.MANAGE_ACCOUNT)
def erase(account: Account) -> ResponseReturnValue:
    """An administrator removes a person's name; what they did keeps a random key."""
    if account.erased or not account.closed:
        return to_account(account)
    if request.method == "GET":
        return render_template("manage/erase.html", account=account)
    people.erase(db(), account, doing())
    flash(gettext("Đã xoá tên. Những việc người này đã làm nay mang mã %(key)s.", key=account.name))
    return to_account(account)
