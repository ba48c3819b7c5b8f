"""The small forms of whoever keeps units and schools."""

from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, SelectField, SelectMultipleField, StringField
from wtforms.validators import InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from inspector.services.grouping import LONGEST_NAME
from inspector.web.oversee.forms import DayField


class ListForm(FlaskForm):
    file = FileField(
        lazy_gettext("Tệp danh sách (Excel .xlsx hoặc CSV)"),
        validators=[FileRequired(lazy_gettext("Chọn một tệp"))],
    )
    day = DayField(
        lazy_gettext("Tính từ ngày"), validators=[InputRequired(lazy_gettext("Chọn ngày tính dữ liệu"))]
    )
    same_names = BooleanField(lazy_gettext("Nhận cả trường trùng tên và địa bàn với trường khác"))


class NewClusterForm(FlaskForm):
    """Choices are given by the page."""

    name = StringField(
        lazy_gettext("Tên cụm"),
        validators=[
            InputRequired(lazy_gettext("Đặt tên cụm")),
            Length(max=LONGEST_NAME, message=lazy_gettext("Viết ngắn lại: tối đa 120 ký tự")),
        ],
    )
    parent = SelectField(lazy_gettext("Thuộc"), choices=[], validate_choice=False)
    old = SelectField(lazy_gettext("Bắt đầu từ địa bàn của"), choices=[], validate_choice=False)


class MembersForm(FlaskForm):
    units = SelectMultipleField(
        lazy_gettext("Địa bàn trong cụm"),
        choices=[],
        validate_choice=False,
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )
