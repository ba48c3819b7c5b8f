"""The schools behind a number."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CTE, ColumnElement, select
from sqlalchemy.orm import Session

from inspector.store.figures.by_area import FIVES
from inspector.store.figures.what_counts import Asked, Standing
from inspector.store.tables import School, Unit


class Which(StrEnum):
    """The schools that one of the numbers counts."""

    CONCERNED = "concerned"
    COUNTED = "counted"
    OTHER_EDITION = "other_edition"
    RETURNED = "returned"
    OPEN = "open"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class SchoolLine:
    """A school in a list. Of an unfinished assessment only how far it is."""

    school_id: UUID
    school_name: str
    code: str
    is_sample: bool
    unit_name: str  # where it lay on the day asked for
    standing: Standing
    day: date | None
    assessment_id: UUID | None
    digest: str | None
    outcome: str | None
    percent: int | None
    answered: int | None
    applicable: int | None


def schools(
    session: Session,
    asked: Asked,
    *,
    which: Which = Which.CONCERNED,
    directly: bool = False,
    outcome: str | None = None,
    five: int | None = None,
    limit: int | None = 50,
    offset: int = 0,
) -> list[SchoolLine]:
    """Return the schools that a number counts, in Vietnamese order: `limit` of them, plus one.

    `directly`: only those that lie in the unit itself. `outcome`, `five`: only those that have it by the
    edition asked for.
    """
    these = asked.standings_here if directly else asked.standings
    query = (
        select(
            School.id.label("school_id"),
            School.name.label("school_name"),
            School.code,
            School.is_sample,
            Unit.name.label("unit_name"),
            these.c.standing,
            these.c.day,
            these.c.assessment_id,
            these.c.digest,
            these.c.outcome,
            these.c.percent,
            these.c.answered,
            these.c.applicable,
        )
        .join(these, these.c.school_id == School.id)
        .join(Unit, Unit.id == these.c.unit_id)
        .where(*_counted_by(these, asked, which, outcome, five))
        .order_by(School.sort_key, School.code)
        .offset(offset)
    )
    if limit is not None:
        query = query.limit(limit + 1)
    return [_line(row._mapping) for row in session.execute(query)]


def _counted_by(
    these: CTE, asked: Asked, which: Which, outcome: str | None, five: int | None
) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = []
    if which is Which.OTHER_EDITION:
        wanted.append(these.c.digest != asked.edition.digest)
    elif which is not Which.CONCERNED:
        wanted.append(these.c.standing == Standing(which).value)
    if outcome is not None:
        wanted += [these.c.digest == asked.edition.digest, these.c.outcome == outcome]
    if five is not None:
        most = 1000 if five == FIVES - 1 else five * 50 + 49
        wanted += [these.c.digest == asked.edition.digest, these.c.percent.between(five * 50, most)]
    return wanted


def _line(row: Any) -> SchoolLine:
    standing = Standing(row["standing"])
    unfinished = standing in (Standing.OPEN, Standing.RETURNED)
    return SchoolLine(
        **{
            **row,
            "standing": standing,
            "answered": row["answered"] if unfinished else None,
            "applicable": row["applicable"] if unfinished else None,
        }
    )
