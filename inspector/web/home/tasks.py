"""A thing to do, and how urgent it is beside others."""

from dataclasses import dataclass
from enum import IntEnum


class Rank(IntEnum):
    """What comes first: an overdue danger before a returned assessment, that before going on with a draft."""

    OVERDUE = 1
    RETURNED = 2
    DRAFT = 3
    FINDING = 4
    FACTS = 5
    OPEN = 6


@dataclass(frozen=True, slots=True)
class Task:
    """A row of the task list; `action` is what the button says when it stands first."""

    text: str
    url: str
    hint: str | None
    kind: str
    state_label: str
    action: str
    rank: Rank = Rank.OPEN
    done: int | None = None
    total: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """Tasks under one heading, as task_list draws them; `more`: there are others that are not shown."""

    title: str
    items: tuple[Task, ...]
    note: str | None = None
    more: bool = False
