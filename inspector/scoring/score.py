"""The result of an assessment: outcome, percentage, what is met, what is open, what blocks."""

from collections.abc import Mapping
from decimal import Decimal

from inspector.criteria.model import Edition, FactValue, OutcomeId
from inspector.scoring.details import FoundDetails
from inspector.scoring.result import GroupResult, Result
from inspector.scoring.rows import BLANK, MET, NA
from inspector.scoring.scorer import Gates, Given, Scorer, Standing, scorer

_PERCENT: dict[int | None, Decimal] = {tenth: Decimal(tenth).scaleb(-1) for tenth in range(1001)}


def score(edition: Edition, facts: Mapping[str, FactValue | None], ratings: Given, gates: Given) -> Result:
    """Score an assessment of a school.

    `facts`: what is known of the school; None or absent: not known. `ratings`: option id, number as
    text, or "na", by indicator; None or absent: blank. `gates`: "yes" or "no"; None or absent: blank.
    Raises MissingFacts while a fact that a condition of the edition names is not known, and
    FaultyRatings for everything in ratings and gates that the edition does not know or take, at once.
    """
    ready = scorer(edition, facts)
    rated = ready.rated(ratings, gates)
    standing = ready.standing(rated)
    given = ready.gates_given(gates) if ready.gates else ready.no_gates
    groups, criteria = _groups(ready, standing), standing.criteria
    met, applicable, answered, blank, total = groups[0].counts if len(groups) == 1 else _sums(groups)
    low, high = _outcomes(ready, standing, given) if applicable else (None, None)
    percent_low = _PERCENT.get(standing.low.percent)
    is_whole = not blank and not given.blank
    return Result(
        edition.set_id,
        ready.first_day,
        edition.digest,
        low if is_whole else None,
        low,
        high,
        percent_low if is_whole else None,
        percent_low,
        _PERCENT.get(standing.high.percent),
        met,
        len(criteria) - criteria.count(NA),
        applicable,
        answered,
        blank,
        total,
        groups,
        given.yes,
        given.blank,
        FoundDetails(ready, rated, standing, given),
    )


def _sums(groups: tuple[GroupResult, ...]) -> list[int]:
    return [sum(column) for column in zip(*(one.counts for one in groups), strict=True)]


def _outcomes(ready: Scorer, standing: Standing, given: Gates) -> tuple[OutcomeId | None, OutcomeId | None]:
    """Return the lowest and the highest outcome that blanks leave open, gates included."""
    low, high = standing.low.rank, standing.high.rank
    if low is None or high is None:
        return None, None
    ranks = ready.method.ranks
    return ranks[min(low, given.cap_if_blank_ones_happened)], ranks[min(high, given.cap)]


def _groups(ready: Scorer, standing: Standing) -> tuple[GroupResult, ...]:
    layout, low, high = ready.layout, standing.low.groups, standing.high.groups
    groups = []
    for place, group in enumerate(ready.edition.groups):
        start, stop = layout.group_rows[place]
        states = standing.states[start:stop]
        met_of = states
        if not (ready.counts_indicators or layout.one_row_each):
            start, stop = layout.group_criteria[place]
            met_of = standing.criteria[start:stop]
        blank, total = states.count(BLANK), len(states)
        applicable = total - states.count(NA)
        percent = _PERCENT.get(low[place])
        groups.append(
            GroupResult(
                group.id,
                None if blank else percent,
                percent,
                _PERCENT.get(high[place]),
                met_of.count(MET),
                applicable,
                applicable - blank,
                blank,
                total,
            )
        )
    return tuple(groups)
