import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.text import Text, fold, found_in, search_key, sort_key, spelling_key

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


# --- searching ---

ANY = st.text(max_size=30) | NAMES


@pytest.mark.parametrize("typed", ["hoa", "hoà", "hòa", "HÒA", "hoá", " hoa! "])
def test_a_word_is_found_however_its_tone_is_typed(typed: str):
    wanted = search_key(typed).split()

    assert found_in("Nhà văn hoá, hòa nhã", wanted) == [(8, 11), (13, 16)]


def test_a_long_word_is_found_at_the_beginning_of_words():
    assert found_in("Meals, a mealtime, oatmeal", ["meal"]) == [(0, 4), (9, 13)]


def test_a_short_word_is_found_where_it_is_a_word_by_itself():
    assert found_in("Hoạt động, hoặc hoa hoà", ["hoa"]) == [(16, 19), (20, 23)]
    assert found_in("Buses", ["bus"]) == []


def test_words_that_stand_side_by_side_somewhere_are_not_found_apart_as_well():
    assert found_in("An toàn. Toàn an, anh toàn", ["an", "toan"]) == [(0, 7)]
    assert found_in("Toàn trường an tâm", ["an", "toan"]) == [(0, 4), (12, 14)]


def test_nothing_wanted_is_found_nowhere():
    assert found_in("An toàn", []) == []
    assert search_key("?!").split() == []


def test_marks_that_follow_their_letter_belong_to_what_is_found():
    words = unicodedata.normalize("NFD", "sữa tươi")

    ((first, last),) = found_in(words, ["sua"])

    assert unicodedata.normalize("NFC", words[first:last]) == "sữa"


def test_a_spelling_keeps_tones_but_not_their_place_in_the_word():
    assert spelling_key("Hoà thuận") == spelling_key("hòa Thuận")
    assert len({spelling_key(one) for one in ("hoa", "hoà", "hoá", "hoả", "hoã", "hoạ", "hoă")}) == 7


@given(ANY)
def test_a_text_is_found_in_itself(words: str):
    wanted = search_key(words).split()

    assert bool(found_in(words, wanted)) == bool(wanted)


@given(ANY, ANY)
def test_what_is_marked_reads_like_what_is_wanted(words: str, typed: str):
    wanted = search_key(typed).split()
    for first, last in found_in(words, wanted):
        marked = search_key(words[first:last]).split()
        assert marked
        assert set(marked) <= set(wanted)


@given(NAMES)
def test_a_search_key_is_that_of_the_folded_text(words: str):
    assert search_key(words) == search_key(fold(words))
