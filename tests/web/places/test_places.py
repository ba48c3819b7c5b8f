"""An administrator sets up where schools lie."""

from datetime import date
from io import BytesIO
from uuid import UUID

import pytest
from bs4 import BeautifulSoup
from flask import Flask, request
from sqlalchemy import select

from inspector.documents.list_files import as_workbook
from inspector.documents.lists import MOST_BYTES, read_lines
from inspector.jobs.worker import work_once
from inspector.services.editions import Editions
from inspector.store import clusters, school_lists
from inspector.store.database import reading
from inspector.store.tables import Event, School, SchoolImport
from inspector.store.tables.school_imports import ImportState
from inspector.workflow.permissions import Role
from tests.store.world import World
from tests.web.browser import Browser

pytestmark = pytest.mark.database

HEAD = ["Mã trường", "Tên trường", "Mã địa bàn", "Số trẻ"]
GOOD = ["S-1", "Trường MN Hoa Sen", "001", "120"], ["S-2", "Trường MN Sơn Ca", "002", "80"]


def xlsx(*rows: list[str]) -> bytes:
    return as_workbook("Trường", [HEAD, *rows], [])


@pytest.fixture
def administrator(browser, site: World) -> Browser:
    return browser(site.person(Role.ADMINISTRATOR))


@pytest.fixture
def work(site: World, catalogue):
    """Do the jobs that wait, as a worker does."""

    def go() -> None:
        while work_once(site.engine, Editions(catalogue)):
            pass

    return go


def send(
    by: Browser, content: bytes, name: str = "truong.xlsx", *, day: str = "2026-09-01", expect: int = 302
):
    answer = by.client.post(
        "/places/schools/import",
        data={"csrf_token": by.token(), "day": day, "file": (BytesIO(content), name)},
        content_type="multipart/form-data",
    )
    assert answer.status_code == expect, answer.text[:500]
    return answer.location if expect == 302 else BeautifulSoup(answer.text, "html.parser")


def count(site: World) -> int:
    with reading(site.engine) as session:
        return school_lists.number_of_schools(session)


def test_a_list_is_previewed_applied_and_taken_back(administrator: Browser, site: World, work):
    address = send(administrator, xlsx(*GOOD))
    waiting = administrator.answer(address)
    assert waiting.headers["Refresh"] == "2"
    assert "Đang xem xét" in waiting.text

    work()
    page = administrator.open(address)
    assert count(site) == 0, "So far it was only looked at."
    assert "Trường MN Hoa Sen" in page.select_one("#changes").text
    assert "Refresh" not in administrator.answer(address).headers

    administrator.send(f"{address}/apply")
    work()
    assert count(site) == 2
    assert "Đã nhập" in administrator.open(address).select_one("main").text

    page = administrator.send(f"{address}/undo", follow=True)
    assert "Đã hoàn tác: 2 trường" in page.text
    assert count(site) == 0
    with reading(site.engine) as session:
        by = session.scalars(select(Event.by).where(Event.what.in_(["import_schools", "undo_import"]))).all()
    assert None not in by


def test_every_problem_is_told_with_its_row_and_column_and_nothing_can_be_applied(
    administrator: Browser, site: World, work
):
    address = send(administrator, xlsx(["S-1", "Trường A", "9", "1"], ["", "Trường B", "001", "nhiều"]))
    work()

    page = administrator.open(address)

    rows = [[cell.text for cell in row.select("th, td")] for row in page.select("#problems tbody tr")]
    assert [row[:2] for row in rows] == [["2", "Mã địa bàn"], ["3", "Mã trường"], ["3", "Số trẻ"]]
    assert not page.select("form[action$='/apply']")
    administrator.send(f"{address}/drop")
    administrator.send(f"{address}/apply", expect=409)
    administrator.send(f"{address}/drop", expect=409)
    assert count(site) == 0


def test_a_school_that_changed_since_the_preview_is_shown_again(administrator: Browser, site: World, work):
    first, second = (send(administrator, xlsx(*GOOD)) for _ in range(2))
    work()
    for address in (first, second):
        administrator.send(f"{address}/apply")
    work()

    assert count(site) == 2
    assert "Dữ liệu trường đã thay đổi sau khi xem trước" in administrator.open(second).text


