"""Reading how an indicator is answered: on a scale, by a score, or by a measure."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from inspector.criteria.conditions import read_bounds, read_condition
from inspector.criteria.model import EasierBounds, Measure, Option, Scale, Score
from inspector.criteria.problem import listed, quoted
from inspector.criteria.reader import Fields, Reader
from inspector.criteria.strict_yaml import Node
from inspector.criteria.vocabulary import FactKinds

Scales = Mapping[str, Scale | None]
"""Scales by id; None for one that is there but faulty."""


@dataclass(frozen=True, slots=True)
class Levels:
    """What options may say of levels: nothing where the rule has none."""

    allowed: bool
    highest: int | None  # None where the rule's levels could not be read


def read_scales(reader: Reader, node: Node | None, levels: Levels) -> Scales:
    """Return the scales of an edition."""
    return reader.by_id(node, "“scales”", lambda id_, one: _scale(reader, id_, one, levels))


def _scale(reader: Reader, id_: str, node: Node, levels: Levels) -> Scale | None:
    what = f"Scale {id_}"
    fields = reader.fields(node, what, required=("options", "met_from"))
    if fields is None:
        return None
    nodes = reader.items(fields.get("options"), f"“options” of {what}", at_least=2)
    options = [_option(reader, one, what, levels) for one in nodes]
    met_from = reader.id(fields.get("met_from"), f"“met_from” of {what}")
    complete = [one for one in options if one is not None]
    if len(complete) < len(nodes) or len(nodes) < 2:
        return None
    _check_order(reader, list(zip(nodes, complete, strict=True)), what)
    _check_option_levels(reader, list(zip(nodes, complete, strict=True)), what)
    _check_met_from(reader, fields, met_from, [one.id for one in complete], what)
    return Scale(id_, tuple(complete), met_from)


def _option(reader: Reader, node: Node, what: str, levels: Levels) -> Option | None:
    fields = reader.fields(
        node, f"An option of {what}", required=("id", "points", "label"), optional=("level",)
    )
    if fields is None:
        return None
    id_ = reader.id(fields.get("id"), f"“id” of an option of {what}")
    points = reader.number(fields.get("points"), f"“points” of option {id_}", at_least=0)
    label = reader.text(fields.get("label"), f"“label” of option {id_}")
    level = None
    if "level" in fields and not levels.allowed:
        reader.refuse(
            fields.get("level") or fields,
            f"Option {id_} has a “level”, and the rule has no levels.",
            "Remove it, or use method: levels.",
        )
    elif "level" in fields:
        level = reader.level(
            fields.get("level"), f"“level” of option {id_}", at_least=0, at_most=levels.highest
        )
        if level is None:
            return None
    return Option(id_, Fraction(points), label, level) if id_ and points is not None else None


def _check_order(reader: Reader, options: list[tuple[Node, Option]], what: str) -> None:
    seen: set[str] = set()
    before: Fraction | None = None
    for node, option in options:
        if option.id in seen:
            reader.refuse(node, f"{what} has the option {quoted(option.id)} twice.", "Rename one of them.")
        seen.add(option.id)
        if before is not None and option.points >= before:
            reader.refuse(
                node,
                f"Option {option.id} of {what} has no fewer points than the one before it.",
                "List the options from best to worst, each with fewer points.",
            )
        before = option.points


def _check_option_levels(reader: Reader, options: list[tuple[Node, Option]], what: str) -> None:
    with_level = [one for one in options if one[1].level is not None]
    if not with_level:
        return
    for node, option in options:
        if option.level is None:
            reader.refuse(
                node,
                f"Option {option.id} of {what} has no “level”, and others have.",
                "Give every option a level, or none.",
            )
    for (_, better), (node, worse) in pairwise(with_level):
        if (worse.level or 0) > (better.level or 0):
            reader.refuse(
                node,
                f"Option {worse.id} of {what} has a higher level than a better one.",
                "Let levels fall, or stay, from best to worst.",
            )
    node, worst = options[-1]
    if worst.level:
        reader.refuse(node, f"The worst option of {what} has level {worst.level}.", "Give it level 0.")


def _check_met_from(reader: Reader, fields: Fields, met_from: str, ids: list[str], what: str) -> None:
    node = fields.get("met_from")
    if not met_from or node is None:
        return
    if met_from not in ids:
        reader.refuse(
            node,
            f"“met_from” of {what} is {quoted(met_from)}, no option of it.",
            f"Use one of: {listed(ids[:-1])}.",
        )
    elif met_from == ids[-1]:
        reader.refuse(
            node,
            f"“met_from” of {what} is its worst option, so that nothing could fail.",
            f"Use one of: {listed(ids[:-1])}.",
        )


def read_score(reader: Reader, node: Node | None, what: str) -> Score | None:
    """Return a score: points from 0 to a maximum, in steps."""
    fields = reader.fields(node, what, required=("max", "step", "met_from"))
    if fields is None:
        return None
    best = reader.number(fields.get("max"), f"“max” of {what}", above=0)
    step = reader.number(fields.get("step"), f"“step” of {what}", above=0)
    met_from = reader.number(fields.get("met_from"), f"“met_from” of {what}", above=0)
    if best is None or step is None or met_from is None:
        return None
    if (Fraction(best) / Fraction(step)).denominator != 1:
        reader.refuse(
            fields, f"“max” of {what}, {best}, is no multiple of its “step”, {step}.", "Change one of them."
        )
    if met_from > best:
        reader.refuse(
            fields, f"“met_from” of {what}, {met_from}, is above its “max”, {best}.", "Change one of them."
        )
    return Score(best, step, met_from)


def read_measure(reader: Reader, node: Node | None, what: str, facts: FactKinds | None) -> Measure | None:
    """Return a measure: a number with a unit that is met within bounds, or only reported."""
    optional = ("at_least", "at_most", "easier", "report_only")
    fields = reader.fields(node, what, required=("unit",), optional=optional)
    if fields is None:
        return None
    unit = reader.words(fields.get("unit"), f"“unit” of {what}")
    if reader.boolean(fields.get("report_only"), f"“report_only” of {what}"):
        for key in fields.which("at_least", "at_most", "easier"):
            reader.refuse(
                fields.get(key) or fields,
                f"{what} is “report_only” and has “{key}”.",
                "Remove one of the two: what is only reported has no bounds.",
            )
        return Measure(unit, None, ())
    bounds = read_bounds(reader, fields, what)
    nodes = reader.items(fields.get("easier"), f"“easier” of {what}")
    easier = [_easier(reader, one, f"An entry of “easier” of {what}", facts) for one in nodes]
    return Measure(unit, bounds, tuple(one for one in easier if one is not None))


def _easier(reader: Reader, node: Node, what: str, facts: FactKinds | None) -> EasierBounds | None:
    fields = reader.fields(node, what, required=("when",), optional=("at_least", "at_most"))
    if fields is None:
        return None
    when = read_condition(reader, fields.get("when"), f"“when” of {what}", facts)
    bounds = read_bounds(reader, fields, what)
    return EasierBounds(when, bounds) if when is not None else None
