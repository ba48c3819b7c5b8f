"""Reading the rule of an edition: gates, and how ratings become an outcome."""

from typing import Literal

from inspector.criteria.around import Surroundings
from inspector.criteria.conditions import read_condition
from inspector.criteria.model import CountRule, Gate, NoRule, OutcomeId, PointsRule, Rule
from inspector.criteria.outcomes import check_known
from inspector.criteria.reader import Reader
from inspector.criteria.rules_of_count import read_count_rule
from inspector.criteria.rules_of_levels import read_levels_rule
from inspector.criteria.rules_of_points import read_points_rule
from inspector.criteria.strict_yaml import Node

Method = Literal["points", "count", "levels", "none"]
METHODS: tuple[Method, ...] = ("points", "count", "levels", "none")
_KEYS: dict[Method, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "points": (("groups", "bands"), ("group_floor", "mandatory_unmet")),
    "count": (("outcomes", "variants"), ("not_applicable", "mandatory_unmet")),
    "levels": (("below", "levels", "reach"), ("recognitions",)),
    "none": ((), ()),
}


def read_rule(
    reader: Reader, node: Node | None, method: Method | None, around: Surroundings
) -> tuple[Rule, tuple[Gate, ...]]:
    """Return the rule and its gates. `method` None: it is missing or unknown, which is reported already."""
    if method is None:
        return NoRule("none"), ()
    required, optional = _KEYS[method]
    fields = reader.fields(node, f"The {method} rule", ("method", *required), (*optional, "gates"))
    if fields is None:
        return NoRule("none"), ()
    rule: Rule = NoRule("none")
    if method == "points":
        rule = read_points_rule(reader, fields)
    elif method == "count":
        rule = read_count_rule(reader, fields, around)
    elif method == "levels":
        rule = read_levels_rule(reader, fields)
    return rule, _gates(reader, fields.get("gates"), rule, around)


def _gates(reader: Reader, node: Node | None, rule: Rule, around: Surroundings) -> tuple[Gate, ...]:
    gates = [_gate(reader, one, rule, around) for one in reader.items(node, "“gates”")]
    return tuple(one for one in gates if one is not None)


def _gate(reader: Reader, node: Node, rule: Rule, around: Surroundings) -> Gate | None:
    fields = reader.fields(node, "A gate", required=("id", "text"), optional=("applies_if", "at_most"))
    if fields is None:
        return None
    id_ = reader.id(fields.get("id"), "“id” of a gate")
    around.ids.claim(reader, fields.get("id"), id_, "a gate")
    return Gate(
        id=id_,
        text=reader.text(fields.get("text"), f"“text” of gate {id_}"),
        applies_if=read_condition(
            reader, fields.get("applies_if"), f"“applies_if” of gate {id_}", around.facts
        ),
        at_most=_cap(reader, fields.get("at_most"), f"“at_most” of gate {id_}", rule),
    )


def _cap(reader: Reader, node: Node | None, what: str, rule: Rule) -> OutcomeId | None:
    if node is None:
        return None
    if isinstance(rule, NoRule):
        reader.refuse(node, f"{what} stands in a rule without outcomes.", "Remove it.")
        return None
    if isinstance(rule, PointsRule | CountRule):
        outcome = reader.id(node, what)
        known = rule.bands if isinstance(rule, PointsRule) else rule.outcomes
        if outcome:
            check_known(reader, node, f"{what} is", outcome, [one.id for one in known], "outcomes")
        return outcome
    return reader.level(node, what, at_least=0, at_most=max(rule.labels, default=None))
