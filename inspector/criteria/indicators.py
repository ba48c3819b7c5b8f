"""Reading indicators: their own settings, those that their criterion gives them, and the defaults."""

from dataclasses import dataclass, replace
from fractions import Fraction

from inspector.criteria.answers import Scales, read_measure, read_score
from inspector.criteria.around import NA_WORDS, Na, Surroundings
from inspector.criteria.conditions import read_condition
from inspector.criteria.model import Condition, Indicator, Measure, Scale, Score
from inspector.criteria.problem import listed, quoted
from inspector.criteria.reader import Fields, Reader
from inspector.criteria.strict_yaml import MapNode, Node
from inspector.text import Text

ANSWERS = ("scale", "score", "measure")
SETTINGS = (*ANSWERS, "weight", "effort_days", "fixable", "na", "applies_if", "evidence", "guidance", "level")
_ONLY_OF_CRITERIA = ("mandatory", "provisions", "good_practice", "official_ref", "replaces")


@dataclass(frozen=True, slots=True)
class Settings:
    """What an indicator, or a criterion for its indicators, says about rating. None: it says nothing."""

    answer_given: bool = False
    answer: Scale | Score | Measure | None = None  # None although given: it was faulty
    weight: Fraction | None = None
    effort_days: Fraction | None = None
    fixable: bool | None = None
    na: Na | None = None
    applies_if: Condition | None = None
    evidence: tuple[Text, ...] | None = None
    guidance: Text | None = None
    level_given: bool = False
    level: int | None = None


def read_settings(reader: Reader, fields: Fields, what: str, around: Surroundings) -> Settings:
    """Return what is said for rating under the keys SETTINGS, as far as it is there."""
    applies_if = fields.get("applies_if")
    evidence = fields.get("evidence")
    guidance = fields.get("guidance")
    return Settings(
        answer_given=bool(fields.which(*ANSWERS)),
        answer=_answer(reader, fields, what, around),
        weight=_positive(reader, fields.get("weight"), f"“weight” of {what}"),
        effort_days=_positive(reader, fields.get("effort_days"), f"“effort_days” of {what}"),
        fixable=reader.boolean(fields.get("fixable"), f"“fixable” of {what}"),
        na=reader.choice(fields.get("na"), f"“na” of {what}", NA_WORDS),
        applies_if=read_condition(reader, applies_if, f"“applies_if” of {what}", around.facts),
        evidence=None if evidence is None else reader.texts(evidence, f"“evidence” of {what}"),
        guidance=None if guidance is None else reader.text(guidance, f"“guidance” of {what}"),
        level_given="level" in fields,
        level=_level(reader, fields.get("level"), what, around),
    )


def _positive(reader: Reader, node: Node | None, what: str) -> Fraction | None:
    number = reader.number(node, what, above=0)
    return None if number is None else Fraction(number)


def _answer(
    reader: Reader, fields: Fields, what: str, around: Surroundings
) -> Scale | Score | Measure | None:
    given = fields.which(*ANSWERS)
    if len(given) > 1:
        several = " and ".join(f"“{key}”" for key in given)
        reader.refuse(fields.get(given[1]) or fields, f"{what} has {several}.", "Keep one of them.")
    if "score" in fields:
        return read_score(reader, fields.get("score"), f"“score” of {what}")
    if "measure" in fields:
        return read_measure(reader, fields.get("measure"), f"“measure” of {what}", around.facts)
    return find_scale(reader, fields.get("scale"), f"“scale” of {what}", around.scales)


def find_scale(reader: Reader, node: Node | None, what: str, scales: Scales | None) -> Scale | None:
    """Return the scale that a node names; None for one that is unknown or faulty."""
    id_ = reader.id(node, what)
    if not id_ or node is None or scales is None:
        return None
    if id_ not in scales:
        known = listed(scales) or "none yet"
        reader.refuse(
            node, f"{what} is {quoted(id_)}, an unknown scale.", f"Scales of edition.yaml: {known}."
        )
    return scales.get(id_)


