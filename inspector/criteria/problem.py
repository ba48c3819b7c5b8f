"""What is wrong with a file, said for the person who mends it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

_MOST_LISTED = 20


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: where it is, what it is, and what to do about it."""

    file: str
    line: int | None  # counted from 1; None where no line is to blame
    what: str
    remedy: str

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}, line {self.line}"
        return " ".join(f"{place}: {self.what} {self.remedy}".split())

    def shown_as(self, file: str) -> "Problem":
        """Return the same problem under another name of its file."""
        return replace(self, file=file)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems by file and line, each once."""
    return tuple(sorted(set(problems), key=lambda one: (one.file, one.line or 0, one.what, one.remedy)))


def quoted(words: str) -> str:
    """Return the words in quotation marks, cut where they are long."""
    shown = " ".join(words.split())
    return f"“{shown[:57]}…”" if len(shown) > 60 else f"“{shown}”"


def listed(words: Iterable[str]) -> str:
    """Return the words with commas between them, for “use one of: …”; many are cut short."""
    known = list(words)
    more = len(known) - _MOST_LISTED
    return ", ".join(known) if more <= 0 else f"{', '.join(known[:_MOST_LISTED])} and {more} more"
