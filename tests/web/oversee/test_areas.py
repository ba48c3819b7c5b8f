import csv
import io
import re
from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest
from bs4 import BeautifulSoup, Tag
from sqlalchemy import event

from inspector.store import schools
from inspector.store.database import transaction
from inspector.store.tables import Assessment, Period, RoleGrant, Visit
from inspector.workflow.permissions import Role
from inspector.workflow.states import State
from tests.store.world import NOW, PERIOD, OneEdition, World, small_edition
from tests.web.browser import Browser

pytestmark = pytest.mark.database

Opens = Callable[..., Browser]


@pytest.fixture
def reviewer(site: World) -> UUID:
    return site.person(Role.REVIEWER, unit=site.units.city)


def city(site: World, **chosen: str) -> str:
    query = "&".join(
        f"{name}={value}" for name, value in {"set": "small", "period": PERIOD, **chosen}.items()
    )
    return f"/oversee/units/{site.units.city}?{query}"


def words(tag: Tag | BeautifulSoup | None) -> str:
    assert tag is not None
    return " ".join(tag.text.split())


def figures(page: BeautifulSoup) -> dict[str, str]:
    return {words(one.dt): " ".join(one.dd.stripped_strings) for one in page.select(".figures > div")}


def area_rows(page: BeautifulSoup) -> list[list[str]]:
    return [[words(cell) for cell in row.select("th, td")] for row in page.select("#areas tbody tr")]


def lines_of(answer_text: bytes) -> list[list[str]]:
    assert answer_text.startswith(b"\xef\xbb\xbf"), "without this mark Excel misreads Vietnamese"
    return list(csv.reader(io.StringIO(answer_text.decode("utf-8-sig"))))


def test_whoever_has_one_unit_begins_there(site: World, browser: Opens, reviewer: UUID):
    answer = browser(reviewer).answer("/oversee/")

    assert answer.status_code == 302
    assert answer.location.endswith(f"/oversee/units/{site.units.city}")


def test_whoever_has_several_units_chooses_one(site: World, browser: Opens, reviewer: UUID):
    with transaction(site.engine) as session:
        session.add(RoleGrant(account_id=reviewer, role=Role.LEADER, unit_id=site.units.near, school_id=None))

    page = browser(reviewer).open("/oversee/")

    assert [words(link) for link in page.select("main li a")] == ["Quận Gần", "Thành phố Mẫu"]


def test_the_page_begins_with_the_key_figures_in_words(site: World, browser: Opens, reviewer: UUID):
    site.submitted(site.school(), "met")
    site.submitted(site.school(), "not_met")
    site.draft(site.school())
    site.school()

    found = figures(browser(reviewer).open(city(site)))

    assert found["Đã nộp (50 %)"] == "2/4"
    assert found["Trung vị (%), 2 trường"] == "50,0 ít trường"
    assert (found["Đang làm"], found["Được trả lại"], found["Chưa bắt đầu"]) == ("1", "0", "1")


def test_a_page_in_english_says_the_same(site: World, browser: Opens, reviewer: UUID):
    site.submitted(site.school(), "met")

    page = browser(reviewer, lang="en").open(city(site))

    assert figures(page)["Median (%), 1 school"] == "100.0 few schools"
    assert "areas as they were then" in words(page.select_one(".lead"))


def test_areas_stand_in_vietnamese_order_and_can_be_sorted_by_a_number(
    site: World, browser: Opens, reviewer: UUID
):
    for name, number in (("Quận Ấm", 1), ("Quận Đà", 3), ("Quận An", 2)):
        unit = site.unit(name, site.units.city)
        for _ in range(number):
            site.school(unit)
    reading = browser(reviewer)

    by_name = reading.open(city(site))
    by_number = reading.open(city(site, sort="concerned", order="desc"))

    assert [row[0] for row in area_rows(by_name)] == ["Quận An", "Quận Ấm", "Quận Đà"]
    assert [row[0] for row in area_rows(by_number)] == ["Quận Đà", "Quận An", "Quận Ấm"]
    assert by_name.select_one("#areas th[aria-sort=ascending]").text == "Địa bàn"
    assert by_number.select_one("#areas th[aria-sort=descending]").text == "Thuộc diện"


