"""Finding items by their words."""

from collections.abc import Callable

import pytest

from tests.web.browser import Browser

pytestmark = pytest.mark.database

Opens = Callable[..., Browser]
DAY = "day=2025-06-01"


def hits(page, words) -> list[str]:
    return [words(one) for one in page.select("ol.hits > li")]


@pytest.mark.parametrize("typed", ["thuc pham", "Thực phẩm", "THUC+PHAM", "thưc  phâm"])
def test_items_are_found_with_accents_or_without(browser: Opens, words, typed: str):
    page = browser().open(f"/criteria/?q={typed}&{DAY}")

    (hit,) = hits(page, words)
    assert hit == "An toàn bữa ăn · bản 01/01/2024 K1 Thực phẩm có nguồn gốc rõ ràng"
    assert [one.text for one in page.select("ol.hits mark")] == ["Thực phẩm"]
    assert page.select_one("ol.hits a")["href"] == "/criteria/kitchen/2024-01-01/#K1"


@pytest.mark.parametrize("typed", ["hoa nha", "hoà nhã", "hòa nhã"])
def test_where_the_tone_stands_makes_no_difference(browser: Opens, words, typed: str):
    page = browser().open(f"/criteria/?q={typed}&{DAY}")

    assert [one.text for one in page.select("ol.hits mark")] == ["hoà nhã"]


def test_only_the_editions_of_the_day_are_searched_unless_all_are(browser: Opens, words):
    reading = browser()
    then = reading.open("/criteria/?q=thuc+pham&day=2021-06-01")
    everywhere = reading.open(f"/criteria/?q=thuc+pham&{DAY}&which=all")

    assert [hit.split(" K1")[0] for hit in hits(then, words)] == [
        "An toàn bữa ăn · bản 01/01/2020",
        "Bộ cũ · bản 01/01/2020 O1 Thực phẩm sạch",
    ]
    assert [hit.split(" Thực")[0] for hit in hits(everywhere, words)] == [
        "An toàn bữa ăn · bản 01/01/2024 K1",
        "An toàn bữa ăn · bản 01/01/2020 Hết hiệu lực K1",
        "Bộ cũ · bản 01/01/2020 Hết hiệu lực O1",
    ]


def test_what_other_editions_hold_is_counted_and_can_be_seen(browser: Opens, words):
    reading = browser()
    page = reading.open(f"/criteria/?q=thuc+pham&{DAY}")
    link = next(one for one in page.select("main a") if "không có hiệu lực" in one.text)

    assert words(link) == "Còn 2 mục ở các bản không có hiệu lực ngày này"
    assert len(hits(reading.open(link["href"]), words)) == 3


def test_drafts_are_found_where_all_editions_are_searched(browser: Opens, words):
    reading = browser()

    assert hits(reading.open(f"/criteria/?q=bep+dien+tu&{DAY}"), words) == []
    (hit,) = hits(reading.open(f"/criteria/?q=bep+dien+tu&{DAY}&which=all"), words)
    assert hit == "An toàn bữa ăn · bản 01/01/2998 Bản nháp K9 Bếp điện tử"


def test_a_hit_in_what_helps_to_answer_is_shown_under_its_name(browser: Opens, words):
    reading = browser()

    assert hits(reading.open(f"/criteria/?q=so+nhap+hang&{DAY}"), words)[0].endswith(
        "K1 Thực phẩm có nguồn gốc rõ ràng Hướng dẫn: Xem sổ nhập hàng hằng ngày"
    )
    assert hits(reading.open(f"/criteria/?q=luat+an+toan&{DAY}"), words)[0].endswith(
        "Căn cứ: Luật An toàn thực phẩm, Điều 28"
    )


def test_words_of_a_text_that_look_like_html_stay_words(browser: Opens, words):
    page = browser().open(f"/criteria/?q=mua+hang&{DAY}")

    assert "Minh chứng: Hóa đơn <mua hàng>" in hits(page, words)[0]


def test_what_is_typed_is_shown_as_it_is_and_never_run(browser: Opens, words):
    typed = "<script>alert(1)</script>&"
    page = browser().open("/criteria/?q=%3Cscript%3Ealert(1)%3C%2Fscript%3E%26")

    assert words(page.h1) == f"Tìm “{typed}”"
    assert page.select_one("#q")["value"] == typed
    assert not page.select("main script")


@pytest.mark.parametrize("typed", ["khong+co+gi+nhu+the", "%3F%21"])
def test_where_nothing_is_found_the_page_says_what_to_try(browser: Opens, words, typed: str):
    page = browser().open(f"/criteria/?q={typed}")

    assert words(page.select_one(".empty__title")) == "Không có mục nào có những từ này."
    assert hits(page, words) == []


def test_sets_are_found_by_their_titles(browser: Opens, words):
    page = browser().open(f"/criteria/?q=pho+cap&{DAY}")

    (found,) = page.select("ul.hits > li")
    assert [one.text for one in found.select("mark")] == ["Phổ cập"]
    assert found.a["href"] == f"/criteria/area/?{DAY}"
    assert not page.select(".empty")


def test_the_english_texts_are_searched_on_english_pages(browser: Opens, words):
    english = browser(lang="en")

    (hit,) = hits(english.open(f"/criteria/?q=known+source&{DAY}"), words)
    assert hit == "Safe meals · edition of 1 Jan 2024 K1 Food comes from known sources"
    assert hits(english.open(f"/criteria/?q=nguon+goc&{DAY}"), words) == []


def test_a_day_that_is_none_does_not_hide_what_is_found(browser: Opens, words):
    page = browser().open("/criteria/?q=nguon+goc&day=tomorrow")

    assert page.title.text.startswith("Lỗi: ")
    assert len(hits(page, words)) == 1


def test_blank_words_show_the_catalogue(browser: Opens, words):
    assert words(browser().open("/criteria/?q=+++").h1) == "Các bộ tiêu chí"


def test_a_page_that_is_not_there_is_the_first(browser: Opens, words):
    assert len(hits(browser().open(f"/criteria/?q=nguon+goc&{DAY}&page=99"), words)) == 1


def test_very_much_typed_is_cut(browser: Opens):
    page = browser().open(f"/criteria/?q={'bep+' * 300}")

    assert len(page.select_one("#q")["value"]) <= 200
