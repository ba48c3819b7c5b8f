"""How many schools of each area stand where, and with which result."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Row, case, func, select
from sqlalchemy.orm import Session

from inspector.store.figures.what_counts import Asked, Standing, standings
from inspector.store.tables import Unit

FIVES = 20
"""Bands of five per cent from 0 to 100; 100 lies in the last."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many schools of one area stand where.

    `concerned` is all of them. Outcomes and bands of five per cent (0: 0 to 4.9 … 19: 95 to 100) are of
    the assessments that count and were made by the edition asked for; `other_edition` counts the others.
    """

    concerned: int = 0
    counted: int = 0
    other_edition: int = 0
    returned: int = 0
    open: int = 0
    none: int = 0
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
    schools = standings(asked)
    is_this = schools.c.digest == asked.edition.digest
    five = case((is_this, schools.c.percent // 50))
    query = (
        select(
            schools.c.branch_id,
            Unit.name,
            Unit.sort_key,
            schools.c.standing,
            is_this.label("is_this"),
            schools.c.outcome,
            five.label("five"),
            func.count().label("number"),
        )
        .join(Unit, Unit.id == schools.c.branch_id)
        .group_by(
            schools.c.branch_id,
            Unit.name,
            Unit.sort_key,
            schools.c.standing,
            is_this,
            schools.c.outcome,
            five,
        )
        .order_by(Unit.sort_key, schools.c.branch_id)
    )
    areas: dict[UUID, Area] = {}
    for row in session.execute(query):
        before = areas.get(row.branch_id)
        counts = _counts(row) + before.counts if before else _counts(row)
        itself = row.branch_id == asked.unit_id
        areas[row.branch_id] = Area(row.branch_id, row.name, row.sort_key, itself, counts)
    return list(areas.values())


def _counts(row: Row[Any]) -> Counts:
    """Return what a row says: so many schools of an area that are alike."""
    standing, number = Standing(row.standing), row.number
    is_this = standing is Standing.COUNTED and bool(row.is_this)
    return Counts(
        concerned=number,
        counted=number if standing is Standing.COUNTED else 0,
        other_edition=number if standing is Standing.COUNTED and not is_this else 0,
        returned=number if standing is Standing.RETURNED else 0,
        open=number if standing is Standing.OPEN else 0,
        none=number if standing is Standing.NONE else 0,
        outcomes={row.outcome: number} if is_this else {},
        fives={min(row.five, FIVES - 1): number} if is_this and row.five is not None else {},
    )
