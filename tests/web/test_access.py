"""Every address × every role × near and far: what is not granted answers 404 and writes nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from sqlalchemy import func, select
from werkzeug.routing import Rule

from inspector.criteria import nodes
from inspector.criteria.catalogue import Catalogue
from inspector.services import grouping, visiting
from inspector.services.draft_beginnings import Whoever, begin_set
from inspector.services.drafting import change
from inspector.services.school_lists.importing import new_import
from inspector.store import clusters
from inspector.store.base import Base
from inspector.store.database import reading, transaction
from inspector.store.tables import Assessment, RoleGrant, Visit
from inspector.text import Text
from inspector.web.compose.criterion_pages import adding_indicators
from inspector.web.compose.group_pages import adding_criteria, adding_group
from inspector.workflow.permissions import Permission, Role
from inspector.workflow.states import Seriousness
from tests.store.world import NOW, TODAY, World
from tests.web.browser import Browser

pytestmark = pytest.mark.database

YESTERDAY = date(2020, 1, 2)
GRANT = UUID(int=7)


@dataclass(frozen=True)
class Records:
    """What lies at one school, by the names that addresses use."""

    school: UUID
    unit: UUID
    draft: UUID
    submitted: UUID
    planned_visit: UUID
    signed_visit: UUID
    finding: UUID
    account: UUID
    school_import: UUID
    cluster: UUID
    edition_draft: UUID
    own_set: str


def records(world: World, unit: UUID, leader: UUID) -> Records:
    school = world.school(unit)
    submitted = world.submitted(school)
    draft = world.draft(world.school(unit, name="Trường MN Sơn Ca"))
    signed = world.visit(school, leader)
    with transaction(world.engine) as session:
        visit = session.get_one(Visit, signed)
        assessment = session.get_one(Assessment, visit.assessment_id)
        world.fill_in(session, assessment)
        visiting.begin(session, visit, by=leader, at=NOW)
        finding = visiting.add_finding(
            session,
            visit,
            world.edition,
            item_id="A1",
            text="Chốt cổng hỏng",
            seriousness=Seriousness.SERIOUS,
            due_day=TODAY,
            by=leader,
            at=NOW,
        ).id
        visiting.sign(
            session,
            visit,
            assessment,
            world.edition,
            for_team="Ông An",
            for_school="Bà Bình",
            school_opinion="",
            conclusion="",
            by=leader,
            at=NOW,
        )
        given = new_import(session, "a.csv", b"", day=TODAY, same_names=False, by=None, at=NOW).id
        near = [one.id for one in clusters.below(session, world.units.city, TODAY)]
        grouped = grouping.make(session, "Cụm", world.units.city, near, from_day=TODAY, by=None, at=NOW).id
    planned = world.visit(school, leader)
    account = world.person(Role.PRINCIPAL, school=school)
    own, own_set = own_draft(world, unit)
    return Records(
        school, unit, draft, submitted, planned, signed, finding, account, given, grouped, own, own_set
    )


def own_draft(world: World, unit: UUID) -> tuple[UUID, str]:
    """Begin a set of a unit's own, with one criterion A01 of one indicator A01.1."""
    who = Whoever(None, NOW, unit)
    with transaction(world.engine) as session:
        draft = begin_set(session, Catalogue(sets={}), Text("Bộ riêng", "Own set"), TODAY, who)
        for edit in (
            adding_group(nodes.two("Nhóm", "Group"), frozenset()),
            adding_criteria("A", [("Mục", "Item", False)], frozenset()),
            adding_indicators("A01", [("Ý", "Point", False)], frozenset()),
        ):
            change(session, draft, edit, by=None, at=NOW)
        return draft.id, draft.set_id


@dataclass(frozen=True)
class Scene:
    world: World
    app: Flask
    near: Records
    actors: dict[str, UUID | None]


