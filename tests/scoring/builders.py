"""The smallest valid editions; a test names only what it is about."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from inspector.criteria.model import (
    Band,
    Bounds,
    Condition,
    CountRule,
    Criterion,
    EasierBounds,
    Edition,
    FactKind,
    Gate,
    Group,
    Indicator,
    LevelNeed,
    LevelsRule,
    Measure,
    Need,
    NoRule,
    Option,
    Outcome,
    OutcomeId,
    PointsRule,
    Provenance,
    Rule,
    Scale,
    Score,
    Status,
    Variant,
)
from inspector.text import Text

FACTS = {
    "setting": FactKind(
        "setting", Text("a", "a"), "choice", {"school": Text("a", "a"), "group": Text("b", "b")}
    ),
    "meals": FactKind(
        "meals", Text("a", "a"), "choice", {"cooked": Text("a", "a"), "bought": Text("b", "b")}
    ),
    "hard_area": FactKind("hard_area", Text("a", "a"), "boolean", {}),
    "children": FactKind("children", Text("a", "a"), "number", {}),
}


def text(words: str = "x") -> Text:
    return Text(words, words)


def a_scale(*options: tuple[str, int | str | Fraction], met_from: str, levels: Sequence[int] = ()) -> Scale:
    """Options as (id, points), from best to worst."""
    given = [
        Option(id_, Fraction(points), text(id_), levels[place] if levels else None)
        for place, (id_, points) in enumerate(options)
    ]
    return Scale("scale", tuple(given), met_from)


MET = a_scale(("met", 1), ("not_met", 0), met_from="met")
THREE = a_scale(("good", 3), ("fair", 2), ("poor", 0), met_from="fair")
SCALE_OF_LEVELS = a_scale(
    ("tot", 3), ("kha", 2), ("dat", 1), ("chua", 0), met_from="dat", levels=(3, 2, 1, 0)
)


def a_score(max_: str = "5", step: str = "0.5", met_from: str = "2.5") -> Score:
    return Score(Decimal(max_), Decimal(step), Decimal(met_from))


def bounds(at_least: str | None = None, at_most: str | None = None) -> Bounds:
    return Bounds(
        None if at_least is None else Decimal(at_least), None if at_most is None else Decimal(at_most)
    )


def a_measure(
    at_least: str | None = None, at_most: str | None = None, easier: Sequence[tuple[Condition, Bounds]] = ()
) -> Measure:
    return Measure("%", bounds(at_least, at_most), tuple(EasierBounds(when, one) for when, one in easier))


REPORTED = Measure("%", None, ())


def when(**wanted: object) -> Condition:
    """`when(setting="school", hard_area=True)`; a Bounds stands for a number."""
    return Condition(
        {
            fact: value if isinstance(value, Bounds) else frozenset([value])  # type: ignore[list-item]
            for fact, value in wanted.items()
        }
    )


def an_indicator(
    id_: str,
    answer: Scale | Score | Measure = MET,
    *,
    level: int | None = None,
    applies_if: Condition | None = None,
    na: bool = True,
    weight: int | str | Fraction = 1,
    effort: int | str | Fraction = 1,
    fixable: bool = True,
) -> Indicator:
    return Indicator(
        id=id_,
        text=text(id_),
        answer=answer,
        level=level,
        applies_if=applies_if,
        na_allowed=na,
        weight=Fraction(weight),
        effort_days=Fraction(effort),
        fixable=fixable,
        evidence=(),
        guidance=None,
    )


def a_criterion(
    id_: str,
    *indicators: Indicator,
    mandatory: bool | Condition = False,
    applies_if: Condition | None = None,
) -> Criterion:
    return Criterion(
        id=id_,
        title=text(id_),
        mandatory=mandatory,
        applies_if=applies_if,
        indicators=indicators or (an_indicator(id_),),
        is_its_own_indicator=not indicators,
        provisions=(),
        good_practice=True,
        official_ref=None,
        replaces=(),
    )


def an_item(
    id_: str, *, mandatory: bool | Condition = False, applies_if: Condition | None = None, **rest: object
) -> Criterion:
    """A criterion that is its own indicator; `rest` as of `an_indicator`."""
    return a_criterion(id_, an_indicator(id_, **rest), mandatory=mandatory, applies_if=applies_if)  # type: ignore[arg-type]


def items(count: int, **rest: object) -> list[Criterion]:
    """Criteria C01, C02, … that are their own indicators."""
    return [an_item(f"C{number:02}", **rest) for number in range(1, count + 1)]  # type: ignore[arg-type]


def a_group(id_: str, *criteria: Criterion, weight: int | str = 1) -> Group:
    return Group(id_, text(id_), Fraction(weight), criteria)


def points(
    *bands: tuple[str, str],
    weighted: bool = False,
    floor: Mapping[str, str] | None = None,
    mandatory_unmet: str | None = None,
) -> PointsRule:
    """Bands as (id, from)."""
    return PointsRule(
        method="points",
        weighted_groups=weighted,
        bands=tuple(Band(id_, Decimal(start), text(id_)) for id_, start in bands),
        group_floor={id_: Decimal(least) for id_, least in (floor or {}).items()},
        mandatory_unmet=mandatory_unmet,
    )


BANDS = (("weak", "0"), ("fair", "50"), ("good", "80"))


def need(at_least: int, of: int) -> Need:
    return Need(at_least, of, None)


def share(of_all: str) -> Need:
    return Need(None, None, Fraction(of_all))


def count(
    *variants: Variant | Mapping[str, Need],
    outcomes: Sequence[str] = ("fail", "pass"),
    keep: bool = False,
    mandatory_unmet: str = "fail",
) -> CountRule:
    """A mapping of outcome to need stands for a variant without condition."""
    return CountRule(
        method="count",
        outcomes=tuple(Outcome(id_, text(id_)) for id_ in outcomes),
        variants=tuple(one if isinstance(one, Variant) else Variant(None, one) for one in variants),
        not_applicable="keep" if keep else "scale",
        mandatory_unmet=mandatory_unmet,
    )


def all_at(level: int) -> LevelNeed:
    return LevelNeed(level, True, 0, 0)


def mandatory_at(level: int, others: int = 0, rest: int = 0) -> LevelNeed:
    return LevelNeed(level, False, others, rest)


def levels(*reach: LevelNeed) -> LevelsRule:
    return LevelsRule("levels", text(), {one.level: text() for one in reach}, reach, {})


NO_RULE = NoRule("none")


def a_gate(id_: str, at_most: OutcomeId | None = None, applies_if: Condition | None = None) -> Gate:
    return Gate(id_, text(id_), applies_if, at_most)


def an_edition(rule: Rule, *content: Criterion | Group, gates: Sequence[Gate] = ()) -> Edition:
    """Criteria stand in one group A; or groups are given."""
    groups = [one for one in content if isinstance(one, Group)]
    criteria = [one for one in content if isinstance(one, Criterion)]
    if criteria:
        groups.insert(0, a_group("A", *criteria))
    return Edition(
        set_id="tried",
        in_force_from=date(2026, 9, 1),
        status=Status.DRAFT,
        provenance=Provenance("adapted", "proposed", text()),
        concerns=None,
        scales={},
        evidence_code=None,
        rule=rule,
        gates=tuple(gates),
        groups=tuple(groups),
        facts=FACTS,
        provisions={},
        digest="0" * 64,
        files={},
    )
