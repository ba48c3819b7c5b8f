"""Signing in and out; changing the language; a fresh token for a page that stays open."""

import secrets
from urllib.parse import urlencode
from uuid import UUID

from flask import abort, g, jsonify, redirect, render_template, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_wtf.csrf import generate_csrf

from inspector.services import second_factors
from inspector.services.passwords import is_right, is_right_for_nobody
from inspector.store import accounts, events, signing_in
from inspector.store.database import reading, transaction
from inspector.store.events import Happened
from inspector.text import LANGUAGES
from inspector.web.access import everyone, somebody
from inspector.web.application import application
from inspector.web.asking import SESSION_LASTS, db, digest_of, now, person, signed_in
from inspector.web.signin import bp
from inspector.web.signin.browsers import browser_words
from inspector.web.signin.carrying import address_here, carried_on
from inspector.web.signin.page import SignInForm, code_page, sign_in_page
from inspector.web.signin.proof import account_in, proof_of
from inspector.web.signin.this_machine import comes_from_this_machine
from inspector.web.signin.tried import Tried, answer_too_many


@bp.get("/sign-in")
@everyone
def sign_in() -> ResponseReturnValue:
    """Anybody asks to sign in."""
    to = address_here(request.args.get("to", "/"))
    if person() is not None:
        return redirect(to)
    return sign_in_page(to=to)


@bp.post("/sign-in")
@everyone
def begin() -> ResponseReturnValue:
    """Somebody signs in, and goes on where they were."""
    form = SignInForm()
    to = address_here(request.form.get("to", "/"))
    if not form.validate():
        return sign_in_page(to=to, carried=carried_on(), form=form), 422
    tried = Tried.of(form.sign_in_name.data)
    if tried.must_wait():
        return answer_too_many()
    # Before this request's own transaction begins: hashing takes long, and a writer holds others up.
    with reading(application().engine) as session:
        account = accounts.by_sign_in_name(session, form.sign_in_name.data)
    right = (
        is_right_for_nobody(form.password.data)
        if account is None
        else is_right(account.password_hash, form.password.data)
    )
    if account is None or not right:
        return sign_in_page(to=to, carried=carried_on(), form=form, wrong=True), 422
    tried.was_right()
    if account.is_sample and not comes_from_this_machine():
        # Everybody knows the password of sample accounts.
        form.sign_in_name.errors = [gettext("Tài khoản mẫu chỉ dùng được trên máy đang chạy chương trình")]
        return sign_in_page(to=to, carried=carried_on(), form=form), 422
    with reading(application().engine) as session:
        factor = signing_in.second_factor(session, account.id)
    if factor is not None:
        return code_page(proof_of(account), to=to, carried=carried_on())
    return let_in(account.id, to)


@bp.post("/sign-in/code")
@everyone
def second_step() -> ResponseReturnValue:
    """Somebody whose password was right types the code of their telephone, or one on paper."""
    to = address_here(request.form.get("to", "/"))
    proof = request.form.get("proof", "")
    proven = account_in(proof)
    if proven is None:
        return sign_in_page(to=to, carried=carried_on(), late=True), 422
    tried = Tried.of(f"code of {proven[0]}")
    if tried.must_wait():
        return answer_too_many()
    with transaction(application().engine) as session:
        account = accounts.open_account(session, proven[0])
        right = (
            account is not None
            and account.password_hash.endswith(proven[1])
            and second_factors.is_right(session, account.id, request.form.get("code", ""), at=now())
        )
    if not right:
        return code_page(proof, to=to, carried=carried_on(), wrong=True), 422
    tried.was_right()
    return let_in(proven[0], to)


def begin_session_here(account_id: UUID) -> None:
    """Sign somebody in on this browser, with a token that nobody had before."""
    token = secrets.token_urlsafe(32)
    accounts.begin_session(
        db(), account_id, digest_of(token), now(), now() + SESSION_LASTS, browser=browser_words()
    )
    cookie.clear()
    # It belongs to what was just cleared; the next form of this answer gets one that is taken.
    g.pop("csrf_token", None)
    cookie["token"] = token
    cookie.permanent = True


def let_in(account_id: UUID, to: str) -> ResponseReturnValue:
    """Begin a session, and go on where the person was."""
    begin_session_here(account_id)
    events.record(db(), [Happened(what="sign_in", by=account_id, account_id=account_id, at=now())])
    waiting = carried_on()
    if waiting:
        return render_template("signin/resend.html", to=to, carried=waiting)
    return redirect(to)


@bp.post("/sign-out")
@everyone
def sign_out() -> ResponseReturnValue:
    """Somebody signs out on this browser."""
    token = cookie.get("token", "")
    who = person()
    if token and who is not None:
        accounts.end_session(db(), digest_of(token))
        events.record(db(), [Happened(what="sign_out", by=who.id, account_id=who.id, at=now())])
    cookie.clear()
    return redirect(url_for("signin.sign_in"))


@bp.get("/language/<lang>")
@everyone
def language(lang: str) -> ResponseReturnValue:
    """Anybody changes the language of the pages on this browser."""
    if lang not in LANGUAGES:
        abort(404)
    answer = redirect(address_here(request.args.get("to", "/")))
    answer.set_cookie(
        "language",
        lang,
        max_age=365 * 24 * 3600,
        samesite="Lax",
        httponly=True,
        secure=application().settings.secure_cookies,
    )
    return answer


@bp.get("/token")
@somebody
def token() -> ResponseReturnValue:
    """A page that stays open takes a fresh token before it saves, and learns whose it is."""
    return jsonify(token=generate_csrf(), account=str(signed_in().id))


def switch_language_url(lang: str) -> str:
    """Return the address that shows the page at hand in another language."""
    here = request.full_path.rstrip("?") if request.method == "GET" else request.path
    return f"{url_for('signin.language', lang=lang)}?{urlencode({'to': here})}"
