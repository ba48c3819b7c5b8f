"""Where indicators, criteria and groups of an edition stand, as places in one row of each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate, pairwise

from inspector.criteria.model import Edition, FactValue
from inspector.scoring.applicable import is_mandatory

Span = tuple[int, int]  # from, up to but without


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the rows of each criterion, and the criteria of each group, stand in edition order."""

    criteria: tuple[str, ...]
    criterion_rows: tuple[Span, ...]
    group_rows: tuple[Span, ...]
    group_criteria: tuple[Span, ...]
    mandatory: tuple[int, ...]  # places of the criteria that are mandatory for the school
    one_row_each: bool  # every criterion has exactly one row


def layout_of(edition: Edition, facts: Mapping[str, FactValue], counted: Iterable[str]) -> Layout:
    """Return the layout for a school; `counted`: the indicators that can count, the rows."""
    counts = set(counted)
    criteria = tuple(edition.criteria)
    sizes = {
        id_: sum(one.id in counts for one in criterion.indicators)
        for id_, criterion in edition.criteria.items()
    }
    mandatory = [place for place, id_ in enumerate(criteria) if is_mandatory(edition.criteria[id_], facts)]
    return Layout(
        criteria=criteria,
        criterion_rows=_spans(sizes.values()),
        group_rows=_spans(sum(sizes[one.id] for one in group.criteria) for group in edition.groups),
        group_criteria=_spans(len(group.criteria) for group in edition.groups),
        mandatory=tuple(mandatory),
        one_row_each=set(sizes.values()) == {1},
    )


def _spans(sizes: Iterable[int]) -> tuple[Span, ...]:
    return tuple(pairwise(accumulate(sizes, initial=0)))
