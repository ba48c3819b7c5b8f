"""A school assesses itself: opening, rating, checking, handing in, and how far it is."""

from flask import Blueprint

bp = Blueprint("assess", __name__, url_prefix="/assess")

# The views hang themselves on the blueprint.
from inspector.web.assess import rating, reading, starting, steps, switching  # noqa: E402, F401
