"""How many schools of each area stand where, and with which result."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Row, case, func, select
from sqlalchemy.orm import Session

from inspector.store.figures.what_counts import Asked, Standing
from inspector.store.tables import Unit

FIVES = 20
"""Bands of five per cent from 0 to 100; 100 lies in the last."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many schools of one area stand where.

    `concerned` is all of them, `samples` the invented ones among them. Outcomes and bands of five per
    cent (0: 0 to 4.9 … 19: 95 to 100) are of the assessments that count and were made by the edition
    asked for; `other_edition` counts the others.
    """

    concerned: int = 0
    counted: int = 0
    other_edition: int = 0
    returned: int = 0
    open: int = 0
    none: int = 0
    samples: int = 0
    outcomes: Mapping[str | None, int] = field(default_factory=dict)
    fives: Mapping[int, int] = field(default_factory=dict)

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            concerned=self.concerned + other.concerned,
            counted=self.counted + other.counted,
            other_edition=self.other_edition + other.other_edition,
            returned=self.returned + other.returned,
            open=self.open + other.open,
            none=self.none + other.none,
            samples=self.samples + other.samples,
            outcomes=_added(self.outcomes, other.outcomes),
            fives=_added(self.fives, other.fives),
        )


_Key = TypeVar("_Key")


def _added(one: Mapping[_Key, int], other: Mapping[_Key, int]) -> dict[_Key, int]:
    return {key: one.get(key, 0) + other.get(key, 0) for key in {**one, **other}}


@dataclass(frozen=True, slots=True)
class Area:
    """A unit just below the one asked for, or that unit itself, for the schools that lie in it directly."""

    id: UUID
    name: str
    sort_key: str
    is_itself: bool
    counts: Counts


def by_area(session: Session, asked: Asked) -> list[Area]:
    """Return the areas in which any school is concerned, in Vietnamese order; one statement."""
    schools = asked.standings
    is_this = schools.c.digest == asked.edition.digest
    five = case((is_this, schools.c.percent // 50))
    alike = (
        select(
            schools.c.branch_id,
            schools.c.standing,
            is_this.label("is_this"),
            schools.c.outcome,
            five.label("five"),
            func.count().label("number"),
            func.sum(case((schools.c.is_sample, 1), else_=0)).label("samples"),
        )
        .group_by(schools.c.branch_id, schools.c.standing, is_this, schools.c.outcome, five)
        .subquery()
    )
    query = (
        select(alike, Unit.name, Unit.sort_key)
        .join(Unit, Unit.id == alike.c.branch_id)
        .order_by(Unit.sort_key, alike.c.branch_id)
    )
    areas: dict[tuple[UUID, str, str], list[Row[Any]]] = {}
    for row in session.execute(query):
        areas.setdefault((row.branch_id, row.name, row.sort_key), []).append(row)
    return [
        Area(id_, name, key, id_ == asked.unit_id, _counts(rows)) for (id_, name, key), rows in areas.items()
    ]


def _counts(rows: Sequence[Row[Any]]) -> Counts:
    """Return what the rows of one area come to; each stands for a number of schools that are alike."""
    standings_: Counter[str] = Counter()
    outcomes: Counter[str | None] = Counter()
    fives: Counter[int] = Counter()
    other_edition = 0
    for row in rows:
        standings_[row.standing] += row.number
        if row.standing != Standing.COUNTED:
            continue
        if not row.is_this:
            other_edition += row.number
            continue
        outcomes[row.outcome] += row.number
        if row.five is not None:
            fives[min(row.five, FIVES - 1)] += row.number
    return Counts(
        concerned=standings_.total(),
        counted=standings_[Standing.COUNTED],
        other_edition=other_edition,
        returned=standings_[Standing.RETURNED],
        open=standings_[Standing.OPEN],
        none=standings_[Standing.NONE],
        samples=sum(row.samples for row in rows),
        outcomes=dict(outcomes),
        fives=dict(fives),
    )
