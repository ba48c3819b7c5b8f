"""Which browser asks, and from where, as far as it says."""

from ipaddress import ip_address, ip_network

from flask import request

# In this order: Edge and Opera say that they are Chrome, and everybody says Safari.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("coc_coc", "Cốc Cốc"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("CriOS", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


def browser_words() -> str:
    """Return browser and system of the request as “Firefox · Android”; empty where neither is known."""
    told = request.user_agent.string
    return " · ".join(
        found
        for known in (_BROWSERS, _SYSTEMS)
        if (found := next((name for sign, name in known if sign in told), ""))
    )


def address() -> str | None:
    """Return the address that asks, for counting tries; None where only the proxy's own is known.

    The program listens on this machine only: what came through a proxy has the address at the end of
    X-Forwarded-For, where the proxy itself wrote it. Of IPv6 the network counts: it is one customer's.
    """
    found = request.remote_addr or ""
    if _is_loopback(found):
        found = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    try:
        known = ip_address(found)
    except ValueError:
        return None
    return str(ip_network((known, 64), strict=False)) if known.version == 6 else str(known)


def _is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False
