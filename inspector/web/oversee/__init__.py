"""Pages under /oversee: what the department sees and does."""

from flask import Blueprint

bp = Blueprint("oversee", __name__, url_prefix="/oversee")

# The views hang themselves on the blueprint.
from inspector.web.oversee import review_views, school_views, views, visit_views  # noqa: E402, F401
