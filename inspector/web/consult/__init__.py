"""Pages under /criteria: reading the criteria sets, open to everybody."""

from flask import Blueprint

bp = Blueprint("consult", __name__, url_prefix="/criteria")

# The views hang themselves on the blueprint.
import inspector.web.consult.views  # noqa: E402, F401
