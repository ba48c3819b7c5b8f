"""What is wrong with a draft, in words for whoever writes it, each with the way to where it is mended."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from flask import url_for
from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString

from inspector.criteria import nodes
from inspector.criteria.drafted import Drafted, Fault, criteria_of, group_file, indicators_of
from inspector.criteria.files import EDITION_FILE, PROVISIONS_FILE
from inspector.criteria.nodes import Path
from inspector.criteria.set_file import SET_FILE
from inspector.criteria.strict_yaml import MapNode
from inspector.services.publishing import Hindrance, Obstacle
from inspector.web.formatting import day


@dataclass(frozen=True, slots=True)
class Shown:
    """A problem as a page says it. `part` names what it is about, `where` and `words` make a sentence."""

    part: str
    where: str
    words: str
    url: str


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a path of a file is written: the part, its name, the page, and the rest of the path on it."""

    part: str
    name: str
    page: str  # address without anchor
    rest: Path


def shown_faults(draft_id: UUID, drafted: Drafted) -> tuple[Shown, ...]:
    """Return everything that is wrong with a draft, once each."""
    found = [_shown(draft_id, drafted, one) for one in drafted.faults]
    return tuple(dict.fromkeys(found))


def _shown(draft_id: UUID, drafted: Drafted, fault: Fault) -> Shown:
    place = _place(draft_id, drafted, fault)
    field = _field_words(place.rest)
    where = f"{place.name}, {field}" if field else place.name
    anchor = ".".join(str(one) for one in place.rest)
    return Shown(place.part, where, _words(fault), f"{place.page}#{anchor}" if anchor else place.page)


def _place(draft_id: UUID, drafted: Drafted, fault: Fault) -> _Place:
    def page(name: str, **values: Any) -> str:
        return url_for(f"compose.{name}", draft_id=draft_id, **values)

    path = fault.path
    if fault.file == SET_FILE:
        return _Place("set", gettext("Thông tin chung"), page("details"), path)
    if fault.file == PROVISIONS_FILE:
        return _Place("provisions", gettext("Căn cứ"), page("provisions"), ())
    if fault.file == EDITION_FILE:
        return _place_in_edition(path, page)
    for number, group in enumerate(drafted.groups, start=1):
        if fault.file == group_file(number):
            return _place_in_group(group, path, page)
    return _Place("groups", gettext("Các nhóm tiêu chí"), page("overview"), ("groups",))


def _place_in_edition(path: Path, page: Callable[..., str]) -> _Place:
    section = path[0] if path else ""
    if section == "scales" and len(path) > 1:
        scale = str(path[1])
        name = gettext("Thang trả lời “%(scale)s”", scale=scale)
        return _Place("scales", name, page("scale", scale_id=scale), path[2:])
    if path[:2] == ("rule", "gates"):
        return _Place("gates", gettext("Điều kiện loại"), page("gates"), path[1:])
    if section == "rule":
        return _Place("rule", gettext("Cách xếp loại"), page("rule"), path[1:])
    return _Place("set", gettext("Thông tin chung"), page("details"), path)


def _place_in_group(group: MapNode, path: Path, page: Callable[..., str]) -> _Place:
    group_id = nodes.said(group, "id")
    if len(path) > 1 and path[0] == "criteria" and isinstance(path[1], int):
        criterion = criteria_of(group)[path[1]]
        return _place_in_criterion(criterion, path[2:], page)
    name = gettext("Nhóm %(group)s", group=group_id)
    return _Place(f"group.{group_id}", name, page("group", group_id=group_id), path)


def _place_in_criterion(criterion: MapNode, path: Path, page: Callable[..., str]) -> _Place:
    id_ = nodes.said(criterion, "id")
    if len(path) > 1 and path[0] == "indicators" and isinstance(path[1], int):
        indicator = nodes.said(indicators_of(criterion)[path[1]], "id")
        address = page("indicator", criterion_id=id_, indicator_id=indicator)
        name = gettext("Chỉ báo %(indicator)s", indicator=indicator)
        return _Place(f"criterion.{id_}", name, address, path[2:])
    name = gettext("Tiêu chí %(criterion)s", criterion=id_)
    return _Place(f"criterion.{id_}", name, page("criterion", criterion_id=id_), path)


