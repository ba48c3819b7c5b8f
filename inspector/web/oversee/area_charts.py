"""The charts of a unit, each with its table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext

from inspector.charts.distribution import distribution, five_label
from inspector.charts.figure import as_json
from inspector.charts.heat import heat_map
from inspector.charts.outcomes import OutcomeBars, outcomes_by_area
from inspector.store.figures.by_area import FIVES, Area, Counts
from inspector.store.figures.by_school import Which
from inspector.store.figures.medians import Medians
from inspector.web.assess.outcomes import outcomes
from inspector.web.formatting import lang
from inspector.web.oversee.area_tables import (
    group_words,
    groups_table,
    outcome_steps,
    outcomes_table,
    sorted_areas,
)
from inspector.web.oversee.chosen import Chosen
from inspector.web.oversee.tables import Cell, Column, Row, Table

DRAWN = 30
"""Areas in one chart; the table beside it has them all."""


@dataclass(frozen=True, slots=True)
class Chart:
    """`figure`: what Plotly draws, as JSON text; `is_heat`: the table is drawn in the colours of bands."""

    id: str
    title: str
    figure: str
    height: str
    note: str | None
    table: Table
    is_heat: bool = False


def charts_of(
    chosen: Chosen, areas: Sequence[Area], total: Counts, medians: Medians, args: Mapping[str, str]
) -> tuple[Chart, ...]:
    """Return the charts that have something to show; areas in the order of the table above them."""
    ordered = sorted_areas(areas, medians, args)
    counted = [one for one in ordered if one.counts.counted]
    found = []
    if counted and outcomes(chosen.edition):
        found.append(_outcomes(chosen, counted))
    if counted and chosen.has_percent and any((None, group.id) in medians for group in chosen.edition.groups):
        found.append(_heat(chosen, counted, medians))
    if total.fives and chosen.has_percent:
        found.append(_distribution(chosen, total))
    return tuple(found)


def _outcomes(chosen: Chosen, areas: Sequence[Area]) -> Chart:
    drawn, steps = areas[:DRAWN], outcome_steps(chosen)
    bars = [
        OutcomeBars(label, steps[str(id_)], tuple(one.counts.outcomes.get(str(id_), 0) for one in drawn))
        for id_, label in outcomes(chosen.edition).items()
    ]
    figure = outcomes_by_area([one.name for one in drawn], bars, schools=gettext("trường"))
    return Chart(
        "outcomes",
        gettext("Kết quả theo địa bàn"),
        as_json(figure),
        _height(len(drawn)),
        _left_out(areas),
        outcomes_table(chosen, areas),
    )


def _heat(chosen: Chosen, areas: Sequence[Area], medians: Medians) -> Chart:
    drawn, groups = areas[:DRAWN], chosen.edition.groups

    def tenths(area: Area) -> list[object]:
        found = [medians.get((area.id, group.id)) for group in groups]
        return [one.tenths if one else None for one in found]

    figure = heat_map(
        [one.name for one in drawn],
        [group.id for group in groups],
        [tenths(area) for area in drawn],  # type: ignore[misc]
        decimal="." if lang() == "en" else ",",
    )
    notes = [group_words(chosen), _left_out(areas)]
    return Chart(
        "groups",
        gettext("Trung vị theo nhóm tiêu chí (%)"),
        as_json(figure),
        _height(len(drawn)),
        " ".join(one for one in notes if one),
        groups_table(chosen, areas, medians),
        is_heat=True,
    )


def _distribution(chosen: Chosen, total: Counts) -> Chart:
    percent, schools = gettext("Tỷ lệ (%)"), gettext("Số trường")
    figure = distribution(total.fives, percent=percent, schools=schools)
    return Chart(
        "distribution",
        gettext("Phân bố tỷ lệ của các trường"),
        as_json(figure),
        "m",
        None,
        distribution_table(chosen, total),
    )


def distribution_table(chosen: Chosen, total: Counts) -> Table:
    """Return how many schools lie in each five per cent; only those between the lowest and the highest."""
    rows = tuple(
        Row(five_label(five), (_five_cell(chosen, five, total.fives.get(five, 0)),))
        for five in range(min(total.fives, default=0), max(total.fives, default=FIVES - 1) + 1)
    )
    columns = (Column(gettext("Tỷ lệ (%)")), Column(gettext("Số trường"), numeric=True))
    csv_url = url_for("oversee.unit_file", unit_id=chosen.unit.id, table="distribution", **chosen.args())
    return Table(gettext("Phân bố tỷ lệ của các trường"), columns, rows, csv_url)


def _five_cell(chosen: Chosen, five: int, number: int) -> Cell:
    args = chosen.args(which=Which.COUNTED.value, five=five)
    url = url_for("oversee.unit_schools", unit_id=chosen.unit.id, **args) if number else None
    return Cell(str(number), url, value=number)


def _height(rows: int) -> str:
    return "s" if rows <= 6 else "m" if rows <= 14 else "l"


def _left_out(areas: Sequence[Area]) -> str | None:
    if len(areas) <= DRAWN:
        return None
    return gettext("Biểu đồ vẽ %(drawn)s địa bàn đầu bảng; bảng có đủ %(all)s.", drawn=DRAWN, all=len(areas))
