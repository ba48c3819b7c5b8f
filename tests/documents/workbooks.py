"""Workbooks as somebody might hand them in: exported, then changed in Excel."""

import io
from collections.abc import Callable
from functools import cache
from typing import Any

from openpyxl import Workbook, load_workbook

from inspector.documents.edition_workbook import Destination, read_workbook, write_edition
from tests.criteria.builders import (
    a_criterion,
    a_group,
    an_edition,
    an_indicator,
    points_rule,
    read,
    text,
)

Change = Callable[[Workbook], object]

EDITION = an_edition(
    points_rule(group_floor={"good": 70}, gates=[{"id": "R1", "text": text("gate")}]),
    groups=[
        a_group(
            a_criterion(
                "A01",
                mandatory={"setting": ["school"]},
                evidence=[text("one"), text("two")],
                provisions=[{"ref": "tt45-2021", "at": "Điều 8"}],
            ),
            a_criterion("A02", indicators=[an_indicator("A02.a"), an_indicator("A02.b", weight=2)]),
            a_criterion(
                "A03",
                measure={
                    "unit": "%",
                    "at_least": 55,
                    "easier": [{"when": {"hard_area": True}, "at_least": 40}],
                },
            ),
        ),
        a_group(a_criterion("B01"), id_="B", weight="1.50"),
    ],
    concerns={"meals": ["cooked", "bought"]},
)


def exported(files: dict[str, str] = EDITION) -> bytes:
    return _exported() if files is EDITION else write_edition(read(files))


@cache
def _exported() -> bytes:
    return write_edition(read(EDITION))


def opened(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


def saved(workbook: Workbook) -> bytes:
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def changed(*changes: Change, files: dict[str, str] = EDITION) -> bytes:
    """An exported workbook after changes."""
    workbook = opened(exported(files))
    for one in changes:
        one(workbook)
    return saved(workbook)


def sheet(workbook: Workbook, key: str) -> Any:
    (found,) = [one for one in workbook if one.title.endswith(f"({key})")]
    return found


def column_of(page: Any, key: str) -> int:
    (found,) = [cell.column for cell in page[1] if cell.value == key]
    return found


def at(workbook: Workbook, key: str, row: int, column: str) -> Any:
    """A cell by its sheet, its row and the name of its column."""
    page = sheet(workbook, key)
    return page.cell(row, column_of(page, column))


def put(key: str, row: int, column: str, value: Any, number_format: str | None = None) -> Change:
    """Write into a cell, as somebody who types would."""

    def change(workbook: Workbook) -> None:
        cell = at(workbook, key, row, column)
        cell.value = value
        if number_format:
            cell.number_format = number_format

    return change


def problems_of(content: bytes, to: Destination | None = None) -> list[str]:
    found, problems = read_workbook(content, to or Destination())
    assert (found is None) == bool(problems)
    return [str(one) for one in problems]
