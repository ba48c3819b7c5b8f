"""What changed from one edition to another."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from flask import Flask

from inspector.criteria.catalogue import Catalogue
from inspector.criteria.model import Edition
from inspector.services.editions import Editions
from inspector.text import Text
from tests.criteria.builders import Written, a_criterion, an_indicator, count_rule
from tests.web.browser import Browser
from tests.web.consult.conftest import a_set, an_edition_of, both

pytestmark = pytest.mark.database

Opens = Callable[..., Browser]
OLD, NEW = date(2020, 1, 1), date(2024, 1, 1)
ADDRESS = "/criteria/set/2024-01-01/compare/2020-01-01"


@pytest.fixture
def between(app: Flask, browser: Opens) -> Callable[..., object]:
    """Return the page that holds two editions together, each given as its criteria."""

    def page(old: list[Written], new: list[Written], *, lang: str = "vi", **keys: Written) -> object:
        return of(
            an_edition_of("set", OLD, criteria=old), an_edition_of("set", NEW, criteria=new, **keys), lang
        )

    def of(old: Edition, new: Edition, lang: str) -> object:
        editions = Editions(Catalogue({"set": a_set("set", Text("Bộ", "Set"), old, new)}))
        app.extensions["inspector"] = replace(app.extensions["inspector"], editions=editions)
        return browser(lang=lang).open(ADDRESS)

    return page


def counts(page, words) -> dict[str, str]:
    return {words(one.dt): words(one.dd) for one in page.select(".figures > div")}


def rows(tag, words) -> dict[str, tuple[str, str]]:
    """What each side says, with its marked words in brackets, by heading."""
    found = {}
    for row in tag.select(".sides"):
        sides = []
        for side in row.select(".sides__old p:nth-of-type(2), .sides__new p:nth-of-type(2)"):
            for one in side.select("ins, del"):
                one.string = f"[{one.text}]"
            sides.append(words(side))
        found[words(row.h4)] = tuple(sides)
    return found


def test_every_item_is_counted_once_by_what_became_of_it(between, words):
    page = between(
        [a_criterion(id_) for id_ in ("same", "changed", "dropped", "old")],
        [
            a_criterion("same"),
            a_criterion("changed", effort_days=9),
            a_criterion("new"),
            a_criterion("young", replaces=["old"]),
        ],
    )

    assert counts(page, words) == {
        "Thay đổi": "1",
        "Thay bằng mục khác": "1",
        "Mới": "1",
        "Bỏ": "1",
        "Giữ nguyên": "1",
    }
    assert page.select_one("#_new a")["href"] == "/criteria/set/2024-01-01/#new"
    assert page.select_one("#_dropped a")["href"] == "/criteria/set/2020-01-01/#dropped"
    assert page.select_one("#_same a")["href"] == "/criteria/set/2024-01-01/#same"
    assert words(page.select_one("#_replaced h3")) == "old → young young (vi)"


def test_changed_words_are_marked_side_by_side(between, words):
    page = between(
        [a_criterion("A1", text=both("Bếp sạch và khô"), evidence=[both("Sổ vệ sinh")])],
        [a_criterion("A1", text=both("Bếp luôn sạch và khô"), evidence=[both("Sổ vệ sinh"), both("Ảnh")])],
    )

    assert rows(page.select_one("#_changed"), words) == {
        "Nội dung": ("Bếp sạch và khô", "Bếp [luôn] sạch và khô"),
        "Minh chứng": ("Sổ vệ sinh", "Sổ vệ sinh [Ảnh]"),
    }
    assert [one.text for one in page.select("#_changed .sides")[0].select(".muted")] == [
        "bản 01/01/2020",
        "bản 01/01/2024",
    ]


def test_conditions_measures_law_and_indicators_are_held_together_in_words(between, words):
    page = between(
        [
            a_criterion("A1", mandatory=True, measure={"unit": "%", "at_least": 50}),
            a_criterion("A2", title=both("Hai"), indicators=[an_indicator("A2.a"), an_indicator("A2.b")]),
        ],
        [
            a_criterion(
                "A1",
                mandatory={"setting": ["school"]},
                measure={"unit": "%", "at_least": 60},
                provisions=[{"ref": "law", "at": "Điều 3"}],
            ),
            a_criterion(
                "A2",
                title=both("Hai"),
                indicators=[an_indicator("A2.a", weight=2), an_indicator("A2.c", text=both("Mới thêm"))],
            ),
        ],
    )
    first, second = (rows(one, words) for one in page.select("#_changed article"))

    assert first["Bắt buộc"] == ("bắt buộc", "bắt buộc [có điều kiện]")
    assert first["Bắt buộc khi"] == ("(không có)", "[Loại hình: Trường]")
    assert first["Số đo"] == ("đạt khi từ [50] % trở lên", "đạt khi từ [60] % trở lên")
    assert "Luật An toàn thực phẩm, Điều 3" in first["Căn cứ"][1]
    assert second["A2.a – Trọng số"] == ("(không có)", "[2]")
    assert second["A2.b"] == ("[A2.b (vi)]", "(không có)")
    assert second["A2.c"] == ("(không có)", "[Mới thêm]")


def test_the_rule_and_where_it_comes_from_are_held_together_too(between, words):
    criteria = [a_criterion("A1"), a_criterion("A2")]
    page = between(
        criteria,
        criteria,
        rule=count_rule(variants=[{"reach": {"pass": {"at_least": 2, "of": 2}}}]),
        provenance={"wording": "restated", "rule": "proposed", "note": both("Đã đọc hết")},
    )

    whole = rows(page.select_one("#_whole"), words)
    assert "ít nhất [1] trong 2 tiêu chí" in whole["Cách xếp loại"][0]
    assert "ít nhất [2] trong 2 tiêu chí" in whole["Cách xếp loại"][1]
    assert "Nguồn gốc" in whole
    assert whole["Nói rõ về nguồn gốc"] == ("[note (vi)]", "[Đã đọc hết]")
    assert counts(page, words)["Giữ nguyên"] == "2"


def test_where_the_whole_stays_the_page_says_so(between, words):
    criteria = [a_criterion("A1"), a_criterion("A2")]

    page = between(criteria, [*criteria[:1], a_criterion("A2", weight=2)])

    assert "Không có gì thay đổi." in words(page.select_one("#_whole"))


def test_an_item_that_only_says_what_it_replaces_is_the_same(between, words):
    page = between([a_criterion("A1")], [a_criterion("A1", replaces=["A1"])])

    assert counts(page, words)["Giữ nguyên"] == "1"
    assert counts(page, words)["Thay đổi"] == "0"


@pytest.mark.parametrize(("lang", "shown"), [("vi", False), ("en", True)])
def test_a_change_of_the_other_language_is_named(between, words, lang: str, shown: bool):
    page = between(
        [a_criterion("A1", text=both("Như nhau", "Old words here"))],
        [a_criterion("A1", text=both("Như nhau", "New words here"))],
        lang=lang,
    )

    changed = page.select_one("#_changed")
    assert bool(changed.select(".sides")) is shown
    assert ("Lời ở ngôn ngữ này không đổi; khác ở: nội dung." in words(changed)) is not shown


def test_editions_may_be_held_together_the_other_way_round(browser: Opens, words):
    page = browser(lang="en").open("/criteria/kitchen/2020-01-01/compare/2024-01-01")

    assert words(page.h1) == "Safe meals: changes from the edition of 1 Jan 2024 to the edition of 1 Jan 2020"


def test_a_draft_can_be_held_against_what_is_published(browser: Opens, words):
    page = browser().open("/criteria/kitchen/2998-01-01/compare/2024-01-01")

    assert counts(page, words)["Bỏ"] == "4"
