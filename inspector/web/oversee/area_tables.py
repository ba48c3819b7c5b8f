"""The areas below a unit as tables: how far they are, and what they came to."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import url_for
from flask_babel import gettext

from inspector.charts.figure import one_decimal, step_of
from inspector.store.figures.by_area import Area
from inspector.store.figures.by_school import Which
from inspector.store.figures.medians import GAP, WHOLE, Median, Medians
from inspector.web.assess.outcomes import outcome_step, outcomes
from inspector.web.formatting import text
from inspector.web.oversee.chosen import Chosen
from inspector.web.oversee.numbers import few_words, gap_words, median_words, share_words
from inspector.web.oversee.tables import BandCell, Cell, Column, Row, Table
from inspector.workflow.states import Kind

NAME = "name"


def _standings(chosen: Chosen) -> tuple[tuple[Which, str], ...]:
    if chosen.kind is Kind.SELF:
        return (
            (Which.CONCERNED, gettext("Thuộc diện")),
            (Which.COUNTED, gettext("Đã nộp")),
            (Which.OPEN, gettext("Đang làm")),
            (Which.RETURNED, gettext("Được trả lại")),
            (Which.NONE, gettext("Chưa bắt đầu")),
        )
    return (
        (Which.CONCERNED, gettext("Thuộc diện")),
        (Which.COUNTED, gettext("Đã kiểm tra")),
        (Which.OPEN, gettext("Đang kiểm tra")),
        (Which.NONE, gettext("Chưa kiểm tra")),
    )


def areas_table(chosen: Chosen, areas: Sequence[Area], medians: Medians, args: Mapping[str, str]) -> Table:
    """Return the areas with the numbers that a person may sort by."""
    standings = _standings(chosen)
    names = [(NAME, gettext("Địa bàn")), *((which.value, label) for which, label in standings)]
    if chosen.has_percent:
        names += [("median", gettext("Trung vị (%)")), ("gap", gettext("Tự chấm − đoàn"))]
    rows = tuple(
        Row(
            area.name,
            (
                *(_standing_cell(chosen, area, which) for which, _ in standings),
                *(_middle_cells(chosen, area, medians) if chosen.has_percent else ()),
            ),
            chosen.page_of(area.id),
        )
        for area in sorted_areas(areas, medians, args)
    )
    sort, descending = _order(args)
    columns = tuple(_column(chosen, name, label, sort, descending) for name, label in names)
    csv_url = url_for("oversee.unit_file", unit_id=chosen.unit.id, table="areas", **chosen.args())
    return Table(gettext("Theo địa bàn"), columns, rows, csv_url)


def _standing_cell(chosen: Chosen, area: Area, which: Which) -> Cell:
    number: int = getattr(area.counts, which.value)
    note = f"({share_words(number, area.counts.concerned)})" if which is Which.COUNTED else None
    url = chosen.schools_of(area.id, which) if number else None
    return Cell(str(number), url, note=note, value=number)


def _middle_cells(chosen: Chosen, area: Area, medians: Medians) -> tuple[Cell, Cell]:
    def cell(middle: Median | None, words: str) -> Cell:
        if middle is None:
            return Cell(words, value="")
        url = chosen.schools_of(area.id, Which.COUNTED)
        return Cell(words, url, note=few_words(middle.schools), value=one_decimal(middle.tenths))

    median, gap = medians.get((area.id, WHOLE)), medians.get((area.id, GAP))
    return cell(median, median_words(median)), cell(gap, gap_words(gap))


def _order(args: Mapping[str, str]) -> tuple[str, bool]:
    return args.get("sort", NAME), args.get("order") == "desc"


def _column(chosen: Chosen, name: str, label: str, sort: str, descending: bool) -> Column:
    is_sorted = name == sort
    # The first click sorts names upwards and numbers downwards, the next one the other way.
    turned = not descending if is_sorted else name != NAME
    url = url_for(
        "oversee.unit",
        unit_id=chosen.unit.id,
        **chosen.args(sort=name, order="desc" if turned else "asc"),
        _anchor="areas",
    )
    state = ("descending" if descending else "ascending") if is_sorted else None
    return Column(label, numeric=name != NAME, url=url, sorted=state)


def sorted_areas(areas: Sequence[Area], medians: Medians, args: Mapping[str, str]) -> list[Area]:
    """Return areas in the order asked for: Vietnamese order of names, or a number; those without it last."""
    sort, descending = _order(args)

    def number(area: Area) -> Any:
        middles = {"median": WHOLE, "gap": GAP}
        if sort in middles:
            found = medians.get((area.id, middles[sort]))
            return None if found is None else found.tenths
        return getattr(area.counts, sort)

    by_name = sorted(areas, key=lambda one: one.sort_key)
    if sort not in {*(one.value for one in Which), "median", "gap"}:
        return by_name[::-1] if descending else by_name
    having = [one for one in by_name if number(one) is not None]
    lacking = [one for one in by_name if number(one) is None]
    return [*sorted(having, key=number, reverse=descending), *lacking]


def outcomes_table(chosen: Chosen, areas: Sequence[Area]) -> Table:
    """Return how many schools of each area have which outcome, from the worst up."""
    labels = outcomes(chosen.edition)
    rows = tuple(
        Row(
            area.name, tuple(_outcome_cell(chosen, area, str(id_)) for id_ in labels), chosen.page_of(area.id)
        )
        for area in areas
    )
    columns = (Column(gettext("Địa bàn")), *(Column(label, numeric=True) for label in labels.values()))
    csv_url = url_for("oversee.unit_file", unit_id=chosen.unit.id, table="outcomes", **chosen.args())
    return Table(gettext("Kết quả theo địa bàn"), columns, rows, csv_url)


def _outcome_cell(chosen: Chosen, area: Area, outcome: str) -> Cell:
    number = area.counts.outcomes.get(outcome, 0)
    url = chosen.schools_of(area.id, Which.COUNTED, outcome) if number else None
    return Cell(str(number), url, value=number)


def outcome_steps(chosen: Chosen) -> dict[str, int | None]:
    """Return the step of the colours of each outcome."""
    return {str(id_): outcome_step(chosen.edition, id_) for id_ in outcomes(chosen.edition)}


def groups_table(chosen: Chosen, areas: Sequence[Area], medians: Medians) -> Table:
    """Return the median of each group in each area, in the colours of bands, and of how many schools."""
    groups = chosen.edition.groups
    rows = tuple(
        Row(
            area.name,
            (
                _schools_cell(chosen, area, medians.get((area.id, WHOLE))),
                *(_group_cell(chosen, area, medians.get((area.id, group.id))) for group in groups),
            ),
            chosen.page_of(area.id),
        )
        for area in areas
    )
    head = (Column(gettext("Địa bàn")), Column(gettext("Số trường"), numeric=True))
    columns = (*head, *(Column(group.id, numeric=True) for group in groups))
    csv_url = url_for("oversee.unit_file", unit_id=chosen.unit.id, table="groups", **chosen.args())
    return Table(gettext("Trung vị theo nhóm tiêu chí (%)"), columns, rows, csv_url)


def _schools_cell(chosen: Chosen, area: Area, median: Median | None) -> BandCell:
    number = median.schools if median else 0
    url = chosen.schools_of(area.id, Which.COUNTED) if number else None
    return BandCell(str(number), None, url, note=few_words(number), value=number)


def _group_cell(chosen: Chosen, area: Area, median: Median | None) -> BandCell:
    if median is None:
        return BandCell("–", None, value="")
    url = chosen.schools_of(area.id, Which.COUNTED)
    return BandCell(median_words(median), step_of(median.tenths), url, value=one_decimal(median.tenths))


def group_words(chosen: Chosen) -> str:
    """Say what the groups in a table's head are called."""
    return " · ".join(f"{group.id}: {text(group.title)}" for group in chosen.edition.groups)
