"""What a school does with an assessment as a whole: facts, handing in, taking back, putting aside."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from inspector.services import assessing
from inspector.store import assessments, schools
from inspector.store.tables import Assessment
from inspector.web.access import for_assessment
from inspector.web.asking import db, now, signed_in, today
from inspector.web.assess import bp
from inspector.web.assess.check_page import check_page
from inspector.web.assess.forms import ReasonForm, asked, facts_form, facts_given
from inspector.web.assess.overview import can_be_withdrawn
from inspector.web.assess.sheet import Sheet, sheet_here
from inspector.web.assess.which_edition import edition_note
from inspector.web.assess.words import WHY_LOCKED
from inspector.web.formatting import moment
from inspector.workflow.permissions import Permission
from inspector.workflow.states import OPEN, State


@bp.route("/<uuid:assessment_id>/facts", methods=["GET", "POST"])
@for_assessment(Permission.RATE)
def facts(assessment: Assessment) -> ResponseReturnValue:
    """Whoever rates corrects the assessment's own copy of the facts; it is scored anew."""
    sheet = sheet_here(assessment)
    form = facts_form(sheet.facts_asked, sheet.facts)
    if form.is_submitted() and form.validate():
        given = facts_given(sheet.facts_asked, form)
        assessing.set_facts(db(), assessment, sheet.edition, given, by=signed_in().id, at=now())
        return redirect(url_for("assess.overview", assessment_id=assessment.id))
    fields = asked(sheet.facts_asked)
    page = render_template("assess/facts.html", form=form, asked=fields, sheet=sheet, locked=_locked(sheet))
    return page, 422 if form.errors else 200


def _locked(sheet: Sheet) -> str | None:
    return None if sheet.is_open else str(WHY_LOCKED[sheet.assessment.state])


@bp.get("/<uuid:assessment_id>/check")
@for_assessment(Permission.RATE)
def check(assessment: Assessment) -> ResponseReturnValue:
    """Somebody at the school looks everything over before it is handed in."""
    return _check(sheet_here(assessment), tried=False)


@bp.post("/<uuid:assessment_id>/submit")
@for_assessment(Permission.SUBMIT)
def submit(assessment: Assessment) -> ResponseReturnValue:
    """A principal hands the self-assessment in; from then on it is locked. Sent twice it arrives once."""
    if assessment.state is State.SUBMITTED:
        return redirect(url_for("assess.submitted", assessment_id=assessment.id))
    sheet = sheet_here(assessment)
    try:
        assessing.submit(db(), assessment, sheet.edition, by=signed_in().id, at=now())
    except assessing.NotComplete:
        return _check(sheet, tried=True), 422
    return redirect(url_for("assess.submitted", assessment_id=assessment.id))


def _check(sheet: Sheet, *, tried: bool) -> str:
    page = check_page(db(), sheet, signed_in())
    return render_template("assess/check.html", page=page, tried=tried)


@bp.get("/<uuid:assessment_id>/submitted")
@for_assessment(Permission.SUBMIT)
def submitted(assessment: Assessment) -> ResponseReturnValue:
    """A principal sees that it arrived: its code, when, and what happens next."""
    if assessment.state in OPEN or assessment.counts_from is None:
        return redirect(url_for("assess.overview", assessment_id=assessment.id))
    unit = schools.place_name(db(), assessment.school_id, today()) if assessment.school_id else ""
    return render_template(
        "assess/submitted.html",
        assessment_id=assessment.id,
        code=reference(assessment),
        edition_note=edition_note(assessment, sheet_here(assessment).edition),
        when=moment(assessment.counts_from),
        unit=unit or gettext("cơ quan quản lý"),
        may_withdraw=can_be_withdrawn(assessment),
    )


def reference(assessment: Assessment) -> str:
    """Return the short code by which people name an assessment to each other."""
    return assessment.id.hex[:8].upper()


@bp.post("/<uuid:assessment_id>/withdraw")
@for_assessment(Permission.WITHDRAW)
def withdraw(assessment: Assessment) -> ResponseReturnValue:
    """A principal takes a submitted self-assessment back, as long as nobody began to review it."""
    try:
        assessing.withdraw(db(), assessment, by=signed_in().id, at=now())
    except assessing.AlreadySeen:
        words = gettext(
            "Chuyên viên đã mở phiếu này để xem xét, nên không rút lại được. "
            "Nếu cần sửa, đề nghị chuyên viên trả lại phiếu."
        )
        return _refused(assessment, gettext("Không rút lại được nữa"), words)
    flash(gettext("Đã rút lại phiếu. Sửa xong thì nộp lại."))
    return redirect(url_for("assess.overview", assessment_id=assessment.id))


@bp.route("/<uuid:assessment_id>/put-aside", methods=["GET", "POST"])
@for_assessment(Permission.PUT_ASIDE)
def put_aside(assessment: Assessment) -> ResponseReturnValue:
    """A principal puts an open self-assessment aside with a reason."""
    form = ReasonForm(formdata=request.form if request.method == "POST" else None)
    if form.is_submitted() and form.validate():
        assessing.put_aside(db(), assessment, form.reason.data, by=signed_in().id, at=now())
        return redirect(url_for("assess.index", school=assessment.school_id))
    page = render_template(
        "assess/put_aside.html",
        form=form,
        sheet=sheet_here(assessment),
        is_open=assessment.state in OPEN,
        is_empty=assessment.state is State.DRAFT and not assessments.has_answers(db(), assessment.id),
    )
    return page, 422 if form.errors else 200


@bp.post("/<uuid:assessment_id>/remove")
@for_assessment(Permission.PUT_ASIDE)
def remove(assessment: Assessment) -> ResponseReturnValue:
    """A principal removes a draft in which nothing was ever answered."""
    school_id = assessment.school_id
    try:
        assessing.remove_empty(db(), assessment, by=signed_in().id, at=now())
    except assessing.HasAnswers:
        words = gettext("Phiếu này đã có câu trả lời nên không xoá được; có thể cất đi và ghi lý do.")
        return _refused(assessment, gettext("Không xoá được phiếu này"), words)
    return redirect(url_for("assess.index", school=school_id))


def _refused(assessment: Assessment, heading: str, words: str) -> ResponseReturnValue:
    page = render_template("assess/refused.html", heading=heading, words=words, assessment_id=assessment.id)
    return page, 409
