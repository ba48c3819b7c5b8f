"""Medians by area and group, and of the difference between schools and inspectors."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any
from uuid import UUID

from sqlalchemy import Integer, Select, Subquery, Uuid, case, cast, func, literal, null, select, union_all
from sqlalchemy.orm import Session, aliased

from inspector.store.figures.what_counts import Asked, counting_id
from inspector.store.tables import Assessment, GroupScore, School, Score
from inspector.workflow.states import Kind

WHOLE = ""
"""Stands for the whole assessment where groups are named."""

GAP = "self - inspection"
"""Stands for how much higher schools rated themselves than inspectors did; no group has blanks in its id."""


@dataclass(frozen=True, slots=True)
class Median:
    """The middle of `schools` percentages: the mean of the two middle ones where their number is even.

    In tenths of a per cent, exact; differences may be negative.
    """

    tenths: Fraction
    schools: int


Medians = Mapping[tuple[UUID | None, str], Median]
"""By area (None: the whole unit) and group (or WHOLE, or GAP)."""


def medians(session: Session, asked: Asked) -> Medians:
    """Return the medians of each area and of all: of whole assessments, groups and gaps; one statement."""
    schools = asked.standings
    of_edition = schools.c.digest == asked.edition.digest
    wholes = select(
        schools.c.branch_id, literal(WHOLE).label("group_id"), schools.c.percent.label("tenths")
    ).where(of_edition)
    groups = (
        select(schools.c.branch_id, GroupScore.group_id, GroupScore.percent)
        .join(GroupScore, GroupScore.assessment_id == schools.c.assessment_id)
        .where(of_edition)
    )
    return _middles(session, union_all(wholes, groups, _gaps(asked)).subquery())


def _gaps(asked: Asked) -> Select[Any]:
    """Select the difference at each school that has both, by the edition asked for."""
    schools = asked.standings
    other_kind = Kind.INSPECTION if asked.kind is Kind.SELF else Kind.SELF
    other, score = aliased(Assessment, name="other"), aliased(Score)
    difference = schools.c.percent - score.percent
    return (
        select(
            schools.c.branch_id,
            literal(GAP).label("group_id"),
            (difference if asked.kind is Kind.SELF else -difference).label("tenths"),
        )
        .join(School, School.id == schools.c.school_id)
        .join(other, other.id == counting_id(asked, other_kind))
        .join(score, score.assessment_id == other.id)
        .where(schools.c.digest == asked.edition.digest, other.digest == asked.edition.digest)
    )


def _middles(session: Session, points: Subquery) -> Medians:
    """Return medians of branch_id, group_id, tenths.

    Equal values are counted first, so that the window runs over few rows; a value is one of the two
    middle ones when half of all lie up to it and it is the first of which that is true.
    """
    area = (
        select(points.c.branch_id, points.c.group_id, points.c.tenths, func.count().label("number"))
        .where(points.c.tenths.is_not(None))
        .group_by(points.c.branch_id, points.c.group_id, points.c.tenths)
        .cte("area")
    )
    number = cast(func.sum(area.c.number), Integer).label("number")
    everywhere = select(cast(null(), Uuid()), area.c.group_id, area.c.tenths, number).group_by(
        area.c.group_id, area.c.tenths
    )
    every = union_all(select(area), everywhere).subquery()
    of_all = func.sum(every.c.number).over(partition_by=(every.c.branch_id, every.c.group_id))
    up_to = func.sum(every.c.number).over(
        partition_by=(every.c.branch_id, every.c.group_id), order_by=every.c.tenths
    )
    ranked = select(every, of_all.label("of_all"), up_to.label("up_to")).subquery()
    lower = case((2 * ranked.c.up_to >= ranked.c.of_all, ranked.c.tenths))
    upper = case((2 * ranked.c.up_to > ranked.c.of_all, ranked.c.tenths))
    query = select(
        ranked.c.branch_id,
        ranked.c.group_id,
        func.min(lower).label("lower"),
        func.min(upper).label("upper"),
        cast(func.max(ranked.c.of_all), Integer).label("schools"),
    ).group_by(ranked.c.branch_id, ranked.c.group_id)
    return {
        (row.branch_id, row.group_id): Median(Fraction(row.lower + row.upper, 2), row.schools)
        for row in session.execute(query)
    }
