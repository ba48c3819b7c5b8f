"""The small forms of whoever oversees schools."""

from collections.abc import Mapping
from datetime import date, timedelta

from flask_babel import gettext, lazy_gettext
from flask_wtf import FlaskForm
from wtforms import DateField, Form, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from inspector.services.saving import LONGEST_TEXT
from inspector.store.tables.visits import VisitKind
from inspector.web.asking import today
from inspector.web.inspect.words import VISIT_KINDS

FURTHEST = timedelta(days=730)
"""How far ahead a visit may be planned; beyond it the year was mistyped."""


class DayField(DateField):
    """A day; the words of WTForms for what is none exist in English only."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(gettext("Chọn một ngày trong lịch")) from None


class SearchForm(Form):
    q = StringField(lazy_gettext("Tên hoặc mã trường"))


class ReturnForm(FlaskForm):
    reason = TextAreaField(
        lazy_gettext("Lý do chung"),
        validators=[
            Length(max=LONGEST_TEXT, message=lazy_gettext("Viết ngắn lại: tối đa 5000 ký tự")),
        ],
    )


def _is_ahead(form: FlaskForm, field: DateField) -> None:
    if field.data is None:
        return
    if field.data < today():
        raise ValidationError(lazy_gettext("Chọn hôm nay hoặc một ngày sau hôm nay"))
    if field.data > today() + FURTHEST:
        raise ValidationError(lazy_gettext("Kiểm tra lại năm của ngày này"))


class VisitForm(FlaskForm):
    """Choices of criteria, leader and members are given by the page; a value that is none is refused."""

    criteria = SelectField(
        lazy_gettext("Bộ tiêu chí"),
        choices=[],
        validate_choice=False,
        validators=[InputRequired(lazy_gettext("Chọn bộ tiêu chí"))],
    )
    kind = RadioField(
        lazy_gettext("Loại kiểm tra"),
        choices=[],
        validate_choice=False,
        validators=[InputRequired(lazy_gettext("Chọn loại kiểm tra"))],
    )
    day = DayField(
        lazy_gettext("Ngày kiểm tra"),
        validators=[InputRequired(lazy_gettext("Chọn ngày kiểm tra")), _is_ahead],
    )
    leader = SelectField(
        lazy_gettext("Trưởng đoàn"),
        choices=[],
        validate_choice=False,
        validators=[InputRequired(lazy_gettext("Chọn trưởng đoàn"))],
    )
    members = SelectMultipleField(
        lazy_gettext("Thành viên khác của đoàn"),
        choices=[],
        validate_choice=False,
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )

    def offer(self, criteria: Mapping[str, str], people: Mapping[str, str]) -> None:
        """Give the form its choices: criteria and people by value."""
        nothing = SelectChoice("", "–")
        self.criteria.choices = [nothing, *(SelectChoice(*one) for one in criteria.items())]
        self.kind.choices = [SelectChoice(one.value, str(VISIT_KINDS[one])) for one in VisitKind]
        self.leader.choices = [nothing, *(SelectChoice(*one) for one in people.items())]
        self.members.choices = [SelectChoice(*one) for one in people.items()]

    def is_offered(self) -> bool:
        """Say whether what was chosen is among the choices; what is not gets an error."""
        wrong = [
            field
            for field in (self.criteria, self.kind, self.leader)
            if field.data not in {choice.value for choice in field.choices}
        ]
        if not set(self.members.data or ()) <= {choice.value for choice in self.members.choices}:
            wrong.append(self.members)
        for field in wrong:
            field.errors = [*field.errors, gettext("Chọn một trong các giá trị của ô này")]
        return not wrong


def day_of(form: VisitForm) -> date:
    """Return the day of a form that was found right."""
    assert isinstance(form.day.data, date)
    return form.day.data
