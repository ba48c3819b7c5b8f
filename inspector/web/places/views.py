"""Where an administrator begins: what there is, and what can be done with it."""

from flask import Response, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from inspector.documents.list_files import as_workbook
from inspector.services.school_lists import exporting
from inspector.services.school_lists.columns import school_facts
from inspector.store import clusters, school_imports
from inspector.web.access import for_role
from inspector.web.application import application
from inspector.web.asking import db, today
from inspector.web.formatting import lang
from inspector.web.places import bp
from inspector.web.places.pages import imports_table
from inspector.workflow.permissions import Role

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN = 10


@bp.get("/")
@for_role(Role.ADMINISTRATOR)
def index() -> ResponseReturnValue:
    """An administrator sees how many units and schools there are, and the last lists."""
    units, schools = clusters.numbers(db(), today())
    figures = [
        {"label": gettext("Địa bàn hiện nay"), "value": units},
        {"label": gettext("Trường hiện nay"), "value": schools},
    ]
    lines = school_imports.newest(db(), SHOWN)
    return render_template(
        "places/index.html", figures=figures, has_units=units > 0, imports=imports_table(lines)
    )


@bp.get("/schools.xlsx")
@for_role(Role.ADMINISTRATOR)
def export() -> ResponseReturnValue:
    """An administrator takes all schools home, in the form in which lists are read."""
    vocabulary = school_facts(application().editions.catalogue)
    rows: list[list[exporting.Cell]] = [
        [*exporting.heading(vocabulary, lang())],
        *exporting.rows(db(), vocabulary, today(), lang()),
    ]
    content = as_workbook(gettext("Trường"), rows, exporting.widths(vocabulary))
    response = Response(content, mimetype=XLSX)
    response.headers["Content-Disposition"] = f'attachment; filename="schools-{today()}.xlsx"'
    return response
