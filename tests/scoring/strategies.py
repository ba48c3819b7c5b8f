"""Small editions of every kind, and schools to score by them."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from hypothesis import strategies as st

from inspector.criteria.model import (
    Condition,
    Criterion,
    Edition,
    FactValue,
    Gate,
    Group,
    Indicator,
    Measure,
    Rule,
    Scale,
    Score,
    Variant,
)
from inspector.scoring.ranks import ranks_of
from tests.scoring import builders as b

METHODS = ("points", "count", "levels", "none")

CONDITIONS = st.sampled_from(
    [
        b.when(setting="school"),
        b.when(hard_area=True),
        b.when(children=b.bounds(at_least="150")),
        b.when(setting="group", meals="cooked"),
    ]
)
RARELY = st.sampled_from([False, False, False, True])
ANSWERS: st.SearchStrategy[Scale | Score | Measure] = st.sampled_from(
    [
        b.MET,
        b.MET,
        b.THREE,
        b.a_score("2", "1", "1"),
        b.a_score("1.5", "0.5", "1"),
        b.a_measure("55", easier=[(b.when(hard_area=True), b.bounds(at_least="40"))]),
        b.a_measure(at_most="20"),
        b.a_measure("10", "20"),
        b.REPORTED,
    ]
)
AMOUNTS = st.sampled_from(["1", "1", "1", "2", "0.5", "3"])


@dataclass(frozen=True)
class School:
    """An edition and all that is known of a school; blanks are absent."""

    edition: Edition
    facts: Mapping[str, FactValue]
    ratings: Mapping[str, str]
    gates: Mapping[str, str]


@st.composite
def indicators(draw: st.DrawFn, id_: str, levels: int | None) -> Indicator:
    answer = draw(ANSWERS)
    level = None
    if levels is not None:
        if draw(RARELY):
            answer = (
                b.SCALE_OF_LEVELS
                if levels >= 3
                else b.a_scale(("full", 2), ("half", 1), ("none", 0), met_from="half", levels=(levels, 1, 0))
            )
        elif answer != b.REPORTED:
            level = draw(st.integers(1, levels))
    return b.an_indicator(
        id_,
        answer,
        level=level,
        applies_if=draw(CONDITIONS) if draw(RARELY) else None,
        na=not draw(RARELY),
        weight=draw(AMOUNTS),
        effort=draw(AMOUNTS),
        fixable=not draw(RARELY),
    )


@st.composite
def criteria(draw: st.DrawFn, id_: str, levels: int | None) -> Criterion:
    mandatory: bool | Condition = draw(RARELY)
    if mandatory and draw(st.booleans()):
        mandatory = draw(CONDITIONS)
    applies_if = draw(CONDITIONS) if draw(RARELY) else None
    size = draw(st.sampled_from([1, 1, 2, 3]))
    names = [id_] if size == 1 and draw(st.booleans()) else [f"{id_}.{n}" for n in range(size)]
    return b.a_criterion(
        id_, *[draw(indicators(name, levels)) for name in names], mandatory=mandatory, applies_if=applies_if
    )


@st.composite
def groups(draw: st.DrawFn, levels: int | None, most: int) -> list[Group]:
    sizes = draw(st.lists(st.integers(1, 3), min_size=1, max_size=3))
    made, left = [], most
    for number, size in enumerate(sizes):
        inside = []
        for place in range(size):
            if left > 0:
                one = draw(criteria(f"{'ABC'[number]}{place}", levels))
                inside.append(one)
                left -= len(one.indicators)
        if inside:
            made.append(b.a_group("ABC"[number], *inside, weight=draw(AMOUNTS)))
    return made


PERCENTS = st.sampled_from(["10", "33.3", "33.35", "50", "66.7", "75", "80", "100"])


@st.composite
def points_rules(draw: st.DrawFn) -> Rule:
    limits = sorted(draw(st.sets(PERCENTS, min_size=1, max_size=3)), key=Decimal)
    bands = [("b0", "0"), *((f"b{n}", limit) for n, limit in enumerate(limits, start=1))]
    upper = [id_ for id_, _ in bands[1:]]
    return b.points(
        *bands,
        weighted=draw(st.booleans()),
        floor=draw(st.dictionaries(st.sampled_from(upper), PERCENTS, max_size=2)),
        mandatory_unmet=draw(st.none() | st.sampled_from([id_ for id_, _ in bands])),
    )


@st.composite
def count_rules(draw: st.DrawFn) -> Rule:
    def need() -> b.Need:
        if draw(st.booleans()):
            return b.share(draw(st.sampled_from(["0.25", "0.5", "0.8", "1"])))
        of = draw(st.integers(1, 6))
        return b.need(draw(st.integers(0, of)), of)

    upper = ["o1", "o2"][: draw(st.integers(1, 2))]
    variants = [
        Variant(when, {id_: need() for id_ in upper if not draw(RARELY)})
        for when in ([draw(CONDITIONS), None] if draw(st.booleans()) else [None])
    ]
    return b.count(
        *variants,
        outcomes=["o0", *upper],
        keep=draw(st.booleans()),
        mandatory_unmet=draw(st.sampled_from(["o0", *upper])),
    )


@st.composite
def levels_rules(draw: st.DrawFn, count: int) -> Rule:
    return b.levels(
        *(
            b.all_at(level)
            if draw(st.booleans())
            else b.mandatory_at(level, draw(st.integers(0, 4)), draw(st.integers(0, level)))
            for level in range(1, count + 1)
        )
    )


@st.composite
def editions(draw: st.DrawFn, method: str | None = None, most: int = 7) -> Edition:
    method = method or draw(st.sampled_from(METHODS))
    count = draw(st.integers(1, 3)) if method == "levels" else None
    content = draw(groups(count, most))
    rule: Rule = b.NO_RULE
    if method == "points":
        rule = draw(points_rules())
    elif method == "count":
        rule = draw(count_rules())
    elif count is not None:
        rule = draw(levels_rules(count))
    made = b.an_edition(rule, *content)
    return b.an_edition(rule, *content, gates=draw(gates(made)))


@st.composite
def gates(draw: st.DrawFn, edition: Edition) -> list[Gate]:
    ranks = ranks_of(edition.rule)
    caps = st.none() | st.sampled_from(ranks) if ranks else st.none()
    return [
        b.a_gate(f"R{n}", draw(caps), draw(CONDITIONS) if draw(RARELY) else None)
        for n in range(draw(st.sampled_from([0, 0, 1, 2, 3])))
    ]


FACTS = st.fixed_dictionaries(
    {
        "setting": st.sampled_from(["school", "group"]),
        "meals": st.sampled_from(["cooked", "bought"]),
        "hard_area": st.booleans(),
        "children": st.sampled_from([Decimal(149), Decimal(150), Decimal(151)]),
    }
)


def rating_of(indicator: Indicator) -> st.SearchStrategy[str]:
    answer = indicator.answer
    if isinstance(answer, Scale):
        given = [one.id for one in answer.options]
    elif isinstance(answer, Score):
        given = [f"{(answer.step * n).normalize():f}" for n in range(int(answer.max / answer.step) + 1)]
    else:
        given = ["0", "9.9", "10", "20", "20.5", "39.9", "40", "55", "-3"]
    return st.sampled_from([*given, *given, *(["na"] if indicator.na_allowed else [])])


@st.composite
def schools(
    draw: st.DrawFn, method: str | None = None, *, most: int = 7, blanks: int = 4, complete: bool = False
) -> School:
    """`blanks`: at most so many indicators are blank."""
    edition = draw(editions(method, most))
    ids = list(edition.indicators)
    empty = set() if complete else draw(st.sets(st.sampled_from(ids), max_size=blanks))
    answers = st.sampled_from(["no", "no", "yes"]) if complete else st.sampled_from(["no", "no", "yes", None])
    given = {one.id: draw(answers) for one in edition.gates}
    return School(
        edition,
        draw(FACTS),
        {id_: draw(rating_of(edition.indicators[id_])) for id_ in ids if id_ not in empty},
        {id_: answer for id_, answer in given.items() if answer is not None},
    )
