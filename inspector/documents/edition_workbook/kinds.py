"""What sheets, columns and cells of the workbook are.

The first row of a sheet names its columns for the program, the second for people. A column is found by
its name, wherever it stands.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from inspector.criteria.strict_yaml import ScalarNode
from inspector.text import Text

NOT_READ = "#"  # sheets and columns whose names begin with it are for people only
EXPLAINED = "▸"  # begins the first cell of the row that explains the columns
EMPTY_LIST = "[]"  # an empty list that was written, as against nothing
NULL = "null"  # a null that was written

Choices = Mapping[str, str]
"""The words of the file format that a cell may hold, and what they mean in Vietnamese."""

Cells = dict[str, ScalarNode]
"""The cells of a row by the keys of their columns; blank ones are absent."""

YES_NO: Choices = {"yes": "có", "no": "không"}


class Holds(StrEnum):
    """What a cell holds."""

    WORDS = "any text, as it is"
    ID = "an id"
    NUMBER = "a number"
    LEVEL = "the number of a level"
    YES_NO = "yes or no"
    CHOICE = "one of a few words"
    DAY = "a day"
    CONDITION = "a condition"
    MANDATORY = "yes, no or a condition"
    LINES = "a text a line"
    CITATIONS = "a provision a line"
    IDS = "ids with commas"
    EASIER = "a condition and bounds a line"
    OFFICIAL_REF = "words, or null"
    OUTCOME = "an outcome or a level"
    NOTE = "words for people"


@dataclass(frozen=True, slots=True)
class Column:
    """A column, or a row of the sheet “edition”."""

    key: str
    holds: Holds
    path: tuple[str, ...]  # where its value stands in the file format
    title: Text
    hint: Text | None
    width: int  # in characters
    choices: Choices


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet; every row below its headers is one thing."""

    key: str
    title: str  # in Vietnamese
    columns: tuple[Column, ...]
    frozen: int = 1  # how many columns stay in sight

    @property
    def tab(self) -> str:
        """Return what the tab shows."""
        return f"{self.title} ({self.key})"

    def column(self, key: str) -> Column:
        """Return a column by its key. Raises StopIteration for one that is not there."""
        return next(one for one in self.columns if one.key == key)


def column(
    key: str,
    holds: Holds,
    title: str,
    hint: str = "",
    *,
    path: tuple[str, ...] | None = None,
    width: int = 14,
    choices: Choices | None = None,
) -> Column:
    """Return a column; title and hint are “Vietnamese | English”."""
    known = choices or (YES_NO if holds in (Holds.YES_NO, Holds.MANDATORY) else {})
    return Column(
        key,
        holds,
        (key,) if path is None else path,
        _both(title),
        _both(hint) if hint else None,
        width,
        known,
    )


def texts(key: str, title: str, hint: str = "") -> tuple[Column, Column]:
    """Return the two columns of a text in both languages."""
    name = _both(title)
    vi = f"{name.vi} (tiếng Việt) | {name.en} (Vietnamese)"
    en = f"{name.vi} (tiếng Anh) | {name.en} (English)"
    return (
        column(f"{key}_vi", Holds.WORDS, vi, hint, path=(key, "vi"), width=48),
        column(f"{key}_en", Holds.WORDS, en, path=(key, "en"), width=48),
    )


def _both(words: str) -> Text:
    vi, _, en = words.partition(" | ")
    return Text(vi, en)
