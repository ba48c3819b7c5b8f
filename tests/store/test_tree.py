from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import Engine, select

from inspector.store import schools, units
from inspector.store.base import FIRST_DAY, LAST_DAY
from inspector.store.database import reading, transaction
from inspector.store.tables import School
from inspector.store.tables.units import LinkKind
from inspector.store.tree import branches, fact_on, schools_in_reach, units_below_grants
from inspector.workflow.permissions import AT_UNIT, Role
from tests.store.world import TODAY, World

pytestmark = pytest.mark.database

LAST_OF_DISTRICTS = date(2025, 6, 30)
FIRST_OF_COMMUNES = date(2025, 7, 1)
IN_2020 = date(2020, 11, 5)


@dataclass(frozen=True)
class Reformed:
    """A city that stays one unit; its district until 30/6/2025, commune and cluster from the next day."""

    world: World
    city: UUID
    district: UUID
    old_commune: UUID
    commune: UUID
    cluster: UUID

    def school(self, unit: UUID) -> UUID:
        return self.world.school(unit)

    def moved_school(self) -> UUID:
        """Return a school that lay in the district and lies in the commune."""
        school = self.world.school(self.district)
        with transaction(self.world.engine) as session:
            schools.move(session, school, self.commune, FIRST_OF_COMMUNES)
        return school

    def branch_of(self, unit: UUID, of: UUID, day: date, *, through_cluster: bool = False) -> UUID | None:
        """Return in which branch of a unit another lies on a day; None when in none."""
        tree = branches(of, through_cluster=through_cluster)
        query = select(tree.c.branch_id).where(
            tree.c.unit_id == unit, tree.c.first_day <= day, tree.c.last_day >= day
        )
        with reading(self.world.engine) as session:
            return session.scalars(query).one_or_none()

    def reach(self, person: UUID, today: date = TODAY) -> Collection[UUID]:
        with reading(self.world.engine) as session:
            return set(session.scalars(schools_in_reach(person, AT_UNIT, today)))

    def path(self, unit: UUID, person: UUID, day: date) -> list[str]:
        with reading(self.world.engine) as session:
            return [one.name for one in units.path_to(session, unit, person, day, TODAY)]


@pytest.fixture
def reformed(world: World) -> Reformed:
    city = world.units.city
    district = world.unit("Quận Cũ", city, last_day=LAST_OF_DISTRICTS)
    old_commune = world.unit("Phường Cũ", district, last_day=LAST_OF_DISTRICTS)
    commune = world.unit("Phường Mới", city, first_day=FIRST_OF_COMMUNES)
    with transaction(world.engine) as session:
        cluster = units.new_unit("C-1", "Cụm Quận Cũ", units.CLUSTER, first_day=FIRST_OF_COMMUNES)
        session.add(cluster)
        session.flush()
        for below, above in ((cluster.id, city), (commune, cluster.id)):
            units.put_below(session, below, above, FIRST_OF_COMMUNES, LAST_DAY, LinkKind.CLUSTER)
        return Reformed(world, city, district, old_commune, commune, cluster.id)


def test_a_unit_is_a_branch_of_itself_on_every_day(reformed: Reformed):
    for day in (FIRST_DAY, IN_2020, TODAY, LAST_DAY):
        assert reformed.branch_of(reformed.city, reformed.city, day) == reformed.city


def test_a_district_is_a_branch_of_the_city_up_to_its_last_day(reformed: Reformed):
    assert reformed.branch_of(reformed.district, reformed.city, LAST_OF_DISTRICTS) == reformed.district
    assert reformed.branch_of(reformed.district, reformed.city, FIRST_OF_COMMUNES) is None


def test_a_commune_is_a_branch_of_the_same_city_from_its_first_day(reformed: Reformed):
    assert reformed.branch_of(reformed.commune, reformed.city, LAST_OF_DISTRICTS) is None
    assert reformed.branch_of(reformed.commune, reformed.city, FIRST_OF_COMMUNES) == reformed.commune


def test_what_lies_two_levels_below_belongs_to_the_branch_while_both_links_hold(reformed: Reformed):
    assert reformed.branch_of(reformed.old_commune, reformed.city, LAST_OF_DISTRICTS) == reformed.district
    assert reformed.branch_of(reformed.old_commune, reformed.city, FIRST_OF_COMMUNES) is None


def test_a_cluster_is_no_branch_of_the_city_so_that_no_school_counts_twice(reformed: Reformed):
    assert reformed.branch_of(reformed.cluster, reformed.city, TODAY) is None


