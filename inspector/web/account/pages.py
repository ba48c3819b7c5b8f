"""One's own account as its owner sees it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from inspector.store import events, people, signing_in
from inspector.store.accounts import Person
from inspector.store.tables import Account
from inspector.web.asking import now
from inspector.web.formatting import moment
from inspector.web.manage.words import days_words, role_and_place


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A browser on which one is signed in."""

    id: UUID
    browser: str
    since: str
    seen: str
    is_this: bool


@dataclass(frozen=True, slots=True)
class OwnPage:
    sign_in_name: str
    may_change_password: bool
    roles: tuple[tuple[str, str], ...]  # role and place, days
    sessions: tuple[SignedIn, ...]
    has_second_factor: bool
    codes_left: int


def own_page(session: Session, who: Person) -> OwnPage:
    """Return what a person may look up and change of their own account."""
    held = people.grants(session, [who.id])
    rows = signing_in.sessions_of(session, who.id, now())
    return OwnPage(
        who.sign_in_name,
        not who.is_sample,
        tuple((role_and_place(one.role, one.place), days_words(one.first_day, one.last_day)) for one in held),
        tuple(
            SignedIn(one.id, one.browser, moment(one.began_at), moment(one.seen_at), one.id == who.session_id)
            for one in rows
        ),
        who.has_second_factor,
        signing_in.recovery_codes_left(session, who.id) if who.has_second_factor else 0,
    )


def everything_stored(session: Session, who: Person) -> dict[str, Any]:
    """Return what is stored about a person, as it is handed out to them; secrets are left out."""
    account = session.get_one(Account, who.id)
    return {
        "key": account.id,
        "name": account.name,
        "sign_in_name": account.sign_in_name,
        "has_second_factor": who.has_second_factor,
        "roles": [
            {
                "role": one.role,
                "place": one.place,
                "code": one.code,
                "first_day": one.first_day,
                "last_day": one.last_day,
            }
            for one in people.grants(session, [who.id])
        ],
        "signed_in": [
            {"browser": one.browser, "since": one.began_at, "last_used": one.seen_at, "ends": one.ends_at}
            for one in signing_in.sessions_of(session, who.id, now())
        ],
        "done_by_me": events.done_by(session, who.id),
        "done_to_my_account": [
            {"at": one.at, "what": one.what, "before": one.before, "after": one.after}
            for one in events.concerning(session, who.id)
        ],
    }
