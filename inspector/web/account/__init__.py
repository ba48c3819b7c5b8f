"""One's own account: password, where one is signed in, the second step, what is stored."""

from flask import Blueprint

bp = Blueprint("account", __name__, url_prefix="/account")

from inspector.web.account import factor_views, views  # noqa: E402, F401  (they hang on the blueprint)
