from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from inspector.store import signing_in
from inspector.store.database import reading, transaction
from inspector.store.tables import Account, Event, PasswordLink, RoleGrant, School, SignInSession
from inspector.workflow.permissions import Role
from tests.store.world import World
from tests.web.browser import Browser

pytestmark = pytest.mark.database
PASSWORD = "sông dài cá lội biệt tăm"


@pytest.fixture
def administrator(world: World) -> UUID:
    return world.person(Role.ADMINISTRATOR, name="Thầy Quản", password_hash="some")


@pytest.fixture
def admin(browser: Callable[..., Browser], administrator: UUID) -> Browser:
    return browser(administrator)


@pytest.fixture
def lan(world: World) -> UUID:
    """A person of no sample, without password and role."""
    with transaction(world.engine) as session:
        account = Account(sign_in_name="lan.nguyen", name="Nguyễn Thị Lan", password_hash="")
        session.add(account)
        session.flush()
        return account.id


def link_of(admin: Browser, account: UUID) -> str:
    page = admin.send(f"/manage/accounts/{account}/link", expect=200)
    return "/link/" + page.select_one("#link").text.strip().rpartition("/link/")[2]


def events_of(world: World, account: UUID) -> list[str]:
    with reading(world.engine) as session:
        return list(session.scalars(select(Event.what).where(Event.account_id == account).order_by(Event.id)))


def test_the_first_page_of_an_administrator_says_what_to_do(admin: Browser, world: World, lan: UUID):
    world.school()

    page = admin.open("/")

    assert "1 trường chưa có tài khoản hiệu trưởng" in page.select_one(".next").text
    assert "1 người chưa đặt mật khẩu" in page.text
    assert [link["href"] for link in page.select(".tabs a")][:3] == ["/", "/manage/", "/manage/events"]


def test_an_account_is_opened_given_a_role_and_a_link_and_the_person_signs_in(
    admin: Browser, browser: Callable[..., Browser], world: World
):
    school = world.school()
    fields = {"name": " Trần  Thị Bích ", "sign_in_name": "Bich.Tran"}
    answer = admin.send("/manage/accounts/new", fields)
    address = answer.location.removesuffix("/roles/new")
    with reading(world.engine) as session:
        code = session.get_one(School, school).code
        account = session.scalars(select(Account).where(Account.sign_in_name == "bich.tran")).one()
    assert account.name == "Trần Thị Bích"
    fields = {"role": "principal", "place": code, "first_day": "2026-01-01"}
    page = admin.send(answer.location, fields, follow=True)
    assert "Hiệu trưởng – Trường MN Hoa Sen" in page.text

    bich = browser()
    link = link_of(admin, account.id)
    assert "bich.tran" in bich.open(link).text
    bich.send(link, {"password": PASSWORD, "again": PASSWORD})
    bich.send("/sign-in", {"sign_in_name": "bich.tran", "password": PASSWORD, "to": "/"})

    assert "Trần Thị Bích" in bich.open("/").text
    assert address == f"/manage/accounts/{account.id}"
    assert events_of(world, account.id) == [
        "add_account",
        "grant_role",
        "password_link",
        "set_password",
        "sign_in",
    ]


def test_a_link_works_once_and_only_the_newest_one_does(
    admin: Browser, browser: Callable[..., Browser], world: World, lan: UUID
):
    first, second = link_of(admin, lan), link_of(admin, lan)
    nobody = browser()
    nobody.open(first, expect=404)
    fields = {"password": PASSWORD, "again": PASSWORD}
    nobody.send(first, fields, expect=404)
    nobody.send(second, fields)

    nobody.send(second, fields, expect=404)
    with reading(world.engine) as session:
        assert session.scalars(select(PasswordLink)).all() == []


def test_a_link_is_worth_nothing_after_72_hours_and_the_database_knows_only_its_digest(
    admin: Browser, browser: Callable[..., Browser], world: World, lan: UUID
):
    link = link_of(admin, lan)
    with transaction(world.engine) as session:
        kept = session.get_one(PasswordLink, lan)
        assert timedelta(hours=71) < kept.ends_at - datetime.now(UTC) <= timedelta(hours=72)
        assert link.rpartition("/")[2] not in kept.token_digest
        kept.ends_at = datetime.now(UTC) - timedelta(seconds=1)

    browser().open(link, expect=404)


@pytest.mark.parametrize(
    ("password", "again", "says"),
    [
        ("ngan qua", "ngan qua", "ít nhất 10"),
        ("nguyenthilan2026", "nguyenthilan2026", "dễ đoán"),
        ("Mamnon@123456", "Mamnon@123456", "dễ đoán"),
        (PASSWORD, PASSWORD + "x", "không giống nhau"),
    ],
)
def test_a_weak_password_is_refused_and_the_link_still_works(
    admin: Browser, browser: Callable[..., Browser], lan: UUID, password: str, again: str, says: str
):
    link, nobody = link_of(admin, lan), browser()

    page = nobody.send(link, {"password": password, "again": again}, expect=422)

    assert says in page.select_one("[role=alert]").text
    nobody.open(link)


def test_a_new_password_signs_out_everywhere(
    admin: Browser, browser: Callable[..., Browser], world: World, lan: UUID
):
    elsewhere = browser(lan)
    elsewhere.open("/")
    browser().send(link_of(admin, lan), {"password": PASSWORD, "again": PASSWORD})

    elsewhere.open("/", expect=401)


