"""An edition as an Excel workbook, for people who know Excel and not YAML: there and back without loss."""

from inspector.documents.edition_workbook.opening import MAX_BYTES
from inspector.documents.edition_workbook.places import WHOLE
from inspector.documents.edition_workbook.reading import Destination, FromWorkbook, read_workbook
from inspector.documents.edition_workbook.writing import NotForExcel, write_edition

__all__ = [
    "MAX_BYTES",
    "WHOLE",
    "Destination",
    "FromWorkbook",
    "NotForExcel",
    "read_workbook",
    "write_edition",
]
