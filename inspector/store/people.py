"""Accounts as administrators see them: found, counted, with what they hold. Nothing here knows ratings."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import Session

from inspector.store.tables import Account, RoleGrant, School, SchoolPlace, Unit
from inspector.store.tables.accounts import person_search_key, person_sort_key
from inspector.store.tree import grants_of, holds_on
from inspector.text import fold
from inspector.workflow.permissions import Role

Place = School | Unit
P = TypeVar("P", School, Unit)


def granted(
    session: Session, account_id: UUID, by: UUID, roles: Collection[Role], today: date, *, lock: bool = False
) -> Account | None:
    """Return an account when `by` holds one of the roles for the installation today; None when not."""
    query = select(Account).where(Account.id == account_id, exists(grants_of(by, roles, today)))
    return session.scalars(query.with_for_update() if lock else query).one_or_none()


@dataclass(frozen=True, slots=True)
class GrantLine:
    """A role of an account, at any time; `place` empty: for the installation."""

    id: UUID
    account_id: UUID
    role: Role
    place: str
    code: str
    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True)
class AccountLine:
    """An account in a list, with what it holds today."""

    id: UUID
    name: str
    sign_in_name: str
    has_password: bool
    closed: bool
    is_sample: bool
    held: tuple[GrantLine, ...] = ()


def search(
    session: Session,
    today: date,
    *,
    words: str = "",
    role: Role | None = None,
    closed: bool = False,
    waiting: bool = False,
    limit: int = 50,
    offset: int = 0,
) -> list[AccountLine]:
    """Return accounts by given name: `limit` of them, plus one.

    `words` is matched, without accents, in the name of the person or of a place where they hold a role
    today, or is the code of such a place. `role`: only those who hold it today; `waiting`: those
    who never chose a password.
    """
    query = (
        select(Account)
        .where(Account.closed.is_(closed), Account.erased.is_(False))
        .order_by(Account.sort_key, Account.sign_in_name)
        .limit(limit + 1)
        .offset(offset)
    )
    if waiting:
        query = query.where(Account.password_hash == "")
    if role is not None:
        query = query.where(_holds(RoleGrant.role == role, today))
    if words.strip():
        query = query.where(or_(_is_called(words), _holds(_lies_in(words), today)))
    found = session.scalars(query).all()
    held = grants(session, [one.id for one in found], on=today)
    return [
        AccountLine(
            one.id,
            one.name,
            one.sign_in_name,
            bool(one.password_hash),
            one.closed,
            one.is_sample,
            tuple(grant for grant in held if grant.account_id == one.id),
        )
        for one in found
    ]


def _is_called(words: str) -> ColumnElement[bool]:
    return Account.search_key.contains(fold(words), autoescape=True)


def _holds(which: ColumnElement[bool], today: date) -> ColumnElement[bool]:
    return Account.id.in_(select(RoleGrant.account_id).where(which, holds_on(RoleGrant, today)))


def _lies_in(words: str) -> ColumnElement[bool]:
    return or_(
        RoleGrant.school_id.in_(select(School.id).where(_is_named(School, words))),
        RoleGrant.unit_id.in_(select(Unit.id).where(_is_named(Unit, words))),
    )


def _is_named(table: type[School] | type[Unit], words: str) -> ColumnElement[bool]:
    return or_(table.search_key.contains(fold(words), autoescape=True), table.code == words.strip())


def grants(session: Session, account_ids: Sequence[UUID], *, on: date | None = None) -> list[GrantLine]:
    """Return the roles of some accounts, the newest first; only those that hold on a day when it is given."""
    query = (
        select(
            RoleGrant.id,
            RoleGrant.account_id,
            RoleGrant.role,
            func.coalesce(School.name, Unit.name, "").label("place"),
            func.coalesce(School.code, Unit.code, "").label("code"),
            RoleGrant.first_day,
            RoleGrant.last_day,
        )
        .outerjoin(School, School.id == RoleGrant.school_id)
        .outerjoin(Unit, Unit.id == RoleGrant.unit_id)
        .where(RoleGrant.account_id.in_(account_ids))
        .order_by(RoleGrant.last_day.desc(), RoleGrant.first_day.desc(), RoleGrant.role, RoleGrant.id)
    )
    if on is not None:
        query = query.where(holds_on(RoleGrant, on))
    return [GrantLine(**row._mapping) for row in session.execute(query)]


def grant_of(session: Session, account_id: UUID, grant_id: UUID) -> RoleGrant | None:
    """Return a role of an account; None when the account has no such."""
    return session.scalars(
        select(RoleGrant).where(RoleGrant.id == grant_id, RoleGrant.account_id == account_id)
    ).one_or_none()


def is_held_meanwhile(
    session: Session,
    account_id: UUID,
    role: Role,
    place: tuple[UUID | None, UUID | None],
    days: tuple[date, date],
) -> bool:
    """Say whether an account holds a role at a school or unit on one of the days already."""
    school_id, unit_id = place
    query = select(RoleGrant.id).where(
        RoleGrant.account_id == account_id,
        RoleGrant.role == role,
        RoleGrant.school_id.is_(None) if school_id is None else RoleGrant.school_id == school_id,
        RoleGrant.unit_id.is_(None) if unit_id is None else RoleGrant.unit_id == unit_id,
        RoleGrant.first_day <= days[1],
        RoleGrant.last_day >= days[0],
    )
    return session.scalars(query.limit(1)).first() is not None


def other_administrators(session: Session, besides: UUID, day: date) -> int:
    """Return how many other open accounts with a password administer the installation on a day.

    Held until the transaction ends: of two administrators who end each other, one stays.
    """
    query = (
        select(Account.id)
        .join(RoleGrant, RoleGrant.account_id == Account.id)
        .where(
            RoleGrant.role == Role.ADMINISTRATOR,
            holds_on(RoleGrant, day),
            Account.id != besides,
            Account.closed.is_(False),
            Account.password_hash != "",
        )
        .with_for_update()
    )
    return len(set(session.scalars(query)))


def places_called(
    session: Session, words: str, today: date, *, schools: bool, limit: int = 20
) -> Sequence[Place]:
    """Return the schools, or the units of today, whose code this is or whose name holds the words."""
    if schools:
        return session.scalars(_called(select(School), School, words, today).limit(limit)).all()
    return session.scalars(_called(select(Unit), Unit, words, today).limit(limit)).all()


def _called(query: Select[P], table: type[School] | type[Unit], words: str, today: date) -> Select[P]:
    there = _is_named(table, words), table.first_day <= today, table.last_day >= today
    return query.where(*there).order_by(table.code != words.strip(), table.sort_key)


def place_today(session: Session, place_id: UUID, today: date, *, schools: bool) -> Place | None:
    """Return a school or a unit of today by its id."""
    place: Place | None = session.get(School, place_id) if schools else session.get(Unit, place_id)
    return place if place is not None and place.first_day <= today <= place.last_day else None


def unit_names_of(session: Session, schools: Collection[UUID], today: date) -> dict[UUID, str]:
    """Return the name of the unit in which each of some schools lies today."""
    query = (
        select(SchoolPlace.school_id, Unit.name)
        .join(Unit, Unit.id == SchoolPlace.unit_id)
        .where(SchoolPlace.school_id.in_(schools), holds_on(SchoolPlace, today))
    )
    return {row.school_id: row.name for row in session.execute(query)}


@dataclass(frozen=True, slots=True)
class ToDo:
    """What is left to do with accounts: people who never chose a password, schools without a principal."""

    without_password: int
    schools: int
    schools_without_principal: int


def to_do(session: Session, today: date) -> ToDo:
    """Count what is left to do with accounts, in one statement."""
    is_there = (School.first_day <= today, School.last_day >= today)
    led = (
        select(RoleGrant.id)
        .join(Account, Account.id == RoleGrant.account_id)
        .where(
            RoleGrant.school_id == School.id,
            RoleGrant.role == Role.PRINCIPAL,
            holds_on(RoleGrant, today),
            Account.closed.is_(False),
        )
    )
    waiting = select(func.count(Account.id)).where(Account.closed.is_(False), Account.password_hash == "")
    count = select(func.count(School.id)).where(*is_there)
    row = session.execute(
        select(
            waiting.scalar_subquery(),
            count.scalar_subquery(),
            count.where(~exists(led)).scalar_subquery(),
        )
    ).one()
    return ToDo(*row)


def schools_without_principal(session: Session, today: date, *, limit: int, offset: int) -> Sequence[School]:
    """Return the schools of today that no open account leads, in Vietnamese order: `limit`, plus one."""
    led = (
        select(RoleGrant.school_id)
        .join(Account, Account.id == RoleGrant.account_id)
        .where(RoleGrant.role == Role.PRINCIPAL, holds_on(RoleGrant, today), Account.closed.is_(False))
    )
    return session.scalars(
        select(School)
        .where(
            School.first_day <= today,
            School.last_day >= today,
            School.id.not_in(led.where(RoleGrant.school_id.is_not(None))),
        )
        .order_by(School.sort_key, School.code)
        .limit(limit + 1)
        .offset(offset)
    ).all()


def rename(account: Account, name: str) -> None:
    """Give a person another name, and the keys by which the name is sorted and found."""
    account.name = name
    account.sort_key = person_sort_key(name)
    account.search_key = person_search_key(name, account.sign_in_name)


def erase(account: Account) -> None:
    """Leave of a person only the random key; what they did names them by its beginning."""
    account.sign_in_name = f"#{account.id.hex}"
    account.password_hash = ""
    account.closed = account.erased = True
    rename(account, f"#{account.id.hex[:8]}")
    account.search_key = ""


def place_names(session: Session, ids: Collection[UUID]) -> dict[UUID, str]:
    """Return the names of schools and units by their ids."""
    found: dict[UUID, str] = {}
    for table in (School, Unit):
        found |= {
            row.id: row.name for row in session.execute(select(table.id, table.name).where(table.id.in_(ids)))
        }
    return found


def name_of(session: Session, account_id: UUID) -> str:
    """Return the name of a person; empty when there is no such account."""
    return session.scalar(select(Account.name).where(Account.id == account_id)) or ""
