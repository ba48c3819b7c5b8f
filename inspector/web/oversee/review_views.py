"""Reviewing self-assessments: read, returned with remarks, or accepted."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from inspector.services import assessing
from inspector.store.tables import Assessment
from inspector.web.access import for_assessment, for_role
from inspector.web.asking import db, now, signed_in
from inspector.web.assess.sheet import Sheet, sheet_here
from inspector.web.oversee import bp
from inspector.web.oversee import review_pages as pages
from inspector.web.oversee.forms import ReturnForm
from inspector.web.oversee.rendering import rendered
from inspector.web.oversee.tables import as_file
from inspector.workflow.permissions import Permission, Role
from inspector.workflow.states import OPEN


@bp.get("/waiting")
@for_role(Role.REVIEWER)
def waiting() -> ResponseReturnValue:
    """A reviewer sees what waits for them, the longest waiting first."""
    page = pages.waiting_page(db(), signed_in(), request.args)
    return rendered("oversee/waiting.html", page=page, is_sample=page.is_sample)


@bp.get("/waiting.csv")
@for_role(Role.REVIEWER)
def waiting_file() -> ResponseReturnValue:
    """A reviewer takes the list of what waits home."""
    return as_file(pages.waiting_file(db(), signed_in()), "waiting")


@bp.get("/assessments/<uuid:assessment_id>")
@for_assessment(Permission.SEE_ASSESSMENT)
def assessment(assessment: Assessment) -> ResponseReturnValue:
    """Somebody reads every item of an assessment. Reading marks nothing."""
    if assessment.state in OPEN:
        return redirect(url_for("assess.overview", assessment_id=assessment.id))
    page = pages.assessment_page(db(), signed_in(), sheet_here(assessment))
    return rendered("oversee/assessment.html", page=page, is_sample=page.is_sample)


@bp.post("/assessments/<uuid:assessment_id>/begin")
@for_assessment(Permission.REVIEW)
def begin_review(assessment: Assessment) -> ResponseReturnValue:
    """A reviewer begins to review; from now on the school cannot withdraw it."""
    assessing.note_seen(db(), assessment, by=signed_in().id, at=now())
    return redirect(url_for("oversee.review", assessment_id=assessment.id))


@bp.get("/assessments/<uuid:assessment_id>/review")
@for_assessment(Permission.REVIEW)
def review(assessment: Assessment) -> ResponseReturnValue:
    """A reviewer reads and writes remarks; before it was begun they are shown how to begin."""
    sheet = sheet_here(assessment)
    if pages.assessment_page(db(), signed_in(), sheet).steps.review_url is None:
        return redirect(url_for("oversee.assessment", assessment_id=assessment.id))
    return _review_page(sheet, ReturnForm(formdata=None))


def _review_page(sheet: Sheet, form: ReturnForm, typed: pages.Written = pages.NOTHING_WRITTEN) -> str:
    page = pages.assessment_page(db(), signed_in(), sheet, typed)
    return rendered("oversee/review.html", page=page, form=form, is_sample=page.is_sample)


@bp.post("/assessments/<uuid:assessment_id>/return")
@for_assessment(Permission.REVIEW)
def send_back(assessment: Assessment) -> ResponseReturnValue:
    """A reviewer returns an assessment with what to supplement."""
    sheet, form = sheet_here(assessment), ReturnForm()
    typed = pages.written(sheet, request.form)
    if not form.validate() or typed.errors:
        return _review_page(sheet, form, typed), 422
    try:
        assessing.return_(
            db(),
            assessment,
            sheet.edition,
            typed.remarks,
            form.reason.data or "",
            by=signed_in().id,
            at=now(),
        )
    except assessing.ReasonMissing:
        form.reason.errors = [gettext("Viết lý do, hoặc nhận xét ít nhất một mục")]
        return _review_page(sheet, form, typed), 422
    flash(gettext("Đã trả lại “%(title)s” để trường bổ sung.", title=sheet.title))
    return redirect(url_for("oversee.waiting"))


@bp.get("/assessments/<uuid:assessment_id>/accept")
@for_assessment(Permission.REVIEW)
def accept(assessment: Assessment) -> ResponseReturnValue:
    """A reviewer is told what accepting means."""
    page = pages.assessment_page(db(), signed_in(), sheet_here(assessment))
    return rendered("oversee/accept.html", page=page, is_sample=page.is_sample)


@bp.post("/assessments/<uuid:assessment_id>/accept")
@for_assessment(Permission.REVIEW)
def accept_it(assessment: Assessment) -> ResponseReturnValue:
    """A reviewer accepts an assessment as it is."""
    assessing.note_seen(db(), assessment, by=signed_in().id, at=now())
    assessing.accept(db(), assessment, by=signed_in().id, at=now())
    flash(gettext("Đã tiếp nhận “%(title)s”.", title=sheet_here(assessment).title))
    return redirect(url_for("oversee.waiting"))
