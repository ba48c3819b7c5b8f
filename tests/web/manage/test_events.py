import csv
import io
from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

import pytest

from inspector.store import events
from inspector.store.database import transaction
from inspector.store.events import Happened
from inspector.workflow.permissions import Role
from tests.store.world import World
from tests.web.browser import Browser

pytestmark = pytest.mark.database


@pytest.fixture
def admin(browser: Callable[..., Browser], world: World) -> Browser:
    return browser(world.person(Role.ADMINISTRATOR, name="Thầy Quản", password_hash="some"))


def happened(world: World, account: UUID, what: str, at: datetime, **more) -> None:
    with transaction(world.engine) as session:
        events.record(session, [Happened(what=what, by=account, account_id=account, at=at, **more)])


def lines(admin: Browser, query: str = "") -> list[list[str]]:
    page = admin.open(f"/manage/events{query}")
    return [[cell.text.strip() for cell in row.select("th, td")] for row in page.select("tbody tr")]


def test_events_are_found_by_person_kind_and_day_newest_first(admin: Browser, world: World):
    an, ba = world.person(None, name="Cô Ấm"), world.person(None, name="Bà Năm")
    # late on 19 November in Greenwich is 20 November in Việt Nam
    happened(world, an, "sign_in", datetime(2026, 11, 19, 16, 59, tzinfo=UTC))
    happened(world, an, "sign_out", datetime(2026, 11, 19, 17, 0, tzinfo=UTC))
    happened(world, ba, "sign_in", datetime(2026, 11, 20, 3, 0, tzinfo=UTC))

    assert [(line[1], line[2]) for line in lines(admin)] == [
        ("Đăng nhập", "Bà Năm"),
        ("Đăng xuất", "Cô Ấm"),
        ("Đăng nhập", "Cô Ấm"),
    ]
    assert [line[1] for line in lines(admin, "?q=co am")] == ["Đăng xuất", "Đăng nhập"]
    assert [line[2] for line in lines(admin, "?what=sign_in")] == ["Bà Năm", "Cô Ấm"]
    assert [line[1] for line in lines(admin, "?last=2026-11-19")] == ["Đăng nhập"]
    assert len(lines(admin, "?first=2026-11-20&last=2026-11-20")) == 2
    assert [line[2] for line in lines(admin, f"?person={ba}")] == ["Bà Năm"]


@pytest.mark.parametrize(
    "query",
    ["?person=x&what=rating&first=hom+nay&last=0001-01-01&page=x", "?first=9999-12-31&last=9999-12-31"],
)
def test_what_is_no_filter_does_no_harm(admin: Browser, query: str):
    admin.open(f"/manage/events{query}")


def test_what_people_did_with_ratings_is_not_for_administrators(admin: Browser, world: World):
    school = world.school()
    principal = world.person(Role.PRINCIPAL, school=school)
    with transaction(world.engine) as session:
        rated = Happened(
            what="rating", by=principal, at=datetime.now(UTC), school_id=school, after={"value": "not_met"}
        )
        events.record(session, [rated])

    assert lines(admin) == lines(admin, f"?person={principal}") == []
    assert "not_met" not in admin.answer("/manage/events.csv").text


def test_the_file_holds_all_that_was_searched_for_and_no_formula(admin: Browser, world: World):
    evil = world.person(None, name="=HYPERLINK(1)")
    for minute in range(60):
        happened(world, evil, "sign_in", datetime(2026, 11, 20, 3, minute, tzinfo=UTC))
    assert len(lines(admin)) == 50
    assert len(lines(admin, "?page=2")) == 10

    answer = admin.answer("/manage/events.csv?what=sign_in")
    rows = list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"))))

    assert answer.headers["Content-Disposition"] == 'attachment; filename="events.csv"'
    assert len(rows) == 61
    assert rows[1][2] == "'=HYPERLINK(1)"
    assert admin.answer("/manage/events.csv?what=sign_out").text.count("\n") == 1