def test_areas_without_a_median_stand_last_in_both_directions(site: World, browser: Opens, reviewer: UUID):
    site.submitted(site.school(site.units.near), "met")
    site.school(site.units.far)
    reading = browser(reviewer)
    for order in ("asc", "desc"):
        page = reading.open(city(site, sort="median", order=order))
        assert [row[0] for row in area_rows(page)] == ["Quận Gần", "Quận Xa"]


def test_every_number_leads_to_the_list_of_its_schools(site: World, browser: Opens, reviewer: UUID):
    site.submitted(site.school(name="Trường Đã Nộp"), "met")
    site.draft(site.school(name="Trường Đang Làm"))
    site.school(name="Trường Chưa Mở")
    reading = browser(reviewer)
    page = reading.open(city(site))
    followed = 0
    for link in page.select("main .figures a, #areas tbody a, .chart tbody a"):
        number = re.fullmatch(r"(\d+)(/\d+)?", words(link))
        if number:
            rows = reading.open(str(link["href"])).select("tbody tr")
            assert len(rows) == int(number[1]), link
            followed += 1

    assert followed >= 8


def test_of_a_draft_the_department_sees_that_it_is_open_and_how_far_and_nothing_more(
    site: World, browser: Opens, reviewer: UUID
):
    draft = site.draft(site.school(name="Trường Đang Làm"))
    site.save(draft, {"A1": "met", "A2": "not_met"})
    reading = browser(reviewer)

    page = reading.open(city(site))
    schools_page = reading.open(str(page.find("a", string="Xem tất cả trường thuộc diện")["href"]))

    assert "2/5 mục" in words(schools_page.select_one("tbody"))
    for one in (page, schools_page):
        assert str(draft) not in str(one)
        assert not one.select(".band")
    assert not page.select("#weakest")


def test_from_the_city_to_a_red_item_of_a_school_it_takes_no_more_than_four_clicks(
    site: World, browser: Opens, reviewer: UUID
):
    site.submitted(site.school(name="Trường Xanh"), "met")
    red = site.submitted(site.school(name="Trường Đỏ"), "not_met")
    reading = browser(reviewer)

    area = reading.open(city(site))
    item = reading.open(str(area.select_one("#weakest tbody th a")["href"]))
    assert [words(row.th) for row in item.select("tbody tr")] == ["Trường Đỏ"]
    address = str(item.select_one("tbody td a")["href"])
    assessment = reading.open(address)

    assert address.startswith(f"/oversee/assessments/{red}#")
    assert assessment.find(id=address.split("#")[1]) is not None


def test_going_down_keeps_what_was_chosen_and_the_way_back(site: World, browser: Opens, reviewer: UUID):
    site.submitted(site.school(name="Trường Xa", unit=site.units.far))
    reading = browser(reviewer)
    page = reading.open(city(site, day="now"))

    below = reading.open(str(page.select_one("#areas tbody th a")["href"]))

    assert words(below.h1) == "Quận Xa"
    assert below.select_one("#day option[selected]")["value"] == "now"
    assert [words(one) for one in below.select(".govuk-breadcrumbs li")] == ["Thành phố Mẫu", "Quận Xa"]
    assert [words(row.th) for row in below.select("#direct tbody tr")] == ["Trường Xa"]


def test_schools_that_lie_in_the_unit_itself_come_page_by_page(site: World, browser: Opens, reviewer: UUID):
    for number in range(51):
        site.school(site.units.city, name=f"Trường {number:02}")
    reading = browser(reviewer)

    first = reading.open(city(site))
    second = reading.open(str(first.select_one("#direct a[rel=next]")["href"]))

    assert len(first.select("#direct tbody tr")) == 50
    assert [words(row.th) for row in second.select("#direct tbody tr")] == ["Trường 50"]
    assert second.select_one("#direct a[rel=next]") is None


def a_year_before(site: World) -> tuple[UUID, UUID]:
    """Put a school into a district that ended and a commune that followed; return the two."""
    with transaction(site.engine) as session:
        session.add(Period(code="2020-2021", first_day=date(2020, 9, 1), last_day=date(2021, 8, 31)))
    old = site.unit("Quận Cũ", site.units.city, last_day=date(2025, 6, 30))
    new = site.unit("Phường Mới", site.units.city, first_day=date(2025, 7, 1))
    school = site.school(old)
    with transaction(site.engine) as session:
        schools.move(session, school, new, date(2025, 7, 1))
    return old, new


