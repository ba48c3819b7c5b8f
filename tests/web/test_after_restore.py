"""An installation that was restored serves its people."""

from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from inspector.services.backup.restoring import restore
from inspector.services.backup.writing import write_backup
from inspector.services.passwords import hashed
from inspector.store.database import open_database, reading
from inspector.store.tables import Account
from inspector.workflow.permissions import Role
from tests.store.world import NOW, World
from tests.web.browser import Browser

pytestmark = pytest.mark.database
PASSWORD = "mot cau dai de nho"


def test_people_sign_in_anew_with_the_password_they_had(app: Flask, site: World, tmp_path: Path):
    from inspector.factory import create_app  # only here: other tests need no pages

    school = site.school(name="Trường MN Hoa Mai")
    account = site.person(Role.PRINCIPAL, school=school, password_hash=hashed(PASSWORD))
    with reading(site.engine) as session:
        name = session.get_one(Account, account).sign_in_name
    before = Browser(app, account)
    here = app.extensions["inspector"]
    url = f"sqlite:///{tmp_path}/elsewhere.sqlite3"
    write_backup(site.engine, tmp_path / "evidence", tmp_path / "one.backup", at=NOW)
    elsewhere = open_database(url)
    restore(elsewhere, tmp_path / "elsewhere", tmp_path / "one.backup")
    elsewhere.dispose()

    restored = create_app(replace(here.settings, database_url=url), editions=here.editions)

    browser = Browser(restored, None)
    with before.client.session_transaction() as old, browser.client.session_transaction() as cookie:
        cookie["token"] = old["token"]
    browser.open("/assess/", expect=401)
    fields = {"sign_in_name": name, "password": PASSWORD, "to": "/assess/", "csrf_token": browser.token()}
    assert browser.client.post("/sign-in", data=fields).status_code == 302
    assert "Trường MN Hoa Mai" in browser.open("/").text
    restored.extensions["inspector"].engine.dispose()
