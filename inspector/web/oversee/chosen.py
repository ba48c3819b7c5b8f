"""What somebody chose to look at: set, edition, kind, period, and where schools are taken to lie."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from flask import abort, url_for
from flask_babel import gettext, lazy_gettext
from sqlalchemy.orm import Session
from wtforms import Form, SelectField
from wtforms.fields.choices import SelectChoice

from inspector.criteria.in_force import has_ended, published
from inspector.criteria.model import CountRule, CriteriaSet, Edition, PointsRule
from inspector.services.editions import EditionLost
from inspector.services.periods import school_year
from inspector.store import assessments
from inspector.store.accounts import Person
from inspector.store.figures.what_counts import Asked, editions_used
from inspector.store.tables import Period, Unit
from inspector.store.units import CLUSTER
from inspector.text import sort_key
from inspector.web.application import application
from inspector.web.asking import today
from inspector.web.assess.sheet import set_title
from inspector.web.assess.words import KINDS
from inspector.web.formatting import day
from inspector.workflow.states import Kind

REFORM = date(2025, 7, 1)
"""From this day there are no districts: communes lie directly in provinces."""

DIGITS = 12
"""Of an edition's digest, enough to name it in an address."""


class FilterForm(Form):
    set = SelectField(lazy_gettext("Bộ tiêu chí"), choices=[])
    edition = SelectField(lazy_gettext("Phiên bản"), choices=[])
    kind = SelectField(lazy_gettext("Nguồn"), choices=[])
    period = SelectField(lazy_gettext("Năm học"), choices=[])
    day = SelectField(lazy_gettext("Địa bàn"), choices=[])


@dataclass(frozen=True)
class Chosen:
    """One question, and the form that it is asked with."""

    unit: Unit
    edition: Edition
    kind: Kind
    period: Period
    as_it_is_now: bool
    asked: Asked
    form: FilterForm
    _made: dict[UUID, tuple[str, str]] = field(default_factory=dict, repr=False, compare=False)

    def args(self, **more: str | int | None) -> dict[str, Any]:
        """Return what carries this choice in addresses, and more; None leaves a part out."""
        chosen: dict[str, str | int | None] = {
            "set": self.edition.set_id,
            "edition": self.edition.digest[:DIGITS],
            "kind": self.kind.value,
            "period": self.period.code,
            "day": "now" if self.as_it_is_now else "then",
        }
        return {name: value for name, value in {**chosen, **more}.items() if value is not None}

    def page_of(self, unit_id: UUID) -> str:
        """Return the address of the figures of a unit, with the same choice."""
        return f"{self._addresses(unit_id)[0]}?{self._query}"

    def schools_of(self, unit_id: UUID, which: str, outcome: str | None = None) -> str:
        """Return the address of the schools of a unit behind a number."""
        narrowed = "" if outcome is None else f"&{urlencode({'outcome': outcome})}"
        return f"{self._addresses(unit_id)[1]}?{self._query}&which={which}{narrowed}"

    def _addresses(self, unit_id: UUID) -> tuple[str, str]:
        """Return two addresses, made once: a page of 126 areas holds two thousand links."""
        if unit_id not in self._made:
            page, schools = (url_for(f"oversee.{one}", unit_id=unit_id) for one in ("unit", "unit_schools"))
            self._made[unit_id] = (page, schools)
        return self._made[unit_id]

    @cached_property
    def _query(self) -> str:
        return urlencode(self.args())

    def words(self) -> str:
        """Say in one line what was chosen."""
        return " · ".join(
            (
                set_title(self.edition.set_id),
                edition_words(self.edition),
                str(KINDS[self.kind]),
                gettext("năm học %(period)s", period=self.period.code),
                gettext("địa bàn hiện nay") if self.as_it_is_now else gettext("địa bàn khi đó"),
            )
        )

    @property
    def has_percent(self) -> bool:
        """Say whether percentages compare: not where levels are reached, nor where nothing is concluded."""
        return isinstance(self.edition.rule, PointsRule | CountRule)

    @property
    def crosses_the_reform(self) -> bool:
        """Say whether areas of before and after the reform stand side by side, or others than at the time."""
        if self.as_it_is_now:
            return self.period.first_day < REFORM <= today()
        return self.period.first_day < REFORM <= self.period.last_day


def edition_words(edition: Edition) -> str:
    """Name an edition by its first day."""
    return gettext("bản %(day)s", day=day(edition.in_force_from))


