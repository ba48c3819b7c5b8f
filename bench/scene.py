"""A school, its principal, and an assessment of one group of 60 items, on a database of its own."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from sqlalchemy import Engine, event
from werkzeug.test import EnvironBuilder

from inspector.config import PROJECT, Settings
from inspector.criteria.load import read_edition
from inspector.criteria.model import Edition
from inspector.factory import create_app
from inspector.services import assessing, saving
from inspector.store import accounts, assessments, schools, units
from inspector.store.base import FIRST_DAY
from inspector.store.database import transaction
from inspector.store.migrate import upgrade
from inspector.store.tables import Account, Period, RoleGrant
from inspector.workflow.permissions import Role

ITEMS = 60
NOW = datetime.now(UTC)


def settings_for(folder: Path) -> Settings:
    """Return the settings of an installation in a folder."""
    url = f"sqlite:///{folder / 'inspector.sqlite3'}"
    return Settings(
        secret_key="only for the bench " * 4,
        data_dir=folder,
        database_url=url,
        read_database_url=url,
        evidence_url=(folder / "evidence").as_uri(),
        mail_url=None,
        time_zone=ZoneInfo("Asia/Ho_Chi_Minh"),
        port=8000,
        secure_cookies=False,
    )


def bench_edition() -> Edition:
    """Return the edition of one group of 60 items that lies beside this module."""
    folder = PROJECT / "bench" / "edition"
    files = {
        "edition.yaml": (folder / "edition.yaml").read_text("utf-8"),
        "facts.yaml": (PROJECT / "criteria" / "facts.yaml").read_text("utf-8"),
        "provisions.yaml": (PROJECT / "criteria" / "provisions.yaml").read_text("utf-8"),
    }
    head, row = (folder / "group.yaml").read_text("utf-8").split("# repeated\n")
    files["groups/01-a.yaml"] = head + "".join(row.replace("NUMBER", f"{n:02}") for n in range(1, ITEMS + 1))
    edition, problems = read_edition("bench", date(2020, 1, 1), files)
    if edition is None:
        raise ValueError("\n".join(str(problem) for problem in problems))
    return edition


@dataclass(frozen=True, slots=True)
class Scene:
    app: Flask
    engine: Engine
    edition: Edition
    account: UUID
    assessment: UUID
    cookie: str


def signed_in(app: Flask, engine: Engine, account: UUID) -> str:
    """Sign a person in and return the cookie header of their browser."""
    token = f"bench {account}"
    digest = hashlib.sha256(token.encode()).hexdigest()
    with transaction(engine) as session:
        accounts.begin_session(session, account, digest, NOW, NOW + timedelta(days=1))
    signer = SecureCookieSessionInterface().get_signing_serializer(app)
    assert signer is not None
    return f"inspector={signer.dumps({'token': token, 'csrf_token': 'bench'})}"


def make_scene(folder: Path) -> Scene:
    """Make the database, fill it, and put the application on it."""
    app = create_app(settings_for(folder))
    app.config["WTF_CSRF_ENABLED"] = False
    engine = app.extensions["inspector"].engine
    upgrade(engine)
    edition = bench_edition()
    with transaction(engine) as session:
        city = units.new_unit("01", "Thành phố", "thanh_pho_trung_uong")
        school = schools.new_school("s1", "Trường MN Hoa Sen", is_sample=True)
        account = Account(sign_in_name="principal", name="Cô Hạnh", password_hash="", is_sample=True)
        period = Period(code="2026-2027", first_day=date(2026, 9, 1), last_day=date(2027, 8, 31))
        session.add_all([city, school, account, period])
        session.flush()
        schools.move(session, school.id, city.id, FIRST_DAY)
        session.add(RoleGrant(account_id=account.id, role=Role.PRINCIPAL, school_id=school.id))
        session.flush()
        assessment = assessing.open_assessment(
            session,
            school_id=school.id,
            edition=edition,
            period=period,
            day=NOW.date(),
            by=account.id,
            at=NOW,
        ).id
    _rate(engine, edition, assessment)
    return Scene(app, engine, edition, account.id, assessment, signed_in(app, engine, account.id))


def _rate(engine: Engine, edition: Edition, assessment: UUID) -> None:
    changes = [
        saving.Change(f"c{item}", item, 0, {"value": "met", "note": "Đã kiểm tra tại chỗ."})
        for item in edition.indicators
    ]
    with transaction(engine) as session:
        locked = assessments.locked(session, assessment)
        assert locked is not None
        saving.save(session, locked, edition, changes, by=None, at=NOW)


def asking(
    app: Flask, cookie: str, path: str, *, body: Callable[[], object] | None = None
) -> Callable[[], bytes]:
    """Return a call that asks the application for an address as a server does; it returns the body."""

    def ask() -> bytes:
        sent: dict[str, Any] = {"path": path.partition("?")[0], "query_string": path.partition("?")[2]}
        if body is not None:
            sent |= {"method": "POST", "data": json.dumps(body()), "content_type": "application/json"}
        environ = EnvironBuilder(headers={"Cookie": cookie}, **sent).get_environ()
        statuses: list[str] = []
        answer = app.wsgi_app(environ, lambda status, headers, error=None: statuses.append(status))
        content = b"".join(answer)
        if not statuses[0].startswith("200"):
            raise RuntimeError(f"{path} answered {statuses[0]}: {content[:300]!r}")
        return content

    return ask


def statements_of(engine: Engine, call: Callable[[], object]) -> list[tuple[str, Any]]:
    """Return the statements that a call sends to the database, with their parameters."""
    sent: list[tuple[str, Any]] = []

    def note(connection: Any, cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        sent.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", note)
    try:
        call()
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return sent
