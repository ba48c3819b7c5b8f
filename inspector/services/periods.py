"""Periods: school years, begun when the first assessment of one is opened."""

from datetime import date

from sqlalchemy.orm import Session

from inspector.store import assessments
from inspector.store.tables import Period

FIRST_MONTH = 9
"""A school year holds from 1 September to 31 August."""


def school_year(day: date) -> Period:
    """Return the school year in which a day lies; it is not in a session."""
    first = day.year if day.month >= FIRST_MONTH else day.year - 1
    return Period(
        code=f"{first}-{first + 1}",
        first_day=date(first, FIRST_MONTH, 1),
        last_day=date(first + 1, FIRST_MONTH - 1, 31),
    )


def period_of(session: Session, day: date) -> Period:
    """Return the period in which a day lies, its school year where none is stored; nothing is written."""
    return assessments.period_on(session, day) or school_year(day)


def begun_period(session: Session, day: date) -> Period:
    """Return the stored period in which a day lies; its school year is stored where there is none."""
    return assessments.period_on(session, day) or assessments.store_period(session, school_year(day))
