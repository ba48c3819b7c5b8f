"""An edition as an Excel workbook, for people who know Excel and not YAML."""

from inspector.documents.edition_workbook.writing import NotForExcel, write_edition

__all__ = ["NotForExcel", "write_edition"]
