"""The smallest world in which assessing makes sense, and its people. A test names only what it is about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import count
from uuid import UUID

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from inspector.criteria.load import read_edition
from inspector.criteria.model import Edition
from inspector.services import assessing, saving, visiting
from inspector.services.editions import Editions
from inspector.store import assessments, ratings, schools, units
from inspector.store.base import FIRST_DAY, LAST_DAY
from inspector.store.database import transaction
from inspector.store.tables import Account, Assessment, Period, RoleGrant, School, Unit, Visit
from inspector.store.tables.visits import TeamPart, VisitKind
from inspector.workflow.permissions import Role

NOW = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
TODAY = date(2026, 11, 20)
PERIOD = "2026-2027"

FACTS = """\
facts:
  meals:
    title: {vi: "Bữa ăn", en: "Meals"}
    type: choice
    options: {cooked: {vi: "Nấu", en: "Cooked"}, bought: {vi: "Mua", en: "Bought"}}
"""
PROVISIONS = """\
provisions:
  law-1:
    title: {vi: "Luật mẫu", en: "Sample law"}
    read: full
"""
EDITION = """\
format: 1
status: published
in_force: {from: 2020-01-01}
provenance: {wording: adapted, rule: proposed, note: {vi: "Mẫu", en: "Sample"}}
scales:
  met:
    options:
      - {id: met, points: 1, label: {vi: "Đạt", en: "Met"}}
      - {id: not_met, points: 0, label: {vi: "Chưa đạt", en: "Not met"}}
    met_from: met
defaults: {scale: met}
rule:
  method: points
  groups: pooled
  bands:
    - {id: weak, from: 0, label: {vi: "Yếu", en: "Weak"}}
    - {id: good, from: 80, label: {vi: "Tốt", en: "Good"}}
  gates:
    - {id: R1, text: {vi: "Có tai nạn", en: "An accident happened"}}
"""
GROUP = """\
id: {group}
title: {{vi: "Nhóm {group}", en: "Group {group}"}}
criteria:
"""
CRITERION = """\
  - id: {id}
    text: {{vi: "Mục {id}", en: "Item {id}"}}
    good_practice: true
