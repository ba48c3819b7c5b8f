"""How editions conclude, in words."""

from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask

from inspector.criteria.model import Edition
from inspector.web.consult.rule_parts import gate_lines, scale_words
from inspector.web.consult.rule_words import rule_words
from tests.criteria.builders import (
    NO_RULE,
    Written,
    a_criterion,
    a_group,
    a_scale,
    an_indicator,
    an_option,
    count_rule,
    levels_rule,
)
from tests.web.consult.conftest import an_edition_of, both

pytestmark = pytest.mark.database  # the words are those of a request

DAY = date(2024, 1, 1)
BLANKS = (
    "Mục không áp dụng được bỏ ra. Mục để trống không tính là đạt: còn mục trống thì kết quả là một khoảng."
)
BANDS = [
    {"id": "weak", "from": 0, "label": both("Yếu", "Weak")},
    {"id": "fair", "from": "62.5", "label": both("Khá", "Fair")},
    {"id": "good", "from": 80, "label": both("Tốt", "Good")},
]
OUTCOMES = [
    {"id": "fail", "label": both("Không đạt", "Not met")},
    {"id": "pass", "label": both("Đạt", "Met")},
    {"id": "best", "label": both("Tốt", "Good")},
]
LEVELS = {
    "below": {"label": both("Chưa xếp mức", "No level")},
    "levels": [{"id": 1, "label": both("Mức 1", "Level 1")}, {"id": 2, "label": both("Mức 2", "Level 2")}],
}


@pytest.fixture(params=["vi"])
def here(app: Flask, request: pytest.FixtureRequest) -> Iterator[None]:
    """A request in a language; another one by `indirect`."""
    with app.test_request_context(headers={"Cookie": f"language={request.param}"}):
        yield


def edition(rule: Written, **keys) -> Edition:
    return an_edition_of("tried", DAY, rule=rule, **keys)


def points(**keys) -> Written:
    return {"method": "points", "groups": "pooled", "bands": BANDS} | keys


def test_points_have_bands_from_the_best_down_with_both_limits(here: None):
    assert rule_words(edition(points())) == (
        (
            "Kết quả là một tỷ lệ: số điểm đạt được trên số điểm tối đa của các mục áp dụng, "
            "mỗi mục nhân với trọng số của nó."
        ),
        "“Tốt”: từ 80 % trở lên.",
        "“Khá”: từ 62,5 % đến dưới 80 %.",
        "“Yếu”: dưới 62,5 %.",
        "Tỷ lệ lấy một chữ số thập phân, làm tròn nửa lên, rồi mới so với ngưỡng.",
        BLANKS,
    )


@pytest.mark.parametrize("here", ["en"], indirect=True)
def test_the_same_is_said_in_english(here: None):
    assert "“Fair”: from 62.5 % to below 80 %." in rule_words(edition(points()))


def test_points_say_weights_of_groups_floors_and_what_a_mandatory_criterion_does(here: None):
    rule = points(groups="weighted", group_floor={"good": 70}, mandatory_unmet={"at_most": "fair"})
    groups = [a_group(a_criterion("A1"), weight="1.50"), a_group(a_criterion("B1"), id_="B", weight=2)]

    said = rule_words(edition(rule, groups=groups))

    assert (
        "Tính riêng từng nhóm rồi lấy trung bình theo trọng số của nhóm (A × 1,5; B × 2); "
        "nhóm không có mục nào áp dụng được bỏ ra."
    ) in said
    assert "“Tốt” còn đòi hỏi mọi nhóm đạt ít nhất 70 %." in said
    assert "Còn tiêu chí bắt buộc chưa đạt thì kết quả cao nhất là “Khá”." in said


def test_a_count_says_what_each_kind_of_school_needs(here: None):
    variants = [
        {
            "when": {"setting": ["school"]},
            "reach": {"pass": {"at_least": 1, "of": 2}, "best": {"share": "0.875"}},
        },
        {"reach": {"pass": {"at_least": 1, "of": 1}}},
    ]

    assert rule_words(edition(count_rule(outcomes=OUTCOMES, variants=variants)))[1:-1] == (
        "Với Loại hình: Trường – “Tốt”: ít nhất 87,5 % số tiêu chí áp dụng, làm tròn lên.",
        "Với Loại hình: Trường – “Đạt”: ít nhất 1 trong 2 tiêu chí.",
        "“Đạt”: ít nhất 1 trong 1 tiêu chí.",
        "Còn lại: “Không đạt”.",
        "Có tiêu chí không áp dụng thì số cần đạt giảm theo cùng tỷ lệ, làm tròn lên.",
        "Còn tiêu chí bắt buộc chưa đạt thì kết quả cao nhất là “Không đạt”.",
    )


