"""Reading the rule of an edition: gates, and how ratings become an outcome."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Literal

from inspector.criteria.around import Surroundings
from inspector.criteria.conditions import read_condition
from inspector.criteria.model import (
    Band,
    CountRule,
    Gate,
    Need,
    NoRule,
    Outcome,
    OutcomeId,
    PointsRule,
    Rule,
    Variant,
)
from inspector.criteria.problem import listed, quoted
from inspector.criteria.reader import Fields, Reader
from inspector.criteria.rules_of_levels import read_levels_rule
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
        rule = _points(reader, fields)
    elif method == "count":
        rule = _count(reader, fields, around)
    elif method == "levels":
        rule = read_levels_rule(reader, fields)
    return rule, _gates(reader, fields.get("gates"), rule, around)


def _points(reader: Reader, fields: Fields) -> PointsRule:
    words: tuple[Literal["pooled", "weighted"], ...] = ("pooled", "weighted")
    groups = reader.choice(fields.get("groups"), "“groups” of the rule", words)
    nodes = reader.items(fields.get("bands"), "“bands”", at_least=1)
    bands = [_band(reader, one) for one in nodes]
    ids = _unique_ids(reader, [(node, band.id) for node, band in zip(nodes, bands, strict=True)], "band")
    _check_bands(reader, list(zip(nodes, bands, strict=True)))
    return PointsRule(
        method="points",
        weighted_groups=groups == "weighted",
        bands=tuple(bands),
        group_floor=_group_floor(reader, fields, ids),
        mandatory_unmet=_mandatory_unmet(reader, fields, ids) or None,
    )


def _band(reader: Reader, node: Node) -> Band:
    fields = reader.fields(node, "A band", required=("id", "from", "label"))
    if fields is None:
        return Band("", Decimal(-1), reader.text(None, ""))
    id_ = reader.id(fields.get("id"), "“id” of a band")
    from_ = reader.number(fields.get("from"), f"“from” of band {id_}", at_least=0, at_most=100)
    label = reader.text(fields.get("label"), f"“label” of band {id_}")
    return Band(id_, Decimal(-1) if from_ is None else from_, label)


def _check_bands(reader: Reader, bands: Sequence[tuple[Node, Band]]) -> None:
    read = [(node, band) for node, band in bands if band.from_ >= 0]  # -1 stands in
    if read and len(read) == len(bands) and read[0][1].from_ != 0:
        node, first = read[0]
        reader.refuse(node, f"The first band, {first.id}, begins at {first.from_}.", "Begin it from 0.")
    for (_, lower), (node, band) in pairwise(read):
        if band.from_ <= lower.from_:
            reader.refuse(
                node,
                f"Band {band.id} begins at {band.from_}, not above the one before it.",
                "List bands from the lowest up, each with a higher “from”.",
            )


def _group_floor(reader: Reader, fields: Fields, bands: Sequence[str]) -> dict[str, Decimal]:
    node = fields.get("group_floor")
    floors: dict[str, Decimal] = {}
    if node is None:
        return floors
    for key, value in reader.entries(node, "“group_floor”") or ():
        band = reader.id(key, "A key of “group_floor”")
        if band:
            _check_known(reader, key, "“group_floor” names", band, bands[1:], "bands above the first")
        floor = reader.number(value, f"“group_floor” of {band}", at_least=0, at_most=100)
        floors[band] = Decimal(0) if floor is None else floor
    return floors


def _count(reader: Reader, fields: Fields, around: Surroundings) -> CountRule:
    nodes = reader.items(fields.get("outcomes"), "“outcomes”", at_least=2)
    outcomes = [_outcome(reader, one) for one in nodes]
    ids = _unique_ids(reader, [(node, one.id) for node, one in zip(nodes, outcomes, strict=True)], "outcome")
    variants = reader.items(fields.get("variants"), "“variants”", at_least=1)
    words: tuple[Literal["scale", "keep"], ...] = ("scale", "keep")
    return CountRule(
        method="count",
        outcomes=tuple(outcomes),
        variants=tuple(_variant(reader, one, ids, around) for one in variants),
        not_applicable=reader.choice(fields.get("not_applicable"), "“not_applicable”", words) or "scale",
        mandatory_unmet=_mandatory_unmet(reader, fields, ids) or (ids[0] if ids else ""),
    )


def _outcome(reader: Reader, node: Node) -> Outcome:
    fields = reader.fields(node, "An outcome", required=("id", "label"))
    if fields is None:
        return Outcome("", reader.text(None, ""))
    id_ = reader.id(fields.get("id"), "“id” of an outcome")
    return Outcome(id_, reader.text(fields.get("label"), f"“label” of outcome {id_}"))


def _variant(reader: Reader, node: Node, outcomes: Sequence[str], around: Surroundings) -> Variant:
    fields = reader.fields(node, "A variant", required=("reach",), optional=("when",))
    if fields is None:
        return Variant(None, {})
    when = read_condition(reader, fields.get("when"), "“when” of a variant", around.facts)
    reach: dict[str, Need] = {}
    entries = reader.entries(fields.get("reach"), "“reach” of a variant")
    if entries == ():
        reader.refuse(fields, "“reach” of a variant is empty.", "Say what an outcome needs.")
    for key, value in entries or ():
        outcome = reader.id(key, "A key of “reach”")
        if outcome:
            _check_known(reader, key, "“reach” names", outcome, outcomes[1:], "outcomes above the first")
        reach[outcome] = _need(reader, value, f"“reach” of {outcome}")
    return Variant(when, reach)


def _need(reader: Reader, node: Node, what: str) -> Need:
    fields = reader.fields(node, what, optional=("at_least", "of", "share"))
    if fields is None:
        return Need(None, None, None)
    if "share" in fields and fields.which("at_least", "of"):
        reader.refuse(fields, f"{what} has a “share” and a number.", "Keep “share”, or “at_least” and “of”.")
    elif "share" not in fields and len(fields.which("at_least", "of")) < 2:
        reader.refuse(fields, f"{what} is incomplete.", "Write “at_least” and “of”, or “share”.")
    share = reader.number(fields.get("share"), f"“share” of {what}", above=0, at_most=1)
    at_least = reader.whole(fields.get("at_least"), f"“at_least” of {what}", at_least=1)
    of = reader.whole(fields.get("of"), f"“of” of {what}", at_least=1)
    if at_least is not None and of is not None and of < at_least:
        reader.refuse(fields, f"{what} asks for {at_least} of {of}.", "“of” is at least “at_least”.")
    return Need(at_least, of, None if share is None else Fraction(share))


def _mandatory_unmet(reader: Reader, fields: Fields, outcomes: Sequence[str]) -> str:
    node = fields.get("mandatory_unmet")
    cap = reader.fields(node, "“mandatory_unmet”", required=("at_most",)) if node is not None else None
    if cap is None:
        return ""
    at = cap.get("at_most")
    outcome = reader.id(at, "“at_most” of “mandatory_unmet”")
    if outcome and at is not None:
        _check_known(reader, at, "“mandatory_unmet” names", outcome, outcomes, "outcomes")
    return outcome


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
            _check_known(reader, node, f"{what} is", outcome, [one.id for one in known], "outcomes")
        return outcome
    return reader.level(node, what, at_least=0, at_most=max(rule.labels, default=None))


def _check_known(reader: Reader, node: Node, what: str, id_: str, known: Sequence[str], kinds: str) -> None:
    if id_ not in known and "" not in known:  # an id that was refused may have been this one
        names = listed(known) or "there are none"
        reader.refuse(node, f"{what} {quoted(id_)}, which it may not.", f"Known {kinds}: {names}.")


def _unique_ids(reader: Reader, ids: Sequence[tuple[Node, str]], what: str) -> list[str]:
    seen: set[str] = set()
    for node, id_ in ids:
        if id_ and id_ in seen:
            reader.refuse(node, f"The {what} {quoted(id_)} is there twice.", "Rename one of them.")
        seen.add(id_)
    return [id_ for _, id_ in ids]
