from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from flask import Flask

from inspector.services.passwords import hashed
from inspector.services.second_factors import STEP, code_at, step_of
from inspector.store.database import reading, transaction
from inspector.store.tables import Account, RecoveryCode, SecondFactor
from inspector.workflow.permissions import Role
from tests.store.world import World
from tests.web.browser import Browser, fields_of

pytestmark = pytest.mark.database
PASSWORD = "mot cau dai de nho"


def code_now(secret: str, *, steps: int = 0) -> str:
    return code_at(secret, int(datetime.now(UTC).timestamp()) // STEP + steps)


@pytest.fixture
def own(world: World) -> UUID:
    with transaction(world.engine) as session:
        account = Account(sign_in_name="lan", name="Nguyễn Thị Lan", password_hash=hashed(PASSWORD))
        session.add(account)
        session.flush()
        return account.id


@pytest.fixture
def set_up(browser: Callable[..., Browser], own: UUID) -> tuple[str, list[str]]:
    """Secret and recovery codes of an account that signs in by two steps; the code of now is used up."""
    somebody = browser(own)
    form = somebody.open("/account/second-factor").select_one("main form")
    secret = "".join(form.select_one(".code").text.split())
    fields = {**fields_of(form), "code": code_now(secret, steps=-1)}
    page = somebody.send("/account/second-factor", fields, expect=200)
    somebody.send("/sign-out")
    return secret, [code.text for code in page.select("li .code")]


def first_step(browser: Callable[..., Browser], **more: str):
    somebody = browser()
    fields = {"sign_in_name": "lan", "password": PASSWORD, "to": "/account/", **more}
    page = somebody.send("/sign-in", fields, expect=200)
    somebody.open("/", expect=401)
    return somebody, fields_of(page.select_one("main form"))


def test_the_code_is_asked_after_the_password_and_counts_once(browser, set_up):
    secret, _ = set_up
    somebody, fields = first_step(browser)
    code = code_now(secret)

    answer = somebody.send("/sign-in/code", {**fields, "code": code})

    assert answer.location == "/account/"
    assert "Đã bật" in somebody.open("/account/").text
    other, fields = first_step(browser)
    other.send("/sign-in/code", {**fields, "code": code}, expect=422)


@pytest.mark.parametrize("code", ["", "000000", "abcdefghij", "12345678901234567890", "１２３４５６"])
def test_a_wrong_code_lets_nobody_in(browser, set_up, code: str):
    somebody, fields = first_step(browser)

    page = somebody.send("/sign-in/code", {**fields, "code": code}, expect=422)

    assert "Mã không đúng" in page.select_one("[role=alert]").text
    somebody.open("/", expect=401)


def test_a_code_without_the_first_step_is_worth_nothing(browser, set_up, own: UUID):
    secret, _ = set_up

    for proof in ("", "x", str(own)):
        browser().send("/sign-in/code", {"proof": proof, "code": code_now(secret)}, expect=422)


def test_the_first_step_is_worth_nothing_after_the_password_changed(browser, set_up, world: World, own: UUID):
    secret, _ = set_up
    somebody, fields = first_step(browser)
    with transaction(world.engine) as session:
        session.get_one(Account, own).password_hash = hashed("another one altogether")

    somebody.send("/sign-in/code", {**fields, "code": code_now(secret)}, expect=422)


def test_a_code_on_paper_works_once_in_any_spelling(browser, set_up, world: World):
    _, codes = set_up
    assert len(set(codes)) == 8
    somebody, fields = first_step(browser)
    somebody.send("/sign-in/code", {**fields, "code": codes[0].upper().replace("-", " ")})
    other, fields = first_step(browser)
    other.send("/sign-in/code", {**fields, "code": codes[0]}, expect=422)

    with reading(world.engine) as session:
        assert session.query(RecoveryCode).count() == 7
    assert "Còn 7 mã" in somebody.open("/account/").text


def test_a_form_that_waits_is_carried_through_both_steps(browser, set_up):
    secret, _ = set_up
    somebody, fields = first_step(browser, **{"carried:note": "Viết nửa tiếng"})

    page = somebody.send("/sign-in/code", {**fields, "code": code_now(secret)}, expect=200)

    assert page.select_one("[name=note]")["value"] == "Viết nửa tiếng"


def test_nothing_is_set_up_before_the_telephone_shows_a_right_code(browser, own: UUID, world: World):
    somebody = browser(own)
    form = somebody.open("/account/second-factor").select_one("main form")

    page = somebody.send("/account/second-factor", {**fields_of(form), "code": "000000"}, expect=422)

    same = page.select_one("main form")
    assert same.select_one(".code").text == form.select_one(".code").text
    with reading(world.engine) as session:
        assert session.get(SecondFactor, own) is None


def test_it_is_taken_off_with_the_password_only(browser, set_up, own: UUID, world: World):
    somebody = browser(own)
    assert somebody.answer("/account/second-factor").location == "/account/"
    somebody.send("/account/second-factor/off", {"present": "wrong"}, expect=422)
    somebody.send("/account/second-factor/off", {"present": PASSWORD})

    with reading(world.engine) as session:
        assert session.get(SecondFactor, own) is None
        assert session.query(RecoveryCode).count() == 0


def test_an_administrator_lets_somebody_in_who_lost_everything(browser, set_up, own: UUID, world: World):
    admin = browser(world.person(Role.ADMINISTRATOR))

    admin.send(f"/manage/accounts/{own}/second-factor/off")

    browser().send("/sign-in", {"sign_in_name": "lan", "password": PASSWORD})


def test_who_holds_a_role_that_asks_for_it_sets_it_up_before_all_else(app: Flask, browser, world: World):
    known = app.extensions["inspector"]
    asks = replace(known.settings, second_factor_roles=frozenset({"administrator"}))
    app.extensions["inspector"] = replace(known, settings=asks)
    admin = browser(world.person(Role.ADMINISTRATOR))
    principal = browser(world.person(Role.PRINCIPAL, school=world.school()))

    assert admin.answer("/manage/").location == "/account/second-factor"
    token = admin.open("/account/second-factor").select_one("[name=csrf_token]")["value"]
    assert admin.client.post("/manage/accounts/new", data={"csrf_token": token}).status_code == 403
    assert admin.client.get("/token", headers={"Accept": "application/json"}).json["error"] == "second_factor"
    principal.open("/")
    form = admin.open("/account/second-factor").select_one("main form")
    secret = "".join(form.select_one(".code").text.split())
    fields = {**fields_of(form), "code": code_now(secret)}
    assert admin.client.post("/account/second-factor", data=fields).status_code == 200

    admin.open("/manage/")


def test_codes_of_the_step_before_and_after_count_and_no_others():
    secret, at = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", datetime(2026, 11, 20, tzinfo=UTC)
    step = int(at.timestamp()) // STEP

    for apart, counts in ((-2, False), (-1, True), (0, True), (1, True), (2, False)):
        assert (step_of(secret, code_at(secret, step + apart), at) is not None) == counts, apart
    assert step_of(secret, code_at(secret, step), at + timedelta(seconds=1), after=step) is None
