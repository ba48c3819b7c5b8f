"""Writing a criterion and its indicators."""

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from inspector.criteria import nodes
from inspector.services.drafting import change, drafted_of
from inspector.store.tables import EditionDraft
from inspector.web.access import for_draft
from inspector.web.asking import db, now, signed_in
from inspector.web.compose import bp
from inspector.web.compose import criterion_pages as pages
from inspector.web.compose.form import Form
from inspector.web.compose.group_pages import removing_criterion
from inspector.web.compose.lines import lines_in
from inspector.web.compose.page import saved, shown
from inspector.web.compose.taken import ids_of_earlier_editions
from inspector.workflow.permissions import Permission


@bp.route("/<uuid:draft_id>/criteria/<criterion_id>", methods=["GET", "POST"])
@for_draft(Permission.EDIT_CRITERIA)
def criterion(draft: EditionDraft, criterion_id: str) -> ResponseReturnValue:
    """An editor writes a criterion."""
    drafted = drafted_of(draft)
    if drafted.criterion(criterion_id) is None:
        abort(404)
    if request.method == "GET":
        return shown(pages.criterion_part(draft, drafted, criterion_id, None))
    form = Form.typed(request.form)
    earlier = ids_of_earlier_editions(draft.set_id)
    edit, new_id = pages.criterion_edit(drafted, criterion_id, form, earlier)
    page = pages.criterion_part(draft, drafted, criterion_id, None)
    to = url_for("compose.criterion", draft_id=draft.id, criterion_id=new_id)
    if form.get("then") == "next" and page.extra["following"]:
        to = page.extra["following"]
    return saved(
        draft, form, lambda now, form: pages.criterion_part(draft, now, criterion_id, form), edit, to=to
    )


@bp.post("/<uuid:draft_id>/criteria/<criterion_id>/remove")
@for_draft(Permission.EDIT_CRITERIA)
def remove_criterion(draft: EditionDraft, criterion_id: str) -> ResponseReturnValue:
    """An editor takes a criterion out; its text stays in the history."""
    found = drafted_of(draft).group_with(criterion_id)
    if found is None:
        abort(404)
    change(db(), draft, removing_criterion(criterion_id), by=signed_in().id, at=now())
    flash(gettext("Đã bỏ tiêu chí %(id)s. Nội dung cũ còn trong lịch sử của bản nháp.", id=criterion_id))
    return redirect(url_for("compose.group", draft_id=draft.id, group_id=nodes.said(found, "id")))


@bp.post("/<uuid:draft_id>/criteria/<criterion_id>/indicators")
@for_draft(Permission.EDIT_CRITERIA)
def add_indicators(draft: EditionDraft, criterion_id: str) -> ResponseReturnValue:
    """An editor divides a criterion into indicators, one a line."""
    drafted = drafted_of(draft)
    if drafted.criterion(criterion_id) is None:
        abort(404)
    form = Form.typed(request.form)
    lines = list(lines_in(form.get("lines")))
    if not lines:
        form.refuse("lines", gettext("Viết ít nhất một dòng"))
    elif len(lines) > pages.MOST_LINES:
        form.refuse("lines", gettext("Thêm mỗi lần nhiều nhất %(most)s dòng", most=pages.MOST_LINES))
    if form.errors:
        page = pages.criterion_part(draft, drafted, criterion_id, None)
        page.form = Form({**page.stored, **form.values}, form.errors)
        return shown(page, 422)
    edit = pages.adding_indicators(criterion_id, lines, ids_of_earlier_editions(draft.set_id))
    change(db(), draft, edit, by=signed_in().id, at=now())
    flash(gettext("Đã thêm chỉ báo."))
    return redirect(
        url_for("compose.criterion", draft_id=draft.id, criterion_id=criterion_id, _anchor="indicators")
    )


@bp.route("/<uuid:draft_id>/criteria/<criterion_id>/indicators/<indicator_id>", methods=["GET", "POST"])
@for_draft(Permission.EDIT_CRITERIA)
def indicator(draft: EditionDraft, criterion_id: str, indicator_id: str) -> ResponseReturnValue:
    """An editor writes an indicator."""
    drafted = drafted_of(draft)
    if pages.indicator_in(drafted, criterion_id, indicator_id) is None:
        abort(404)
    if request.method == "GET":
        return shown(pages.indicator_part(draft, drafted, criterion_id, indicator_id, None))
    form = Form.typed(request.form)
    edit, new_id = pages.indicator_edit(drafted, criterion_id, indicator_id, form)
    to = url_for("compose.indicator", draft_id=draft.id, criterion_id=criterion_id, indicator_id=new_id)
    return saved(
        draft,
        form,
        lambda now, form: pages.indicator_part(draft, now, criterion_id, indicator_id, form),
        edit,
        to=to,
    )


@bp.post("/<uuid:draft_id>/criteria/<criterion_id>/indicators/<indicator_id>/remove")
@for_draft(Permission.EDIT_CRITERIA)
def remove_indicator(draft: EditionDraft, criterion_id: str, indicator_id: str) -> ResponseReturnValue:
    """An editor takes an indicator out; its text stays in the history."""
    if pages.indicator_in(drafted_of(draft), criterion_id, indicator_id) is None:
        abort(404)
    edit = pages.without_indicator(criterion_id, indicator_id)
    change(db(), draft, edit, by=signed_in().id, at=now())
    flash(gettext("Đã bỏ chỉ báo %(id)s.", id=indicator_id))
    return redirect(url_for("compose.criterion", draft_id=draft.id, criterion_id=criterion_id))
