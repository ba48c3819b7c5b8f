"""Everything that is wrong with a workbook is told at once, by sheet, row and column, with what to do."""

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from inspector.documents.edition_workbook import Destination, read_workbook
from inspector.documents.edition_workbook.layout import SHEETS
from tests.documents.workbooks import (
    Change,
    changed,
    problems_of,
    put,
    sheet,
)

# Excel's days and times have no zone.
A_DAY = datetime(2026, 5, 1)  # noqa: DTZ001
A_TIME = datetime(2020, 1, 1, 5)  # noqa: DTZ001


def told(*changes: Change, to: Destination | None = None) -> list[str]:
    """What is said of an exported workbook after changes."""
    return problems_of(changed(*changes), to)


def test_nothing_is_wrong_with_what_was_exported():
    assert told() == []


@pytest.mark.parametrize(
    ("change", "place", "what", "remedy"),
    [
        (
            put("criteria", 4, "id", "A01"),
            "sheet criteria, row 4, column B (id)",
            "The id “A01” of a criterion is taken by a criterion in sheet criteria, row 3, column B (id).",
            "Choose another: gates, groups, criteria and indicators share one space of ids.",
        ),
        (
            put("criteria", 3, "na", "maybe"),
            "sheet criteria, row 3, column O (na)",
            "“na” of criterion A01 is “maybe”.",
            "Write one of: forbidden, allowed.",
        ),
        (
            put("criteria", 3, "fixable", "perhaps"),
            "sheet criteria, row 3, column N (fixable)",
            "The cell holds “perhaps”, and yes or no belongs here.",
            "Choose yes or no, or clear the cell.",
        ),
        (
            put("criteria", 3, "scale", "nope"),
            "sheet criteria, row 3, column R (scale)",
            "“scale” of criterion A01 is “nope”, an unknown scale.",
            "Scales of the workbook: met.",
        ),
        (
            put("criteria", 3, "weight", "0,5"),
            "sheet criteria, row 3, column P (weight)",
            "“weight” of criterion A01 is “0,5”, not a number of this format.",
            "Write digits, a point, at most 6 decimals, at most 100 digits before the point.",
        ),
        (
            put("criteria", 3, "weight", A_DAY),
            "sheet criteria, row 3, column P (weight)",
            "The cell holds the day 2026-05-01, and a number belongs here.",
            "Format the cell as General and type the number again.",
        ),
        (
            put("criteria", 5, "at_least", 0.55, "0%"),
            "sheet criteria, row 5, column W (at_least)",
            "The cell shows a percentage and holds 0.55.",
            "Format it as General and type the number again.",
        ),
        (
            put("criteria", 3, "id", date(2026, 1, 1)),
            "sheet criteria, row 3, column B (id)",
            "The cell holds the day 2026-01-01, and text belongs here.",
            "Format the cell as Text and type it again.",
        ),
        (
            put("criteria", 3, "official_ref", 1.1),
            "sheet criteria, row 3, column AA (official_ref)",
            "The cell holds the number 1.1, and text belongs here.",
            "Format the cell as Text and type it again.",
        ),
        (
            put("criteria", 3, "unit", True),
            "sheet criteria, row 3, column V (unit)",
            "The cell holds true, and text belongs here.",
            "Format the cell as Text and type it again.",
        ),
        (
            put("criteria", 3, "text_vi", "=A1"),
            "sheet criteria, row 3, column C (text_vi)",
            "The cell holds a formula.",
            "Put its value in its place (copy, paste as values).",
        ),
        (
            put("criteria", 3, "text_vi", "#REF!"),
            "sheet criteria, row 3, column C (text_vi)",
            "The cell holds the error #REF!.",
            "Write what is meant.",
        ),
        (
            put("criteria", 3, "text_vi", "a_x0001_b"),
            "sheet criteria, row 3, column C (text_vi)",
            "The character U+0001 cannot be printed.",
            "Remove it.",
        ),
        (
            put("criteria", 3, "text_en", None),
            "sheet criteria, row 3, column D (text_en)",
            "“text” of criterion A01 lacks “en”.",
            "Add it.",
        ),
        (
            put("criteria", 3, "id", None),
            "sheet criteria, row 3",
            "A criterion lacks “id”.",
            "Add it.",
        ),
        (
            put("criteria", 3, "group", "Z"),
            "sheet criteria, row 3, column A (group)",
            "There is no group “Z”.",
            "Use one of: A, B.",
        ),
        (
            put("criteria", 3, "evidence_en", "one"),
            "sheet criteria, row 3, column I (evidence_vi)",
            "The columns hold lists of different lengths: evidence_vi has 2 and evidence_en has 1.",
            "Write one line for each item in both languages.",
        ),
        (
            put("criteria", 3, "provisions", "zz: Điều 1"),
            "sheet criteria, row 3, column F (provisions)",
            "criterion A01 cites “zz”, an unknown provision.",
            "Add it to the sheet provisions, or use one of: tt45-2021.",
        ),
        (
            put("criteria", 3, "applies_if", "age = 3"),
            "sheet criteria, row 3, column H (applies_if)",
            "“applies_if” of criterion A01 names the unknown fact “age”.",
            "Add it to the sheet facts, or use one of: setting, meals, hard_area, children.",
        ),
        (
            put("criteria", 3, "mandatory", "setting"),
            "sheet criteria, row 3, column E (mandatory)",
            "“setting” is no condition.",
            "Write “fact = value”, “fact >= number” or “fact <= number”; several with “;” between them.",
        ),
        (
            put("criteria", 5, "easier", "hard_area = yes >= 5"),
            "sheet criteria, row 5, column Y (easier)",
            "“hard_area = yes >= 5” is no easier bound.",
            "Write “condition: >= number”, with <= for an upper bound; both with “;” between them.",
        ),
        (
            put("indicators", 3, "criterion", "Q"),
            "sheet indicators, row 3, column A (criterion)",
            "There is no criterion “Q”.",
            "Use one of: A01, A02, A03, B01.",
        ),
        (
            put("indicators", 4, "weight", -1),
            "sheet indicators, row 4, column M (weight)",
            "“weight” of indicator A02.b is -1.",
            "Write a number above 0.",
        ),
        (
            put("rule", 3, "value", "x"),
            "sheet rule, row 3, column E (value)",
            "“method” of the rule is “x”.",
            "Write one of: points, count, levels, none.",
        ),
        (
            put("rule", 5, "from", None),
            "sheet rule, row 5",
            "A band lacks “from”.",
            "Add it.",
        ),
        (
            put("rule", 5, "share", 1),
            "sheet rule, row 5, column M (share)",
            "A row “band” does not use this column.",
            "Clear the cell.",
        ),
        (
            put("edition", 6, "value", "1/9/2026"),
            "sheet edition, row 6, column C (value)",
            "“from” of “in_force” is “1/9/2026”, not a day.",
            "Write it as YYYY-MM-DD.",
        ),
        (
            put("edition", 9, "value_en", None),
            "sheet edition, row 9, column D (value_en)",
            "“note” of “provenance” lacks “en”.",
            "Add it.",
        ),
        (
            put("edition", 10, "value_en", "x"),
            "sheet edition, row 10, column D (value_en)",
            "Only the note has an English text.",
            "Clear the cell.",
        ),
        (
            put("edition", 4, "key", "in_force.from"),
            "sheet edition, row 6, column A (key)",
            "“in_force.from” is there twice.",
            "Rename or delete one of the two.",
        ),
        (
            put("scales", 4, "met_from", "yes"),
            "sheet scales, row 4, column E (met_from)",
            "The scale met has two such marks.",
            "Keep one of them.",
        ),
        (
            put("provisions", 3, "checked", A_TIME),
            "sheet provisions, row 3, column J (checked)",
            "The cell holds a time of day.",
            "Write what is meant, as text.",
        ),
        (
            put("facts", 4, "option", None),
            "sheet facts, row 4, column A (fact)",
            "“setting” is there twice.",
            "Rename or delete one of the two.",
        ),
        (
            put("groups", 1, "weight", "Weigth"),
            "sheet groups, row 1, column D (Weigth)",
            "The sheet has no column “Weigth”.",
            "Write “weight”.",
        ),
        (
            put("groups", 1, "weight", "id"),
            "sheet groups, row 1, column D (id)",
            "The column “id” is there twice.",
            "Remove one of them.",
        ),
        (
            lambda workbook: sheet(workbook, "groups").cell(5, 20, "x"),
            "sheet groups, row 5, column T",
            "The cell stands in a column without a name.",
            "Clear it, or name the column.",
        ),
        (
            lambda workbook: workbook.remove(sheet(workbook, "rule")),
            "sheet rule",
            "The sheet is missing.",
            "Add it as “Xếp loại (rule)”, as a newly exported workbook has it.",
        ),
        (
            lambda workbook: workbook.create_sheet("Sheet1"),
            "sheet sheet1",
            "The workbook has no such sheet.",
            "Remove it, or let its name begin with #.",
        ),
        (
            lambda workbook: workbook.create_sheet("rule"),
            "sheet rule",
            "The sheet is there twice.",
            "Remove one of them.",
        ),
        (
            lambda workbook: sheet(workbook, "criteria").merge_cells("A3:A4"),
            "sheet criteria",
            "The cells A3:A4 are merged.",
            "Unmerge them, and fill in each cell that is meant.",
        ),
        (
            lambda workbook: setattr(sheet(workbook, "criteria").row_dimensions[4], "hidden", True),
            "sheet criteria, row 4",
            "The row is hidden.",
            "Unhide it (a filter may hide it), or delete it.",
        ),
        (
            lambda workbook: setattr(sheet(workbook, "criteria").column_dimensions["C"], "hidden", True),
            "sheet criteria, row 1, column C (text_vi)",
            "The column is hidden, and something is in it.",
            "Unhide it.",
        ),
        (
            lambda workbook: setattr(sheet(workbook, "criteria"), "sheet_state", "hidden"),
            "sheet criteria",
            "The sheet is hidden.",
            "Unhide it.",
        ),
        (
            lambda workbook: sheet(workbook, "criteria").cell(10_001, 1, "A"),
            "sheet criteria",
            "The sheet has cells beyond row 10000 or column 200.",
            "Delete the rows and columns after the last one that is meant.",
        ),
    ],
)
def test_a_fault_is_told_with_its_place(change: Change, place: str, what: str, remedy: str):
    assert f"{place}: {what} {remedy}" in told(change)


