"""Conditions in words: which schools a criterion is asked of."""

from collections.abc import Iterable, Mapping

from flask_babel import gettext

from inspector.criteria.model import Bounds, Condition, FactKind
from inspector.web.formatting import number, text


def condition_words(condition: Condition, facts: Mapping[str, FactKind]) -> str:
    """Return a condition as “Loại hình cơ sở: Trường; Số trẻ: từ 150 trở lên”."""
    return "; ".join(
        f"{text(facts[fact].title)}: {_wanted(facts[fact], wanted)}"
        for fact, wanted in condition.wanted.items()
    )


def _wanted(fact: FactKind, wanted: frozenset[str | bool] | Bounds) -> str:
    if isinstance(wanted, Bounds):
        return between_words(wanted)
    if fact.type == "boolean":
        return _any_of(_yes_or_no(value) for value in (True, False) if value in wanted)
    return _any_of(text(label) for value, label in fact.options.items() if value in wanted)


def _yes_or_no(value: bool) -> str:
    return gettext("Có") if value else gettext("Không")


def _any_of(labels: Iterable[str]) -> str:
    return f" {gettext('hoặc')} ".join(labels)


def between_words(bounds: Bounds) -> str:
    """Return limits on a number, both included, in words."""
    low, high = number(bounds.at_least), number(bounds.at_most)
    if bounds.at_most is None:
        return gettext("từ %(low)s trở lên", low=low)
    if bounds.at_least is None:
        return gettext("không quá %(high)s", high=high)
    return gettext("từ %(low)s đến %(high)s", low=low, high=high)
