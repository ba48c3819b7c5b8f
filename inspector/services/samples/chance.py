"""Chance that repeats: every part of the sample draws from a stream of its own name."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from random import Random
from typing import TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

T = TypeVar("T")

SATURDAY = 5
AN_ITEM = timedelta(seconds=70)
"""How long somebody takes for one item of a form."""


def stream(seed: int, *names: str) -> Random:
    """Return the chance of one part: what other parts draw, or whether they are there, does not change it."""
    return Random("/".join((str(seed), *names)))  # noqa: S311  (invented schools, no secrets)


def new_id(chance: Random) -> UUID:
    """Return a random id."""
    return UUID(int=chance.getrandbits(128), version=4)


def one_of(chance: Random, choices: Sequence[T]) -> T:
    """Return one of some values, each as likely as the others."""
    return choices[int(chance.random() * len(choices))]


def happens(chance: Random, probability: float) -> bool:
    """Say whether something happens that has a probability from 0 to 1."""
    return chance.random() < probability


def moments(chance: Random, first: date, last: date, number: int, zone: ZoneInfo) -> list[datetime]:
    """Return moments between two days, both included, earliest first: working days, from 7 to 21 o'clock."""
    days = [first + timedelta(days=one) for one in range((last - first).days + 1)]
    working = [day for day in days if day.weekday() < SATURDAY] or days
    made = [
        datetime.combine(one_of(chance, working), time(7, 0), zone)
        + timedelta(seconds=int(chance.random() * 14 * 3600))
        for _ in range(number)
    ]
    return sorted(made)


def one_by_one(first: datetime, last: datetime, number: int) -> list[datetime]:
    """Return the moments at which so many items of a form are answered, all between two others."""
    pause = min(AN_ITEM, (last - first) / (number + 1))
    return [first + pause * place for place in range(1, number + 1)]
