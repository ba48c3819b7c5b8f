"""Administrators: accounts, what they hold, and what was done with them. No rating is shown here."""

from flask import Blueprint

bp = Blueprint("manage", __name__, url_prefix="/manage")

from inspector.web.manage import event_views, grant_views, views  # noqa: E402, F401  (they hang on the blueprint)
