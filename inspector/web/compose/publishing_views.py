"""Publishing a draft: looking it over, asking a second person, confirming."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from inspector.criteria import nodes
from inspector.services import publishing
from inspector.services.drafting import drafted_of, refuse_locked
from inspector.services.publishing import NotPublishable
from inspector.store import drafts
from inspector.store.tables import EditionDraft
from inspector.web.access import for_draft
from inspector.web.application import application
from inspector.web.asking import db, now, signed_in
from inspector.web.compose import bp
from inspector.web.compose.form import Form
from inspector.web.compose.overview_page import all_problems, overview_page
from inspector.web.compose.page import set_title
from inspector.workflow.permissions import Permission


def _page(draft: EditionDraft, form: Form) -> str:
    drafted = drafted_of(draft)
    return render_template(
        "compose/publish.html",
        page=overview_page(db(), draft, drafted),
        title_vi=nodes.said(drafted.head, "title", "vi"),
        title=set_title(drafted),
        draft=draft,
        form=form,
        proposer=drafts.name_of(db(), draft.proposed_by),
        is_second=draft.proposed_by not in (None, signed_in().id),
        edition=drafted.read_edition()[0],
    )


@bp.get("/<uuid:draft_id>/publish")
@for_draft(Permission.EDIT_CRITERIA)
def publish(draft: EditionDraft) -> ResponseReturnValue:
    """An editor looks a draft over before it is published."""
    refuse_locked(draft)
    application().editions.refresh(db())
    return _page(draft, Form({}))


@bp.post("/<uuid:draft_id>/propose")
@for_draft(Permission.EDIT_CRITERIA)
def propose(draft: EditionDraft) -> ResponseReturnValue:
    """An editor asks a second person to publish the draft as it is."""
    application().editions.refresh(db())
    if all_problems(db(), draft, drafted_of(draft)):
        return _page(draft, Form({})), 409
    publishing.propose(db(), draft, by=signed_in().id, at=now())
    flash(gettext("Đã đề nghị ban hành. Người thứ hai mở trang này và bấm Ban hành."))
    return redirect(url_for("compose.publish", draft_id=draft.id))


@bp.post("/<uuid:draft_id>/publish")
@for_draft(Permission.EDIT_CRITERIA)
def publish_it(draft: EditionDraft) -> ResponseReturnValue:
    """An editor publishes a draft, as a second person or by typing the title of the set."""
    refuse_locked(draft)
    form = Form.typed(request.form)
    application().editions.refresh(db())
    revision = request.form.get("revision", 0, type=int)
    if not publishing.may_publish(draft, signed_in().id, form.get("typed_title")):
        form.refuse("typed_title", gettext("Gõ đúng tên bộ tiêu chí như ở trên, từng chữ"))
        return _page(draft, form), 422
    try:
        publishing.publish(
            db(),
            application().editions.catalogue,
            draft,
            revision=revision,
            typed_title=form.get("typed_title"),
            by=signed_in().id,
            at=now(),
        )
    except NotPublishable:
        return _page(draft, form), 409
    application().editions.ask_again()
    flash(gettext("Đã ban hành. Từ nay các trường mở được bộ này, và nội dung không đổi nữa."))
    return redirect(url_for("compose.overview", draft_id=draft.id))
