"""The request at hand: who asks, when, in which language, and their transaction.

`g.session` reads only for GET and HEAD. For other methods it may write: it is committed once, after the
view, when the answer is a success or the view says `keep_changes()`, and rolled back otherwise.
"""

import hashlib
from datetime import UTC, date, datetime, timedelta
from typing import Any, cast

from flask import Flask, Response, g, request
from flask import session as cookie
from sqlalchemy.orm import Session

from inspector.store import accounts
from inspector.store.accounts import Person
from inspector.store.database import reading, transaction, writing
from inspector.text import LANGUAGES, Lang
from inspector.web.application import application

SESSION_LASTS = timedelta(days=7)
"""How long somebody stays signed in after they were last seen."""

TOUCH_AFTER = timedelta(hours=1)
"""A session's last use is written down at most this often, and only by pages that are read."""

READING = ("GET", "HEAD", "OPTIONS")


def now() -> datetime:
    """Return the moment at which this request began."""
    if "now" not in g:
        g.now = datetime.now(UTC)
    return cast(datetime, g.now)


def today() -> date:
    """Return the day of this request where the installation stands."""
    return now().astimezone(application().settings.time_zone).date()


def language() -> Lang:
    """Return the language of the page: chosen earlier, else Vietnamese."""
    chosen = request.cookies.get("language", "")
    return chosen if chosen in LANGUAGES else "vi"


def db() -> Session:
    """Return the session of this request, opened when first asked for."""
    if "session" not in g:
        engine = application().engine
        g.session = reading(engine) if request.method in READING else writing(engine)
    return cast(Session, g.session)


def keep_changes() -> None:
    """Say that what was written stays although the answer is not a success."""
    g.keep = True


def digest_of(token: str) -> str:
    """Return what the database knows of a session token."""
    return hashlib.sha256(token.encode()).hexdigest()


def person() -> Person | None:
    """Return who is signed in, None when nobody is."""
    if "person" not in g:
        token = cookie.get("token", "")
        g.person = accounts.signed_in(db(), digest_of(token), now(), today()) if token else None
    return cast(Person | None, g.person)


def signed_in() -> Person:
    """Return who is signed in; only for views that access.py let somebody into."""
    found = person()
    assert found is not None
    return found


def _end(response: Response) -> Response:
    session: Session | None = g.get("session")
    if session is not None:
        if request.method not in READING and (response.status_code < 400 or g.get("keep", False)):
            session.commit()
        else:
            session.rollback()
    who: Person | None = g.get("person")
    if who is not None and request.method == "GET" and now() - who.seen_at > TOUCH_AFTER:
        with transaction(application().engine) as touching:
            accounts.prolong_session(touching, who.session_id, now(), now() + SESSION_LASTS)
    return response


def _close(_: Any = None) -> None:
    session: Session | None = g.pop("session", None)
    if session is not None:
        session.close()


def install(app: Flask) -> None:
    """End the transaction of each request with its answer."""
    app.after_request(_end)
    app.teardown_appcontext(_close)