def test_a_file_that_cannot_be_read_says_why_in_both_languages(administrator: Browser, browser, site, work):
    address = send(administrator, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old.xls")
    work()

    assert "97-2003" in administrator.open(address).select_one("[role=alert]").text
    administrator.client.set_cookie("language", "en")
    assert "This file cannot be read" in administrator.open(address).select_one("[role=alert]").text


def test_a_form_without_a_file_or_a_day_says_what_is_missing(administrator: Browser):
    page = send(administrator, b"", "", day="", expect=422)

    assert {one["href"] for one in page.select("[role=alert] a")} == {"#file", "#day"}
    assert "Tệp này trống" in send(administrator, b"", expect=422).text


def test_a_list_may_be_larger_than_other_forms(app: Flask):
    largest = {}
    for endpoint in ("places.take_list", "places.make_cluster"):
        with app.test_request_context():
            app.url_value_preprocessors["places"][0](endpoint, None)
            largest[endpoint] = request.max_content_length

    assert largest["places.take_list"] > MOST_BYTES > largest["places.make_cluster"]


def test_an_invented_administrator_makes_invented_schools(administrator: Browser, site: World, work):
    send_to = send(administrator, xlsx(*GOOD))
    work()
    administrator.send(f"{send_to}/apply")
    work()

    with reading(site.engine) as session:
        assert session.scalars(select(School.is_sample)).all() == [True, True]


def test_all_schools_are_taken_home_in_the_form_in_which_they_are_read(administrator: Browser, site: World):
    site.school(name="=Trường")

    answer = administrator.answer("/places/schools.xlsx")

    head, row = read_lines(answer.data).rows
    assert head[1][:3] == ("Mã trường", "Tên trường", "Mã địa bàn")
    assert row[1][1:4] == ("=Trường", "001", "Quận Gần")


def test_a_finished_list_no_longer_holds_the_file(administrator: Browser, site: World, work):
    address = send(administrator, xlsx(*GOOD))
    work()
    administrator.send(f"{address}/apply")
    work()

    with reading(site.engine) as session:
        (given,) = session.scalars(select(SchoolImport)).all()
    assert (given.state, given.content) == (ImportState.APPLIED, "")


# --- clusters ---


def members(site: World, cluster: UUID, day: date) -> set[UUID]:
    with reading(site.engine) as session:
        return clusters.members(session, cluster, day)


def test_an_administrator_makes_a_cluster_and_says_what_lies_in_it(administrator: Browser, site: World):
    page = administrator.send(
        "/places/clusters", {"name": "Cụm Một", "parent": str(site.units.city), "old": ""}, follow=True
    )
    address = page.select_one("form[action^='/places/clusters/']")["action"]
    cluster = UUID(address.split("/")[3])
    assert {box["value"] for box in page.select("input[type=checkbox]")} == {
        str(site.units.near),
        str(site.units.far),
    }

    administrator.send(address, {"units": [str(site.units.near)]})

    with reading(site.engine) as session:
        (line,) = clusters.there(session, date(9999, 1, 1))
    assert (line.name, line.units) == ("Cụm Một", 1)
    assert members(site, cluster, date(9999, 1, 1)) == {site.units.near}


def test_a_reviewer_of_a_cluster_reaches_its_schools_until_it_ends(
    administrator: Browser, site: World, browser
):
    school = site.school()
    administrator.send("/places/clusters", {"name": "Cụm Một", "parent": str(site.units.city), "old": ""})
    with reading(site.engine) as session:
        (line,) = clusters.there(session, date(9999, 1, 1))
    administrator.send(f"/places/clusters/{line.id}", {"units": [str(site.units.near)]})
    reviewer = browser(site.person(Role.REVIEWER, unit=line.id))
    assert reviewer.answer(f"/oversee/schools/{school}").status_code == 200

    administrator.send(f"/places/clusters/{line.id}", {"units": []})

    assert reviewer.answer(f"/oversee/schools/{school}").status_code == 404


def test_what_does_not_lie_below_the_unit_is_not_grouped(administrator: Browser, site: World):
    outside = site.unit("Xã trong quận", site.units.near)
    administrator.send("/places/clusters", {"name": "Cụm Một", "parent": str(site.units.city), "old": ""})
    with reading(site.engine) as session:
        (line,) = clusters.there(session, date(9999, 1, 1))

    for wrong in (str(outside), "nothing"):
        administrator.send(f"/places/clusters/{line.id}", {"units": [wrong]}, expect=422)
    assert members(site, line.id, date(9999, 1, 1)) == set()


def test_a_cluster_without_a_name_or_below_nothing_is_not_made(administrator: Browser, site: World):
    administrator.send("/places/clusters", {"name": " ", "parent": str(site.units.city)}, expect=422)
    administrator.send("/places/clusters", {"name": "Cụm", "parent": str(site.units.far)}, expect=422)
    with reading(site.engine) as session:
        assert clusters.there(session, date(9999, 1, 1)) == []
