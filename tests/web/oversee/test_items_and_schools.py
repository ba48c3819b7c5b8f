import csv
import io
from collections.abc import Callable
from uuid import UUID

import pytest
from bs4 import BeautifulSoup, Tag

from inspector.services import assessing
from inspector.services.saving import Change, save
from inspector.store import assessments, ratings, schools
from inspector.store.database import transaction
from inspector.workflow.permissions import Role
from tests.store.world import NOW, PERIOD, TODAY, World
from tests.web.browser import Browser

pytestmark = pytest.mark.database

Opens = Callable[..., Browser]
CHOSEN = f"set=small&period={PERIOD}"


@pytest.fixture
def reviewer(site: World) -> UUID:
    return site.person(Role.REVIEWER, unit=site.units.city)


def words(tag: Tag | BeautifulSoup | None) -> str:
    assert tag is not None
    return " ".join(tag.text.split())


def names(page: BeautifulSoup) -> list[str]:
    return [words(row.th) for row in page.select("tbody tr")]


# --- items ---


def test_all_items_are_listed_the_worst_first_and_the_gates_among_them(
    site: World, browser: Opens, reviewer: UUID
):
    one = site.draft(site.school())
    site.fill(one, "met")
    site.save(one, {"A2": "not_met", "R1": "yes"})
    submit(site, one)
    site.submitted(site.school(), "met")

    page = browser(reviewer).open(f"/oversee/units/{site.units.city}/items?{CHOSEN}")

    assert [name.split()[0] for name in names(page)] == ["R1", "A2", "A1", "A3", "B1", "B2"]
    assert words(page.select("tbody tr")[1].td) == "1 (50 %)"


def submit(site: World, assessment: UUID) -> None:
    with transaction(site.engine) as session:
        found = assessments.locked(session, assessment)
        assert found is not None
        assessing.submit(session, found, site.edition, by=None, at=NOW)


def test_an_item_lists_the_schools_by_what_they_said(site: World, browser: Opens, reviewer: UUID):
    for name, value in (("Trường Đỏ", "not_met"), ("Trường Xanh", "met")):
        site.submitted(site.school(name=name), value)
    base = f"/oversee/units/{site.units.city}/items/A1?{CHOSEN}"
    reading = browser(reviewer)

    assert names(reading.open(base)) == ["Trường Đỏ"]
    assert names(reading.open(f"{base}&rating=met")) == ["Trường Xanh"]
    assert names(reading.open(f"{base}&rating=na")) == []


def test_an_item_shows_its_words_and_what_the_school_noted(site: World, browser: Opens, reviewer: UUID):
    made = site.draft(site.school())
    site.fill(made, "not_met")
    with transaction(site.engine) as session:
        locked = assessments.locked(session, made)
        assert locked is not None
        stored = ratings.of_assessment(session, made)["A1"]
        change = Change("n1", "A1", stored.revision, {"note": "Chốt cổng hỏng"})
        save(session, locked, site.edition, [change], by=None, at=NOW)
    submit(site, made)

    page = browser(reviewer).open(f"/oversee/units/{site.units.city}/items/A1?{CHOSEN}")

    assert words(page.select_one(".lead")) == "Mục A1"
    assert "Chốt cổng hỏng" in words(page.select_one("tbody"))


def test_an_item_that_the_edition_does_not_have_says_so(site: World, browser: Opens, reviewer: UUID):
    site.submitted(site.school())

    page = browser(reviewer).open(f"/oversee/units/{site.units.city}/items/Z9?{CHOSEN}")

    assert "không có mục này" in words(page.select_one(".empty"))


def test_the_schools_of_an_item_are_there_as_a_file(site: World, browser: Opens, reviewer: UUID):
    site.submitted(site.school(name="Trường Đỏ"), "not_met")
    reading = browser(reviewer)
    page = reading.open(f"/oversee/units/{site.units.city}/items/A1?{CHOSEN}")

    answer = reading.answer(str(page.select_one("a[href*='.csv']")["href"]))

    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert rows[1][0] == "Trường Đỏ"


def test_items_do_not_count_schools_that_lie_elsewhere(site: World, browser: Opens):
    site.submitted(site.school(site.units.far, name="Trường Xa"), "not_met")
    near = browser(site.person(Role.REVIEWER, unit=site.units.near))

    assert names(near.open(f"/oversee/units/{site.units.near}/items/A1?{CHOSEN}")) == []