def test_all_faults_are_told_at_once_in_the_order_of_the_workbook():
    problems = told(
        put("facts", 3, "type", "colour"),
        put("criteria", 6, "weight", 0),
        put("criteria", 3, "weight", "x"),
        put("criteria", 3, "text_vi", "=1"),
        put("edition", 11, "value", "{page}"),
        put("groups", 4, "title_vi", None),
    )

    assert [one.split(":")[0] for one in problems] == [
        "sheet edition, row 11, column C (value)",
        "sheet groups, row 4, column B (title_vi)",
        "sheet criteria, row 3, column C (text_vi)",
        "sheet criteria, row 3, column P (weight)",
        "sheet criteria, row 6, column P (weight)",
        "sheet facts, row 3, column C (type)",
    ]


def test_criteria_of_no_group_and_indicators_of_no_criterion_are_looked_at_all_the_same():
    problems = told(
        put("criteria", 3, "group", "Z"),
        put("criteria", 3, "weight", 0),
        put("indicators", 3, "criterion", None),
        put("indicators", 3, "weight", 0),
    )

    assert [one.split(":")[0] for one in problems] == [
        "sheet criteria, row 3, column A (group)",
        "sheet criteria, row 3, column P (weight)",
        "sheet indicators, row 3, column A (criterion)",
        "sheet indicators, row 3, column M (weight)",
    ]


