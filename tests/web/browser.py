"""A person at a browser without scripts. What must hold of all pages is checked on every page opened."""

import hashlib
import re
from collections import Counter
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from bs4 import BeautifulSoup, Tag
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from inspector.store import accounts
from inspector.store.database import transaction
from tests.store.world import NOW


def check_page(page: BeautifulSoup) -> None:
    """Hold what is true of every page against one."""
    (heading,) = page.select("h1")
    title = page.title
    assert title is not None
    words = " ".join(heading.text.split())
    assert title.text.removeprefix("Lỗi: ").removeprefix("Error: ").startswith(words), (
        f"The title “{title.text}” does not start with the heading “{words}”."
    )
    twice = [name for name, times in Counter(tag["id"] for tag in page.select("[id]")).items() if times > 1]
    assert not twice, f"Ids given twice: {twice}"
    unlabelled = [
        field
        for field in page.select("input:not([type=hidden]), select, textarea")
        if not field.get("aria-label")
        and not field.get("aria-labelledby")
        and not page.select(f"label[for='{field.get('id')}']")
        and not field.find_parent("label")
    ]
    assert not unlabelled, f"Fields without a label: {unlabelled}"
    assert not page.select("[style]"), "Style in an attribute."
    assert not page.select("style, script:not([src]):not([type='application/json'])"), (
        "Inline script or style."
    )
    assert not [tag for tag in page.find_all(True) if any(name.startswith("on") for name in tag.attrs)]
    anchors = {tag["id"] for tag in page.select("[id]")}
    nowhere = [link["href"] for link in page.select("a[href^='#']") if link["href"][1:] not in anchors | {""}]
    assert not nowhere, f"Links to places that are not on the page: {nowhere}"
    for form in page.select("form[method=post]"):
        assert form.select("input[name=csrf_token]"), f"A form without a token: {form.get('action')}"


class Browser:
    """One signed-in person, or nobody. Every page that it opens is checked."""

    def __init__(self, app: Flask, account: UUID | None, *, lang: str = "vi") -> None:
        self.app = app
        self.client: FlaskClient = app.test_client()
        self.client.set_cookie("language", lang)
        if account is not None:
            self.sign_in(account)

    def sign_in(self, account: UUID, *, lasts: timedelta = timedelta(days=3650)) -> None:
        """Begin a session without asking for the password."""
        token = f"token of {account}"
        with transaction(self.app.extensions["inspector"].engine) as session:
            digest = hashlib.sha256(token.encode()).hexdigest()
            accounts.begin_session(session, account, digest, NOW, NOW + lasts)
        with self.client.session_transaction() as cookie:
            cookie["token"] = token

    def open(self, address: str, *, expect: int = 200) -> BeautifulSoup:
        """Open a page."""
        return self._page(self.client.get(address), expect)

    def answer(self, address: str) -> TestResponse:
        """Ask for an address and return the bare answer."""
        return self.client.get(address)

    def send(
        self,
        address: str,
        fields: Mapping[str, Any] | None = None,
        *,
        expect: int = 302,
        follow: bool = False,
    ) -> BeautifulSoup | TestResponse:
        """Send a form with these fields; returns the page, or the answer where it is a redirect."""
        answer = self.client.post(address, data={**(fields or {}), "csrf_token": self.token()})
        assert answer.status_code == expect, f"{answer.status_code} instead of {expect}: {_words(answer)}"
        if expect in (302, 303):
            return self.open(answer.location) if follow else answer
        return self._page(answer, expect)

    def send_json(self, address: str, body: Any, *, expect: int = 200) -> Any:
        """Send JSON as a script does."""
        answer = self.client.post(address, json=body, headers={"X-CSRFToken": self.token()})
        assert answer.status_code == expect, f"{answer.status_code} instead of {expect}: {answer.text[:500]}"
        return answer.json

    def token(self) -> str:
        """Return a token with which a form of this browser is taken."""
        page = BeautifulSoup(self.client.get("/sign-in?to=/healthz").text, "html.parser")
        found = page.select_one("input[name=csrf_token]")
        if isinstance(found, Tag):
            return str(found["value"])
        return str(self.client.get("/token").json["token"])  # type: ignore[index]

    def _page(self, answer: TestResponse, expect: int) -> BeautifulSoup:
        assert answer.status_code == expect, f"{answer.status_code} instead of {expect}: {_words(answer)}"
        page = BeautifulSoup(answer.text, "html.parser")
        if "html" in (answer.content_type or "") and page.select("html"):
            check_page(page)
        return page


def fields_of(form: Tag) -> dict[str, str]:
    """Return what a form would send if nobody touched it."""
    fields: dict[str, str] = {}
    for field in form.select("input[name], textarea[name], select[name]"):
        name = str(field["name"])
        if field.name == "textarea":
            fields[name] = field.text.removeprefix("\n")
        elif field.name == "select":
            chosen = field.select_one("option[selected]") or field.select_one("option")
            fields[name] = str(chosen["value"]) if chosen else ""
        elif field.get("type") in ("radio", "checkbox"):
            if field.has_attr("checked"):
                fields[name] = str(field.get("value", "on"))
        elif field.get("type") not in ("submit", "button", "file"):
            fields[name] = str(field.get("value", ""))
    return fields


def _words(answer: TestResponse) -> str:
    page = BeautifulSoup(answer.text, "html.parser")
    main = page.select_one("main")
    return re.sub(r"\s+", " ", (main or page).text)[:600]
