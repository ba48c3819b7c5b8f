"""The second step of signing in: set up with a code of one's telephone, and taken off again."""

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from itsdangerous import BadData, URLSafeTimedSerializer

from inspector.services import second_factors
from inspector.services.passwords import is_right
from inspector.web.access import must_set_up_second_factor, somebody, somebody_on_the_way_in
from inspector.web.account import bp
from inspector.web.account.forms import CodeForm, PresentPasswordForm
from inspector.web.account.views import own_before_hashing, to_own
from inspector.web.application import application
from inspector.web.asking import db, now, signed_in
from inspector.web.signin.tried import Tried, answer_too_many

LASTS = 3600  # seconds that a secret waits for its first code
KEPT_BY_NOBODY = {"Cache-Control": "no-store"}


def _signer() -> URLSafeTimedSerializer:
    """The secret waits on the page: nothing is kept before a code shows that the telephone knows it."""
    return URLSafeTimedSerializer(application().settings.secret_key, salt=f"secret of {signed_in().id}")


def _page(form: CodeForm, secret: str, *, status: int = 200) -> ResponseReturnValue:
    who = signed_in()
    page = render_template(
        "account/second_factor.html",
        form=form,
        secret=" ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        url=second_factors.address_for_telephone(secret, gettext("Tự đánh giá mầm non"), who.sign_in_name),
        waiting=_signer().dumps(secret),
        is_asked=must_set_up_second_factor(who),
    )
    return page, status, KEPT_BY_NOBODY


@bp.get("/second-factor")
@somebody_on_the_way_in
def second_factor() -> ResponseReturnValue:
    """Somebody is about to let a telephone take part in signing in."""
    # In the place of one that works, only after that was taken off with the password.
    return to_own() if signed_in().has_second_factor else _page(CodeForm(), second_factors.new_secret())


@bp.post("/second-factor")
@somebody_on_the_way_in
def set_up_second_factor() -> ResponseReturnValue:
    """Somebody shows that the telephone knows the secret, and gets codes for the day when it is lost."""
    who, form = signed_in(), CodeForm()
    if who.has_second_factor:
        return to_own()
    try:
        secret = str(_signer().loads(request.form.get("waiting", ""), max_age=LASTS))
    except BadData:
        return _page(form, second_factors.new_secret(), status=422)
    if not form.validate():
        return _page(form, secret, status=422)
    codes = second_factors.set_up(db(), who.id, secret, form.code.data or "", at=now())
    if codes is None:
        form.code.errors = [gettext("Mã không đúng. Xem giờ của điện thoại có đúng không, rồi nhập mã mới.")]
        return _page(form, secret, status=422)
    return render_template("account/recovery_codes.html", codes=codes), 200, KEPT_BY_NOBODY


@bp.route("/second-factor/off", methods=["GET", "POST"])
@somebody
def second_factor_off() -> ResponseReturnValue:
    """Somebody wants to sign in with the password alone again, and types it."""
    who, form = signed_in(), PresentPasswordForm()
    if request.method == "GET":
        return render_template("account/second_factor_off.html", form=form)
    account = own_before_hashing(who.id)
    if not form.validate():
        return render_template("account/second_factor_off.html", form=form), 422
    tried = Tried.of(who.sign_in_name)
    if tried.must_wait():
        return answer_too_many()
    if not is_right(account.password_hash, form.present.data or ""):
        form.present.errors = [gettext("Mật khẩu hiện nay không đúng")]
        return render_template("account/second_factor_off.html", form=form), 422
    tried.was_right()
    second_factors.take_off(db(), who.id, by=who.id, at=now())
    flash(gettext("Đã tắt đăng nhập hai bước."))
    return to_own()
