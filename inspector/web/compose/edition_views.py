"""Writing what holds for a whole draft: details, scales, rule, gates, provisions."""

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from inspector.criteria import nodes
from inspector.criteria.drafted import unused_id
from inspector.services.drafting import change, drafted_of
from inspector.store.tables import EditionDraft
from inspector.web.access import for_draft
from inspector.web.asking import db, now, signed_in
from inspector.web.compose import bp, rule_pages
from inspector.web.compose import edition_pages as pages
from inspector.web.compose.form import Form
from inspector.web.compose.page import saved, shown
from inspector.web.compose.provisions_page import provision_node, provisions_part
from inspector.workflow.permissions import Permission


@bp.route("/<uuid:draft_id>/details", methods=["GET", "POST"])
@for_draft(Permission.EDIT_CRITERIA)
def details(draft: EditionDraft) -> ResponseReturnValue:
    """An editor writes title, audience, first day and sources."""
    drafted = drafted_of(draft)
    if request.method == "GET":
        return shown(pages.details_part(draft, drafted, None))
    form = Form.typed(request.form)
    edit = pages.details_edit(drafted, form)
    to = url_for("compose.overview", draft_id=draft.id)
    return saved(draft, form, lambda now, form: pages.details_part(draft, now, form), edit, to=to)


@bp.post("/<uuid:draft_id>/scales")
@for_draft(Permission.EDIT_CRITERIA)
def add_scale(draft: EditionDraft) -> ResponseReturnValue:
    """An editor adds a scale, to be changed on its page."""
    scale_id, scale = pages.new_scale(drafted_of(draft))
    change(db(), draft, lambda now: pages.with_scale(now, scale_id, scale), by=signed_in().id, at=now())
    return redirect(url_for("compose.scale", draft_id=draft.id, scale_id=scale_id))


@bp.route("/<uuid:draft_id>/scales/<scale_id>", methods=["GET", "POST"])
@for_draft(Permission.EDIT_CRITERIA)
def scale(draft: EditionDraft, scale_id: str) -> ResponseReturnValue:
    """An editor writes the answers of a scale."""
    drafted = drafted_of(draft)
    if scale_id not in nodes.entries(drafted.edition, "scales"):
        abort(404)
    if request.method == "GET":
        return shown(pages.scale_part(draft, drafted, scale_id, None))
    form = Form.typed(request.form)
    edit = pages.scale_edit(drafted, scale_id, form)
    to = url_for("compose.scale", draft_id=draft.id, scale_id=scale_id)
    return saved(draft, form, lambda now, form: pages.scale_part(draft, now, scale_id, form), edit, to=to)


@bp.post("/<uuid:draft_id>/scales/<scale_id>/remove")
@for_draft(Permission.EDIT_CRITERIA)
def remove_scale(draft: EditionDraft, scale_id: str) -> ResponseReturnValue:
    """An editor removes a scale that no item uses."""
    if not pages.scale_is_used(drafted_of(draft), scale_id):
        change(db(), draft, lambda now: pages.with_scale(now, scale_id, None), by=signed_in().id, at=now())
    return redirect(url_for("compose.overview", draft_id=draft.id))


@bp.route("/<uuid:draft_id>/rule", methods=["GET", "POST"])
@for_draft(Permission.EDIT_CRITERIA)
def rule(draft: EditionDraft) -> ResponseReturnValue:
    """An editor writes how answers become a conclusion; another method is looked at before it is saved."""
    drafted = drafted_of(draft)
    if request.method == "GET":
        return shown(rule_pages.rule_part(draft, drafted, request.args.get("method"), None))
    form = Form.typed(request.form)
    edit = rule_pages.rule_edit(drafted, form)
    to = url_for("compose.rule", draft_id=draft.id)
    return saved(
        draft, form, lambda now, form: rule_pages.rule_part(draft, now, _method(form), form), edit, to=to
    )


def _method(form: Form | None) -> str | None:
    return form.get("method") if form else None


@bp.route("/<uuid:draft_id>/gates", methods=["GET", "POST"])
@for_draft(Permission.EDIT_CRITERIA)
def gates(draft: EditionDraft) -> ResponseReturnValue:
    """An editor writes what must not have happened."""
    drafted = drafted_of(draft)
    if request.method == "GET":
        return shown(rule_pages.gates_part(draft, drafted, None))
    form = Form.typed(request.form)
    edit = rule_pages.gates_edit(drafted, form)
    to = url_for("compose.gates", draft_id=draft.id)
    return saved(draft, form, lambda now, form: rule_pages.gates_part(draft, now, form), edit, to=to)


@bp.route("/<uuid:draft_id>/provisions", methods=["GET", "POST"])
@for_draft(Permission.EDIT_CRITERIA)
def provisions(draft: EditionDraft) -> ResponseReturnValue:
    """An editor sees the texts that criteria may rest on, and adds one."""
    drafted = drafted_of(draft)
    if request.method == "GET":
        return shown(provisions_part(draft, drafted, None))
    form = Form.typed(request.form)
    made = provision_node(form)
    id_ = unused_id("vb", nodes.entries(drafted.provisions, "provisions"), digits=1, separator="-")
    to = url_for("compose.provisions", draft_id=draft.id)
    words = gettext("Đã thêm văn bản. Chọn văn bản này ở trang của từng tiêu chí.")
    return saved(
        draft,
        form,
        lambda now, form: provisions_part(draft, now, form),
        lambda now: now.with_provision(id_, made),
        to=to,
        words=words,
    )