def test_a_count_of_shares_alone_needs_no_word_on_numbers(here: None):
    variants = [{"reach": {"pass": {"share": "0.8"}}}]
    said = rule_words(edition(count_rule(outcomes=OUTCOMES, variants=variants)))

    assert not any("số cần đạt" in one for one in said)


def test_a_count_may_keep_its_numbers(here: None):
    said = rule_words(edition(count_rule(outcomes=OUTCOMES, not_applicable="keep")))

    assert "Có tiêu chí không áp dụng thì số cần đạt vẫn giữ nguyên." in said


def test_levels_say_what_each_asks_and_what_it_is_recognised_as(here: None):
    rule = levels_rule(
        {"level": 1, "all": True},
        {"level": 2, "mandatory": "all", "others_at_least": 1, "rest_at_least": 1},
        recognitions=[{"level": 2, "title": both("Chuẩn quốc gia mức độ 1.")}],
        **LEVELS,
    )
    criteria = [a_criterion(id_, level=1) for id_ in ("A1", "A2")]

    assert rule_words(edition(rule, criteria=criteria)) == (
        "Một tiêu chí đạt một mức khi mọi chỉ báo áp dụng của mức đó và các mức dưới đều đạt.",
        "“Mức 1”: mọi tiêu chí đạt “Mức 1” trở lên.",
        (
            "“Mức 2”: mọi tiêu chí bắt buộc và ít nhất 1 tiêu chí khác đạt “Mức 2” trở lên; "
            "không tiêu chí nào dưới “Mức 1”."
        ),
        (
            "Kết quả là mức cao nhất mà chính mức đó và mọi mức dưới đều đạt; "
            "chưa đến mức nào thì là “Chưa xếp mức”."
        ),
        "Từ “Mức 2”: Chuẩn quốc gia mức độ 1.",
        BLANKS,
    )


def test_a_set_that_concludes_nothing_says_so(here: None):
    assert rule_words(edition(NO_RULE))[0] == "Bộ này không đưa ra kết luận, chỉ đếm số mục đạt."


def test_a_gate_says_how_far_it_cuts_and_whom_it_concerns(here: None):
    gates = [
        {"id": "R1", "text": both("Có tai nạn")},
        {"id": "R2", "text": both("Có ngộ độc"), "at_most": "fair", "applies_if": {"hard_area": False}},
    ]

    first, second = gate_lines(edition(points(gates=gates)))

    assert (first.text, first.when) == ("Có tai nạn", "")
    assert first.consequence == "Nếu xảy ra, kết quả cao nhất là “Yếu”."
    assert second.consequence == "Nếu xảy ra, kết quả cao nhất là “Khá”."
    assert second.when == "Vùng khó khăn: Không"


def test_a_gate_where_nothing_is_concluded_is_only_noted(here: None):
    (gate,) = gate_lines(edition(NO_RULE | {"gates": [{"id": "R1", "text": both("Có tai nạn")}]}))

    assert gate.consequence == "Chỉ ghi nhận, không đổi kết quả."


def test_a_scale_says_points_and_which_answers_count_as_met(here: None):
    scale = a_scale(
        an_option("good", 2) | {"label": both("Tốt")},
        an_option("fair", "0.5") | {"label": both("Khá")},
        an_option("bad", 0) | {"label": both("Kém")},
        met_from="fair",
    )
    made = edition(NO_RULE, scales={"met": scale})

    assert scale_words(made.scales["met"]) == (
        "Tốt – 2 điểm, tính là đạt; Khá – 0,5 điểm, tính là đạt; Kém – 0 điểm, chưa đạt"
    )


def test_a_scale_that_gives_levels_says_them(here: None):
    scale = a_scale(
        an_option("good", 1, level=1) | {"label": both("Tốt")},
        an_option("bad", 0, level=0) | {"label": both("Kém")},
        met_from="good",
    )
    rule = levels_rule({"level": 1, "all": True})
    made = edition(
        rule, scales={"met": scale}, criteria=[a_criterion("A1", indicators=[an_indicator("A1.a")])]
    )

    assert scale_words(made.scales["met"]) == "Tốt – mức 1, tính là đạt; Kém – mức 0, chưa đạt"
