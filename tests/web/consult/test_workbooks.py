"""An edition as an Excel workbook."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from flask import Flask
from openpyxl import load_workbook

from inspector.criteria.catalogue import Catalogue
from inspector.services.editions import Editions
from inspector.text import Text
from tests.criteria.builders import a_criterion
from tests.web.browser import Browser
from tests.web.consult.conftest import a_set, an_edition_of, both

pytestmark = pytest.mark.database

Opens = Callable[..., Browser]
ADDRESS = "/criteria/kitchen/2024-01-01/"


def test_an_edition_can_be_taken_home_with_all_its_texts(browser: Opens, catalogue: Catalogue):
    reading = browser()
    link = reading.open(ADDRESS).select_one("main a[href$='.xlsx']")["href"]

    answer = reading.answer(link)

    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == 'attachment; filename="kitchen-2024-01-01.xlsx"'
    assert answer.mimetype == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    sheets = load_workbook(io.BytesIO(answer.data))
    words = {cell.value for sheet in sheets for row in sheet.iter_rows() for cell in row}
    edition = catalogue.edition("kitchen", date(2024, 1, 1))
    assert {one.text.vi for one in edition.indicators.values()} <= words
    assert {one.text.en for one in edition.indicators.values()} <= words


def test_a_workbook_is_made_once_for_everybody(browser: Opens):
    # what is written into a workbook holds the second in which it was made
    assert browser().answer(f"{ADDRESS}edition.xlsx").data == browser().answer(f"{ADDRESS}edition.xlsx").data


@pytest.mark.parametrize("address", ["/criteria/kitchen/2023-01-01/edition.xlsx"])
def test_there_is_no_workbook_of_an_edition_that_there_is_not(browser: Opens, words, address: str):
    assert words(browser().open(address, expect=404).h1) == "Không có phiên bản này"


def test_an_edition_that_no_workbook_can_hold_says_so(app: Flask, browser: Opens, words):
    edition = an_edition_of("long", date(2024, 1, 1), criteria=[a_criterion("A1", text=both("x" * 33_000))])
    catalogue = Catalogue({"long": a_set("long", Text("Dài", "Long"), edition)})
    app.extensions["inspector"] = replace(app.extensions["inspector"], editions=Editions(catalogue))

    page = browser().open("/criteria/long/2024-01-01/edition.xlsx", expect=422)

    assert words(page.h1) == "Không ghi được bản này thành tệp Excel"
    assert page.select_one("main li a")["href"] == "/criteria/long/2024-01-01/"
