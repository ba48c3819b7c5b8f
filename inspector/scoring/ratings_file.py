"""Reading a file of facts, gates and ratings, as it is written for the command line and for examples."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from inspector.criteria.model import Edition, FactKind, FactValue, Indicator, Scale
from inspector.criteria.problem import Problem, listed, quoted
from inspector.criteria.reader import Fields, Reader
from inspector.criteria.strict_yaml import Kind, Node, ScalarNode, parse
from inspector.scoring.applicable import MissingFacts, known_facts
from inspector.scoring.ratings import GATE_ANSWERS, FaultyRating, Wrong, check_rating

SECTIONS = ("facts", "gates", "ratings", "reasons")


@dataclass(frozen=True, slots=True)
class Answers:
    """What a ratings file says; blanks and unknown facts are left out."""

    facts: Mapping[str, FactValue]
    gates: Mapping[str, str]
    ratings: Mapping[str, str]


def read_ratings_file(edition: Edition, text: str, file: str) -> tuple[Answers, tuple[Problem, ...]]:
    """Read a ratings file for an edition.

    Returns what could be read and everything for which the file is refused: what the edition does not
    know or take, and facts that are missing. `file` is the name that problems carry.
    """
    node, found = parse(text, file)
    problems = list(found)
    reader = Reader(file, problems)
    fields = reader.fields(node, "The file", optional=SECTIONS) if node is not None else None
    if fields is None:
        return Answers({}, {}, {}), tuple(problems)
    return read_answers(edition, reader, fields), tuple(problems)


def read_answers(edition: Edition, reader: Reader, fields: Fields) -> Answers:
    """Read the sections of a file; problems go to the reader."""
    answers = Answers(
        facts=_facts(edition, reader, fields),
        gates=_gates(edition, reader, fields),
        ratings=dict(_ratings(edition, reader, fields)),
    )
    may_have_reasons = {*edition.indicators, *edition.criteria, *(one.id for one in edition.gates)}
    for key, node in _entries(reader, fields, "reasons"):
        if key.text not in may_have_reasons:
            what = (
                f"A reason is given for {quoted(key.text)}, no indicator, criterion or gate of the edition."
            )
            reader.refuse(key, what, "Correct the id, or take the reason out.")
        reader.words(node, f"The reason for {key.text}")
    return answers


def _facts(edition: Edition, reader: Reader, fields: Fields) -> dict[str, FactValue]:
    facts: dict[str, FactValue] = {}
    faulty = set()
    for key, node in _entries(reader, fields, "facts"):
        if key.text not in edition.facts:
            reader.refuse(
                key, f"There is no fact {quoted(key.text)}.", f"Known are: {listed(edition.facts)}."
            )
        elif not _is_null(node):
            value = _fact(reader, edition.facts[key.text], node)
            if value is None:
                faulty.add(key.text)
            else:
                facts[key.text] = value
    try:
        known_facts(edition, facts)
    except MissingFacts as missing:
        for name in missing.facts:
            if name not in faulty:
                reader.refuse(
                    fields, f"The fact {quoted(name)} is missing.", "Give it: the score depends on it."
                )
    return facts


def _fact(reader: Reader, kind: FactKind, node: Node) -> FactValue | None:
    what = f"The fact {kind.id}"
    if kind.type == "choice":
        return reader.choice(node, what, tuple(kind.options))
    return reader.boolean(node, what) if kind.type == "boolean" else reader.number(node, what)


def _gates(edition: Edition, reader: Reader, fields: Fields) -> dict[str, str]:
    known = {one.id for one in edition.gates}
    answers = {}
    for key, node in _entries(reader, fields, "gates"):
        if key.text not in known:
            reader.refuse(key, str(FaultyRating(key.text, "", Wrong.UNKNOWN_GATE, "")), "")
        elif isinstance(node, ScalarNode) and node.kind is Kind.BOOLEAN:
            reader.refuse(node, f"The answer to gate {key.text} is not text.", 'Quote it: "yes" or "no".')
        elif not _is_null(node):
            answer = reader.choice(node, f"The answer to gate {key.text}", GATE_ANSWERS)
            if answer is not None:
                answers[key.text] = answer
    return answers


def _ratings(edition: Edition, reader: Reader, fields: Fields) -> Iterator[tuple[str, str]]:
    for key, node in _entries(reader, fields, "ratings"):
        indicator = edition.indicators.get(key.text)
        if indicator is None:
            reader.refuse(key, str(FaultyRating(key.text, "", Wrong.UNKNOWN_INDICATOR, "")), "")
            continue
        if _is_null(node):
            continue
        text = _rating_text(reader, node, indicator)
        if text is not None:
            try:
                yield key.text, check_rating(indicator, text)
            except FaultyRating as fault:
                reader.refuse(node, str(fault), "")


def _rating_text(reader: Reader, node: Node, indicator: Indicator) -> str | None:
    """Return a rating as written; a bare number or word of YAML that no option is called is refused later."""
    answer = indicator.answer
    if isinstance(node, ScalarNode):
        if not isinstance(answer, Scale) and node.kind is Kind.NUMBER:
            return node.text
        bare = node.kind in (Kind.NUMBER, Kind.BOOLEAN, Kind.DATE)
        if isinstance(answer, Scale) and bare and all(node.text != one.id for one in answer.options):
            return node.text
    return reader.words(node, f"The rating of {indicator.id}") or None


def _entries(reader: Reader, fields: Fields, section: str) -> Iterator[tuple[ScalarNode, Node]]:
    """Yield the entries of a section whose keys are text; a section that is not there has none."""
    node = fields.get(section)
    for key, value in (reader.entries(node, f"“{section}”") or ()) if node is not None else ():
        if key.kind is Kind.TEXT:
            yield key, value
        else:
            remedy = "Quote it, so that YAML reads it as text."
            reader.refuse(key, f"A key of “{section}” is {quoted(key.text)} ({key.kind}), not an id.", remedy)


def _is_null(node: Node) -> bool:
    return isinstance(node, ScalarNode) and node.kind is Kind.NULL
