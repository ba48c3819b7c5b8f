"""Passwords: hashed with argon2, a few at a time."""

from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

# Every hash takes 64 MiB and a tenth of a second: more at once would starve the pages.
_AT_ONCE = BoundedSemaphore(2)
_HASHER = PasswordHasher()


def hashed(password: str) -> str:
    """Return what is stored of a password."""
    with _AT_ONCE:
        return _HASHER.hash(password)


def is_right(password_hash: str, password: str) -> bool:
    """Say whether a password is the one that was stored; nobody's is where none is stored."""
    if not password_hash:
        return is_right_for_nobody(password)
    try:
        with _AT_ONCE:
            return _HASHER.verify(password_hash, password)
    except (Argon2Error, InvalidHashError):
        return False


@cache
def _nobodys() -> str:
    return hashed("nobody has this password")


def is_right_for_nobody(password: str) -> bool:
    """Take as long as for a name that exists, and say no."""
    is_right(_nobodys(), password)
    return False
