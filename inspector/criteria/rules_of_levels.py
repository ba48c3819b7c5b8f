"""Reading the rule of an edition whose outcome is a level."""

from inspector.criteria.model import LevelNeed, LevelsRule
from inspector.criteria.reader import Fields, Reader
from inspector.criteria.strict_yaml import Node
from inspector.text import Text


def read_levels_rule(reader: Reader, fields: Fields) -> LevelsRule:
    """Return the rule from its fields, whose presence was checked."""
    below = reader.fields(fields.get("below"), "“below”", required=("label",))
    nodes = reader.items(fields.get("levels"), "“levels”", at_least=1)
    labels = [_label(reader, node, number) for number, node in enumerate(nodes, start=1)]
    highest = len(labels) or None
    return LevelsRule(
        method="levels",
        below=reader.text(below.get("label") if below else None, "“label” of “below”"),
        labels=dict(enumerate(labels, start=1)),
        reach=_reach(reader, fields, highest),
        recognitions=_recognitions(reader, fields.get("recognitions"), highest),
    )


def _label(reader: Reader, node: Node, number: int) -> Text:
    fields = reader.fields(node, "A level", required=("id", "label"))
    if fields is None:
        return Text("", "")
    at = fields.get("id")
    id_ = reader.level(at, "“id” of a level", at_least=1, at_most=None)
    if id_ is not None and id_ != number and at is not None:
        reader.refuse(
            at,
            f"Level {id_} stands in place {number}.",
            f"Number levels from 1 up without gaps; this one is {number}.",
        )
    return reader.text(fields.get("label"), f"“label” of level {number}")


def _reach(reader: Reader, fields: Fields, highest: int | None) -> tuple[LevelNeed, ...]:
    at = fields.get("reach")
    nodes = reader.items(at, "“reach”")
    if at is not None and highest and len(nodes) != highest:
        reader.refuse(
            at, f"“reach” has {len(nodes)} entries for {highest} levels.", "Write one entry for each level."
        )
    return tuple(_need(reader, node, number, highest) for number, node in enumerate(nodes, start=1))


def _need(reader: Reader, node: Node, number: int, highest: int | None) -> LevelNeed:
    optional = ("all", "mandatory", "others_at_least", "rest_at_least")
    fields = reader.fields(node, "An entry of “reach”", required=("level",), optional=optional)
    if fields is None:
        return LevelNeed(number, True, 0, 0)
    at = fields.get("level")
    level = reader.level(at, "“level” of an entry of “reach”", at_least=1, at_most=highest)
    if level is not None and level != number and at is not None:
        reader.refuse(
            at,
            f"The entry for level {level} stands in place {number}.",
            "Write one entry for each level, from level 1 up.",
        )
    if "all" in fields:
        return _all(reader, fields, number)
    for key in ("mandatory", "others_at_least"):
        if key not in fields:
            reader.refuse(
                fields,
                f"The entry for level {number} lacks “{key}”.",
                "Write “all: true”, or “mandatory: all” and “others_at_least”.",
            )
    return LevelNeed(
        level=number,
        all=False,
        others_at_least=_others(reader, fields, number),
        rest_at_least=_rest(reader, fields, number, highest),
    )


def _all(reader: Reader, fields: Fields, number: int) -> LevelNeed:
    at = fields.get("all") or fields
    if reader.boolean(fields.get("all"), f"“all” of level {number}") is False:
        reader.refuse(at, f"“all” of level {number} is false.", "Write true, or “mandatory: all” instead.")
    for key in fields.which("mandatory", "others_at_least", "rest_at_least"):
        reader.refuse(
            fields.get(key) or fields, f"The entry for level {number} has “all” and “{key}”.", "Keep one."
        )
    return LevelNeed(number, True, 0, 0)


def _others(reader: Reader, fields: Fields, number: int) -> int:
    reader.choice(fields.get("mandatory"), f"“mandatory” of level {number}", ("all",))
    others = reader.whole(fields.get("others_at_least"), f"“others_at_least” of level {number}", at_least=0)
    return others or 0


def _rest(reader: Reader, fields: Fields, number: int, highest: int | None) -> int:
    what = f"“rest_at_least” of level {number}"
    return reader.level(fields.get("rest_at_least"), what, at_least=0, at_most=highest) or 0


def _recognitions(reader: Reader, node: Node | None, highest: int | None) -> dict[int, Text]:
    titles: dict[int, Text] = {}
    for one in reader.items(node, "“recognitions”"):
        fields = reader.fields(one, "A recognition", required=("level", "title"))
        if fields is None:
            continue
        level = reader.level(fields.get("level"), "“level” of a recognition", at_least=1, at_most=highest)
        if level is not None and level in titles:
            reader.refuse(fields, f"Level {level} has two recognitions.", "Keep one of them.")
        titles[level or 0] = reader.text(fields.get("title"), "“title” of a recognition")
    return titles
