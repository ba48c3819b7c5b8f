"""The values of a criteria set: frozen, complete, checked before they exist.

Every default of the file format is already filled in here, and every reference resolved, so that
nobody who reads an edition has to know how it was written.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import Literal

from inspector.text import Text

FactValue = str | bool | Decimal
"""An option id of a choice fact, the value of a boolean one, or a number."""

OutcomeId = str | int
"""The id of a band or of a counted outcome, or the number of a level."""

NOT_APPLICABLE = "na"


class Status(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class FactKind:
    """A fact of the vocabulary: what may be known of a school or an area."""

    id: str
    title: Text
    type: Literal["choice", "boolean", "number"]
    options: Mapping[str, Text]  # of a choice, in file order; else empty


@dataclass(frozen=True, slots=True)
class Bounds:
    """Limits on a number, both included; None where there is none."""

    at_least: Decimal | None
    at_most: Decimal | None

    def contain(self, number: Decimal) -> bool:
        return (self.at_least is None or number >= self.at_least) and (
            self.at_most is None or number <= self.at_most
        )


@dataclass(frozen=True, slots=True)
class Condition:
    """Facts and the values that satisfy them; every one must be satisfied."""

    wanted: Mapping[str, frozenset[str | bool] | Bounds]

    def facts(self) -> frozenset[str]:
        """Return the ids of the facts that must be known before the condition can be judged."""
        return frozenset(self.wanted)

    def holds(self, facts: Mapping[str, FactValue]) -> bool:
        """Say whether the facts satisfy the condition. Raises KeyError for a fact that is not known."""
        for fact, wanted in self.wanted.items():
            value = facts[fact]
            if isinstance(wanted, Bounds):
                if not isinstance(value, Decimal) or not wanted.contain(value):
                    return False
            elif value not in wanted:
                return False
        return True


@dataclass(frozen=True, slots=True)
class Option:
    """One answer of a scale."""

    id: str
    points: Fraction  # 0 or more; strictly less than the option before
    label: Text
    level: int | None  # in a `levels` edition, where the scale gives levels


@dataclass(frozen=True, slots=True)
class Scale:
    """The answers to an indicator, from best to worst."""

    id: str
    options: tuple[Option, ...]  # at least two
    met_from: str  # id of the last option that still counts as met

    @property
    def gives_levels(self) -> bool:
        """Say whether the options carry levels, so that the indicator has none of its own."""
        return self.options[0].level is not None


@dataclass(frozen=True, slots=True)
class Score:
    """An indicator rated by a number of points, from 0 to `max` in steps of `step`."""

    max: Decimal
    step: Decimal
    met_from: Decimal


@dataclass(frozen=True, slots=True)
class EasierBounds:
    """Bounds that replace a measure's own where the condition holds."""

    when: Condition
    bounds: Bounds


@dataclass(frozen=True, slots=True)
class Measure:
    """An indicator rated by a measured number, met within its bounds."""

    unit: str
    bounds: Bounds | None  # None: only reported, never counted
    easier: tuple[EasierBounds, ...]

    @property
    def report_only(self) -> bool:
        return self.bounds is None

    def bounds_for(self, facts: Mapping[str, FactValue]) -> Bounds | None:
        """Return a school's bounds: the first easier ones whose condition holds, else the measure's own."""
        for one in self.easier:
            if one.when.holds(facts):
                return one.bounds
        return self.bounds


@dataclass(frozen=True, slots=True)
class Indicator:
    """What a person rates."""

    id: str
    text: Text
    answer: Scale | Score | Measure
    level: int | None  # only in a `levels` edition
    applies_if: Condition | None  # its own; the criterion's holds in addition; None: always
    na_allowed: bool
    weight: Fraction  # positive
    effort_days: Fraction  # positive
    fixable: bool
    evidence: tuple[Text, ...]
    guidance: Text | None


@dataclass(frozen=True, slots=True)
class Citation:
    """The place in a provision that a criterion rests on."""

    ref: str  # key into the provisions
    at: str | None


