"""Words that are marked in a text."""

from hypothesis import given
from hypothesis import strategies as st

from inspector.web.consult.marking import (
    LONGEST_EXCERPT,
    LONGEST_UNCHANGED,
    Marked,
    Segment,
    changed_words,
    found_words,
)

TEXTS = st.text(alphabet="ab cẫ.\n", max_size=60)


def shown(segments: Marked) -> str:
    return "".join(f"[{one.text}]" if one.is_marked else one.text for one in segments)


def test_found_words_are_marked_where_they_stand():
    assert shown(found_words("Bếp sạch, bếp gọn", ["bep"])) == "[Bếp] sạch, [bếp] gọn"
    assert shown(found_words("Bếp sạch", ["san"])) == "Bếp sạch"


def test_a_long_text_is_shown_around_the_first_find_in_whole_words():
    long = f"{'trước ' * 100}giữa {'sau ' * 100}".strip()

    excerpt = shown(found_words(long, ["giua"]))

    assert "[giữa]" in excerpt
    assert excerpt.startswith("… trước ")
    assert excerpt.endswith("sau …")
    assert len(excerpt) < LONGEST_EXCERPT + 10


def test_a_find_at_either_end_of_a_long_text_is_shown():
    assert shown(found_words(f"đầu {'x ' * 400}", ["dau"])).startswith("[đầu] x")
    assert shown(found_words(f"{'x ' * 400}cuối", ["cuoi"])).endswith("[cuối]")


def test_changed_words_are_marked_on_both_sides():
    old, new = changed_words("Cô hòa nhã với trẻ", "Cô hòa nhã với mọi trẻ em")

    assert shown(old) == "Cô hòa nhã với trẻ"
    assert shown(new) == "Cô hòa nhã với [mọi] trẻ [em]"


def test_of_two_texts_that_share_little_everything_is_marked():
    old, new = changed_words("Một hai ba bốn", "Sân chơi bằng phẳng và hai")

    assert (shown(old), shown(new)) == ("[Một hai ba bốn]", "[Sân chơi bằng phẳng và hai]")


def test_a_text_that_one_side_does_not_have_is_marked_on_the_other():
    assert changed_words("", "Mới") == ((), (Segment("Mới", True),))
    assert changed_words("Cũ", "") == ((Segment("Cũ", True),), ())


def test_lines_are_held_together_line_by_line():
    old, new = changed_words("Luật A\nLuật B", "Luật A\nLuật B\nLuật C")

    assert shown(old) == "Luật A\nLuật B"
    assert shown(new) == "Luật A\nLuật B\n[Luật C]"


def test_a_line_in_the_place_of_another_is_compared_with_it_word_by_word():
    old, new = changed_words("Đạt từ 70 %\nTốt từ 90 %", "Đạt từ 75 %\nTốt từ 90 %")

    assert shown(old) == "Đạt từ [70] %\nTốt từ 90 %"
    assert shown(new) == "Đạt từ [75] %\nTốt từ 90 %"


def test_of_a_long_run_that_both_texts_have_only_the_ends_are_shown():
    same = "từ " * LONGEST_UNCHANGED

    old, new = changed_words(f"{same}cũ", f"{same}mới")

    assert len(shown(old)) < LONGEST_UNCHANGED
    assert " … " in shown(old)
    assert shown(new).endswith("từ [mới]")


@given(TEXTS, TEXTS)
def test_both_sides_hold_their_whole_text_when_it_is_short(old: str, new: str):
    old_side, new_side = changed_words(old, new)

    assert "".join(one.text for one in old_side) == old
    assert "".join(one.text for one in new_side) == new


@given(TEXTS)
def test_a_text_has_nothing_marked_against_itself(words: str):
    assert not any(one.is_marked for side in changed_words(words, words) for one in side)
