"""Trying a draft out: what would a school with these answers get? Nothing is saved."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from inspector.services.drafting import drafted_of
from inspector.store.tables import EditionDraft
from inspector.web.access import for_draft
from inspector.web.asking import db
from inspector.web.compose import bp
from inspector.web.compose.form import Form
from inspector.web.compose.overview_page import all_problems
from inspector.web.compose.page import set_title
from inspector.web.compose.trying_page import filled, trying_page
from inspector.workflow.permissions import Permission


@bp.route("/<uuid:draft_id>/try", methods=["GET", "POST"])
@for_draft(Permission.EDIT_CRITERIA)
def try_out(draft: EditionDraft) -> ResponseReturnValue:
    """An editor gives sample answers and sees what comes of them."""
    drafted = drafted_of(draft)
    edition, _ = drafted.read_edition()
    problems = all_problems(db(), draft, drafted) if edition is None else ()
    form = Form.typed(request.form) if request.method == "POST" else Form({})
    if edition is not None and form.get("fill"):
        form = Form(filled(edition, form.values, form.get("fill")))
    page = trying_page(edition, form) if edition is not None else None
    return render_template(
        "compose/try.html",
        draft=draft,
        title=set_title(drafted),
        page=page,
        problems=problems,
        form=form,
    )
