"""How days, times and numbers are written on pages, in the language of the page."""

from datetime import date, datetime
from decimal import Decimal
from gettext import NullTranslations
from typing import cast

from flask import Flask, g
from flask_babel import get_locale, get_translations

from inspector.store.scores import percent as as_percent
from inspector.text import Lang, Text
from inspector.web.application import application


def lang() -> Lang:
    """Return the language of the page."""
    if "lang" not in g:
        g.lang = "en" if str(get_locale()) == "en" else "vi"
    return cast(Lang, g.lang)


def _catalogue() -> NullTranslations:
    """Return the texts of the page's language, looked up once a request: a page asks hundreds of times."""
    if "catalogue" not in g:
        g.catalogue = get_translations()
    return cast(NullTranslations, g.catalogue)


def text(words: Text | None) -> str:
    """Return a text of the criteria in the language of the page; empty for None."""
    return words.in_(lang()) if words else ""


def day(value: date | None) -> str:
    """Return a day as 30/10/2020 in Vietnamese, 30 Oct 2020 in English; empty for None."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = value.astimezone(application().settings.time_zone).date()
    months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    if lang() == "en":
        return f"{value.day} {months[value.month - 1]} {value.year}"
    return f"{value.day:02}/{value.month:02}/{value.year}"


def clock(value: datetime | None) -> str:
    """Return the time of a moment where the installation stands, as 14:05; empty for None."""
    return "" if value is None else f"{value.astimezone(application().settings.time_zone):%H:%M}"


def moment(value: datetime | None) -> str:
    """Return day and time of a moment; empty for None."""
    return "" if value is None else f"{day(value)} {clock(value)}"


def number(value: Decimal | int | None) -> str:
    """Return a number with a decimal comma in Vietnamese, a point in English; empty for None."""
    if value is None:
        return ""
    plain = f"{value:f}" if isinstance(value, Decimal) else str(value)
    return plain if lang() == "en" else plain.replace(".", ",")


def percent(tenths: int | None) -> str:
    """Return stored tenths of a per cent as 77,8 %; empty for None."""
    return "" if tenths is None else f"{number(as_percent(tenths))} %"


def install(app: Flask) -> None:
    """Give templates these functions as filters."""
    for function in (text, day, clock, moment, number, percent):
        app.jinja_env.filters[function.__name__] = function
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]  # added by jinja2.ext.i18n
        lambda words: _catalogue().gettext(words),
        lambda one, more, number: _catalogue().ngettext(one, more, number),
        newstyle=True,
    )
