"""Writing a group: its title, many criteria at once, their order."""

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from inspector.criteria import nodes
from inspector.services.drafting import change, drafted_of
from inspector.store.tables import EditionDraft
from inspector.web.access import for_draft
from inspector.web.asking import db, now, signed_in
from inspector.web.compose import bp
from inspector.web.compose import group_pages as pages
from inspector.web.compose.criterion_pages import MOST_LINES
from inspector.web.compose.form import Form
from inspector.web.compose.lines import lines_in
from inspector.web.compose.page import saved, shown
from inspector.web.compose.taken import ids_of_earlier_editions
from inspector.workflow.permissions import Permission


@bp.route("/<uuid:draft_id>/groups/<group_id>", methods=["GET", "POST"])
@for_draft(Permission.EDIT_CRITERIA)
def group(draft: EditionDraft, group_id: str) -> ResponseReturnValue:
    """An editor writes the title of a group and sees its criteria."""
    drafted = drafted_of(draft)
    if drafted.group(group_id) is None:
        abort(404)
    if request.method == "GET":
        return shown(pages.group_part(draft, drafted, group_id, None))
    form = Form.typed(request.form)
    edit, new_id = pages.group_edit(drafted, group_id, form)
    to = url_for("compose.group", draft_id=draft.id, group_id=new_id)
    return saved(draft, form, lambda now, form: pages.group_part(draft, now, group_id, form), edit, to=to)


@bp.post("/<uuid:draft_id>/groups/<group_id>/criteria")
@for_draft(Permission.EDIT_CRITERIA)
def add_criteria(draft: EditionDraft, group_id: str) -> ResponseReturnValue:
    """An editor adds criteria, one a line."""
    drafted = drafted_of(draft)
    if drafted.group(group_id) is None:
        abort(404)
    form = Form.typed(request.form)
    lines = list(lines_in(form.get("lines")))
    if not lines:
        form.refuse("lines", gettext("Viết ít nhất một dòng"))
    elif len(lines) > MOST_LINES:
        form.refuse("lines", gettext("Thêm mỗi lần nhiều nhất %(most)s dòng", most=MOST_LINES))
    if form.errors:
        page = pages.group_part(draft, drafted, group_id, None)
        page.form = Form({**page.stored, **form.values}, form.errors)
        return shown(page, 422)
    edit = pages.adding_criteria(group_id, lines, ids_of_earlier_editions(draft.set_id))
    change(db(), draft, edit, by=signed_in().id, at=now())
    flash(ngettext("Đã thêm %(num)d tiêu chí.", "Đã thêm %(num)d tiêu chí.", len(lines)))
    return redirect(url_for("compose.group", draft_id=draft.id, group_id=group_id))


@bp.post("/<uuid:draft_id>/groups/<group_id>/remove")
@for_draft(Permission.EDIT_CRITERIA)
def remove_group(draft: EditionDraft, group_id: str) -> ResponseReturnValue:
    """An editor takes out a group that has no criteria any more."""
    drafted = drafted_of(draft)
    found = drafted.group(group_id)
    if found is None:
        abort(404)
    if pages.criterion_lines(draft, drafted, found):
        return shown(pages.group_part(draft, drafted, group_id, None), 409)
    change(db(), draft, pages.removing_group(group_id), by=signed_in().id, at=now())
    flash(gettext("Đã bỏ nhóm %(group)s.", group=group_id))
    return redirect(url_for("compose.overview", draft_id=draft.id, _anchor="groups"))


@bp.post("/<uuid:draft_id>/criteria/<criterion_id>/move")
@for_draft(Permission.EDIT_CRITERIA)
def move_criterion(draft: EditionDraft, criterion_id: str) -> ResponseReturnValue:
    """An editor moves a criterion up or down, or to another group."""
    found = drafted_of(draft).group_with(criterion_id)
    if found is None:
        abort(404)
    group_id = nodes.said(found, "id")
    to = request.form.get("to", "")
    if to in ("up", "down"):
        edit = pages.moving_criterion(criterion_id, -1 if to == "up" else 1)
    else:
        edit = pages.moving_to_group(criterion_id, to.removeprefix("group:"))
    change(db(), draft, edit, by=signed_in().id, at=now())
    return redirect(
        url_for("compose.group", draft_id=draft.id, group_id=group_id, _anchor=f"c-{criterion_id}")
    )
