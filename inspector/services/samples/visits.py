"""What happens on a visit: what inspectors rate and find, and how the minutes are signed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from inspector.criteria.model import NOT_APPLICABLE
from inspector.services.samples import words
from inspector.services.samples.chance import moments, new_id, one_by_one, one_of, stream
from inspector.services.samples.findings import Findings
from inspector.services.samples.itinerary import Going
from inspector.services.samples.story import Given, Sample, Story
from inspector.services.samples.truth import rating
from inspector.services.visiting import is_met
from inspector.store.tables import Supplement, Visit, VisitMember
from inspector.store.tables.visits import TeamPart, VisitKind
from inspector.store.visits import PRESENT, SIGN
from inspector.workflow.states import Kind, VisitState, VisitStep, visit_after

KINDS = (VisitKind.PLANNED, VisitKind.THEMATIC, VisitKind.UNANNOUNCED)
SUPPLEMENT_EVERY = 10
"""To the minutes of one visit in so many something was added after signing."""


def visit(sample: Sample, going: Going, stories: Sequence[Story]) -> None:
    """Write a visit with its assessment, as far as it got.

    `stories`: all self-assessments of the school, of this season and before.
    """
    _Visiting(sample, going, stories).write()


@dataclass
class _Visiting:
    sample: Sample
    going: Going
    stories: Sequence[Story]
    state: VisitState = VisitState.PLANNED
    began_at: datetime | None = None
    signed_at: datetime | None = None
    signed_for_team: str = ""
    signed_for_school: str = ""
    conclusion: str = ""
    opinion: str = ""

    def __post_init__(self) -> None:
        going, sample = self.going, self.sample
        self.chance = stream(sample.seed, "visit", going.school.code, going.season.period.code)
        self.id = new_id(self.chance)
        planned_day = min(going.day, sample.today - timedelta(days=1)) - timedelta(days=7)
        (self.planned_at,) = moments(self.chance, planned_day, planned_day, 1, sample.zone)
        self.times = moments(self.chance, going.day, going.day, 4, sample.zone)
        self.kind = one_of(self.chance, KINDS)
        inspectors = sample.people.inspectors
        turn = going.place % len(inspectors)
        self.leader, self.secretary = inspectors[turn], inspectors[(turn + 1) % len(inspectors)]
        self.reviewer = sample.people.reviewer
        self.principal = sample.people.principals[going.school.id]
        self.theirs = self._self_values()
        self.story = Story(
            sample=sample,
            school=going.school,
            edition=going.asked.edition,
            period=going.season.period,
            kind=Kind.INSPECTION,
            day=going.day,
            chance=self.chance,
            opened_at=self.planned_at,
            opened_by=self.reviewer,
        )

    def _self_values(self) -> Mapping[str, str]:
        """Return what the school's newest counted self-assessment by the same edition says at the signing."""
        counted = [
            then
            for story in self.stories
            if story.edition.digest == self.going.asked.edition.digest
            and (then := story.counted_at(self.times[-1])) is not None
        ]
        return max(counted, key=lambda then: then.since).values if counted else {}

    def write(self) -> None:
        """Go as far as the visit gets, and keep its rows."""
        plan = {"day": self.going.day, "kind": self.kind}
        self._happened("plan_visit", self.planned_at, self.reviewer, after=plan)
        if self.going.state is VisitState.CANCELLED:
            self._step(VisitStep.CANCEL)
            self._happened("cancel_visit", self.planned_at + timedelta(hours=20), self.reviewer)
        if self.going.state in (VisitState.UNDER_WAY, VisitState.SIGNED):
            self._begin(self.times[0])
            self._rate(self.times[0], self.times[1])
        if self.going.state is VisitState.SIGNED:
            self._finish(self.times[2], self.times[3])
        self._keep()
        self.story.write()

    def _step(self, step: VisitStep) -> None:
        self.state = visit_after(self.state, step)

    def _begin(self, at: datetime) -> None:
        self._step(VisitStep.BEGIN)
        self.began_at = at
        self._happened("begin_visit", at, self.leader)
        present = {"names": f"{self._name(self.principal)}, hiệu trưởng"}
        self._happened(PRESENT, at, self.leader, after=present)

    def _rate(self, first: datetime, last: datetime) -> None:
        """Rate everything, or the first half of it on a visit that is under way."""
        applies = self.going.asked.applies
        items = applies.indicators
        if self.going.state is VisitState.UNDER_WAY:
            items = items[: len(items) // 2]
        for place, at in enumerate(one_by_one(first, last, len(items))):
            who = self.secretary if place % 2 else self.leader
            self.story.rate(items[place], self._given(items[place]), at, who)
        if self.going.state is VisitState.SIGNED:
            for gate in applies.gates:
                self.story.rate(gate, Given(self.theirs.get(gate, "no")), last, self.leader)

    def _given(self, item: str) -> Given:
        asked, chance = self.going.asked, self.chance
        indicator, really = asked.edition.indicators[item], asked.truth.items[item]
        if item in self.going.surely_not_met:
            really = -1.0
        value = rating(indicator, really, chance.gauss(0, 0.2), asked.facts)
        reason = one_of(chance, words.NOT_APPLICABLE) if value == NOT_APPLICABLE else ""
        note = ""
        if is_met(asked.edition, item, value, self.story.facts) is False:
            note = words.not_met_note(chance, indicator)
        elif self.theirs.get(item, value) != value:
            note = one_of(chance, words.SEEN_OTHERWISE)
        return Given(value, reason=reason, note=note)

    def _finish(self, found_at: datetime, signed_at: datetime) -> None:
        """Record findings, sign, and have the school answer."""
        findings = Findings(self.story, self.going, self.id, self.leader, self.principal)
        found = findings.record(found_at)
        self._sign(signed_at)
        yesterday = self.sample.today - timedelta(days=1)
        for one, answers in zip(found, self.going.answers, strict=False):
            findings.answer(one, answers, yesterday)
        if self.going.place % SUPPLEMENT_EVERY == 0:
            self._supplement(signed_at + timedelta(minutes=40))

    def _sign(self, at: datetime) -> None:
        self._step(VisitStep.SIGN)
        self.story.sign(at)
        self.signed_at = at
        self.signed_for_team, self.signed_for_school = self._name(self.leader), self._name(self.principal)
        self.opinion = one_of(self.chance, words.OPINIONS)
        self.conclusion = one_of(self.chance, words.CONCLUSIONS)
        differing = {
            item: self.theirs[item]
            for item, value in self.story.values.items()
            if self.theirs.get(item) not in (None, value)
        }
        after = {
            "team": self.signed_for_team,
            "school": self.signed_for_school,
            "refused": False,
            "differing": differing,
        }
        self._happened(SIGN, at, self.leader, after=after)

    def _supplement(self, at: datetime) -> None:
        self._step(VisitStep.SUPPLEMENT)
        text, reason = words.SUPPLEMENT
        said = {"text": text, "reason": reason}
        keep = self.sample.rows.add
        keep(Supplement, id=new_id(self.chance), visit_id=self.id, at=at, by=self.leader, **said)
        self._happened("supplement", at, self.leader, after=said)

    def _keep(self) -> None:
        keep = self.sample.rows.add
        keep(
            Visit,
            id=self.id,
            school_id=self.going.school.id,
            assessment_id=self.story.id,
            kind=self.kind,
            day=self.going.day,
            state=self.state,
            shows_self_rating=True,
            opened_by=self.reviewer,
            began_at=self.began_at,
            signed_at=self.signed_at,
            signed_for_team=self.signed_for_team,
            signed_for_school=self.signed_for_school,
            school_opinion=self.opinion,
            conclusion=self.conclusion,
        )
        keep(VisitMember, visit_id=self.id, account_id=self.leader, part=TeamPart.LEADER)
        keep(VisitMember, visit_id=self.id, account_id=self.secretary, part=TeamPart.SECRETARY)

    def _happened(self, what: str, at: datetime, by: UUID, *, after: Mapping[str, Any] | None = None) -> None:
        self.story.happened(what, at, by, visit_id=self.id, after=after)

    def _name(self, person: UUID) -> str:
        return self.sample.people.names[person]
