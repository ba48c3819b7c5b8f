"""The form in which somebody chooses a password, and what it refuses."""

from flask_babel import gettext, lazy_gettext
from flask_wtf import FlaskForm
from wtforms import PasswordField
from wtforms.validators import EqualTo, InputRequired, Length

from inspector.services.guessable import SHORTEST
from inspector.services.people import TooGuessable, TooShort, refuse_weak
from inspector.store.tables import Account

LONGEST = 1000


class NewPasswordForm(FlaskForm):
    password = PasswordField(
        lazy_gettext("Mật khẩu mới"),
        validators=[InputRequired(lazy_gettext("Nhập mật khẩu mới")), Length(max=LONGEST)],
    )
    again = PasswordField(
        lazy_gettext("Nhập lại mật khẩu mới"),
        validators=[EqualTo("password", message=lazy_gettext("Hai lần nhập không giống nhau"))],
    )


def is_refused(form: NewPasswordForm, account: Account, places: tuple[str, ...] = ()) -> bool:
    """Say whether a new password will not do; the form then says why."""
    try:
        refuse_weak(form.password.data or "", account, places)
    except TooShort:
        words = gettext("Dùng ít nhất %(count)s ký tự, ví dụ vài từ không liên quan nhau", count=SHORTEST)
    except TooGuessable:
        words = gettext("Mật khẩu này dễ đoán. Ghép vài từ không liên quan đến tên, trường, năm.")
    else:
        return False
    form.password.errors = [words]
    return True