@dataclass(frozen=True, slots=True)
class Criterion:
    """One requirement. Its title is its text where it is its own single indicator."""

    id: str
    title: Text
    mandatory: bool | Condition
    applies_if: Condition | None
    indicators: tuple[Indicator, ...]  # at least one
    is_its_own_indicator: bool
    provisions: tuple[Citation, ...]
    good_practice: bool
    official_ref: str | None
    replaces: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A chapter of an edition."""

    id: str
    title: Text
    weight: Fraction
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True)
class Gate:
    """A statement that caps the outcome when it is true."""

    id: str
    text: Text
    applies_if: Condition | None
    at_most: OutcomeId | None  # None: the rule's lowest outcome; in a rule without outcome: listed only


@dataclass(frozen=True, slots=True)
class Band:
    """A named range of percentages, up to where the next one begins."""

    id: str
    from_: Decimal  # belongs to the band
    label: Text


@dataclass(frozen=True, slots=True)
class PointsRule:
    method: Literal["points"]
    weighted_groups: bool
    bands: tuple[Band, ...]  # ascending, the first from 0
    group_floor: Mapping[str, Decimal]  # band id -> least percentage of every group
    mandatory_unmet: str | None  # band at most, with any mandatory criterion unmet


@dataclass(frozen=True, slots=True)
class Outcome:
    id: str
    label: Text


@dataclass(frozen=True, slots=True)
class Need:
    """How many criteria an outcome needs: `at_least` of `of`, or a share of the applicable ones."""

    at_least: int | None
    of: int | None
    share: Fraction | None  # exactly one of share and at_least is given


@dataclass(frozen=True, slots=True)
class Variant:
    when: Condition | None  # None: always
    reach: Mapping[str, Need]  # by outcome id


@dataclass(frozen=True, slots=True)
class CountRule:
    method: Literal["count"]
    outcomes: tuple[Outcome, ...]  # ascending
    variants: tuple[Variant, ...]
    not_applicable: Literal["scale", "keep"]
    mandatory_unmet: str  # outcome at most, with any mandatory criterion unmet


@dataclass(frozen=True, slots=True)
class LevelNeed:
    """What a school level asks of the criteria."""

    level: int
    all: bool
    others_at_least: int  # of the criteria that are not mandatory; only where not `all`
    rest_at_least: int


@dataclass(frozen=True, slots=True)
class LevelsRule:
    method: Literal["levels"]
    below: Text  # what level 0 is called
    labels: Mapping[int, Text]
    reach: tuple[LevelNeed, ...]  # ascending
    recognitions: Mapping[int, Text]


@dataclass(frozen=True, slots=True)
class NoRule:
    method: Literal["none"]


Rule = PointsRule | CountRule | LevelsRule | NoRule


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where the wording and the rule of an edition come from; shown to every reader."""

    wording: Literal["official", "restated", "adapted"]
    rule: Literal["official", "proposed"]
    note: Text


@dataclass(frozen=True, slots=True)
class Provision:
    """A legal or other text, and how much of it was seen."""

    id: str
    title: Text
    issuer: Text | None
    issued: date | None
    in_force_from: date | None
    in_force_to: date | None
    read: Literal["full", "part", "title", "none"]
    checked: date | None


@dataclass(frozen=True)
class Edition:
    """A criteria set as in force from one day on. Never changes once published.

    `digest` is the SHA-256, in hex, of the canonical form that the file format describes.
    """

    set_id: str
    in_force_from: date
    status: Status
    provenance: Provenance
    concerns: Condition | None  # None: every school
    scales: Mapping[str, Scale]
    evidence_code: str | None
    rule: Rule
    gates: tuple[Gate, ...]
    groups: tuple[Group, ...]
    facts: Mapping[str, FactKind]  # the vocabulary that it was read with
    provisions: Mapping[str, Provision]  # those that it cites
    digest: str
    files: Mapping[str, str] = field(repr=False, compare=False)  # name -> text, enough to read it again

    @property
    def id(self) -> str:
        return f"{self.set_id}/{self.in_force_from.isoformat()}"

    @cached_property
    def criteria(self) -> Mapping[str, Criterion]:
        """All criteria by id, in edition order."""
        return {one.id: one for group in self.groups for one in group.criteria}

    @cached_property
    def indicators(self) -> Mapping[str, Indicator]:
        """All indicators by id, in edition order."""
        return {one.id: one for criterion in self.criteria.values() for one in criterion.indicators}

    @cached_property
    def criterion_of(self) -> Mapping[str, Criterion]:
        """The criterion of each indicator, by the indicator's id."""
        return {one.id: criterion for criterion in self.criteria.values() for one in criterion.indicators}

    @cached_property
    def group_of(self) -> Mapping[str, Group]:
        """The group of each criterion, by the criterion's id."""
        return {one.id: group for group in self.groups for one in group.criteria}

    @cached_property
    def facts_asked(self) -> tuple[FactKind, ...]:
        """The facts on which scoring or concern depends, in the order of the vocabulary."""
        asked = self.facts_needed | (self.concerns.facts() if self.concerns else frozenset())
        return tuple(kind for kind in self.facts.values() if kind.id in asked)

    @cached_property
    def facts_needed(self) -> frozenset[str]:
        """The facts that any condition of the groups or the rule names: unknown ones prevent a score."""
        return frozenset(fact for one in self._conditions() for fact in one.facts())

    def _conditions(self) -> Iterator[Condition]:
        for gate in self.gates:
            if gate.applies_if:
                yield gate.applies_if
        if isinstance(self.rule, CountRule):
            yield from (one.when for one in self.rule.variants if one.when)
        for criterion in self.criteria.values():
            if isinstance(criterion.mandatory, Condition):
                yield criterion.mandatory
            if criterion.applies_if:
                yield criterion.applies_if
            for indicator in criterion.indicators:
                if indicator.applies_if:
                    yield indicator.applies_if
                if isinstance(indicator.answer, Measure):
                    yield from (one.when for one in indicator.answer.easier)


@dataclass(frozen=True, slots=True)
class Link:
    """The same matter asked in another set: its rating is offered here."""

    from_: str
    set_id: str
    indicator: str


@dataclass(frozen=True, slots=True)
class CriteriaSet:
    """A named instrument and its editions, first to last."""

    id: str
    title: Text
    about: Text
    audience: Literal["school", "area"]
    ranking_allowed: bool
    ended: date | None  # last day in force when nothing follows
    links: tuple[Link, ...]
    editions: tuple[Edition, ...]