@pytest.fixture
def scene(app: Flask, world: World) -> Scene:
    inspector = world.person(Role.INSPECTOR, unit=world.units.city, name="Ông An")
    near = records(world, world.units.near, inspector)
    far = records(world, world.units.far, world.person(Role.INSPECTOR, unit=world.units.city))
    child = world.unit("Phường trong quận", world.units.near)
    with transaction(world.engine) as session:
        held = RoleGrant(id=GRANT, account_id=near.account, role=Role.REVIEWER, unit_id=world.units.near)
        session.add(held)
    actors: dict[str, UUID | None] = {
        "nobody": None,
        "without role": world.person(None),
        "principal": world.person(Role.PRINCIPAL, school=near.school),
        "contributor": world.person(Role.CONTRIBUTOR, school=near.school),
        "principal elsewhere": world.person(Role.PRINCIPAL, school=far.school),
        "principal until yesterday": world.person(Role.PRINCIPAL, school=near.school, last_day=YESTERDAY),
        "team member": inspector,
        "inspector of another team": world.person(Role.INSPECTOR, unit=world.units.near),
        "reviewer": world.person(Role.REVIEWER, unit=world.units.near),
        "reviewer of the city": world.person(Role.REVIEWER, unit=world.units.city),
        "leader of the city": world.person(Role.LEADER, unit=world.units.city),
        "reviewer below": world.person(Role.REVIEWER, unit=child),
        "reviewer elsewhere": world.person(Role.REVIEWER, unit=world.units.far),
        "reviewer until yesterday": world.person(Role.REVIEWER, unit=world.units.near, last_day=YESTERDAY),
        "leader": world.person(Role.LEADER, unit=world.units.near),
        "leader elsewhere": world.person(Role.LEADER, unit=world.units.far),
        "administrator": world.person(Role.ADMINISTRATOR),
        "administrator until yesterday": world.person(Role.ADMINISTRATOR, last_day=YESTERDAY),
        "criteria editor": world.person(Role.CRITERIA_EDITOR, unit=world.units.city),
        "criteria editor elsewhere": world.person(Role.CRITERIA_EDITOR, unit=world.units.far),
    }
    return Scene(world, app, near, actors)


SCHOOL = {"principal", "contributor"}
REVIEWERS = {"reviewer", "reviewer of the city"}
DEPARTMENT = REVIEWERS | {"leader", "leader of the city"}
TEAM = {"team member"}
ADMINISTRATORS = {"administrator"}
EDITORS = {"criteria editor"}

# Who may, by rule and by the record of the near school that the address names.
GRANTED: dict[tuple[Permission, str], set[str]] = {
    (Permission.SEE_SCHOOL, "school"): SCHOOL | DEPARTMENT,
    (Permission.CHANGE_FACTS, "school"): {"principal"},
    (Permission.OPEN_ASSESSMENT, "school"): {"principal"},
    (Permission.OVERSEE_SCHOOL, "school"): DEPARTMENT,
    (Permission.OPEN_VISIT, "school"): REVIEWERS,
    (Permission.SEE_FINDINGS, "school"): SCHOOL | DEPARTMENT,
    (Permission.SEE_FIGURES, "unit"): DEPARTMENT,
    (Permission.SEE_ASSESSMENT, "submitted"): SCHOOL | DEPARTMENT,
    (Permission.SEE_ASSESSMENT, "draft"): set(),  # of another school nearby: not even its reviewer sees it
    (Permission.RATE, "submitted"): SCHOOL,
    (Permission.RATE, "draft"): set(),
    (Permission.SUBMIT, "submitted"): {"principal"},
    (Permission.SUBMIT, "draft"): set(),
    (Permission.WITHDRAW, "submitted"): {"principal"},
    (Permission.WITHDRAW, "draft"): set(),
    (Permission.PUT_ASIDE, "submitted"): {"principal"},
    (Permission.PUT_ASIDE, "draft"): set(),
    (Permission.REVIEW, "submitted"): REVIEWERS,
    (Permission.REVIEW, "draft"): set(),
    (Permission.SEE_VISIT, "planned_visit"): DEPARTMENT | TEAM,
    (Permission.SEE_VISIT, "signed_visit"): SCHOOL | DEPARTMENT | TEAM,
    (Permission.INSPECT, "planned_visit"): TEAM,
    (Permission.INSPECT, "signed_visit"): TEAM,
    (Permission.SUPPLEMENT, "planned_visit"): set(),
    (Permission.SUPPLEMENT, "signed_visit"): TEAM,
    (Permission.OPEN_VISIT, "planned_visit"): REVIEWERS,
    (Permission.OPEN_VISIT, "signed_visit"): set(),
    (Permission.ANSWER_FINDING, "finding"): {"principal"},
    (Permission.SEE_VISIT, "finding"): SCHOOL | DEPARTMENT | TEAM,
    (Permission.MANAGE_ACCOUNT, "account"): ADMINISTRATORS,
    (Permission.MANAGE_PLACES, "school_import"): {"administrator"},
    (Permission.MANAGE_PLACES, "cluster"): {"administrator"},
    (Permission.EDIT_CRITERIA, "edition_draft"): EDITORS,
    (Permission.EDIT_CRITERIA, "own_set"): EDITORS,
}

