"""Pages."""

from flask import render_template
from flask.typing import ResponseReturnValue

from inspector.web.access import somebody
from inspector.web.improve import bp


@bp.get("/visits")
@somebody
def visits() -> ResponseReturnValue:
    return render_template("home/index.html")


@bp.get("/findings")
@somebody
def findings() -> ResponseReturnValue:
    return render_template("home/index.html")
