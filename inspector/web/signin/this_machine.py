"""Whether a request was made on the machine on which the program runs."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from flask import request

from inspector.web.application import application

PASSED_ON = ("Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP")
"""What a proxy says when it passes on somebody else's request."""


def comes_from_this_machine() -> bool:
    """Say whether a request comes from 127.0.0.1 or ::1, and surely not through a proxy.

    Behind a proxy on the same machine every request comes from there: what the proxy adds, the name that the
    browser asked for, and pages that are served by HTTPS each tell it apart.
    """
    if application().settings.secure_cookies or any(name in request.headers for name in PASSED_ON):
        return False
    return _is_here(request.remote_addr) and _is_here(urlsplit(f"//{request.host}").hostname)


def _is_here(address: str | None) -> bool:
    if address == "localhost":
        return True
    try:
        return ip_address(address or "").is_loopback
    except ValueError:
        return False
