"""Going on with a draft by the edition that has taken the place of its own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from inspector.criteria.carrying import Fate
from inspector.criteria.model import Edition
from inspector.services import carrying
from inspector.services.assessing import NotConcerned
from inspector.services.carrying import Taken
from inspector.services.periods import period_of
from inspector.store import assessments
from inspector.store.tables import Assessment
from inspector.web.access import for_assessment
from inspector.web.asking import db, now, signed_in, today
from inspector.web.assess import bp
from inspector.web.assess.sheet import Sheet, sheet_here
from inspector.web.assess.which_edition import switch_to
from inspector.web.assess.words import rating_words
from inspector.web.formatting import day, text
from inspector.workflow.permissions import Permission


@dataclass(frozen=True, slots=True)
class Line:
    """One answer in the preview, as data_table draws it."""

    text: str
    url: str | None
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    title: str
    note: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class SwitchPage:
    id: UUID
    title: str
    old: str
    new: str
    summary: tuple[str, ...]
    parts: tuple[Part, ...]


@bp.get("/<uuid:assessment_id>/switch")
@for_assessment(Permission.PUT_ASIDE)
def switch(assessment: Assessment) -> ResponseReturnValue:
    """A principal sees what would become of every answer in the new edition."""
    sheet = sheet_here(assessment)
    new = switch_to(db(), assessment, sheet.edition)
    if new is None:
        return _nothing_to_switch(assessment)
    return render_template("assess/switch.html", page=_page(sheet, new))


@bp.post("/<uuid:assessment_id>/switch")
@for_assessment(Permission.PUT_ASIDE)
def apply_switch(assessment: Assessment) -> ResponseReturnValue:
    """A principal goes on by the new edition. Sent twice it happens once: the second leads to the first."""
    sheet = sheet_here(assessment)
    new = switch_to(db(), assessment, sheet.edition)
    if new is None:
        return _nothing_to_switch(assessment)
    reason = gettext("Chuyển sang phiên bản có hiệu lực từ %(day)s", day=day(new.in_force_from))
    period = period_of(db(), today())
    by = signed_in().id
    try:
        made = carrying.switch(
            db(), assessment, sheet.edition, new, period, reason, day=today(), by=by, at=now()
        )
    except NotConcerned:
        words = gettext("Theo thông tin đã khai, phiên bản mới không dành cho trường này.")
        heading = gettext("Không chuyển được")
        return render_template(
            "assess/refused.html", heading=heading, words=words, assessment_id=assessment.id
        ), 409
    return redirect(url_for("assess.overview", assessment_id=made.id))


def _nothing_to_switch(assessment: Assessment) -> ResponseReturnValue:
    """Lead to where the answers went, or back: a second click finds the work done."""
    made = assessments.carried_into(db(), assessment.id)
    return redirect(url_for("assess.overview", assessment_id=(made or assessment).id))


def _page(sheet: Sheet, new: Edition) -> SwitchPage:
    found = carrying.taken(sheet.edition, new, sheet.rows)
    kept = [one for one in found if one.passage.into is not None and one.because is None]
    again = [one for one in found if one.passage.into is not None and one.because is not None]
    left = [one for one in found if one.passage.into is None]
    fresh = len(new.indicators.keys() - {one.passage.into for one in found})
    return SwitchPage(
        id=sheet.assessment.id,
        title=sheet.title,
        old=day(sheet.edition.in_force_from),
        new=day(new.in_force_from),
        summary=(
            gettext("%(count)s câu trả lời giữ nguyên", count=len(kept)),
            gettext("%(count)s câu trả lời mang sang, cần xem lại", count=len(again)),
            gettext("%(count)s câu trả lời không mang sang được", count=len(left)),
            gettext("%(count)s mục của phiên bản mới chưa có câu trả lời", count=fresh),
        ),
        parts=tuple(_parts(sheet, new, again, left)),
    )


def _parts(sheet: Sheet, new: Edition, again: Sequence[Taken], left: Sequence[Taken]) -> Iterator[Part]:
    if again:
        note = gettext("Được đánh dấu “Cần xem lại” cho đến khi có người xác nhận hoặc chấm lại.")
        yield Part(gettext("Mang sang, cần xem lại"), note, tuple(_line(sheet, new, one) for one in again))
    if left:
        note = gettext("Vẫn còn nguyên trong phiếu cũ, xem lại được bất cứ lúc nào.")
        yield Part(gettext("Không mang sang được"), note, tuple(_line(sheet, new, one) for one in left))


def _line(sheet: Sheet, new: Edition, one: Taken) -> Line:
    item = one.passage.item
    rating = rating_words(sheet.edition, item, one.row.value) or gettext("(chỉ có ghi chú)")
    return Line(f"{item} {sheet.words_of(item)}", None, (rating, _becomes(new, one)))


def _becomes(new: Edition, one: Taken) -> str:
    way = one.passage
    if way.fate is Fate.DROPPED:
        return gettext("Không còn mục này")
    if way.fate is Fate.MERGED and way.criterion is not None:
        title = text(new.criteria[way.criterion].title)
        return gettext("Trả lời lại ở %(criterion)s %(title)s", criterion=way.criterion, title=title)
    into = gettext("Mục %(item)s", item=way.into)
    return into if one.keeps_rating else gettext("%(into)s; chấm lại, chỉ giữ ghi chú", into=into)
