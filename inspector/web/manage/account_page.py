"""One account as an administrator sees it."""

from dataclasses import dataclass
from datetime import timedelta

from flask import url_for
from flask_babel import gettext, ngettext
from sqlalchemy.orm import Session

from inspector.store import events, people, signing_in
from inspector.store.people import GrantLine
from inspector.store.tables import Account
from inspector.web.asking import now, today
from inspector.web.formatting import moment
from inspector.web.manage.accounts_page import account_state
from inspector.web.manage.events_page import events_table
from inspector.web.manage.words import days_words, grant_state, role_and_place
from inspector.web.oversee.tables import Cell, Column, Row, Table

LAST_EVENTS = 10


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of a summary list."""

    key: str
    value: str
    url: str | None = None
    action: str | None = None


@dataclass(frozen=True, slots=True)
class AccountPage:
    """`link_text` is what its button says; empty where the account gets no link."""

    name: str
    facts: tuple[Fact, ...]
    grants: Table | None
    events: Table | None
    link_text: str
    has_second_factor: bool
    sessions: int


def account_page(session: Session, account: Account) -> AccountPage:
    """Return an account with its roles at any time, and what was done with it last."""
    held = people.grants(session, [account.id])
    lines = events.of_accounts(session, person=account.id, limit=LAST_EVENTS)[:LAST_EVENTS]
    has_factor = signing_in.second_factor(session, account.id) is not None
    sessions = signing_in.sessions_of(session, account.id, now())
    return AccountPage(
        name=account.name,
        facts=tuple(_facts(session, account, has_factor, len(sessions))),
        grants=_grants(account, held) if held else None,
        events=events_table(session, lines) if lines else None,
        link_text=_link_text(account),
        has_second_factor=has_factor,
        sessions=len(sessions),
    )


def _link_text(account: Account) -> str:
    if account.closed or account.is_sample:
        return ""
    return gettext("Tạo liên kết đặt lại mật khẩu") if account.password_hash else gettext("Tạo liên kết mời")


def _facts(session: Session, account: Account, has_factor: bool, sessions: int) -> list[Fact]:
    label, _ = account_state(closed=account.closed, has_password=bool(account.password_hash))
    facts = [
        Fact(gettext("Tên đăng nhập"), gettext("đã xoá") if account.erased else account.sign_in_name),
        Fact(gettext("Tình trạng"), gettext("Đã xoá tên") if account.erased else label),
    ]
    if account.erased:
        return facts
    ends = signing_in.link_ends(session, account.id)
    if ends is not None:
        words = (
            gettext("dùng được đến %(when)s", when=moment(ends)) if ends > now() else gettext("đã hết hạn")
        )
        facts.append(Fact(gettext("Liên kết đặt mật khẩu"), words))
    on = gettext("đã bật") if has_factor else gettext("chưa bật")
    facts.append(Fact(gettext("Đăng nhập hai bước"), on))
    words = ngettext("%(num)d nơi", "%(num)d nơi", sessions) if sessions else gettext("không ở đâu")
    facts.append(Fact(gettext("Đang đăng nhập"), words))
    return facts


def _grants(account: Account, held: list[GrantLine]) -> Table:
    columns = (
        Column(gettext("Vai trò")),
        Column(gettext("Mã nơi")),
        Column(gettext("Thời hạn")),
        Column(gettext("Tình trạng")),
        Column(gettext("Việc")),
    )
    return Table(gettext("Vai trò"), columns, tuple(_grant(account, one) for one in held))


def _grant(account: Account, one: GrantLine) -> Row:
    label, kind = grant_state(one)
    url = url_for("manage.end_grant", account_id=account.id, grant_id=one.id)
    may_end = one.last_day > today() - timedelta(days=1)
    return Row(
        role_and_place(one.role, one.place),
        (
            Cell(one.code or "–"),
            Cell(days_words(one.first_day, one.last_day)),
            Cell(label, kind=kind),
            Cell(gettext("Kết thúc"), url) if may_end else Cell("–"),
        ),
    )