# --- schools ---


def test_schools_are_found_without_accents_and_by_the_start_of_their_code(
    site: World, browser: Opens, reviewer: UUID
):
    site.school(name="Trường MN Hoà Bình")
    site.school(name="Trường MN Sơn Ca")
    reading = browser(reviewer)

    assert names(reading.open("/oversee/schools?q=hoa+binh")) == ["Trường MN Hoà Bình"]
    assert names(reading.open("/oversee/schools?q=HÒA")) == ["Trường MN Hoà Bình"]
    assert len(names(reading.open("/oversee/schools?q=s"))) == 2
    assert "Không có trường nào tên như vậy" in words(
        reading.open("/oversee/schools?q=xyz").select_one(".empty")
    )


def test_signs_of_a_search_language_are_only_signs(site: World, browser: Opens, reviewer: UUID):
    site.school(name="Trường MN Hoà Bình")

    assert names(browser(reviewer).open("/oversee/schools?q=%25")) == []


def test_schools_come_page_by_page_in_vietnamese_order(site: World, browser: Opens, reviewer: UUID):
    for number in range(51):
        site.school(name=f"Trường {number}")
    reading = browser(reviewer)

    first = reading.open("/oversee/schools")
    second = reading.open(str(first.select_one("a[rel=next]")["href"]))

    assert names(first)[:3] == ["Trường 0", "Trường 1", "Trường 2"]
    assert names(second) == ["Trường 50"]
    assert str(second.select_one("a[rel=prev]")["href"]) == "/oversee/schools"


def test_a_school_shows_its_assessments_but_of_a_draft_only_how_far_it_is(
    site: World, browser: Opens, reviewer: UUID
):
    school = site.school(name="Trường MN Hoa Sen")
    done = site.submitted(school, "met")
    draft = site.draft(school)
    site.save(draft, {"A1": "met"})

    page = browser(reviewer).open(f"/oversee/schools/{school}")

    links = [str(link["href"]) for link in page.select("tbody th a")]
    assert links == [f"/oversee/assessments/{done}"]
    assert "1/5 mục" in words(page.select_one("tbody"))
    assert str(draft) not in str(page)


def test_what_a_school_put_aside_is_its_own_business(site: World, browser: Opens, reviewer: UUID):
    school = site.school()
    draft = site.draft(school)
    with transaction(site.engine) as session:
        found = assessments.locked(session, draft)
        assert found is not None
        assessing.put_aside(session, found, "Mở nhầm", by=None, at=NOW)

    page = browser(reviewer).open(f"/oversee/schools/{school}")

    assert "Mở nhầm" not in str(page)
    assert "Chưa có phiếu đánh giá nào" in words(page)


def test_a_school_shows_where_it_lay_and_lies(site: World, browser: Opens, reviewer: UUID):
    school = site.school(site.units.near)
    with transaction(site.engine) as session:
        schools.move(session, school, site.units.far, TODAY)

    page = browser(reviewer).open(f"/oversee/schools/{school}")

    assert [words(link) for link in page.select("main > p a, .page p a[href*='/units/']")][:2] == [
        "Quận Xa",
        "Quận Gần",
    ]


def test_a_reviewer_of_the_new_place_is_not_led_to_the_old_one(site: World, browser: Opens):
    school = site.school(site.units.near)
    with transaction(site.engine) as session:
        schools.move(session, school, site.units.far, TODAY)
    reading = browser(site.person(Role.REVIEWER, unit=site.units.far))

    page = reading.open(f"/oversee/schools/{school}")

    assert [words(link) for link in page.select("a[href*='/units/']")] == ["Quận Xa"]


def test_a_principal_sees_nothing_of_what_the_department_plans(site: World, browser: Opens):
    school = site.school()
    site.visit(school, site.person(Role.INSPECTOR, unit=site.units.city))

    browser(site.person(Role.PRINCIPAL, school=school)).open(f"/oversee/schools/{school}", expect=404)


def test_only_a_reviewer_is_offered_to_plan_a_visit(site: World, browser: Opens, reviewer: UUID):
    school = site.school()
    leader = site.person(Role.LEADER, unit=site.units.city)

    def offers(page: BeautifulSoup) -> list[Tag]:
        return page.select("a[href$='/visits/new']")

    assert len(offers(browser(reviewer).open(f"/oversee/schools/{school}"))) == 1
    assert offers(browser(leader).open(f"/oversee/schools/{school}")) == []
