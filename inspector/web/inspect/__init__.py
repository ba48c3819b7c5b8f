"""Pages under /inspect: what inspectors do on a visit, and its minutes."""

from flask import Blueprint

bp = Blueprint("inspect", __name__, url_prefix="/inspect")

from inspector.web.inspect import (  # noqa: E402, F401  (the views hang themselves on the blueprint)
    closing_views,
    minutes_views,
    rating_views,
    views,
)
