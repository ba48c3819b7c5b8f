from collections.abc import Callable
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from sqlalchemy import select

from inspector.services.passwords import hashed
from inspector.store.database import reading
from inspector.store.tables import Event, SignInSession
from inspector.web.signin.carrying import address_here
from inspector.workflow.permissions import Role
from tests.store.world import World
from tests.web.browser import Browser, fields_of

pytestmark = pytest.mark.database
PASSWORD = "mot cau dai de nho"


@pytest.fixture
def principal(world: World):
    return world.person(Role.PRINCIPAL, school=world.school(), password_hash=hashed(PASSWORD))


@pytest.fixture
def name(world: World, principal) -> str:
    from inspector.store.tables import Account

    with reading(world.engine) as session:
        return session.get_one(Account, principal).sign_in_name


def sign_in(browser: Browser, name: str, password: str, **more: str):
    fields = {"sign_in_name": name, "password": password, "to": "/", **more, "csrf_token": browser.token()}
    return browser.client.post("/sign-in", data=fields)


def test_a_person_signs_in_with_name_in_any_case_and_password(
    browser: Callable[..., Browser], name: str, world: World
):
    nobody = browser()

    answer = sign_in(nobody, f" {name.upper()} ", PASSWORD)

    assert (answer.status_code, answer.location) == (302, "/")
    assert "Cô Hạnh" in nobody.open("/").text
    with reading(world.engine) as session:
        assert session.scalars(select(Event.what)).all() == ["sign_in"]


@pytest.mark.parametrize("password", ["", "mot cau dai de nh", PASSWORD + "x"])
def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(browser, name: str, password: str):
    wrong, unknown = sign_in(browser(), name, password), sign_in(browser(), "nobody", password)

    assert wrong.status_code == unknown.status_code == 422
    assert ("không đúng" in wrong.text) == ("không đúng" in unknown.text) == bool(password)


def test_the_browser_holds_a_token_of_which_the_database_knows_only_a_digest(
    browser, name: str, world: World
):
    nobody = browser()
    sign_in(nobody, name, PASSWORD)

    with nobody.client.session_transaction() as cookie:
        token = cookie["token"]
    with reading(world.engine) as session:
        (stored,) = session.scalars(select(SignInSession)).all()
    assert token not in (stored.token_digest, "")
    assert len(stored.token_digest) == 64


def test_signing_out_ends_the_session_and_its_token_is_worth_nothing(browser, name: str):
    somebody = browser()
    sign_in(somebody, name, PASSWORD)
    with somebody.client.session_transaction() as cookie:
        token = cookie["token"]

    somebody.send("/sign-out")
    somebody.open("/", expect=401)
    with somebody.client.session_transaction() as cookie:
        cookie["token"] = token

    somebody.open("/", expect=401)


def test_what_a_form_carried_is_sent_on_after_signing_in_again(browser, name: str, principal):
    late = browser()
    late.sign_in(principal, lasts=timedelta(days=-3))
    answer = late.client.post(
        "/improve/anything",
        data={"note": "Viết nửa tiếng", "csrf_token": late.token()},
        headers={"Sec-Fetch-Site": "same-origin"},
    )
    assert answer.status_code == 404, "Only addresses that exist are kept."

    answer = late.client.post(
        "/sign-out", data={"note": "Viết nửa tiếng"}, headers={"Sec-Fetch-Site": "same-origin"}
    )

    assert answer.status_code == 401
    assert 'name="carried:note" value="Viết nửa tiếng"' in answer.text
    again = sign_in(late, name, PASSWORD, **{"carried:note": "Viết nửa tiếng", "to": "/sign-out"})
    assert again.status_code == 200
    assert 'action="/sign-out"' in again.text
    assert 'name="note" value="Viết nửa tiếng"' in again.text
    (form,) = BeautifulSoup(again.text, "html.parser").select("main form")
    sent = late.client.post("/sign-out", data=fields_of(form))
    assert (sent.status_code, sent.location) == (302, "/sign-in"), "It takes one press."


def test_a_form_of_another_site_is_not_offered_for_sending_again(browser):
    answer = browser().client.post(
        "/sign-out", data={"note": "Lời người khác"}, headers={"Sec-Fetch-Site": "cross-site"}
    )

    assert answer.status_code == 401
    assert "Lời người khác" not in answer.text


def test_a_form_without_its_token_changes_nothing(browser, principal):
    somebody = browser(principal)

    assert somebody.client.post("/sign-out").status_code == 403
    somebody.open("/")


@pytest.mark.parametrize(
    ("asked", "taken"),
    [
        ("/assess/", "/assess/"),
        ("/oversee/units/1?set=a&kind=self", "/oversee/units/1?set=a&kind=self"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example/", "/"),
        ("/a\\b", "/"),
        ("javascript:alert(1)", "/"),
        ("/a\nb", "/"),
        ("", "/"),
    ],
)
def test_one_goes_on_only_to_addresses_of_this_site(asked: str, taken: str):
    assert address_here(asked) == taken


def test_the_language_of_the_pages_can_be_changed_and_is_remembered(browser):
    nobody = browser()

    answer = nobody.client.get("/language/en?to=/sign-in")

    assert answer.location == "/sign-in"
    page = nobody.open("/sign-in")
    assert page.select_one("h1").text == "Sign in"
    assert page.html["lang"] == "en"
    assert nobody.answer("/language/fr").status_code == 404


@pytest.mark.parametrize("status", [400, 403, 404, 405, 409, 413, 422, 429, 500])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_error_is_said_in_both_languages_with_what_to_do(app: Flask, browser, status: int, lang: str):
    from inspector.web.errors import WORDS, answer

    with app.test_request_context("/", headers={"Cookie": f"language={lang}"}):
        page = answer(status)
        heading, remedy = (str(words) for words in WORDS[status])

    assert page.status_code == status
    words = page.get_data(as_text=True)
    assert heading in words
    assert remedy in words
    assert lang == "vi" or heading.isascii()


def test_a_program_gets_errors_as_json(browser):
    nobody = browser()

    unknown = nobody.client.get("/nowhere", headers={"Accept": "application/json"})
    signed_out = nobody.client.get("/token", headers={"Accept": "application/json"})

    assert (unknown.status_code, unknown.json["error"]) == (404, "404")
    assert (signed_out.status_code, signed_out.json["error"]) == (401, "signed_out")


def test_every_answer_carries_a_strict_policy(browser):
    policy = browser().answer("/sign-in").headers["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_the_process_and_the_database_say_that_they_are_well(browser):
    nobody = browser()

    assert nobody.answer("/healthz").json == {"status": "ok"}
    assert nobody.answer("/readyz").json == {"status": "ok"}


def test_a_database_without_migrations_is_not_ready(browser, world: World):
    from sqlalchemy import text

    with world.engine.begin() as connection:
        number = connection.scalar(text("SELECT version_num FROM alembic_version"))
        connection.execute(text("DELETE FROM alembic_version"))
    try:
        answer = browser().answer("/readyz")
    finally:
        with world.engine.begin() as connection:
            connection.execute(text("INSERT INTO alembic_version VALUES (:number)"), {"number": number})

    assert (answer.status_code, answer.json) == (503, {"status": "database not migrated"})
