"""A school reads the minutes of visits to it, and answers findings."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from inspector.services import visiting
from inspector.store import schools
from inspector.store import visits as stored
from inspector.store.tables import Finding, Visit
from inspector.web.access import for_finding, for_role
from inspector.web.asking import db, now, signed_in, today
from inspector.web.improve import bp
from inspector.web.improve.forms import AnswerForm
from inspector.web.improve.pages import choices, finding_page, finding_parts, summary, visit_parts
from inspector.workflow.permissions import AT_SCHOOL, Permission
from inspector.workflow.states import Answer, StepNotAllowed


@bp.get("/visits")
@for_role(*AT_SCHOOL)
def visits() -> ResponseReturnValue:
    """Somebody at a school looks at the visits to it that are signed."""
    own = schools.of_person(db(), signed_in().id, today())
    found = [(one, stored.of_school(db(), one.id, signed_only=True)) for one in own]
    return render_template("improve/visits.html", parts=visit_parts(found))


@bp.get("/findings")
@for_role(*AT_SCHOOL)
def findings() -> ResponseReturnValue:
    """Somebody at a school looks at what has to be remedied."""
    own = schools.of_person(db(), signed_in().id, today())
    lines = [line for one in own for line in stored.findings_of_school(db(), one.id)]
    lines.sort(key=lambda one: one.due_day)
    return render_template("improve/findings.html", parts=finding_parts(lines), summary=summary(lines))


@bp.get("/findings/<uuid:finding_id>")
@for_finding(Permission.SEE_VISIT)
def finding(finding: Finding, visit: Visit) -> ResponseReturnValue:
    """Somebody who may see the visit looks at a finding and its answers; the principal may answer."""
    form = AnswerForm(formdata=None)
    form.offer(choices(finding.state))
    return _finding_page(finding, visit, form)


@bp.post("/findings/<uuid:finding_id>")
@for_finding(Permission.ANSWER_FINDING)
def answer(finding: Finding, visit: Visit) -> ResponseReturnValue:
    """The principal accepts a finding, contests it, or reports that it is remedied."""
    offered = choices(finding.state)
    if not offered:
        raise StepNotAllowed(finding.state, Answer.REPORT_REMEDY)
    form = AnswerForm()
    form.offer(offered)
    if not form.validate():
        return _finding_page(finding, visit, form), 422
    visiting.answer_finding(
        db(), visit, finding, Answer(form.answer.data), form.text.data, by=signed_in().id, at=now()
    )
    return redirect(url_for("improve.finding", finding_id=finding.id))


def _finding_page(finding: Finding, visit: Visit, form: AnswerForm) -> str:
    who = signed_in().id
    may = stored.granted(db(), visit.id, who, Permission.ANSWER_FINDING, today()) is not None
    page = finding_page(visit, finding, can_answer=may)
    return render_template(
        "improve/finding.html",
        page=page,
        form=form,
        has_errors=bool(form.errors),
        is_sample=page.is_sample,
    )
