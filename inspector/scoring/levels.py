"""`levels`: a level for each criterion, and one for the school."""

from collections.abc import Sequence

from inspector.criteria.model import LevelNeed, LevelsRule
from inspector.scoring.layout import Layout
from inspector.scoring.methods import End
from inspector.scoring.ranks import ranks_of


class Levels:
    """A criterion is at the lowest of the levels that its indicators leave it."""

    def __init__(self, rule: LevelsRule, layout: Layout) -> None:
        self.ranks = ranks_of(rule)
        self.reach = rule.reach
        self.top = rule.reach[-1].level
        self.layout = layout
        self.others = sorted(set(range(len(layout.criteria))) - set(layout.mandatory))

    def end(
        self, values: Sequence[int], bests: Sequence[int], criteria: Sequence[int], unmet_from: int
    ) -> End:
        top = self.top
        if not self.layout.one_row_each:
            values = [min(values[start:stop], default=top) for start, stop in self.layout.criterion_rows]
        return End(self._rank(values), None, [None] * len(self.layout.group_rows), values)

    def blockers(self, states: Sequence[int], levels: Sequence[int], rank: int | None) -> list[int]:
        if rank is None or rank == len(self.reach):
            return []
        need = self.reach[rank]
        wanted = self.wanted(need)
        if self._others_at(need.level, levels) < need.others_at_least and not need.all:
            wanted = [max(need.level, one) for one in wanted]
        return [place for place, level in enumerate(levels) if level < wanted[place]]

    def level_at(self, rank: int) -> int:
        """Return the level of a rank; 0 for the lowest."""
        return self.reach[rank - 1].level if rank else 0

    def wanted(self, need: LevelNeed) -> list[int]:
        """Return the level that each criterion must have, whatever the others have."""
        if need.all:
            return [need.level] * len(self.layout.criteria)
        wanted = [need.rest_at_least] * len(self.layout.criteria)
        for place in self.layout.mandatory:
            wanted[place] = max(need.level, need.rest_at_least)
        return wanted

    def _rank(self, levels: Sequence[int]) -> int:
        for rank, need in enumerate(self.reach):
            if not self._holds(need, levels):
                return rank
        return len(self.reach)

    def _holds(self, need: LevelNeed, levels: Sequence[int]) -> bool:
        if need.all:
            return min(levels) >= need.level
        return (
            min(levels) >= need.rest_at_least
            and all(levels[place] >= need.level for place in self.layout.mandatory)
            and self._others_at(need.level, levels) >= need.others_at_least
        )

    def _others_at(self, level: int, levels: Sequence[int]) -> int:
        return sum(levels[place] >= level for place in self.others)
