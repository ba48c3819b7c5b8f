"""Pages under /improve."""

from flask import Blueprint

bp = Blueprint("improve", __name__, url_prefix="/improve")

from inspector.web.improve import views  # noqa: E402, F401  (the views hang themselves on the blueprint)
