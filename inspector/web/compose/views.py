"""A draft as a whole: overview, history, files, putting it away."""

import io
import zipfile
from datetime import datetime

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from inspector.criteria.as_folder import as_folder
from inspector.services import drafting
from inspector.services.drafting import change, drafted_of
from inspector.store import events
from inspector.store.tables import EditionDraft
from inspector.web.access import for_draft
from inspector.web.application import application
from inspector.web.asking import db, now, signed_in
from inspector.web.compose import bp
from inspector.web.compose.form import Form
from inspector.web.compose.group_pages import MOST_GROUPS, adding_group, moving_group
from inspector.web.compose.history import history_lines
from inspector.web.compose.overview_page import overview_page
from inspector.web.compose.page import set_title
from inspector.web.compose.taken import ids_of_earlier_editions
from inspector.workflow.permissions import Permission

A_PAGE = 50


def _overview(draft: EditionDraft, form: Form) -> str:
    application().editions.refresh(db())
    page = overview_page(db(), draft, drafted_of(draft))
    return render_template("compose/overview.html", page=page, form=form)


@bp.get("/<uuid:draft_id>")
@for_draft(Permission.EDIT_CRITERIA)
def overview(draft: EditionDraft) -> ResponseReturnValue:
    """An editor sees what a draft consists of and what is still wrong with it."""
    return _overview(draft, Form({}))


@bp.post("/<uuid:draft_id>/groups")
@for_draft(Permission.EDIT_CRITERIA)
def add_group(draft: EditionDraft) -> ResponseReturnValue:
    """An editor adds a group."""
    form = Form.typed(request.form)
    drafted = drafted_of(draft)
    if not form.get("title.vi"):
        form.refuse("title.vi", gettext("Viết tên nhóm"))
    if len(drafted.groups) >= MOST_GROUPS:
        form.refuse("title.vi", gettext("Một bộ có nhiều nhất %(most)s nhóm", most=MOST_GROUPS))
    if form.errors:
        return _overview(draft, form), 422
    edit = adding_group(form.two("title"), ids_of_earlier_editions(draft.set_id))
    after = change(db(), draft, edit, by=signed_in().id, at=now())
    flash(gettext("Đã thêm nhóm. Thêm tiêu chí cho nhóm này, mỗi dòng một tiêu chí."))
    group_id = next(reversed([one for one in after.parts if one.startswith("group.")]))
    return redirect(url_for("compose.group", draft_id=draft.id, group_id=group_id.removeprefix("group.")))


@bp.post("/<uuid:draft_id>/groups/<group_id>/move")
@for_draft(Permission.EDIT_CRITERIA)
def move_group(draft: EditionDraft, group_id: str) -> ResponseReturnValue:
    """An editor moves a group up or down."""
    by = -1 if request.form.get("to") == "up" else 1
    change(db(), draft, moving_group(group_id, by), by=signed_in().id, at=now())
    return redirect(url_for("compose.overview", draft_id=draft.id, _anchor="groups"))


@bp.get("/<uuid:draft_id>/history")
@for_draft(Permission.EDIT_CRITERIA)
def history(draft: EditionDraft) -> ResponseReturnValue:
    """An editor sees who changed what, and what was there before."""
    before = request.args.get("before", type=int)
    found = events.of_draft(db(), draft.id, limit=A_PAGE + 1, before_id=before)
    older = found[A_PAGE - 1].id if len(found) > A_PAGE else None
    return render_template(
        "compose/history.html",
        draft=draft,
        title=set_title(drafted_of(draft)),
        lines=history_lines(found[:A_PAGE]),
        older=older,
    )


@bp.get("/<uuid:draft_id>/export.zip")
@for_draft(Permission.EDIT_CRITERIA)
def export(draft: EditionDraft) -> ResponseReturnValue:
    """An editor takes the files of a draft home."""
    drafted = drafted_of(draft)
    packed = zipped(as_folder(drafted), draft.changed_at)
    name = f"{drafted.set_id}-{drafted.first_day or 'draft'}.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(packed, mimetype="application/zip", headers=headers)


def zipped(files: dict[str, str], at: datetime) -> bytes:
    """Return files in an archive; the same files give the same bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in sorted(files.items()):
            entry = zipfile.ZipInfo(name, (at.year, at.month, at.day, at.hour, at.minute, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, text.encode())
    return packed.getvalue()


@bp.route("/<uuid:draft_id>/withdraw", methods=["GET", "POST"])
@for_draft(Permission.EDIT_CRITERIA)
def withdraw(draft: EditionDraft) -> ResponseReturnValue:
    """An editor puts a draft away, with a reason."""
    drafting.refuse_locked(draft)
    form = Form.typed(request.form) if request.method == "POST" else Form({})
    if request.method == "POST":
        if not form.get("reason"):
            form.refuse("reason", gettext("Viết lý do cất bản nháp này"))
        if not form.errors:
            drafting.withdraw(db(), draft, form.get("reason"), by=signed_in().id, at=now())
            flash(gettext("Đã cất bản nháp. Vẫn mở lại hoặc tải về được."))
            return redirect(url_for("compose.overview", draft_id=draft.id))
    page = render_template(
        "compose/withdraw.html", draft=draft, title=set_title(drafted_of(draft)), form=form
    )
    return page, 422 if form.errors else 200


@bp.post("/<uuid:draft_id>/restore")
@for_draft(Permission.EDIT_CRITERIA)
def restore(draft: EditionDraft) -> ResponseReturnValue:
    """An editor takes a withdrawn draft up again."""
    drafting.restore(db(), draft, by=signed_in().id, at=now())
    flash(gettext("Đã mở lại bản nháp."))
    return redirect(url_for("compose.overview", draft_id=draft.id))
