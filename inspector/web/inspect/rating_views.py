"""Step 2: rating the same items as the school."""

from collections.abc import Mapping

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from inspector.services import visiting
from inspector.services.saving import Answer, Judged
from inspector.store.tables import Assessment, Visit
from inspector.web.access import for_ratings_of_visit, for_visit
from inspector.web.application import application
from inspector.web.asking import db, keep_changes, now, signed_in
from inspector.web.assess.group_page import has_conflict, not_saved
from inspector.web.assess.posted import posted
from inspector.web.assess.rows import Typed
from inspector.web.assess.typed import Unread, save_typed
from inspector.web.inspect import bp
from inspector.web.inspect.rating import beside_row, group_page, parts
from inspector.web.inspect.visited import head, visited
from inspector.workflow.permissions import Permission
from inspector.workflow.states import VisitState

ONLY_BLANK = "blank"
FINDING = "finding:"
"""How the button begins that saves and goes on to a finding about an item."""


def _only_blank() -> bool:
    return request.args.get("only") == ONLY_BLANK


@bp.get("/visits/<uuid:visit_id>/items")
@for_visit(Permission.INSPECT)
def items(visit: Visit) -> ResponseReturnValue:
    """The team sees what is left."""
    found = visited(visit)
    if not found.has_begun:
        return redirect(url_for("inspect.visit", visit_id=visit.id))
    return render_template(
        "inspect/items.html",
        visit_id=visit.id,
        head=head(found, 2),
        parts=parts(found, only_blank=_only_blank()),
        only_blank=_only_blank(),
        blank=len(found.sheet.blank(found.items)),
        is_sample=found.school.is_sample,
    )


@bp.get("/visits/<uuid:visit_id>/groups/<key>")
@for_visit(Permission.INSPECT)
def group(visit: Visit, key: str) -> ResponseReturnValue:
    """The team rates one part."""
    return _group_page(visit, key)


@bp.post("/visits/<uuid:visit_id>/groups/<key>")
@for_ratings_of_visit(Permission.INSPECT)
def save_group(visit: Visit, assessment: Assessment, key: str) -> ResponseReturnValue:
    """The team saves one part without scripts."""
    visiting.require_begun(visit)
    edition = application().editions.by_digest(db(), assessment.digest)
    items = [*edition.indicators, *(gate.id for gate in edition.gates)]
    read = list(posted(request.form, items))
    judged, _ = save_typed(
        db(), assessment, edition, [faulty or asked for asked, faulty in read], by=signed_in().id, at=now()
    )
    if all(_is_saved(one) for one in judged):
        return redirect(_after(visit, key))
    keep_changes()
    typed = not_saved(visited(visit).sheet, [asked for asked, _ in read], judged)
    is_too_late = has_conflict(judged) or visit.state is VisitState.SIGNED
    return _group_page(visit, key, typed), 409 if is_too_late else 422


def _is_saved(one: Judged | Unread) -> bool:
    return isinstance(one, Judged) and one.answer in (Answer.APPLIED, Answer.ALREADY_APPLIED)


def _after(visit: Visit, key: str) -> str:
    """Return where the button that was pressed leads."""
    then = request.form.get("then", "")
    if then.startswith(FINDING):
        item = then.removeprefix(FINDING)
        return url_for("inspect.new_finding", visit_id=visit.id, item=item, part=key)
    only = ONLY_BLANK if _only_blank() else None
    if then != "next":
        return url_for("inspect.group", visit_id=visit.id, key=key, only=only)
    following = request.form.get("next", "")
    if not following:
        return url_for("inspect.talk", visit_id=visit.id)
    return url_for("inspect.group", visit_id=visit.id, key=following, only=only)


def _group_page(visit: Visit, key: str, typed: Mapping[str, Typed] | None = None) -> str | Response:
    found = visited(visit)
    section = found.sheet.section(key)
    if section is None:
        abort(404)
    if not found.has_begun:
        return redirect(url_for("inspect.visit", visit_id=visit.id))
    return render_template(
        "inspect/group.html",
        head=head(found, 2),
        page=group_page(found, section, only_blank=_only_blank(), typed=typed),
        visit_id=visit.id,
        assessment_id=visit.assessment_id,
        account=str(signed_in().id),
        has_errors=bool(typed),
        is_sample=found.school.is_sample,
    )


@bp.get("/visits/<uuid:visit_id>/items/<item_id>/beside")
@for_visit(Permission.INSPECT)
def beside(visit: Visit, item_id: str) -> ResponseReturnValue:
    """The form asks how the school rated an item, once the team has rated it itself; 204 when it may not."""
    row = beside_row(visited(visit), item_id)
    if row is None:
        return "", 204
    return render_template("inspect/beside.html", item=row)