def test_the_communes_of_a_cluster_are_its_branches(reformed: Reformed):
    def found(day: date) -> UUID | None:
        return reformed.branch_of(reformed.commune, reformed.cluster, day, through_cluster=True)

    assert found(FIRST_OF_COMMUNES) == reformed.commune
    assert found(LAST_OF_DISTRICTS) is None


def test_links_that_lead_in_a_circle_do_not_run_for_ever(reformed: Reformed):
    with transaction(reformed.world.engine) as session:
        units.put_below(session, reformed.city, reformed.commune, FIRST_OF_COMMUNES)
    reviewer = reformed.world.person(Role.REVIEWER, unit=reformed.city)

    assert reformed.branch_of(reformed.commune, reformed.city, TODAY) == reformed.commune
    assert set(reformed.path(reformed.commune, reviewer, TODAY)) == {"Phường Mới", "Thành phố Mẫu"}


def test_rights_follow_the_place_of_today_not_the_one_of_the_past(reformed: Reformed):
    school = reformed.moved_school()
    today = reformed.world.person(Role.REVIEWER, unit=reformed.commune)
    before = reformed.world.person(Role.REVIEWER, unit=reformed.district)

    assert reformed.reach(today) == {school}
    assert reformed.reach(before) == set()


def test_a_cluster_reaches_the_schools_of_its_communes(reformed: Reformed):
    school = reformed.moved_school()

    assert reformed.reach(reformed.world.person(Role.REVIEWER, unit=reformed.cluster)) == {school}


def test_a_closed_school_of_an_ended_district_stays_in_reach_of_the_city(reformed: Reformed):
    school = reformed.school(reformed.district)
    city = reformed.world.person(Role.LEADER, unit=reformed.city)

    assert reformed.reach(city) == {school}
    with reading(reformed.world.engine) as session:
        assert schools.granted(session, school, city, AT_UNIT, TODAY) is not None


def test_a_unit_that_left_for_another_is_no_longer_reached_from_where_it_lay(
    world: World, reformed: Reformed
):
    moving = world.unit("Xã Đổi", world.units.near, last_day=LAST_OF_DISTRICTS)
    with transaction(world.engine) as session:
        unit = units.get(session, moving)
        assert unit is not None
        unit.last_day = LAST_DAY
        units.put_below(session, moving, world.units.far, FIRST_OF_COMMUNES)
    reviewer = world.person(Role.REVIEWER, unit=world.units.near)

    with reading(world.engine) as session:
        below = units_below_grants(reviewer, AT_UNIT, TODAY)
        assert set(session.scalars(select(below.c.unit_id))) == {world.units.near}


def test_the_way_to_an_ended_district_is_shown_as_it_lay_on_its_last_day(reformed: Reformed):
    reviewer = reformed.world.person(Role.REVIEWER, unit=reformed.city)

    assert reformed.path(reformed.old_commune, reviewer, TODAY) == ["Thành phố Mẫu", "Quận Cũ", "Phường Cũ"]


def test_the_way_to_a_commune_before_there_were_any_is_the_one_of_its_first_day(reformed: Reformed):
    reviewer = reformed.world.person(Role.REVIEWER, unit=reformed.city)

    assert reformed.path(reformed.commune, reviewer, IN_2020) == ["Thành phố Mẫu", "Phường Mới"]


def test_the_way_begins_at_the_persons_own_unit(reformed: Reformed):
    reviewer = reformed.world.person(Role.REVIEWER, unit=reformed.cluster)

    assert reformed.path(reformed.commune, reviewer, TODAY) == ["Cụm Quận Cũ", "Phường Mới"]


@pytest.mark.parametrize(
    ("day", "known"),
    [(date(2020, 8, 31), None), (date(2020, 9, 1), "cooked"), (date(2024, 1, 1), "bought"), (TODAY, None)],
)
def test_a_fact_holds_until_its_next_row(engine: Engine, world: World, day: date, known: str | None):
    school = world.school(meals=None)
    with transaction(engine) as session:
        schools.set_facts(session, school, {"meals": "cooked"}, date(2020, 9, 1))
        schools.set_facts(session, school, {"meals": "bought"}, date(2024, 1, 1))
        schools.set_facts(session, school, {"meals": None}, TODAY)

    with reading(engine) as session:
        assert session.scalar(select(fact_on(School.id, "meals", day)).where(School.id == school)) == known
