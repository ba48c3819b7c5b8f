"""The items of a unit, and the schools that do not meet one."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString
from sqlalchemy.orm import Session

from inspector.services.overseeing import ItemFigures, Judging, Verdict
from inspector.store.accounts import Person
from inspector.store.figures.by_item import SchoolRating, ratings, schools_that_rated
from inspector.web.addresses import edition_url
from inspector.web.assess.words import rating_words
from inspector.web.oversee.area_page import KeyFigure
from inspector.web.oversee.chosen import Chosen
from inspector.web.oversee.item_tables import item_text, item_url, items_table
from inspector.web.oversee.numbers import share_words
from inspector.web.oversee.paging import MOST, Paging, paging
from inspector.web.oversee.tables import Cell, Column, Row, Table
from inspector.web.oversee.unit_frame import crumbs

A_PAGE = 50

VERDICTS: Mapping[Verdict, LazyString] = {
    Verdict.NOT_MET: lazy_gettext("Chưa đạt"),
    Verdict.MET: lazy_gettext("Đạt"),
    Verdict.NOT_APPLICABLE: lazy_gettext("Không áp dụng"),
    Verdict.REPORTED: lazy_gettext("Chỉ ghi nhận"),
}
"""What a rating comes to, in words."""


@dataclass(frozen=True, slots=True)
class ItemsPage:
    title: str
    lead: str
    crumbs: tuple[Mapping[str, str], ...]
    action: str
    chosen: Chosen
    table: Table | None
    is_sample: bool


def items_page(session: Session, who: Person, chosen: Chosen, args: Mapping[str, str]) -> ItemsPage:
    """Return all items with the share of schools that do not meet them, the worst first unless by number."""
    rated = ratings(session, chosen.asked)
    figures = Judging(chosen.edition).figures(rated)
    if args.get("sort") != "item":
        figures = sorted(figures, key=lambda one: -(one.share_not_met or 0))
    title = gettext("Các mục")
    return ItemsPage(
        title=gettext("Các mục: %(unit)s", unit=chosen.unit.name),
        lead=chosen.words(),
        crumbs=crumbs(session, who, chosen, title),
        action=url_for("oversee.items", unit_id=chosen.unit.id),
        chosen=chosen,
        table=items_table(chosen, figures, title) if figures else None,
        is_sample=any(one.samples for one in rated),
    )


@dataclass(frozen=True, slots=True)
class ItemSchools:
    """The schools of one page that rated an item so; `has_more`: there is another page."""

    verdict: Verdict
    figures: ItemFigures | None
    table: Table
    has_more: bool
    is_sample: bool


def item_schools(
    session: Session, chosen: Chosen, item_id: str, args: Mapping[str, str], *, whole: bool = False
) -> ItemSchools:
    """Return the schools that rated an item as asked for, those that do not meet it unless asked otherwise.

    `whole`: all of them instead of a page. Two statements.
    """
    verdict = Verdict(args["rating"]) if args.get("rating") in set(Verdict) else Verdict.NOT_MET
    judging = Judging(chosen.edition)
    rated = ratings(session, chosen.asked, item_id)
    page = 1 if whole else Paging.number_in(args)
    most = MOST if whole else A_PAGE
    alike = judging.alike(rated, verdict)
    lines = schools_that_rated(session, chosen.asked, alike, limit=most, offset=(page - 1) * A_PAGE)
    return ItemSchools(
        verdict,
        next(iter(judging.figures(rated)), None),
        _table(chosen, item_id, verdict, lines[:most]),
        len(lines) > most,
        any(one.samples for one in rated),
    )


def _table(chosen: Chosen, item_id: str, verdict: Verdict, lines: list[SchoolRating]) -> Table:
    columns = (
        Column(gettext("Trường")),
        Column(gettext("Địa bàn")),
        Column(gettext("Trả lời")),
        Column(gettext("Mô tả hiện trạng"), long=True),
    )
    rows = tuple(
        Row(
            one.school_name,
            (
                Cell(one.unit_name),
                Cell(
                    rating_words(chosen.edition, item_id, one.value) or "",
                    url_for("oversee.assessment", assessment_id=one.assessment_id, _anchor=item_id),
                ),
                Cell(one.note),
            ),
            url_for("oversee.school", school_id=one.school_id),
        )
        for one in lines
    )
    args = chosen.args(item=item_id, rating=verdict.value)
    csv_url = url_for("oversee.unit_file", unit_id=chosen.unit.id, table="item", **args)
    return Table(gettext("Trường: %(rating)s", rating=VERDICTS[verdict]), columns, rows, csv_url)


@dataclass(frozen=True, slots=True)
class ItemPage:
    id: str
    title: str
    text: str
    lead: str
    crumbs: tuple[Mapping[str, str], ...]
    action: str
    criteria_url: str | None
    chosen: Chosen
    figures: tuple[KeyFigure, ...]
    schools: ItemSchools
    paging: Paging
    nothing: str
    is_sample: bool


def item_page(
    session: Session, who: Person, chosen: Chosen, item_id: str, args: Mapping[str, str]
) -> ItemPage:
    """Return the page of one item."""
    found = item_schools(session, chosen, item_id, args)
    known = item_id in chosen.edition.indicators or any(gate.id == item_id for gate in chosen.edition.gates)
    values = chosen.args(rating=found.verdict.value)
    return ItemPage(
        id=item_id,
        title=gettext("Mục %(item)s: %(unit)s", item=item_id, unit=chosen.unit.name),
        text=item_text(chosen.edition, item_id) if known else "",
        lead=chosen.words(),
        crumbs=crumbs(session, who, chosen, item_id),
        action=url_for("oversee.item", unit_id=chosen.unit.id, item_id=item_id),
        criteria_url=edition_url(chosen.edition, item_id) if known else None,
        chosen=chosen,
        figures=_figures(chosen, item_id, found.figures),
        schools=found,
        paging=paging(
            Paging.number_in(args),
            found.has_more,
            "oversee.item",
            unit_id=chosen.unit.id,
            item_id=item_id,
            **values,
        ),
        nothing=_nothing(known, found.figures),
        is_sample=found.is_sample,
    )


def _figures(chosen: Chosen, item_id: str, figures: ItemFigures | None) -> tuple[KeyFigure, ...]:
    if figures is None:
        return ()
    counted = figures.met + figures.not_met
    numbers = {
        Verdict.NOT_MET: (figures.not_met, share_words(figures.not_met, counted)),
        Verdict.MET: (figures.met, share_words(figures.met, counted)),
        Verdict.NOT_APPLICABLE: (figures.na, None),
        Verdict.REPORTED: (figures.reported, None),
    }
    return tuple(
        KeyFigure(_with_share(verdict, share), str(number), None, item_url(chosen, item_id, verdict))
        for verdict, (number, share) in numbers.items()
        if number or verdict is Verdict.NOT_MET
    )


def _with_share(verdict: Verdict, share: str | None) -> str:
    words = str(VERDICTS[verdict])
    return f"{words} ({share})" if share else words


def _nothing(known: bool, figures: ItemFigures | None) -> str:
    if not known:
        return gettext("Phiên bản đang xem không có mục này. Chọn phiên bản khác ở ô lọc.")
    if figures is None:
        return gettext("Chưa có trường nào nộp phiếu có mục này.")
    return gettext("Không có trường nào.")
