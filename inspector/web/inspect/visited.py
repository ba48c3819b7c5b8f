"""A visit as all its pages need it: the school, the ratings, the school's own beside them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from flask import url_for
from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString

from inspector.services import visiting
from inspector.services.visiting import NoteBecause
from inspector.store import visits
from inspector.store.ratings import RatingRow
from inspector.store.tables import School, Visit
from inspector.web.asking import db
from inspector.web.assess.outcomes import shown
from inspector.web.assess.sheet import Sheet, sheet_here
from inspector.web.formatting import day
from inspector.web.inspect.words import VISIT_KINDS, VISIT_STATES
from inspector.workflow.states import VisitState

STEPS: tuple[tuple[str, LazyString], ...] = (
    ("inspect.visit", lazy_gettext("Mở đầu")),
    ("inspect.items", lazy_gettext("Chấm tại chỗ")),
    ("inspect.talk", lazy_gettext("Trao đổi, thống nhất")),
    ("inspect.sign", lazy_gettext("Ký biên bản")),
)
"""Endpoint and name of the four steps of a visit."""


@dataclass(frozen=True)
class Visited:
    """A visit with what its team has rated; `theirs` are the ratings of the school itself."""

    visit: Visit
    school: School
    sheet: Sheet
    theirs: Mapping[str, RatingRow]

    @property
    def has_begun(self) -> bool:
        return self.visit.state in (VisitState.UNDER_WAY, VisitState.SIGNED)

    @cached_property
    def items(self) -> tuple[str, ...]:
        """All items that apply, in the order of the pages."""
        return tuple(item for section in self.sheet.sections for item in section.items)

    def beside(self, item: str) -> RatingRow | None:
        """Return how the school rated an item, once the team has rated it itself; None before."""
        row = self.theirs.get(item)
        return row if item in self.sheet.values and row is not None and row.value is not None else None

    def note_because(self, item: str) -> NoteBecause | None:
        """Say why the rating of an item needs a note; None when it needs none."""
        row, theirs = self.sheet.rows.get(item), self.beside(item)
        if row is None:
            return None
        return visiting.needs_note(
            self.sheet.edition, self.sheet.facts, row, theirs.value if theirs else None
        )

    @cached_property
    def without_note(self) -> dict[str, NoteBecause]:
        """The items whose note is still missing, and why they need one."""
        found = {}
        for item in self.items:
            row, because = self.sheet.rows.get(item), self.note_because(item)
            if because is not None and row is not None and not row.note:
                found[item] = because
        return found

    @cached_property
    def differing(self) -> tuple[str, ...]:
        """The items that team and school rated differently."""
        return tuple(
            item
            for item in self.items
            if (row := self.beside(item)) is not None and row.value != self.sheet.values[item]
        )

    @cached_property
    def not_met(self) -> tuple[str, ...]:
        """The indicators whose rating does not count as met."""
        sheet = self.sheet
        return tuple(
            item
            for item in self.items
            if item in sheet.values
            and visiting.is_met(sheet.edition, item, sheet.values[item], sheet.facts) is False
        )

    def item_url(self, item: str) -> str:
        """Return the address at which an item is rated."""
        section = self.sheet.section_of(item)
        key = section.key if section else self.sheet.sections[0].key
        return url_for("inspect.group", visit_id=self.visit.id, key=key, _anchor=item)


def visited(visit: Visit) -> Visited:
    """Return a visit that was granted with all that its pages show, in four statements."""
    assessment, school = visits.with_school(db(), visit)
    sheet = sheet_here(assessment)
    return Visited(visit, school, sheet, visiting.self_ratings(db(), visit, sheet.edition))


@dataclass(frozen=True, slots=True)
class StepLink:
    number: int
    text: str
    url: str | None
    current: bool


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above every page of a visit. `steps` is empty once it is over."""

    school: str
    is_sample: bool
    set_title: str
    edition: str
    day: str
    kind: str
    state: str
    state_kind: str
    step_words: str
    steps: tuple[StepLink, ...]
    answered: int
    total: int
    score: str
    url: str
    minutes_url: str


def head(found: Visited, step: int) -> Head:
    """Return what stands above the page of a step, 1 to 4; 0 for a page that is no step."""
    visit, sheet = found.visit, found.sheet
    state, state_kind = VISIT_STATES[visit.state]
    words = ""
    if step:
        name = STEPS[step - 1][1]
        words = gettext("Bước %(step)s/%(all)s – %(name)s", step=step, all=len(STEPS), name=name)
    return Head(
        school=found.school.name,
        is_sample=found.school.is_sample,
        set_title=sheet.title,
        edition=gettext("có hiệu lực từ %(day)s", day=day(sheet.edition.in_force_from)),
        day=day(visit.day),
        kind=str(VISIT_KINDS[visit.kind]),
        state=str(state),
        state_kind=state_kind,
        step_words=words,
        steps=tuple(_steps(found, step)) if visit.state is not VisitState.SIGNED else (),
        answered=sheet.answered(found.items),
        total=len(found.items),
        score=shown(sheet.edition, sheet.scored).short,
        url=url_for("inspect.visit", visit_id=visit.id),
        minutes_url=url_for("inspect.minutes", visit_id=visit.id),
    )


def _steps(found: Visited, step: int) -> list[StepLink]:
    return [
        StepLink(
            number,
            str(name),
            url_for(endpoint, visit_id=found.visit.id) if found.has_begun or number == 1 else None,
            number == step,
        )
        for number, (endpoint, name) in enumerate(STEPS, start=1)
    ]
