"""The ways to the criteria from where people meet them."""

from collections.abc import Callable

import pytest

from inspector.criteria.catalogue import Catalogue
from inspector.workflow.permissions import Role
from tests.store.world import PERIOD, World
from tests.web.browser import Browser
from tests.web.consult.conftest import SECOND

pytestmark = pytest.mark.database

Opens = Callable[..., Browser]


def test_each_text_that_an_item_of_a_form_rests_on_leads_to_what_is_known_of_it(
    browser: Opens, site: World, catalogue: Catalogue
):
    school = site.school()
    draft = site.draft(school, edition=catalogue.edition("kitchen", SECOND))
    reading = browser(site.person(Role.PRINCIPAL, school=school))

    link = reading.open(f"/assess/{draft}/groups/A").select_one("#K1 .law a")["href"]

    assert link == "/criteria/kitchen/2024-01-01/#_law-law"
    assert reading.open(link).find(id="_law-law")


def test_an_assessment_leads_to_its_edition_even_if_only_the_stored_text_is_left(
    browser: Opens, site: World, words
):
    school = site.school()
    draft = site.draft(school)
    reading = browser(site.person(Role.PRINCIPAL, school=school))
    link = next(
        one for one in reading.open(f"/assess/{draft}").select("aside a") if "Đọc phiên bản" in one.text
    )

    page = reading.open(link["href"])

    assert words(page.select_one("#_origin code")) == site.edition.digest
    assert page.find(id="A1")


def test_a_set_can_be_read_before_a_self_assessment_is_opened(browser: Opens, site: World):
    reading = browser(site.person(Role.PRINCIPAL, school=site.school()))
    opening = reading.open("/assess/").select_one("main a[href*='kitchen']")["href"]

    assert reading.open(opening).select_one("main a[href^='/criteria/']")["href"] == "/criteria/kitchen/"


def test_the_figures_of_an_item_lead_to_the_item(browser: Opens, site: World):
    site.submitted(site.school())
    reading = browser(site.person(Role.LEADER, unit=site.units.city))
    address = f"/oversee/units/{site.units.city}/items/A1?set=small&period={PERIOD}"

    link = reading.open(address).select_one("main a[href^='/criteria/']")["href"]

    assert link == f"/criteria/small/2020-01-01/?digest={site.edition.digest}#A1"
    assert reading.open(link.split("#")[0]).find(id="A1")
