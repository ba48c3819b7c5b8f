"""Single values of the file format: ids, numbers and days, from the words they are written with."""

import re
from datetime import date
from decimal import Decimal

RESERVED = frozenset({"all", "na", "blank", "yes", "no"})
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]{1,6})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
MAX_DIGITS = 100  # before the point: far more than anything counts, far less than what takes long


def is_id(words: str) -> bool:
    """Say whether the words may be an id."""
    return _ID.fullmatch(words) is not None and words not in RESERVED


def decimal_of(words: str) -> Decimal | None:
    """Return the number that the words write in the way of the file format, or None.

    >>> decimal_of("1.50"), decimal_of("1e3"), decimal_of("01")
    (Decimal('1.50'), None, None)
    """
    if _NUMBER.fullmatch(words) is None or len(words.split(".")[0]) > MAX_DIGITS:
        return None
    return Decimal(words)


def day_of(words: str) -> date | None:
    """Return the day that YYYY-MM-DD names, or None."""
    if _DAY.fullmatch(words) is None:
        return None
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None
