"""The items of an edition as a table: at how many schools each is not met."""

from collections.abc import Sequence

from flask import url_for
from flask_babel import gettext

from inspector.criteria.model import Edition
from inspector.services.overseeing import ItemFigures, Verdict
from inspector.web.formatting import text
from inspector.web.oversee.chosen import Chosen
from inspector.web.oversee.numbers import share_words
from inspector.web.oversee.tables import Cell, Column, Row, Table


def item_text(edition: Edition, item_id: str) -> str:
    """Return the words of an indicator or gate; its id where the edition has none such."""
    indicator = edition.indicators.get(item_id)
    if indicator is not None:
        return text(indicator.text)
    return next((text(gate.text) for gate in edition.gates if gate.id == item_id), item_id)


def item_url(chosen: Chosen, item_id: str, verdict: Verdict | None = None) -> str:
    """Return the address of the schools that rated an item so."""
    which = verdict.value if verdict else None
    return url_for("oversee.item", unit_id=chosen.unit.id, item_id=item_id, **chosen.args(rating=which))


def items_table(chosen: Chosen, items: Sequence[ItemFigures], caption: str, *, csv: bool = True) -> Table:
    """Return items with the schools that do not meet them and those that they do not apply to."""
    columns = (Column(gettext("Mục")), *_number_columns())
    rows = tuple(
        Row(
            f"{one.item_id} {item_text(chosen.edition, one.item_id)}",
            _number_cells(chosen, one),
            item_url(chosen, one.item_id),
        )
        for one in items
    )
    args = chosen.args()
    csv_url = url_for("oversee.unit_file", unit_id=chosen.unit.id, table="items", **args) if csv else None
    return Table(caption, columns, rows, csv_url)


def items_file(chosen: Chosen, items: Sequence[ItemFigures]) -> Table:
    """Return the same as a file holds it: the id of an item, by which files are joined, apart."""
    columns = (Column(gettext("Mục")), Column(gettext("Nội dung")), *_number_columns())
    rows = tuple(
        Row(one.item_id, (Cell(item_text(chosen.edition, one.item_id)), *_number_cells(chosen, one)))
        for one in items
    )
    return Table(gettext("Các mục"), columns, rows)


def _number_columns() -> tuple[Column, ...]:
    names = (gettext("Chưa đạt"), gettext("Đạt"), gettext("Không áp dụng"))
    return tuple(Column(name, numeric=True) for name in names)


def _number_cells(chosen: Chosen, one: ItemFigures) -> tuple[Cell, ...]:
    return (
        _number(chosen, one, Verdict.NOT_MET, one.not_met, one.met + one.not_met),
        _number(chosen, one, Verdict.MET, one.met),
        _number(chosen, one, Verdict.NOT_APPLICABLE, one.na),
    )


def _number(chosen: Chosen, one: ItemFigures, verdict: Verdict, number: int, of: int | None = None) -> Cell:
    url = item_url(chosen, one.item_id, verdict) if number else None
    note = f"({share_words(number, of)})" if of else None
    return Cell(str(number), url, note=note, value=number)
