"""What is in force on a day, in words."""

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext, ngettext

from inspector.criteria.in_force import InForce, in_force, last_day
from inspector.criteria.model import CriteriaSet, Edition, Status
from inspector.web.consult.editions import is_kept_only
from inspector.web.formatting import day


@dataclass(frozen=True, slots=True)
class Tag:
    """A state as the macro `state_tag` draws it."""

    label: str
    kind: str


def edition_words(edition: Edition) -> str:
    """Name an edition by its first day."""
    return gettext("bản %(day)s", day=day(edition.in_force_from))


def edition_title(edition: Edition) -> str:
    """Name an edition where its name begins a line."""
    words = edition_words(edition)
    return words[:1].upper() + words[1:]


def span_words(edition: Edition, of_set: CriteriaSet) -> str:
    """Say from when to when an edition is in force."""
    first = day(edition.in_force_from)
    if edition.status is Status.DRAFT:
        return gettext("dự kiến từ %(first)s", first=first)
    last = None if is_kept_only(edition, of_set) else last_day(edition, of_set)
    if last is None:
        return gettext("từ %(first)s", first=first)
    return gettext("từ %(first)s đến %(last)s", first=first, last=day(last))


def edition_tag(edition: Edition, of_set: CriteriaSet, on: date) -> Tag:
    """Say how an edition stands on a day."""
    if is_kept_only(edition, of_set):
        return Tag(gettext("Bản lưu"), "off")
    if edition.status is Status.DRAFT:
        return Tag(gettext("Bản nháp"), "attention")
    if edition.in_force_from > on:
        return Tag(gettext("Chưa có hiệu lực"), "open")
    last = last_day(edition, of_set)
    if last is not None and last < on:
        return Tag(gettext("Hết hiệu lực"), "off")
    return Tag(gettext("Có hiệu lực"), "active")


def set_tag(there: InForce) -> Tag:
    """Say how a set stands on the day of `there`."""
    if there.edition is not None:
        return Tag(gettext("Có hiệu lực"), "active")
    if there.only_draft:
        return Tag(gettext("Chỉ có bản nháp"), "attention")
    if there.last_published is not None and there.last_published.in_force_from <= there.day:
        return Tag(gettext("Đã kết thúc"), "off")
    return Tag(gettext("Chưa có hiệu lực"), "open")


def set_words(of_set: CriteriaSet, on: date) -> str:
    """Say in a sentence which edition of a set is in force on a day, honestly where none is."""
    there = in_force(of_set, on)
    if there.edition is not None:
        return _in_force_words(there.edition, of_set, there)
    if there.draft is not None:
        return _only_draft_words(there)
    last = there.last_published
    if last is None:
        first = min((one.in_force_from for one in of_set.editions), default=None)
        return gettext("Chưa có bản nào được ban hành; bản nháp dự kiến từ %(first)s.", first=day(first))
    if last.in_force_from > on:
        return gettext("Ngày này chưa có bản nào; bản đầu tiên từ %(first)s.", first=day(last.in_force_from))
    return gettext("Bộ tiêu chí đã kết thúc ngày %(last)s.", last=day(last_day(last, of_set)))


def _in_force_words(edition: Edition, of_set: CriteriaSet, there: InForce) -> str:
    words = gettext("Áp dụng bản %(span)s.", span=span_words(edition, of_set))
    if there.draft is None:
        return words
    first = day(there.draft.in_force_from)
    return f"{words} {gettext('Có bản nháp mới hơn, dự kiến từ %(first)s.', first=first)}"


def _only_draft_words(there: InForce) -> str:
    assert there.draft is not None
    first = day(there.draft.in_force_from)
    last = there.last_published
    if last is None:
        return gettext("Ngày này chỉ có bản nháp, dự kiến từ %(first)s; chưa có bản ban hành.", first=first)
    return gettext(
        "Ngày này chỉ có bản nháp, dự kiến từ %(first)s; bản ban hành gần nhất từ %(last)s.",
        first=first,
        last=day(last.in_force_from),
    )


def counts_words(edition: Edition) -> str:
    """Say how much an edition asks."""
    criteria, indicators = len(edition.criteria), len(edition.indicators)
    mandatory = sum(one.mandatory is not False for one in edition.criteria.values())
    words = [ngettext("%(num)d tiêu chí", "%(num)d tiêu chí", criteria)]
    if indicators != criteria:
        words.append(ngettext("%(num)d chỉ báo", "%(num)d chỉ báo", indicators))
    if mandatory:
        words.append(ngettext("%(num)d bắt buộc", "%(num)d bắt buộc", mandatory))
    if edition.gates:
        words.append(ngettext("%(num)d điều kiện loại", "%(num)d điều kiện loại", len(edition.gates)))
    return " · ".join(words)
