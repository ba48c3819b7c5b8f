"""What a form of a draft holds: values by the paths of the nodes that they become, and what is wrong."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Literal

from flask_babel import gettext
from werkzeug.datastructures import MultiDict

from inspector.criteria import nodes
from inspector.criteria.model import FactKind
from inspector.criteria.problem import quoted
from inspector.criteria.strict_yaml import Kind, ListNode, MapNode, Node, ScalarNode
from inspector.criteria.values import day_of, is_id
from inspector.criteria.vocabulary import FactKinds
from inspector.documents.edition_workbook.conditions import (
    condition_text,
    easier_text,
    read_condition_text,
    read_easier_text,
)
from inspector.services.saving import LONGEST_TEXT
from inspector.web.assess.numbers import NotANumber, TwoReadings, read_typed
from inspector.web.assess.words import shown_number, which_number


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    text: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """A field as the template draws it. Of a pair, `name` is that of both languages, name.vi and name.en."""

    name: str
    kind: Literal[
        "input", "area", "pair", "pair_area", "number", "day", "select", "radios", "check", "hidden"
    ]
    label: str = ""
    hint: str = ""
    optional: bool = False
    choices: Sequence[Choice] = ()
    suffix: str = ""
    rows: int = 3
    only: str = ""  # the answer above which alone needs it: other answers hide it


@dataclass(frozen=True, slots=True)
class Section:
    """Fields that belong together; a folded one is open where a field of it has an error."""

    title: str = ""
    fields: Sequence[Field] = ()
    hint: str = ""
    folded: bool = False
    key: str = ""  # of an anchor
    is_row: bool = False  # one of several alike, drawn close together


Values = dict[str, str]


@dataclass
class Form:
    """Values as they are stored, or as they were typed; errors by the name of the field."""

    values: Mapping[str, str]
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def typed(cls, sent: MultiDict[str, str]) -> "Form":
        """Return what somebody sent: NFC, without spaces around it, line ends as one character."""
        values = {name: _clean(value) for name, value in sent.items() if name != "csrf_token"}
        form = cls(values)
        for name, value in values.items():
            if len(value) > LONGEST_TEXT * 4:
                form.errors[name] = gettext("Viết ngắn lại: ô này quá dài")
        return form

    def get(self, name: str) -> str:
        return self.values.get(name, "")

    def has(self, *names: str) -> bool:
        """Say whether any of the fields holds anything."""
        return any(self.get(one) for one in names)

    def refuse(self, name: str, why: str) -> None:
        """Note what is wrong with a field; the first thing said of it stays."""
        self.errors.setdefault(name, why)

    # ---- nodes from fields

    def words(self, name: str) -> ScalarNode | None:
        """Return a text, or None where nothing is typed."""
        return nodes.words(self.get(name)) if self.get(name) else None

    def two(self, name: str) -> MapNode:
        """Return a text in both languages; where there is no English, the Vietnamese stands in."""
        vi, en = self.get(f"{name}.vi"), self.get(f"{name}.en")
        return nodes.two(vi, en or vi)

    def two_or_none(self, name: str) -> MapNode | None:
        return self.two(name) if self.has(f"{name}.vi", f"{name}.en") else None

    def id(self, name: str, taken: frozenset[str] = frozenset()) -> str:
        """Return an id; one that is none, or taken, is refused."""
        typed = self.get(name)
        if not is_id(typed) or len(typed) > 40:
            self.refuse(
                name,
                gettext("Mã chỉ gồm chữ cái không dấu, chữ số, dấu chấm và gạch, ví dụ A01; tối đa 40 ký tự"),
            )
        elif typed in taken:
            self.refuse(name, gettext("Mã này đã dùng ở chỗ khác trong bộ"))
        return typed

    def number(self, name: str) -> ScalarNode | None:
        """Return a number, or None where nothing is typed."""
        typed = self.get(name)
        if not typed:
            return None
        try:
            written = read_typed(typed)
        except TwoReadings as two:
            self.refuse(name, which_number(two.whole, two.decimal))
            return nodes.number(typed)
        except NotANumber:
            self.refuse(name, gettext("Nhập một con số, ví dụ 2 hoặc 0,5"))
            return nodes.number(typed)
        found = nodes.number(written)
        if found.kind is not Kind.NUMBER:
            self.refuse(name, gettext("Tối đa 6 chữ số sau dấu phẩy"))
        return found

    def whole(self, name: str) -> ScalarNode | None:
        """Return a whole number from 0 up, or None where nothing is typed."""
        typed = self.get(name)
        if typed and not (typed.isascii() and typed.isdigit() and len(typed) < 7):
            self.refuse(name, gettext("Nhập một số nguyên, ví dụ 5"))
        return (
            nodes.number(str(int(typed)) if typed.isascii() and typed.isdigit() else typed) if typed else None
        )

    def day(self, name: str) -> ScalarNode | None:
        """Return a day, or None where nothing is typed."""
        typed = self.get(name)
        if typed and day_of(typed) is None:
            self.refuse(name, gettext("Chọn một ngày trong lịch"))
        return nodes.day(typed) if typed else None

    def condition(self, name: str, facts: FactKinds) -> MapNode | None:
        """Return the condition that a field says, or None where nothing is typed."""
        typed = self.get(name)
        if not typed:
            return None
        found = read_condition_text(typed, 0, facts, partial(self._not_understood, name, typed))
        if found is not None:
            self._check_facts(name, found, facts)
        return found

    def easier(self, name: str, facts: FactKinds) -> ListNode | None:
        """Return the easier bounds that the lines of a field say, or None where nothing is typed."""
        lines = [one for one in self.get(name).split("\n") if one.strip()]
        found: list[Node] = []
        for line in lines:
            one = read_easier_text(line, 0, facts, partial(self._no_bounds, name, line))
            if one is not None:
                when = nodes.get(one, "when")
                if isinstance(when, MapNode):
                    self._check_facts(name, when, facts)
                found.append(one)
        return nodes.listing(found) if lines else None

    def _not_understood(self, name: str, typed: str, *_: str) -> None:
        self.refuse(
            name,
            gettext(
                "Chưa hiểu điều kiện %(words)s. Viết như: meals = cooked; children >= 100",
                words=quoted(typed),
            ),
        )

    def _no_bounds(self, name: str, typed: str, *_: str) -> None:
        self.refuse(
            name, gettext("Chưa hiểu dòng %(words)s. Viết như: hard_area = yes: >= 40", words=quoted(typed))
        )

    def _check_facts(self, name: str, condition: MapNode, facts: FactKinds) -> None:
        for key, value in condition.entries:
            kind = facts.get(key.text)
            if key.text not in facts:
                self.refuse(
                    name,
                    gettext(
                        "Không có thông tin “%(fact)s”. Chọn trong danh sách thông tin trường", fact=key.text
                    ),
                )
            elif kind is not None:
                self._check_values(name, kind, value)

    def _check_values(self, name: str, kind: FactKind, value: Node) -> None:
        if kind.type == "number":
            bounds = value.entries if isinstance(value, MapNode) else ()
            if any(isinstance(one, ScalarNode) and one.kind is not Kind.NUMBER for _, one in bounds):
                self._not_understood(name, self.get(name))
            return
        given = value.items if isinstance(value, ListNode) else (value,)
        if kind.type == "choice":
            odd = [nodes.said(one) for one in given if nodes.said(one) not in kind.options]
            if odd:
                self.refuse(
                    name,
                    gettext(
                        "“%(value)s” không phải là giá trị của %(fact)s. Dùng: %(known)s",
                        value=odd[0],
                        fact=kind.id,
                        known=", ".join(kind.options),
                    ),
                )


def _clean(value: str) -> str:
    joined = unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n")).strip()
    return "".join(one for one in joined if one in "\n\t" or one.isprintable() or one == "\u00a0")


# ---- fields from nodes


def two_values(name: str, node: Node | None) -> Values:
    """Return the values of a pair; English that repeats the Vietnamese is left empty."""
    vi, en = nodes.said(node, "vi"), nodes.said(node, "en")
    return {f"{name}.vi": vi, f"{name}.en": "" if en == vi else en}


def number_value(node: Node | None) -> str:
    """Return a number as people type it."""
    return shown_number(nodes.said(node)) if nodes.said(node) else ""


def condition_value(node: Node | None, facts: FactKinds) -> str:
    """Return a condition as text; empty where there is none or it names what is not known any more."""
    if not isinstance(node, MapNode):
        return ""
    known = {id_: kind for id_, kind in facts.items() if kind is not None}
    if any(key.text not in known for key, _ in node.entries):
        return ""
    return condition_text(node, known)


def easier_value(node: Node | None, facts: FactKinds) -> str:
    """Return easier bounds as lines of text."""
    known = {id_: kind for id_, kind in facts.items() if kind is not None}
    lines = []
    for one in node.items if isinstance(node, ListNode) else ():
        if all(fact in known for fact in nodes.entries(one, "when")):
            lines.append(easier_text(one, known))
    return "\n".join(lines)


def rows_in(values: Mapping[str, str], name: str) -> list[int]:
    """Return the numbers of the rows name.0.…, name.1.… that were sent, in order."""
    starts = {one.split(".")[1] for one in values if one.startswith(f"{name}.") and one.count(".") > 1}
    return sorted(int(one) for one in starts if one.isascii() and one.isdigit() and len(one) < 4)
