"""What may be given to an indicator or a gate, and what is wrong with what was given."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from inspector.criteria.model import NOT_APPLICABLE, Edition, Indicator, Measure, Scale, Score
from inspector.criteria.values import decimal_of

GATE_ANSWERS = ("yes", "no")


class Wrong(StrEnum):
    """What is wrong with a rating or an answer."""

    UNKNOWN_INDICATOR = "unknown_indicator"
    UNKNOWN_GATE = "unknown_gate"
    NOT_AN_ANSWER = "not_an_answer"  # to a gate
    NOT_AN_OPTION = "not_an_option"
    NOT_A_NUMBER = "not_a_number"
    OFF_THE_STEPS = "off_the_steps"  # of a score, or outside its range
    NA_FORBIDDEN = "na_forbidden"


class FaultyRating(ValueError):
    """A rating that an indicator, or an answer that a gate, does not take; its text says what is taken."""

    def __init__(self, id_: str, given: str, wrong: Wrong, allowed: str) -> None:
        super().__init__(f"{_cut(id_)}: {_SAYS[wrong].format(given=_cut(given), allowed=allowed)}")
        self.id = id_
        self.given = given
        self.wrong = wrong
        self.allowed = allowed  # in English words; empty where nothing can be said


_SAYS = {
    Wrong.UNKNOWN_INDICATOR: "the edition has no such indicator; take the rating out.",
    Wrong.UNKNOWN_GATE: "the edition has no such gate; take the answer out.",
    Wrong.NOT_AN_ANSWER: "“{given}” is no answer to a gate; give {allowed}.",
    Wrong.NOT_AN_OPTION: "“{given}” is none of its options; give {allowed}.",
    Wrong.NOT_A_NUMBER: "“{given}” is not a number; give {allowed}.",
    Wrong.OFF_THE_STEPS: "{given} is not a score that can be given; give {allowed}.",
    Wrong.NA_FORBIDDEN: "“na” is forbidden here; give {allowed}.",
}


def _cut(words: str) -> str:
    """Return words for a message; what is hopelessly long is not repeated in full."""
    return words if len(words) <= 60 else f"{words[:57]}…"


class FaultyRatings(ValueError):
    """Everything that is wrong with the ratings and answers to gates given, all at once."""

    def __init__(self, faults: tuple[FaultyRating, ...]) -> None:
        super().__init__("\n".join(str(one) for one in faults))
        self.faults = faults


def check_rating(indicator: Indicator, text: str) -> str:
    """Return a rating as it is kept: an option id, “na”, or a number without needless zeros.

    Raises FaultyRating, saying what is allowed.

    >>> canonical_number("56.50"), canonical_number("-0.0"), canonical_number("100")
    ('56.5', '0', '100')
    """
    if text == NOT_APPLICABLE:
        if not indicator.na_allowed:
            raise _fault(indicator, text, Wrong.NA_FORBIDDEN)
        return text
    if isinstance(indicator.answer, Scale):
        if all(text != one.id for one in indicator.answer.options):
            raise _fault(indicator, text, Wrong.NOT_AN_OPTION)
        return text
    number_given(indicator, text)
    return canonical_number(text)


def number_given(indicator: Indicator, text: str) -> Decimal:
    """Return the number that a score or a measure was given. Raises FaultyRating."""
    number = read_number(text)
    if number is None:
        raise _fault(indicator, text, Wrong.NOT_A_NUMBER)
    answer = indicator.answer
    if isinstance(answer, Score):
        on_a_step = (Fraction(number) / Fraction(answer.step)).denominator == 1
        if not (0 <= number <= answer.max and on_a_step):
            raise _fault(indicator, text, Wrong.OFF_THE_STEPS)
    return number


def read_number(text: str) -> Decimal | None:
    """Return the number a text writes with a decimal point and at most six decimals; None: it is none.

    >>> read_number("56.5"), read_number("56,5"), read_number("1e3")
    (Decimal('56.5'), None, None)
    """
    return decimal_of(text)


def canonical_number(text: str) -> str:
    """Return the shortest text of a number: no zeros at its end, no minus before zero."""
    short = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if short == "-0" else short


def faults(
    edition: Edition, ratings: Mapping[str, str | None], gates: Mapping[str, str | None]
) -> Iterator[FaultyRating]:
    """Yield what is wrong with ratings and answers to gates, those that do not apply included."""
    for id_, text in ratings.items():
        if id_ not in edition.indicators:
            yield FaultyRating(id_, text or "", Wrong.UNKNOWN_INDICATOR, "")
        elif text is not None:
            try:
                check_rating(edition.indicators[id_], text)
            except FaultyRating as fault:
                yield fault
    known = {one.id for one in edition.gates}
    for id_, answer in gates.items():
        if id_ not in known:
            yield FaultyRating(id_, answer or "", Wrong.UNKNOWN_GATE, "")
        elif answer is not None and answer not in GATE_ANSWERS:
            yield FaultyRating(id_, answer, Wrong.NOT_AN_ANSWER, " or ".join(GATE_ANSWERS))


def _fault(indicator: Indicator, given: str, wrong: Wrong) -> FaultyRating:
    return FaultyRating(indicator.id, given, wrong, allowed_words(indicator))


def allowed_words(indicator: Indicator) -> str:
    """Say in English what an indicator takes."""
    answer = indicator.answer
    if isinstance(answer, Scale):
        words = [one.id for one in answer.options]
    elif isinstance(answer, Measure):
        words = ["a number such as 56.5"]
    else:
        words = [f"a number from 0 to {answer.max} in steps of {answer.step}"]
    return " or ".join([*words, NOT_APPLICABLE] if indicator.na_allowed else words)
