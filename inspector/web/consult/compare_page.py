"""What changed from one edition of a set to another, item by item, with the changed words marked."""

from collections.abc import Iterable, Iterator, Mapping, Sized
from dataclasses import dataclass

from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString

from inspector.criteria.diff import Difference, difference
from inspector.criteria.model import CriteriaSet, Edition
from inspector.web.addresses import edition_url, set_url
from inspector.web.consult.clauses import Clause, clause_of, scales_of
from inspector.web.consult.marking import Marked, changed_words
from inspector.web.consult.said import said_of_edition, said_of_item
from inspector.web.consult.standing import edition_words
from inspector.web.formatting import text

_KEYS: Mapping[str, LazyString] = {
    "text": lazy_gettext("nội dung"),
    "title": lazy_gettext("nội dung"),
    "mandatory": lazy_gettext("bắt buộc hay không"),
    "applies_if": lazy_gettext("điều kiện áp dụng"),
    "provisions": lazy_gettext("căn cứ"),
    "good_practice": lazy_gettext("căn cứ"),
    "official_ref": lazy_gettext("số trong văn bản"),
    "scale": lazy_gettext("thang trả lời"),
    "score": lazy_gettext("cách chấm điểm"),
    "measure": lazy_gettext("số đo"),
    "level": lazy_gettext("mức"),
    "na": lazy_gettext("“Không áp dụng”"),
    "weight": lazy_gettext("trọng số"),
    "effort_days": lazy_gettext("thời gian khắc phục"),
    "fixable": lazy_gettext("khắc phục được hay không"),
    "evidence": lazy_gettext("minh chứng"),
    "guidance": lazy_gettext("hướng dẫn"),
    "indicators": lazy_gettext("các chỉ báo"),
}
"""What the keys of the file format are about.

Which item of the edition before an item replaces is not here: it is no change of the item.
"""


@dataclass(frozen=True, slots=True)
class Compared:
    """What both editions say under one heading, where they differ."""

    label: str
    old: Marked
    new: Marked


@dataclass(frozen=True, slots=True)
class Change:
    """An item that changed, or that took the place of another; `note` stands in for rows in other words."""

    number: str
    text: str
    url: str
    rows: tuple[Compared, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Line:
    number: str
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Count:
    label: str
    value: str
    url: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class ComparePage:
    title: str
    set_title: str
    set_url: str
    old_words: str
    old_url: str
    new_words: str
    new_url: str
    counts: tuple[Count, ...]
    whole: tuple[Compared, ...]
    changed: tuple[Change, ...]
    replaced: tuple[Change, ...]
    new: tuple[Line, ...]
    dropped: tuple[Line, ...]
    same: tuple[Line, ...]


def compare_page(of_set: CriteriaSet, old: Edition, new: Edition) -> ComparePage:
    """Return what became of the items of `old` in `new`."""
    found = difference(old, new)
    changed = {id_: keys for id_, keys in found.changed.items() if set(keys) & _KEYS.keys()}
    same = [id_ for id_ in new.criteria if id_ in found.same or id_ in found.changed.keys() - changed.keys()]
    old_words, new_words = edition_words(old), edition_words(new)
    before, after = _clauses(old), _clauses(new)
    return ComparePage(
        title=gettext(
            "%(title)s: thay đổi từ %(old)s đến %(new)s",
            title=text(of_set.title),
            old=old_words,
            new=new_words,
        ),
        set_title=text(of_set.title),
        set_url=set_url(of_set.id),
        old_words=old_words,
        old_url=edition_url(old),
        new_words=new_words,
        new_url=edition_url(new),
        counts=tuple(_counts(found, changed, same)),
        whole=tuple(_compared(said_of_edition(old), said_of_edition(new))),
        changed=tuple(
            _change(before[id_], after[id_], id_, edition_url(new, id_), keys)
            for id_, keys in changed.items()
        ),
        replaced=tuple(
            _change(before[was], after[is_], f"{was} → {is_}", edition_url(new, is_), ())
            for was, is_ in found.replaced.items()
        ),
        new=_lines(new, found.new),
        dropped=_lines(old, found.dropped),
        same=_lines(new, same),
    )


def _counts(found: Difference, changed: Sized, same: Sized) -> Iterator[Count]:
    for label, items, anchor in (
        (gettext("Thay đổi"), changed, "_changed"),
        (gettext("Thay bằng mục khác"), found.replaced, "_replaced"),
        (gettext("Mới"), found.new, "_new"),
        (gettext("Bỏ"), found.dropped, "_dropped"),
        (gettext("Giữ nguyên"), same, "_same"),
    ):
        yield Count(label, str(len(items)), f"#{anchor}" if items else None)


def _clauses(edition: Edition) -> dict[str, Clause]:
    several = len(scales_of(edition)) > 1
    return {id_: clause_of(edition, one, several_scales=several) for id_, one in edition.criteria.items()}


def _lines(edition: Edition, ids: Iterable[str]) -> tuple[Line, ...]:
    return tuple(Line(id_, text(edition.criteria[id_].title), edition_url(edition, id_)) for id_ in ids)


def _change(old: Clause, new: Clause, number: str, url: str, keys: Iterable[str]) -> Change:
    rows = tuple(_compared(said_of_item(old), said_of_item(new)))
    names = ", ".join(dict.fromkeys(str(_KEYS[key]) for key in keys if key in _KEYS))
    note = gettext("Lời ở ngôn ngữ này không đổi; khác ở: %(what)s.", what=names) if names else ""
    return Change(number, new.text, url, rows, "" if rows else note)


def _compared(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Compared]:
    for label in {**old, **new}:
        before, after = old.get(label, ""), new.get(label, "")
        if before != after:
            yield Compared(label, *changed_words(before, after))
