"""Signing in and out, the language, and forms that were sent too late."""

from flask import Blueprint

bp = Blueprint("signin", __name__)

from inspector.web.signin import link_views, views  # noqa: E402, F401  (the views hang themselves on the blueprint)
