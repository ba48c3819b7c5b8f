"""Reading the rule of an edition whose outcome is reached by a number of met criteria."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Literal

from inspector.criteria.around import Surroundings
from inspector.criteria.conditions import read_condition
from inspector.criteria.model import CountRule, Need, Outcome, Variant
from inspector.criteria.outcomes import check_known, mandatory_unmet, unique_ids
from inspector.criteria.reader import Fields, Reader
from inspector.criteria.strict_yaml import Node


def read_count_rule(reader: Reader, fields: Fields, around: Surroundings) -> CountRule:
    """Return the rule from its fields, whose presence was checked."""
    nodes = reader.items(fields.get("outcomes"), "“outcomes”", at_least=2)
    outcomes = [_outcome(reader, one) for one in nodes]
    ids = unique_ids(reader, [(node, one.id) for node, one in zip(nodes, outcomes, strict=True)], "outcome")
    variants = reader.items(fields.get("variants"), "“variants”", at_least=1)
    words: tuple[Literal["scale", "keep"], ...] = ("scale", "keep")
    return CountRule(
        method="count",
        outcomes=tuple(outcomes),
        variants=tuple(_variant(reader, one, ids, around) for one in variants),
        not_applicable=reader.choice(fields.get("not_applicable"), "“not_applicable”", words) or "scale",
        mandatory_unmet=mandatory_unmet(reader, fields, ids) or (ids[0] if ids else ""),
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
    # Outcomes that are left out are never reached; all of them may be.
    for key, value in reader.entries(fields.get("reach"), "“reach” of a variant") or ():
        outcome = reader.id(key, "A key of “reach”")
        if outcome:
            check_known(reader, key, "“reach” names", outcome, outcomes[1:], "outcomes above the first")
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
    at_least = reader.whole(fields.get("at_least"), f"“at_least” of {what}", at_least=0)
    of = reader.whole(fields.get("of"), f"“of” of {what}", at_least=1)
    if at_least is not None and of is not None and of < at_least:
        reader.refuse(fields, f"{what} asks for {at_least} of {of}.", "“of” is at least “at_least”.")
    return Need(at_least, of, None if share is None else Fraction(share))
