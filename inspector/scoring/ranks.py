"""The outcomes of a rule, from the lowest up."""

from inspector.criteria.model import CountRule, LevelsRule, OutcomeId, PointsRule, Rule


def ranks_of(rule: Rule) -> tuple[OutcomeId, ...]:
    """Return the ids of all outcomes, from the lowest up; with `levels` numbers, beginning with 0.

    Empty for a rule that concludes nothing.
    """
    if isinstance(rule, PointsRule):
        return tuple(one.id for one in rule.bands)
    if isinstance(rule, CountRule):
        return tuple(one.id for one in rule.outcomes)
    return (0, *(one.level for one in rule.reach)) if isinstance(rule, LevelsRule) else ()
