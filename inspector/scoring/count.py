"""`count`: how many criteria are met. And `none`, which counts and concludes nothing."""

from collections.abc import Mapping, Sequence
from math import ceil
from typing import Literal

from inspector.criteria.model import CountRule, Edition, FactValue, Need, OutcomeId
from inspector.scoring.applicable import variant_of
from inspector.scoring.layout import Layout
from inspector.scoring.methods import End, any_unmet, count_met, mandatory_unmet, tenths
from inspector.scoring.ranks import ranks_of
from inspector.scoring.rows import NA


class NoConclusion:
    """The percentage of applicable criteria that are met, without any outcome."""

    ranks: tuple[OutcomeId, ...] = ()

    def __init__(self, layout: Layout) -> None:
        self.layout = layout

    def end(
        self, values: Sequence[int], bests: Sequence[int], criteria: Sequence[int], unmet_from: int
    ) -> End:
        inside = [criteria[start:stop] for start, stop in self.layout.group_criteria]
        groups = [tenths(count_met(one, unmet_from), applicable_criteria(one)) for one in inside]
        met, possible = count_met(criteria, unmet_from), applicable_criteria(criteria)
        return End(self._rank(met, possible, criteria, unmet_from), tenths(met, possible), groups)

    def blockers(self, states: Sequence[int], levels: Sequence[int], rank: int | None) -> list[int]:
        return mandatory_unmet(self.layout, states)

    def _rank(self, met: int, possible: int, criteria: Sequence[int], unmet_from: int) -> int | None:
        return None


class Count(NoConclusion):
    """The highest outcome whose number of met criteria is reached."""

    def __init__(
        self, edition: Edition, rule: CountRule, layout: Layout, facts: Mapping[str, FactValue]
    ) -> None:
        """Raises MissingFacts when no variant holds for the facts."""
        super().__init__(layout)
        self.ranks = ranks_of(rule)
        self.reach = {
            self.ranks.index(id_): need for id_, need in variant_of(edition, rule, facts).reach.items()
        }
        self.not_applicable = rule.not_applicable
        self.mandatory_rank = self.ranks.index(rule.mandatory_unmet)

    def needs(self, possible: int) -> dict[int, int]:
        """Return how many met criteria each outcome needs, by its place, of so many applicable ones."""
        return {rank: least(need, possible, self.not_applicable) for rank, need in self.reach.items()}

    def _rank(self, met: int, possible: int, criteria: Sequence[int], unmet_from: int) -> int:
        rank = max((rank for rank, need in self.needs(possible).items() if met >= need), default=0)
        if rank > self.mandatory_rank and any_unmet(criteria, self.layout.mandatory, unmet_from):
            return self.mandatory_rank
        return rank


def applicable_criteria(states: Sequence[int]) -> int:
    return len(states) - states.count(NA)


def least(need: Need, possible: int, not_applicable: Literal["scale", "keep"]) -> int:
    """Return the number of met criteria that an outcome needs when `possible` are applicable."""
    if need.share is not None:
        return ceil(need.share * possible)
    assert need.at_least is not None, "a need is a share or a number"
    if not_applicable == "keep" or need.of is None:
        return need.at_least
    return -(-need.at_least * possible // need.of)
