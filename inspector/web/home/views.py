"""What to do next."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from inspector.web.access import somebody
from inspector.web.asking import db, signed_in
from inspector.web.home import bp
from inspector.web.home.pages import home_page


@bp.get("/")
@somebody
def index() -> ResponseReturnValue:
    """Anybody sees what waits for them."""
    page = home_page(db(), signed_in(), everything="all" in request.args)
    return render_template("home/index.html", page=page)
