"""The list of accounts, and the schools that nobody leads yet."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext
from sqlalchemy.orm import Session

from inspector.store import people
from inspector.store.people import AccountLine
from inspector.web.asking import today
from inspector.web.manage.forms import CLOSED, WAITING, FilterForm
from inspector.web.manage.words import role_and_place
from inspector.web.oversee.paging import Paging, paging
from inspector.web.oversee.tables import Cell, Column, Row, Table
from inspector.workflow.permissions import Role

A_PAGE = 50


@dataclass(frozen=True, slots=True)
class AccountsPage:
    form: FilterForm
    table: Table | None
    paging: Paging
    nothing: str


def accounts_page(session: Session, args: Mapping[str, str]) -> AccountsPage:
    """Return the accounts that are searched for, by given name."""
    words, page = args.get("q", ""), Paging.number_in(args)
    role = Role(args["role"]) if args.get("role") in list(Role) else None
    state = args.get("state") if args.get("state") in (CLOSED, WAITING) else None
    found = people.search(
        session,
        today(),
        words=words,
        role=role,
        closed=state == CLOSED,
        waiting=state == WAITING,
        limit=A_PAGE,
        offset=(page - 1) * A_PAGE,
    )
    form = FilterForm(data={"q": words, "role": role or "", "state": state or ""})
    form.offer()
    kept = {"q": words or None, "role": role, "state": state}
    return AccountsPage(
        form=form,
        table=_table(found[:A_PAGE]) if found else None,
        paging=paging(page, len(found) > A_PAGE, "manage.index", **kept),
        nothing=gettext("Không có tài khoản nào như vậy. Gõ không dấu cũng tìm được."),
    )


def _table(lines: list[AccountLine]) -> Table:
    columns = (
        Column(gettext("Họ và tên")),
        Column(gettext("Tên đăng nhập")),
        Column(gettext("Vai trò hôm nay"), long=True),
        Column(gettext("Tình trạng")),
    )
    return Table(gettext("Tài khoản"), columns, tuple(_row(one) for one in lines))


def _row(one: AccountLine) -> Row:
    held = "; ".join(role_and_place(grant.role, grant.place) for grant in one.held)
    label, kind = account_state(closed=one.closed, has_password=one.has_password)
    return Row(
        one.name,
        (
            Cell(one.sign_in_name, note=gettext("mẫu") if one.is_sample else None),
            Cell(held or gettext("chưa có vai trò")),
            Cell(label, kind=kind),
        ),
        url_for("manage.account", account_id=one.id),
    )


def account_state(*, closed: bool, has_password: bool) -> tuple[str, str]:
    """Return label and kind of tag of an account."""
    if closed:
        return gettext("Đã đóng"), "off"
    if not has_password:
        return gettext("Chưa đặt mật khẩu"), "attention"
    return gettext("Đang dùng"), "done"


@dataclass(frozen=True, slots=True)
class SchoolsPage:
    table: Table | None
    paging: Paging


def schools_page(session: Session, args: Mapping[str, str]) -> SchoolsPage:
    """Return the schools whose principal has no account, each with the way to open one."""
    page = Paging.number_in(args)
    found = people.schools_without_principal(session, today(), limit=A_PAGE, offset=(page - 1) * A_PAGE)
    units = people.unit_names_of(session, [one.id for one in found[:A_PAGE]], today())
    columns = (
        Column(gettext("Trường")),
        Column(gettext("Mã")),
        Column(gettext("Địa bàn")),
        Column(gettext("Việc")),
    )
    rows = tuple(
        Row(
            one.name,
            (
                Cell(one.code),
                Cell(units.get(one.id, "")),
                Cell(
                    gettext("Mở tài khoản"),
                    url_for("manage.new_account", role=Role.PRINCIPAL, place=one.code),
                ),
            ),
        )
        for one in found[:A_PAGE]
    )
    table = Table(gettext("Trường chưa có tài khoản hiệu trưởng"), columns, rows) if rows else None
    return SchoolsPage(table, paging(page, len(found) > A_PAGE, "manage.schools"))
