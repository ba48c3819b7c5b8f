"""A principal at a browser, and an edition that asks for numbers."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import pytest
from bs4 import BeautifulSoup, Tag
from flask import Flask

from inspector.criteria.load import read_edition
from inspector.criteria.model import Edition
from inspector.store import ratings
from inspector.store.database import reading
from inspector.store.ratings import RatingRow
from inspector.workflow.permissions import Role
from tests.store.world import EDITION, FACTS, PROVISIONS, World
from tests.web.browser import Browser, fields_of

GROUP_OF_NUMBERS = """\
id: N
title: {vi: "Số liệu", en: "Numbers"}
criteria:
  - id: N1
    text: {vi: "Tỷ lệ trẻ được khám", en: "Share of children examined"}
    good_practice: true
    measure: {unit: "%", at_least: 55}
  - id: N2
    text: {vi: "Điểm góc đọc", en: "Points for the reading corner"}
    good_practice: true
    score: {max: 5, step: "0.5", met_from: "2.5"}
  - id: N3
    text: {vi: "Diện tích sân", en: "Size of the yard"}
    good_practice: true
    measure: {unit: "m²", report_only: true}
  - id: N4
    text: {vi: "Chọn một", en: "Choose one"}
    good_practice: true
    na: forbidden
"""


def edition_with_numbers() -> Edition:
    files = {
        "edition.yaml": EDITION,
        "facts.yaml": FACTS,
        "provisions.yaml": PROVISIONS,
        "groups/01-n.yaml": GROUP_OF_NUMBERS,
    }
    edition, problems = read_edition("numbers", date(2020, 1, 1), files)
    assert edition is not None, problems
    return edition


@dataclass(frozen=True)
class Desk:
    """A school, its principal's browser, and an open self-assessment by the small edition."""

    app: Flask
    world: World
    school: UUID
    principal: UUID
    draft: UUID
    browser: Browser

    def part(self, key: str = "A", *, of: UUID | None = None) -> str:
        return f"/assess/{of or self.draft}/groups/{key}"

    def form(self, key: str = "A", *, of: UUID | None = None) -> dict[str, str]:
        """Return what the form of a part would send if nobody touched it."""
        return rating_form(self.browser.open(self.part(key, of=of)))

    def stored(self, item: str, *, of: UUID | None = None) -> RatingRow:
        with reading(self.world.engine) as session:
            return ratings.of_assessment(session, of or self.draft)[item]

    def colleague(self, role: Role = Role.CONTRIBUTOR, name: str = "Cô Lan") -> Browser:
        return Browser(self.app, self.world.person(role, school=self.school, name=name))


def rating_form(page: BeautifulSoup) -> dict[str, str]:
    form = next(one for one in page.select("main form[method=post]") if one.select("input[name=form]"))
    assert isinstance(form, Tag)
    return fields_of(form)


@pytest.fixture
def desk(app: Flask, world: World) -> Desk:
    school = world.school()
    principal = world.person(Role.PRINCIPAL, school=school)
    return Desk(app, world, school, principal, world.draft(school), Browser(app, principal))


@pytest.fixture
def numbers(desk: Desk) -> UUID:
    """A self-assessment that asks for numbers."""
    edition = edition_with_numbers()
    desk.world.editions = type(desk.world.editions)(desk.world.edition, edition)
    return desk.world.draft(desk.school, edition=edition)
