"""Pages under /oversee."""

from flask import Blueprint

bp = Blueprint("oversee", __name__, url_prefix="/oversee")

from inspector.web.oversee import views  # noqa: E402, F401  (the views hang themselves on the blueprint)
