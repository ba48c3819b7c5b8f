"""Reading the files of groups and the criteria in them."""

from collections.abc import Sequence
from fractions import Fraction
from typing import TypeVar

from inspector.criteria.around import Surroundings
from inspector.criteria.conditions import read_condition
from inspector.criteria.indicators import SETTINGS, its_own, put_together, read_indicator, read_settings
from inspector.criteria.model import Citation, Condition, Criterion, Group, Indicator, Scale
from inspector.criteria.problem import listed, quoted
from inspector.criteria.reader import Fields, Reader
from inspector.criteria.strict_yaml import Kind, Node, ScalarNode

T = TypeVar("T")
_KEYS = (
    "text",
    "title",
    "indicators",
    "mandatory",
    "provisions",
    "good_practice",
    "official_ref",
    "replaces",
)


def read_group(reader: Reader, node: Node, around: Surroundings) -> Group | None:
    """Return the group that a file holds; without criteria where one of them could not be read."""
    fields = reader.fields(node, "The group", required=("id", "title", "criteria"), optional=("weight",))
    if fields is None:
        return None
    id_ = reader.id(fields.get("id"), "“id” of the group")
    around.ids.claim(reader, fields.get("id"), id_, "a group")
    title = reader.text(fields.get("title"), f"“title” of group {id_}")
    weight = reader.number(fields.get("weight"), f"“weight” of group {id_}", above=0)
    nodes = reader.items(fields.get("criteria"), f"“criteria” of group {id_}", at_least=1)
    criteria = [_criterion(reader, one, around) for one in nodes]
    return Group(
        id=id_,
        title=title,
        weight=Fraction(1) if weight is None else Fraction(weight),
        criteria=_all_or_none(criteria),
    )


def _all_or_none(read: Sequence[T | None]) -> tuple[T, ...]:
    """Return what was read, or nothing where a part is missing, so that nobody counts the rest."""
    found = tuple(one for one in read if one is not None)
    return found if len(found) == len(read) else ()


def _criterion(reader: Reader, node: Node, around: Surroundings) -> Criterion | None:
    fields = reader.fields(node, "A criterion", required=("id",), optional=(*_KEYS, *SETTINGS))
    if fields is None:
        return None
    id_ = reader.id(fields.get("id"), "“id” of a criterion")
    what = f"criterion {id_}"
    around.ids.claim(reader, fields.get("id"), id_, "a criterion")
    own = "indicators" not in fields
    _check_shape(reader, fields, what, own)
    heading = "text" if own else "title"
    title = reader.text(fields.get(heading), f"“{heading}” of {what}")
    settings = read_settings(reader, fields, what, around)
    mandatory = _mandatory(reader, fields.get("mandatory"), what, around)
    if own:
        one = its_own(id_, title, settings, mandatory)
        indicators = [put_together(reader, fields, one, around)]
    else:
        nodes = reader.items(fields.get("indicators"), f"“indicators” of {what}", at_least=1)
        indicators = [read_indicator(reader, one, settings, mandatory, around) for one in nodes]
        _check_idle_level(reader, fields, indicators, what)
    return Criterion(
        id=id_,
        title=title,
        mandatory=mandatory,
        applies_if=settings.applies_if,
        indicators=_all_or_none(indicators),
        is_its_own_indicator=own,
        provisions=_citations(reader, fields, what, around),
        good_practice=bool(reader.boolean(fields.get("good_practice"), f"“good_practice” of {what}")),
        official_ref=_official_ref(reader, fields.get("official_ref"), what),
        replaces=_replaces(reader, fields.get("replaces"), what),
    )


def _check_shape(reader: Reader, fields: Fields, what: str, own: bool) -> None:
    if own and "title" in fields:
        at = fields.get("title") or fields
        reader.refuse(at, f"{what} has a “title” and no “indicators”.", "Call it “text”, or list indicators.")
    elif own and "text" not in fields:
        reader.refuse(fields, f"{what} lacks “text”.", "Add it, or a “title” and “indicators”.")
    if not own and "title" not in fields:
        reader.refuse(fields, f"{what} has indicators and lacks “title”.", "Add it.")
    if not own and "text" in fields:
        at = fields.get("text") or fields
        reader.refuse(at, f"{what} has indicators and a “text” of its own.", "Call it “title”.")


def _check_idle_level(reader: Reader, fields: Fields, indicators: list[Indicator | None], what: str) -> None:
    at = fields.get("level")
    if at is None or not indicators:
        return
    if all(one and isinstance(one.answer, Scale) and one.answer.gives_levels for one in indicators):
        reader.refuse(at, f"{what} has a “level”, and its indicators' scales carry levels.", "Remove it.")


def _mandatory(reader: Reader, node: Node | None, what: str, around: Surroundings) -> bool | Condition:
    if isinstance(node, ScalarNode):
        return reader.boolean(node, f"“mandatory” of {what}, which may be a condition too,") or False
    return read_condition(reader, node, f"“mandatory” of {what}", around.facts) or False


def _citations(reader: Reader, fields: Fields, what: str, around: Surroundings) -> tuple[Citation, ...]:
    nodes = reader.items(fields.get("provisions"), f"“provisions” of {what}")
    practice = fields.get("good_practice")
    is_practice = isinstance(practice, ScalarNode) and practice.kind is Kind.BOOLEAN and practice.is_true
    if not nodes and not is_practice:
        reader.refuse(fields, f"{what} rests on no provision.", "Cite one, or add “good_practice: true”.")
    return tuple(_citation(reader, one, what, around) for one in nodes)


def _citation(reader: Reader, node: Node, what: str, around: Surroundings) -> Citation:
    fields = reader.fields(node, f"A provision of {what}", required=("ref",), optional=("at",))
    if fields is None:
        return Citation("", None)
    ref = reader.id(fields.get("ref"), f"“ref” of a provision of {what}")
    if ref:
        _check_provision(reader, fields, ref, what, around)
    at = reader.words(fields.get("at"), f"“at” of a provision of {what}") if "at" in fields else None
    return Citation(ref, at)


def _check_provision(reader: Reader, fields: Fields, ref: str, what: str, around: Surroundings) -> None:
    at = fields.get("ref") or fields
    if around.provisions is None:
        return
    if ref not in around.provisions:
        known = f"or use one of: {listed(around.provisions)}" if around.provisions else "which lists none yet"
        reader.refuse(
            at, f"{what} cites {quoted(ref)}, an unknown provision.", f"Add it to provisions.yaml, {known}."
        )
        return
    provision = around.provisions[ref]
    begins = provision.in_force_from if provision else None
    if begins and around.first_day and begins > around.first_day:
        reader.refuse(
            at,
            f"{what} cites {quoted(ref)}, in force from {begins}: after the edition's first day.",
            f"Cite what was in force on {around.first_day}.",
        )


def _official_ref(reader: Reader, node: Node | None, what: str) -> str | None:
    if node is None or (isinstance(node, ScalarNode) and node.kind is Kind.NULL):
        return None
    return reader.words(node, f"“official_ref” of {what}")


def _replaces(reader: Reader, node: Node | None, what: str) -> tuple[str, ...]:
    return tuple(
        reader.id(one, f"“replaces” of {what}") for one in reader.items(node, f"“replaces” of {what}")
    )
