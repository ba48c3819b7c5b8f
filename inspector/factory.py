"""Puts the application together; the only module that may import every layer."""

import os
from datetime import timedelta

from flask import Flask, url_for
from flask_babel import Babel, get_locale
from flask_wtf.csrf import CSRFProtect
from jinja2 import ChoiceLoader, FileSystemLoader, PackageLoader, PrefixLoader

from inspector.config import PROJECT, Settings
from inspector.criteria.kept import read_kept
from inspector.services.editions import Editions
from inspector.store.database import open_database
from inspector.web import (
    account,
    asking,
    assess,
    compose,
    consult,
    errors,
    home,
    improve,
    inspect,
    logs,
    manage,
    oversee,
    places,
    public,
    safety,
    signin,
)
from inspector.web.application import Application
from inspector.web.assets import asset_urls
from inspector.web.formatting import install as install_formatting
from inspector.web.navigation import actor_of, acts_in_samples
from inspector.web.signin.views import switch_language_url
from inspector.workflow.permissions import AT_SCHOOL

MOST_BYTES = 2 * 1024 * 1024
"""Of a request: a form of 200 items with long notes stays well below."""

CRITERIA = PROJECT / "criteria"


def create_app(settings: Settings | None = None, *, editions: Editions | None = None) -> Flask:
    """Return the application.

    Without settings they come from the environment (raises FaultySettings); without editions they are
    read from the project's criteria.
    """
    settings = settings or Settings.from_environment(os.environ)
    app = Flask(
        "inspector",
        root_path=str(PROJECT / "inspector"),
        template_folder=str(PROJECT / "templates"),
        static_folder=str(PROJECT / "inspector" / "web" / "static"),
        static_url_path="/static",
    )
    app.config.update(
        SECRET_KEY=settings.secret_key,
        MAX_CONTENT_LENGTH=MOST_BYTES,
        MAX_FORM_PARTS=5000,
        MAX_FORM_MEMORY_SIZE=MOST_BYTES,
        SESSION_COOKIE_NAME="inspector",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        PERMANENT_SESSION_LIFETIME=timedelta(days=60),
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=True,
        WTF_I18N_ENABLED=False,
        BABEL_TRANSLATION_DIRECTORIES=str(PROJECT / "translations"),
        BABEL_DEFAULT_LOCALE="vi",
    )
    engine = open_database(settings.database_url)
    known = editions or _editions(settings)
    app.extensions["inspector"] = Application(settings, engine, known.beside(engine))
    logs.install(app)
    Babel(app, locale_selector=asking.language)
    CSRFProtect(app)
    asking.install(app)
    errors.install(app)
    safety.install(app)
    install_formatting(app)
    _templates(app)
    for package in (
        public,
        signin,
        home,
        assess,
        improve,
        inspect,
        oversee,
        places,
        consult,
        compose,
        manage,
        account,
    ):
        app.register_blueprint(package.bp)
    return app


def _editions(settings: Settings) -> Editions:
    return Editions(read_kept(CRITERIA, settings.data_dir / "criteria.kept", settings.secret_key))


def _templates(app: Flask) -> None:
    jinja = app.jinja_env
    jinja.trim_blocks = jinja.lstrip_blocks = True
    jinja.loader = ChoiceLoader(
        [
            FileSystemLoader(PROJECT / "templates"),
            PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
        ]
    )
    jinja.globals["asset"] = asset_urls("/static")
    jinja.globals["switch_language_url"] = switch_language_url

    @app.context_processor
    def page_frame() -> dict[str, object]:
        who = asking.person()
        return {
            "lang": str(get_locale()),
            "actor": actor_of(who) if who else None,
            "is_sample": acts_in_samples(who) if who else False,
            "at_school": who.has(*AT_SCHOOL) if who else False,
            "account_url": url_for("account.index"),
            "today": asking.today(),
        }
