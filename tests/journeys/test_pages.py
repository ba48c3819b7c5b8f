"""Every page that can be reached by links, for each kind of person, in both languages and widths."""

from collections import deque
from urllib.parse import urlsplit

import pytest

from tests.journeys.visitor import DESK, PHONE, Visitor, pattern_of

pytestmark = pytest.mark.journey

PEOPLE = ("hieutruong1", "hieutruong2", "doan1", "so", "lanhdao", "cum", "quantri", "soantieuchi")
# pages that look different by the state of what they show
STATEFUL = (
    "/assess/*",
    "/assess/*/groups/*",
    "/inspect/visits/*",
    "/oversee/visits/*",
    "/oversee/assessments/*",
)
ELSEWHERE = ("/language/", "/static/")
MOST = 60  # pages of one person; more kinds than this are not kinds

# Where each link leads, and the state that is told beside it.
LINKS = """
() => [...document.querySelectorAll("a[href]")].map((one) => {
  const state = one.closest("li, tr")?.querySelector(".state, .tag, [class*=state]")?.textContent ?? "";
  return [one.href, state.replace(/[\\d/]+/g, "").trim()];
})
"""


@pytest.mark.parametrize(("lang", "width"), [("vi", DESK), ("en", PHONE)])
def test_every_page_that_links_lead_to_reads_well(visitor, lang: str, width: int):
    nobody = visitor(lang=lang, width=width)
    with nobody.meant(401, 404, 422):
        for address in ("/sign-in", "/assess/", "/nothing-here", "/criteria/nothing/"):
            nobody.open(address)
    nobody.open("/criteria/?q=thuc+pham", "found")
    with nobody.meant(401):
        walk(nobody, "/criteria/")
    for name in PEOPLE:
        person = visitor(name, lang=lang, width=width)
        walk(person)
        person.leave()


def walk(person: Visitor, begin: str = "/") -> None:
    """Open one page of every kind that links lead to from the first page on."""
    found, waiting = {(pattern_of(begin), "")}, deque([(begin, "", "")])
    while waiting:
        address, state, source = waiting.popleft()
        before = len(person.complaints)
        person.open(address, state)
        if len(person.complaints) > before:
            person.complaints.append(f"… {address}, to which {source} leads")
        for link, told in person.page.evaluate(LINKS):
            pattern = pattern_of(link)
            key = (pattern, told if pattern in STATEFUL else "")
            if link.startswith(person.address) and not _is_elsewhere(link) and key not in found:
                found.add(key)
                waiting.append((link.split("#")[0], key[1], person.page.url))
    assert len(found) < MOST, found


def _is_elsewhere(link: str) -> bool:
    path = urlsplit(link).path
    return path.startswith(ELSEWHERE) or path.endswith((".csv", ".json", ".xlsx", ".zip"))
