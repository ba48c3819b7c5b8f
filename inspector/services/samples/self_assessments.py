"""How schools assess themselves: what they answer, and what becomes of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID

from inspector.criteria.model import NOT_APPLICABLE, Edition, FactValue
from inspector.scoring.applicable import Applicable, MissingFacts, applicable
from inspector.services.facts import known
from inspector.services.samples import words
from inspector.services.samples.chance import happens, moments, new_id, one_by_one, one_of, stream
from inspector.services.samples.schools import FRESH, SHOWCASE, Planned
from inspector.services.samples.story import Given, Sample, Story
from inspector.services.samples.truth import Truth, rating, truth_of
from inspector.services.visiting import is_met
from inspector.store.tables import Period, Remark
from inspector.workflow.states import Kind, State, Step

SETS = ("food-safety", "injury-prevention", "happy-school")
ACCREDITATION = "preschool-accreditation"
"""Only in the present school year, in which preschools begin to answer it, and only by a part of them."""

ACCREDITED_BY = 2
"""One school in so many, besides the showcase."""

D, S, R, A = State.DRAFT, State.SUBMITTED, State.RETURNED, State.ACCEPTED
LONG_AGO = (A, A, S, *[A] * 17, R, *[A] * 19, D, *[A] * 19)
NOW = (A, D, S, A, None, S, A, R, D, A, S, A, D, A, S, D, R, A, A, None)
"""States that schools take by turns; None: nothing is opened."""

ACCREDITATION_NOW = (D, S, A, D, R)
OF_SHOWCASE = {"food-safety": A, "injury-prevention": D, "happy-school": R, ACCREDITATION: D}
BEFORE_THE_VISIT = timedelta(days=12)
PUT_ASIDE_EVERY = 17
"""One school in so many first began a form that it put aside."""


@dataclass(frozen=True, slots=True)
class Season:
    """When schools assess themselves and are visited in a school year, and what the years have changed."""

    period: Period
    first: date
    last: date
    last_visit: date
    progress: float


@dataclass(frozen=True, slots=True)
class Asked:
    """What an edition asks of a school, and what is really so there."""

    edition: Edition
    facts: dict[str, FactValue]
    applies: Applicable
    truth: Truth


def asked_of(sample: Sample, school: Planned, edition: Edition, season: Season, day: date) -> Asked | None:
    """Return what an edition asks of a school; None while a fact is missing."""
    facts = known(edition.facts, school.facts_on(day, sample.this_year.first_day))
    try:
        applies = applicable(edition, facts)
    except MissingFacts:
        return None
    truth = truth_of(
        sample.seed, school.code, school.district, edition, season.period.code, applies, season.progress
    )
    return Asked(edition, facts, applies, truth)


def wanted_state(school: Planned, set_id: str, season: Season, place: int, *, now: bool) -> State | None:
    """Return the state that a school's self-assessment is in at the end; None: it was not opened."""
    if now and school.code == SHOWCASE:
        return OF_SHOWCASE[set_id]
    if now and school.code == FRESH:
        return None
    if set_id == ACCREDITATION:
        turn, rest = divmod(place, ACCREDITED_BY)
        return ACCREDITATION_NOW[turn % len(ACCREDITATION_NOW)] if now and not rest else None
    turns = NOW if now else LONG_AGO
    return turns[(place + 7 * SETS.index(set_id)) % len(turns)]


def assess(sample: Sample, school: Planned, set_id: str, season: Season, place: int) -> Story | None:
    """Have a school assess itself by a set in a season; return the assessment that stands, if any."""
    now = season.period is sample.this_year
    state = wanted_state(school, set_id, season, place, now=now)
    chance = stream(sample.seed, "self", school.code, set_id, season.period.code)
    last = max(season.first, season.last - BEFORE_THE_VISIT) if school.code == SHOWCASE else season.last
    times = moments(chance, season.first, last, 13, sample.zone)
    edition = sample.catalogue.in_force(set_id, times[0].date()).edition
    if state is None or edition is None or _is_not_concerned(sample, school, edition, times[0].date()):
        return None
    asked = asked_of(sample, school, edition, season, times[0].date())
    if asked is not None and _puts_one_aside(school, set_id, place):
        _put_aside(_opened(sample, school, edition, season, chance, times[0]), asked, times[1:3])
        times = times[3:]
    story = _opened(sample, school, edition, season, chance, times[0])
    if asked is not None:
        _at_work(story, asked).until(state, times[1:])
    story.write()
    return story


def _puts_one_aside(school: Planned, set_id: str, place: int) -> bool:
    return set_id in SETS and place % PUT_ASIDE_EVERY == SETS.index(set_id) and school.code != SHOWCASE


def _is_not_concerned(sample: Sample, school: Planned, edition: Edition, day: date) -> bool:
    if edition.concerns is None:
        return False
    facts = known(edition.facts, school.facts_on(day, sample.this_year.first_day))
    return edition.concerns.facts() <= facts.keys() and not edition.concerns.holds(facts)


