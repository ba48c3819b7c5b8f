"""Guessing passwords: the same answer and the same wait for every name."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from inspector.services import delays
from inspector.services.passwords import hashed
from inspector.store.database import reading, transaction
from inspector.store.tables import Account, SignInTries
from inspector.web.signin.browsers import address
from tests.store.world import World
from tests.web.browser import Browser

pytestmark = pytest.mark.database
PASSWORD = "mot cau dai de nho"
NOW = datetime(2026, 11, 20, tzinfo=UTC)


@pytest.fixture
def name(world: World) -> str:
    account = world.person(None, password_hash=hashed(PASSWORD))
    with reading(world.engine) as session:
        return session.get_one(Account, account).sign_in_name


def guess(browser: Browser, name: str, password: str = "wrong one") -> int:
    fields = {"sign_in_name": name, "password": password, "csrf_token": browser.token()}
    return browser.client.post("/sign-in", data=fields).status_code


def test_after_six_failures_one_waits_whether_the_name_exists_or_not(
    browser: Callable[..., Browser], name: str, world: World
):
    for one in (name, "nobody"):
        guesser = browser()
        assert [guess(guesser, one.upper() if turn % 2 else one) for turn in range(6)] == [422] * 6
    with transaction(world.engine) as session:
        for row in session.query(SignInTries):
            assert (row.failed, row.wait_until > row.last_at) == (6, True)
            row.wait_until += timedelta(hours=1)  # however slow this machine is

    assert [guess(browser(), one) for one in (name, "nobody")] == [429, 429]
    assert guess(browser(), name, PASSWORD) == 429, "Even the right password waits: else the wait says which."


def test_five_failures_are_forgotten_once_the_password_was_right(browser: Callable[..., Browser], name: str):
    for _ in range(2):
        guesser = browser()
        assert [guess(guesser, name) for _ in range(5)] == [422] * 5
        assert guess(guesser, name, PASSWORD) == 302


def test_the_wait_doubles_and_stays_below_five_minutes_for_a_name():
    waits = [delays.BY_NAME.wait(failed).total_seconds() for failed in (0, 5, 6, 7, 8, 20, 5000)]

    assert waits == [0, 0, 2, 4, 8, 300, 300]


def test_a_try_counts_before_its_password_was_looked_at(world: World):
    keys = delays.keys("secret", "lan", None)
    for _ in range(6):
        with transaction(world.engine) as session:
            assert delays.begin(session, keys, NOW) is None

    with transaction(world.engine) as session:
        assert delays.begin(session, keys, NOW + timedelta(seconds=1)) == NOW + timedelta(seconds=2)
    with transaction(world.engine) as session:
        assert delays.begin(session, keys, NOW + timedelta(seconds=2)) is None


def test_an_address_that_tries_many_names_waits_and_one_good_sign_in_pays_for_itself_only(world: World):
    for number in range(31):
        with transaction(world.engine) as session:
            assert delays.begin(session, delays.keys("secret", f"name{number}", "192.0.2.1"), NOW) is None
    another = delays.keys("secret", "lan", "192.0.2.1")

    with transaction(world.engine) as session:
        assert delays.begin(session, another, NOW) is not None
        assert delays.begin(session, delays.keys("secret", "lan", "192.0.2.2"), NOW) is None
        delays.was_right(session, another, NOW)
    with transaction(world.engine) as session:
        (left,) = [row.failed for row in session.query(SignInTries) if row.failed > 20]
    assert left == 30


def test_after_a_day_nothing_is_kept_and_never_a_name_or_an_address(world: World):
    with transaction(world.engine) as session:
        delays.begin(session, delays.keys("secret", "lan", "192.0.2.1"), NOW)
        kept = [row.key for row in session.query(SignInTries)]
        assert [len(key) for key in kept] == [64, 64]
    with transaction(world.engine) as session:
        delays.begin(session, delays.keys("secret", "hoa", None), NOW + timedelta(days=1, seconds=1))
        assert session.query(SignInTries).count() == 1


@pytest.mark.parametrize(
    ("remote", "passed_on", "counted"),
    [
        ("127.0.0.1", None, None),
        ("127.0.0.1", "198.51.100.7, 203.0.113.9", "203.0.113.9"),
        ("203.0.113.9", "198.51.100.7", "203.0.113.9"),
        ("::1", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("127.0.0.1", "unknown", None),
        ("", None, None),
    ],
)
def test_the_address_is_what_the_proxy_says_and_nothing_that_its_visitor_says(
    app: Flask, remote: str, passed_on: str | None, counted: str | None
):
    headers = {"X-Forwarded-For": passed_on} if passed_on else {}
    with app.test_request_context("/", environ_base={"REMOTE_ADDR": remote}, headers=headers):
        assert address() == counted


def test_a_session_that_somebody_planted_is_not_the_one_that_signing_in_begins(
    browser: Callable[..., Browser], name: str
):
    victim = browser()
    with victim.client.session_transaction() as cookie:
        cookie["token"] = "planted"
    guess(victim, name, PASSWORD)

    with victim.client.session_transaction() as cookie:
        assert cookie["token"] != "planted"
    attacker = browser()
    with attacker.client.session_transaction() as cookie:
        cookie["token"] = "planted"
    attacker.open("/", expect=401)


@pytest.mark.parametrize("to", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:x"])
def test_signing_in_leads_nowhere_else(browser: Callable[..., Browser], name: str, to: str):
    somebody = browser()
    fields = {"sign_in_name": name, "password": PASSWORD, "to": to, "csrf_token": somebody.token()}

    assert somebody.client.post("/sign-in", data=fields).location == "/"
    assert somebody.client.get("/sign-in", query_string={"to": to}).location == "/"
