"""The sheets of the workbook, in their order."""

from inspector.documents.edition_workbook.sheet_of_edition import EDITION
from inspector.documents.edition_workbook.sheets_of_criteria import CRITERIA, GROUPS, INDICATORS
from inspector.documents.edition_workbook.sheets_of_rule import RULE, SCALES
from inspector.documents.edition_workbook.sheets_of_vocabulary import FACTS, PROVISIONS

FIRST_ROW = 3  # of content; above it stand the names of columns and what they mean
HELP = "help"
HELP_TAB = f"Hướng dẫn ({HELP})"
SHEETS = (EDITION, GROUPS, CRITERIA, INDICATORS, SCALES, RULE, PROVISIONS, FACTS)
SHEET_NUMBERS = {sheet.key: number for number, sheet in enumerate(SHEETS)}
