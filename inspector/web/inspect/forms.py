"""The small forms of a visit."""

from datetime import date
from typing import Any

from flask_babel import gettext, lazy_gettext
from flask_wtf import FlaskForm
from wtforms import BooleanField, DateField, RadioField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional, ValidationError

from inspector.services.saving import LONGEST_TEXT
from inspector.services.visiting import due_day
from inspector.web.asking import today
from inspector.web.assess.typed import clean
from inspector.web.inspect.words import SERIOUSNESS
from inspector.workflow.states import Seriousness

TOO_LONG = lazy_gettext("Viết ngắn lại: mỗi ô tối đa %(max)d ký tự.")


def as_stored(typed: str | None) -> str:
    """Return what was typed as it may be stored."""
    return clean(typed or "").strip()


class PresentForm(FlaskForm):
    """Who of the school is there."""

    present = TextAreaField(
        lazy_gettext("Người của trường có mặt"),
        filters=[as_stored],
        description=lazy_gettext("Mỗi người một dòng: họ tên, chức vụ."),
        validators=[
            DataRequired(lazy_gettext("Nhập ít nhất một người của trường có mặt, kèm chức vụ.")),
            Length(max=LONGEST_TEXT, message=TOO_LONG),
        ],
    )


class FindingForm(FlaskForm):
    """A shortcoming, how serious, and by when it has to be remedied."""

    text = TextAreaField(
        lazy_gettext("Nội dung kiến nghị"),
        filters=[as_stored],
        description=lazy_gettext("Việc trường phải làm, ví dụ: Thay chốt cổng phụ, khe hở 14 cm."),
        validators=[
            DataRequired(lazy_gettext("Nhập nội dung kiến nghị.")),
            Length(max=LONGEST_TEXT, message=TOO_LONG),
        ],
    )
    seriousness = RadioField(
        lazy_gettext("Mức độ"),
        choices=[SelectChoice(str(one), label) for one, (label, _) in SERIOUSNESS.items()],
        invalid_choice_message=lazy_gettext("Chọn mức độ."),
        validators=[InputRequired(lazy_gettext("Chọn mức độ."))],
    )
    due_day = DateField(
        lazy_gettext("Hạn khắc phục"),
        description=lazy_gettext(
            "Để trống thì hạn là: nguy hiểm ngay – trong ngày; nghiêm trọng – 7 ngày; nhẹ – 30 ngày."
        ),
        invalid_value_message=lazy_gettext("Nhập hạn khắc phục là một ngày, ví dụ 30/11/2026."),
        format=["%Y-%m-%d", "%d/%m/%Y"],
        validators=[Optional()],
    )

    def validate_due_day(self, field: DateField) -> None:
        if field.data is None:
            return
        if field.data < today():
            raise ValidationError(gettext("Chọn hạn khắc phục từ hôm nay trở đi."))
        if self.seriousness.data == Seriousness.IMMEDIATE and field.data > today():
            raise ValidationError(gettext("Nguy hiểm ngay thì phải khắc phục trong ngày: chọn hôm nay."))

    def chosen_day(self) -> date:
        """Return the day that was chosen, else the usual one for how serious the finding is."""
        chosen: date | None = self.due_day.data
        return chosen or due_day(Seriousness(self.seriousness.data), today())


def _name(label: Any, missing: Any) -> StringField:
    return StringField(
        label,
        filters=[as_stored],
        validators=[DataRequired(missing), Length(max=200, message=TOO_LONG)],
    )


class SignForm(FlaskForm):
    """Both sides type their names; the school may refuse, and says why."""

    for_school = _name(
        lazy_gettext("Đại diện trường: họ tên, chức vụ"), lazy_gettext("Nhập họ tên đại diện trường.")
    )
    for_team = _name(
        lazy_gettext("Đại diện đoàn kiểm tra: họ tên, chức vụ"),
        lazy_gettext("Nhập họ tên đại diện đoàn kiểm tra."),
    )
    school_refuses = BooleanField(lazy_gettext("Đại diện trường từ chối ký"))
    school_opinion = TextAreaField(
        lazy_gettext("Ý kiến của trường"),
        filters=[as_stored],
        description=lazy_gettext("Nếu từ chối ký, ghi lý do ở đây."),
        validators=[Length(max=LONGEST_TEXT, message=TOO_LONG)],
    )
    conclusion = TextAreaField(
        lazy_gettext("Kết luận của đoàn"),
        filters=[as_stored],
        validators=[Length(max=LONGEST_TEXT, message=TOO_LONG)],
    )

    def validate_school_opinion(self, field: TextAreaField) -> None:
        if self.school_refuses.data and not field.data:
            raise ValidationError(gettext("Ghi lý do đại diện trường từ chối ký."))


class SupplementForm(FlaskForm):
    """What is added to signed minutes, and why only now."""

    text = TextAreaField(
        lazy_gettext("Nội dung bổ sung"),
        filters=[as_stored],
        validators=[
            DataRequired(lazy_gettext("Nhập nội dung bổ sung.")),
            Length(max=LONGEST_TEXT, message=TOO_LONG),
        ],
    )
    reason = StringField(
        lazy_gettext("Lý do bổ sung"),
        filters=[as_stored],
        validators=[
            DataRequired(lazy_gettext("Nhập lý do bổ sung.")),
            Length(max=1000, message=TOO_LONG),
        ],
    )
