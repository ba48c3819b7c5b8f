"""Pages under /inspect."""

from flask import Blueprint

bp = Blueprint("inspect", __name__, url_prefix="/inspect")

from inspector.web.inspect import views  # noqa: E402, F401  (the views hang themselves on the blueprint)
