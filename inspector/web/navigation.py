"""Where a person can go: at most five entries, by what they may act as."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import request, url_for
from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString

from inspector.store.accounts import Person
from inspector.workflow.permissions import AT_SCHOOL, AT_UNIT, Role

ROLE_LABELS: dict[Role, LazyString] = {
    Role.PRINCIPAL: lazy_gettext("Hiệu trưởng"),
    Role.CONTRIBUTOR: lazy_gettext("Thành viên hội đồng tự đánh giá"),
    Role.INSPECTOR: lazy_gettext("Thành viên đoàn kiểm tra"),
    Role.REVIEWER: lazy_gettext("Chuyên viên"),
    Role.LEADER: lazy_gettext("Lãnh đạo"),
    Role.CRITERIA_EDITOR: lazy_gettext("Người soạn bộ tiêu chí"),
    Role.ADMINISTRATOR: lazy_gettext("Quản trị viên"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    url: str
    text: str
    icon: str
    current: bool


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever is signed in, as the head of a page shows them."""

    name: str
    role_label: str
    place_label: str
    roles: tuple[tuple[str, str], ...]  # every role held today, and its place
    navigation: tuple[Entry, ...]


# Roles -> endpoint, text, icon; shown in this order, each once, and no more than five of them. Whoever
# oversees an area has enough others: the name of the program leads to the first page too.
_ENTRIES: Sequence[tuple[frozenset[Role], str, LazyString, str]] = (
    (frozenset(Role) - AT_UNIT, "home.index", lazy_gettext("Trang chủ"), "home"),
    (AT_SCHOOL, "assess.index", lazy_gettext("Tự đánh giá"), "assess"),
    (AT_SCHOOL, "improve.visits", lazy_gettext("Kiểm tra"), "visit"),
    (AT_SCHOOL, "improve.findings", lazy_gettext("Kiến nghị"), "finding"),
    (frozenset({Role.INSPECTOR}), "inspect.index", lazy_gettext("Lịch kiểm tra"), "visit"),
    (AT_UNIT, "oversee.index", lazy_gettext("Tổng quan"), "map"),
    (frozenset({Role.REVIEWER}), "oversee.waiting", lazy_gettext("Chờ tiếp nhận"), "assess"),
    (AT_UNIT, "oversee.visits", lazy_gettext("Đợt kiểm tra"), "visit"),
    (frozenset({Role.ADMINISTRATOR}), "manage.index", lazy_gettext("Tài khoản"), "people"),
    (frozenset({Role.ADMINISTRATOR}), "manage.events", lazy_gettext("Nhật ký"), "report"),
    (AT_UNIT, "oversee.schools", lazy_gettext("Trường"), "school"),
    (frozenset({Role.ADMINISTRATOR}), "places.index", lazy_gettext("Địa bàn và trường"), "school"),
    (frozenset({Role.CRITERIA_EDITOR}), "compose.index", lazy_gettext("Soạn bộ tiêu chí"), "assess"),
    (frozenset(Role), "consult.index", lazy_gettext("Các bộ tiêu chí"), "criteria"),
)


def actor_of(who: Person) -> Actor:
    """Return what the head of a page says of a person."""
    roles = {one.role for one in who.held}
    shown = [(url_for(end), str(text), icon) for wanted, end, text, icon in _ENTRIES if roles & wanted]
    current = _nearest([url for url, _, _ in shown])
    entries = [Entry(url, text, icon, url == current) for url, text, icon in shown]
    first = who.held[0] if who.held else None
    role = str(ROLE_LABELS[first.role]) if first else gettext("Chưa có vai trò")
    return Actor(who.name, role, first.place if first else "", roles_of(who), tuple(entries[:5]))


def roles_of(who: Person) -> tuple[tuple[str, str], ...]:
    """Return every role that a person holds today, and where."""
    return tuple((str(ROLE_LABELS[one.role]), one.place) for one in who.held)


def _nearest(urls: Sequence[str]) -> str | None:
    """Return the address that the page at hand lies deepest below: /oversee/visits, not /oversee/."""
    here = request.path
    above = [url for url in urls if here == url or (url != "/" and here.startswith(url))]
    return max(above, key=len, default=None)


def acts_in_samples(who: Person) -> bool:
    """Say whether a person is invented or acts for an invented school."""
    return who.is_sample or any(one.is_sample for one in who.held)
