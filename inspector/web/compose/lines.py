"""Many items typed at once, one a line."""

import re
from collections.abc import Iterator

_NUMBER = re.compile(r"(?:[-–•+]|\(?[0-9]{1,3}(?:\.[0-9]{1,3})*[.)]|[a-zđ]\))\s+")
_MANDATORY = ("*", "★")


def lines_in(typed: str) -> Iterator[tuple[str, str, bool]]:
    """Yield Vietnamese, English (may be empty), and whether it is mandatory, of each line.

    A number or dash before the words is left out; English follows a bar; an asterisk at either end says
    mandatory.

    >>> list(lines_in("1. Sân sạch | The yard is clean\\n* Có cổng\\n\\n- Có rào *"))
    [('Sân sạch', 'The yard is clean', False), ('Có cổng', '', True), ('Có rào', '', True)]
    """
    for line in typed.split("\n"):
        words = line.strip()
        mandatory = words.startswith(_MANDATORY) or words.endswith(_MANDATORY)
        words = _NUMBER.sub("", words.strip("*★ \t"), count=1) if words else ""
        starred = words.strip("*★ \t")
        vi, _, en = starred.partition("|")
        if vi.strip():
            yield vi.strip(), en.strip(), mandatory or words != starred