"""
KITCHEN = "    applies_if: {meals: [cooked]}\n"


def small_edition(
    groups: Mapping[str, Sequence[str]] | None = None, *, set_id: str = "small", rule: str = ""
) -> Edition:
    """Return an edition of two groups; the last item of group B applies only where meals are cooked.

    `rule` stands in the place of its usual rule and gates.
    """
    groups = groups or {"A": ("A1", "A2", "A3"), "B": ("B1", "B2")}
    head = EDITION[: EDITION.index("rule:\n")] + rule if rule else EDITION
    files = {"edition.yaml": head, "facts.yaml": FACTS, "provisions.yaml": PROVISIONS}
    for place, (group, items) in enumerate(groups.items(), start=1):
        lines = [CRITERION.format(id=item) for item in items]
        if "B" in groups and group == "B":
            lines[-1] += KITCHEN
        files[f"groups/{place:02}-{group.lower()}.yaml"] = GROUP.format(group=group) + "".join(lines)
    edition, problems = read_edition(set_id, date(2020, 1, 1), files)
    assert edition is not None, problems
    return edition


class OneEdition(Editions):
    """The editions of a world in which only the small one was ever answered."""

    def __init__(self, *editions: Edition) -> None:
        self._known = {one.digest: one for one in editions}

    def by_digest(self, session: Session, digest: str) -> Edition:
        return self._known[digest]


@dataclass(frozen=True, slots=True)
class Place:
    city: UUID
    near: UUID
    far: UUID


class World:
    """A city with a near and a far district, one school year, and whoever is put there."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.edition = small_edition()
        self.editions = OneEdition(self.edition)
        self._numbers = count(1)
        with transaction(engine) as session:
            made = [
                units.new_unit("01", "Thành phố Mẫu", "thanh_pho_trung_uong"),
                units.new_unit("001", "Quận Gần", "quan"),
                units.new_unit("002", "Quận Xa", "quan"),
            ]
            session.add_all(made)
            session.flush()
            city, near, far = (one.id for one in made)
            units.put_below(session, near, city, FIRST_DAY)
            units.put_below(session, far, city, FIRST_DAY)
            session.add(Period(code=PERIOD, first_day=date(2026, 9, 1), last_day=date(2027, 8, 31)))
        self.units = Place(city, near, far)

    def unit(
        self, name: str, parent: UUID, *, first_day: date = FIRST_DAY, last_day: date = LAST_DAY
    ) -> UUID:
        """Put a unit below another for all of its days."""
        with transaction(self.engine) as session:
            made = units.new_unit(
                f"u{next(self._numbers)}", name, "xa", first_day=first_day, last_day=last_day
            )
            session.add(made)
            session.flush()
            units.put_below(session, made.id, parent, first_day, last_day)
            return made.id

    def school(
        self, unit: UUID | None = None, *, name: str = "Trường MN Hoa Sen", meals: str | None = "cooked"
    ) -> UUID:
        """Put a school into a unit, the near district unless said otherwise."""
        with transaction(self.engine) as session:
            school = schools.new_school(f"s{next(self._numbers)}", name, is_sample=True)
            session.add(school)
            session.flush()
            schools.move(session, school.id, unit or self.units.near, date(2020, 1, 1))
            schools.set_facts(session, school.id, {"meals": meals}, date(2020, 1, 1))
            return school.id

    def person(
        self,
        role: Role | None,
        *,
        school: UUID | None = None,
        unit: UUID | None = None,
        first_day: date = FIRST_DAY,
        last_day: date = LAST_DAY,
        name: str = "Cô Hạnh",
        password_hash: str = "",
    ) -> UUID:
        """Make an account with one role, or with none."""
        with transaction(self.engine) as session:
            account = Account(
                sign_in_name=f"person{next(self._numbers)}",
                name=name,
                password_hash=password_hash,
                is_sample=True,
            )
            session.add(account)
            session.flush()
            if role is not None:
                session.add(
                    RoleGrant(
                        account_id=account.id,
                        role=role,
                        school_id=school,
                        unit_id=unit,
                        first_day=first_day,
                        last_day=last_day,
                    )
                )
            return account.id

    def draft(self, school: UUID, *, edition: Edition | None = None, at: datetime = NOW) -> UUID:
        """Open a self-assessment of a school."""
        with transaction(self.engine) as session:
            period = session.get(Period, PERIOD)
            assert period is not None
            made = assessing.open_assessment(
                session,
                school_id=school,
                edition=edition or self.edition,
                period=period,
                day=at.date(),
                by=None,
                at=at,
            )
            return made.id

    def save(self, assessment: UUID, values: Mapping[str, str | None], *, at: datetime = NOW) -> saving.Saved:
        """Save ratings, each based on what is stored."""
        with transaction(self.engine) as session:
            locked = assessments.locked(session, assessment)
            assert locked is not None
            return self._save(session, locked, values, at=at)

    def _save(
        self, session: Session, assessment: Assessment, values: Mapping[str, str | None], *, at: datetime
    ) -> saving.Saved:
        rows = ratings.of_assessment(session, assessment.id)
        changes = [
            saving.Change(
                f"change{next(self._numbers)}",
                item,
                rows[item].revision if item in rows else 0,
                {"value": value},
            )
            for item, value in values.items()
        ]
        return saving.save(
            session, assessment, self._edition_of(session, assessment), changes, by=None, at=at
        )

    def fill(self, assessment: UUID, value: str = "met") -> None:
        """Rate everything alike, and answer the gates with no."""
        with transaction(self.engine) as session:
            locked = assessments.locked(session, assessment)
            assert locked is not None
            self.fill_in(session, locked, value)

    def fill_in(self, session: Session, assessment: Assessment, value: str = "met") -> None:
        """Rate everything alike in a transaction at hand."""
        edition = self._edition_of(session, assessment)
        values = {**dict.fromkeys(edition.indicators, value), **{gate.id: "no" for gate in edition.gates}}
        self._save(session, assessment, values, at=NOW)

    def submitted(self, school: UUID, value: str = "met", *, at: datetime = NOW) -> UUID:
        """Have a school submit a self-assessment in which everything is rated alike."""
        assessment = self.draft(school, at=at)
        self.fill(assessment, value)
        with transaction(self.engine) as session:
            found = session.get(Assessment, assessment)
            assert found is not None
            assessing.submit(session, found, self.edition, by=None, at=at)
        return assessment

    def visit(self, school: UUID, leader: UUID, *, day: date = TODAY) -> UUID:
        """Plan a visit to a school."""
        with transaction(self.engine) as session:
            period = session.get(Period, PERIOD)
            assert period is not None
            return visiting.open_visit(
                session,
                school_id=school,
                edition=self.edition,
                period=period,
                kind=VisitKind.PLANNED,
                day=day,
                team={leader: TeamPart.LEADER},
                by=None,
                at=NOW,
            ).id

    def _edition_of(self, session: Session, assessment: Assessment) -> Edition:
        return self.editions.by_digest(session, assessment.digest)


__all__ = ["NOW", "PERIOD", "TODAY", "Account", "School", "Unit", "Visit", "World", "small_edition"]
