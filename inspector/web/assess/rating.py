"""Rating: the form of one part, with and without scripts, and saving as JSON."""

from flask import abort, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from inspector.services.saving import Refusal
from inspector.services.visiting import awaits_beginning
from inspector.store.tables import Assessment
from inspector.web.access import for_assessment
from inspector.web.application import application
from inspector.web.asking import db, keep_changes, now, signed_in
from inspector.web.assess import bp, group_page, wire
from inspector.web.assess.posted import posted
from inspector.web.assess.sheet import Section, Sheet, sheet_here
from inspector.web.assess.typed import save_typed
from inspector.workflow.permissions import Permission


@bp.get("/<uuid:assessment_id>/groups/<group_id>")
@for_assessment(Permission.SEE_ASSESSMENT)
def group(assessment: Assessment, group_id: str) -> ResponseReturnValue:
    """Somebody at the school rates one part; others read it."""
    sheet, section = _part(assessment, group_id)
    return _group(sheet, group_page.group_page(db(), sheet, section))


@bp.post("/<uuid:assessment_id>/groups/<group_id>")
@for_assessment(Permission.RATE)
def save_group(assessment: Assessment, group_id: str) -> ResponseReturnValue:
    """Somebody saves one part. What can be saved is; the rest stays on the page with the reason."""
    if awaits_beginning(db(), assessment):
        abort(404)  # the team's own pages lead to rating only once a visit has begun
    edition = application().editions.by_digest(db(), assessment.digest)
    items = [*edition.indicators, *(gate.id for gate in edition.gates)]
    found = list(posted(request.form, items))
    asked = [unread or wanted for wanted, unread in found]
    judged, _ = save_typed(db(), assessment, edition, asked, by=signed_in().id, at=now())
    sheet, section = _part(assessment, group_id)
    left = group_page.not_saved(sheet, [wanted for wanted, _ in found], judged)
    if left:
        keep_changes()
        page = group_page.group_page(db(), sheet, section, left)
        return _group(sheet, page), 409 if group_page.has_conflict(judged) or not sheet.is_open else 422
    if request.form.get("then") == "next":
        return redirect(group_page.after(sheet, section))
    return redirect(url_for("assess.group", assessment_id=assessment.id, group_id=section.key))


def _part(assessment: Assessment, group_id: str) -> tuple[Sheet, Section]:
    sheet = sheet_here(assessment)
    section = sheet.section(group_id)
    return (sheet, section) if section else abort(404)


def _group(sheet: Sheet, page: group_page.GroupPage) -> str:
    return render_template(
        "assess/group.html", page=page, assessment_id=sheet.assessment.id, account=str(signed_in().id)
    )


def _body() -> object:
    """Return the body as JSON says it; None where it is no JSON, or nested beyond reason."""
    try:
        return request.get_json(silent=True)
    except RecursionError:
        return None


def _not_granted() -> ResponseReturnValue:
    """Refuse every change by itself, so that a device that holds them knows what became of each."""
    try:
        wanted = wire.read_changes(_body())
    except ValueError:
        wanted = []
    return jsonify(wire.refused_all(wanted, Refusal.NOT_YOURS)), 404


@bp.post("/<uuid:assessment_id>/ratings")
@for_assessment(Permission.RATE, not_granted=_not_granted)
def ratings(assessment: Assessment) -> ResponseReturnValue:
    """Somebody's page or program saves a batch of changes to their assessment."""
    try:
        wanted = wire.read_changes(_body())
    except wire.TooMany as too_many:
        return jsonify(error="too_many_changes", message=str(too_many)), 413
    except wire.Malformed as malformed:
        return jsonify(error="malformed", message=str(malformed)), 400
    if awaits_beginning(db(), assessment):
        return jsonify(wire.refused_all(wanted, Refusal.NOT_BEGUN))
    edition = application().editions.by_digest(db(), assessment.digest)
    judged, scored = save_typed(db(), assessment, edition, wanted, by=signed_in().id, at=now())
    return jsonify(wire.answer(edition, wanted, judged, scored))