def test_a_workbook_of_more_than_99_groups_is_refused():
    def change(workbook: Workbook) -> None:
        for number in range(5, 103):
            sheet(workbook, "groups").cell(number, 1, f"G{number}")

    assert any("There are more than 99 groups." in one for one in told(change))


ODD = ["", " ", "A01", "yes", "[]", "null", "x: y", "a = b", "children >= 1", "setting == school", ";", ":"]
ODDER = ["=1", "▸", "#", "points", "gate", "empty", "2026-09-01", "1.10", "😀", "\\", "_x0000_", "a\nb"]
VALUES = st.sampled_from([*ODD, *ODDER]) | st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-1, 10**20),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(min_value=date(1900, 3, 1)),
    st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=9),
)
PLACES = st.tuples(st.sampled_from([one.key for one in SHEETS]), st.integers(1, 9), st.integers(1, 28))


@given(st.lists(st.tuples(PLACES, VALUES), min_size=1, max_size=4))
@settings(max_examples=25)
def test_a_workbook_with_anything_anywhere_is_read_or_refused(
    changes: list[tuple[tuple[str, int, int], Any]],
):
    def change(workbook: Workbook) -> None:
        for (key, row, column), value in changes:
            sheet(workbook, key).cell(row, column).value = value

    found, problems = read_workbook(changed(change))

    assert (found is None) == bool(problems)
    assert all(one.file.startswith("sheet ") and one.what and one.remedy for one in problems)
    assert all(len(str(one).splitlines()) == 1 for one in problems)
