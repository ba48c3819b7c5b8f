"""Items of editions are found by their words, in the language asked for."""

import pytest

from inspector.criteria.search import Closeness, Index, Part, Query
from inspector.text import Lang
from tests.criteria.builders import (
    PROVISIONS,
    Written,
    a_criterion,
    a_group,
    an_edition,
    an_indicator,
    count_rule,
    read,
)


def both(vi: str, en: str = "English words") -> Written:
    return {"vi": vi, "en": en}


FILES = an_edition(
    rule=count_rule(gates=[{"id": "R1", "text": both("Có trẻ bị ngộ độc")}]),
    groups=[
        a_group(
            a_criterion("A01", text=both("Bếp sạch, thực phẩm tươi"), official_ref="4.2"),
            a_criterion("A02", text=both("Cô hoà nhã"), guidance=both("Nghe cách cô gọi trẻ")),
            a_criterion(
                "A03",
                text=both("Chậu hoa vững"),
                evidence=[both("Ảnh chụp sân"), both("Hóa đơn thực phẩm", "Receipts for food")],
            ),
            title=both("Bếp ăn", "Kitchen"),
        ),
        a_group(
            a_criterion(
                "B01",
                title=both("Quản lý"),
                provisions=[{"ref": "tt45-2021", "at": "Điều 8"}],
                indicators=[an_indicator("B01.a", text=both("Có kế hoạch hoạt động"))],
            ),
            id_="B",
            title=both("Tổ chức"),
        ),
    ],
    provisions={"tt45-2021": PROVISIONS["tt45-2021"] | {"title": both("Thông tư 45/2021/TT-BGDĐT")}},
)
EDITION = read(FILES)


def found(typed: str, lang: Lang = "vi") -> list[tuple[str, Part, Closeness]]:
    hits = Index().find(Query.of(typed), [EDITION], lang)
    return [(one.item_id, one.field.part, one.closeness) for one in hits]


def ids(typed: str, lang: Lang = "vi") -> list[str]:
    return [item for item, _, _ in found(typed, lang)]


@pytest.mark.parametrize("typed", ["thuc pham", "THỰC PHẨM", "thực  phẩm", "thưc phâm"])
def test_accents_and_capitals_make_no_difference_to_what_is_found(typed: str):
    assert ids(typed) == ["A01", "A03"]


def test_the_accents_that_were_typed_come_first_wherever_the_tone_stands():
    assert found("hòa")[0] == ("A02", Part.TEXT, Closeness.AS_TYPED)
    assert found("hoá")[0] == ("A03", Part.EVIDENCE, Closeness.AS_TYPED)
    assert ids("hoa") == ["A03", "A02"]  # “hoa” itself before “hoà”; “hoạt” is another word


def test_an_item_is_found_by_everything_that_is_said_of_it():
    assert found("ngộ độc") == [("R1", Part.TEXT, Closeness.AS_TYPED)]
    assert found("gọi trẻ") == [("A02", Part.GUIDANCE, Closeness.AS_TYPED)]
    assert found("hóa đơn") == [("A03", Part.EVIDENCE, Closeness.AS_TYPED)]
    assert found("thông tư 45/2021") == [("B01", Part.PROVISION, Closeness.AS_TYPED)]
    assert found("Điều 8") == [("B01", Part.PROVISION, Closeness.AS_TYPED)]
    assert ids("A02") == ["A02"]
    assert ids("4.2") == ["A01"]
    assert ids("kế hoạch") == ["B01.a"]
    assert ids("quản lý") == ["B01"]


def test_words_side_by_side_come_before_words_apart_and_those_of_different_texts_last():
    assert found("tươi thực phẩm") == [("A01", Part.TEXT, Closeness.APART)]
    assert found("ảnh thực phẩm") == [("A03", Part.EVIDENCE, Closeness.PARTLY)]


def test_all_words_must_be_there():
    assert ids("thực phẩm đông lạnh") == []


def test_a_text_is_searched_in_the_language_of_the_reader():
    assert ids("receipts", "en") == ["A03"]
    assert ids("receipt", "en") == ["A03"]
    assert ids("receipts") == []
    assert ids("hóa đơn", "en") == []


def test_the_words_of_an_item_come_before_those_of_its_evidence():
    assert [part for _, part, _ in found("thực phẩm")] == [Part.TEXT, Part.EVIDENCE]


@pytest.mark.parametrize("typed", ["", "  ", "?!", "–"])
def test_where_no_word_was_typed_nothing_is_found(typed: str):
    assert ids(typed) == []


def test_editions_are_searched_in_the_order_in_which_they_are_given():
    other = read(an_edition(criteria=[a_criterion("Z01", text=both("Thực phẩm sạch"))]))
    index = Index()
    query = Query.of("thuc pham")

    assert [one.item_id for one in index.find(query, [other, EDITION], "vi")] == ["Z01", "A01", "A03"]
    assert [one.item_id for one in index.find(query, [EDITION, other], "vi")] == ["A01", "Z01", "A03"]
