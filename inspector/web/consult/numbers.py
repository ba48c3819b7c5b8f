"""Exact numbers as pages write them."""

from decimal import Decimal
from fractions import Fraction

from inspector.web.formatting import number


def exact(value: Fraction) -> str:
    """Return a number of the file format, which has six decimals at most, without needless zeros."""
    return number((Decimal(value.numerator) / Decimal(value.denominator)).normalize())
