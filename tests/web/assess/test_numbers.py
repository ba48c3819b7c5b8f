"""Numbers as people type them, and those that may be two."""

import contextlib
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.web.assess.numbers import NotANumber, TwoReadings, read_typed

WHOLE = st.integers(min_value=0, max_value=10**9)
DECIMALS = st.text("0123456789", min_size=1, max_size=6)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("56,5", "56.5"),
        ("56.5", "56.5"),
        ("7", "7"),
        ("007", "7"),
        (" 1 234,5 ", "1234.5"),
        ("1\u00a0234,5", "1234.5"),
        ("1.234,5", "1234.5"),
        ("1.234.567", "1234567"),
        ("1,234", "1.234"),
        ("0.125", "0.125"),
        ("1.2345", "1.2345"),
        ("-0,5", "-0.5"),
        ("\u22125", "-5"),
    ],
)
def test_a_comma_begins_the_decimals_and_spaces_or_points_part_thousands(typed: str, meant: str):
    assert read_typed(typed) == meant


@pytest.mark.parametrize("typed", ["1.234", "56.500", "12.000", "-1.234", "1234.567"])
def test_a_single_point_before_exactly_three_digits_is_asked_back(typed: str):
    with pytest.raises(TwoReadings) as asked:
        read_typed(typed)

    assert Decimal(read_typed(asked.value.whole)) == Decimal(typed.replace(".", ""))
    assert Decimal(read_typed(asked.value.decimal)) == Decimal(typed)


@pytest.mark.parametrize(
    "typed", ["", "abc", "5,", ",5", "1,2,3", "1.23.456", "12 34", "1e3", "٥", "5 m", "1 234 5", "--5", "½"]
)
def test_what_is_no_single_number_is_refused(typed: str):
    with pytest.raises(NotANumber):
        read_typed(typed)


def test_the_unit_may_stand_behind_the_number():
    assert read_typed("56,5 %", "%") == "56.5"
    assert read_typed("20m²", "m²") == "20"
    with pytest.raises(NotANumber):
        read_typed("56,5 kg", "%")


@given(WHOLE, DECIMALS)
def test_a_number_with_a_comma_is_always_read_as_it_is_written(whole: int, decimals: str):
    assert Decimal(read_typed(f"{whole},{decimals}")) == Decimal(f"{whole}.{decimals}")


@given(WHOLE, DECIMALS)
def test_a_point_is_read_as_a_comma_unless_three_digits_follow(whole: int, decimals: str):
    typed = f"{whole}.{decimals}"
    if len(decimals) == 3 and whole:
        with pytest.raises(TwoReadings):
            read_typed(typed)
    else:
        assert Decimal(read_typed(typed)) == Decimal(typed)


@given(WHOLE, DECIMALS)
def test_thousands_parted_by_points_or_spaces_read_alike_before_a_comma(whole: int, decimals: str):
    with_points = f"{whole:,}".replace(",", ".") + f",{decimals}"

    assert Decimal(read_typed(with_points)) == Decimal(f"{whole}.{decimals}")
    assert read_typed(with_points.replace(".", "\u00a0")) == read_typed(with_points)


@given(st.text(max_size=12))
def test_nothing_else_happens_than_a_number_a_question_or_a_refusal(typed: str):
    with contextlib.suppress(NotANumber, TwoReadings):
        assert Decimal(read_typed(typed)).is_finite()
