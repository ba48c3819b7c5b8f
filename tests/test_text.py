import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.text import Text, fold, sort_key

NAMES = st.text(alphabet="aAăÂbđĐeêghiklmnoôơưuxyàáảãạằếồờữị 0123456789'-", max_size=20)


def test_a_text_is_read_in_either_language():
    text = Text("Đạt", "Met")

    assert (text.in_("vi"), text.in_("en")) == ("Đạt", "Met")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hòa Bình", "Hoà Bình"),
        ("ĐỐNG ĐA", "đong da"),
        ("Ia H'Drai", "Ia H’ Drai".replace("’ ", "’")),
        ("  MN   Sơn  Ca ", "mn son ca"),
        ("Thuỷ", unicodedata.normalize("NFD", "Thủy")),
    ],
)
def test_names_that_people_take_for_the_same_fold_to_the_same(one: str, other: str):
    assert fold(one) == fold(other)


def test_different_letters_stay_apart_when_folded():
    assert fold("Ba Vì") != fold("Ba Vi 2")


def test_vietnamese_order_is_letters_first_then_tones():
    words = [
        "An",
        "Ăn",
        "Ấm",
        "Ba",
        "Bà",
        "Bả",
        "Bã",
        "Bá",
        "Bạ",
        "Cam",
        "Dư",
        "Đà",
        "Em",
        "Ê",
        "Ông",
        "Ơn",
        "Út",
        "Ư",
    ]

    backwards = words[::-1]
    assert sorted(backwards, key=sort_key) == words


def test_tones_decide_only_between_equal_letters():
    assert sort_key("Bà An") < sort_key("Ba Bình")


def test_numbers_sort_by_value():
    assert sorted(["Lớp 10", "Lớp 2", "Lớp 010", "Lớp 1"], key=sort_key)[:2] == ["Lớp 1", "Lớp 2"]


@given(NAMES)
def test_folding_twice_changes_nothing_more(name: str):
    assert fold(fold(name)) == fold(name)


@given(NAMES)
def test_the_normal_form_of_a_name_does_not_matter(name: str):
    decomposed = unicodedata.normalize("NFD", name)

    assert fold(decomposed) == fold(name)
    assert sort_key(unicodedata.normalize("NFC", decomposed)) == sort_key(name)


@given(NAMES)
def test_sort_keys_are_plain_ascii_so_that_every_database_sorts_them_alike(name: str):
    assert sort_key(name).isascii()
