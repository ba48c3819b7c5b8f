"""Choosing a password by a link that works once."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from inspector.services import people
from inspector.services.passwords import hashed
from inspector.services.people import Doing
from inspector.store import signing_in
from inspector.store.database import reading
from inspector.web.access import everyone
from inspector.web.application import application
from inspector.web.asking import db, now, today
from inspector.web.signin import bp
from inspector.web.signin.new_password import NewPasswordForm, is_refused

KEPT_BY_NOBODY = {"Cache-Control": "no-store"}


@bp.get("/link/<token>")
@everyone
def password_link(token: str) -> ResponseReturnValue:
    """Whoever was given a link is about to choose a password. Opening the link uses nothing up."""
    account = signing_in.account_of_link(db(), people.digest_of_link(token), now())
    if account is None:
        return render_template("signin/link_over.html"), 404, KEPT_BY_NOBODY
    page = render_template("signin/link.html", form=NewPasswordForm(), account=account, token=token)
    return page, 200, KEPT_BY_NOBODY


@bp.post("/link/<token>")
@everyone
def use_password_link(token: str) -> ResponseReturnValue:
    """Whoever was given a link chooses a password, and signs in with it then."""
    digest = people.digest_of_link(token)
    form = NewPasswordForm()
    # Hashing takes long, and a writer holds others up: looked up before, and again when it is kept.
    with reading(application().engine) as session:
        account = signing_in.account_of_link(session, digest, now())
    if account is not None and (not form.validate() or is_refused(form, account)):
        page = render_template("signin/link.html", form=form, account=account, token=token)
        return page, 422, KEPT_BY_NOBODY
    password_hash = hashed(form.password.data or "") if account is not None else ""
    found = signing_in.account_of_link(db(), digest, now())
    if found is None:
        return render_template("signin/link_over.html"), 404, KEPT_BY_NOBODY
    people.set_password(db(), found, password_hash, "set_password", Doing(found.id, now(), today()))
    flash(gettext("Đã đặt mật khẩu. Đăng nhập bằng mật khẩu mới."))
    return redirect(url_for("signin.sign_in"))
