"""How the items of an edition were rated in the assessments that count, and by which schools."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session, aliased

from inspector.store.figures.what_counts import Asked
from inspector.store.tables import AssessmentFact, Rating, School, Unit


@dataclass(frozen=True, slots=True)
class Rated:
    """So many schools, invented ones among them, with these facts rated an item so.

    Facts that nobody knows are None.

    The facts are those on which it depends whether the item applies and when it counts as met.
    """

    item_id: str
    value: str
    facts: tuple[tuple[str, str | None], ...]
    schools: int
    samples: int = 0


def ratings(session: Session, asked: Asked, item_id: str | None = None) -> list[Rated]:
    """Return how items were rated, one of them when it is named; one statement."""
    rated, facts = _rated(asked)
    columns = [rated.selected_columns[name] for name in ("item_id", "value", *_labels(facts))]
    samples = func.sum(case((rated.selected_columns["is_sample"], 1), else_=0))
    query = rated.with_only_columns(*columns, func.count(), samples).group_by(*columns)
    if item_id is not None:
        query = query.where(Rating.item_id == item_id)
    return [
        Rated(row[0], row[1], tuple(zip(facts, row[2:-2], strict=True)), row[-2], row[-1])
        for row in session.execute(query)
    ]


def _labels(facts: Sequence[str]) -> list[str]:
    return [f"fact_{place}" for place in range(len(facts))]


def _rated(asked: Asked) -> tuple[Select[Any], list[str]]:
    """Select school_id, assessment_id, item_id, value, note and the facts of assessments that count."""
    schools = asked.standings
    facts = sorted(asked.edition.facts_needed)
    known = [aliased(AssessmentFact) for _ in facts]
    counted = select(
        schools.c.school_id,
        schools.c.is_sample,
        schools.c.unit_id,
        schools.c.assessment_id,
        *(one.value.label(label) for one, label in zip(known, _labels(facts), strict=True)),
    ).where(schools.c.digest == asked.edition.digest)
    for fact, one in zip(facts, known, strict=True):
        counted = counted.outerjoin(one, and_(one.assessment_id == schools.c.assessment_id, one.fact == fact))
    these = counted.subquery("these")
    query = (
        select(these, Rating.item_id, Rating.value, Rating.note)
        .join(Rating, Rating.assessment_id == these.c.assessment_id)
        .where(Rating.value.is_not(None))
    )
    return query, facts


@dataclass(frozen=True, slots=True)
class SchoolRating:
    """What one school said of an item, and where it lay on the day asked for."""

    school_id: UUID
    school_name: str
    is_sample: bool
    unit_name: str
    assessment_id: UUID
    value: str
    note: str


def schools_that_rated(
    session: Session, asked: Asked, alike: Collection[Rated], *, limit: int = 50, offset: int = 0
) -> list[SchoolRating]:
    """Return the schools that rated an item in one of these ways, by name: `limit` of them, plus one."""
    if not alike:
        return []
    rated, facts = _rated(asked)
    these = rated.subquery("rated")
    query = (
        select(
            School.id.label("school_id"),
            School.name.label("school_name"),
            School.is_sample,
            Unit.name.label("unit_name"),
            these.c.assessment_id,
            these.c.value,
            these.c.note,
        )
        .join(School, School.id == these.c.school_id)
        .join(Unit, Unit.id == these.c.unit_id)
        .where(or_(*_ways(dict(these.c.items()), alike, facts)))
        .order_by(School.sort_key, School.code)
        .limit(limit + 1)
        .offset(offset)
    )
    return [SchoolRating(**row._mapping) for row in session.execute(query)]


def _ways(
    columns: Mapping[str, ColumnElement[Any]], alike: Collection[Rated], facts: Sequence[str]
) -> list[ColumnElement[bool]]:
    values: dict[tuple[str, tuple[tuple[str, str | None], ...]], list[str]] = {}
    for one in alike:
        values.setdefault((one.item_id, one.facts), []).append(one.value)
    return [
        and_(
            columns["item_id"] == item_id,
            columns["value"].in_(given),
            *(
                columns[label].is_not_distinct_from(value)
                for label, (_, value) in zip(_labels(facts), known, strict=True)
            ),
        )
        for (item_id, known), given in values.items()
    ]
