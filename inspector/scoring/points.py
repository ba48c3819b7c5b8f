"""`points`: a percentage of the points possible, in bands."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from math import ceil, lcm

from inspector.criteria.model import Edition, PointsRule
from inspector.scoring.layout import Layout
from inspector.scoring.methods import End, any_unmet, mandatory_unmet, tenths
from inspector.scoring.ranks import ranks_of


class Points:
    """The rule as whole numbers. Limits are the least published figure, in tenths, that reaches them."""

    def __init__(self, edition: Edition, rule: PointsRule, layout: Layout) -> None:
        ids = [one.id for one in rule.bands]
        self.ranks = ranks_of(rule)
        self.layout = layout
        self.limits = [limit(one.from_) for one in rule.bands]
        self.floors = [limit(rule.group_floor.get(id_, Decimal(0))) for id_ in ids]
        self.mandatory_rank = len(ids) if rule.mandatory_unmet is None else ids.index(rule.mandatory_unmet)
        scale = lcm(*(one.weight.denominator for one in edition.groups))
        weights = [int(one.weight * scale) for one in edition.groups]
        self.group_weights = weights if rule.weighted_groups else None

    def end(
        self, values: Sequence[int], bests: Sequence[int], criteria: Sequence[int], unmet_from: int
    ) -> End:
        spans = self.layout.group_rows
        sums = [(sum(values[start:stop]), sum(bests[start:stop])) for start, stop in spans]
        groups = [tenths(part, whole) for part, whole in sums]
        percent = groups[0] if len(groups) == 1 else tenths(*self.total(sums))
        rank = self._rank(percent or 0, groups)
        if rank > self.mandatory_rank and any_unmet(criteria, self.layout.mandatory, unmet_from):
            rank = self.mandatory_rank
        return End(rank, percent, groups)

    def total(self, sums: Sequence[tuple[int, int]]) -> tuple[int, int]:
        """Return points reached and possible in the whole edition, from those of its groups."""
        if self.group_weights is None:
            return sum(part for part, _ in sums), sum(whole for _, whole in sums)
        factors, total = self.factors([whole for _, whole in sums])
        return sum(factor * part for factor, (part, _) in zip(factors, sums, strict=True)), total

    def factors(self, wholes: Sequence[int]) -> tuple[list[int], int]:
        """Return what a point of each group counts in the edition, and the points possible in it.

        `wholes` are the points possible in each group; one with none drops out.
        """
        if self.group_weights is None:
            return [1 if whole else 0 for whole in wholes], sum(wholes)
        common = lcm(*(whole for whole in wholes if whole))
        pairs = list(zip(self.group_weights, wholes, strict=True))
        factors = [weight * common // whole if whole else 0 for weight, whole in pairs]
        return factors, common * sum(weight for weight, whole in pairs if whole)

    def blockers(self, states: Sequence[int], levels: Sequence[int], rank: int | None) -> list[int]:
        return mandatory_unmet(self.layout, states)

    def _rank(self, percent: int, groups: Sequence[int | None]) -> int:
        for rank in range(len(self.limits) - 1, 0, -1):
            if percent >= self.limits[rank]:
                floor = self.floors[rank]
                if not floor or all(one is None or one >= floor for one in groups):
                    return rank
        return 0


def limit(percent: Decimal) -> int:
    """Return the least published figure, in tenths, that is at least `percent`.

    >>> limit(Decimal("80")), limit(Decimal("79.96"))
    (800, 800)
    """
    return ceil(Fraction(percent) * 10)