def _level(reader: Reader, node: Node | None, what: str, around: Surroundings) -> int | None:
    if node is not None and around.levels is not None and not around.levels.allowed:
        reader.refuse(node, f"{what} has a “level”, and the rule has no levels.", "Remove it.")
        return None
    highest = around.levels.highest if around.levels else None
    return reader.level(node, f"“level” of {what}", at_least=1, at_most=highest)


def read_indicator(
    reader: Reader, node: Node, outer: Settings, mandatory: bool | Condition, around: Surroundings
) -> Indicator | None:
    """Return an indicator that stands in the list of a criterion; `outer` is what the criterion says."""
    entries = node.entries if isinstance(node, MapNode) else ()
    misplaced = tuple(key.text for key, _ in entries if key.text in _ONLY_OF_CRITERIA)
    fields = reader.fields(node, "An indicator", ("id", "text"), (*SETTINGS, *misplaced))
    if fields is None:
        return None
    id_ = reader.id(fields.get("id"), "“id” of an indicator")
    what = f"indicator {id_}"
    around.ids.claim(reader, fields.get("id"), id_, "an indicator")
    for key in misplaced:
        reader.refuse(fields.get(key) or fields, f"{what} has “{key}”.", "Move it to the criterion.")
    text = reader.text(fields.get("text"), f"“text” of {what}")
    own = read_settings(reader, fields, what, around)
    return put_together(reader, fields, Indicated(id_, text, own, outer, mandatory), around)


@dataclass(frozen=True, slots=True)
class Indicated:
    """An indicator as it was written, with what its criterion says for all of its indicators."""

    id: str
    text: Text
    own: Settings
    outer: Settings
    mandatory: bool | Condition

    @property
    def na(self) -> Na | None:
        """`forbidden` where either says so, else `allowed` where either does, else by `mandatory`."""
        said = {self.own.na, self.outer.na}
        if "forbidden" in said:
            return "forbidden"
        if "allowed" in said:
            return "allowed"
        return "forbidden" if self.mandatory is not False else None


def its_own(id_: str, text: Text, settings: Settings, mandatory: bool | Condition) -> Indicated:
    """Return the indicator that a criterion without a list is; its condition stays the criterion's."""
    return Indicated(id_, text, replace(settings, applies_if=None), Settings(), mandatory)


def put_together(reader: Reader, at: Fields, one: Indicated, around: Surroundings) -> Indicator | None:
    """Return the indicator with every default filled in; None where its answer is faulty."""
    own, outer, defaults = one.own, one.outer, around.defaults
    answer = own.answer if own.answer_given else outer.answer
    if not own.answer_given and not outer.answer_given and around.scales and defaults.scale:
        answer = around.scales.get(defaults.scale)
    if answer is None:
        return None
    weight = own.weight or outer.weight or defaults.weight
    fixable = own.fixable if own.fixable is not None else outer.fixable
    evidence = own.evidence if own.evidence is not None else outer.evidence
    return Indicator(
        id=one.id,
        text=one.text,
        answer=answer,
        level=_resolved_level(reader, at, one, answer, around),
        applies_if=own.applies_if,
        na_allowed=(one.na or defaults.na) == "allowed",
        weight=weight,
        effort_days=own.effort_days or outer.effort_days or defaults.effort_days,
        fixable=fixable is not False,
        evidence=evidence or (),
        guidance=own.guidance or outer.guidance,
    )


def _resolved_level(
    reader: Reader, at: Fields, one: Indicated, answer: Scale | Score | Measure, around: Surroundings
) -> int | None:
    if around.levels is None or not around.levels.allowed:
        return None
    if isinstance(answer, Scale) and answer.gives_levels:
        if one.own.level_given:
            reader.refuse(
                at.get("level") or at,
                f"indicator {one.id} has a “level”, and the options of its scale carry levels.",
                "Remove it, or use another scale.",
            )
        return None
    needed = not (isinstance(answer, Measure) and answer.report_only)
    if needed and not one.own.level_given and not one.outer.level_given:
        levels = f"1 to {around.levels.highest}" if around.levels.highest else "1 up"
        reader.refuse(at, f"indicator {one.id} lacks “level”.", f"Add it, a number from {levels}.")
    return one.own.level or one.outer.level
