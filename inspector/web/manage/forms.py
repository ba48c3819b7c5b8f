"""The small forms of administrators."""

from collections.abc import Sequence
from datetime import date

from flask_babel import gettext, lazy_gettext
from flask_wtf import FlaskForm
from wtforms import Form, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional, Regexp, ValidationError

from inspector.store.base import LAST_DAY
from inspector.store.people import Place
from inspector.web.asking import today
from inspector.web.manage.words import WHAT
from inspector.web.navigation import ROLE_LABELS
from inspector.web.oversee.forms import DayField
from inspector.workflow.permissions import Role

CLOSED, WAITING = "closed", "waiting"


def _roles() -> list[SelectChoice]:
    return [SelectChoice(role.value, str(ROLE_LABELS[role])) for role in Role]


class FilterForm(Form):
    q = StringField(lazy_gettext("Tên người, tên hoặc mã trường, địa bàn"))
    role = SelectField(lazy_gettext("Vai trò"), choices=[], validate_choice=False)
    state = SelectField(lazy_gettext("Tình trạng"), choices=[], validate_choice=False)

    def offer(self) -> None:
        self.role.choices = [SelectChoice("", gettext("Mọi vai trò")), *_roles()]
        self.state.choices = [
            SelectChoice("", gettext("Đang dùng")),
            SelectChoice(WAITING, gettext("Chưa đặt mật khẩu")),
            SelectChoice(CLOSED, gettext("Đã đóng")),
        ]


class EventFilterForm(Form):
    q = StringField(lazy_gettext("Tên người"))
    what = SelectField(lazy_gettext("Việc"), choices=[], validate_choice=False)
    first = DayField(lazy_gettext("Từ ngày"), validators=[Optional()])
    last = DayField(lazy_gettext("Đến hết ngày"), validators=[Optional()])

    def offer(self) -> None:
        kinds = (SelectChoice(what, str(words)) for what, words in WHAT.items())
        self.what.choices = [SelectChoice("", gettext("Mọi việc")), *kinds]


class AccountForm(FlaskForm):
    name = StringField(
        lazy_gettext("Họ và tên"),
        validators=[
            InputRequired(lazy_gettext("Nhập họ và tên")),
            Length(max=100, message=lazy_gettext("Viết ngắn lại: tối đa 100 ký tự")),
        ],
    )
    sign_in_name = StringField(
        lazy_gettext("Tên đăng nhập"),
        validators=[
            InputRequired(lazy_gettext("Nhập tên đăng nhập")),
            Regexp(
                r"^\s*[A-Za-z0-9][A-Za-z0-9._@-]{1,98}\s*$",
                message=lazy_gettext("Viết liền, không dấu, ví dụ lan.nguyen"),
            ),
        ],
    )


class GrantForm(FlaskForm):
    """A role, a place by name or code, and days. Which place is meant is chosen among those found."""

    role = SelectField(
        lazy_gettext("Vai trò"),
        choices=[],
        validate_choice=False,
        validators=[InputRequired(lazy_gettext("Chọn vai trò"))],
    )
    place = StringField(lazy_gettext("Tên hoặc mã của trường, địa bàn"), validators=[Length(max=200)])
    first_day = DayField(lazy_gettext("Từ ngày"), validators=[InputRequired(lazy_gettext("Chọn ngày"))])
    last_day = DayField(lazy_gettext("Đến hết ngày"), validators=[Optional()])

    def offer(self) -> None:
        self.role.choices = [SelectChoice("", "–"), *_roles()]

    def validate_role(self, field: SelectField) -> None:
        if field.data not in list(Role):
            raise ValidationError(gettext("Chọn vai trò"))

    def validate_last_day(self, field: DayField) -> None:
        if self.first_day.data and field.data and field.data < self.first_day.data:
            raise ValidationError(gettext("Ngày cuối không được trước ngày đầu"))

    def days(self) -> tuple[date, date]:
        assert isinstance(self.first_day.data, date)
        return self.first_day.data, self.last_day.data or LAST_DAY


class EndForm(FlaskForm):
    last_day = DayField(lazy_gettext("Ngày cuối còn giữ vai trò"), validators=[Optional()])

    def validate_last_day(self, field: DayField) -> None:
        if field.data and field.data < today():
            raise ValidationError(gettext("Chọn hôm nay hoặc một ngày sau; để trống là hết ngay"))


def place_error(found: Sequence[Place]) -> str:
    """Return what to do where a place was typed and not chosen yet."""
    if not found:
        return gettext("Không tìm thấy nơi nào tên hoặc mã như vậy hôm nay")
    return gettext("Chọn đúng nơi trong danh sách dưới ô này")
