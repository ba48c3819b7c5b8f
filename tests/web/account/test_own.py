from collections.abc import Callable
from uuid import UUID

import pytest
from sqlalchemy import select

from inspector.services.passwords import hashed
from inspector.store.database import reading, transaction
from inspector.store.tables import Account, RoleGrant, SignInSession
from inspector.workflow.permissions import Role
from tests.store.world import World
from tests.web.browser import Browser

pytestmark = pytest.mark.database
PASSWORD = "mot cau dai de nho"
NEW = "sông dài cá lội biệt tăm"


@pytest.fixture
def own(world: World) -> UUID:
    """A principal with an account of their own, not a sample's."""
    school = world.school()
    with transaction(world.engine) as session:
        account = Account(sign_in_name="lan.nguyen", name="Nguyễn Thị Lan", password_hash=hashed(PASSWORD))
        session.add(account)
        session.flush()
        session.add(RoleGrant(account_id=account.id, role=Role.PRINCIPAL, school_id=school))
        return account.id


def signed_in(browser: Callable[..., Browser], password: str = PASSWORD, *, expect: int = 302) -> Browser:
    made = browser()
    made.client.environ_base["HTTP_USER_AGENT"] = "Mozilla/5.0 (Android 15) Gecko/140.0 Firefox/140.0"
    made.send("/sign-in", {"sign_in_name": "lan.nguyen", "password": password, "to": "/"}, expect=expect)
    return made


def change(somebody: Browser, present: str, new: str, *, expect: int = 302):
    return somebody.send(
        "/account/password", {"present": present, "password": new, "again": new}, expect=expect
    )


def test_a_person_changes_the_password_and_is_signed_out_elsewhere_only(browser, own: UUID):
    here, elsewhere = signed_in(browser), signed_in(browser)

    page = change(here, PASSWORD, NEW)

    assert page.location == "/account/"
    here.open("/account/")
    elsewhere.open("/", expect=401)
    signed_in(browser, NEW)
    signed_in(browser, PASSWORD, expect=422)


@pytest.mark.parametrize(
    ("present", "new", "says"),
    [
        (PASSWORD + "x", NEW, "hiện nay không đúng"),
        (PASSWORD, "hoasen@2026", "dễ đoán"),
        (PASSWORD, "ngan", "ít nhất 10"),
    ],
)
def test_without_the_present_password_or_with_a_weak_one_nothing_changes(
    browser, own: UUID, world: World, present: str, new: str, says: str
):
    here = signed_in(browser)

    page = change(here, present, new, expect=422)

    assert says in page.select_one("[role=alert]").text
    signed_in(browser)


def test_sample_accounts_keep_the_password_that_everybody_knows(browser, world: World):
    sample = browser(world.person(None, password_hash=hashed(PASSWORD)))

    change(sample, PASSWORD, NEW, expect=404)


def test_a_person_sees_where_they_are_signed_in_and_ends_one_or_all_others(browser, own: UUID):
    here, one, other = (signed_in(browser) for _ in range(3))
    page = here.open("/account/")
    ends = [form["action"] for form in page.select("form[action$='/end']")]
    assert page.text.count("Firefox · Android") >= 3
    assert page.text.count("chính nơi này") == 1
    assert len(ends) == 2

    here.send(ends[0])
    assert sorted(who.answer("/").status_code for who in (one, other)) == [200, 401]
    here.send("/account/sessions/end-others")

    assert [who.answer("/").status_code for who in (here, one, other)] == [200, 401, 401]


def test_nobody_ends_the_session_of_somebody_else(browser, own: UUID, world: World):
    signed_in(browser)
    with reading(world.engine) as session:
        (theirs,) = session.scalars(select(SignInSession.id))

    browser(world.person(None)).send(f"/account/sessions/{theirs}/end", expect=404)

    with reading(world.engine) as session:
        assert session.get(SignInSession, theirs) is not None


def test_a_person_takes_home_what_is_stored_about_them_and_no_secret(browser, own: UUID):
    here = signed_in(browser)
    page = here.open("/account/data")
    assert "Nguyễn Thị Lan" in page.text

    answer = here.answer("/account/data.json")

    stored = answer.json
    assert (stored["name"], stored["key"]) == ("Nguyễn Thị Lan", str(own))
    assert [one["role"] for one in stored["roles"]] == ["principal"]
    assert [one["what"] for one in stored["done_by_me"]] == ["sign_in"]
    assert "argon2" not in answer.text


def test_the_head_of_a_page_names_every_role(browser, world: World):
    person = world.person(Role.PRINCIPAL, school=world.school())
    with transaction(world.engine) as session:
        session.add(RoleGrant(account_id=person, role=Role.REVIEWER, unit_id=world.units.near))

    head = browser(person).open("/account/").select_one(".account__panel")

    assert "Hiệu trưởng – Trường MN Hoa Sen" in head.text
    assert "Chuyên viên – Quận Gần" in head.text
