"""Steps 3 and 4: findings, the talk with the school, signing."""

from uuid import UUID

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from inspector.services import visiting
from inspector.services.visiting import NotReadyToSign
from inspector.store import visits
from inspector.store.tables import Assessment, Visit
from inspector.web.access import for_ratings_of_visit, for_visit
from inspector.web.asking import db, now, signed_in
from inspector.web.assess.group_page import Error
from inspector.web.inspect import bp
from inspector.web.inspect.cards import about
from inspector.web.inspect.closing import sign_errors, sign_page, talk_page
from inspector.web.inspect.forms import FindingForm, SignForm
from inspector.web.inspect.visited import Visited, head, visited
from inspector.workflow.permissions import Permission
from inspector.workflow.states import Seriousness, VisitState


@bp.get("/visits/<uuid:visit_id>/talk")
@for_visit(Permission.INSPECT)
def talk(visit: Visit) -> ResponseReturnValue:
    """Team and school go through what differs, what is not met and what is to be remedied."""
    found = visited(visit)
    if not found.has_begun:
        return redirect(url_for("inspect.visit", visit_id=visit.id))
    return render_template("inspect/talk.html", page=talk_page(found), is_sample=found.school.is_sample)


@bp.route("/visits/<uuid:visit_id>/findings/new", methods=["GET", "POST"])
@for_visit(Permission.INSPECT)
def new_finding(visit: Visit) -> ResponseReturnValue:
    """The team records a finding, about an item or in general."""
    if request.method == "GET" and visit.state is not VisitState.UNDER_WAY:
        return redirect(url_for("inspect.visit", visit_id=visit.id))
    found = visited(visit)
    item = request.args.get("item", "")
    if item and item not in found.items:
        abort(404)
    back = found.item_url(item) if item else url_for("inspect.talk", visit_id=visit.id)
    form = FindingForm()
    if form.validate_on_submit():
        visiting.add_finding(
            db(),
            visit,
            found.sheet.edition,
            item_id=item,
            text=form.text.data,
            seriousness=Seriousness(form.seriousness.data),
            due_day=form.chosen_day(),
            by=signed_in().id,
            at=now(),
        )
        return redirect(back)
    page = render_template(
        "inspect/finding.html",
        head=head(found, 2 if item else 3),
        form=form,
        about=about(found.sheet.edition, item),
        back=back,
        has_errors=bool(form.errors),
        is_sample=found.school.is_sample,
    )
    return page, 422 if form.errors else 200


@bp.post("/visits/<uuid:visit_id>/findings/<uuid:finding_id>/drop")
@for_visit(Permission.INSPECT)
def drop_finding(visit: Visit, finding_id: UUID) -> ResponseReturnValue:
    """The team takes a finding back before the minutes are signed."""
    finding = visits.finding_of(db(), visit.id, finding_id)
    if finding is None:
        abort(404)
    visiting.drop_finding(db(), visit, finding, by=signed_in().id, at=now())
    return redirect(url_for("inspect.talk", visit_id=visit.id, _anchor="findings"))


@bp.get("/visits/<uuid:visit_id>/sign")
@for_visit(Permission.INSPECT)
def sign(visit: Visit) -> ResponseReturnValue:
    """Team and school look at what they are going to sign."""
    if visit.state is not VisitState.UNDER_WAY:
        return redirect(url_for("inspect.visit", visit_id=visit.id))
    return _sign_page(visited(visit), SignForm(formdata=None))


@bp.post("/visits/<uuid:visit_id>/sign")
@for_ratings_of_visit(Permission.INSPECT)
def finish(visit: Visit, assessment: Assessment) -> ResponseReturnValue:
    """Both sides sign with their names; everything is locked from then on."""
    form, found = SignForm(), visited(visit)
    if not form.validate():
        return _sign_page(found, form), 422
    try:
        visiting.sign(
            db(),
            visit,
            assessment,
            found.sheet.edition,
            for_team=form.for_team.data,
            for_school=form.for_school.data,
            school_opinion=form.school_opinion.data,
            conclusion=form.conclusion.data,
            school_refuses=form.school_refuses.data,
            by=signed_in().id,
            at=now(),
        )
    except NotReadyToSign as refused:
        return _sign_page(found, form, sign_errors(found, refused.lacking)), 422
    return redirect(url_for("inspect.minutes", visit_id=visit.id))


def _sign_page(found: Visited, form: SignForm, errors: tuple[Error, ...] = ()) -> str:
    return render_template(
        "inspect/sign.html",
        page=sign_page(found),
        form=form,
        errors=errors,
        has_errors=bool(errors or form.errors),
        is_sample=found.school.is_sample,
    )
