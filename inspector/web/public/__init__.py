"""Whether the program lives, for those who watch over it."""

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError

from inspector.store.migrated import is_current
from inspector.web.access import everyone
from inspector.web.application import application

bp = Blueprint("public", __name__)


@bp.get("/healthz")
@everyone
def health() -> ResponseReturnValue:
    """The process answers."""
    return jsonify(status="ok")


@bp.get("/readyz")
@everyone
def ready() -> ResponseReturnValue:
    """The database can be reached and has every migration."""
    try:
        with application().engine.connect() as connection:
            current = is_current(connection)
    except SQLAlchemyError:
        return jsonify(status="database not reachable"), 503
    return (jsonify(status="ok"), 200) if current else (jsonify(status="database not migrated"), 503)
