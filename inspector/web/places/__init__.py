"""Pages under /places: units, clusters and lists of schools, as the administrator keeps them."""

from flask import Blueprint, request

from inspector.documents.lists import MOST_BYTES

bp = Blueprint("places", __name__, url_prefix="/places")

FORM_AROUND = 100_000
"""Bytes of a request beside the file that it carries."""


@bp.url_value_preprocessor
def take_larger_files(endpoint: str | None, values: object) -> None:
    """Let lists of schools be larger than other forms; before anything of the form is read."""
    if endpoint == "places.take_list":
        request.max_content_length = MOST_BYTES + FORM_AROUND


# The views hang themselves on the blueprint.
from inspector.web.places import cluster_views, import_views, views  # noqa: E402, F401
