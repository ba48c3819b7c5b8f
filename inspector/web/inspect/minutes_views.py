"""The minutes, for everybody who may see the visit."""

from flask import render_template
from flask.typing import ResponseReturnValue

from inspector.store import assessments, visits
from inspector.store.tables import Visit
from inspector.web.access import for_visit
from inspector.web.asking import db, signed_in, today
from inspector.web.inspect import bp
from inspector.web.inspect.minutes import minutes as minutes_page
from inspector.web.inspect.visited import head, visited
from inspector.workflow.permissions import Permission


@bp.get("/visits/<uuid:visit_id>/minutes")
@for_visit(Permission.SEE_VISIT)
def minutes(visit: Visit) -> ResponseReturnValue:
    """Somebody reads or prints the minutes.

    Before they are signed only the team sees the ratings; others see that the visit is open and how far.
    """
    who = signed_in().id
    rated = assessments.granted(db(), visit.assessment_id, who, Permission.SEE_ASSESSMENT, today())
    inspects = visits.granted(db(), visit.id, who, Permission.INSPECT, today()) is not None
    found = visited(visit)
    if rated is None:
        return render_template("inspect/unsigned.html", head=head(found, 0), is_sample=found.school.is_sample)
    return render_template(
        "inspect/minutes.html",
        page=minutes_page(db(), found),
        back=head(found, 0).url if inspects else None,
        is_sample=found.school.is_sample,
    )
