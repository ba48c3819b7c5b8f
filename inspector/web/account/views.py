"""One's own account: password, sessions, and what is stored."""

import json
from uuid import UUID

from flask import Response, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from inspector.services import people
from inspector.services.passwords import hashed, is_right
from inspector.services.people import Doing
from inspector.store import accounts, events, signing_in
from inspector.store.events import Happened
from inspector.store.tables import Account
from inspector.web.access import somebody
from inspector.web.account import bp
from inspector.web.account.forms import ChangePasswordForm
from inspector.web.account.pages import everything_stored, own_page
from inspector.web.asking import db, now, signed_in, today
from inspector.web.signin.new_password import is_refused
from inspector.web.signin.tried import Tried, answer_too_many
from inspector.web.signin.views import begin_session_here


def to_own() -> ResponseReturnValue:
    """Go back to the page of one's own account."""
    return redirect(url_for("account.index"))


def own_before_hashing(account_id: UUID) -> Account:
    """Return one's account, and end the transaction: hashing takes long, and a writer holds others up."""
    account = db().get_one(Account, account_id)
    db().expunge(account)
    db().rollback()
    return account


@bp.get("/")
@somebody
def index() -> ResponseReturnValue:
    """Somebody looks at their own account."""
    return render_template("account/index.html", page=own_page(db(), signed_in()))


@bp.get("/password")
@somebody
def password() -> ResponseReturnValue:
    """Somebody is about to change their password."""
    return render_template("account/password.html", form=ChangePasswordForm())


@bp.post("/password")
@somebody
def change_password() -> ResponseReturnValue:
    """Somebody changes their password; every other browser is signed out."""
    who, form = signed_in(), ChangePasswordForm()
    if who.is_sample:
        abort(404)
    account = own_before_hashing(who.id)
    if not form.validate():
        return render_template("account/password.html", form=form), 422
    tried = Tried.of(who.sign_in_name)
    if tried.must_wait():
        return answer_too_many()
    if not is_right(account.password_hash, form.present.data or ""):
        form.present.errors = [gettext("Mật khẩu hiện nay không đúng")]
        return render_template("account/password.html", form=form), 422
    tried.was_right()
    if is_refused(form, account, tuple(one.place for one in who.held)):
        return render_template("account/password.html", form=form), 422
    password_hash = hashed(form.password.data or "")
    found = accounts.open_account(db(), who.id)
    if found is None:
        abort(404)
    people.set_password(db(), found, password_hash, "change_password", Doing(who.id, now(), today()))
    begin_session_here(who.id)
    flash(gettext("Đã đổi mật khẩu. Những nơi khác đã bị đăng xuất."))
    return to_own()


@bp.post("/sessions/<uuid:session_id>/end")
@somebody
def end_session(session_id: UUID) -> ResponseReturnValue:
    """Somebody signs out on another browser of theirs."""
    who = signed_in()
    if not signing_in.end_session_of(db(), who.id, session_id):
        abort(404)
    events.record(db(), [Happened(what="end_session", by=who.id, account_id=who.id, at=now())])
    flash(gettext("Đã đăng xuất ở nơi ấy."))
    return to_own()


@bp.post("/sessions/end-others")
@somebody
def end_other_sessions() -> ResponseReturnValue:
    """Somebody signs out everywhere but here."""
    who = signed_in()
    signing_in.end_other_sessions(db(), who.id, who.session_id)
    events.record(db(), [Happened(what="end_session", by=who.id, account_id=who.id, at=now())])
    flash(gettext("Đã đăng xuất ở mọi nơi khác."))
    return to_own()


@bp.get("/data")
@somebody
def data() -> ResponseReturnValue:
    """Somebody reads what is stored about them, and how a name is removed."""
    stored = everything_stored(db(), signed_in())
    return render_template("account/data.html", stored=stored)


@bp.get("/data.json")
@somebody
def data_file() -> ResponseReturnValue:
    """Somebody takes home what is stored about them."""
    stored = everything_stored(db(), signed_in())
    text = json.dumps(stored, ensure_ascii=False, indent=2, default=str)
    answer = Response(text + "\n", mimetype="application/json")
    answer.headers["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return answer
