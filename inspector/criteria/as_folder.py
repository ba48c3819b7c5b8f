"""A draft or an own edition as the folder that `criteria check` reads."""

from collections.abc import Iterable

from inspector.criteria import nodes
from inspector.criteria.drafted import Drafted, criteria_of, indicators_of
from inspector.criteria.files import FACTS_FILE, PROVISIONS_FILE
from inspector.criteria.model import Status
from inspector.criteria.set_file import PUBLISHED_FILE, SET_FILE
from inspector.criteria.strict_yaml import MapNode, Node, parse
from inspector.criteria.write import as_yaml


def as_folder(drafted: Drafted) -> dict[str, str]:
    """Return the texts of all files by their paths, with only the facts and provisions that are used.

    Links to other sets stay out: those sets are not in the folder.
    """
    day = nodes.said(drafted.edition, "in_force", "from") or "0000-00-00"
    place = f"{drafted.set_id}/{day}"
    found = {
        f"{drafted.set_id}/{SET_FILE}": as_yaml(nodes.put(drafted.head, {"links": None})),
        **{
            f"{place}/{name}": text
            for name, text in drafted.files.items()
            if name not in (FACTS_FILE, PROVISIONS_FILE)
        },
        FACTS_FILE: _facts(drafted),
        PROVISIONS_FILE: _provisions(drafted),
    }
    edition, _ = drafted.read_edition()
    if edition is not None and edition.status is Status.PUBLISHED:
        found[f"{drafted.set_id}/{PUBLISHED_FILE}"] = f'"{day}": {edition.digest}\n'
    return found


def _facts(drafted: Drafted) -> str:
    known, _ = parse(drafted.facts, FACTS_FILE)
    used = set(_facts_named(drafted))
    kept = {id_: one for id_, one in nodes.entries(known, "facts").items() if id_ in used}
    return as_yaml(nodes.mapping({"facts": nodes.mapping(kept)}))


def _facts_named(drafted: Drafted) -> Iterable[str]:
    conditions = [
        nodes.get(drafted.edition, "concerns"),
        *(nodes.get(one, "applies_if") for one in nodes.items(drafted.edition, "rule", "gates")),
        *(nodes.get(one, "when") for one in nodes.items(drafted.edition, "rule", "variants")),
    ]
    for group in drafted.groups:
        for criterion in criteria_of(group):
            for one in (criterion, *indicators_of(criterion)):
                conditions += [nodes.get(one, "mandatory"), nodes.get(one, "applies_if")]
                conditions += [nodes.get(each, "when") for each in nodes.items(one, "measure", "easier")]
    for condition in conditions:
        yield from nodes.entries(condition)


def _provisions(drafted: Drafted) -> str:
    cited = {
        nodes.said(one, "ref")
        for group in drafted.groups
        for criterion in criteria_of(group)
        for one in nodes.items(criterion, "provisions")
    }
    known: dict[str, Node] = nodes.entries(drafted.provisions, "provisions")
    kept: MapNode = nodes.mapping({id_: one for id_, one in known.items() if id_ in cited})
    return as_yaml(nodes.mapping({"provisions": kept}))
