"""The catalogue, a set, and the way to them."""

from collections.abc import Callable

import pytest
from flask import Flask

from inspector.workflow.permissions import Role
from tests.store.world import World
from tests.web.browser import Browser

pytestmark = pytest.mark.database

Opens = Callable[..., Browser]


def test_everybody_reads_the_catalogue_signed_in_or_not(browser: Opens, site: World, words):
    nobody = browser().open("/criteria/")
    somebody = browser(site.person(Role.LEADER, unit=site.units.city)).open("/criteria/")

    assert words(nobody.h1) == words(somebody.h1) == "Các bộ tiêu chí"
    assert nobody.select_one(".top__sign-in")["href"] == "/sign-in?to=/criteria/"
    assert somebody.select_one(".top__sign-in") is None
    assert words(somebody.select_one(".tabs [aria-current]")) == "Các bộ tiêu chí"


def cards(page, words) -> dict[str, str]:
    return {words(one.h3): words(one) for one in page.select(".card")}


def test_sets_for_schools_come_first_and_what_is_in_force_before_what_is_not(browser: Opens, words):
    page = browser().open("/criteria/?day=2025-06-01")

    assert [words(one) for one in page.select("main h2")] == ["Dành cho trường", "Dành cho địa bàn"]
    assert list(cards(page, words)) == ["An toàn bữa ăn", "Bộ cũ", "Phổ cập"]


def test_each_set_says_what_is_in_force_on_the_day(browser: Opens, words):
    reading = browser()
    now = cards(reading.open("/criteria/?day=2025-06-01"), words)
    before = cards(reading.open("/criteria/?day=2021-06-01"), words)
    early = cards(reading.open("/criteria/?day=2019-06-01"), words)

    assert "Có hiệu lực 4 tiêu chí · 5 chỉ báo · 2 bắt buộc" in now["An toàn bữa ăn"]
    assert "Đọc bản 01/01/2024" in now["An toàn bữa ăn"]
    assert "Đọc bản 01/01/2020" in before["An toàn bữa ăn"]
    assert "Đã kết thúc" in now["Bộ cũ"]
    assert "Bộ tiêu chí đã kết thúc ngày 31/12/2022." in now["Bộ cũ"]
    assert "Có hiệu lực" in before["Bộ cũ"]
    assert "Ngày này chỉ có bản nháp, dự kiến từ 01/01/2020; chưa có bản ban hành." in now["Phổ cập"]
    assert "Ngày này chưa có bản nào; bản đầu tiên từ 01/01/2020." in early["An toàn bữa ăn"]
    assert "Chưa có bản nào được ban hành; bản nháp dự kiến từ 01/01/2020." in early["Phổ cập"]


def test_a_set_says_so_where_only_a_draft_covers_the_day_or_is_newer(browser: Opens, words):
    page = browser().open("/criteria/kitchen/?day=2999-01-01")

    assert "Có bản nháp mới hơn, dự kiến từ 01/01/2998." in words(page.select_one(".sheet"))


def test_where_wording_and_rule_come_from_stands_beside_each_set(browser: Opens, words):
    vi, en = browser().open("/criteria/"), browser(lang="en").open("/criteria/")

    assert words(vi.select_one(".provenance")) == "Bộ tiêu chí do chúng tôi soạn, cách xếp loại là đề xuất"
    assert words(en.select_one(".provenance")) == "Criteria set of our own design, proposed rule"


@pytest.mark.parametrize("address", ["/criteria/?day=31-12-2025", "/criteria/kitchen/?day=2025-02-30"])
def test_a_day_that_is_none_is_named_and_today_is_shown(browser: Opens, words, address: str):
    page = browser().open(address)

    assert page.title.text.startswith("Lỗi: ")
    assert words(page.select_one(".govuk-error-summary a")) == "Chọn một ngày trong lịch"
    assert "Có hiệu lực" in words(page.select_one("main"))


def test_a_set_lists_its_editions_newest_first_with_their_days(browser: Opens, words):
    page = browser().open("/criteria/kitchen/?day=2021-06-01")

    rows = [
        [words(cell) for cell in row.select("th, td")] for row in page.select("table")[0].select("tbody tr")
    ]
    assert rows == [
        ["Bản 01/01/2998", "dự kiến từ 01/01/2998", "Bản nháp", "1 tiêu chí", "so với bản 01/01/2024"],
        [
            "Bản 01/01/2024",
            "từ 01/01/2024",
            "Chưa có hiệu lực",
            "4 tiêu chí · 5 chỉ báo · 2 bắt buộc",
            "so với bản 01/01/2020",
        ],
        [
            "Bản 01/01/2020",
            "từ 01/01/2020 đến 31/12/2023",
            "Có hiệu lực",
            "4 tiêu chí · 5 chỉ báo · 2 bắt buộc",
            "bản đầu tiên",
        ],
    ]


