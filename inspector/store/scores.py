"""Stored scores: written with the ratings, held against a recount."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import Insert, Table, delete, select
from sqlalchemy.orm import Session

from inspector.scoring.result import Result
from inspector.store.tables import GroupScore, Score

if TYPE_CHECKING:
    from sqlalchemy.dialects.postgresql import Insert as PostgresqlInsert
    from sqlalchemy.dialects.sqlite import Insert as SqliteInsert


@dataclass(frozen=True, slots=True)
class StoredScore:
    """The score row of an assessment and its group rows by group id, as plain columns."""

    whole: Mapping[str, Any]
    groups: Mapping[str, Mapping[str, Any]]


def tenths(percent: Decimal | None) -> int | None:
    """Return a published percentage as whole tenths, e.g. 77.8 as 778; None stays None."""
    return None if percent is None else int(percent * 10)


def percent(tenths_: int | None) -> Decimal | None:
    """Return stored tenths as a percentage with one decimal; None stays None."""
    return None if tenths_ is None else Decimal(tenths_).scaleb(-1)


def as_stored(result: Result | None, missing_facts: Sequence[str] = ()) -> StoredScore:
    """Return what the tables hold of a result; of none (facts are missing) the names of those facts."""
    if result is None:
        nothing = dict.fromkeys(
            ("outcome", "outcome_low", "outcome_high", "percent", "percent_low", "percent_high"), None
        )
        zero = dict.fromkeys(("met", "criteria_applicable", "applicable", "answered", "total"), 0)
        return StoredScore({**nothing, **zero, "missing_facts": ",".join(missing_facts)}, {})
    whole = {
        "outcome": _id(result.outcome),
        "outcome_low": _id(result.outcome_low),
        "outcome_high": _id(result.outcome_high),
        "percent": tenths(result.percent),
        "percent_low": tenths(result.percent_low),
        "percent_high": tenths(result.percent_high),
        "met": result.met,
        "criteria_applicable": result.criteria_applicable,
        "applicable": result.applicable,
        "answered": result.answered,
        "total": result.total,
        "missing_facts": "",
    }
    groups = {
        one.id: {
            "percent": tenths(one.percent),
            "percent_low": tenths(one.percent_low),
            "percent_high": tenths(one.percent_high),
            "met": one.met,
            "applicable": one.applicable,
            "answered": one.answered,
            "total": one.total,
        }
        for one in result.groups
    }
    return StoredScore(whole, groups)


def _id(outcome: str | int | None) -> str | None:
    return None if outcome is None else str(outcome)


def write(session: Session, assessment_id: UUID, school_id: UUID | None, stored: StoredScore) -> None:
    """Put the score of an assessment in the place of the one before, in at most three statements."""
    if not stored.groups:
        session.execute(delete(GroupScore).where(GroupScore.assessment_id == assessment_id))
    _upsert(session, Score, [{"assessment_id": assessment_id, "school_id": school_id, **stored.whole}])
    _upsert(
        session,
        GroupScore,
        [{"assessment_id": assessment_id, "group_id": id_, **row} for id_, row in stored.groups.items()],
    )


def _upsert(
    session: Session, table: type[Score] | type[GroupScore], rows: Sequence[Mapping[str, Any]]
) -> None:
    if rows:
        upsert(session, table.__table__, rows)  # type: ignore[arg-type]  # declared as FromClause


def upsert(session: Session, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows, or overwrite those with the same primary key, in one statement."""
    statement = _upsert_into(table, session.get_bind().dialect.name, tuple(rows[0]))
    session.execute(statement, list(rows))


@cache
def _upsert_into(table: Table, dialect: str, columns: tuple[str, ...]) -> Insert:
    """Return the statement of `upsert`; making it takes longer than running it."""
    module = import_module(f"sqlalchemy.dialects.{dialect}")  # the other one need not be loaded
    statement: SqliteInsert | PostgresqlInsert = module.insert(table)
    keys = [column.name for column in table.primary_key]
    changed = {name: statement.excluded[name] for name in columns if name not in keys}
    return statement.on_conflict_do_update(index_elements=keys, set_=changed)


def read(session: Session, assessment_id: UUID) -> StoredScore | None:
    """Return the stored score of an assessment; None when it has none yet."""
    whole = (
        session.execute(select(Score.__table__).where(Score.assessment_id == assessment_id))
        .mappings()
        .first()
    )
    if whole is None:
        return None
    groups = session.execute(
        select(GroupScore.__table__).where(GroupScore.assessment_id == assessment_id)
    ).mappings()
    leave = {"assessment_id", "group_id", "school_id"}
    return StoredScore(
        {key: value for key, value in whole.items() if key not in leave},
        {row["group_id"]: {key: value for key, value in row.items() if key not in leave} for row in groups},
    )
