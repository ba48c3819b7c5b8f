"""What was done with accounts: found by person, kind and day, and as a file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from flask import url_for
from flask_babel import gettext
from sqlalchemy.orm import Session

from inspector.store import events, people
from inspector.store.events import AccountEvent
from inspector.web.application import application
from inspector.web.formatting import moment
from inspector.web.manage.forms import EventFilterForm
from inspector.web.manage.words import WHAT, change_words, what_words
from inspector.web.oversee.paging import Paging, paging
from inspector.web.oversee.tables import Cell, Column, Row, Table

A_PAGE = 50
ALL = 100_000


@dataclass(frozen=True, slots=True)
class EventsPage:
    """`person`: whose events these are where one was asked for, with the way back to all."""

    form: EventFilterForm
    person: str
    person_id: UUID | None
    table: Table | None
    paging: Paging


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for; what is no kind, day or key asks for nothing."""

    words: str
    what: str
    first: date | None
    last: date | None
    person: UUID | None

    @classmethod
    def of(cls, args: Mapping[str, str]) -> "Asked":
        what = args.get("what", "")
        return cls(
            args.get("q", ""),
            what if what in WHAT else "",
            _day(args.get("first", "")),
            _day(args.get("last", "")),
            _key(args.get("person", "")),
        )

    def found(self, session: Session, *, limit: int, offset: int = 0) -> list[AccountEvent]:
        return events.of_accounts(
            session,
            person=self.person,
            words=self.words,
            what=self.what,
            since=_begin(self.first) if self.first else None,
            until=_begin(self.last + timedelta(days=1)) if self.last and self.last < date.max else None,
            limit=limit,
            offset=offset,
        )

    def as_address(self) -> dict[str, Any]:
        return {
            "q": self.words or None,
            "what": self.what or None,
            "first": self.first and self.first.isoformat(),
            "last": self.last and self.last.isoformat(),
            "person": self.person,
        }


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _begin(day: date) -> datetime:
    # years that no clock has would overflow in another zone
    if not 1900 < day.year < 9000:
        return datetime(max(day.year, 2) if day.year < 9000 else 9000, 1, 1, tzinfo=UTC)
    return datetime.combine(day, time.min, application().settings.time_zone)


def events_page(session: Session, args: Mapping[str, str]) -> EventsPage:
    """Return a page of what was done with accounts, newest first."""
    asked, page = Asked.of(args), Paging.number_in(args)
    found = asked.found(session, limit=A_PAGE, offset=(page - 1) * A_PAGE)
    form = EventFilterForm(
        data={"q": asked.words, "what": asked.what, "first": asked.first, "last": asked.last}
    )
    form.offer()
    address = asked.as_address()
    csv_url = url_for("manage.events_file", **address)
    return EventsPage(
        form=form,
        person=people.name_of(session, asked.person) if asked.person else "",
        person_id=asked.person,
        table=events_table(session, found[:A_PAGE], csv_url) if found else None,
        paging=paging(page, len(found) > A_PAGE, "manage.events", **address),
    )


def events_file(session: Session, args: Mapping[str, str]) -> Table:
    """Return all events that are searched for as one table."""
    return events_table(session, Asked.of(args).found(session, limit=ALL)[:ALL])


def events_table(session: Session, lines: Sequence[AccountEvent], csv_url: str | None = None) -> Table:
    """Return events as a table: when, what, whose account, who did it."""
    told = [one.before or one.after for one in lines]
    places = people.place_names(session, {UUID(one["place"]) for one in told if "place" in one})
    columns = (
        Column(gettext("Lúc")),
        Column(gettext("Việc")),
        Column(gettext("Tài khoản")),
        Column(gettext("Người làm")),
        Column(gettext("Cụ thể"), long=True),
    )
    rows = tuple(
        Row(
            moment(one.at),
            (
                Cell(what_words(one.what)),
                Cell(one.whose, url_for("manage.account", account_id=one.account_id)),
                Cell(one.who or gettext("dòng lệnh")),
                Cell(change_words(one.before, one.after, places)),
            ),
        )
        for one in lines
    )
    return Table(gettext("Nhật ký tài khoản"), columns, rows, csv_url)
