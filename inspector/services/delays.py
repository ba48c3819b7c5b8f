"""Whoever guesses passwords must wait, longer after every failure.

Counted by the name typed, whether there is such an account or not, and by the address asked from. The rows
are shared by all processes. A try is counted as failed before its password is looked at, so that many at once
do not slip through; one that was right is taken back.
"""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from inspector.store import signing_in

FORGOTTEN_AFTER = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Patience:
    """How many failures are free, and how long one waits at most after more; each doubles the wait."""

    free: int
    longest: timedelta

    def wait(self, failed: int) -> timedelta:
        over = failed - self.free
        if over <= 0:
            return timedelta(0)
        return min(timedelta(seconds=2 ** min(over, 20)), self.longest)


# Not longer for a name: whoever knows it could otherwise keep its owner out for good. An address may be an
# office of fifty people.
BY_NAME = Patience(free=5, longest=timedelta(minutes=5))
BY_ADDRESS = Patience(free=30, longest=timedelta(minutes=15))

Keys = Mapping[str, Patience]


def keys(secret: str, name: str, address: str | None) -> Keys:
    """Return under which keys a try is counted; `address` None where it is not known."""
    found = {_digest(secret, "name", name.strip().casefold()): BY_NAME}
    if address is not None:
        found[_digest(secret, "address", address)] = BY_ADDRESS
    return found


def _digest(secret: str, kind: str, value: str) -> str:
    return hmac.new(secret.encode(), f"{kind}:{value}".encode(), hashlib.sha256).hexdigest()


def begin(session: Session, counted: Keys, now: datetime) -> datetime | None:
    """Count a try; return until when to wait instead, None where it may be made."""
    signing_in.forget_tries_before(session, now - FORGOTTEN_AFTER)
    # in one order, so that two tries never wait for each other
    rows = {key: signing_in.counted_tries(session, key, now) for key in sorted(counted)}
    waits = [row.wait_until for row in rows.values() if row.wait_until > now]
    if waits:
        return max(waits)
    for key, row in rows.items():
        row.failed += 1
        row.last_at = now
        row.wait_until = now + counted[key].wait(row.failed)
    session.flush()
    return None


def was_right(session: Session, counted: Keys, now: datetime) -> None:
    """Take a try back: the name's failures are forgotten, the address has one less."""
    for key in sorted(counted):
        row = signing_in.tries(session, key)
        if row is None:
            continue
        if counted[key] is BY_NAME or row.failed <= 1:
            session.delete(row)
        else:
            row.failed -= 1
            row.wait_until = now
    session.flush()
