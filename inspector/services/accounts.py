"""Accounts as whoever runs the installation makes and mends them."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from inspector.services.guessable import SHORTEST
from inspector.services.passwords import hashed
from inspector.store import accounts, events, schools, signing_in, units
from inspector.store.events import Happened
from inspector.workflow.permissions import AT_SCHOOL, Role

NOWHERE = frozenset({Role.ADMINISTRATOR})
"""Roles that hold for the installation and not at a place."""


class NotPossible(ValueError):
    """An account cannot be made or mended so; the text says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Post:
    """A role, and the code of the school or unit where it is held; None where it is held nowhere."""

    role: Role
    code: str | None


def new_password() -> str:
    """Return a password that nobody guesses, short enough to be typed from paper."""
    return "-".join(secrets.token_hex(2) for _ in range(4))


def add(
    session: Session,
    sign_in_name: str,
    name: str,
    posts: Iterable[Post],
    password: str,
    *,
    today: date,
    at: datetime,
) -> UUID:
    """Make an account that holds these posts from now on; return its id. Raises NotPossible."""
    known_as, shown = sign_in_name.strip().casefold(), name.strip()
    if not known_as or any(one.isspace() for one in known_as):
        raise NotPossible("The sign-in name must be one word, such as lan.nguyen.")
    if not shown:
        raise NotPossible("The name is empty. Give the person's name.")
    if accounts.has_name(session, known_as):
        raise NotPossible(f"There is an account {known_as} already. Take another sign-in name.")
    _refuse_short(password)
    account = accounts.add(session, known_as, shown, hashed(password))
    for post in posts:
        school_id, unit_id = _place(session, post, today)
        accounts.grant(session, account.id, post.role, school_id=school_id, unit_id=unit_id)
    events.record(session, [Happened(what="add_account", by=None, at=at, account_id=account.id)])
    return account.id


def reset(session: Session, sign_in_name: str, password: str, *, at: datetime) -> None:
    """Give an account another password and no second factor, signed out everywhere. Raises NotPossible."""
    account = accounts.by_sign_in_name(session, sign_in_name)
    if account is None:
        raise NotPossible(f"There is no open account {sign_in_name}. Look at how the name is written.")
    if account.is_sample:
        raise NotPossible(
            f"{sign_in_name} is a sample account: all of them have the password that is printed."
        )
    _refuse_short(password)
    account.password_hash = hashed(password)
    accounts.end_all_sessions(session, account.id)
    # Whoever has the command line and lost the telephone must get in again.
    signing_in.drop_second_factor(session, account.id)
    events.record(session, [Happened(what="reset_password", by=None, at=at, account_id=account.id)])


def _refuse_short(password: str) -> None:
    if len(password) < SHORTEST:
        raise NotPossible(f"The password must have at least {SHORTEST} characters.")


def _place(session: Session, post: Post, today: date) -> tuple[UUID | None, UUID | None]:
    """Return the ids of the school and of the unit where a post is held; at most one of them is not None."""
    if post.role in NOWHERE:
        if post.code is not None:
            raise NotPossible(f"The role {post.role} is held nowhere. Leave out “@{post.code}”.")
        return None, None
    where = "school" if post.role in AT_SCHOOL else "unit"
    if post.code is None:
        raise NotPossible(f"Say the code of the {where} where the role is held: {post.role}@CODE.")
    find = (
        schools.by_code(session, post.code) if where == "school" else units.by_code(session, post.code, today)
    )
    if find is None:
        raise NotPossible(f"There is no {where} with the code {post.code} today.")
    return (find.id, None) if where == "school" else (None, find.id)