RECORDS_OF = {
    "assessment_id": ("submitted", "draft"),
    "visit_id": ("planned_visit", "signed_visit"),
    "finding_id": ("finding",),
    "school_id": ("school",),
    "unit_id": ("unit",),
    "account_id": ("account",),
    "import_id": ("school_import",),
    "cluster_id": ("cluster",),
    "draft_id": ("edition_draft",),
    "own_set_id": ("own_set",),
}
OTHER_PARTS = {
    "group_id": "A",
    "item_id": "A1",
    "set_id": "food-safety",
    "scale_id": "met",
    "criterion_id": "A01",
    "indicator_id": "A01.1",
    "key": "A",
    "lang": "en",
    "filename": "built/none",
    "table": "areas",
    "token": "none",
    "session_id": GRANT,
    "grant_id": GRANT,
}


def rules(app: Flask) -> list[Rule]:
    return sorted(app.url_map.iter_rules(), key=str)


def rule_of(app: Flask, rule: Rule) -> object:
    return getattr(app.view_functions[rule.endpoint], "access", None)


def addresses(scene: Scene) -> Iterator[tuple[str, str, Permission, str]]:
    """Yield method, address, permission and the kind of record, for every address that names a record."""
    for rule in rules(scene.app):
        names = [name for name in RECORDS_OF if name in rule.arguments]
        if not names:
            continue
        access = rule_of(scene.app, rule)
        assert isinstance(access, Permission), f"{rule} names a record and has no permission."
        for record in RECORDS_OF[names[0]]:
            values = {names[0]: getattr(scene.near, record)}
            values |= {name: uuid4() for name in names[1:]}
            values |= {name: OTHER_PARTS[name] for name in rule.arguments if name not in values}
            with scene.app.test_request_context():
                address = scene.app.url_for(rule.endpoint, **values)
            for method in sorted((rule.methods or set()) & {"GET", "POST"}):
                yield method, address, access, record


def rows(world: World) -> dict[str, int]:
    with reading(world.engine) as session:
        return {
            table.name: session.scalar(select(func.count()).select_from(table)) or 0
            for table in Base.metadata.sorted_tables
            if table.name != "sign_in_session"
        }


def test_every_address_says_who_may_use_it(app: Flask):
    unguarded = [str(rule) for rule in rules(app) if rule.endpoint != "static" and rule_of(app, rule) is None]

    assert unguarded == []


# Addresses for everybody and for whoever is signed in: a new one is entered here on purpose.
FOR_EVERYBODY = {
    "consult.compare",
    "consult.edition",
    "consult.index",
    "consult.of_set",
    "consult.workbook",
    "public.health",
    "public.ready",
    "signin.sign_in",
    "signin.begin",
    "signin.second_step",
    "signin.sign_out",
    "signin.language",
    "signin.password_link",
    "signin.use_password_link",
}
FOR_WHOEVER_IS_SIGNED_IN = {
    "home.index",
    "signin.token",
    "account.index",
    "account.password",
    "account.change_password",
    "account.end_session",
    "account.end_other_sessions",
    "account.data",
    "account.data_file",
    "account.second_factor",
    "account.set_up_second_factor",
    "account.second_factor_off",
}


