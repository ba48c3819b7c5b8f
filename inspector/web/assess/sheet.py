"""An assessment as its pages need it: what applies, what is answered, what is still open."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from flask_babel import gettext
from sqlalchemy.orm import Session

from inspector.criteria.model import Edition, FactKind, LevelsRule, Measure
from inspector.scoring.applicable import Applicable, MissingFacts, applicable
from inspector.services.assessing import Lacking, lacking
from inspector.services.facts import known
from inspector.services.rescoring import Scored, scored
from inspector.store import assessments, ratings
from inspector.store.ratings import RatingRow
from inspector.store.tables import Assessment
from inspector.web.addresses import edition_url
from inspector.web.application import application
from inspector.web.asking import db
from inspector.web.formatting import text
from inspector.workflow.states import OPEN

GATES = "gates"


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the form: a group, or the gates. `items` are those that apply, in edition order."""

    key: str
    title: str
    items: tuple[str, ...]
    is_gates: bool = False


@dataclass(frozen=True)
class Sheet:
    """An assessment with its edition, its own facts and all its ratings.

    While facts are missing it is not known what applies, and every item of the edition is shown.
    """

    assessment: Assessment
    edition: Edition
    facts: Mapping[str, str | None]
    rows: Mapping[str, RatingRow]

    @property
    def is_open(self) -> bool:
        """Say whether ratings may change. Who may see an open assessment may also rate in it."""
        return self.assessment.state in OPEN

    @property
    def title(self) -> str:
        return set_title(self.edition.set_id)

    @cached_property
    def edition_url(self) -> str:
        """Where the edition is read as a whole."""
        return edition_url(self.edition)

    @cached_property
    def applies(self) -> Applicable | None:
        """What applies to the school; None while facts are missing."""
        try:
            return applicable(self.edition, known(self.edition.facts, self.facts))
        except MissingFacts:
            return None

    @cached_property
    def missing_facts(self) -> tuple[FactKind, ...]:
        return tuple(self.edition.facts[one] for one in self.lacking.facts)

    @property
    def facts_asked(self) -> tuple[FactKind, ...]:
        return self.edition.facts_asked

    @cached_property
    def lacking(self) -> Lacking:
        return lacking(self.edition, self.facts, self.rows)

    @cached_property
    def values(self) -> dict[str, str]:
        """All ratings and gate answers that are given, by item."""
        return {item: row.value for item, row in self.rows.items() if row.value is not None}

    @cached_property
    def scored(self) -> Scored:
        return scored(self.edition, self.facts, self.values)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The gates first, then the groups that have something that applies."""
        return tuple(one for one in self._all_sections() if one.items)

    def section(self, key: str) -> Section | None:
        """Return a part by its key in addresses; None when there is none."""
        return next((one for one in self.sections if one.key == key), None)

    def section_of(self, item_id: str) -> Section | None:
        return next((one for one in self.sections if item_id in one.items), None)

    def is_mandatory(self, item_id: str) -> bool:
        criterion = self.edition.criterion_of.get(item_id)
        if criterion is None:
            return False
        return criterion.mandatory is True if self.applies is None else criterion.id in self.applies.mandatory

    def answered(self, items: Collection[str]) -> int:
        """Count the items that have a rating, “not applicable” included."""
        return sum(item in self.values for item in items)

    def blank(self, items: Collection[str]) -> tuple[str, ...]:
        """Return the items that still need a rating; what is only reported never does."""
        return tuple(one for one in items if one not in self.values and not self._only_reported(one))

    def without_reason(self, items: Collection[str]) -> tuple[str, ...]:
        wanted = set(self.lacking.reasons)
        return tuple(one for one in items if one in wanted)

    def to_look_at(self, items: Collection[str]) -> tuple[str, ...]:
        """Return the items whose rating was taken over and is not confirmed yet."""
        marked = {item for item, row in self.rows.items() if row.look_again and row.value is not None}
        return tuple(one for one in items if one in marked)

    def words_of(self, item_id: str) -> str:
        """Return the text of an indicator or gate."""
        indicator = self.edition.indicators.get(item_id)
        if indicator is not None:
            return text(indicator.text)
        return next((text(gate.text) for gate in self.edition.gates if gate.id == item_id), item_id)

    def number_of(self, item_id: str) -> str:
        """Return how an item is numbered: by its official number where that names no other item as well."""
        criterion = self.edition.criterion_of.get(item_id)
        if criterion is None or not criterion.is_its_own_indicator:
            return item_id
        return criterion.official_ref or item_id

    def level_of(self, item_id: str) -> str | None:
        """Return the name of an indicator's level; None where there is none, or the text begins with it."""
        indicator, rule = self.edition.indicators.get(item_id), self.edition.rule
        if indicator is None or indicator.level is None or not isinstance(rule, LevelsRule):
            return None
        label = text(rule.labels[indicator.level])
        return None if text(indicator.text).startswith(label) else label

    def _only_reported(self, item_id: str) -> bool:
        indicator = self.edition.indicators.get(item_id)
        return (
            indicator is not None and isinstance(indicator.answer, Measure) and indicator.answer.report_only
        )

    def _all_sections(self) -> Iterator[Section]:
        shown = self.edition.indicators.keys() if self.applies is None else set(self.applies.indicators)
        gates = tuple(one.id for one in self.edition.gates) if self.applies is None else self.applies.gates
        key = GATES
        while any(group.id == key for group in self.edition.groups):
            key += "-"
        yield Section(key, gettext("Điều kiện loại"), gates, is_gates=True)
        for group in self.edition.groups:
            items = [
                one.id for criterion in group.criteria for one in criterion.indicators if one.id in shown
            ]
            yield Section(group.id, numbered(group.id, text(group.title)), tuple(items))


def numbered(id_: str, title: str) -> str:
    """Return a title with its id before it, unless it begins with that already."""
    return title if title.startswith(f"{id_}.") else f"{id_}. {title}"


def set_title(set_id: str) -> str:
    """Return the name of a set on pages; its id where its files are gone."""
    found = application().editions.catalogue.sets.get(set_id)
    return text(found.title) if found else set_id


def sheet_of(session: Session, assessment: Assessment) -> Sheet:
    """Return what the pages of an assessment show, in two statements. Raises EditionLost."""
    return Sheet(
        assessment,
        application().editions.by_digest(session, assessment.digest),
        assessments.facts(session, assessment.id),
        ratings.of_assessment(session, assessment.id),
    )


def sheet_here(assessment: Assessment) -> Sheet:
    """Return what the pages of an assessment show, read in the transaction of this request."""
    return sheet_of(db(), assessment)