_FIELDS: Mapping[str, LazyString] = {
    "id": lazy_gettext("mã"),
    "title": lazy_gettext("tên"),
    "text": lazy_gettext("nội dung"),
    "about": lazy_gettext("giới thiệu"),
    "label": lazy_gettext("tên gọi"),
    "note": lazy_gettext("lời nói rõ nguồn"),
    "points": lazy_gettext("điểm"),
    "from": lazy_gettext("bắt đầu từ"),
    "in_force": lazy_gettext("ngày bắt đầu"),
    "weight": lazy_gettext("trọng số"),
    "effort_days": lazy_gettext("số ngày khắc phục"),
    "evidence": lazy_gettext("minh chứng"),
    "guidance": lazy_gettext("hướng dẫn"),
    "provisions": lazy_gettext("căn cứ"),
    "applies_if": lazy_gettext("áp dụng khi"),
    "mandatory": lazy_gettext("bắt buộc"),
    "concerns": lazy_gettext("dành cho trường nào"),
    "measure": lazy_gettext("số liệu"),
    "score": lazy_gettext("điểm số"),
    "scale": lazy_gettext("cách trả lời"),
    "met_from": lazy_gettext("được coi là đạt"),
    "level": lazy_gettext("mức"),
    "criteria": lazy_gettext("danh sách tiêu chí"),
    "indicators": lazy_gettext("danh sách chỉ báo"),
    "bands": lazy_gettext("các loại"),
    "outcomes": lazy_gettext("các loại"),
    "levels": lazy_gettext("các mức"),
    "reach": lazy_gettext("yêu cầu để đạt"),
    "variants": lazy_gettext("số cần đạt"),
    "group_floor": lazy_gettext("mức tối thiểu của từng nhóm"),
    "mandatory_unmet": lazy_gettext("khi thiếu tiêu chí bắt buộc"),
    "at_most": lazy_gettext("cao nhất là"),
    "at_least": lazy_gettext("thấp nhất là"),
    "replaces": lazy_gettext("thay cho"),
    "vi": lazy_gettext("tiếng Việt"),
    "en": lazy_gettext("tiếng Anh"),
    "options": lazy_gettext("các câu trả lời"),
    "recognitions": lazy_gettext("danh hiệu công nhận"),
    "below": lazy_gettext("khi chưa đạt mức nào"),
    "when": lazy_gettext("điều kiện"),
    "unit": lazy_gettext("đơn vị"),
    "gates": lazy_gettext("điều kiện loại"),
    "official_ref": lazy_gettext("số trong văn bản gốc"),
}


def _field_words(path: Path) -> str:
    """Say a path as people would: “các loại, dòng 2, tên gọi, tiếng Việt”."""
    said = []
    for step in path:
        if isinstance(step, int):
            said.append(gettext("dòng %(number)s", number=step + 1))
        elif step in _FIELDS:
            said.append(str(_FIELDS[step]))
    return ", ".join(said)


