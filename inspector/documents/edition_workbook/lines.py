"""Several texts in one cell, each on a line of its own.

A line break inside a text is written \\n, a tab \\t, a backslash \\\\, a blank at either end \\s, so that
every text comes back as it was.
"""

import re

from inspector.documents.edition_workbook.kinds import EMPTY_LIST

_ESCAPES = {"\\": "\\\\", "\n": "\\n", "\t": "\\t"}
_MEANT = {"\\": "\\", "n": "\n", "t": "\t", "s": " ", "[": "["}
_ESCAPED = re.compile(r"[\\\n\t]")
_ESCAPE = re.compile(r"\\([\\nts\[])")


def as_line(words: str) -> str:
    """Return a text as one line.

    >>> as_line("a\\nb "), as_line("[]")
    ('a\\\\nb\\\\s', '\\\\[]')
    """
    line = _ESCAPED.sub(lambda found: _ESCAPES[found.group()], words)
    start = len(line) - len(line.lstrip(" "))
    line = "\\s" * start + line[start:]
    end = len(line) - len(line.rstrip(" "))
    line = line[: len(line) - end] + "\\s" * end
    return f"\\{line}" if line == EMPTY_LIST else line


def of_line(line: str) -> str:
    """Return the text that a line stands for; a backslash before anything else is one."""
    return _ESCAPE.sub(lambda found: _MEANT[found[1]], line.strip(" \t"))


def split_lines(words: str) -> list[str]:
    """Return the lines of a cell that say something."""
    return [line for line in words.split("\n") if line.strip()]