def test_a_set_that_must_not_rank_schools_says_so(browser: Opens, words):
    assert "không dùng để xếp hạng trường" in words(browser().open("/criteria/old/").main)
    assert "không dùng để xếp hạng trường" not in words(browser().open("/criteria/kitchen/").main)


@pytest.mark.parametrize(
    ("set_id", "item", "other"),
    [
        ("kitchen", "/criteria/kitchen/2024-01-01/#K1", "/criteria/old/2020-01-01/#O1"),
        ("old", "/criteria/old/2020-01-01/#O1", "/criteria/kitchen/2024-01-01/#K1"),
    ],
)
def test_items_on_the_same_matter_lead_to_each_other(browser: Opens, set_id: str, item: str, other: str):
    page = browser().open(f"/criteria/{set_id}/?day=2025-06-01")

    (row,) = page.select("table")[1].select("tbody tr")
    assert [link["href"] for link in row.select("a")] == [item, other]


@pytest.mark.parametrize("address", ["/criteria/nothing/", "/criteria/nothing/2020-01-01/"])
def test_an_unknown_set_leads_to_those_that_there_are(browser: Opens, words, address: str):
    page = browser().open(address, expect=404)

    assert words(page.h1) == "Không có bộ tiêu chí này"
    assert [words(one) for one in page.select("main li a")] == ["An toàn bữa ăn", "Bộ cũ", "Phổ cập"]


@pytest.mark.parametrize(
    "address",
    [
        "/criteria/kitchen/2023-01-01/",
        "/criteria/kitchen/2024-13-01/",
        "/criteria/kitchen/today/",
        "/criteria/kitchen/2024-01-01/compare/2019-01-01",
        "/criteria/kitchen/x/compare/2020-01-01",
        f"/criteria/kitchen/2024-01-01/?digest={'0' * 64}",
    ],
)
def test_an_unknown_edition_leads_to_those_that_the_set_has(browser: Opens, words, address: str):
    page = browser(lang="en").open(address, expect=404)

    assert words(page.h1) == "There is no such edition"
    assert [words(one) for one in page.select("main li a")] == [
        "Edition of 1 Jan 2998",
        "Edition of 1 Jan 2024",
        "Edition of 1 Jan 2020",
    ]


def test_a_digest_is_not_an_address_of_another_edition(browser: Opens, catalogue):
    digest = catalogue.sets["kitchen"].editions[0].digest

    browser().open(f"/criteria/kitchen/2024-01-01/?digest={digest}", expect=404)


def test_pages_ask_the_database_for_the_session_and_nothing_else(browser: Opens, site: World, statements):
    somebody, nobody = browser(site.person(Role.PRINCIPAL, school=site.school())), browser()
    somebody.open("/criteria/")  # the first page of a session writes down that it was used
    with statements() as of_session:
        somebody.answer("/sign-in")
    for address in (
        "/criteria/",
        "/criteria/?q=hoa",
        "/criteria/kitchen/",
        "/criteria/kitchen/2024-01-01/",
        "/criteria/kitchen/2024-01-01/compare/2020-01-01",
    ):
        with statements() as found:
            somebody.open(address)
        assert len(found) == len(of_session), found
        with statements() as found:
            nobody.open(address)
        assert found == []


@pytest.mark.parametrize(
    "role",
    [Role.PRINCIPAL, Role.CONTRIBUTOR, Role.INSPECTOR, Role.REVIEWER, Role.LEADER, Role.ADMINISTRATOR],
)
def test_whoever_is_signed_in_has_them_among_five_ways_to_go(browser: Opens, site: World, words, role: Role):
    at_school, anywhere = (Role.PRINCIPAL, Role.CONTRIBUTOR), (Role.ADMINISTRATOR,)
    school = site.school() if role in at_school else None
    unit = None if role in (*at_school, *anywhere) else site.units.city
    page = browser(site.person(role, school=school, unit=unit)).open("/criteria/")

    entries = [words(one) for one in page.select(".tabs a")]
    assert entries[-1] == "Các bộ tiêu chí"
    assert len(entries) <= 5


def test_every_page_leads_to_them_at_its_foot(app: Flask):
    page = Browser(app, None).open("/sign-in")

    assert page.select_one(".foot a")["href"] == "/criteria/"
