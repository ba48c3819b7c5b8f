"""The small forms around an assessment."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from flask_babel import gettext, lazy_gettext
from flask_wtf import FlaskForm
from wtforms import BooleanField, DateField, Field, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from inspector.criteria.model import FactKind
from inspector.services.saving import LONGEST_TEXT
from inspector.web.assess.numbers import NotANumber, TwoReadings, read_typed
from inspector.web.assess.words import shown_number, which_number
from inspector.web.formatting import text

EARLIEST = date(1990, 1, 1)
MOST_DIGITS = 9


class EditionForm(FlaskForm):
    edition = RadioField(
        lazy_gettext("Phiên bản"),
        choices=[],
        validators=[InputRequired(lazy_gettext("Chọn một phiên bản"))],
        validate_choice=False,
    )
    take_over = BooleanField(lazy_gettext("Lấy lại câu trả lời của lần trước"))


class ReasonForm(FlaskForm):
    reason = TextAreaField(
        lazy_gettext("Lý do"),
        validators=[
            DataRequired(lazy_gettext("Viết lý do cất phiếu này")),
            Length(max=LONGEST_TEXT, message=lazy_gettext("Viết ngắn lại: tối đa 5000 ký tự")),
        ],
    )


def _is_count(_: FlaskForm, field: Field) -> None:
    typed = (field.data or "").strip()
    if not typed:
        return
    try:
        written = read_typed(typed)
    except TwoReadings as two:
        raise ValidationError(which_number(two.whole, two.decimal)) from None
    except NotANumber:
        raise ValidationError(gettext("Nhập một con số, ví dụ 215")) from None
    if written.startswith("-") or len(written.split(".")[0]) > MOST_DIGITS:
        raise ValidationError(gettext("Nhập một số từ 0 đến 999 999 999"))


def _is_likely(_: FlaskForm, field: Field) -> None:
    if field.data is not None and field.data < EARLIEST:
        raise ValidationError(gettext("Kiểm tra lại năm của ngày này"))


def facts_form(
    kinds: Iterable[FactKind], known: Mapping[str, str | None], *, from_day: date | None = None
) -> FlaskForm:
    """Return a form that asks for facts, filled with what is known; `from_day` asks since when, too."""
    fields: dict[str, Any] = {name_of(kind): _field(kind) for kind in kinds}
    if from_day is not None:
        fields["from_day"] = DateField(
            lazy_gettext("Đúng từ ngày"),
            validators=[InputRequired(lazy_gettext("Nhập ngày bắt đầu đúng")), _is_likely],
        )
    form_class = type("FactsForm", (FlaskForm,), fields)
    shown = {name_of(kind): _shown(kind, known.get(kind.id)) for kind in kinds}
    return cast(FlaskForm, form_class(data={**shown, "from_day": from_day}))


def facts_given(kinds: Iterable[FactKind], form: FlaskForm) -> dict[str, str | None]:
    """Return what a valid form says of each fact, as it is stored; None: not known."""
    return {kind.id: _stored(kind, form[name_of(kind)].data) for kind in kinds}


@dataclass(frozen=True, slots=True)
class Asked:
    """A fact's field on a page; `is_short`: its answers fit on one line."""

    name: str
    is_short: bool


def asked(kinds: Iterable[FactKind]) -> tuple[Asked, ...]:
    """Return the fields of facts, in their order."""
    return tuple(Asked(name_of(kind), kind.type == "boolean") for kind in kinds)


def name_of(kind: FactKind) -> str:
    """Return the name of a fact's field."""
    return f"fact_{kind.id}"


def _field(kind: FactKind) -> Any:
    if kind.type == "number":
        return StringField(text(kind.title), validators=[_is_count])
    if kind.type == "boolean":
        choices = [SelectChoice("true", gettext("Có")), SelectChoice("false", gettext("Không"))]
    else:
        choices = [SelectChoice(id_, text(label)) for id_, label in kind.options.items()]
    unknown = SelectChoice("", gettext("Chưa biết"))
    return RadioField(text(kind.title), choices=[*choices, unknown])


def _shown(kind: FactKind, value: str | None) -> str:
    return shown_number(value) if kind.type == "number" and value else value or ""


def _stored(kind: FactKind, given: str | None) -> str | None:
    typed = (given or "").strip()
    return (read_typed(typed) if kind.type == "number" else typed) if typed else None
