"""Pages."""

from flask import render_template
from flask.typing import ResponseReturnValue

from inspector.web.access import somebody
from inspector.web.inspect import bp


@bp.get("/")
@somebody
def index() -> ResponseReturnValue:
    return render_template("home/index.html")
