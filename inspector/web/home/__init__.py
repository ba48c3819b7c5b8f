"""The first page: what to do next, by role."""

from flask import Blueprint

bp = Blueprint("home", __name__)

from inspector.web.home import views  # noqa: E402, F401  (the views hang themselves on the blueprint)
