"""With many sets the pages that offer them stay short: what matters this year first, the rest folded."""

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from inspector.criteria.catalogue import Catalogue
from inspector.store.base import FIRST_DAY
from inspector.store.database import transaction
from inspector.store.schools import set_facts
from inspector.workflow.permissions import Role
from tests.store.world import TODAY, World
from tests.web.assess.conftest import Desk
from tests.web.browser import Browser

pytestmark = pytest.mark.database


def offered(page: BeautifulSoup, within: str = ".offers") -> list[str]:
    """Return the ids of the sets that can be opened, in their order."""
    return [str(link["href"]).rpartition("/")[2] for link in page.select(f"{within} a.task__link")]


def test_what_every_preschool_answers_this_year_stands_first_and_the_rest_is_folded(desk: Desk):
    page = desk.browser.open("/assess/")

    first = [one for one in offered(page) if one not in offered(page, ".offers details")]
    assert first == ["preschool-accreditation", "injury-prevention", "food-safety"]
    assert "conduct" in offered(page, ".offers details")


def test_sets_of_areas_and_sets_that_have_ended_are_not_offered(desk: Desk, catalogue: Catalogue):
    found = set(offered(desk.browser.open("/assess/")))

    gone = {one.id for one in catalogue.sets.values() if one.ended and one.ended < TODAY}
    areas = {one.id for one in catalogue.sets.values() if one.audience == "area"}
    assert gone
    assert areas
    assert not found & (gone | areas)


def test_a_set_for_other_schools_is_only_named_and_the_facts_are_one_click_away(desk: Desk):
    with transaction(desk.world.engine) as session:
        set_facts(session, desk.school, {"setting": "independent", "transport": "false"}, FIRST_DAY)

    page = desk.browser.open("/assess/")

    without = page.select_one(".offers > p.muted")
    assert "Đưa đón trẻ bằng xe ô tô" in without.text
    assert without.a["href"] == f"/assess/schools/{desk.school}/facts"
    assert {"preschool-accreditation", "school-bus"}.isdisjoint(offered(page))


def test_about_a_set_only_its_first_sentence_is_said(desk: Desk):
    hints = [one.text for one in desk.browser.open("/assess/").select(".offers .task p")]

    assert hints
    assert max(len(one) for one in hints) < 260


def test_the_first_page_leads_to_what_matters_and_not_to_every_set(app: Flask, world: World):
    principal = world.person(Role.PRINCIPAL, school=world.school())

    page = Browser(app, principal).open("/?all=1")

    opened = [one["href"] for one in page.select("main a") if "/open/" in str(one["href"])]
    assert len(opened) == 3
    assert "preschool-accreditation" in str(opened[0])


def test_a_school_is_asked_no_facts_of_areas(desk: Desk):
    page = desk.browser.open(f"/assess/schools/{desk.school}/facts")

    asked = {str(one["name"]).removeprefix("fact_") for one in page.select("main input[name^=fact_]")}
    assert {"setting", "meals", "children"} <= asked
    assert asked.isdisjoint({"area_kind", "special_difficulty"})
