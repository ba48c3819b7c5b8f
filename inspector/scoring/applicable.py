"""What of an edition concerns a school of given facts."""

from collections.abc import Mapping
from dataclasses import dataclass

from inspector.criteria.model import (
    Bounds,
    Condition,
    CountRule,
    Criterion,
    Edition,
    FactValue,
    Indicator,
    Measure,
    Variant,
)


class MissingFacts(LookupError):
    """Facts that a score depends on are not known; `facts` names them, in the order of the vocabulary.

    For a `count` edition none of whose variants holds: the facts that its variants ask for.
    """

    def __init__(self, facts: tuple[str, ...]) -> None:
        super().__init__(f"Facts missing: {', '.join(facts)}.")
        self.facts = facts


@dataclass(frozen=True, slots=True)
class Applicable:
    """What pages show to a school. Ratings of `na` play no part here: they exclude, but are shown."""

    indicators: tuple[str, ...]  # ids in edition order, those that are only reported included
    gates: tuple[str, ...]
    mandatory: frozenset[str]  # criteria that are mandatory for the school
    bounds: Mapping[str, Bounds]  # of each measured indicator, as they hold for the school


def applicable(edition: Edition, facts: Mapping[str, FactValue | None]) -> Applicable:
    """Return what applies to a school.

    Raises MissingFacts while a fact that a condition of the groups or the rule names is not known.
    """
    known = known_facts(edition, facts)
    shown = [one for one in edition.indicators.values() if applies(edition, one, known)]
    measures = {one.id: one.answer for one in shown if isinstance(one.answer, Measure)}
    bounds = {id_: measure.bounds_for(known) for id_, measure in measures.items() if not measure.report_only}
    return Applicable(
        indicators=tuple(one.id for one in shown),
        gates=tuple(one.id for one in edition.gates if holds(one.applies_if, known)),
        mandatory=frozenset(one.id for one in edition.criteria.values() if is_mandatory(one, known)),
        bounds={id_: one for id_, one in bounds.items() if one is not None},
    )


def known_facts(edition: Edition, facts: Mapping[str, FactValue | None]) -> dict[str, FactValue]:
    """Return the facts that are known. Raises MissingFacts for those needed and not known (or None)."""
    known = {name: value for name, value in facts.items() if value is not None}
    if missing := edition.facts_needed - known.keys():
        raise MissingFacts(_in_order(edition, missing))
    return known


def holds(condition: Condition | None, facts: Mapping[str, FactValue]) -> bool:
    """Say whether a condition holds; none at all always does."""
    return condition is None or condition.holds(facts)


def applies(edition: Edition, indicator: Indicator, facts: Mapping[str, FactValue]) -> bool:
    """Say whether an indicator applies: its own condition holds and its criterion's."""
    criterion = edition.criterion_of[indicator.id]
    return holds(indicator.applies_if, facts) and holds(criterion.applies_if, facts)


def is_mandatory(criterion: Criterion, facts: Mapping[str, FactValue]) -> bool:
    """Say whether a criterion is mandatory for a school."""
    mandatory = criterion.mandatory
    return mandatory if isinstance(mandatory, bool) else mandatory.holds(facts)


def variant_of(edition: Edition, rule: CountRule, facts: Mapping[str, FactValue]) -> Variant:
    """Return the first variant that holds. Raises MissingFacts when there is none."""
    for one in rule.variants:
        if holds(one.when, facts):
            return one
    asked = frozenset(fact for one in rule.variants if one.when for fact in one.when.facts())
    raise MissingFacts(_in_order(edition, asked))


def _in_order(edition: Edition, names: frozenset[str]) -> tuple[str, ...]:
    order = {name: place for place, name in enumerate(edition.facts)}
    return tuple(sorted(names, key=lambda name: (order.get(name, len(order)), name)))
