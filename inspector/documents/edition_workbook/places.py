"""Where in a workbook something stands, and what is wrong there."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from inspector.criteria.problem import Problem

WHOLE = "the workbook"
_REFERENCE = re.compile(r"(?:edition\.yaml|groups/[^,\s]+), line (\d+)")
# The reader of the file format speaks of files where a workbook has sheets.
_NAMES = {
    "facts.yaml": "the sheet facts",
    "provisions.yaml": "the sheet provisions",
    "edition.yaml": "the workbook",
}
_FILE = re.compile("|".join(re.escape(one) for one in _NAMES))


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A sheet, a row or a cell of it; or, without a sheet, the whole workbook."""

    sheet_number: int = -1  # in the order of the sheets, so that places sort as people read
    row: int = 0  # counted from 1; 0: no row is to blame
    column_number: int = 0
    sheet: str = ""
    column: str = ""  # its letter
    key: str = ""  # the name in the first row of the column

    def in_row(self, row: int) -> "Place":
        """Return the cell of this column in a row."""
        return replace(self, row=row)

    def __str__(self) -> str:
        parts = [f"sheet {self.sheet}"] if self.sheet else []
        if self.row:
            parts.append(f"row {self.row}")
        if self.column:
            parts.append(f"column {self.column} ({self.key})" if self.key else f"column {self.column}")
        return ", ".join(parts) or WHOLE


class Places:
    """The places that were met, numbered: the number is the line of the node that was read there."""

    def __init__(self) -> None:
        self._places: list[Place] = []
        self._problems: list[tuple[Place, str, str]] = []

    def number(self, place: Place) -> int:
        """Return the number of a place, from 1 up."""
        self._places.append(place)
        return len(self._places)

    def refuse(self, line: int | Place, what: str, remedy: str) -> None:
        """Note a problem at a place or at its number."""
        place = self._places[line - 1] if isinstance(line, int) else line
        self._problems.append((place, what, remedy))

    def take(self, problems: Iterable[Problem], *, otherwise: Place) -> None:
        """Note problems whose lines are numbers of places; those without a line stand at `otherwise`."""
        for one in problems:
            at = otherwise if one.line is None else one.line
            self.refuse(at, self._in_words(one.what), self._in_words(one.remedy))

    def problems(self) -> tuple[Problem, ...]:
        """Return all problems in the order of the workbook, each once; a file's name is the place."""
        found = sorted(set(self._problems))
        return tuple(Problem(str(place), None, what, remedy) for place, what, remedy in found)

    def _in_words(self, words: str) -> str:
        words = _REFERENCE.sub(lambda found: str(self._places[int(found[1]) - 1]), words)
        return _FILE.sub(lambda found: _NAMES[found.group()], words)
