"""The result of an assessment: outcome, percentage, what is met, what is open, what blocks."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from inspector.criteria.model import Edition, FactValue, LevelsRule, OutcomeId
from inspector.scoring.result import CriterionState, GroupResult, Result
from inspector.scoring.rows import BLANK, MET, NA, NOT_MET, Cell
from inspector.scoring.scorer import Gates, Given, Scorer, Standing, scorer

_PERCENT = tuple(Decimal(tenth).scaleb(-1) for tenth in range(1001))
_STATES: dict[int, CriterionState] = {NA: "na", MET: "met", BLANK: "blank", NOT_MET: "not_met"}


def score(edition: Edition, facts: Mapping[str, FactValue | None], ratings: Given, gates: Given) -> Result:
    """Score an assessment of a school.

    `facts`: what is known of the school; None or absent: not known. `ratings`: option id, number as
    text, or "na", by indicator; None or absent: blank. `gates`: "yes" or "no"; None or absent: blank.
    Raises MissingFacts while a fact that a condition of the edition names is not known, and
    FaultyRatings for everything in ratings and gates that the edition does not know or take, at once.
    """
    ready = scorer(edition, facts)
    cells = ready.cells(ratings, gates)
    standing, given = ready.standing(cells), ready.gates_given(gates)
    states = standing.states
    blank, applicable = states.count(BLANK), len(states) - states.count(NA)
    low, high = _outcomes(ready, standing, given) if applicable else (None, None)
    is_whole = not blank and not given.blank
    by_level = isinstance(edition.rule, LevelsRule)
    met_of = states if by_level else standing.criteria
    return Result(
        set_id=edition.set_id,
        edition=edition.in_force_from.isoformat(),
        digest=edition.digest,
        outcome=low if is_whole else None,
        outcome_low=low,
        outcome_high=high,
        percent=_percent(standing.low.percent) if is_whole else None,
        percent_low=_percent(standing.low.percent),
        percent_high=_percent(standing.high.percent),
        met=met_of.count(MET),
        criteria_applicable=len(standing.criteria) - standing.criteria.count(NA),
        applicable=applicable,
        answered=applicable - blank,
        blank=blank,
        total=len(states),
        groups=_groups(ready, standing, by_level),
        criteria=_criteria(ready, standing, by_level),
        gates=given.yes,
        gates_blank=given.blank,
        blockers=_blockers(ready, standing, given, applicable),
        find_margin=lambda: _margin(ready, cells, given) if is_whole and applicable else (),
    )


def _outcomes(ready: Scorer, standing: Standing, given: Gates) -> tuple[OutcomeId | None, OutcomeId | None]:
    """Return the lowest and the highest outcome that blanks leave open, gates included."""
    low, high = standing.low.rank, standing.high.rank
    if low is None or high is None:
        return None, None
    ranks = ready.method.ranks
    return ranks[min(low, given.cap_if_blank_ones_happened)], ranks[min(high, given.cap)]


def _groups(ready: Scorer, standing: Standing, by_level: bool) -> tuple[GroupResult, ...]:
    groups = []
    for place, group in enumerate(ready.edition.groups):
        states = standing.states[slice(*ready.layout.group_rows[place])]
        met_of = states if by_level else standing.criteria[slice(*ready.layout.group_criteria[place])]
        blank, applicable = states.count(BLANK), len(states) - states.count(NA)
        low = _percent(standing.low.groups[place])
        groups.append(
            GroupResult(
                id=group.id,
                percent=None if blank else low,
                percent_low=low,
                percent_high=_percent(standing.high.groups[place]),
                met=met_of.count(MET),
                applicable=applicable,
                answered=applicable - blank,
                blank=blank,
                total=len(states),
            )
        )
    return tuple(groups)


def _criteria(ready: Scorer, standing: Standing, by_level: bool) -> dict[str, CriterionState]:
    states: list[CriterionState] = [_STATES[state] for state in standing.criteria]
    if by_level:
        levels = zip(standing.criteria, standing.low.levels, standing.high.levels, strict=True)
        states = ["na" if state == NA else low if low == high else "blank" for state, low, high in levels]
    return dict(zip(ready.layout.criteria, states, strict=True))


def _blockers(ready: Scorer, standing: Standing, given: Gates, applicable: int) -> tuple[str, ...]:
    rank = standing.high.rank
    if rank is not None:
        rank = min(rank, given.cap) if applicable else None
    places = ready.method.blockers(standing.criteria, standing.high.levels, rank)
    return (*(ready.layout.criteria[place] for place in places), *given.yes)


def _margin(ready: Scorer, cells: Sequence[Cell], given: Gates) -> tuple[str, ...]:
    """Lose each indicator alone and see. Only for an assessment without blanks."""
    now = ready.standing(cells).low.rank
    if now is None:
        return ()
    lost = []
    for place, (id_, row) in enumerate(ready.rows.items()):
        if cells[place].state != NA and cells[place] != row.worst:
            rank = ready.standing([*cells[:place], row.worst, *cells[place + 1 :]]).low.rank
            assert rank is not None
            if min(rank, given.cap) < min(now, given.cap):
                lost.append(id_)
    return tuple(lost)


def _percent(tenth: int | None) -> Decimal | None:
    return None if tenth is None else _PERCENT[tenth]
