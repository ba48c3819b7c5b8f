"""What a cell holds, as openpyxl read it: a text, a number, a day, or something that is no plain value."""

import re
import unicodedata
from datetime import date, datetime, time
from decimal import Decimal
from math import isfinite
from typing import Any

from yaml.reader import Reader as _Printable

from inspector.criteria.strict_yaml import Kind, ScalarNode
from inspector.documents.edition_workbook.places import Place, Places

_ENCODED = re.compile("_x([0-9A-Fa-f]{4})_")  # how Excel writes what XML cannot
_NOT_PRINTABLE: re.Pattern[str] = _Printable.NON_PRINTABLE


def held_by(cell: Any, at: Place, places: Places) -> ScalarNode:
    """Return what a filled cell holds; something faulty, which is told, where that is no plain value."""
    value, line = cell.value, places.number(at)
    what, remedy = _fault(cell)
    if what:
        places.refuse(line, what, remedy)
        return ScalarNode(line, Kind.FAULTY, "")
    if isinstance(value, bool):
        return ScalarNode(line, Kind.BOOLEAN, "true" if value else "false")
    if isinstance(value, int | float):
        return ScalarNode(line, Kind.NUMBER, _digits(value))
    if isinstance(value, date):
        return ScalarNode(line, Kind.DATE, value.isoformat()[:10])
    return ScalarNode(line, Kind.TEXT, _text(value))


def is_blank(cell: Any) -> bool:
    """Say whether a cell holds nothing but blanks."""
    return isinstance(cell.value, str) and not cell.value.strip()


def _fault(cell: Any) -> tuple[str, str]:
    value = cell.value
    if cell.data_type == "f":
        return "The cell holds a formula.", "Put its value in its place (copy, paste as values)."
    if cell.data_type == "e" or (isinstance(value, float) and not isfinite(value)):
        return f"The cell holds the error {value}.", "Write what is meant."
    if isinstance(value, int | float) and not isinstance(value, bool) and "%" in str(cell.number_format):
        shown = _digits(value)
        return (
            f"The cell shows a percentage and holds {shown}.",
            "Format it as General and type the number again.",
        )
    if (isinstance(value, datetime) and value.time() != time()) or not isinstance(
        value, str | int | float | date
    ):
        return "The cell holds a time of day.", "Write what is meant, as text."
    odd = _NOT_PRINTABLE.search(_text(value)) if isinstance(value, str) else None
    if odd:
        return f"The character U+{ord(odd.group()):04X} cannot be printed.", "Remove it."
    return "", ""


def _digits(value: float) -> str:
    """Return a number as people write it: 2 and not 2.0, no exponent."""
    if value == int(value):
        return str(int(value))
    return format(Decimal(repr(value)), "f")


def _text(words: str) -> str:
    """Return a text with line ends and composed letters as the file format has them."""
    decoded = _ENCODED.sub(lambda found: chr(int(found[1], 16)), words)
    return unicodedata.normalize("NFC", decoded.replace("\r\n", "\n").replace("\r", "\n"))
