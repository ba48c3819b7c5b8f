"""Numbers as people in Vietnam type them: a comma before the decimals, points or spaces between thousands."""

import re

_SPACES = "\u00a0\u2007\u2009\u202f "
_WHOLE = r"(?:[0-9]+|[0-9]{1,3}(?:[.][0-9]{3}){2,})"
_THOUSANDS = r"[0-9]{1,3}(?:[.][0-9]{3})+"
_PLAIN = re.compile(rf"({_WHOLE}|{_THOUSANDS}(?=,))(?:,([0-9]+))?")
_WITH_POINT = re.compile(r"([0-9]+)[.]([0-9]+)")
_SPACED = re.compile(rf"[0-9]{{1,3}}(?:[{_SPACES}][0-9]{{3}})+(?:[.,][0-9]+)?")


class NotANumber(ValueError):
    """A text that nobody would read as one number."""


class TwoReadings(ValueError):
    """A text that may mean either of two numbers: “1.234” is 1234 to one reader and 1,234 to another.

    `whole` and `decimal` are the two, as they can be typed without doubt.
    """

    def __init__(self, whole: str, decimal: str) -> None:
        self.whole, self.decimal = whole, decimal
        super().__init__(f"{whole} or {decimal}?")


def read_typed(typed: str, unit: str = "") -> str:
    """Return the number that a person typed, with a decimal point and without anything between thousands.

    A comma always begins the decimals, and so does a single point, except that exactly three digits after
    it may also be thousands. The unit may stand behind the number. Raises TwoReadings, NotANumber.

    >>> read_typed("56,5"), read_typed("1 234,5"), read_typed("1.234.567"), read_typed("-0.5")
    ('56.5', '1234.5', '1234567', '-0.5')
    """
    text = typed.strip().removesuffix(unit).strip() if unit else typed.strip()
    sign = "-" if text[:1] in ("-", "\u2212") else ""
    digits = text[len(sign) :]
    if _SPACED.fullmatch(digits):
        digits = re.sub(f"[{_SPACES}]", "", digits).replace(".", ",")
    if found := _PLAIN.fullmatch(digits):
        return _written(sign, found[1].replace(".", ""), found[2])
    if found := _WITH_POINT.fullmatch(digits):
        whole, decimals = found[1], found[2]
        if len(decimals) == 3 and whole.strip("0"):
            raise TwoReadings(sign + whole.lstrip("0") + decimals, f"{sign}{whole.lstrip('0')},{decimals}")
        return _written(sign, whole, decimals)
    raise NotANumber(typed)


def _written(sign: str, whole: str, decimals: str | None) -> str:
    short = whole.lstrip("0") or "0"
    return f"{sign}{short}.{decimals}" if decimals else f"{sign}{short}"
