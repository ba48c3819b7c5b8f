"""The parts of a result that pages about one school show, worked out when first asked for."""

from collections.abc import Mapping
from functools import cached_property

from inspector.criteria.model import LevelsRule
from inspector.scoring.result import CriterionState
from inspector.scoring.rows import BLANK, MET, NA, NOT_MET
from inspector.scoring.scorer import Gates, Rated, Scorer, Standing

_STATES: dict[int, CriterionState] = {NA: "na", MET: "met", BLANK: "blank", NOT_MET: "not_met"}


class FoundDetails:
    """Criteria, blockers and margin of one assessment."""

    def __init__(self, ready: Scorer, rated: Rated, standing: Standing, gates: Gates) -> None:
        self._ready = ready
        self._rated = rated
        self._standing = standing
        self._gates = gates

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, FoundDetails):
            return NotImplemented
        return self.criteria == other.criteria and self.blockers == other.blockers

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<blockers {self.blockers}, criteria {self.criteria}>"

    @cached_property
    def criteria(self) -> Mapping[str, CriterionState]:
        standing = self._standing
        states = [_STATES[state] for state in standing.criteria]
        if isinstance(self._ready.edition.rule, LevelsRule):
            levels = zip(standing.criteria, standing.low.levels, standing.high.levels, strict=True)
            states = ["na" if state == NA else low if low == high else "blank" for state, low, high in levels]
        return dict(zip(self._ready.layout.criteria, states, strict=True))

    @cached_property
    def blockers(self) -> tuple[str, ...]:
        standing, layout = self._standing, self._ready.layout
        rank = standing.high.rank
        if rank is not None:
            rank = min(rank, self._gates.cap)
        places = self._ready.method.blockers(standing.criteria, standing.high.levels, rank)
        return (*(layout.criteria[place] for place in places), *self._gates.yes)

    @cached_property
    def margin(self) -> tuple[str, ...]:
        """Lose each indicator alone and see."""
        states, values = self._rated
        now = self._rank(self._rated)
        if now is None or BLANK in states or self._gates.blank:
            return ()
        lost = []
        for place, (id_, row) in enumerate(self._ready.rows.items()):
            if states[place] != NA and (states[place], values[place]) != row.worst:
                lost_state = states[:place] + bytes([row.worst.state]) + states[place + 1 :]
                then = self._rank((lost_state, [*values[:place], row.worst.value, *values[place + 1 :]]))
                if then is not None and then < now:
                    lost.append(id_)
        return tuple(lost)

    def _rank(self, rated: Rated) -> int | None:
        rank = self._ready.standing(rated).low.rank
        return None if rank is None else min(rank, self._gates.cap)