def test_people_are_found_without_accents_by_their_name_and_by_their_school(
    admin: Browser, world: World, lan: UUID
):
    school = world.school(name="Trường MN Vành Khuyên")
    world.person(Role.PRINCIPAL, school=school, name="Đỗ Thị Ấm")

    assert "Nguyễn Thị Lan" in admin.open("/manage/?q=thi lan").select_one("tbody").text
    found = admin.open("/manage/?q=vanh khuyen").select("tbody tr")
    assert ["Đỗ Thị Ấm" in row.text for row in found] == [True]
    assert admin.open("/manage/?q=khong co").select("tbody") == []
    assert "Ấm" in admin.open("/manage/?role=principal").select_one("tbody").text
    assert "Lan" in admin.open("/manage/?state=waiting").select_one("tbody").text
    assert admin.open("/manage/?state=closed").select("tbody") == []


def test_people_stand_by_their_given_names(admin: Browser, world: World):
    for name in ("Trần Văn Ấm", "Lê Thị Ăn", "Bùi An"):
        world.person(None, name=name)

    names = [row.select_one("th").text for row in admin.open("/manage/").select("tbody tr")]

    assert names == ["Bùi An", "Lê Thị Ăn", "Trần Văn Ấm", "Thầy Quản"]


def test_a_sign_in_name_is_given_once_also_when_its_account_is_closed(
    admin: Browser, world: World, lan: UUID
):
    admin.send(f"/manage/accounts/{lan}/close")

    page = admin.send("/manage/accounts/new", {"name": "Lan", "sign_in_name": "LAN.nguyen"}, expect=422)

    assert "Đã có tài khoản" in page.select_one("[role=alert]").text


def test_a_closed_account_lets_nobody_in_until_it_is_opened_again(
    admin: Browser, browser: Callable[..., Browser], lan: UUID
):
    somebody = browser(lan)
    somebody.open("/")

    page = admin.send(f"/manage/accounts/{lan}/close", follow=True)
    assert "Đã đóng" in page.text
    somebody.open("/", expect=401)
    admin.send(f"/manage/accounts/{lan}/link", expect=404)
    admin.send(f"/manage/accounts/{lan}/reopen")
    somebody.sign_in(lan)

    somebody.open("/")


def test_the_last_administrator_stays(admin: Browser, administrator: UUID, world: World):
    with reading(world.engine) as session:
        held = session.scalars(select(RoleGrant.id).where(RoleGrant.account_id == administrator)).one()

    page = admin.send(f"/manage/accounts/{administrator}/close", expect=422)
    admin.send(f"/manage/accounts/{administrator}/roles/{held}/end", {"last_day": ""}, expect=422)

    assert "quản trị viên cuối cùng" in page.select_one("[role=alert]").text
    world.person(Role.ADMINISTRATOR, password_hash="some")
    admin.send(f"/manage/accounts/{administrator}/roles/{held}/end", {"last_day": ""})
    admin.open("/manage/", expect=404)


def test_an_erased_name_stands_nowhere_and_what_was_done_keeps_the_key(
    admin: Browser, browser: Callable[..., Browser], world: World, lan: UUID
):
    somebody = browser()
    somebody.send(link_of(admin, lan), {"password": PASSWORD, "again": PASSWORD})
    somebody.send("/sign-in", {"sign_in_name": "lan.nguyen", "password": PASSWORD})
    admin.send(f"/manage/accounts/{lan}/erase")
    assert "Nguyễn Thị Lan" in admin.open(f"/manage/accounts/{lan}").text, "Only a closed account is erased."
    admin.send(f"/manage/accounts/{lan}/close")

    admin.send(f"/manage/accounts/{lan}/erase")

    key = f"#{lan.hex[:8]}"
    for address in (
        f"/manage/accounts/{lan}",
        "/manage/events",
        "/manage/events.csv",
        "/manage/?state=closed",
    ):
        words = admin.answer(address).text
        assert "Lan" not in words, address
        assert "lan.nguyen" not in words, address
        assert (key in words) == ("events" in address or str(lan) in address), address
    assert "erase_name" in events_of(world, lan)
    with reading(world.engine) as session:
        assert session.get_one(Account, lan).password_hash == ""
        assert signing_in.second_factor(session, lan) is None
        assert session.scalars(select(SignInSession).where(SignInSession.account_id == lan)).all() == []
    admin.send(f"/manage/accounts/{lan}/reopen", expect=404)


def test_a_sample_account_gets_no_link(admin: Browser, world: World):
    sample = world.person(None)

    assert "liên kết" not in admin.open(f"/manage/accounts/{sample}").select_one("main").text
    admin.send(f"/manage/accounts/{sample}/link", expect=404)


def test_schools_without_a_principal_lead_to_a_new_account_for_each(admin: Browser, world: World):
    led, alone = world.school(name="Trường MN Có Người"), world.school(name="Trường MN Chưa Có")
    world.person(Role.PRINCIPAL, school=led)
    world.person(Role.PRINCIPAL, school=alone, last_day=date(2020, 1, 1))

    page = admin.open("/manage/schools")

    (row,) = page.select("tbody tr")
    assert "Chưa Có" in row.text
    form = admin.open(row.select_one("a")["href"]).select_one("main form")
    answer = admin.send(form["action"], {"name": "An", "sign_in_name": "an.co"})
    page = admin.open(answer.location)
    assert page.select_one("#role option[selected]")["value"] == "principal"
    assert page.select_one("#place")["value"].startswith("s")
