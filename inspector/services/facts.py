"""Facts as stored text, and as the values that conditions compare."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from inspector.criteria.model import FactKind, FactValue


class FaultyFact(ValueError):
    """A text is no value of its fact. `allowed` lists option ids, or is empty for a number."""

    def __init__(self, kind: FactKind, text: str) -> None:
        self.kind, self.text = kind, text
        self.allowed = ("true", "false") if kind.type == "boolean" else tuple(kind.options)
        what = f"one of {', '.join(self.allowed)}" if self.allowed else "a number that is not negative"
        super().__init__(f"{kind.id}: “{text}” is not {what}.")


def fact_value(kind: FactKind, text: str) -> FactValue:
    """Return the value that a stored text means. Raises FaultyFact."""
    if kind.type == "boolean" and text in ("true", "false"):
        return text == "true"
    if kind.type == "choice" and text in kind.options:
        return text
    if kind.type == "number":
        try:
            number = Decimal(text)
        except InvalidOperation:
            raise FaultyFact(kind, text) from None
        if number.is_finite() and number >= 0:
            return number
    raise FaultyFact(kind, text)


def known(vocabulary: Mapping[str, FactKind], stored: Mapping[str, str | None]) -> dict[str, FactValue]:
    """Return the known facts as values; those that are not known, or not in the vocabulary, are left out."""
    return {
        fact: fact_value(vocabulary[fact], text)
        for fact, text in stored.items()
        if text is not None and fact in vocabulary
    }
