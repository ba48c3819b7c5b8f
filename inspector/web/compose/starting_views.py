"""The list of drafts and own sets, and beginning another one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from inspector.criteria.in_force import last_day, published
from inspector.criteria.model import CriteriaSet, Edition
from inspector.services.draft_beginnings import Whoever, begin_edition, begin_set, copy_set
from inspector.services.drafting import drafted_of
from inspector.services.publishing import CannotEnd, end_set
from inspector.store import drafts, units
from inspector.store.drafts import DraftLine
from inspector.store.tables import OwnSet
from inspector.text import Text, sort_key
from inspector.web.access import for_own_set, for_role
from inspector.web.application import application
from inspector.web.asking import db, now, signed_in, today
from inspector.web.compose import bp
from inspector.web.compose.form import Choice, Field, Form, Section
from inspector.web.compose.overview_page import state_words
from inspector.web.compose.page import set_title
from inspector.web.formatting import day, moment, text
from inspector.workflow.permissions import OF_UNIT, Permission, Role

EDITORS = OF_UNIT[Permission.EDIT_CRITERIA]


@dataclass(frozen=True, slots=True)
class DraftRow:
    title: str
    url: str
    says: str
    state: str
    kind: str


@dataclass(frozen=True, slots=True)
class SetRow:
    title: str
    says: str
    end_url: str


@bp.get("/")
@for_role(Role.CRITERIA_EDITOR)
def index() -> ResponseReturnValue:
    """An editor sees the drafts and the own sets in reach."""
    application().editions.refresh(db())
    lines = drafts.in_reach(db(), signed_in().id, EDITORS, today())
    own = drafts.sets_in_reach(db(), signed_in().id, EDITORS, today())
    return render_template(
        "compose/index.html", drafts=[_row(one) for one in lines], sets=[_set_row(one) for one in own]
    )


def _row(line: DraftLine) -> DraftRow:
    label, kind = state_words(line.draft)
    drafted = drafted_of(line.draft)
    begins = gettext("áp dụng từ %(day)s", day=day(drafted.first_day))
    who = gettext("%(who)s sửa lúc %(when)s", who=line.changed_by, when=moment(line.draft.changed_at))
    return DraftRow(
        set_title(drafted),
        url_for("compose.overview", draft_id=line.draft.id),
        " · ".join((begins, who) if line.changed_by else (begins,)),
        label,
        kind,
    )


def _set_row(own: OwnSet) -> SetRow:
    of_set = application().editions.catalogue.sets[own.set_id]
    editions = published(of_set.editions)
    end = last_day(editions[-1], of_set)
    says = gettext("Áp dụng từ %(day)s", day=day(editions[-1].in_force_from))
    if end:
        says = gettext("%(says)s đến hết %(day)s", says=says, day=day(end))
    return SetRow(text(of_set.title), says, url_for("compose.ending", own_set_id=own.set_id))


def _unit_fields(choices: Sequence[Choice]) -> tuple[Field, ...]:
    if len(choices) < 2:
        return ()
    return (Field("unit", "select", gettext("Soạn cho đơn vị"), choices=tuple(choices)),)


def _units() -> list[Choice]:
    found = units.of_person(db(), signed_in().id, today(), EDITORS)
    return [Choice(str(one.id), one.name) for one in found]


def _unit(form: Form, choices: Sequence[Choice]) -> UUID:
    known = {one.value for one in choices}
    chosen = form.get("unit") or choices[0].value
    if chosen not in known:
        form.refuse("unit", gettext("Chọn một đơn vị trong danh sách"))
        chosen = choices[0].value
    return UUID(chosen)


def _first_day(form: Form) -> date:
    if not form.get("first_day"):
        form.refuse("first_day", gettext("Chọn ngày bắt đầu áp dụng"))
    form.day("first_day")
    return today() if "first_day" in form.errors else date.fromisoformat(form.get("first_day"))


@bp.route("/new", methods=["GET", "POST"])
@for_role(Role.CRITERIA_EDITOR)
def new_set() -> ResponseReturnValue:
    """An editor begins a set of their own."""
    choices = _units()
    form = Form.typed(request.form) if request.method == "POST" else Form({"first_day": today().isoformat()})
    if request.method == "POST":
        title, first_day, unit = _title(form), _first_day(form), _unit(form, choices)
        if not form.errors:
            who = Whoever(signed_in().id, now(), unit)
            made = begin_set(db(), application().editions.files, title, first_day, who)
            flash(gettext("Đã tạo bộ mới. Bắt đầu bằng nhóm đầu tiên."))
            return redirect(url_for("compose.overview", draft_id=made.id))
    sections = (
        Section(
            fields=(
                Field("title", "pair", gettext("Tên bộ tiêu chí")),
                Field(
                    "first_day",
                    "day",
                    gettext("Ngày bắt đầu áp dụng"),
                    gettext("Sửa lại được cho tới khi ban hành."),
                ),
                *_unit_fields(choices),
            )
        ),
    )
    page = render_template(
        "compose/begin.html",
        heading=gettext("Soạn bộ tiêu chí mới"),
        lead=gettext(
            "Bộ mới có sẵn hai câu trả lời Đạt, Chưa đạt, và xếp loại Đạt từ 80 điểm phần trăm. "
            "Mọi thứ đều đổi được sau."
        ),
        sections=sections,
        form=form,
        button=gettext("Tạo bộ mới"),
    )
    return page, 422 if form.errors else 200


def _title(form: Form) -> Text:
    vi = form.get("title.vi")
    if not vi:
        form.refuse("title.vi", gettext("Viết tên bộ tiêu chí"))
    return Text(vi, form.get("title.en") or vi)


@bp.route("/from", methods=["GET", "POST"])
@for_role(Role.CRITERIA_EDITOR)
def begin_from() -> ResponseReturnValue:
    """An editor begins from an edition that is published: its next edition, or a copy as an own set."""
    choices, bases = _units(), _bases()
    form = Form.typed(request.form) if request.method == "POST" else Form(_wanted(bases))
    if request.method == "POST":
        found = bases.get(form.get("base"))
        if found is None:
            form.refuse("base", gettext("Chọn một phiên bản trong danh sách"))
        if form.get("how") not in ("next", "copy"):
            form.refuse("how", gettext("Chọn một trong hai"))
        title = _title(form) if form.get("how") == "copy" else None
        first_day, unit = _first_day(form), _unit(form, choices)
        if not form.errors and found is not None:
            who = Whoever(signed_in().id, now(), unit)
            files = application().editions.files
            made = (
                copy_set(db(), files, *found, title, first_day, who)
                if title
                else begin_edition(db(), files, *found, first_day, who)
            )
            flash(gettext("Đã chép xong. Bản gốc không đổi."))
            return redirect(url_for("compose.overview", draft_id=made.id))
    page = render_template(
        "compose/begin.html",
        heading=gettext("Soạn từ một bộ có sẵn"),
        lead=gettext("Chương trình chép toàn bộ nội dung ra một bản nháp; bản gốc không đổi."),
        sections=_from_sections(bases, choices),
        form=form,
        button=gettext("Tạo bản nháp"),
    )
    return page, 422 if form.errors else 200


def _bases() -> dict[str, tuple[CriteriaSet, Edition]]:
    application().editions.refresh(db())
    sets = sorted(application().editions.catalogue.sets.values(), key=lambda one: sort_key(text(one.title)))
    return {
        edition.id: (of_set, edition) for of_set in sets for edition in reversed(published(of_set.editions))
    }


def _wanted(bases: dict[str, tuple[CriteriaSet, Edition]]) -> dict[str, str]:
    base = request.args.get("base", "")
    return {"base": base if base in bases else "", "how": "next", "first_day": today().isoformat()}


def _from_sections(
    bases: dict[str, tuple[CriteriaSet, Edition]], choices: Sequence[Choice]
) -> tuple[Section, ...]:
    offered = [
        Choice(
            id_,
            gettext(
                "%(title)s – áp dụng từ %(day)s", title=text(of_set.title), day=day(edition.in_force_from)
            ),
        )
        for id_, (of_set, edition) in bases.items()
    ]
    return (
        Section(
            fields=(
                Field("base", "select", gettext("Chép từ"), choices=(Choice("", "–"), *offered)),
                Field(
                    "how",
                    "radios",
                    gettext("Để làm gì?"),
                    choices=(
                        Choice("next", gettext("Phiên bản tiếp theo của chính bộ đó")),
                        Choice("copy", gettext("Một bộ mới của đơn vị, đặt tên khác")),
                    ),
                ),
                Field(
                    "title",
                    "pair",
                    gettext("Tên của bộ mới"),
                    gettext("Chỉ điền khi tạo bộ mới."),
                    only="copy",
                ),
                Field("first_day", "day", gettext("Ngày bắt đầu áp dụng")),
                *_unit_fields(choices),
            )
        ),
    )


@bp.route("/sets/<own_set_id>/ending", methods=["GET", "POST"])
@for_own_set(Permission.EDIT_CRITERIA)
def ending(own: OwnSet) -> ResponseReturnValue:
    """An editor says from when on an own set is not used any more."""
    application().editions.refresh(db())
    of_set = application().editions.catalogue.sets.get(own.set_id)
    if of_set is None or not own.head:
        return redirect(url_for("compose.index"))
    stored = {"ended": of_set.ended.isoformat() if of_set.ended else ""}
    form = Form.typed(request.form) if request.method == "POST" else Form(stored)
    if request.method == "POST":
        form.day("ended")
        if not form.errors:
            ended = date.fromisoformat(form.get("ended")) if form.get("ended") else None
            try:
                end_set(db(), own, ended, today=today(), by=signed_in().id, at=now())
            except CannotEnd as cannot:
                form.refuse("ended", gettext("Chọn ngày %(day)s hoặc muộn hơn", day=day(cannot.earliest)))
            else:
                application().editions.ask_again()
                flash(gettext("Đã lưu ngày kết thúc."))
                return redirect(url_for("compose.index"))
    page = render_template(
        "compose/begin.html",
        heading=gettext("Kết thúc: %(title)s", title=text(of_set.title)),
        lead=gettext(
            "Sau ngày này không trường nào mở được phiếu mới theo bộ này. Phiếu đã có vẫn còn nguyên."
        ),
        sections=(
            Section(
                fields=(
                    Field(
                        "ended",
                        "day",
                        gettext("Ngày áp dụng cuối cùng"),
                        gettext("Để trống: không kết thúc."),
                        optional=True,
                    ),
                )
            ),
        ),
        form=form,
        button=gettext("Lưu ngày kết thúc"),
    )
    return page, 422 if form.errors else 200
