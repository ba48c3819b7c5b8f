from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from inspector.store.base import LAST_DAY
from inspector.store.database import reading
from inspector.store.tables import RoleGrant
from inspector.workflow.permissions import Role
from tests.store.world import World
from tests.web.browser import Browser

pytestmark = pytest.mark.database


@pytest.fixture
def admin(browser: Callable[..., Browser], world: World) -> Browser:
    return browser(world.person(Role.ADMINISTRATOR, name="Thầy Quản", password_hash="some"))


def held_by(world: World, account: UUID) -> list[RoleGrant]:
    with reading(world.engine) as session:
        return list(session.scalars(select(RoleGrant).where(RoleGrant.account_id == account)))


def give(admin: Browser, account: UUID, role: Role, place: str, *, expect: int = 302, **more: str):
    fields = {"role": role, "place": place, "first_day": "2026-01-01", **more}
    return admin.send(f"/manage/accounts/{account}/roles/new", fields, expect=expect)


def test_where_names_are_alike_the_school_is_chosen_from_a_list(admin: Browser, world: World):
    one, other = world.school(name="Trường MN Hoạ Mi"), world.school(world.units.far, name="Trường MN Hoạ Mi")
    person = world.person(None)

    page = give(admin, person, Role.PRINCIPAL, "hoa mi", expect=422)
    offered = [choice["value"] for choice in page.select("[name=place_id]")]
    assert set(offered) == {str(one), str(other)}
    assert "Quận Xa" in page.select_one("main fieldset").text
    give(admin, person, Role.PRINCIPAL, "hoa mi", place_id=str(other), last_day="2026-12-31")

    (held,) = held_by(world, person)
    assert (held.school_id, held.last_day) == (other, date(2026, 12, 31))


def test_a_unit_is_taken_by_its_code_and_a_role_without_a_place_needs_none(admin: Browser, world: World):
    person = world.person(None)

    give(admin, person, Role.REVIEWER, "001")
    give(admin, person, Role.ADMINISTRATOR, "")

    held = {one.role: one for one in held_by(world, person)}
    assert (held[Role.REVIEWER].unit_id, held[Role.REVIEWER].last_day) == (world.units.near, LAST_DAY)
    assert held[Role.ADMINISTRATOR].unit_id is None


@pytest.mark.parametrize(
    ("role", "place", "more"),
    [
        (Role.PRINCIPAL, "", {}),
        (Role.PRINCIPAL, "không có", {}),
        (Role.PRINCIPAL, "001", {}),  # a unit's code, for a role at a school
        ("king", "001", {}),
        (Role.REVIEWER, "001", {"last_day": "2025-12-31"}),
        (Role.REVIEWER, "001", {"first_day": "hôm nay"}),
    ],
)
def test_a_role_that_makes_no_sense_is_refused(admin: Browser, world: World, role, place: str, more):
    person = world.person(None)

    give(admin, person, role, place, expect=422, **more)

    assert held_by(world, person) == []


def test_a_place_that_was_not_found_by_what_is_typed_cannot_be_chosen(admin: Browser, world: World):
    person, elsewhere = world.person(None), world.school(name="Trường MN Khác")
    world.school(name="Trường MN Hoạ Mi")

    give(admin, person, Role.PRINCIPAL, "hoa mi", expect=422, place_id=str(elsewhere))

    assert held_by(world, person) == []


def test_the_same_role_at_the_same_place_is_given_once_at_a_time(admin: Browser, world: World):
    person = world.person(Role.REVIEWER, unit=world.units.near, last_day=date(2026, 6, 30))

    give(admin, person, Role.REVIEWER, "001", expect=422)
    give(admin, person, Role.REVIEWER, "001", first_day="2026-07-01")

    assert len(held_by(world, person)) == 2


def test_a_role_ends_at_once_or_on_a_day(admin: Browser, browser: Callable[..., Browser], world: World):
    person = world.person(Role.REVIEWER, unit=world.units.near)
    (held,) = held_by(world, person)
    reviewer = browser(person)
    address = f"/manage/accounts/{person}/roles/{held.id}/end"
    today = datetime.now(UTC).date()
    later = today + timedelta(days=9)
    admin.send(address, {"last_day": "2020-01-01"}, expect=422)
    admin.send(address, {"last_day": later.isoformat()})
    reviewer.open(f"/oversee/units/{world.units.near}")
    assert held_by(world, person)[0].last_day == later

    admin.send(address, {"last_day": ""})

    assert reviewer.answer(f"/oversee/units/{world.units.near}").status_code == 404
    assert held_by(world, person)[0].last_day <= today


def test_a_role_that_has_not_begun_is_taken_back(admin: Browser, world: World):
    person = world.person(Role.REVIEWER, unit=world.units.near, first_day=date(2990, 1, 1))
    (held,) = held_by(world, person)

    admin.send(f"/manage/accounts/{person}/roles/{held.id}/end", {"last_day": ""})

    assert held_by(world, person) == []


def test_a_role_of_another_account_is_not_ended_through_this_one(admin: Browser, world: World):
    person, other = world.person(Role.REVIEWER, unit=world.units.near), world.person(None)
    (held,) = held_by(world, person)

    admin.send(f"/manage/accounts/{other}/roles/{held.id}/end", {"last_day": ""}, expect=404)

    assert held_by(world, person)[0].last_day == LAST_DAY