def test_the_past_is_shown_as_it_was_then_or_as_it_is_now(site: World, browser: Opens, reviewer: UUID):
    a_year_before(site)
    reading = browser(reviewer)

    then = reading.open(city(site, period="2020-2021"))
    now = reading.open(city(site, period="2020-2021", day="now"))

    assert [row[0] for row in area_rows(then)] == ["Quận Cũ"]
    assert then.select_one(".notice") is None
    assert [row[0] for row in area_rows(now)] == ["Phường Mới"]
    assert "Địa bàn thay đổi từ 01/7/2025" in words(now.select_one(".notice"))


def test_an_ended_district_shows_its_past_by_itself_and_a_new_commune_too(
    site: World, browser: Opens, reviewer: UUID
):
    old, new = a_year_before(site)
    reading = browser(reviewer)
    for unit, shown in ((old, "then"), (new, "now")):
        page = reading.open(f"/oversee/units/{unit}?set=small&period=2020-2021")
        assert page.select_one("#day option[selected]")["value"] == shown
        assert len(page.select("#direct tbody tr")) == 1


def test_a_unit_without_schools_says_so_and_offers_the_other_way_of_looking(
    site: World, browser: Opens, reviewer: UUID
):
    old, _ = a_year_before(site)

    page = browser(reviewer).open(f"/oversee/units/{old}?set=small&period=2020-2021&day=now")

    link = page.select_one(".notice a")
    assert words(link) == "Xem như khi đó"
    assert "day=then" in str(link["href"])


def test_charts_come_with_a_table_of_the_same_numbers(site: World, browser: Opens, reviewer: UUID):
    site.submitted(site.school(), "met")
    site.submitted(site.school(site.units.far), "not_met")

    page = browser(reviewer).open(city(site))

    assert [frame["data-chart"] for frame in page.select(".chart")] == ["outcomes", "groups", "distribution"]
    for frame in page.select(".chart"):
        assert frame.select("script[type='application/json']")
        assert frame.select("tbody tr")
    assert page.select("script[src*=charts]")


def test_a_page_without_charts_does_not_load_plotly(site: World, browser: Opens, reviewer: UUID):
    site.school()

    assert not browser(reviewer).open(city(site)).select("script[src*=charts], .chart")


def test_self_assessment_and_inspection_are_compared_where_both_exist(
    site: World, browser: Opens, reviewer: UUID
):
    school = site.school()
    site.submitted(school, "met")
    visit = site.visit(school, site.person(Role.INSPECTOR, unit=site.units.city))
    with transaction(site.engine) as session:
        inspection_id = session.get_one(Visit, visit).assessment_id
    site.fill(inspection_id, "not_met")
    with transaction(site.engine) as session:
        inspection = session.get_one(Assessment, inspection_id)
        inspection.state, inspection.counts_from = State.SIGNED, NOW

    found = figures(browser(reviewer).open(city(site)))

    assert found["Tự chấm cao hơn đoàn (điểm %), 1 trường"] == "+100,0 ít trường"


def test_a_set_that_concludes_nothing_shows_counts_and_no_medians(
    site: World, browser: Opens, reviewer: UUID
):
    site.edition = small_edition(rule="rule:\n  method: none\n")
    site.editions = OneEdition(site.edition)
    site.submitted(site.school(), "not_met")

    page = browser(reviewer).open(city(site))

    assert figures(page) == {
        "Đã nộp (100 %)": "1/1",
        "Đang làm": "0",
        "Được trả lại": "0",
        "Chưa bắt đầu": "0",
    }
    assert page.select(".chart") == []
    assert page.select("#weakest tbody tr")


def test_every_page_of_invented_schools_says_that_they_are(site: World, browser: Opens, reviewer: UUID):
    assessment = site.submitted(site.school(), "not_met")
    base = f"/oversee/units/{site.units.city}"
    looking = browser(reviewer)
    for address in (
        city(site),
        f"{base}/schools?set=small",
        f"{base}/items?set=small",
        f"{base}/items/A1?set=small&rating=met",
        "/oversee/schools",
        "/oversee/waiting",
        f"/oversee/assessments/{assessment}",
    ):
        assert looking.open(address).select(".sample-banner"), address


