"""How inspectors visit schools: what they rate, what they find, and what schools answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from inspector.criteria.model import NOT_APPLICABLE, Edition
from inspector.services.samples import words
from inspector.services.samples.chance import happens, moments, new_id, one_by_one, one_of, stream
from inspector.services.samples.schools import SHOWCASE, Planned
from inspector.services.samples.self_assessments import SETS, Asked, Season, asked_of
from inspector.services.samples.story import Given, Sample, Story
from inspector.services.samples.truth import rating
from inspector.services.visiting import due_day, is_met
from inspector.store.tables import Finding, FindingAnswer, Supplement, Visit, VisitMember
from inspector.store.tables.visits import TeamPart, VisitKind
from inspector.store.visits import PRESENT, SIGN
from inspector.workflow.states import (
    Answer,
    FindingState,
    Kind,
    Seriousness,
    VisitState,
    VisitStep,
    finding_after,
    visit_after,
)

ONE_SCHOOL_IN = 3
STATES_NOW = (
    VisitState.SIGNED,
    VisitState.SIGNED,
    VisitState.PLANNED,
    VisitState.SIGNED,
    VisitState.UNDER_WAY,
    VisitState.SIGNED,
    VisitState.SIGNED,
    VisitState.PLANNED,
    VisitState.SIGNED,
    VisitState.CANCELLED,
)
"""States of the visits of this school year, by turns."""

ANSWERS: Sequence[tuple[Answer, ...]] = (
    (),
    (Answer.ACCEPT,),
    (Answer.ACCEPT, Answer.REPORT_REMEDY),
    (Answer.REPORT_REMEDY,),
    (),
    (Answer.CONTEST,),
    (Answer.ACCEPT, Answer.REPORT_REMEDY),
)
"""What schools answer to findings, by turns."""

REMEDIED = (Answer.ACCEPT, Answer.REPORT_REMEDY)
"""What schools answered long ago."""

ANSWERS_OF_SHOWCASE = ((Answer.ACCEPT,), (), (Answer.CONTEST,), REMEDIED)
MOST_FINDINGS = 4
SAID = {Answer.ACCEPT: words.ACCEPTED, Answer.REPORT_REMEDY: words.REMEDIED, Answer.CONTEST: words.CONTESTED}


@dataclass(frozen=True, slots=True)
class Going:
    """A visit that is to be: where, by which edition, on which day, and how far it gets."""

    school: Planned
    asked: Asked
    season: Season
    day: date
    state: VisitState
    place: int  # among the visited schools
    self_values: Mapping[str, str]  # what the school had submitted by the same edition
    surely_not_met: frozenset[str]
    answers: Sequence[tuple[Answer, ...]]  # to the findings, in their order


def visit(sample: Sample, going: Going) -> None:
    """Write a visit with its assessment, as far as it got."""
    _Visiting(sample, going).write()


def visited(schools: Sequence[Planned]) -> list[Planned]:
    """Return the third of the schools that are inspected, the showcase among them."""
    codes = [one.code for one in schools]
    offset = codes.index(SHOWCASE) % ONE_SCHOOL_IN
    return list(schools[offset::ONE_SCHOOL_IN])


def going_to(
    sample: Sample, school: Planned, season: Season, place: int, stories: Mapping[str, Story | None]
) -> Going | None:
    """Decide on a visit to a school in a season; None while it has no day for it, or a fact is missing.

    `stories`: the school's self-assessments of the season, by set.
    """
    now = season.period is sample.this_year
    state = STATES_NOW[place % len(STATES_NOW)] if now else VisitState.SIGNED
    set_id = SETS[(place + now) % len(SETS)]
    if now and school.code == SHOWCASE:
        state, set_id = VisitState.SIGNED, "food-safety"
    day = _day(sample, season, school, state)
    edition = sample.catalogue.in_force(set_id, day).edition
    if edition is None or day > season.period.last_day:
        return None
    asked = asked_of(sample, school, edition, season, day)
    if asked is None or (edition.concerns is not None and not edition.concerns.holds(asked.facts)):
        return None
    shown = now and school.code == SHOWCASE
    surely_not_met = _one_mandatory_and_two_more(asked) if shown else frozenset()
    answers = [
        ANSWERS[(place + number) % len(ANSWERS)] if now else REMEDIED for number in range(MOST_FINDINGS)
    ]
    return Going(
        school=school,
        asked=asked,
        season=season,
        day=day,
        state=state,
        place=place,
        self_values=_submitted(stories[set_id], edition, day),
        surely_not_met=surely_not_met,
        answers=ANSWERS_OF_SHOWCASE if shown else answers,
    )


def _one_mandatory_and_two_more(asked: Asked) -> frozenset[str]:
    """Return items that are met or not, never not applicable: one of a mandatory criterion and two others."""
    items = [one for one in asked.applies.indicators if asked.truth.items[one] is not None]
    mandatory = [one for one in items if asked.edition.criterion_of[one].id in asked.applies.mandatory]
    others = [one for one in items if one not in mandatory]
    return frozenset((*mandatory[:1], *others[-2:]))


def _submitted(story: Story | None, edition: Edition, day: date) -> Mapping[str, str]:
    """Return what a school had submitted by an edition before a day; empty where it had not."""
    if story is None or story.edition is not edition or story.counts_from is None:
        return {}
    return story.values if story.counts_from.date() < day else {}


def _day(sample: Sample, season: Season, school: Planned, state: VisitState) -> date:
    chance = stream(sample.seed, "visit day", school.code, season.period.code)
    first, last = season.first + timedelta(days=35), season.last_visit
    if state is VisitState.PLANNED:
        first, last = sample.today + timedelta(days=2), sample.today + timedelta(days=21)
    elif state is VisitState.UNDER_WAY:
        first = last = season.last_visit
    elif school.code == SHOWCASE and season.period is sample.this_year:
        first = last = max(season.first, sample.today - timedelta(days=9))
    first = min(first, last)
    return moments(chance, first, last, 1, sample.zone)[0].date()


@dataclass
class _Visiting:
    sample: Sample
    going: Going
    conclusion: str = ""
    opinion: str = ""
    signed_at: datetime | None = None
    began_at: datetime | None = None
    signatures: tuple[str, str] = ("", "")
    findings: int = field(default=0)

    def __post_init__(self) -> None:
        going, sample = self.going, self.sample
        self.chance = stream(sample.seed, "visit", going.school.code, going.season.period.code)
        self.id = new_id(self.chance)
        self.state = VisitState.PLANNED
        planned_day = min(going.day, sample.today - timedelta(days=1)) - timedelta(days=7)
        (self.planned_at,) = moments(self.chance, planned_day, planned_day, 1, sample.zone)
        self.kind = one_of(self.chance, tuple(VisitKind)[:3])
        inspectors = sample.people.inspectors
        turn = going.place % len(inspectors)
        self.team = (inspectors[turn], inspectors[(turn + 1) % len(inspectors)])
        self.story = Story(
            sample=sample,
            school=going.school,
            edition=going.asked.edition,
            period=going.season.period,
            kind=Kind.INSPECTION,
            day=going.day,
            chance=self.chance,
            opened_at=self.planned_at,
            opened_by=sample.people.reviewer,
        )
        self.story.visit_id = self.id

    @property
    def leader(self) -> UUID:
        return self.team[0]

    @property
    def principal(self) -> UUID:
        return self.sample.people.principals[self.going.school.id]

    def write(self) -> None:
        """Go as far as the visit gets, and keep its rows."""
        plan = {"day": self.going.day, "kind": self.kind}
        self.story.happened("plan_visit", self.planned_at, self.sample.people.reviewer, after=plan)
        day = (self.going.day, self.going.day)
        times = moments(self.chance, *day, 4, self.sample.zone)
        if self.going.state is VisitState.CANCELLED:
            self._step(VisitStep.CANCEL)
            at = self.planned_at + timedelta(hours=20)
            self.story.happened("cancel_visit", at, self.sample.people.reviewer)
        if self.going.state in (VisitState.UNDER_WAY, VisitState.SIGNED):
            self._begin(times[0])
            self._rate(times[0], times[1])
        if self.going.state is VisitState.SIGNED:
            found = self._find(times[2])
            self._sign(times[3])
            for number, one in enumerate(found):
                self._answer(number, one)
            self._supplement()
        self._keep()
        self.story.write()

    def _step(self, step: VisitStep) -> None:
        self.state = visit_after(self.state, step)

    def _begin(self, at: datetime) -> None:
        self._step(VisitStep.BEGIN)
        self.began_at = at
        self.story.happened("begin_visit", at, self.leader)
        present = {"names": f"{self._name(self.principal)}, hiệu trưởng"}
        self.story.happened(PRESENT, at, self.leader, after=present)

    def _rate(self, first: datetime, last: datetime) -> None:
        """Rate everything, or the first half of it on a visit that is under way."""
        applies = self.going.asked.applies
        items = applies.indicators
        if self.going.state is VisitState.UNDER_WAY:
            items = items[: len(items) // 2]
        for place, at in enumerate(one_by_one(first, last, len(items))):
            self.story.rate(items[place], self._given(items[place]), at, self.team[place % 2])
        if self.going.state is VisitState.SIGNED:
            for gate in applies.gates:
                theirs = self.going.self_values.get(gate, "no")
                self.story.rate(gate, Given(theirs), last, self.leader)

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
        elif self.going.self_values.get(item, value) != value:
            note = one_of(chance, words.SEEN_OTHERWISE)
        return Given(value, reason=reason, note=note)

    def _find(self, at: datetime) -> list["_Found"]:
        """Record findings on what is not met, what is mandatory first."""
        asked, story = self.going.asked, self.story
        not_met = [
            item
            for item in asked.applies.indicators
            if is_met(asked.edition, item, story.values[item], story.facts) is False
        ]
        mandatory = {
            item for item in not_met if asked.edition.criterion_of[item].id in asked.applies.mandatory
        }
        first = sorted(not_met, key=lambda item: (item not in mandatory, not_met.index(item)))
        found = [self._found(item, at, mandatory=item in mandatory) for item in first[:MOST_FINDINGS]]
        return found

    def _found(self, item: str, at: datetime, *, mandatory: bool) -> "_Found":
        if mandatory:
            urgent = happens(self.chance, 0.15)
            seriousness = Seriousness.IMMEDIATE if urgent else Seriousness.SERIOUS
        else:
            seriousness = Seriousness.MINOR
        found = _Found(
            new_id(self.chance),
            item,
            words.finding_text(self.going.asked.edition.indicators[item]),
            seriousness,
            due_day(seriousness, self.going.day),
            at,
        )
        what = {"text": found.text, "seriousness": seriousness, "due_day": found.due_day}
        self.story.happened("finding", at, self.leader, item_id=item, after=what)
        return found

    def _sign(self, at: datetime) -> None:
        self._step(VisitStep.SIGN)
        self.story.sign(at)
        self.signed_at = at
        self.signatures = (self._name(self.leader), self._name(self.principal))
        self.opinion = one_of(self.chance, words.OPINIONS)
        self.conclusion = one_of(self.chance, words.CONCLUSIONS)
        theirs = self.going.self_values
        differing = {
            item: theirs[item]
            for item, value in self.story.values.items()
            if theirs.get(item) not in (None, value)
        }
        team, school = self.signatures
        after = {"team": team, "school": school, "refused": False, "differing": differing}
        self.story.happened(SIGN, at, self.leader, after=after)

    def _answer(self, number: int, found: "_Found") -> None:
        """Have the school answer a finding, and keep the finding; nobody answers before the next day."""
        state = FindingState.NEW
        given = self.going.answers[number]
        days = (self.sample.today - timedelta(days=1) - self.going.day).days
        if days < 1:
            given = ()
        first = self.going.day + timedelta(days=1)
        times = moments(
            self.chance, first, first + timedelta(days=min(max(days, 1), 20) - 1), 2, self.sample.zone
        )
        for answer, at in zip(given, times, strict=False):
            state = finding_after(state, answer)
            text = one_of(self.chance, SAID[answer])
            self.sample.rows.add(
                FindingAnswer,
                id=new_id(self.chance),
                finding_id=found.id,
                answer=answer,
                text=text,
                at=at,
                by=self.principal,
            )
            after = {"answer": answer, "text": text}
            self.story.happened("answer_finding", at, self.principal, item_id=found.item, after=after)
        self.sample.rows.add(
            Finding,
            id=found.id,
            visit_id=self.id,
            item_id=found.item,
            text=found.text,
            seriousness=found.seriousness,
            due_day=found.due_day,
            state=state,
            at=found.at,
            by=self.leader,
        )

    def _supplement(self) -> None:
        """Add something to the signed minutes of one visit in ten."""
        if self.going.place % 10 or self.signed_at is None:
            return
        self._step(VisitStep.SUPPLEMENT)
        text, reason = words.SUPPLEMENT
        at = self.signed_at + timedelta(minutes=40)
        self.sample.rows.add(
            Supplement,
            id=new_id(self.chance),
            visit_id=self.id,
            text=text,
            reason=reason,
            at=at,
            by=self.leader,
        )
        self.story.happened("supplement", at, self.leader, after={"text": text, "reason": reason})

    def _keep(self) -> None:
        team, school = self.signatures
        self.sample.rows.add(
            Visit,
            id=self.id,
            school_id=self.going.school.id,
            assessment_id=self.story.id,
            kind=self.kind,
            day=self.going.day,
            state=self.state,
            shows_self_rating=True,
            opened_by=self.sample.people.reviewer,
            began_at=self.began_at,
            signed_at=self.signed_at,
            signed_for_team=team,
            signed_for_school=school,
            school_opinion=self.opinion,
            conclusion=self.conclusion,
        )
        for one, part in zip(self.team, (TeamPart.LEADER, TeamPart.SECRETARY), strict=True):
            self.sample.rows.add(VisitMember, visit_id=self.id, account_id=one, part=part)

    def _name(self, person: UUID) -> str:
        return self.sample.people.names[person]


@dataclass(frozen=True, slots=True)
class _Found:
    id: UUID
    item: str
    text: str
    seriousness: Seriousness
    due_day: date
    at: datetime
