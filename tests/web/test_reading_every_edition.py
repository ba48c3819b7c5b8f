"""The pages on which the project's own criteria are read."""

import gzip
import re
from collections import Counter

import pytest

from inspector.criteria.catalogue import Catalogue
from inspector.text import LANGUAGES
from tests.web.browser import Browser

pytestmark = pytest.mark.database

MOST = 60_000  # bytes of a page on its way to a phone


def anchors(browser: Browser, address: str) -> set[str]:
    """Return the ids of a page that is there and light; no id is on it twice."""
    answer = browser.answer(address)
    assert answer.status_code == 200, address
    assert len(gzip.compress(answer.data)) <= MOST, address
    times = Counter(re.findall(r' id="([^"]+)"', answer.text))
    assert [id_ for id_, number in times.items() if number > 1] == [], address
    return set(times)


def test_every_edition_can_be_read_and_held_against_the_one_before(app, catalogue: Catalogue):
    readers = [Browser(app, None, lang=lang) for lang in LANGUAGES]
    opened = 0
    for of_set in catalogue.sets.values():
        anchors(readers[0], f"/criteria/{of_set.id}/")
        for place, edition in enumerate(of_set.editions):
            reader = readers[opened % len(readers)]
            items = {*edition.criteria, *edition.indicators, *(one.id for one in edition.gates)}
            assert items <= anchors(reader, f"/criteria/{edition.id}/?open=all")
            if place:
                before = of_set.editions[place - 1].in_force_from
                anchors(reader, f"/criteria/{edition.id}/compare/{before}")
            opened += 1
    assert opened > 1
