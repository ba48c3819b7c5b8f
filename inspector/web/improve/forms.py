"""The answer of a school to a finding."""

from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from wtforms import RadioField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length

from inspector.services.saving import LONGEST_TEXT
from inspector.web.improve.pages import Choice
from inspector.web.inspect.forms import TOO_LONG, as_stored


class AnswerForm(FlaskForm):
    """What the school says, and in which words."""

    answer = RadioField(
        lazy_gettext("Trả lời của trường"),
        choices=[],
        invalid_choice_message=lazy_gettext("Chọn một cách trả lời."),
        validators=[InputRequired(lazy_gettext("Chọn một cách trả lời."))],
    )
    text = TextAreaField(
        lazy_gettext("Nội dung trả lời"),
        filters=[as_stored],
        description=lazy_gettext(
            "Tiếp thu: ghi kế hoạch và người làm. Ý kiến khác: ghi lý do. Báo khắc phục: ghi việc đã làm."
        ),
        validators=[
            DataRequired(lazy_gettext("Nhập kế hoạch, lý do, hoặc việc đã làm.")),
            Length(max=LONGEST_TEXT, message=TOO_LONG),
        ],
    )

    def offer(self, choices: tuple[Choice, ...]) -> None:
        """Let these answers be chosen."""
        self.answer.choices = [SelectChoice(one.value, one.label) for one in choices]
