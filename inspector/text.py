"""One text in two languages; folding and sorting of Vietnamese."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Lang = Literal["vi", "en"]
LANGUAGES: tuple[Lang, ...] = ("vi", "en")

# The Vietnamese alphabet as dictionaries order it; w, j, f, z stand where Latin has them.
_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTER_ORDER = {letter: f"{place:02}" for place, letter in enumerate(_LETTERS, start=20)}
# Dictionary order of tones: level, hook and so on, in the order ngang huyền hỏi ngã sắc nặng.
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
SHORTEST_BEGINNING = 4
"""Letters of a typed word that may go on: “meal” finds “meals”, but “hoa” not “hoạt”, another word."""

_WORD = re.compile(r"[^\W_]+")
_SPELLED_WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+")
_TONE = re.compile(f"[{''.join(_TONES)}]")


@dataclass(frozen=True, slots=True)
class Text:
    """The same text in Vietnamese and English; neither is empty, both are NFC."""

    vi: str
    en: str

    def in_(self, lang: Lang) -> str:
        """Return the text in one language."""
        return self.vi if lang == "vi" else self.en


def fold(words: str) -> str:
    """Return `words` for searching: lower case, without tone marks, accents, or doubled spaces.

    “Hòa” and “Hoà” fold to the same text, as do the different apostrophes of “H'Drai”.

    >>> fold("Trường  MN Hoà Bình") == fold("truong mn hòa bình")
    True
    """
    plain = words.casefold().replace("đ", "d").replace("’", "'").replace("`", "'")
    marks_off = (one for one in unicodedata.normalize("NFD", plain) if not unicodedata.combining(one))
    return " ".join("".join(marks_off).split())


def sort_key(words: str) -> str:
    """Return a key that sorts as a Vietnamese dictionary does, bytewise, on any database.

    Letters decide first (a < ă < â, d < đ), tones only between equal letters; digits sort by value.

    >>> sorted(["Ấm", "Em", "Đà", "Ăn", "An", "Dư"], key=sort_key)
    ['An', 'Ăn', 'Ấm', 'Dư', 'Đà', 'Em']
    >>> sorted(["Lớp 10", "Lớp 9"], key=sort_key)
    ['Lớp 9', 'Lớp 10']
    """
    letters: list[str] = []
    tones: list[str] = []
    digits = ""
    for one in [*words.casefold(), ""]:
        if one.isascii() and one.isdigit():
            digits += one
            continue
        if digits:
            letters.append(f"1{len(digits.lstrip('0')):02}{digits.lstrip('0')}")
            digits = ""
        parts = unicodedata.normalize("NFD", one)
        tone = "".join(_TONES.get(mark, "") for mark in parts)
        letter = unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in _TONES))
        if letter in _LETTER_ORDER:
            letters.append(_LETTER_ORDER[letter])
            tones.append(tone or "0")
        elif letter.isspace():
            letters.append("00")
    return "".join(letters) + "!" + "".join(tones)


def search_key(words: str) -> str:
    """Return a text as it is searched in: folded, a single space before and after each of its words.

    >>> search_key("Hoà Bình: 0,3 kg")
    ' hoa binh 0 3 kg '
    """
    return "".join(f" {one}" for one in _WORD.findall(fold(words))) + " "


def spelling_key(words: str) -> str:
    """Return the same with letters and tones kept; where in a word its tone stands makes no difference.

    >>> spelling_key("hoà") == spelling_key("Hòa"), spelling_key("hoà") == spelling_key("hoả")
    (True, False)
    """
    spelled = _SPELLED_WORD.findall(unicodedata.normalize("NFD", words.casefold()))
    moved = (_TONE.sub("", word) + "".join(_TONE.findall(word)) for word in spelled)
    return "".join(f" {one}" for one in moved) + " "


def sought(wanted: Sequence[str]) -> str:
    """Return how folded words, side by side, stand in a search key; the last one may go on if it is long.

    >>> sought(["an", "toan"]), sought(["hoa"])
    (' an toan', ' hoa ')
    """
    together = "".join(f" {one}" for one in wanted)
    return together if wanted and len(wanted[-1]) >= SHORTEST_BEGINNING else f"{together} "


def found_in(words: str, wanted: Sequence[str]) -> list[tuple[int, int]]:
    """Return where folded words stand in a text, from–to, in order.

    Side by side as in `wanted` if they stand so anywhere, else each by itself.

    >>> found_in("Bếp một chiều, chiều rộng 2 m", ["mot", "chieu"])
    [(4, 13)]
    """
    key, places = _with_places(words)
    needles = [sought(wanted)]
    if needles[0] not in key:
        needles = sorted((sought([one]) for one in wanted), key=len, reverse=True)
    # The space after a word is the space before the next one: it is looked at, not taken.
    pattern = "|".join(re.escape(one.rstrip()) + ("(?= )" if one[-1] == " " else "") for one in needles)
    matches = re.finditer(pattern, key) if wanted else ()
    return [(places[one.start() + 1], _after(words, places[one.end() - 1])) for one in matches]


def _with_places(words: str) -> tuple[str, list[int]]:
    """Return the search key of a text, and of each of its signs the place in the text."""
    signs, places = [" "], [0]
    for place, one in enumerate(words):
        # A mark alone folds to nothing: it ends no word. Whatever else is no letter does.
        for sign in " " if one.isspace() else fold(one):
            is_letter = _WORD.match(sign)
            if is_letter or signs[-1] != " ":
                signs.append(sign if is_letter else " ")
                places.append(place)
    if signs[-1] != " ":
        signs.append(" ")
        places.append(len(words))
    return "".join(signs), places


def _after(words: str, place: int) -> int:
    """Return the place after a letter and the marks that follow it."""
    place += 1
    while place < len(words) and unicodedata.combining(words[place]):
        place += 1
    return place
