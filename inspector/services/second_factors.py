"""Codes of six digits from a person's telephone (RFC 6238), and codes on paper that stand in for it."""

import base64
import hashlib
import hmac
import secrets
from datetime import datetime
from urllib.parse import quote, urlencode
from uuid import UUID

from sqlalchemy.orm import Session

from inspector.store import events, signing_in
from inspector.store.events import Happened

STEP = 30  # seconds
DIGITS = 6
AROUND = 1  # steps before and after that count too: clocks differ, and typing takes time
RECOVERY_CODES = 8
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another


def new_secret() -> str:
    """Return a secret of 160 bits, as RFC 4226 asks, in base32 as authenticators take it."""
    return base64.b32encode(secrets.token_bytes(20)).decode()


def code_at(secret: str, step: int) -> str:
    """Return the code of a step of 30 seconds.

    >>> code_at(base64.b32encode(b"12345678901234567890").decode(), 59 // 30)
    '287082'
    """
    digest = hmac.new(base64.b32decode(secret), step.to_bytes(8, "big"), hashlib.sha1).digest()
    place = digest[-1] & 15
    number = int.from_bytes(digest[place : place + 4], "big") & 0x7FFFFFFF
    return str(number % 10**DIGITS).zfill(DIGITS)


def step_of(secret: str, code: str, at: datetime, *, after: int = -1) -> int | None:
    """Return the step whose code this is, None when it is of none near `at` and later than `after`."""
    typed = "".join(code.split())
    now = int(at.timestamp()) // STEP
    for step in range(now - AROUND, now + AROUND + 1):
        if step > after and hmac.compare_digest(code_at(secret, step).encode(), typed.encode()):
            return step
    return None


def address_for_telephone(secret: str, issuer: str, sign_in_name: str) -> str:
    """Return what an authenticator reads from a picture or a link."""
    label = quote(f"{issuer}:{sign_in_name}")
    return f"otpauth://totp/{label}?{urlencode({'secret': secret, 'issuer': issuer}, quote_via=quote)}"


def set_up(session: Session, account_id: UUID, secret: str, code: str, *, at: datetime) -> list[str] | None:
    """Take a secret that the person's telephone knows, as a code shows; return new recovery codes.

    None when the code is wrong: nothing is changed then.
    """
    step = step_of(secret, code, at)
    if step is None:
        return None
    codes = ["".join(secrets.choice(_LETTERS) for _ in range(10)) for _ in range(RECOVERY_CODES)]
    signing_in.keep_second_factor(session, account_id, secret, step, [_digest(one) for one in codes], at)
    events.record(session, [Happened(what="second_factor_on", by=account_id, account_id=account_id, at=at)])
    return [f"{one[:5]}-{one[5:]}" for one in codes]


def is_right(session: Session, account_id: UUID, code: str, *, at: datetime) -> bool:
    """Say whether a code is the telephone's or one on paper. Either counts once."""
    factor = signing_in.second_factor(session, account_id, lock=True)
    if factor is None:
        return False
    step = step_of(factor.secret, code, at, after=factor.last_step)
    if step is not None:
        factor.last_step = step
        return True
    if not signing_in.use_recovery_code(session, account_id, _digest(code)):
        return False
    events.record(session, [Happened(what="recovery_code", by=account_id, account_id=account_id, at=at)])
    return True


def take_off(session: Session, account_id: UUID, *, by: UUID | None, at: datetime) -> None:
    """Let a person sign in with the password alone."""
    signing_in.drop_second_factor(session, account_id)
    events.record(session, [Happened(what="second_factor_off", by=by, account_id=account_id, at=at)])


def _digest(code: str) -> str:
    plain = "".join(one for one in code.casefold() if one.isalnum())
    return hashlib.sha256(plain.encode()).hexdigest()
