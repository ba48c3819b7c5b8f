"""Reading values out of nodes: each reader says what is wrong, and goes on.

A reader that refuses a value returns a stand-in (an empty text, the default, None). Nothing that was
read together with a problem ever leaves the loader, so stand-ins are never seen outside it.
"""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from typing import TypeVar

from inspector.criteria.problem import Problem, listed, quoted
from inspector.criteria.strict_yaml import Kind, ListNode, MapNode, Node, ScalarNode
from inspector.criteria.values import MAX_DIGITS, RESERVED, day_of, decimal_of, is_id
from inspector.text import Text

T = TypeVar("T")
Word = TypeVar("Word", bound=str)


class Fields:
    """The values of a mapping, by key."""

    def __init__(self, line: int, nodes: dict[str, Node]) -> None:
        self.line = line
        self._nodes = nodes

    def __contains__(self, key: str) -> bool:
        return key in self._nodes

    def get(self, key: str) -> Node | None:
        return self._nodes.get(key)

    def which(self, *keys: str) -> list[str]:
        """Return those of the keys that are there."""
        return [key for key in keys if key in self._nodes]


class Reader:
    """One file being read. Readers of several files may share one list of problems."""

    def __init__(self, file: str, problems: list[Problem]) -> None:
        self.file = file
        self._problems = problems

    def refuse(self, at: Node | Fields | int, what: str, remedy: str) -> None:
        """Note a problem at a node or line."""
        line = at if isinstance(at, int) else at.line
        self._problems.append(Problem(self.file, line, what, remedy))

    def fields(
        self, node: Node | None, what: str, required: Sequence[str] = (), optional: Sequence[str] = ()
    ) -> Fields | None:
        """Return the values of a mapping with these keys; None where it is no mapping."""
        entries = self.entries(node, what)
        if entries is None or node is None:
            return None
        known = (*required, *optional)
        found = {key.text: value for key, value in entries if key.text in known}
        missing = [name for name in required if name not in found]
        for key, _ in entries:
            if key.text in known:
                continue
            close = get_close_matches(key.text[:40], [name for name in known if name not in found], n=1)
            hint = f"Write “{close[0]}”." if close else f"Remove it, or use one of: {listed(known)}."
            self.refuse(key, f"{what} has no key {quoted(key.text)}.", hint)
            missing = [name for name in missing if name not in close]
        for name in missing:
            self.refuse(node, f"{what} lacks “{name}”.", "Add it.")
        return Fields(node.line, found)

    def entries(self, node: Node | None, what: str) -> tuple[tuple[ScalarNode, Node], ...] | None:
        """Return keys and values of a mapping with keys of any name; None where it is no mapping."""
        if isinstance(node, MapNode):
            return node.entries
        self._wrong(node, what, "a mapping", "Write keys and values, “key: value”.")
        return None

    def by_id(
        self, node: Node | None, what: str, read: Callable[[str, Node], T], *, may_be_empty: bool = False
    ) -> dict[str, T]:
        """Return what `read` makes of the values of a mapping whose keys are ids."""
        entries = self.entries(node, what)
        if entries == () and node is not None and not may_be_empty:
            self.refuse(node, f"{what} is empty.", "Add an entry.")
        return {self.id(key, f"A key of {what}"): read(key.text, value) for key, value in entries or ()}

    def items(self, node: Node | None, what: str, *, at_least: int = 0) -> tuple[Node, ...]:
        """Return the items of a list."""
        if not isinstance(node, ListNode):
            self._wrong(node, what, "a list", "Write a list, even of one.")
            return ()
        if len(node.items) < at_least:
            some = "nothing in it" if not node.items else f"only {len(node.items)} in it"
            self.refuse(node, f"{what} has {some}.", f"List at least {at_least}.")
        return node.items

    def words(self, node: Node | None, what: str) -> str:
        """Return a plain text that is not empty; the empty text stands in."""
        found = self._single(node, Kind.TEXT, what, "text", "Quote it.")
        if found is None:
            return ""
        if not found.text.strip():
            self.refuse(found, f"{what} is empty.", "Write the text.")
        return found.text

    def text(self, node: Node | None, what: str) -> Text:
        """Return a text in both languages."""
        fields = self.fields(node, what, required=("vi", "en")) if node is not None else None
        if fields is None:
            return Text("", "")
        return Text(
            self.words(fields.get("vi"), f"{what} (vi)"), self.words(fields.get("en"), f"{what} (en)")
        )

    def texts(self, node: Node | None, what: str) -> tuple[Text, ...]:
        """Return a list of texts in both languages."""
        return tuple(self.text(one, what) for one in self.items(node, what)) if node is not None else ()

    def id(self, node: Node | None, what: str) -> str:
        """Return an id; the empty text stands in."""
        found = self._single(node, Kind.TEXT, what, "an id", "Quote it, so that YAML reads it as text.")
        if found is None:
            return ""
        if found.text in RESERVED:
            self.refuse(found, f"{what} is {quoted(found.text)}, a reserved word.", "Choose another id.")
            return ""
        if not is_id(found.text):
            rule = "Use Latin letters, digits, dot, dash and underscore; begin with a letter or digit."
            self.refuse(found, f"{what}, {quoted(found.text)}, is no id.", rule)
            return ""
        return found.text

    def choice(self, node: Node | None, what: str, known: Sequence[Word]) -> Word | None:
        """Return one of the known words; None stands in."""
        remedy = f"Write one of: {listed(known)}."
        found = self._single(node, Kind.TEXT, what, "one of the words known here", remedy)
        if found is None:
            return None
        for one in known:
            if one == found.text:
                return one
        self.refuse(found, f"{what} is {quoted(found.text)}.", remedy)
        return None

    def boolean(self, node: Node | None, what: str) -> bool | None:
        """Return true or false; None stands in."""
        found = self._single(
            node, Kind.BOOLEAN, what, "true or false", "Write true or false, without quotes."
        )
        if found is None:
            return None
        return found.is_true

    def number(
        self,
        node: Node | None,
        what: str,
        *,
        above: int | None = None,
        at_least: int | None = None,
        at_most: int | None = None,
    ) -> Decimal | None:
        """Return a number, bare or quoted, within the limits; None stands in."""
        found = self._single(
            node, (Kind.NUMBER, Kind.TEXT), what, "a number", "Write a number such as 2 or 0.5."
        )
        if found is None:
            return None
        value = decimal_of(found.text)
        if value is None:
            rule = f"Write digits, a point, at most 6 decimals, at most {MAX_DIGITS} digits before the point."
            self.refuse(found, f"{what} is {quoted(found.text)}, not a number of this format.", rule)
        elif above is not None and value <= above:
            self.refuse(found, f"{what} is {value}.", f"Write a number above {above}.")
        elif at_least is not None and value < at_least:
            self.refuse(found, f"{what} is {value}.", f"Write a number of at least {at_least}.")
        elif at_most is not None and value > at_most:
            self.refuse(found, f"{what} is {value}.", f"Write a number of at most {at_most}.")
        else:
            return value
        return None

    def whole(self, node: Node | None, what: str, *, at_least: int) -> int | None:
        """Return a whole number, bare or quoted; None stands in."""
        value = self.number(node, what, at_least=at_least)
        if value is None or node is None:
            return None
        if value != int(value):
            self.refuse(node, f"{what} is {value}.", "Write a whole number.")
            return None
        return int(value)

    def level(self, node: Node | None, what: str, *, at_least: int, at_most: int | None) -> int | None:
        """Return a level number, a bare whole number; None stands in."""
        rule = "Write a bare whole number, without quotes or decimals."
        found = self._single(node, Kind.NUMBER, what, "a level number", rule)
        if found is None:
            return None
        value = decimal_of(found.text)
        if value is None or "." in found.text or found.text.startswith("-"):
            self.refuse(found, f"{what} is {quoted(found.text)}, not a level number.", rule)
            return None
        if value < at_least or (at_most is not None and value > at_most):
            levels = f"{at_least} to {at_most}" if at_most is not None else f"{at_least} up"
            self.refuse(found, f"{what} is {value}.", f"The rule knows levels from {levels}.")
            return None
        return int(value)

    def day(self, node: Node | None, what: str, *, may_be_null: bool = False) -> date | None:
        """Return a day; None where it is null and may be, and as stand-in."""
        if may_be_null and isinstance(node, ScalarNode) and node.kind is Kind.NULL:
            return None
        found = self._single(node, (Kind.DATE, Kind.TEXT), what, "a day", "Write it as YYYY-MM-DD.")
        if found is None:
            return None
        value = day_of(found.text)
        if value is None:
            self.refuse(found, f"{what} is {quoted(found.text)}, not a day.", "Write it as YYYY-MM-DD.")
        return value

    def _single(
        self, node: Node | None, kind: Kind | tuple[Kind, ...], what: str, wanted: str, remedy: str
    ) -> ScalarNode | None:
        kinds = kind if isinstance(kind, tuple) else (kind,)
        if isinstance(node, ScalarNode) and node.kind in kinds:
            return node
        self._wrong(node, what, wanted, remedy)
        return None

    def _wrong(self, node: Node | None, what: str, wanted: str, remedy: str) -> None:
        if node is None or (isinstance(node, ScalarNode) and node.kind is Kind.FAULTY):
            return  # reported where it was missed
        self.refuse(node, f"{what} is {_shown(node)}, not {wanted}.", remedy)


def _shown(node: Node) -> str:
    if isinstance(node, ListNode):
        return "a list"
    if isinstance(node, MapNode):
        return "a mapping"
    if node.kind is Kind.NULL:
        return "null"
    return f"{quoted(node.text)} ({node.kind})"
