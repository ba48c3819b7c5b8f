"""A school with its principal, and an inspector who leads a visit to it."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

import pytest

from inspector.store.database import reading
from inspector.store.tables import Visit
from inspector.workflow.permissions import Role
from tests.store.world import World
from tests.web.browser import Browser, fields_of


@dataclass(frozen=True)
class OnSite:
    """A planned visit, whoever goes there, and a browser for each."""

    world: World
    school: UUID
    visit: UUID
    inspector: Browser
    principal: Browser
    for_person: Callable[..., Browser]

    @property
    def address(self) -> str:
        return f"/inspect/visits/{self.visit}"

    @property
    def assessment(self) -> UUID:
        with reading(self.world.engine) as session:
            return session.get_one(Visit, self.visit).assessment_id

    def note(self, group: str, **notes: str) -> None:
        """Write notes to items of a group on its page."""
        address = f"{self.address}/groups/{group}"
        form = self.inspector.open(address).select_one("main form")
        assert form is not None
        written = {f"note:{item}": words for item, words in notes.items()}
        self.inspector.send(address, {**fields_of(form), **written})

    def begin(self) -> None:
        self.inspector.send(f"{self.address}/begin", {"present": "Cô Hạnh – hiệu trưởng"})

    def rate_all(self, **other: str) -> None:
        values = {**dict.fromkeys(self.world.edition.indicators, "met"), "R1": "no", **other}
        self.world.save(self.assessment, values)

    def sign(self, **fields: str) -> None:
        names = {"for_school": "Cô Hạnh", "for_team": "Thầy Long"}
        self.inspector.send(f"{self.address}/sign", {**names, **fields})

    def add_finding(self, text: str = "Thay chốt cổng", *, item: str = "A1", **fields: str) -> None:
        asked = {"text": text, "seriousness": "serious", **fields}
        self.inspector.send(f"{self.address}/findings/new?item={item}", asked)


@pytest.fixture
def on_site(site: World, browser: Callable[..., Browser]) -> OnSite:
    school = site.school()
    leader = site.person(Role.INSPECTOR, unit=site.units.city, name="Thầy Long")
    principal = site.person(Role.PRINCIPAL, school=school)
    visit = site.visit(school, leader)
    return OnSite(site, school, visit, browser(leader), browser(principal), browser)
