"""Lists of schools: how they stand, what they came to."""

from collections.abc import Mapping, Sequence

from flask import url_for
from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString
from sqlalchemy.orm import Session

from inspector.services.editions import EditionLost
from inspector.store.figures.by_school import SchoolLine, Which
from inspector.store.figures.what_counts import Standing
from inspector.store.scores import percent as as_percent
from inspector.web.application import application
from inspector.web.assess.outcomes import outcome_label, outcome_step
from inspector.web.formatting import day, percent
from inspector.web.oversee.chosen import Chosen
from inspector.web.oversee.tables import BandCell, Cell, Column, Row, Table, Value
from inspector.workflow.states import Kind

STANDINGS: Mapping[Kind, Mapping[Standing, tuple[LazyString, str]]] = {
    Kind.SELF: {
        Standing.COUNTED: (lazy_gettext("Đã nộp"), "done"),
        Standing.RETURNED: (lazy_gettext("Được trả lại"), "attention"),
        Standing.OPEN: (lazy_gettext("Đang làm"), "active"),
        Standing.NONE: (lazy_gettext("Chưa bắt đầu"), "off"),
    },
    Kind.INSPECTION: {
        Standing.COUNTED: (lazy_gettext("Đã kiểm tra"), "done"),
        Standing.RETURNED: (lazy_gettext("Được trả lại"), "attention"),
        Standing.OPEN: (lazy_gettext("Đang kiểm tra"), "active"),
        Standing.NONE: (lazy_gettext("Chưa kiểm tra"), "off"),
    },
}
"""Label and kind of tag of how a school stands."""

WHICH: Mapping[Which, LazyString] = {
    Which.CONCERNED: lazy_gettext("Trường thuộc diện"),
    Which.COUNTED: lazy_gettext("Trường đã có kết quả"),
    Which.OTHER_EDITION: lazy_gettext("Trường đánh giá theo phiên bản khác"),
    Which.RETURNED: lazy_gettext("Trường được trả lại"),
    Which.OPEN: lazy_gettext("Trường đang làm"),
    Which.NONE: lazy_gettext("Trường chưa bắt đầu"),
}
"""What the schools behind a number are called."""


def schools_table(
    session: Session, chosen: Chosen, lines: Sequence[SchoolLine], caption: str, csv_url: str | None = None
) -> Table:
    """Return schools with the area in which they lay, how they stand, and their result."""
    columns = (
        Column(gettext("Trường")),
        Column(gettext("Địa bàn")),
        Column(gettext("Tình trạng")),
        Column(gettext("Tỷ lệ"), numeric=True),
        Column(gettext("Kết quả")),
        Column(gettext("Ngày")),
    )
    rows = tuple(_row(session, chosen, one) for one in lines)
    return Table(caption, columns, rows, csv_url)


def _row(session: Session, chosen: Chosen, one: SchoolLine) -> Row:
    label, kind = STANDINGS[chosen.kind][one.standing]
    far = None
    if one.answered is not None and one.applicable:
        far = gettext("%(done)s/%(total)s mục", done=one.answered, total=one.applicable)
    result_url = url_for("oversee.assessment", assessment_id=one.assessment_id) if one.assessment_id else None
    return Row(
        one.school_name,
        (
            Cell(one.unit_name),
            Cell(str(label), kind=kind, note=far),
            Cell(percent(one.percent), result_url if one.percent is not None else None, value=_tenths(one)),
            _outcome(session, one, result_url),
            Cell(day(one.day), value=one.day.isoformat() if one.day else ""),
        ),
        url_for("oversee.school", school_id=one.school_id),
    )


def _tenths(one: SchoolLine) -> Value:
    return "" if one.percent is None else as_percent(one.percent)


def _outcome(session: Session, one: SchoolLine, url: str | None) -> Cell | BandCell:
    if one.outcome is None or one.digest is None:
        return Cell("")
    try:
        edition = application().editions.by_digest(session, one.digest)
    except EditionLost:
        return Cell(one.outcome, url)
    return BandCell(outcome_label(edition, one.outcome), outcome_step(edition, one.outcome), url)
