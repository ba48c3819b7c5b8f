"""The figures of one unit: what its areas came to, and which items are weakest."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import url_for
from flask_babel import gettext, ngettext
from sqlalchemy.orm import Session

from inspector.services.overseeing import ItemFigures, Judging, weakest
from inspector.store.accounts import Person
from inspector.store.figures.by_area import Area, Counts, by_area
from inspector.store.figures.by_item import ratings
from inspector.store.figures.by_school import Which, schools
from inspector.store.figures.medians import GAP, WHOLE, Medians, medians
from inspector.web.oversee.area_charts import Chart, charts_of
from inspector.web.oversee.area_tables import areas_table
from inspector.web.oversee.chosen import Chosen
from inspector.web.oversee.item_tables import items_table
from inspector.web.oversee.numbers import few_words, gap_words, median_words, share_words
from inspector.web.oversee.paging import Paging, paging
from inspector.web.oversee.school_tables import schools_table
from inspector.web.oversee.tables import Table
from inspector.web.oversee.unit_frame import crumbs
from inspector.workflow.states import Kind

WEAKEST = 8
A_PAGE = 50


@dataclass(frozen=True)
class Figures:
    """Everything that was counted for a unit."""

    areas: Sequence[Area]
    medians: Medians

    @property
    def total(self) -> Counts:
        return sum((one.counts for one in self.areas), Counts())

    @property
    def below(self) -> list[Area]:
        """The areas below, without the unit itself."""
        return [one for one in self.areas if not one.is_itself]


@dataclass(frozen=True, slots=True)
class KeyFigure:
    label: str
    value: str
    note: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Notice:
    text: str
    kind: str = "info"
    url: str | None = None
    link_text: str | None = None


@dataclass(frozen=True, slots=True)
class AreaPage:
    id: UUID
    name: str
    lead: str
    crumbs: tuple[Mapping[str, str], ...]
    action: str
    chosen: Chosen
    notice: Notice | None
    figures: tuple[KeyFigure, ...]
    areas: Table | None
    charts: tuple[Chart, ...]
    direct: Table | None
    paging: Paging
    weakest: Table | None
    items_url: str
    schools_url: str
    is_empty: bool
    is_sample: bool


def figures_of(session: Session, chosen: Chosen) -> Figures:
    """Count; two statements."""
    return Figures(by_area(session, chosen.asked), medians(session, chosen.asked))


def area_page(session: Session, who: Person, chosen: Chosen, args: Mapping[str, str]) -> AreaPage:
    """Return the page of a unit; the number of statements does not depend on schools and units."""
    found = figures_of(session, chosen)
    total = found.total
    page = Paging.number_in(args)
    lines = schools(session, chosen.asked, directly=True, limit=A_PAGE, offset=(page - 1) * A_PAGE)
    judging = Judging(chosen.edition)
    items = judging.figures(ratings(session, chosen.asked))
    here = chosen.unit.id
    return AreaPage(
        id=here,
        name=chosen.unit.name,
        lead=chosen.words(),
        crumbs=crumbs(session, who, chosen),
        action=url_for("oversee.unit", unit_id=here),
        chosen=chosen,
        notice=_notice(chosen, total),
        figures=_key_figures(chosen, found),
        areas=areas_table(chosen, found.below, found.medians, args) if found.below else None,
        charts=charts_of(chosen, found.below, total, found.medians, args),
        direct=schools_table(session, chosen, lines[:A_PAGE], gettext("Trường trực thuộc"))
        if lines
        else None,
        paging=paging(page, len(lines) > A_PAGE, "oversee.unit", unit_id=here, **chosen.args()),
        weakest=_weakest(chosen, items),
        items_url=url_for("oversee.items", unit_id=here, **chosen.args()),
        schools_url=schools_url(chosen, Which.CONCERNED),
        is_empty=total.concerned == 0,
        is_sample=total.samples > 0,
    )


def schools_url(chosen: Chosen, which: Which, **more: str | int | None) -> str:
    """Return the address of the schools behind a number."""
    return url_for("oversee.unit_schools", unit_id=chosen.unit.id, **chosen.args(which=which.value, **more))


def _notice(chosen: Chosen, total: Counts) -> Notice | None:
    other = url_for("oversee.unit", unit_id=chosen.unit.id, **chosen.args(day=_other_day(chosen)))
    if total.concerned == 0:
        if chosen.as_it_is_now:
            words = gettext("Hiện nay không có trường nào thuộc diện ở địa bàn này.")
            return Notice(words, "info", other, gettext("Xem như khi đó"))
        words = gettext("Khi đó không có trường nào thuộc diện ở địa bàn này.")
        return Notice(words, "info", other, gettext("Xem như hiện nay"))
    if chosen.crosses_the_reform:
        words = gettext(
            "Địa bàn thay đổi từ 01/7/2025: không còn cấp huyện, xã mới trực thuộc thành phố, tỉnh."
        )
        link = gettext("Xem như khi đó") if chosen.as_it_is_now else gettext("Xem như hiện nay")
        return Notice(words, "info", other, link)
    return None


def _other_day(chosen: Chosen) -> str:
    return "then" if chosen.as_it_is_now else "now"


def _key_figures(chosen: Chosen, found: Figures) -> tuple[KeyFigure, ...]:
    total = found.total
    is_self = chosen.kind is Kind.SELF
    counted = gettext("Đã nộp") if is_self else gettext("Đã kiểm tra")
    opened = gettext("Đang làm") if is_self else gettext("Đang kiểm tra")
    untouched = gettext("Chưa bắt đầu") if is_self else gettext("Chưa kiểm tra")
    figures = [
        KeyFigure(
            f"{counted} ({share_words(total.counted, total.concerned)})",
            f"{total.counted}/{total.concerned}",
            None,
            schools_url(chosen, Which.COUNTED),
        ),
        *(_middle_figures(chosen, found) if chosen.has_percent else ()),
        KeyFigure(opened, str(total.open), None, schools_url(chosen, Which.OPEN)),
    ]
    if is_self:
        returned = schools_url(chosen, Which.RETURNED)
        figures.append(KeyFigure(gettext("Được trả lại"), str(total.returned), None, returned))
    figures.append(KeyFigure(untouched, str(total.none), None, schools_url(chosen, Which.NONE)))
    if total.other_edition:
        label = gettext("Theo phiên bản khác, chưa tính vào điểm")
        url = schools_url(chosen, Which.OTHER_EDITION)
        figures.append(KeyFigure(label, str(total.other_edition), None, url))
    return tuple(figures)


def _middle_figures(chosen: Chosen, found: Figures) -> Iterator[KeyFigure]:
    middle, gap = found.medians.get((None, WHOLE)), found.medians.get((None, GAP))
    schools_with = schools_url(chosen, Which.COUNTED)
    if middle is not None:
        label = ngettext("Trung vị (%%), %(num)d trường", "Trung vị (%%), %(num)d trường", middle.schools)
        yield KeyFigure(label, median_words(middle), few_words(middle.schools), schools_with)
    if gap is not None:
        label = ngettext(
            "Tự chấm cao hơn đoàn (điểm %%), %(num)d trường",
            "Tự chấm cao hơn đoàn (điểm %%), %(num)d trường",
            gap.schools,
        )
        yield KeyFigure(label, gap_words(gap), few_words(gap.schools), None)


def _weakest(chosen: Chosen, items: Sequence[ItemFigures]) -> Table | None:
    found = weakest(items, WEAKEST)
    return items_table(chosen, found, gettext("Mục yếu nhất"), csv=False) if found else None
