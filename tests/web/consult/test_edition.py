"""Reading an edition from end to end."""

import gzip
import random
from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask

from inspector.criteria.catalogue import Catalogue
from inspector.services.editions import Editions
from inspector.store import editions as stored_editions
from inspector.store.database import transaction
from inspector.text import Text
from tests.criteria.builders import a_criterion, a_group, an_indicator
from tests.store.world import NOW, World
from tests.web.browser import Browser
from tests.web.consult.conftest import SECOND, a_set, an_edition_of, both

pytestmark = pytest.mark.database

Opens = Callable[..., Browser]
ADDRESS = "/criteria/kitchen/2024-01-01/"


def facts(tag, words) -> dict[str, str]:
    """What is said of an item, by heading."""
    return {words(row.dt): words(row.dd) for row in tag.select(".clause__facts > div")}


def test_an_item_says_what_it_asks_of_whom_and_what_proves_it(browser: Opens, words):
    page = browser().open(ADDRESS)
    item = page.select_one("article#K1")

    assert words(item.h3) == "K1 bắt buộc Thực phẩm có nguồn gốc rõ ràng"
    assert facts(item, words) == {
        "Hướng dẫn": "Xem sổ nhập hàng hằng ngày",
        "Minh chứng": "Hợp đồngHóa đơn <mua hàng>",
        "Khắc phục": "thường mất 5 ngày",
        "“Không áp dụng”": "không được chọn",
        "Căn cứ": "Luật An toàn thực phẩm, Điều 28đã đọc một phần Công văn mẫuchỉ biết tên",
    }


def test_conditions_stand_open_in_words(browser: Opens, words):
    page = browser().open(ADDRESS)
    item = page.select_one("article#K2")

    assert words(item.select_one(".item__mandatory")) == "bắt buộc có điều kiện"
    open_facts = {words(row.dt): words(row.dd) for row in item.select("article > dl > div")}
    assert open_facts == {"Bắt buộc khi": "Loại hình: Trường", "Áp dụng khi": "Số trẻ: từ 50 trở lên"}
    assert facts(item, words)["Khắc phục"] == "trường không tự khắc phục được"
    assert facts(item, words)["Căn cứ"] == "thực hành tốt, không dựa trên văn bản nào"


def test_a_measure_has_its_bounds_and_the_easier_ones(browser: Opens, words):
    vi, en = (
        browser(lang=lang).open(ADDRESS).select_one("article#K3 li, article#K3 dd ul")
        for lang in ("vi", "en")
    )

    assert words(vi.find_parent("dd")) == (
        "đạt khi từ 0,3 m² trở lênVùng khó khăn: Có – đạt khi từ 0,2 m² trở lên"
    )
    assert "Disadvantaged area: Yes" in words(en.find_parent("dd"))
    assert "0.3 m²" in words(en.find_parent("dd"))


def test_indicators_stand_below_their_criterion_which_says_once_what_they_share(browser: Opens, words):
    page = browser().open(ADDRESS)
    criterion = page.select_one("article#K4")
    parts = criterion.select(".clause__parts > li")

    assert [one["id"] for one in parts] == ["K4.a", "K4.b"]
    assert "Minh chứng" not in facts(parts[0], words)
    assert facts(parts[1], words) == {"Trọng số": "2"}
    assert facts(criterion, words)["Minh chứng"] == "Giấy khám sức khoẻ"


def test_every_item_group_and_text_has_a_place_that_a_link_can_name(browser: Opens):
    page = browser().open(ADDRESS)

    for name in ("A", "B", "K1", "K4", "K4.b", "_rule", "_origin", "_law", "_law-law"):
        assert page.find(id=name) is not None, name
    assert page.select_one("#K1 .law a")["href"] == "#_law-law"
    assert [link["href"] for link in page.select(".reading__contents a")] == [
        "#_origin",
        "#_rule",
        "#A",
        "#B",
        "#_law",
    ]


def test_the_texts_it_rests_on_say_how_far_they_were_read(browser: Opens, words):
    page = browser().open(ADDRESS)

    assert [words(one) for one in page.select("#_law li")] == [
        (
            "Luật An toàn thực phẩm đã đọc một phầnQuốc hội · ban hành 17/06/2010 · hiệu lực từ 01/07/2011 · "
            "tra cứu ngày 21/11/2026 · căn cứ của 1 tiêu chí"
        ),
        "Công văn mẫu chỉ biết têncăn cứ của 1 tiêu chí",
    ]


