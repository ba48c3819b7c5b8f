"""What inspectors ask a school to mend, and what the school answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from inspector.services.samples import words
from inspector.services.samples.chance import happens, moments, new_id, one_of
from inspector.services.samples.itinerary import MOST_FINDINGS, Going
from inspector.services.samples.story import Story
from inspector.services.visiting import due_day, is_met
from inspector.store.tables import Finding, FindingAnswer
from inspector.workflow.states import Answer, FindingState, Seriousness, finding_after

SAID = {Answer.ACCEPT: words.ACCEPTED, Answer.REPORT_REMEDY: words.REMEDIED, Answer.CONTEST: words.CONTESTED}
LONGEST_WAIT = 20
"""Days after the visit within which a school answers."""


@dataclass(frozen=True, slots=True)
class Found:
    """A finding as it was recorded on the visit."""

    id: UUID
    item: str
    text: str
    seriousness: Seriousness
    due_day: date
    at: datetime


@dataclass(frozen=True, slots=True)
class Findings:
    """The findings of one visit."""

    story: Story
    going: Going
    visit_id: UUID
    leader: UUID
    principal: UUID

    def record(self, at: datetime) -> list[Found]:
        """Find fault with what is not met, what is mandatory first."""
        asked, story = self.going.asked, self.story
        not_met = [
            item
            for item in asked.applies.indicators
            if is_met(asked.edition, item, story.values[item], story.facts) is False
        ]
        not_met.sort(key=lambda item: not self._is_mandatory(item))
        return [self._found(item, at) for item in not_met[:MOST_FINDINGS]]

    def _is_mandatory(self, item: str) -> bool:
        asked = self.going.asked
        return asked.edition.criterion_of[item].id in asked.applies.mandatory

    def _found(self, item: str, at: datetime) -> Found:
        chance, seriousness = self.story.chance, Seriousness.MINOR
        if self._is_mandatory(item):
            urgent = happens(chance, 0.15) and not self.going.surely_not_met
            seriousness = Seriousness.IMMEDIATE if urgent else Seriousness.SERIOUS
        text = words.finding_text(self.going.asked.edition.indicators[item])
        due = due_day(seriousness, self.going.day)
        what = {"text": text, "seriousness": seriousness, "due_day": due}
        self.story.happened("finding", at, self.leader, visit_id=self.visit_id, item_id=item, after=what)
        return Found(new_id(chance), item, text, seriousness, due, at)

    def answer(self, found: Found, answers: Sequence[Answer], yesterday: date) -> None:
        """Have the school answer a finding on the days after the visit, and keep the finding."""
        state = FindingState.NEW
        days = (yesterday - self.going.day).days
        first = self.going.day + timedelta(days=1)
        last = first + timedelta(days=min(max(days, 1), LONGEST_WAIT) - 1)
        times = moments(self.story.chance, first, last, len(answers), self.story.sample.zone)
        for answer, at in zip(answers if days > 0 else (), times, strict=False):
            state = finding_after(state, answer)
            self._say(found, answer, at)
        self.story.sample.rows.add(
            Finding,
            id=found.id,
            visit_id=self.visit_id,
            item_id=found.item,
            text=found.text,
            seriousness=found.seriousness,
            due_day=found.due_day,
            state=state,
            at=found.at,
            by=self.leader,
        )

    def _say(self, found: Found, answer: Answer, at: datetime) -> None:
        text = one_of(self.story.chance, SAID[answer])
        self.story.sample.rows.add(
            FindingAnswer,
            id=new_id(self.story.chance),
            finding_id=found.id,
            answer=answer,
            text=text,
            at=at,
            by=self.principal,
        )
        after = {"answer": answer, "text": text}
        self.story.happened(
            "answer_finding", at, self.principal, visit_id=self.visit_id, item_id=found.item, after=after
        )
