"""Pages under /compose: an editor of criteria writes sets, tries them and publishes them."""

from flask import Blueprint

bp = Blueprint("compose", __name__, url_prefix="/compose")

# The views hang themselves on the blueprint.
import inspector.web.compose.criterion_views  # noqa: E402
import inspector.web.compose.edition_views  # noqa: E402
import inspector.web.compose.group_views  # noqa: E402
import inspector.web.compose.publishing_views  # noqa: E402
import inspector.web.compose.starting_views  # noqa: E402
import inspector.web.compose.trying_views  # noqa: E402
import inspector.web.compose.views  # noqa: E402, F401