def test_where_it_comes_from_is_said_first_with_the_note(browser: Opens, words):
    origin = words(browser().open(ADDRESS).select_one("#_origin"))

    assert "Bộ tiêu chí do chúng tôi soạn, cách xếp loại là đề xuất." in origin
    assert "note (vi)" in origin


def test_explanations_are_folded_until_they_are_asked_for(browser: Opens, words):
    reading = browser()
    page = reading.open(ADDRESS)
    link = next(one for one in page.select("a") if "Mở toàn bộ" in one.text)
    opened = reading.open(link["href"])

    assert not page.select("article details[open]")
    assert len(opened.select("article details[open]")) == len(page.select("article details")) > 3
    assert opened.select_one("[data-print]")
    assert "Thu gọn" in words(opened.main)


@pytest.mark.parametrize(
    ("day", "told", "leads"),
    [
        ("2020-01-01", "Bản này đã hết hiệu lực.", True),
        ("2998-01-01", "Đây là bản nháp, chưa ban hành: nội dung còn có thể thay đổi.", True),
        ("2024-01-01", None, False),
    ],
)
def test_an_edition_that_is_not_in_force_says_so_and_leads_to_the_one_that_is(
    browser: Opens, words, day: str, told: str | None, leads: bool
):
    notice = browser().open(f"/criteria/kitchen/{day}/").select_one(".notice")

    assert (notice is not None) is leads
    if told is not None:
        assert words(notice).startswith(told)
        assert notice.a["href"] == ADDRESS


def test_a_permanent_address_names_the_digest_and_leads_to_the_same_text(
    browser: Opens, words, catalogue: Catalogue
):
    edition = catalogue.edition("kitchen", SECOND)
    reading = browser()
    page = reading.open(ADDRESS)
    link = page.select_one("a.address")["href"]

    assert words(page.select_one("#_origin code")) == edition.digest
    assert link == f"http://localhost{ADDRESS}?digest={edition.digest}"
    assert words(reading.open(link).select_one("#_origin code")) == edition.digest


@pytest.mark.parametrize("set_id", ["kitchen", "small"])
def test_a_text_that_somebody_answered_stays_readable_though_its_file_is_gone(
    browser: Opens, words, site: World, set_id: str
):
    gone = an_edition_of(set_id, SECOND, criteria=[a_criterion("G1", text=both("Mục đã bỏ"))])
    with transaction(site.engine) as session:
        stored_editions.keep(session, gone, NOW)

    page = browser().open(f"/criteria/{set_id}/2024-01-01/?digest={gone.digest}")

    assert "Mục đã bỏ" in words(page.main)
    assert "được giữ lại vì đã có phiếu dùng nó" in words(page.select_one(".notice"))
    assert words(page.select_one(".lead .state")) == "Bản lưu"
    assert not [one for one in page.select("main a") if "compare" in one["href"]]


def test_an_edition_of_146_indicators_is_light(app: Flask, browser: Opens):
    chance = random.Random(146)
    letters = "".join(chance.sample("aăâeêioôơuưàáảạèéẻẹìíòóọồốùúừứbcdđghklmnpqrstvx", 44))

    def sentence(length: int) -> str:
        return " ".join("".join(chance.choices(letters, k=4)) for _ in range(length))

    groups = [
        a_group(
            *(
                a_criterion(
                    f"{group}.{number}",
                    title=both(sentence(10)),
                    provisions=[{"ref": "law", "at": f"Điều {number}"}],
                    indicators=[
                        an_indicator(
                            f"{group}.{number}.{letter}",
                            text=both(sentence(25)),
                            evidence=[both(sentence(10))],
                            guidance=both(sentence(20)),
                        )
                        for letter in ("abcdefg" if group == 1 and number < 3 else "abcdef")
                    ],
                )
                for number in range(1, 5)
            ),
            id_=str(group),
        )
        for group in range(1, 7)
    ]
    edition = an_edition_of("large", SECOND, groups=groups)
    assert len(edition.indicators) == 146
    sets = {"large": a_set("large", Text("Lớn", "Large"), edition)}
    app.extensions["inspector"] = replace(app.extensions["inspector"], editions=Editions(Catalogue(sets)))

    answer = browser().answer("/criteria/large/2024-01-01/")

    assert answer.status_code == 200
    assert len(gzip.compress(answer.data)) <= 60_000
