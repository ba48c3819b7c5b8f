"""Keeping what a form carried while its sender signs in again."""

from urllib.parse import urlsplit

from flask import request

LEAVE = {"csrf_token", "sign_in_name", "password", "to"}
PREFIX = "carried:"


def comes_from_here() -> bool:
    """Say whether the browser says that the form stood on a page of this site.

    Only such a form is offered for sending again: nobody else's page may put words into somebody's mouth.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    source = request.headers.get("Origin") or request.referrer or ""
    return urlsplit(source).netloc == request.host


def carried_fields() -> tuple[tuple[str, str], ...]:
    """Return the fields of the form that was sent, without its token and without a password."""
    return tuple((name, value) for name, value in request.form.items(multi=True) if name not in LEAVE)


def carried_on() -> tuple[tuple[str, str], ...]:
    """Return the fields that a sign-in form carries for another one."""
    return tuple(
        (name.removeprefix(PREFIX), value)
        for name, value in request.form.items(multi=True)
        if name.startswith(PREFIX)
    )


def address_here(to: str) -> str:
    """Return an address of this site to go to, the home page where `to` is not one."""
    parts = urlsplit(to)
    is_here = (
        not parts.scheme and not parts.netloc and to.startswith("/") and not to.startswith(("//", "/\\"))
    )
    return to if is_here and "\\" not in to and not any(ord(one) < 32 for one in to) else "/"
