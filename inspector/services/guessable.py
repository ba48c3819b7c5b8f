"""Whether a password is one of the first that anybody would try.

Not a list of leaked passwords, which would be long, foreign and soon old: what people of Vietnamese
preschools put together are a few words, names, years and rows of keys. These parts are taken away; what is
left must still be long enough.
"""

import re
from collections.abc import Iterable

from inspector.text import fold

SHORTEST = 10
"""Characters of a password, at least."""

LEFT_AT_LEAST = 6
"""Letters and digits that must be left without the parts that are guessed first."""

_DIFFERENT_AT_LEAST = 5
_ROWS = ("abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm", "01234567890", "qazwsxedcrfv")
_GUESSED = """
matkhau password passwd passw0rd p@ssw0rd admin administrator quantri root user test demo login
dangnhap welcome xinchao hello iloveyou anhyeuem emyeuanh yeuem yeuanh toiyeu loveyou love letmein
secret bimat truong mamnon maugiao mam non nhatre lopmam lopla hoasen hoamai hoahong hoasua sonca
vanganh hoaphuong tuoitho tuoihoa anhduong binhminh hoabinh baby monkey dragon hoathienly hieutruong
giaovien cogiao thaygiao hocsinh beyeu chuyenvien lanhdao thanhtra inspector danhgia tudanhgia
giaoduc sogddt phonggd gddt vietnam vietnamvodich hanoi saigon hochiminh tphcm danang haiphong
cantho hue quangngai quangnam nghean thanhhoa namdinh dongnai binhduong longan tiengiang angiang
nguyen tran pham hoang phan dang huong linh trang phuong thao lan hoa mai hang nga thuy thanh hien
hanh yen nhung
"""
_WORDS = tuple(_GUESSED.split())
_YEAR = re.compile(r"(?:19|20)\d\d")


def is_guessable(password: str, own_words: Iterable[str] = ()) -> bool:
    """Say whether too little is left of a password without the words that everybody tries first.

    `own_words`: the person's name, sign-in name, school, in any spelling.

    >>> is_guessable("Mamnon@2026"), is_guessable("hoasen123456", ["Trường MN Hoa Sen"])
    (True, True)
    >>> is_guessable("aaaaaaaaaaaa"), is_guessable("ba con mèo leo cây cau")
    (True, False)
    """
    plain = re.sub(r"[^a-z0-9@]", "", fold(password))
    if len(set(plain)) < _DIFFERENT_AT_LEAST:
        return True
    own = {part for words in own_words for part in _parts(words)}
    for word in sorted({*_WORDS, *own}, key=len, reverse=True):
        plain = plain.replace(word, " ")
    plain = _YEAR.sub(" ", plain)
    return sum(len(part) for part in _without_rows(plain).split() if part != "@") < LEFT_AT_LEAST


def _parts(words: str) -> set[str]:
    """Return the words of a name, and all of them written together; short ones are found in too much."""
    single = re.findall(r"[a-z0-9]+", fold(words))
    return {one for one in (*single, "".join(single)) if len(one) >= 3}


def _without_rows(plain: str) -> str:
    """Take away three or more keys that follow each other, forwards or backwards, or are the same."""
    for row in (*_ROWS, *(one * 12 for one in set(plain) - {" "})):
        for way in (row, row[::-1]):
            for length in range(len(way), 2, -1):
                for start in range(len(way) - length + 1):
                    plain = plain.replace(way[start : start + length], " ")
    return plain
