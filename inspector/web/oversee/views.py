"""Pages."""

from flask import render_template
from flask.typing import ResponseReturnValue

from inspector.web.access import somebody
from inspector.web.oversee import bp


@bp.get("/")
@somebody
def index() -> ResponseReturnValue:
    return render_template("home/index.html")


@bp.get("/waiting")
@somebody
def waiting() -> ResponseReturnValue:
    return render_template("home/index.html")


@bp.get("/visits")
@somebody
def visits() -> ResponseReturnValue:
    return render_template("home/index.html")


@bp.get("/schools")
@somebody
def schools() -> ResponseReturnValue:
    return render_template("home/index.html")
