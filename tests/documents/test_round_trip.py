"""An edition goes into a workbook and comes back the same, whatever its texts."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from inspector.criteria.load import load_edition
from inspector.criteria.model import Edition, Status
from inspector.documents.edition_workbook import NotForExcel, read_workbook, write_edition
from tests.criteria.builders import a_criterion, an_edition, read
from tests.criteria.written import editions
from tests.documents.workbooks import at, exported, opened, saved

EDITIONS = sorted(
    path.parent for path in (Path(__file__).resolve().parents[2] / "criteria").glob("*/*/edition.yaml")
)


def back(content: bytes) -> Edition:
    found, problems = read_workbook(content)
    assert not problems, "\n".join(str(one) for one in problems)
    assert found is not None
    return found.edition


@pytest.mark.parametrize("folder", EDITIONS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_an_edition_of_the_program_comes_back_as_it_was(folder: Path):
    edition = load_edition(folder)
    again = back(write_edition(edition))

    assert again.digest == edition.digest
    assert again == replace(edition, status=Status.DRAFT)


@given(editions())
@settings(max_examples=20)
def test_any_edition_comes_back_as_it_was(files: dict[str, str]):
    edition = read(files)
    again = back(write_edition(edition))

    assert again.digest == edition.digest
    assert again == replace(edition, status=Status.DRAFT)


def test_a_workbook_saved_by_another_program_comes_back_as_it_was():
    edition = read(an_edition())

    assert back(saved(opened(write_edition(edition)))).digest == edition.digest


def criterion(words: str, **more: object) -> dict[str, str]:
    return an_edition(criteria=[a_criterion("A01", text={"vi": words, "en": "x"}, **more)])


@pytest.mark.parametrize(
    "words",
    ["=1+1", "+84 24", "-x", "@SUM(A1)", "'quoted", "1.10", "#N/A", "a\nb", " a ", "TRUE", "\ta", "Ấm"],
)
def test_a_text_stays_a_text(words: str):
    content = exported(criterion(words))
    cell = at(opened(content), "criteria", 3, "text_vi")

    assert (cell.data_type, cell.value) == ("s", words)
    assert back(content).criteria["A01"].title.vi == words


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@a", "'a"])
def test_excel_is_told_that_it_is_a_text(words: str):
    workbook = opened(exported(criterion(words)))

    assert at(workbook, "criteria", 3, "text_vi").quotePrefix
    assert not at(workbook, "criteria", 3, "text_en").quotePrefix


@pytest.mark.parametrize(
    ("written", "cell"),
    [("2", 2), (2, 2), ("0.5", 0.5), ("1.50", "1.50"), ("2.0", "2.0"), ("0.000001", "0.000001")],
)
def test_a_number_is_a_number_where_it_comes_back_as_it_was_written(written: object, cell: object):
    content = exported(criterion("x", weight=written))

    assert at(opened(content), "criteria", 3, "weight").value == cell
    assert back(content).digest == read(criterion("x", weight=written)).digest


def test_a_text_that_no_cell_can_hold_is_told_with_its_place():
    longest = criterion("á" * 32_767)
    assert back(exported(longest)).criteria["A01"].title.vi == "á" * 32_767

    with pytest.raises(NotForExcel) as refused:
        exported(criterion("á" * 32_768))
    assert str(refused.value) == (
        "sheet criteria, row 3, column C (text_vi): “text_vi” of A01: "
        "A cell holds at most 32,767 characters, and this has 32,768. Shorten it."
    )


def test_letters_that_count_twice_in_excel_count_twice():
    assert back(exported(criterion("😀" * 16_383))).criteria["A01"].title.vi == "😀" * 16_383

    with pytest.raises(NotForExcel):
        exported(criterion("😀" * 16_384))


@pytest.mark.parametrize("words", ["a\rb", "a\r\nb", "_x000D_", "a_x0041_", "x005F_"])
def test_a_text_that_excel_would_change_is_told(words: str):
    with pytest.raises(NotForExcel, match=r"which Excel would change\. Take it out of the text\."):
        exported(criterion(words))


def test_all_texts_that_no_cell_can_hold_are_told_at_once():
    with pytest.raises(NotForExcel) as refused:
        exported(criterion("\r.", guidance={"vi": "a" * 40_000, "en": "\r."}))

    assert [one.file for one in refused.value.problems] == [
        "sheet criteria, row 3, column C (text_vi)",
        "sheet criteria, row 3, column K (guidance_vi)",
        "sheet criteria, row 3, column L (guidance_en)",
    ]


def test_whoever_opens_no_workbook_does_not_pay_for_it():
    code = "import sys, inspector.documents.edition_workbook; print('openpyxl' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert said.stdout == "False\n"