def test_what_everybody_may_open_is_entered_here(app: Flask):
    found: dict[object, set[str]] = {"everyone": set(), "somebody": set()}
    for rule in rules(app):
        if rule_of(app, rule) in ("everyone", "somebody"):
            found[rule_of(app, rule)].add(rule.endpoint)

    assert found == {"everyone": FOR_EVERYBODY, "somebody": FOR_WHOEVER_IS_SIGNED_IN}


def test_lists_of_a_role_are_there_for_that_role_only(scene: Scene):
    tried = 0
    for name, account in scene.actors.items():
        browser = Browser(scene.app, account)
        token = browser.token()
        for rule in rules(scene.app):
            roles = rule_of(scene.app, rule)
            if not isinstance(roles, tuple) or any(_is(name, role) for role in roles):
                continue
            with scene.app.test_request_context():
                address = scene.app.url_for(
                    rule.endpoint, **{one: OTHER_PARTS[one] for one in rule.arguments}
                )
            for method in sorted((rule.methods or set()) & {"GET", "POST"}):
                answer = browser.client.open(address, method=method, data={"csrf_token": token})
                assert answer.status_code == (401 if account is None else 404), f"{name}: {method} {address}"
                tried += 1
    assert tried > 50


def _is(name: str, role: Role) -> bool:
    """Say whether an actor of the scene holds a role today, by the actor's name."""
    if name == "team member" or name.startswith("inspector"):
        return role is Role.INSPECTOR
    return "yesterday" not in name and name.startswith(role.value.replace("_", " "))


def test_no_form_is_taken_without_its_token(scene: Scene):
    before = rows(scene.world)
    tried = 0
    for name in ("principal", "reviewer", "team member", "administrator"):
        browser = Browser(scene.app, scene.actors[name])
        for rule in rules(scene.app):
            if "POST" not in (rule.methods or set()):
                continue
            values = {one: _value(scene, one) for one in rule.arguments}
            with scene.app.test_request_context():
                address = scene.app.url_for(rule.endpoint, **values)
            for sent in ({}, {"csrf_token": "of somebody else"}):
                assert browser.client.post(address, data=sent).status_code == 403, f"{name}: {address}"
                tried += 1
    assert rows(scene.world) == before
    assert tried > 100


def _value(scene: Scene, argument: str) -> object:
    return getattr(scene.near, RECORDS_OF[argument][0]) if argument in RECORDS_OF else OTHER_PARTS[argument]


def test_who_lost_the_unit_yesterday_sees_nothing_of_it_today(scene: Scene):
    today = datetime.now(UTC).astimezone(ZoneInfo("Asia/Ho_Chi_Minh")).date()
    reviewer = scene.world.person(Role.REVIEWER, unit=scene.world.units.near)
    browser = Browser(scene.app, reviewer)
    browser.open(f"/oversee/schools/{scene.near.school}")
    with transaction(scene.world.engine) as session:
        held = session.scalars(select(RoleGrant).where(RoleGrant.account_id == reviewer)).one()
        held.last_day = today - timedelta(days=1)

    for address in (
        f"/oversee/schools/{scene.near.school}",
        f"/oversee/assessments/{scene.near.submitted}",
        f"/oversee/units/{scene.near.unit}",
        "/oversee/schools",
    ):
        assert browser.answer(address).status_code == 404, address


def test_a_school_of_somebody_else_in_a_form_changes_nothing(scene: Scene):
    """The address names what is one's own; ids of another school in the body are worth nothing."""
    principal = Browser(scene.app, scene.actors["principal elsewhere"])
    with reading(scene.world.engine) as session:
        held = select(RoleGrant.school_id).where(RoleGrant.account_id == scene.actors["principal elsewhere"])
        own = session.scalars(held).one()
    stranger = {
        "school_id": str(scene.near.school),
        "assessment_id": str(scene.near.submitted),
        "account_id": str(scene.actors["principal"]),
        "role": "administrator",
    }
    with reading(scene.world.engine) as session:
        before = session.get_one(Assessment, scene.near.submitted).changed_at

    principal.client.post(f"/assess/schools/{own}/facts", data={**stranger, "csrf_token": principal.token()})
    refused = principal.send_json(
        f"/assess/{scene.near.submitted}/ratings",
        {"changes": [], "assessment_id": str(uuid4()), "school_id": str(own)},
        expect=404,
    )

    assert refused["error"] == "not_yours"
    with reading(scene.world.engine) as session:
        assert session.get_one(Assessment, scene.near.submitted).changed_at == before


