"""Reading edition.yaml: what holds for all groups, and the rule."""

import string
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from inspector.criteria.answers import Levels, Scales, read_scales
from inspector.criteria.around import NA_WORDS, Defaults, Surroundings
from inspector.criteria.conditions import read_condition
from inspector.criteria.indicators import find_scale
from inspector.criteria.model import Condition, Gate, Provenance, Rule, Status
from inspector.criteria.problem import listed, quoted
from inspector.criteria.reader import Reader
from inspector.criteria.rules import METHODS, Method, read_rule
from inspector.criteria.strict_yaml import ListNode, MapNode, Node
from inspector.criteria.vocabulary import Vocabulary
from inspector.text import Text

_REQUIRED = ("format", "status", "in_force", "provenance", "scales", "defaults", "rule")
_OPTIONAL = ("concerns", "evidence_code")
_CODE_PARTS = ("{box}", "{standard}", "{criterion}", "{number:02}")


@dataclass(frozen=True, slots=True)
class Head:
    """What edition.yaml says."""

    first_day: date | None
    status: Status
    provenance: Provenance
    concerns: Condition | None
    scales: Scales
    evidence_code: str | None
    rule: Rule
    gates: tuple[Gate, ...]


def read_head(
    reader: Reader, node: Node | None, first_day: date | None, vocabulary: Vocabulary
) -> tuple[Head | None, Surroundings]:
    """Return what edition.yaml says, and what the groups need of it.

    `first_day` is what the folder is named by; None where it is not named by a day. `node` None: the
    file could not be read, and groups are read as if they missed nothing in it.
    """
    fields = reader.fields(node, "The edition", _REQUIRED, _OPTIONAL)
    if fields is None:
        nothing = Surroundings(vocabulary.facts, vocabulary.provisions, None, None, Defaults(), first_day)
        return None, nothing
    _check_format(reader, fields.get("format"))
    day = _in_force(reader, fields.get("in_force"), first_day)
    method = _method(reader, fields.get("rule"))
    levels = Levels(method in ("levels", None), _highest_level(fields.get("rule"), method))
    scales = read_scales(reader, fields.get("scales"), levels)
    around = Surroundings(
        facts=vocabulary.facts,
        provisions=vocabulary.provisions,
        scales=scales or None,
        levels=levels if method else None,
        defaults=_defaults(reader, fields.get("defaults"), scales or None),
        first_day=first_day or day,
    )
    status = reader.choice(fields.get("status"), "“status”", tuple(Status))
    rule, gates = read_rule(reader, fields.get("rule"), method, around)
    head = Head(
        first_day=day,
        status=status or Status.DRAFT,
        provenance=_provenance(reader, fields.get("provenance")),
        concerns=read_condition(reader, fields.get("concerns"), "“concerns”", vocabulary.facts),
        scales=scales,
        evidence_code=_evidence_code(reader, fields.get("evidence_code")),
        rule=rule,
        gates=gates,
    )
    return head, around


def _check_format(reader: Reader, node: Node | None) -> None:
    number = reader.number(node, "“format”")
    if node is not None and number is not None and number != 1:
        reader.refuse(node, f"“format” is {number}.", "Write 1: no other format is known.")


def _in_force(reader: Reader, node: Node | None, first_day: date | None) -> date | None:
    fields = reader.fields(node, "“in_force”", required=("from",))
    at = fields.get("from") if fields else None
    day = reader.day(at, "“from” of “in_force”")
    if at is not None and day and first_day and day != first_day:
        reader.refuse(
            at,
            f"The edition is in force from {day}, and its folder is named {first_day}.",
            "Rename the folder, or correct the day.",
        )
    return day


def _method(reader: Reader, node: Node | None) -> Method | None:
    entries = reader.entries(node, "“rule”") or ()
    found = [value for key, value in entries if key.text == "method"]
    if node is not None and isinstance(node, MapNode) and not found:
        reader.refuse(node, "“rule” lacks “method”.", f"Add it, one of: {listed(METHODS)}.")
    return reader.choice(found[0], "“method” of the rule", METHODS) if found else None


def _highest_level(rule: Node | None, method: Method | None) -> int | None:
    if method != "levels" or not isinstance(rule, MapNode):
        return None
    for key, value in rule.entries:
        if key.text == "levels" and isinstance(value, ListNode):
            return len(value.items) or None
    return None


def _defaults(reader: Reader, node: Node | None, scales: Scales | None) -> Defaults:
    fields = reader.fields(node, "“defaults”", ("scale",), ("weight", "effort_days", "na"))
    if fields is None:
        return Defaults()
    weight = reader.number(fields.get("weight"), "“weight” of “defaults”", above=0)
    effort = reader.number(fields.get("effort_days"), "“effort_days” of “defaults”", above=0)
    scale = find_scale(reader, fields.get("scale"), "“scale” of “defaults”", scales)
    return Defaults(
        scale=scale.id if scale else None,
        weight=Fraction(1) if weight is None else Fraction(weight),
        effort_days=Fraction(1) if effort is None else Fraction(effort),
        na=reader.choice(fields.get("na"), "“na” of “defaults”", NA_WORDS) or "allowed",
    )


def _provenance(reader: Reader, node: Node | None) -> Provenance:
    fields = reader.fields(node, "“provenance”", required=("wording", "rule", "note"))
    if fields is None:
        return Provenance("adapted", "proposed", Text("", ""))
    wording: Literal["official", "restated", "adapted"] | None = reader.choice(
        fields.get("wording"), "“wording” of “provenance”", ("official", "restated", "adapted")
    )
    rule: Literal["official", "proposed"] | None = reader.choice(
        fields.get("rule"), "“rule” of “provenance”", ("official", "proposed")
    )
    note = reader.text(fields.get("note"), "“note” of “provenance”")
    return Provenance(wording or "adapted", rule or "proposed", note)


def _evidence_code(reader: Reader, node: Node | None) -> str | None:
    if node is None:
        return None
    code = reader.words(node, "“evidence_code”")
    known = f"It knows {listed(_CODE_PARTS)}."
    try:
        parts = list(string.Formatter().parse(code))
    except ValueError:
        reader.refuse(node, f"“evidence_code” has a brace too many or too few: {quoted(code)}.", known)
        return code
    for _, name, spec, conversion in parts:
        if name is None:
            continue
        part = "{" + name + (f"!{conversion}" if conversion else "") + (f":{spec}" if spec else "") + "}"
        if part not in _CODE_PARTS:
            reader.refuse(node, f"“evidence_code” has the unknown part {quoted(part)}.", known)
    return code
