"""What happens to accounts, in words."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString

from inspector.store.base import FIRST_DAY, LAST_DAY
from inspector.store.people import GrantLine
from inspector.web.asking import today
from inspector.web.formatting import day
from inspector.web.navigation import ROLE_LABELS
from inspector.workflow.permissions import Role

WHAT: Mapping[str, LazyString] = {
    "sign_in": lazy_gettext("Đăng nhập"),
    "sign_out": lazy_gettext("Đăng xuất"),
    "end_session": lazy_gettext("Kết thúc phiên đăng nhập"),
    "add_account": lazy_gettext("Mở tài khoản"),
    "grant_role": lazy_gettext("Giao vai trò"),
    "end_role": lazy_gettext("Kết thúc vai trò"),
    "password_link": lazy_gettext("Tạo liên kết đặt mật khẩu"),
    "set_password": lazy_gettext("Đặt mật khẩu bằng liên kết"),
    "change_password": lazy_gettext("Đổi mật khẩu"),
    "reset_password": lazy_gettext("Cấp mật khẩu mới bằng dòng lệnh"),
    "second_factor_on": lazy_gettext("Bật đăng nhập hai bước"),
    "second_factor_off": lazy_gettext("Tắt đăng nhập hai bước"),
    "recovery_code": lazy_gettext("Dùng mã dự phòng"),
    "close_account": lazy_gettext("Đóng tài khoản"),
    "reopen_account": lazy_gettext("Mở lại tài khoản"),
    "erase_name": lazy_gettext("Xoá tên"),
}
"""Kinds of events that concern accounts, as they are chosen and shown."""


def what_words(what: str) -> str:
    """Return what happened; the word of the program itself for a kind that is not known here."""
    return str(WHAT.get(what, what))


def role_and_place(role: Role, place: str) -> str:
    """Return a role and where it is held."""
    label = str(ROLE_LABELS[role])
    return f"{label} – {place}" if place else label


def days_words(first_day: date, last_day: date) -> str:
    """Return from when to when a role holds."""
    if last_day == LAST_DAY:
        if first_day == FIRST_DAY:
            return gettext("không ghi thời hạn")
        return gettext("từ %(day)s", day=day(first_day))
    if first_day == FIRST_DAY:
        return gettext("đến hết %(day)s", day=day(last_day))
    return gettext("từ %(first)s đến hết %(last)s", first=day(first_day), last=day(last_day))


def grant_state(one: GrantLine) -> tuple[str, str]:
    """Return label and kind of tag of a role: held now, later, or no longer."""
    if one.first_day > today():
        return gettext("Chưa bắt đầu"), "open"
    if one.last_day < today():
        return gettext("Đã kết thúc"), "off"
    return gettext("Đang giữ"), "active"


def change_words(before: Mapping[str, Any], after: Mapping[str, Any], places: Mapping[UUID, str]) -> str:
    """Return which role an event gave or ended; empty for other events."""
    told = before or after
    if "role" not in told:
        return ""
    place = places.get(UUID(told["place"]), "") if "place" in told else ""
    first, last = told.get("first_day"), after.get("last_day") or told.get("last_day")
    words = role_and_place(Role(told["role"]), place)
    days = days_words(
        date.fromisoformat(first) if first else FIRST_DAY, date.fromisoformat(last) if last else LAST_DAY
    )
    return f"{words} ({days})"
