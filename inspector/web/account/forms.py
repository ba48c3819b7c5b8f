"""The small forms of one's own account."""

from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired, Length

from inspector.web.signin.new_password import LONGEST, NewPasswordForm


class ChangePasswordForm(NewPasswordForm):
    present = PasswordField(
        lazy_gettext("Mật khẩu hiện nay"),
        validators=[InputRequired(lazy_gettext("Nhập mật khẩu hiện nay")), Length(max=LONGEST)],
    )


class CodeForm(FlaskForm):
    code = StringField(
        lazy_gettext("Mã 6 chữ số trên điện thoại"),
        validators=[InputRequired(lazy_gettext("Nhập mã trên điện thoại")), Length(max=20)],
    )


class PresentPasswordForm(FlaskForm):
    present = PasswordField(
        lazy_gettext("Mật khẩu hiện nay"),
        validators=[InputRequired(lazy_gettext("Nhập mật khẩu hiện nay")), Length(max=LONGEST)],
    )
