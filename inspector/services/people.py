"""What administrators do with accounts. Whoever acts is named in every event."""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from inspector.services.accounts import NOWHERE, NotPossible
from inspector.services.guessable import SHORTEST, is_guessable
from inspector.store import accounts, events, people, signing_in
from inspector.store.base import LAST_DAY
from inspector.store.events import Happened
from inspector.store.tables import Account, RoleGrant
from inspector.workflow.permissions import AT_SCHOOL, Role

LINK_LASTS = timedelta(hours=72)


class NameTaken(NotPossible):
    """There is an account of this sign-in name already, open or closed."""


class HeldAlready(NotPossible):
    """The account holds this role at this place on one of the days."""


class LastAdministrator(NotPossible):
    """Nobody would be left who could administer the installation."""


class TooShort(NotPossible):
    """A password has too few characters."""


class TooGuessable(NotPossible):
    """A password is one of the first that anybody would try."""


class IsSample(NotPossible):
    """All sample accounts have the password that is printed; none gets another."""


@dataclass(frozen=True, slots=True)
class Doing:
    """Who acts, when, and the day of that moment where the installation stands."""

    by: UUID | None
    at: datetime
    today: date


def holds_at_school(role: Role) -> bool:
    """Say whether a role is held at a school; the others are held at a unit or for the installation."""
    return role in AT_SCHOOL


def holds_nowhere(role: Role) -> bool:
    """Say whether a role is held for the installation, at no place."""
    return role in NOWHERE


def open_account(session: Session, sign_in_name: str, name: str, doing: Doing) -> Account:
    """Make an account without a password and without a role. Raises NameTaken."""
    known_as = sign_in_name.strip().casefold()
    if accounts.has_name(session, known_as):
        raise NameTaken(f"There is an account {known_as} already.")
    account = accounts.add(session, known_as, " ".join(name.split()), "")
    _note(session, "add_account", account, doing)
    return account


def grant(
    session: Session,
    account: Account,
    role: Role,
    place_id: UUID | None,
    days: tuple[date, date],
    doing: Doing,
) -> None:
    """Let a person act in a role from a day to a day. Raises HeldAlready."""
    school_id = place_id if holds_at_school(role) else None
    unit_id = None if holds_at_school(role) else place_id
    if people.is_held_meanwhile(session, account.id, role, (school_id, unit_id), days):
        raise HeldAlready(f"{account.sign_in_name} is {role} there already.")
    made = RoleGrant(
        account_id=account.id,
        role=role,
        school_id=school_id,
        unit_id=unit_id,
        first_day=days[0],
        last_day=days[1],
    )
    session.add(made)
    session.flush()
    _note(session, "grant_role", account, doing, after=_told(made), school_id=school_id)


def end_grant(session: Session, account: Account, held: RoleGrant, last_day: date, doing: Doing) -> None:
    """Let a role end on a day; one that had not begun by then is removed. Raises LastAdministrator."""
    before = _told(held)
    if held.role is Role.ADMINISTRATOR and held.last_day > last_day:
        _refuse_last(session, account, max(last_day + timedelta(days=1), doing.today))
    if last_day < held.first_day:
        session.delete(held)
    else:
        held.last_day = last_day
    session.flush()
    after = {"last_day": last_day}
    _note(session, "end_role", account, doing, before=before, after=after, school_id=held.school_id)


def sign_out_everywhere(session: Session, account: Account, doing: Doing) -> None:
    """Sign a person out on every browser."""
    accounts.end_all_sessions(session, account.id)
    _note(session, "end_session", account, doing)


def close(session: Session, account: Account, doing: Doing) -> None:
    """Let nobody sign in with an account any more. What it did stays. Raises LastAdministrator."""
    _refuse_last(session, account, doing.today)
    account.closed = True
    accounts.end_all_sessions(session, account.id)
    signing_in.drop_link(session, account.id)
    _note(session, "close_account", account, doing)


def reopen(session: Session, account: Account, doing: Doing) -> None:
    """Let the person sign in again, with the password and the roles that are left."""
    account.closed = False
    _note(session, "reopen_account", account, doing)


def erase(session: Session, account: Account, doing: Doing) -> None:
    """Remove a person's name. What they did keeps the random key. The account must be closed.

    The roles stay, without the name: they say why somebody was allowed to do what was done.
    """
    if not account.closed:
        raise NotPossible("Close the account first.")
    accounts.end_all_sessions(session, account.id)
    signing_in.drop_link(session, account.id)
    signing_in.drop_second_factor(session, account.id)
    people.erase(account)
    session.flush()
    _note(session, "erase_name", account, doing)


def make_link(session: Session, account: Account, doing: Doing) -> str:
    """Return the token of a link by which the person chooses a password, once, within LINK_LASTS.

    Whoever gives it out must be sure of whom they give it to; links before it are worth nothing. The
    password of now keeps working until another is chosen.
    """
    if account.is_sample:
        raise IsSample(account.sign_in_name)
    token = secrets.token_urlsafe(32)
    signing_in.keep_link(session, account.id, digest_of_link(token), doing.at + LINK_LASTS)
    _note(session, "password_link", account, doing)
    return token


def digest_of_link(token: str) -> str:
    """Return what the database knows of a link."""
    return hashlib.sha256(f"link:{token}".encode()).hexdigest()


def refuse_weak(password: str, account: Account, places: tuple[str, ...] = ()) -> None:
    """Raise TooShort or TooGuessable where a password will not do for a person."""
    if len(password) < SHORTEST:
        raise TooShort(f"A password has at least {SHORTEST} characters.")
    if is_guessable(password, (account.name, account.sign_in_name, *places)):
        raise TooGuessable("This password is one of the first that others try.")


def set_password(session: Session, account: Account, password_hash: str, what: str, doing: Doing) -> None:
    """Keep a password that the person chose, and sign them out everywhere."""
    account.password_hash = password_hash
    accounts.end_all_sessions(session, account.id)
    signing_in.drop_link(session, account.id)
    _note(session, what, account, doing)


def _refuse_last(session: Session, account: Account, day: date) -> None:
    is_one = any(one.role is Role.ADMINISTRATOR for one in people.grants(session, [account.id], on=day))
    if is_one and not people.other_administrators(session, account.id, day):
        raise LastAdministrator("Nobody else could administer the installation.")


def _told(held: RoleGrant) -> dict[str, object]:
    place = held.school_id or held.unit_id
    told: dict[str, object] = {"role": held.role, "first_day": held.first_day}
    if place is not None:
        told["place"] = place
    return told if held.last_day == LAST_DAY else {**told, "last_day": held.last_day}


def _note(
    session: Session,
    what: str,
    account: Account,
    doing: Doing,
    *,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
    school_id: UUID | None = None,
) -> None:
    happened = Happened(
        what=what,
        by=doing.by,
        at=doing.at,
        account_id=account.id,
        school_id=school_id,
        before=before or {},
        after=after or {},
    )
    events.record(session, [happened])
