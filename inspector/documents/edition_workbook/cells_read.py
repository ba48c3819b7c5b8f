"""What a cell stands for, as a value of the file format."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from inspector.criteria.problem import quoted
from inspector.criteria.strict_yaml import Kind, ListNode, MapNode, Node, ScalarNode
from inspector.criteria.values import day_of, decimal_of
from inspector.criteria.vocabulary import FactKinds
from inspector.documents.edition_workbook.conditions import read_condition_text, read_easier_text
from inspector.documents.edition_workbook.kinds import EMPTY_LIST, NULL, YES_NO, Choices, Column, Holds
from inspector.documents.edition_workbook.lines import of_line, split_lines
from inspector.documents.edition_workbook.places import Places

_AS_TEXT = "Format the cell as Text and type it again."
_AS_NUMBER = "Format the cell as General and type the number again."


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading a cell needs to know, and where it says what is wrong."""

    places: Places
    facts: FactKinds
    levels: bool  # outcomes are levels

    def refuse(self, cell: ScalarNode, what: str, remedy: str) -> None:
        """Note a problem with a cell."""
        self.places.refuse(cell.line, what, remedy)


def value_of(cell: ScalarNode, column: Column, reading: Reading) -> Node:
    """Return the value that a cell stands for; a faulty one, which no reader mentions, where it was refused.

    What is a text, and not the right one, is left to the reader of the file format.
    """
    value = cell if cell.kind is Kind.FAULTY else _value(cell, column, reading)
    return ScalarNode(cell.line, Kind.FAULTY, "") if value is None else value


def _value(cell: ScalarNode, column: Column, reading: Reading) -> Node | None:
    holds = column.holds
    if holds in (Holds.NUMBER, Holds.LEVEL) or (holds is Holds.OUTCOME and reading.levels):
        return _number(cell, reading)
    if holds is Holds.DAY:
        return _day(cell, reading)
    if holds is Holds.YES_NO or (holds is Holds.MANDATORY and _is_yes_no(cell)):
        return _yes_no(cell, reading)
    if cell.kind is not Kind.TEXT:
        _refuse_kind(cell, "text", _AS_TEXT, reading)
        return None
    reads = _READS.get(holds)
    return reads(cell, column, reading) if reads else ScalarNode(cell.line, Kind.TEXT, cell.text.strip())


def _refuse_kind(cell: ScalarNode, wanted: str, remedy: str, reading: Reading) -> None:
    kinds = {Kind.NUMBER: "the number ", Kind.DATE: "the day ", Kind.BOOLEAN: ""}
    shown = f"{kinds[cell.kind]}{cell.text}" if cell.kind in kinds else quoted(cell.text)
    reading.refuse(cell, f"The cell holds {shown}, and {wanted} belongs here.", remedy)


def _number(cell: ScalarNode, reading: Reading) -> Node | None:
    if cell.kind in (Kind.DATE, Kind.BOOLEAN):
        _refuse_kind(cell, "a number", _AS_NUMBER, reading)
        return None
    words = cell.text.strip()
    return ScalarNode(cell.line, Kind.TEXT if decimal_of(words) is None else Kind.NUMBER, words)


def _day(cell: ScalarNode, reading: Reading) -> Node | None:
    if cell.kind in (Kind.NUMBER, Kind.BOOLEAN):
        _refuse_kind(cell, "a day", "Type it as YYYY-MM-DD.", reading)
        return None
    words = cell.text.strip()
    return ScalarNode(cell.line, Kind.TEXT if day_of(words) is None else Kind.DATE, words)


def code_of(cell: ScalarNode, choices: Choices) -> str:
    """Return the word of the file format that a cell means, or what the cell says."""
    said = " ".join(cell.text.casefold().replace("—", "–").replace(" - ", " – ").split())
    for code, meaning in choices.items():
        if said in (code, meaning.casefold(), f"{code} – {meaning.casefold()}"):
            return code
    return cell.text.strip()


def _is_yes_no(cell: ScalarNode) -> bool:
    return cell.kind is Kind.BOOLEAN or code_of(cell, YES_NO) in YES_NO


def _yes_no(cell: ScalarNode, reading: Reading) -> Node | None:
    if cell.kind is Kind.BOOLEAN:
        return cell
    word = code_of(cell, YES_NO) if cell.kind is Kind.TEXT else ""
    if word not in YES_NO:
        _refuse_kind(cell, "yes or no", "Choose yes or no, or clear the cell.", reading)
        return None
    return ScalarNode(cell.line, Kind.BOOLEAN, "true" if word == "yes" else "false")


def _choice(cell: ScalarNode, column: Column, _: Reading) -> Node:
    return ScalarNode(cell.line, Kind.TEXT, code_of(cell, column.choices))


def _condition(cell: ScalarNode, _: Column, reading: Reading) -> Node | None:
    return read_condition_text(
        cell.text, cell.line, reading.facts, lambda what, remedy: reading.refuse(cell, what, remedy)
    )


def _lines(cell: ScalarNode, _: Column, _reading: Reading) -> Node:
    lines = [] if cell.text.strip() == EMPTY_LIST else split_lines(cell.text)
    return ListNode(cell.line, tuple(ScalarNode(cell.line, Kind.TEXT, of_line(one)) for one in lines))


def _citations(cell: ScalarNode, _: Column, _reading: Reading) -> Node:
    lines = [] if cell.text.strip() == EMPTY_LIST else split_lines(cell.text)
    cited: list[Node] = []
    for one in lines:
        ref, _colon, at = one.partition(":")
        said = {"ref": ref.strip()} | ({"at": of_line(at)} if at.strip() else {})
        entries = (
            (ScalarNode(cell.line, Kind.TEXT, key), ScalarNode(cell.line, Kind.TEXT, words))
            for key, words in said.items()
        )
        cited.append(MapNode(cell.line, tuple(entries)))
    return ListNode(cell.line, tuple(cited))


def _ids(cell: ScalarNode, _: Column, _reading: Reading) -> Node:
    words = "" if cell.text.strip() == EMPTY_LIST else cell.text.replace("\n", ",")
    ids = [one.strip() for one in words.split(",") if one.strip()]
    return ListNode(cell.line, tuple(ScalarNode(cell.line, Kind.TEXT, one) for one in ids))


def _easier(cell: ScalarNode, _: Column, reading: Reading) -> Node | None:
    lines = [] if cell.text.strip() == EMPTY_LIST else split_lines(cell.text)
    read = [
        read_easier_text(
            one, cell.line, reading.facts, lambda what, remedy: reading.refuse(cell, what, remedy)
        )
        for one in lines
    ]
    found = tuple(one for one in read if one is not None)
    return ListNode(cell.line, found) if len(found) == len(read) else None


def _official_ref(cell: ScalarNode, _: Column, _reading: Reading) -> Node:
    if cell.text == NULL:
        return ScalarNode(cell.line, Kind.NULL, NULL)
    return ScalarNode(cell.line, Kind.TEXT, cell.text.removeprefix("\\"))


def _words(cell: ScalarNode, _: Column, _reading: Reading) -> Node:
    return cell


_READS: Mapping[Holds, Callable[[ScalarNode, Column, Reading], Node | None]] = {
    Holds.WORDS: _words,
    Holds.CHOICE: _choice,
    Holds.CONDITION: _condition,
    Holds.MANDATORY: _condition,
    Holds.LINES: _lines,
    Holds.CITATIONS: _citations,
    Holds.IDS: _ids,
    Holds.EASIER: _easier,
    Holds.OFFICIAL_REF: _official_ref,
}