def test_a_leader_sees_the_same_and_has_nothing_to_do(site: World, browser: Opens, reviewer: UUID):
    leads = browser(site.person(Role.LEADER, unit=site.units.city))
    assessment = site.submitted(site.school(), "not_met")

    assert figures(leads.open(city(site))) == figures(browser(reviewer).open(city(site)))
    assert leads.open(f"/oversee/assessments/{assessment}").select("main form") == []
    leads.open("/oversee/waiting", expect=404)


def test_nobody_sees_a_unit_that_is_not_theirs(site: World, browser: Opens):
    reading = browser(site.person(Role.REVIEWER, unit=site.units.near))

    reading.open(f"/oversee/units/{site.units.near}")
    reading.open(f"/oversee/units/{site.units.far}", expect=404)
    reading.open(f"/oversee/units/{site.units.city}", expect=404)


@pytest.mark.parametrize(
    "odd", ["set=none", "period=1999", "kind=x", "day=x", "page=-1", "page=x", "edition=0"]
)
def test_an_address_that_asks_for_nothing_known_is_answered_with_the_usual(
    site: World, browser: Opens, reviewer: UUID, odd: str
):
    site.submitted(site.school())

    page = browser(reviewer).open(f"/oversee/units/{site.units.city}?{odd}")

    assert page.select_one("#period option[selected]")["value"] == PERIOD
    assert figures(page)


def test_the_number_of_statements_depends_neither_on_schools_nor_on_units(
    site: World, browser: Opens, reviewer: UUID
):
    site.submitted(site.school(), "not_met")
    reading = browser(reviewer)

    def statements() -> int:
        seen: list[str] = []

        def count(connection, cursor, statement, parameters, context, executemany) -> None:
            seen.append(statement)

        engine = reading.app.extensions["inspector"].engine
        event.listen(engine, "before_cursor_execute", count)
        try:
            reading.open(city(site))
        finally:
            event.remove(engine, "before_cursor_execute", count)
        return len(seen)

    statements()  # the first page of a process may have to read an edition's text
    few = statements()
    for place in range(6):
        unit = site.unit(f"Phường {place}", site.units.city)
        for _ in range(3):
            site.submitted(site.school(unit), "met")
        site.submitted(site.school(site.units.city), "not_met")

    assert statements() == few <= 14


# --- files ---


def test_the_table_of_areas_is_there_as_a_file_with_plain_numbers(
    site: World, browser: Opens, reviewer: UUID
):
    site.submitted(site.school(), "met")
    reading = browser(reviewer)
    page = reading.open(city(site))

    answer = reading.answer(str(page.select_one("#areas .table__file a, #areas a[href*='.csv']")["href"]))

    assert answer.content_type == "text/csv; charset=utf-8"
    assert 'filename="areas.csv"' in answer.headers["Content-Disposition"]
    head, row = lines_of(answer.data)
    assert head[:3] == ["Địa bàn", "Thuộc diện", "Đã nộp"]
    assert row == ["Quận Gần", "1", "1", "0", "0", "0", "100.0", ""]


@pytest.mark.parametrize("table", ["areas", "outcomes", "groups", "distribution", "items", "schools"])
def test_every_table_of_a_unit_is_there_as_a_file(site: World, browser: Opens, reviewer: UUID, table: str):
    site.submitted(site.school(), "met")

    answer = browser(reviewer).answer(
        f"/oversee/units/{site.units.city}/{table}.csv?set=small&period={PERIOD}"
    )

    assert len(lines_of(answer.data)) >= 2


def test_a_file_holds_all_rows_and_not_one_page_of_them(site: World, browser: Opens, reviewer: UUID):
    for number in range(51):
        site.school(name=f"Trường {number:02}")

    answer = browser(reviewer).answer(
        f"/oversee/units/{site.units.city}/schools.csv?set=small&period={PERIOD}"
    )

    assert len(lines_of(answer.data)) == 52


@pytest.mark.parametrize("name", ["=1+1", "+84 MN", "-MN", "@MN"])
def test_no_spreadsheet_takes_a_name_for_a_formula(site: World, browser: Opens, reviewer: UUID, name: str):
    site.school(name=name)

    answer = browser(reviewer).answer(
        f"/oversee/units/{site.units.city}/schools.csv?set=small&period={PERIOD}"
    )

    assert lines_of(answer.data)[1][0] == f"'{name}"


def test_there_is_no_file_of_an_unknown_table(site: World, browser: Opens, reviewer: UUID):
    assert browser(reviewer).answer(f"/oversee/units/{site.units.city}/other.csv").status_code == 404
