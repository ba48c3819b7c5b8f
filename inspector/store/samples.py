"""What loading sample schools asks of the database: is anything real in it, and how much is there then?"""

from collections.abc import Collection

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from inspector.store.tables import Account, Assessment, School, Visit


def holds_real_school(session: Session) -> bool:
    """Say whether there is a school that is not marked as a sample."""
    return bool(session.scalar(select(exists().where(School.is_sample.is_(False)))))


def holds_school(session: Session) -> bool:
    """Say whether there is any school."""
    return bool(session.scalar(select(exists().where(School.id.is_not(None)))))


def taken_name(session: Session, sign_in_names: Collection[str]) -> str | None:
    """Return the first of some sign-in names that an account has already; None when all are free."""
    query = select(func.min(Account.sign_in_name)).where(Account.sign_in_name.in_(sign_in_names))
    return session.scalar(query)


def has_sample_account(session: Session, sign_in_name: str) -> bool:
    """Say whether there is a sample account of this name."""
    there = exists().where(Account.sign_in_name == sign_in_name, Account.is_sample.is_(True))
    return bool(session.scalar(select(there)))


def numbers(session: Session) -> tuple[int, int, int]:
    """Return how many schools, assessments and visits there are."""
    counted = (select(func.count(table.id)).scalar_subquery() for table in (School, Assessment, Visit))
    schools, assessments, visits = session.execute(select(*counted)).one()
    return schools, assessments, visits
