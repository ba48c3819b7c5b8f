"""Visits in lists."""

from collections.abc import Sequence

from flask import url_for
from flask_babel import gettext
from sqlalchemy.orm import Session

from inspector.store.scores import percent as as_percent
from inspector.store.visits import VisitLine
from inspector.web.application import application
from inspector.web.assess.outcomes import outcome_label, outcome_step
from inspector.web.assess.sheet import set_title
from inspector.web.formatting import day, percent
from inspector.web.inspect.words import VISIT_KINDS, VISIT_STATES
from inspector.web.oversee.tables import BandCell, Cell, Column, Row, Table
from inspector.workflow.states import VisitState


def visits_table(
    session: Session, lines: Sequence[VisitLine], *, with_school: bool = True, csv_url: str | None = None
) -> Table:
    """Return visits; results only of those that are signed, of the others how far they are."""
    columns = (
        Column(gettext("Ngày")),
        *((Column(gettext("Trường")),) if with_school else ()),
        Column(gettext("Bộ tiêu chí")),
        Column(gettext("Loại kiểm tra")),
        Column(gettext("Tình trạng")),
        Column(gettext("Tỷ lệ"), numeric=True),
        Column(gettext("Kết quả")),
    )
    rows = tuple(_row(session, one, with_school) for one in lines)
    return Table(gettext("Đợt kiểm tra"), columns, rows, csv_url)


def _row(session: Session, one: VisitLine, with_school: bool) -> Row:
    label, kind = VISIT_STATES[one.state]
    signed = one.state is VisitState.SIGNED
    far = None
    if one.state is VisitState.UNDER_WAY and one.applicable:
        far = gettext("%(done)s/%(total)s mục", done=one.answered, total=one.applicable)
    school = Cell(one.school_name, url_for("oversee.school", school_id=one.school_id))
    share = as_percent(one.percent) if signed else None
    return Row(
        day(one.day),
        (
            *((school,) if with_school else ()),
            Cell(set_title(one.set_id)),
            Cell(str(VISIT_KINDS[one.kind])),
            Cell(str(label), kind=kind, note=far),
            Cell(percent(one.percent) if signed else "", value="" if share is None else share),
            _outcome(session, one) if signed else Cell(""),
        ),
        url_for("oversee.visit", visit_id=one.id),
    )


def _outcome(session: Session, one: VisitLine) -> Cell | BandCell:
    if one.outcome is None:
        return Cell("")
    edition = application().editions.by_digest(session, one.digest)
    return BandCell(outcome_label(edition, one.outcome), outcome_step(edition, one.outcome))
