"""Editions as Excel workbooks, made when they are first asked for."""

from inspector.criteria.model import Edition
from inspector.documents.edition_workbook import write_edition

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

MOST_KEPT = 60
"""Workbooks that a process keeps, of some 50 kB each: to make one takes a second of its time."""

_KEPT: dict[tuple[str, str], bytes] = {}


def workbook_of(edition: Edition) -> bytes:
    """Return an edition as an .xlsx workbook. Raises NotForExcel where a text is too long for a cell."""
    key = (edition.id, edition.digest)
    content = _KEPT.get(key)
    if content is None:
        content = write_edition(edition)
        if len(_KEPT) >= MOST_KEPT:
            _KEPT.clear()
        _KEPT[key] = content
    return content
