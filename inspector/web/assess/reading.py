"""Looking at an assessment: its parts, how far the school is, what was done."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from inspector.store import events
from inspector.store.tables import Assessment, School
from inspector.web.access import for_assessment, for_school
from inspector.web.asking import db, signed_in
from inspector.web.assess import bp
from inspector.web.assess.history import history_lines
from inspector.web.assess.overview import overview_page
from inspector.web.assess.readiness_page import readiness_page
from inspector.web.assess.sheet import sheet_here
from inspector.web.assess.trend_page import trend_page
from inspector.workflow.permissions import Permission

EVENTS_A_PAGE = 50


@bp.get("/<uuid:assessment_id>")
@for_assessment(Permission.SEE_ASSESSMENT)
def overview(assessment: Assessment) -> ResponseReturnValue:
    """Somebody sees how far each part is and what comes next."""
    page = overview_page(db(), sheet_here(assessment), signed_in())
    return render_template("assess/overview.html", page=page)


@bp.get("/<uuid:assessment_id>/readiness")
@for_assessment(Permission.SEE_ASSESSMENT)
def readiness(assessment: Assessment) -> ResponseReturnValue:
    """Somebody sees outcome, blockers, route and margin, and tries what-ifs that save nothing."""
    page = readiness_page(
        db(),
        sheet_here(assessment),
        target=request.args.get("target"),
        chosen=frozenset(request.args.getlist("if")),
    )
    return render_template("assess/readiness.html", page=page)


@bp.get("/schools/<uuid:school_id>/trend/<set_id>")
@for_school(Permission.SEE_SCHOOL)
def trend(school: School, set_id: str) -> ResponseReturnValue:
    """Somebody sees what a school came to by a set over the years; drafts are nobody's business here."""
    at_school = any(one.school_id == school.id for one in signed_in().held)
    back = url_for("assess.index", school=school.id) if at_school else None
    if back is None:
        back = url_for("oversee.school", school_id=school.id)
    page = trend_page(db(), school, set_id)
    return render_template("assess/trend.html", page=page, back=back, is_sample=school.is_sample)


@bp.get("/<uuid:assessment_id>/history")
@for_assessment(Permission.RATE)
def history(assessment: Assessment) -> ResponseReturnValue:
    """Whoever rates sees what was done, newest first; of one item when the address names it."""
    sheet = sheet_here(assessment)
    item = request.args.get("item")
    before = request.args.get("before", type=int)
    found = events.of_assessment(db(), assessment.id, item_id=item, limit=EVENTS_A_PAGE + 1, before_id=before)
    older = None
    if len(found) > EVENTS_A_PAGE:
        last = found[EVENTS_A_PAGE - 1].id
        older = url_for("assess.history", assessment_id=assessment.id, item=item, before=last)
    return render_template(
        "assess/history.html",
        title=sheet.title,
        assessment_id=assessment.id,
        item=item,
        lines=history_lines(sheet.edition, found[:EVENTS_A_PAGE]),
        older_url=older,
        newest_url=url_for("assess.history", assessment_id=assessment.id, item=item) if before else None,
    )
