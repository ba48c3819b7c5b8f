"""Everybody knows the password of sample accounts: they are let in on the machine itself only."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from inspector.services import accounts
from inspector.services.passwords import hashed
from inspector.store.database import reading, transaction
from inspector.store.tables import Account, SignInSession
from inspector.web.signin.this_machine import comes_from_this_machine
from inspector.workflow.permissions import Role
from tests.store.world import World

pytestmark = pytest.mark.database
PASSWORD = "mot cau dai de nho"
ELSEWHERE = (
    {"address": "128.0.0.1"},
    {"address": "192.168.1.20"},
    {"address": "::2"},
    {"address": ""},
    {"host": "inspector.example"},
    {"host": "localhost.example"},
    {"host": "192.168.1.20:8000"},
    {"X-Forwarded-For": "127.0.0.1"},
    {"X-Forwarded-Proto": "https"},
    {"X-Real-IP": "127.0.0.1"},
    {"Forwarded": "for=127.0.0.1"},
    {"Via": "1.1 proxy"},
)


@pytest.fixture
def sample(world: World) -> str:
    """The sign-in name of a sample account."""
    account = world.person(Role.ADMINISTRATOR, password_hash=hashed(PASSWORD))
    with reading(world.engine) as session:
        return session.get_one(Account, account).sign_in_name


@pytest.fixture
def real(world: World) -> str:
    """The sign-in name of somebody's own account."""
    now = datetime.now(UTC)
    with transaction(world.engine) as session:
        post = accounts.Post(Role.ADMINISTRATOR, None)
        accounts.add(session, "an", "Cô An", [post], PASSWORD, today=now.date(), at=now)
    return "an"


@pytest.fixture
def sign_in(app: Flask):
    """Sign in from an address, at a host, perhaps through a proxy."""

    def go(
        name: str,
        *,
        password: str = PASSWORD,
        address: str = "127.0.0.1",
        host: str = "localhost",
        **headers: str,
    ) -> TestResponse:
        client, base_url = app.test_client(), f"http://{host}"
        page = BeautifulSoup(client.get("/sign-in", base_url=base_url).text, "html.parser")
        token = page.select_one("input[name=csrf_token]")["value"]
        fields = {"sign_in_name": name, "password": password, "to": "/", "csrf_token": token}
        where = {"REMOTE_ADDR": address}
        return client.post(
            "/sign-in", base_url=base_url, data=fields, headers=headers, environ_overrides=where
        )

    return go


def sessions(world: World) -> int:
    with reading(world.engine) as session:
        return session.scalar(select(func.count(SignInSession.id)))


def is_here(app: Flask, *, address: str = "127.0.0.1", host: str = "localhost", **headers: str) -> bool:
    """Ask of a request, without signing in: hashing takes long."""
    base_url, where = f"http://{host}", {"REMOTE_ADDR": address}
    with app.test_request_context(base_url=base_url, headers=headers, environ_base=where):
        return comes_from_this_machine()


@pytest.mark.parametrize("address", ["127.0.0.1", "127.0.0.2", "::1"])
@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:8000", "[::1]:8000"])
def test_the_machine_itself_is_known_by_each_of_its_own_addresses(app: Flask, address: str, host: str):
    assert is_here(app, address=address, host=host)


@pytest.mark.parametrize("elsewhere", ELSEWHERE, ids=str)
def test_elsewhere_and_behind_a_proxy_is_not_the_machine_itself(app: Flask, elsewhere: dict[str, str]):
    assert not is_here(app, **elsewhere)


def test_where_pages_are_served_by_https_nobody_is_on_the_machine_itself(app: Flask):
    served = app.extensions["inspector"]
    app.extensions["inspector"] = replace(served, settings=replace(served.settings, secure_cookies=True))

    assert not is_here(app)


def test_on_the_machine_itself_a_sample_account_signs_in(sign_in, sample: str, world: World):
    assert sign_in(sample).status_code == 302
    assert sessions(world) == 1


def test_from_elsewhere_it_does_not_and_is_told_why(sign_in, sample: str, world: World):
    answer = sign_in(sample, address="192.168.1.20")

    assert answer.status_code == 422
    assert "chỉ dùng được trên máy đang chạy chương trình" in answer.text
    assert sessions(world) == 0


def test_an_account_of_somebodys_own_signs_in_from_anywhere(sign_in, real: str, world: World):
    answer = sign_in(real, address="192.168.1.20", host="inspector.example")

    assert answer.status_code == 302
    assert sessions(world) == 1


def test_a_wrong_password_from_elsewhere_does_not_tell_that_there_is_a_sample(sign_in, sample: str):
    answer = sign_in(sample, password="something else", address="192.168.1.20")

    assert "không đúng" in answer.text
    assert "máy đang chạy" not in answer.text
