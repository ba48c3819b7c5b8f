"""What people did with an assessment, in sentences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString

from inspector.criteria.model import Edition
from inspector.store.events import EventLine
from inspector.web.assess.words import fact_words, rating_words
from inspector.web.formatting import moment, text

_STEPS: Mapping[str, LazyString] = {
    "open": lazy_gettext("Mở phiếu"),
    "carry": lazy_gettext("Lấy câu trả lời của phiếu trước"),
    "submit": lazy_gettext("Nộp phiếu"),
    "withdraw": lazy_gettext("Rút lại phiếu để sửa tiếp"),
    "review": lazy_gettext("Bắt đầu xem xét"),
    "return": lazy_gettext("Trả lại để bổ sung"),
    "accept": lazy_gettext("Tiếp nhận"),
    "put_aside": lazy_gettext("Cất phiếu"),
    "sign": lazy_gettext("Đã ký biên bản"),
    "plan_visit": lazy_gettext("Lập lịch kiểm tra"),
    "begin_visit": lazy_gettext("Đã bắt đầu kiểm tra"),
    "finding": lazy_gettext("Ghi kiến nghị"),
    "drop_finding": lazy_gettext("Bỏ kiến nghị"),
    "answer_finding": lazy_gettext("Trả lời kiến nghị"),
    "supplement": lazy_gettext("Ghi phụ lục biên bản"),
}

_FIELDS: Mapping[str, LazyString] = {
    "value": lazy_gettext("Trả lời"),
    "reason": lazy_gettext("Lý do"),
    "note": lazy_gettext("Mô tả hiện trạng"),
    "evidence": lazy_gettext("Minh chứng"),
    "look_again": lazy_gettext("Cần xem lại"),
}


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One thing that somebody did; `who` None: the program, or a name that was erased."""

    when: str
    who: str | None
    what: str
    details: tuple[str, ...]


def history_lines(edition: Edition, events: Sequence[EventLine]) -> tuple[HistoryLine, ...]:
    """Return events as sentences, in the same order."""
    return tuple(HistoryLine(moment(one.at), one.who, _what(one), _details(edition, one)) for one in events)


def _what(one: EventLine) -> str:
    if one.what == "rating":
        return gettext("Sửa mục %(item)s", item=one.item_id)
    if one.what == "facts":
        return gettext("Sửa thông tin trường của phiếu này")
    words = str(_STEPS.get(one.what, one.what))
    return f"{words} ({one.item_id})" if one.item_id else words


def _details(edition: Edition, one: EventLine) -> tuple[str, ...]:
    if one.what == "rating":
        changed = (
            (name, _said(edition, one, name, one.before), _said(edition, one, name, one.after))
            for name in one.after
        )
        return tuple(_from_to(str(_FIELDS.get(name, name)), before, after) for name, before, after in changed)
    if one.what == "carry":
        return (_carried(one.after),)
    if one.what == "facts":
        return tuple(_fact(edition, fact, one) for fact in one.after)
    said = [one.after.get("reason"), *(_remarks(one.after.get("remarks")))]
    return tuple(words for words in said if words)


def _carried(after: Mapping[str, Any]) -> str:
    return gettext(
        "%(taken)s câu trả lời mang sang, trong đó %(again)s cần xem lại; %(left)s còn ở phiếu cũ",
        taken=len(after["taken"]),
        again=len(after["look_again"]),
        left=len(after["left"]),
    )


def _from_to(name: str, before: str, after: str) -> str:
    return gettext("%(name)s: %(before)s → %(after)s", name=name, before=before, after=after)


def _said(edition: Edition, one: EventLine, name: str, values: Mapping[str, Any]) -> str:
    value = values.get(name)
    if name == "look_again":
        return gettext("có") if value else gettext("đã xác nhận")
    words = rating_words(edition, one.item_id, value) if name == "value" else value
    return str(words) if words else gettext("(để trống)")


def _fact(edition: Edition, fact: str, one: EventLine) -> str:
    kind = edition.facts.get(fact)
    if kind is None:
        return fact
    unknown = gettext("chưa biết")
    before, after = (fact_words(kind, values.get(fact)) or unknown for values in (one.before, one.after))
    return _from_to(text(kind.title), before, after)


def _remarks(remarks: object) -> list[str]:
    return [f"{item}: {words}" for item, words in remarks.items()] if isinstance(remarks, dict) else []
