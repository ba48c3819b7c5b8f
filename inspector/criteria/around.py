"""What a group's criteria refer to and take from around them."""

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Literal

from inspector.criteria.answers import Levels, Scales
from inspector.criteria.problem import quoted
from inspector.criteria.reader import Reader
from inspector.criteria.strict_yaml import Node
from inspector.criteria.vocabulary import FactKinds, Provisions

Na = Literal["forbidden", "allowed"]
NA_WORDS: tuple[Na, Na] = ("forbidden", "allowed")


class Ids:
    """The one space of ids of an edition, and where each is."""

    def __init__(self) -> None:
        self._places: dict[str, str] = {}

    def claim(self, reader: Reader, node: Node | None, id_: str, what: str) -> None:
        """Take an id; refuse it where it is taken already."""
        if not id_ or node is None:
            return
        if id_ in self._places:
            reader.refuse(
                node,
                f"The id {quoted(id_)} of {what} is taken by {self._places[id_]}.",
                "Choose another: gates, groups, criteria and indicators share one space of ids.",
            )
        else:
            self._places[id_] = f"{what} in {reader.file}, line {node.line}"


@dataclass(frozen=True, slots=True)
class Defaults:
    """What the edition says for indicators that do not say it themselves."""

    scale: str | None = None  # None where it could not be read
    weight: Fraction = Fraction(1)
    effort_days: Fraction = Fraction(1)
    na: Na = "allowed"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What groups refer to. None stands for what could not be read: nothing is then missed in it."""

    facts: FactKinds | None
    provisions: Provisions | None
    scales: Scales | None
    levels: Levels | None
    defaults: Defaults
    first_day: date | None
    ids: Ids = field(default_factory=Ids)
