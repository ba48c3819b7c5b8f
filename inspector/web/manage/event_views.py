"""What was done with accounts."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from inspector.web.access import for_role
from inspector.web.asking import db
from inspector.web.manage import bp, events_page
from inspector.web.oversee.tables import as_file
from inspector.workflow.permissions import Role


@bp.get("/events")
@for_role(Role.ADMINISTRATOR)
def events() -> ResponseReturnValue:
    """An administrator looks up who signed in and who was given what."""
    page = events_page.events_page(db(), request.args)
    return render_template("manage/events.html", page=page, wide=True)


@bp.get("/events.csv")
@for_role(Role.ADMINISTRATOR)
def events_file() -> ResponseReturnValue:
    """An administrator takes the events found home."""
    return as_file(events_page.events_file(db(), request.args), "events")
