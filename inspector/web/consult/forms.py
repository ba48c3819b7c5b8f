"""What a reader asks for: words, a day, and which editions."""

from datetime import date

from flask import request
from flask_babel import gettext, lazy_gettext
from wtforms import Form, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from inspector.web.asking import today
from inspector.web.oversee.forms import DayField

LONGEST_QUERY = 200
ALL = "all"


class DayForm(Form):
    day = DayField(lazy_gettext("Có hiệu lực ngày"), validators=[Optional()])


class SearchForm(DayForm):
    q = StringField(lazy_gettext("Tìm trong các bộ tiêu chí"))
    which = SelectField(lazy_gettext("Phạm vi"), choices=[], validate_choice=False)


def asked_day() -> tuple[date, DayForm]:
    """Return the day that the address at hand asks for, today for none or for one that is none."""
    form = DayForm(request.args)
    return _day(form), form


def asked_search() -> tuple[date, SearchForm]:
    """Return the day and what else is asked for; words are cut where nobody types that much."""
    form = SearchForm(request.args)
    form.which.choices = [
        SelectChoice("", gettext("Bản có hiệu lực")),
        SelectChoice(ALL, gettext("Mọi bản, cả bản cũ và bản nháp")),
    ]
    form.q.data = " ".join((form.q.data or "").split())[:LONGEST_QUERY]
    return _day(form), form


def _day(form: DayForm) -> date:
    if form.validate() and isinstance(form.day.data, date):
        return form.day.data
    if not form.day.errors:
        form.day.data = today()
    return today()