def chosen(session: Session, who: Person, unit: Unit, args: Mapping[str, str]) -> Chosen:
    """Return what an address asks for; what it does not say, or says wrongly, is chosen for it.

    Two statements.
    """
    periods = assessments.periods(session) or [school_year(today())]
    period = next((one for one in periods if one.code == args.get("period")), None) or _usual_period(periods)
    kind = Kind(args["kind"]) if args.get("kind") in set(Kind) else Kind.SELF
    used = editions_used(session, who.id, today(), kind, period.code)
    reference_day = min(period.last_day, today())
    set_id, set_ids = _set(args.get("set"), used, period)
    editions = _editions(session, set_id, used, reference_day)
    if not editions:
        abort(404)
    edition = _edition(args.get("edition"), editions, used, reference_day)
    now = args["day"] == "now" if args.get("day") in ("then", "now") else _usually_now(unit, period)
    form = FilterForm(
        data={
            "set": set_id,
            "edition": edition.digest[:DIGITS],
            "kind": kind.value,
            "period": period.code,
            "day": "now" if now else "then",
        }
    )
    form.set.choices = [SelectChoice(one, _set_choice(one, used)) for one in set_ids]
    form.edition.choices = [SelectChoice(one.digest[:DIGITS], _edition_choice(one, used)) for one in editions]
    form.kind.choices = [SelectChoice(one.value, str(label)) for one, label in KINDS.items()]
    form.period.choices = [SelectChoice(one.code, one.code) for one in periods]
    form.day.choices = [
        SelectChoice("then", gettext("như khi đó")),
        SelectChoice("now", gettext("như hiện nay")),
    ]
    asked = Asked(
        account_id=who.id,
        today=today(),
        unit_id=unit.id,
        through_cluster=unit.type == CLUSTER,
        edition=edition,
        kind=kind,
        period_code=period.code,
        period_first_day=period.first_day,
        period_last_day=period.last_day,
        as_it_is_now=now,
    )
    return Chosen(unit, edition, kind, period, now, asked, form)


def _usual_period(periods: Sequence[Period]) -> Period:
    """Return the one that runs, else the newest that has begun."""
    begun = [one for one in periods if one.first_day <= today()]
    return begun[0] if begun else periods[-1]


def _usually_now(unit: Unit, period: Period) -> bool:
    """A unit that had not begun in a period, or a cluster, has schools in it only as they lie now."""
    if unit.last_day < today():
        return False
    return unit.type == CLUSTER or unit.first_day > period.last_day


Used = Mapping[tuple[str, str], int]


def _set(wanted: str | None, used: Used, period: Period) -> tuple[str, list[str]]:
    """Return the set asked for, else a usual one, and what there is to choose: those used come first.

    Usual is the one used most, of those by which schools may be ordered if there are any. Sets of areas
    rate no schools; one that had ended, or not begun, is offered only where it was used all the same.
    """
    sets = application().editions.catalogue.sets.values()
    ranking = {one.id for one in sets if one.ranking_allowed}
    known = {one.id for one in sets if one.audience == "school" and _is_of(one, period)}
    known |= {set_id for set_id, _ in used}
    numbers = {one: _number(one, used) for one in known}
    order = sorted(known, key=lambda one: (not numbers[one], sort_key(set_title(one))))
    usual = max(order, key=lambda one: (numbers[one] > 0, one in ranking, numbers[one]))
    return (wanted if wanted in known else usual), order


def _is_of(of_set: CriteriaSet, period: Period) -> bool:
    """Say whether any edition of a set was in force in a period."""
    begun = any(one.in_force_from <= period.last_day for one in published(of_set.editions))
    return begun and not has_ended(of_set, period.first_day)


def _number(set_id: str, used: Used) -> int:
    return sum(number for (of_set, _), number in used.items() if of_set == set_id)


def _set_choice(set_id: str, used: Used) -> str:
    number = _number(set_id, used)
    if not number:
        return set_title(set_id)
    return gettext("%(title)s (%(number)s phiếu)", title=set_title(set_id), number=number)


def _editions(session: Session, set_id: str, used: Used, reference_day: date) -> list[Edition]:
    """Return the published editions of a set that had begun, and whatever else was used, newest first."""
    catalogue = application().editions
    found: dict[str, Edition] = {}
    if set_id in catalogue.catalogue.sets:
        found = {one.digest: one for one in catalogue.choices(set_id, reference_day)}
        offered = catalogue.catalogue.in_force(set_id, reference_day).offered
        if offered is not None:
            found.setdefault(offered.digest, offered)
    for of_set, digest in used:
        if of_set == set_id and digest not in found:
            try:
                found[digest] = catalogue.by_digest(session, digest)
            except EditionLost:
                continue
    return sorted(found.values(), key=lambda one: (one.in_force_from, one.digest), reverse=True)


def _edition(wanted: str | None, editions: Sequence[Edition], used: Used, reference_day: date) -> Edition:
    """Return the edition asked for, else the one in force where it was used, else the one used most."""
    for one in editions:
        if wanted == one.digest[:DIGITS]:
            return one
    numbers = {one.digest: used.get((one.set_id, one.digest), 0) for one in editions}
    begun = [one for one in editions if one.in_force_from <= reference_day] or list(editions)
    in_force = begun[0]
    if numbers[in_force.digest] or not any(numbers.values()):
        return in_force
    return max(editions, key=lambda one: numbers[one.digest])


def _edition_choice(edition: Edition, used: Used) -> str:
    number = used.get((edition.set_id, edition.digest), 0)
    return gettext("%(edition)s (%(number)s phiếu)", edition=edition_words(edition), number=number)