# What the reader of files says, begun with what is most particular; the first that is found counts.
_SAID: Sequence[tuple[re.Pattern[str], LazyString]] = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (r"has no group", lazy_gettext("Chưa có nhóm nào. Thêm nhóm đầu tiên.")),
        (
            r"“criteria” of group .* has nothing",
            lazy_gettext("Nhóm chưa có tiêu chí nào. Thêm tiêu chí, hoặc bỏ nhóm."),
        ),
        (
            r"has (nothing|only \d+) in it|names no fact|is an empty list",
            lazy_gettext("Còn thiếu. Thêm ít nhất một dòng nữa."),
        ),
        (r"of unit|“unit” of", lazy_gettext("Ghi đơn vị đo, ví dụ %, m², lần.")),
        (r"lacks “level”", lazy_gettext("Chọn mức mà mục này thuộc về.")),
        (r"is empty|lacks “", lazy_gettext("Chưa điền. Viết nội dung vào ô này.")),
        (r"is taken by", lazy_gettext("Mã này đã dùng ở chỗ khác. Chọn mã khác.")),
        (
            r"rests on no provision",
            lazy_gettext("Chọn căn cứ, hoặc đánh dấu “Thực hành tốt, không có văn bản riêng”."),
        ),
        (
            r"after the edition's first day",
            lazy_gettext(
                "Căn cứ này có hiệu lực sau ngày bắt đầu của phiên bản. Chọn căn cứ khác, hoặc đổi ngày."
            ),
        ),
        (r"an unknown provision", lazy_gettext("Căn cứ này không còn trong danh sách. Chọn lại.")),
        (r"an unknown scale", lazy_gettext("Thang trả lời này không còn. Chọn lại.")),
        (r"unknown fact", lazy_gettext("Điều kiện nêu một thông tin trường không có trong danh sách.")),
        (r"no fewer points than", lazy_gettext("Xếp câu trả lời từ tốt nhất đến kém nhất, điểm giảm dần.")),
        (
            r"is its worst option",
            lazy_gettext("Câu trả lời kém nhất không thể được coi là đạt. Chọn câu trên nó."),
        ),
        (r"no option of it", lazy_gettext("Chọn câu trả lời thấp nhất còn được coi là đạt.")),
        (
            r"has no “level”, and others have|worst option of .* has level|has a higher level",
            lazy_gettext("Mức phải giảm dần từ câu tốt nhất; câu kém nhất ở mức 0; hoặc bỏ trống tất cả."),
        ),
        (
            r"has a “level”, and",
            lazy_gettext("Bỏ mức ở đây: cách xếp loại hoặc thang trả lời đã quyết định mức."),
        ),
        (r"twice", lazy_gettext("Hai dòng trùng nhau. Sửa một dòng.")),
        (r"The first band", lazy_gettext("Loại thấp nhất phải bắt đầu từ 0.")),
        (
            r"not above the one before",
            lazy_gettext("Xếp các loại từ thấp lên cao, mỗi loại bắt đầu từ số cao hơn loại trước."),
        ),
        (r"other criteria", lazy_gettext("Yêu cầu nhiều tiêu chí hơn số tiêu chí không bắt buộc hiện có.")),
        (
            r"which it may not|names .* outcomes",
            lazy_gettext("Kết quả này không còn trong cách xếp loại. Chọn lại."),
        ),
        (
            r"stands in a rule without outcomes",
            lazy_gettext("Bộ không xếp loại thì không giới hạn kết quả. Bỏ chọn."),
        ),
        (r"no multiple of its “step”", lazy_gettext("Điểm tối đa phải chia hết cho bước điểm.")),
        (r"is above its “max”", lazy_gettext("Điểm để đạt không được lớn hơn điểm tối đa.")),
        (r"has no bound", lazy_gettext("Ghi giới hạn dưới, giới hạn trên, hoặc chọn chỉ ghi nhận.")),
        (
            r"asks for at least .* at most",
            lazy_gettext("Giới hạn dưới lớn hơn giới hạn trên. Sửa một trong hai."),
        ),
        (r"asks for \S+ of ", lazy_gettext("Số cần đạt không được lớn hơn tổng số.")),
        (
            r"is incomplete|has a “share” and",
            lazy_gettext("Ghi “đạt … trên …”, hoặc ghi tỷ lệ phần trăm, một trong hai cách."),
        ),
        (r"lacks “others_at_least”|lacks “mandatory”", lazy_gettext("Ghi số tiêu chí khác cần đạt mức này.")),
        (r"entries for \d+ levels", lazy_gettext("Mỗi mức cần một yêu cầu.")),
        (r"No criterion counts", lazy_gettext("Mọi mục đều chỉ ghi nhận, không mục nào tính điểm.")),
        (r"ended on|ends before", lazy_gettext("Ngày kết thúc đứng trước ngày bắt đầu.")),
        (r"not a day|is no day", lazy_gettext("Chọn một ngày trong lịch.")),
        (
            r"is “[^”]*”, not a number|not a level number|, not a number|is -?\d",
            lazy_gettext("Con số này không dùng được ở đây. Kiểm tra lại."),
        ),
        (r"is no id|reserved word", lazy_gettext("Mã chỉ gồm chữ cái không dấu, chữ số, dấu chấm và gạch.")),
    )
)


def _words(fault: Fault) -> str:
    for pattern, words in _SAID:
        if pattern.search(fault.problem.what):
            return str(words)
    return gettext("Ô này chưa đúng. Kiểm tra lại (%(what)s)", what=fault.problem.what)


_OBSTACLES: Mapping[Obstacle, tuple[LazyString, str]] = {
    Obstacle.NOT_LATER: (
        lazy_gettext("Bộ này đã có phiên bản bắt đầu từ %(about)s. Chọn ngày bắt đầu muộn hơn."),
        "in_force.from",
    ),
    Obstacle.SAME_TEXT: (
        lazy_gettext("Nội dung giống hệt phiên bản đã ban hành %(about)s. Sửa nội dung hoặc ngày bắt đầu."),
        "in_force.from",
    ),
    Obstacle.SET_ENDED: (
        lazy_gettext("Bộ này kết thúc ngày %(about)s, trước ngày bắt đầu của phiên bản."),
        "in_force.from",
    ),
    Obstacle.UNKNOWN_REPLACED: (
        lazy_gettext("Có tiêu chí thay cho “%(about)s”, mà các phiên bản trước không có tiêu chí đó."),
        "",
    ),
}


def shown_hindrances(draft_id: UUID, found: Sequence[Hindrance]) -> tuple[Shown, ...]:
    """Return what stands between a draft without faults and being published."""
    shown = []
    for one in found:
        words, anchor = _OBSTACLES[one.obstacle]
        about = _as_day(one.about) if one.obstacle is not Obstacle.SAME_TEXT else one.about
        page = url_for("compose.details", draft_id=draft_id, _anchor=anchor or None)
        shown.append(Shown("set", gettext("Ngày và phiên bản"), str(words) % {"about": about}, page))
    return tuple(shown)


def _as_day(words: str) -> str:
    try:
        return day(date.fromisoformat(words))
    except ValueError:
        return words
