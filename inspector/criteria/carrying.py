"""What becomes of each answer when another edition of the same set is answered instead."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from inspector.criteria.diff import difference
from inspector.criteria.model import Criterion, Edition, Indicator

BESIDE_THE_POINT = frozenset({"replaces", "official_ref", "effort_days", "fixable"})
"""Keys of a criterion that change nothing of what is asked, nor of what the answer rests on."""


class Fate(StrEnum):
    """What becomes of an item of the old edition."""

    SAME = "same"  # asked again without a change
    CHANGED = "changed"  # asked again in other words, on another basis or under other conditions
    REPLACED = "replaced"  # one item of another id takes its place
    MERGED = "merged"  # what takes its place asks more or other things: it is answered anew
    DROPPED = "dropped"  # nothing takes its place


@dataclass(frozen=True, slots=True)
class Passage:
    """The way of one indicator or gate into another edition.

    `into` is the item that its answer goes to; None where there is none. `criterion` names what takes its
    place where that is no single item.
    """

    item: str
    fate: Fate
    into: str | None
    criterion: str | None = None


def passages(old: Edition, new: Edition) -> dict[str, Passage]:
    """Return what becomes of every indicator and gate of the old edition, in its order; no item of the new
    one gets two answers."""
    found = {one.item: one for one in (*_of_gates(old, new), *_of_criteria(old, new))}
    return {item: found[item] for item in (*(gate.id for gate in old.gates), *old.indicators)}


def comparable(old: Edition, new: Edition) -> dict[str, str]:
    """Return the items whose answers may be set side by side: those asked again without a change."""
    if old.digest == new.digest:
        return {item: item for item in (*(gate.id for gate in old.gates), *old.indicators)}
    return {one.item: one.item for one in passages(old, new).values() if one.fate is Fate.SAME}


def _of_gates(old: Edition, new: Edition) -> Iterator[Passage]:
    there = {one.id: one for one in new.gates}
    for gate in old.gates:
        other = there.get(gate.id)
        if other is None:
            yield Passage(gate.id, Fate.DROPPED, None)
        else:
            same = (gate.text, gate.applies_if) == (other.text, other.applies_if)
            yield Passage(gate.id, Fate.SAME if same else Fate.CHANGED, gate.id)


def _of_criteria(old: Edition, new: Edition) -> Iterator[Passage]:
    found = difference(old, new)
    keys = {id_: frozenset(which) - BESIDE_THE_POINT for id_, which in found.changed.items()}
    taken = _taken(found.replaced, old)
    for criterion in old.criteria.values():
        follows = found.replaced.get(criterion.id)
        if criterion.id in found.same or keys.get(criterion.id) == frozenset():
            yield from (Passage(one.id, Fate.SAME, one.id) for one in criterion.indicators)
        elif criterion.id in keys:
            yield from _changed(criterion, new.criteria[criterion.id], keys[criterion.id])
        elif follows is not None:
            yield from _replaced(criterion, new.criteria[follows], alone=taken[follows] == 1)
        else:
            yield from (Passage(one.id, Fate.DROPPED, None) for one in criterion.indicators)


def _taken(replaced: Mapping[str, str], old: Edition) -> dict[str, int]:
    """Return how many criteria of the old edition each new one takes the place of, itself included."""
    numbers: dict[str, int] = {}
    for follows in replaced.values():
        numbers[follows] = numbers.get(follows, int(follows in old.criteria)) + 1
    return numbers


def _changed(before: Criterion, after: Criterion, keys: frozenset[str]) -> Iterator[Passage]:
    """Indicators that did not change in a criterion in which only other indicators did stay as they were."""
    there = {one.id: one for one in after.indicators}
    for indicator in before.indicators:
        other = there.get(indicator.id)
        if other is None:
            yield Passage(indicator.id, Fate.MERGED, None, after.id)
        else:
            same = keys == {"indicators"} and _asked(indicator) == _asked(other)
            yield Passage(indicator.id, Fate.SAME if same else Fate.CHANGED, indicator.id)


def _asked(indicator: Indicator) -> tuple[object, ...]:
    return (
        indicator.text,
        indicator.answer,
        indicator.level,
        indicator.applies_if,
        indicator.na_allowed,
        indicator.weight,
        indicator.evidence,
        indicator.guidance,
    )


def _replaced(before: Criterion, after: Criterion, *, alone: bool) -> Iterator[Passage]:
    one_to_one = alone and before.is_its_own_indicator and after.is_its_own_indicator
    for indicator in before.indicators:
        if one_to_one:
            yield Passage(indicator.id, Fate.REPLACED, after.id, after.id)
        else:
            yield Passage(indicator.id, Fate.MERGED, None, after.id)
