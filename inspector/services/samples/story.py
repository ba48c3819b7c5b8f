"""An assessment on its way through its states, kept in memory until it is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from inspector.criteria.catalogue import Catalogue
from inspector.criteria.model import Edition
from inspector.services.rescoring import scored
from inspector.services.samples.chance import new_id
from inspector.services.samples.people import People
from inspector.services.samples.rows import Rows
from inspector.services.samples.schools import Planned
from inspector.store.events import Happened
from inspector.store.ratings import FIELDS
from inspector.store.tables import Assessment, AssessmentFact, GroupScore, Period, Rating, Score
from inspector.workflow.states import COUNTED, Kind, State, Step, after

BLANK: Mapping[str, str | None] = {"value": None, "reason": "", "note": "", "evidence": ""}


@dataclass(frozen=True, slots=True)
class Sample:
    """What every part of the sample needs: where to write, and what is already decided."""

    rows: Rows
    seed: int
    catalogue: Catalogue
    people: People
    this_year: Period
    today: date
    zone: ZoneInfo
    answered: dict[str, tuple[Edition, datetime]] = field(default_factory=dict)  # by digest, since when


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody says of one item."""

    value: str | None
    reason: str = ""
    note: str = ""
    evidence: str = ""

    def fields(self) -> dict[str, str | None]:
        return {name: getattr(self, name) for name in FIELDS}


@dataclass(frozen=True, slots=True)
class Counted:
    """What an assessment said while it counted, and since when it did."""

    since: datetime
    values: Mapping[str, str]


@dataclass
class Story:
    """One assessment; each step is one that the workflow allows, and leaves the event that it would leave."""

    sample: Sample
    school: Planned
    edition: Edition
    period: Period
    kind: Kind
    day: date
    chance: Random
    opened_at: datetime
    opened_by: UUID | None
    state: State = State.DRAFT
    changed_at: datetime = field(init=False)
    counts_from: datetime | None = None
    seen_at: datetime | None = None
    reason: str = ""
    rows: dict[str, dict[str, Any]] = field(default_factory=dict)
    stood: list[tuple[datetime, "Counted | None"]] = field(default_factory=list)  # from then on

    def __post_init__(self) -> None:
        self.id = new_id(self.chance)
        self.changed_at = self.opened_at
        _, since = self.sample.answered.get(self.edition.digest, (None, self.opened_at))
        self.sample.answered[self.edition.digest] = self.edition, min(since, self.opened_at)
        facts = self.school.facts_on(self.day, self.sample.this_year.first_day)
        self.facts = {fact: facts.get(fact) for fact in self.edition.facts}
        what = {"set": self.edition.set_id, "edition": self.edition.id}
        self.happened("open", self.opened_at, self.opened_by, after=what)

    @property
    def values(self) -> dict[str, str]:
        """What is rated, by item; blanks are left out."""
        return {item: row["value"] for item, row in self.rows.items() if row["value"] is not None}

    def rate(self, item: str, given: Given, at: datetime, by: UUID | None) -> None:
        """Save what somebody says of an item, as the saving path would."""
        row = self.rows.get(item) or {
            **BLANK,
            "revision": 0,
            **{f"{name}_revision": 0 for name in FIELDS},
        }
        differing = {name: new for name, new in given.fields().items() if row[name] != new}
        if not differing:
            return
        before = {name: row[name] for name in differing}
        revision = row["revision"] + 1
        self.rows[item] = {
            **row,
            **differing,
            **{f"{name}_revision": revision for name in differing},
            "revision": revision,
            "changed_at": at,
            "changed_by": by,
        }
        self.changed_at = at
        self.happened("rating", at, by, item_id=item, before=before, after=differing)

    def step(self, step: Step, at: datetime, by: UUID | None, **more: object) -> None:
        """Go on to the next state. Raises StepNotAllowed."""
        before, self.state = self.state, after(self.kind, self.state, step)
        if step is Step.SUBMIT:
            self.counts_from, self.seen_at = at, None
        if self.state not in COUNTED:
            self.counts_from = None
        self.reason = str(more.get("reason", self.reason))
        self.changed_at = at
        self.happened(step, at, by, before={"state": before}, after={"state": self.state, **more})
        self.stood.append((at, Counted(self.counts_from, self.values) if self.counts_from else None))

    def counted_at(self, moment: datetime) -> "Counted | None":
        """Return what counted at a moment; None where nothing did."""
        before = [counted for since, counted in self.stood if since <= moment]
        return before[-1] if before else None

    def sign(self, at: datetime) -> None:
        """Lock the ratings of a visit whose minutes are signed; the event is the visit's."""
        self.state = after(self.kind, self.state, Step.SIGN)
        self.counts_from = self.changed_at = at

    def review(self, at: datetime, by: UUID) -> None:
        """Have a reviewer open it."""
        self.seen_at = at
        self.happened("review", at, by)

    def happened(
        self,
        what: str,
        at: datetime,
        by: UUID | None,
        *,
        visit_id: UUID | None = None,
        item_id: str = "",
        before: Mapping[str, Any] | None = None,
        after: Mapping[str, Any] | None = None,
    ) -> None:
        """Keep an event of this assessment."""
        one = Happened(
            what=str(what),
            by=by,
            at=at,
            school_id=self.school.id,
            assessment_id=self.id,
            visit_id=visit_id,
            item_id=item_id,
            before=before or {},
            after=after or {},
        )
        self.sample.rows.happened(one)

    def write(self) -> None:
        """Keep the rows of the assessment as it stands, with its score."""
        keep, id_ = self.sample.rows.add, self.id
        keep(
            Assessment,
            id=id_,
            subject_id=self.school.id,
            school_id=self.school.id,
            unit_id=None,
            kind=self.kind,
            set_id=self.edition.set_id,
            digest=self.edition.digest,
            period_code=self.period.code,
            day=self.day,
            state=self.state,
            opened_at=self.opened_at,
            opened_by=self.opened_by,
            changed_at=self.changed_at,
            counts_from=self.counts_from,
            seen_by_reviewer_at=self.seen_at,
            reason=self.reason,
        )
        for fact, value in self.facts.items():
            keep(AssessmentFact, assessment_id=id_, fact=fact, value=value)
        for item, row in self.rows.items():
            keep(Rating, assessment_id=id_, item_id=item, **row)
        stored = scored(self.edition, self.facts, self.values).as_stored()
        keep(Score, assessment_id=id_, school_id=self.school.id, **stored.whole)
        for group, columns in stored.groups.items():
            keep(GroupScore, assessment_id=id_, group_id=group, **columns)
