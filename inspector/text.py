"""One text in two languages; folding and sorting of Vietnamese."""

import unicodedata
from dataclasses import dataclass
from typing import Literal

Lang = Literal["vi", "en"]
LANGUAGES: tuple[Lang, ...] = ("vi", "en")

# The Vietnamese alphabet as dictionaries order it; w, j, f, z stand where Latin has them.
_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTER_ORDER = {letter: f"{place:02}" for place, letter in enumerate(_LETTERS, start=20)}
# Dictionary order of tones: level, hook and so on, in the order ngang huyền hỏi ngã sắc nặng.
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}


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
