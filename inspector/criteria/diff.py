"""What changed from one edition to another, criterion by criterion."""

from collections.abc import Mapping
from dataclasses import dataclass

from inspector.criteria.model import Criterion, Edition, Indicator, Measure, Scale, Score


@dataclass(frozen=True, slots=True)
class Difference:
    """Criteria by what became of them, in the order of their edition; every one stands in one place."""

    same: tuple[str, ...]
    changed: Mapping[str, tuple[str, ...]]  # id -> keys of the file format whose meaning differs
    new: tuple[str, ...]
    dropped: tuple[str, ...]
    replaced: Mapping[str, str]  # id in the old edition -> id of the criterion that says it replaces it


def difference(old: Edition, new: Edition) -> Difference:
    """Compare two editions as they are meant: a default that is spelled out is no change."""
    kept = [id_ for id_ in new.criteria if id_ in old.criteria]
    changed = {id_: _keys_that_differ(old.criteria[id_], new.criteria[id_]) for id_ in kept}
    replaced: dict[str, str] = {}
    for id_, criterion in new.criteria.items():
        for before in criterion.replaces:
            if before in old.criteria:
                replaced.setdefault(before, id_)
    return Difference(
        same=tuple(id_ for id_ in kept if not changed[id_]),
        changed={id_: keys for id_, keys in changed.items() if keys},
        new=tuple(id_ for id_ in new.criteria if id_ not in old.criteria and id_ not in replaced.values()),
        dropped=tuple(id_ for id_ in old.criteria if id_ not in new.criteria and id_ not in replaced),
        replaced=replaced,
    )


def as_json(found: Difference) -> dict[str, object]:
    """Return a difference as plain values."""
    return {
        "same": list(found.same),
        "changed": [{"id": id_, "keys": list(keys)} for id_, keys in found.changed.items()],
        "new": list(found.new),
        "dropped": list(found.dropped),
        "replaced": dict(found.replaced),
    }


def _keys_that_differ(old: Criterion, new: Criterion) -> tuple[str, ...]:
    before, after = _by_key(old), _by_key(new)
    return tuple(key for key in {**before, **after} if before.get(key) != after.get(key))


def _by_key(criterion: Criterion) -> dict[str, object]:
    own = criterion.is_its_own_indicator
    said: dict[str, object] = {
        "text" if own else "title": criterion.title,
        "mandatory": criterion.mandatory,
        "applies_if": criterion.applies_if,
        "provisions": criterion.provisions,
        "good_practice": criterion.good_practice,
        "official_ref": criterion.official_ref,
        "replaces": criterion.replaces,
    }
    if own:
        return said | _settings(criterion.indicators[0])
    return said | {"indicators": [(one.id, one.text, _settings(one)) for one in criterion.indicators]}


def _settings(indicator: Indicator) -> dict[str, object]:
    said: dict[str, object] = {
        _answer_key(indicator.answer): _answer(indicator.answer),
        "level": indicator.level,
        "na": indicator.na_allowed,
        "weight": indicator.weight,
        "effort_days": indicator.effort_days,
        "fixable": indicator.fixable,
        "evidence": indicator.evidence,
        "guidance": indicator.guidance,
    }
    return said if indicator.applies_if is None else said | {"applies_if": indicator.applies_if}


def _answer_key(answer: Scale | Score | Measure) -> str:
    return "scale" if isinstance(answer, Scale) else "score" if isinstance(answer, Score) else "measure"


def _answer(answer: Scale | Score | Measure) -> object:
    """Return what an answer means; how the options of a scale are called is left out."""
    if not isinstance(answer, Scale):
        return answer
    options = [(one.id, one.points, one.level) for one in answer.options]
    return (answer.id, options, answer.met_from)
