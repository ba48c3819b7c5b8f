"""What people did with a draft, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString

from inspector.store.events import EventLine
from inspector.web.formatting import moment

_WHAT: Mapping[str, LazyString] = {
    "begin_set": lazy_gettext("Tạo bộ mới"),
    "begin_edition": lazy_gettext("Tạo phiên bản tiếp theo"),
    "copy_set": lazy_gettext("Chép từ một bộ có sẵn"),
    "withdraw_draft": lazy_gettext("Cất bản nháp"),
    "restore_draft": lazy_gettext("Mở lại bản nháp"),
    "propose_draft": lazy_gettext("Đề nghị ban hành"),
    "publish_draft": lazy_gettext("Ban hành"),
}
_SECTIONS: Mapping[str, LazyString] = {
    "set": lazy_gettext("Tên và giới thiệu"),
    "edition.in_force": lazy_gettext("Ngày bắt đầu áp dụng"),
    "edition.provenance": lazy_gettext("Nguồn"),
    "edition.concerns": lazy_gettext("Dành cho ai"),
    "edition.scales": lazy_gettext("Thang trả lời"),
    "edition.defaults": lazy_gettext("Cách làm chung cho mọi mục"),
    "edition.evidence_code": lazy_gettext("Mã minh chứng"),
    "edition.rule": lazy_gettext("Cách xếp loại"),
    "order": lazy_gettext("Thứ tự"),
}


@dataclass(frozen=True, slots=True)
class HistoryLine:
    when: str
    who: str
    what: str
    before: str
    after: str
    reason: str


def history_lines(found: Iterable[EventLine]) -> list[HistoryLine]:
    """Return events as lines, with what was there before and is there now."""
    return [
        HistoryLine(
            moment(one.at),
            one.who or gettext("Chương trình"),
            _what(one),
            str(one.before.get("yaml", "")),
            str(one.after.get("yaml", "")),
            str(one.after.get("reason", "")),
        )
        for one in found
    ]


def _what(event: EventLine) -> str:
    if event.what != "change_draft":
        return str(_WHAT.get(event.what, event.what))
    kind, _, id_ = event.item_id.partition(".")
    part = str(_SECTIONS.get(event.item_id, "")) or _named(kind, id_)
    if not event.before and event.after:
        return gettext("Thêm: %(part)s", part=part)
    if event.before and not event.after:
        return gettext("Bỏ: %(part)s", part=part)
    return gettext("Sửa: %(part)s", part=part)


def _named(kind: str, id_: str) -> str:
    if kind == "group":
        return gettext("Nhóm %(group)s", group=id_)
    if kind == "criterion":
        return gettext("Tiêu chí %(criterion)s", criterion=id_)
    return gettext("Căn cứ") if kind == "provision" else id_
