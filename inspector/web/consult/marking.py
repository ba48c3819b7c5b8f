"""Texts with some of their words marked: what was found in them, what changed between two of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from inspector.text import found_in

_WORD = re.compile(r"\S+\s*|\s+")
ALIKE = 0.4
"""Texts that share less are other texts: to mark single words in them would only confuse."""

LONGEST_EXCERPT = 260

LONGEST_UNCHANGED = 320
"""Of a run of words that both texts have: of a longer one only the ends are shown."""

KEPT_END = 120


@dataclass(frozen=True, slots=True)
class Segment:
    text: str
    is_marked: bool


Marked = tuple[Segment, ...]


def found_words(words: str, wanted: Sequence[str]) -> Marked:
    """Return a text with the words that were looked for marked; of a long one the part around the first."""
    spans = found_in(words, wanted)
    begin, end = _excerpt(words, spans[0][0] if spans else 0)
    segments = [Segment("… ", False)] if begin else []
    place = begin
    for first, last in spans:
        if place <= first and last <= end:
            segments += [Segment(words[place:first], False), Segment(words[first:last], True)]
            place = last
    segments.append(Segment(words[place:end], False))
    if end < len(words):
        segments.append(Segment(" …", False))
    return tuple(one for one in segments if one.text)


def _excerpt(words: str, at: int) -> tuple[int, int]:
    """Return from where to where a long text is shown so that a place in it can be seen, in whole words."""
    if len(words) <= LONGEST_EXCERPT:
        return 0, len(words)
    begin = max(0, min(at - LONGEST_EXCERPT // 3, len(words) - LONGEST_EXCERPT))
    begin = words.rfind(" ", 0, begin) + 1 if begin else 0
    end = words.rfind(" ", begin, begin + LONGEST_EXCERPT) if begin + LONGEST_EXCERPT < len(words) else -1
    return begin, end if end > at else len(words)


def changed_words(old: str, new: str) -> tuple[Marked, Marked]:
    """Return two texts with the words marked that the other one does not have in their place.

    Texts of several lines are held together line by line. Of what is the same in long texts only the ends
    are shown.
    """
    if "\n" in old or "\n" in new:
        return _changed_lines(old.splitlines(keepends=True), new.splitlines(keepends=True))
    before, after = _WORD.findall(old), _WORD.findall(new)
    matcher = _matcher(before, after)
    if matcher.ratio() < ALIKE:
        return _whole(old), _whole(new)
    old_side: list[Segment] = []
    new_side: list[Segment] = []
    for what, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        for side, words in (
            (old_side, "".join(before[old_from:old_to])),
            (new_side, "".join(after[new_from:new_to])),
        ):
            side += _whole(words) if what != "equal" else (Segment(_shortened(words), False),)
    return tuple(old_side), tuple(new_side)


def _changed_lines(before: Sequence[str], after: Sequence[str]) -> tuple[Marked, Marked]:
    old_side: list[Segment] = []
    new_side: list[Segment] = []
    for what, old_from, old_to, new_from, new_to in _matcher(before, after).get_opcodes():
        gone, come = before[old_from:old_to], after[new_from:new_to]
        if what == "equal":
            old_side.append(Segment("".join(gone), False))
            new_side.append(Segment("".join(come), False))
        elif len(gone) == len(come):
            for one, other in zip(gone, come, strict=True):
                old_words, new_words = changed_words(one.rstrip("\n"), other.rstrip("\n"))
                old_side += (*old_words, _end_of(one))
                new_side += (*new_words, _end_of(other))
        else:
            old_side += (segment for one in gone for segment in _whole(one))
            new_side += (segment for one in come for segment in _whole(one))
    return tuple(one for one in old_side if one.text), tuple(one for one in new_side if one.text)


def _matcher(before: Sequence[str], after: Sequence[str]) -> SequenceMatcher[str]:
    return SequenceMatcher(
        None, [one.strip() for one in before], [one.strip() for one in after], autojunk=False
    )


def _end_of(line: str) -> Segment:
    return Segment("\n" if line.endswith("\n") else "", False)


def _whole(words: str) -> Marked:
    """Return words as marked; the space after them is not."""
    bare = words.rstrip()
    return tuple(one for one in (Segment(bare, True), Segment(words[len(bare) :], False)) if one.text)


def _shortened(words: str) -> str:
    """Return a long unchanged run without its middle, in whole words."""
    if len(words) <= LONGEST_UNCHANGED:
        return words
    first, last = words.rfind(" ", 0, KEPT_END), words.find(" ", len(words) - KEPT_END)
    return f"{words[:first]} … {words[last + 1 :]}" if 0 < first < last else words
