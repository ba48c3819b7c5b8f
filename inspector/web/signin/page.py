"""The sign-in form and its page."""

from collections.abc import Iterable

from flask import render_template
from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired, Length


class SignInForm(FlaskForm):
    sign_in_name = StringField(
        lazy_gettext("Tên đăng nhập"),
        validators=[InputRequired(lazy_gettext("Nhập tên đăng nhập")), Length(max=200)],
    )
    password = PasswordField(
        lazy_gettext("Mật khẩu"),
        validators=[InputRequired(lazy_gettext("Nhập mật khẩu")), Length(max=1000)],
    )


def sign_in_page(
    *,
    to: str = "/",
    carried: Iterable[tuple[str, str]] = (),
    form: SignInForm | None = None,
    wrong: bool = False,
    late: bool = False,
) -> str:
    """Return the page on which one signs in; `carried` are fields of a form that waits for it.

    `late`: the second step came when the first counted no more.
    """
    # formdata=None: what was sent belongs to another form.
    shown = form or SignInForm(formdata=None)
    return render_template(
        "signin/sign_in.html", form=shown, to=to, carried=tuple(carried), wrong=wrong, late=late
    )


def code_page(proof: str, *, to: str, carried: Iterable[tuple[str, str]] = (), wrong: bool = False) -> str:
    """Return the page of the second step; `proof` says that the first was right."""
    return render_template("signin/code.html", proof=proof, to=to, carried=tuple(carried), wrong=wrong)