def _opened(
    sample: Sample, school: Planned, edition: Edition, season: Season, chance: Random, at: datetime
) -> Story:
    return Story(
        sample=sample,
        school=school,
        edition=edition,
        period=season.period,
        kind=Kind.SELF,
        day=at.date(),
        chance=chance,
        opened_at=at,
        opened_by=sample.people.principals[school.id],
    )


def _put_aside(story: Story, asked: Asked, times: Sequence[datetime]) -> None:
    """Answer a few items, and put the assessment aside."""
    work = _at_work(story, asked)
    work.answer(0.2, story.opened_at, times[0])
    reason = one_of(story.chance, words.PUT_ASIDE)
    story.step(Step.PUT_ASIDE, times[1], work.principal, reason=reason)
    story.write()


def _at_work(story: Story, asked: Asked) -> "_Assessing":
    people = story.sample.people
    return _Assessing(story, asked, people.principals[story.school.id], people.reviewer)


@dataclass(frozen=True, slots=True)
class _Assessing:
    """A school at work on an assessment, and the reviewer who gets it."""

    story: Story
    asked: Asked
    principal: UUID
    reviewer: UUID

    def until(self, state: State, times: Sequence[datetime]) -> None:
        """Go through all steps that lead to a state."""
        chance = self.story.chance
        if state is D:
            showcase = self.story.school.code == SHOWCASE
            share = 0.5 if showcase else one_of(chance, (0, 0.15, 0.4, 0.7, 0.95, 1))
            self.answer(share, self.story.opened_at, times[0])
            return
        self.answer(1, self.story.opened_at, times[0])
        if happens(chance, 0.04):
            self._submit(times[0])
            self.story.step(Step.WITHDRAW, times[1], self.principal)
        self._submit(times[1])
        if state is S:
            if happens(chance, 0.4):
                self.story.review(times[2], self.reviewer)
            return
        self.story.review(times[2], self.reviewer)
        if state is R or happens(chance, 0.2):
            self._return(times[3])
            if state is R:
                if happens(chance, 0.5):
                    self._mend(times[4])
                return
            self._mend(times[4])
            self._submit(times[5])
            self.story.review(times[5], self.reviewer)
        self.story.step(Step.ACCEPT, times[6], self.reviewer)

    def answer(self, share: float, first: datetime, last: datetime) -> None:
        """Answer the first items of the form, a share of them from 0 to 1; all also means the gates."""
        items = self.asked.applies.indicators
        answered = items[: round(len(items) * share)]
        for item, at in zip(answered, one_by_one(first, last, len(answered)), strict=True):
            self.story.rate(item, self._given(item), at, self.principal)
        if share == 1:
            for gate in self.asked.applies.gates:
                happened = happens(self.story.chance, 0.004)
                self.story.rate(gate, Given("yes" if happened else "no"), last, self.principal)

    def _given(self, item: str) -> Given:
        chance, asked = self.story.chance, self.asked
        indicator, really = asked.edition.indicators[item], asked.truth.items[item]
        value = rating(indicator, really, asked.truth.optimism + chance.gauss(0, 0.2), asked.facts)
        if value == NOT_APPLICABLE:
            return Given(value, reason=one_of(chance, words.NOT_APPLICABLE))
        if is_met(asked.edition, item, value, self.story.facts) is False:
            return Given(value, note=one_of(chance, words.SELF_NOT_MET) if happens(chance, 0.6) else "")
        proof = words.evidence_of(indicator, self.story.period.code) if happens(chance, 0.35) else ""
        note = one_of(chance, words.SELF_MET) if happens(chance, 0.05) else ""
        return Given(value, note=note, evidence=proof)

    def _is_not_met(self, item: str) -> bool:
        story = self.story
        return is_met(story.edition, item, story.rows[item]["value"], story.facts) is False

    def _submit(self, at: datetime) -> None:
        self.story.step(Step.SUBMIT, at, self.principal)

    def _return(self, at: datetime) -> None:
        """Give it back with two remarks, on what is not met if there is something."""
        story, chance = self.story, self.story.chance
        rated = [item for item in self.asked.applies.indicators if item in story.values]
        not_met = [item for item in rated if self._is_not_met(item)]
        remarked = sorted({one_of(chance, not_met or rated), one_of(chance, rated)}, key=rated.index)
        remarks = {item: one_of(chance, words.REMARKS) for item in remarked}
        for item, text in remarks.items():
            said = {"assessment_id": story.id, "item_id": item, "text": text}
            story.sample.rows.add(Remark, id=new_id(chance), at=at, by=self.reviewer, **said)
        story.step(Step.RETURN, at, self.reviewer, remarks=remarks, reason=one_of(chance, words.RETURNED))

    def _mend(self, at: datetime) -> None:
        """Say more of what is not met, and name a proof of the rest that has none."""
        story = self.story
        for item in self.asked.applies.indicators:
            row = story.rows[item]
            if not row["note"] and self._is_not_met(item):
                note = one_of(story.chance, words.SELF_NOT_MET)
                given = Given(row["value"], row["reason"], note, row["evidence"])
                story.rate(item, given, at, self.principal)
