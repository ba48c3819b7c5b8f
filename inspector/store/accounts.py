"""People, their roles, and where they are signed in."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Date, Select, String, bindparam, delete, or_, select, update
from sqlalchemy.orm import Session

from inspector.store.base import UtcTime
from inspector.store.tables import Account, RoleGrant, School, SecondFactor, SignInSession, Unit
from inspector.store.tree import holds_on, place_of, units_above, units_below_grants
from inspector.workflow.permissions import Role


@dataclass(frozen=True, slots=True)
class Held:
    """A role that a person holds today, and where: a school, a unit, or neither (the installation)."""

    role: Role
    school_id: UUID | None
    unit_id: UUID | None
    place: str  # name of the school or unit; empty for the installation
    is_sample: bool


@dataclass(frozen=True, slots=True)
class Person:
    """Whoever is signed in, with the roles held today; `is_sample`: an account of the invented ones."""

    id: UUID
    name: str
    sign_in_name: str
    held: tuple[Held, ...]
    session_id: UUID
    seen_at: datetime
    is_sample: bool
    has_second_factor: bool

    def has(self, *roles: Role) -> bool:
        return any(one.role in roles for one in self.held)


def by_sign_in_name(session: Session, sign_in_name: str) -> Account | None:
    """Return the account with this sign-in name, in any case; None when there is none or it is closed."""
    return session.scalars(
        select(Account).where(
            Account.sign_in_name == sign_in_name.strip().casefold(), Account.closed.is_(False)
        )
    ).one_or_none()


def open_account(session: Session, account_id: UUID) -> Account | None:
    """Return an account; None when there is none or it is closed."""
    account = session.get(Account, account_id)
    return account if account is not None and not account.closed else None


def signed_in(session: Session, token_digest: str, now: datetime, today: date) -> Person | None:
    """Return who is signed in with a token, and their roles today, in one statement; None when nobody is."""
    rows = session.execute(_signed_in(), {"token_digest": token_digest, "now": now, "today": today}).all()
    if not rows:
        return None
    first = rows[0]
    held = tuple(
        Held(
            row.role, row.school_id, row.unit_id, row.school_name or row.unit_name or "", bool(row.is_sample)
        )
        for row in rows
        if row.role is not None
    )
    return Person(
        first.id,
        first.name,
        first.sign_in_name,
        held,
        first.session_id,
        first.seen_at,
        first.account_is_sample,
        first.has_second_factor,
    )


@cache
def _signed_in() -> Select[*tuple[Any, ...]]:
    """Return the statement of `signed_in`: every request runs it, and making it takes longer."""
    now, today = bindparam("now", type_=UtcTime()), bindparam("today", type_=Date())
    return (
        select(
            Account.id,
            Account.name,
            Account.sign_in_name,
            Account.is_sample.label("account_is_sample"),
            SignInSession.id.label("session_id"),
            SignInSession.seen_at,
            RoleGrant.role,
            RoleGrant.school_id,
            RoleGrant.unit_id,
            School.name.label("school_name"),
            School.is_sample,
            Unit.name.label("unit_name"),
            SecondFactor.account_id.is_not(None).label("has_second_factor"),
        )
        .select_from(SignInSession)
        .join(Account, Account.id == SignInSession.account_id)
        .outerjoin(RoleGrant, (RoleGrant.account_id == Account.id) & holds_on(RoleGrant, today))
        .outerjoin(SecondFactor, SecondFactor.account_id == Account.id)
        .outerjoin(School, School.id == RoleGrant.school_id)
        .outerjoin(Unit, Unit.id == RoleGrant.unit_id)
        .where(
            SignInSession.token_digest == bindparam("token_digest", type_=String()),
            SignInSession.ends_at > now,
            Account.closed.is_(False),
        )
        .order_by(RoleGrant.role, School.sort_key, Unit.sort_key)
    )


def begin_session(
    session: Session,
    account_id: UUID,
    token_digest: str,
    now: datetime,
    ends_at: datetime,
    *,
    browser: str = "",
) -> None:
    """Sign a person in on one browser; `browser` says which, in a few words."""
    session.add(
        SignInSession(
            account_id=account_id,
            token_digest=token_digest,
            began_at=now,
            seen_at=now,
            ends_at=ends_at,
            browser=browser,
        )
    )
    session.flush()


def prolong_session(session: Session, session_id: UUID, now: datetime, ends_at: datetime) -> None:
    """Note that a session was used, and let it last longer."""
    session.execute(
        update(SignInSession).where(SignInSession.id == session_id).values(seen_at=now, ends_at=ends_at)
    )


def end_session(session: Session, token_digest: str) -> None:
    """Sign a person out on one browser."""
    session.execute(delete(SignInSession).where(SignInSession.token_digest == token_digest))


def has_name(session: Session, sign_in_name: str) -> bool:
    """Say whether there is an account, open or closed, with this sign-in name in lower case."""
    return session.scalar(select(Account.id).where(Account.sign_in_name == sign_in_name)) is not None


def add(session: Session, sign_in_name: str, name: str, password_hash: str) -> Account:
    """Make an account that is nobody's yet: roles come with `grant`."""
    account = Account(sign_in_name=sign_in_name, name=name, password_hash=password_hash)
    session.add(account)
    session.flush()
    return account


def grant(
    session: Session, account_id: UUID, role: Role, *, unit_id: UUID | None, school_id: UUID | None
) -> None:
    """Let a person act in a role, from ever and without an end."""
    session.add(RoleGrant(account_id=account_id, role=role, unit_id=unit_id, school_id=school_id))
    session.flush()


def end_all_sessions(session: Session, account_id: UUID) -> None:
    """Sign a person out everywhere."""
    session.execute(delete(SignInSession).where(SignInSession.account_id == account_id))


def inspectors_near(
    session: Session, school_id: UUID, account_id: UUID, today: date
) -> list[tuple[UUID, str]]:
    """Return (id, name) of the inspectors whom a reviewer may send to a school, by name.

    Those who hold the role today at a unit of the reviewer's, below one, or above the school.
    """
    own = units_below_grants(account_id, [Role.REVIEWER], today)
    above = units_above(place_of(school_id, today), today)
    query = (
        select(Account.id, Account.name)
        .join(RoleGrant, RoleGrant.account_id == Account.id)
        .where(
            RoleGrant.role == Role.INSPECTOR,
            or_(RoleGrant.unit_id.in_(select(own.c.unit_id)), RoleGrant.unit_id.in_(select(above.c.unit_id))),
            holds_on(RoleGrant, today),
            Account.closed.is_(False),
        )
        .distinct()
        .order_by(Account.name, Account.id)
    )
    return [(row.id, row.name) for row in session.execute(query)]