def test_administrators_see_no_rating_by_that_role(scene: Scene):
    browser = Browser(scene.app, scene.actors["administrator"])
    for rule in rules(scene.app):
        if rule.arguments or "GET" not in (rule.methods or set()) or rule.endpoint == "static":
            continue
        words = browser.client.get(rule.rule, follow_redirects=True).data
        for one in (scene.near.submitted, scene.near.signed_visit, scene.near.finding):
            assert str(one).encode() not in words, f"{rule} shows {one}."
        assert "Chốt cổng hỏng".encode() not in words, rule


def test_what_is_not_granted_answers_404_and_writes_nothing(scene: Scene):
    tried = 0
    before = rows(scene.world)
    for name, account in scene.actors.items():
        browser = Browser(scene.app, account)
        token = browser.token()
        for method, address, permission, record in addresses(scene):
            if name in GRANTED[permission, record]:
                continue
            answer = browser.client.open(
                address, method=method, data={"csrf_token": token} if method == "POST" else None
            )
            expected = 401 if account is None else 404
            assert answer.status_code == expected, f"{name}: {method} {address} ({permission}, {record})"
            tried += 1
    assert rows(scene.world) == before
    assert tried > 100


def test_what_is_granted_can_be_opened(scene: Scene):
    opened = 0
    for name, account in scene.actors.items():
        if account is None:
            continue
        browser = Browser(scene.app, account)
        for method, address, permission, record in addresses(scene):
            if method == "GET" and name in GRANTED[permission, record]:
                status = browser.answer(address).status_code
                assert status in (200, 204, 302, 304), f"{name}: {address}: {status}"
                opened += 1
    assert opened > 20


def test_nobody_comes_in_without_signing_in(app: Flask):
    client = app.test_client()
    for rule in rules(app):
        if rule_of(app, rule) in ("everyone", None) or rule.arguments or "GET" not in (rule.methods or set()):
            continue
        assert client.get(rule.rule).status_code == 401, rule


def test_lists_hold_nothing_of_schools_out_of_reach(scene: Scene):
    far = Browser(scene.app, scene.actors["reviewer elsewhere"])
    for rule in rules(scene.app):
        if rule_of(scene.app, rule) == "everyone" or rule.arguments or "GET" not in (rule.methods or set()):
            continue
        answer = far.client.get(rule.rule, follow_redirects=True)
        for one in (scene.near.school, scene.near.draft, scene.near.submitted, scene.near.signed_visit):
            assert str(one) not in answer.text, f"{rule} shows {one}."


def test_an_inspectors_ratings_are_not_the_schools_before_they_are_signed(scene: Scene):
    with reading(scene.world.engine) as session:
        inspection = session.get_one(Visit, scene.near.planned_visit).assessment_id
    for name in ("principal", "contributor", "reviewer", "leader", "inspector of another team"):
        browser = Browser(scene.app, scene.actors[name])
        assert browser.answer(f"/assess/{inspection}").status_code == 404, name
        browser.send_json(f"/assess/{inspection}/ratings", {"changes": []}, expect=404)


def test_what_a_role_claims_in_its_browser_is_worth_nothing(scene: Scene):
    browser = Browser(scene.app, scene.actors["principal elsewhere"])
    with browser.client.session_transaction() as cookie:
        cookie["role"] = "administrator"
        cookie["account_id"] = str(scene.actors["principal"])

    assert browser.answer(f"/assess/{scene.near.submitted}?role=reviewer").status_code == 404
