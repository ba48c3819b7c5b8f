"""Saving as scripts and programs do."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from inspector.services.saving import MOST_CHANGES
from inspector.store.database import transaction
from inspector.store.tables import Assessment, Visit
from inspector.workflow.permissions import Role
from inspector.workflow.states import State
from tests.store.world import World
from tests.web.assess.conftest import Desk
from tests.web.browser import Browser

pytestmark = pytest.mark.database


def change(id_: str, item: str, revision: int = 0, **fields: str | None) -> dict[str, Any]:
    return {"id": id_, "indicator": item, "revision": revision, "fields": fields}


def saved(desk: Desk, *changes: dict[str, Any], of: UUID | None = None, expect: int = 200) -> Any:
    address = f"/assess/{of or desk.draft}/ratings"
    return desk.browser.send_json(address, {"changes": list(changes)}, expect=expect)


def test_each_change_is_answered_by_its_id_and_the_score_comes_along(desk: Desk):
    answer = saved(desk, change("a", "A1", rating="met"), change("b", "A2", note="Đủ"))

    assert [(one["id"], one["status"], one["revision"]) for one in answer["results"]] == [
        ("a", "applied", 1),
        ("b", "applied", 1),
    ]
    assert answer["results"][0]["fields"] == {"rating": "met"}
    assert "–" in answer["score"]["text"]


def test_a_change_sent_again_after_a_lost_answer_is_applied_once(desk: Desk):
    saved(desk, change("a", "A1", rating="met"))
    again = saved(desk, change("a", "A1", rating="met"))

    assert again["results"][0]["status"] == "already_applied"
    assert again["results"][0]["revision"] == 1
    assert desk.stored("A1").revision == 1


def test_a_conflict_brings_both_values_and_who_and_when(desk: Desk):
    saved(desk, change("a", "A1", rating="met"))
    (result,) = saved(desk, change("b", "A1", 0, rating="not_met"))["results"]

    assert result["status"] == "conflict"
    assert result["theirs"]["rating"] == "met"
    assert result["theirs"]["who"] == "Cô Hạnh"
    assert result["theirs"]["when"]
    assert result["revision"] == 1


def test_an_answer_is_taken_back_with_an_empty_rating(desk: Desk):
    saved(desk, change("a", "A1", rating="met"))
    (result,) = saved(desk, change("b", "A1", 1, rating=""))["results"]

    assert (result["status"], result["fields"]["rating"]) == ("applied", None)
    assert desk.stored("A1").value is None


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"rating": "excellent"}, "faulty_rating"),
        ({"colour": "red"}, "unknown_field"),
        ({"value": "met"}, "unknown_field"),
        ({}, "empty"),
        ({"note": "x" * 5001}, "too_long"),
    ],
)
def test_a_refused_change_says_why_for_programs_and_for_people(
    desk: Desk, fields: dict[str, str], reason: str
):
    (result,) = saved(desk, change("a", "A1", **fields))["results"]

    assert (result["status"], result["reason"]) == ("refused", reason)
    assert result["message"]


def test_an_unknown_item_is_refused_and_the_others_are_saved(desk: Desk):
    first, second = saved(desk, change("a", "ZZ", rating="met"), change("b", "A1", rating="met"))["results"]

    assert (first["status"], first["reason"]) == ("refused", "unknown_item")
    assert second["status"] == "applied"


def test_numbers_come_as_people_type_them_and_go_back_as_the_page_writes_them(desk: Desk, numbers: UUID):
    comma, doubtful = saved(
        desk, change("a", "N1", rating="56,50"), change("b", "N3", rating="1.234"), of=numbers
    )["results"]

    assert comma["fields"]["rating"] == "56,5"
    assert (doubtful["status"], doubtful["reason"]) == ("refused", "faulty_rating")
    assert "1234 hay 1,234" in doubtful["message"]


def test_gates_are_saved_on_the_same_path(desk: Desk):
    yes, wrong = saved(desk, change("a", "R1", rating="yes"), change("b", "R1", rating="maybe"))["results"]

    assert yes["status"] == "applied"
    assert wrong["status"] == "refused"
    assert desk.stored("R1").value == "yes"


def test_a_missing_fact_does_not_keep_ratings_from_being_saved(desk: Desk):
    school = desk.world.school(meals=None)
    draft = desk.world.draft(school)
    head = Browser(desk.app, desk.world.person(Role.PRINCIPAL, school=school))

    answer = head.send_json(f"/assess/{draft}/ratings", {"changes": [change("a", "A1", rating="met")]})

    assert answer["results"][0]["status"] == "applied"
    assert "thiếu thông tin trường" in answer["score"]["text"]


def test_what_is_locked_refuses_each_change_by_itself(desk: Desk):
    with transaction(desk.world.engine) as session:
        found = session.get_one(Assessment, desk.draft)
        found.state, found.counts_from = State.SUBMITTED, found.opened_at
    (result,) = saved(desk, change("a", "A1", rating="met"))["results"]

    assert (result["status"], result["reason"]) == ("refused", "locked")


def test_another_schools_assessment_refuses_each_change_and_names_nothing(desk: Desk):
    theirs = desk.world.draft(desk.world.school(name="Trường MN Sơn Ca"))
    answer = saved(desk, change("a", "A1", rating="met"), of=theirs, expect=404)

    assert [(one["id"], one["status"], one["reason"]) for one in answer["results"]] == [
        ("a", "refused", "not_yours")
    ]
    assert "Sơn Ca" not in str(answer)


def test_nobody_signed_in_is_told_so_as_json_and_never_led_elsewhere(desk: Desk):
    nobody = Browser(desk.app, None)
    answer = nobody.send_json(f"/assess/{desk.draft}/ratings", {"changes": []}, expect=401)

    assert answer["error"] == "signed_out"


def test_a_stale_token_is_told_apart_from_being_signed_out(desk: Desk):
    answer = desk.browser.client.post(
        f"/assess/{desk.draft}/ratings", json={"changes": []}, headers={"X-CSRFToken": "old"}
    )

    assert answer.status_code == 403
    assert answer.json["error"] == "stale_token"


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ([], "changes"),
        ({"changes": {}}, "changes"),
        ({"changes": [1]}, "changes[0]"),
        ({"changes": [{"id": "", "indicator": "A1", "revision": 0, "fields": {}}]}, "changes[0].id"),
        ({"changes": [{"id": "x" * 65, "indicator": "A1", "revision": 0, "fields": {}}]}, "changes[0].id"),
        ({"changes": [{"id": "a", "indicator": 1, "revision": 0, "fields": {}}]}, "changes[0].indicator"),
        ({"changes": [{"id": "a", "indicator": "A1", "revision": -1, "fields": {}}]}, "changes[0].revision"),
        (
            {"changes": [{"id": "a", "indicator": "A1", "revision": True, "fields": {}}]},
            "changes[0].revision",
        ),
        ({"changes": [{"id": "a", "indicator": "A1", "revision": 0, "fields": []}]}, "changes[0].fields"),
        (
            {"changes": [{"id": "a", "indicator": "A1", "revision": 0, "fields": {"rating": 5}}]},
            "changes[0].fields.rating",
        ),
        (
            {"changes": [{"id": "a", "indicator": "A1", "revision": 0, "fields": {"note": "\ud800"}}]},
            "changes[0].fields.note",
        ),
    ],
)
def test_a_body_of_another_shape_is_refused_with_the_place(desk: Desk, body: Any, place: str):
    answer = desk.browser.send_json(f"/assess/{desk.draft}/ratings", body, expect=400)

    assert place in answer["message"]


@pytest.mark.parametrize("body", ["", "{", "[" * 100_000, "null"])
def test_what_is_no_json_is_refused(desk: Desk, body: str):
    answer = desk.browser.client.post(
        f"/assess/{desk.draft}/ratings",
        data=body,
        content_type="application/json",
        headers={"X-CSRFToken": desk.browser.token()},
    )

    assert answer.status_code == 400
    assert answer.json["error"] == "malformed"


@pytest.mark.parametrize(("count", "status"), [(MOST_CHANGES, 200), (MOST_CHANGES + 1, 413)])
def test_a_batch_has_its_limit(desk: Desk, count: int, status: int):
    changes = [change(f"c{number}", "A1", 1000, note=f"{number}") for number in range(count)]

    saved(desk, *changes, expect=status)


def test_an_inspector_rates_an_own_assessment_on_the_same_path_once_the_visit_has_begun(
    desk: Desk, world: World
):
    inspector = world.person(Role.INSPECTOR, unit=world.units.city)
    visit = world.visit(desk.school, inspector)
    with transaction(world.engine) as session:
        assessment = session.get_one(Visit, visit).assessment_id
    browser, address = Browser(desk.app, inspector), f"/assess/{assessment}/ratings"
    batch = {"changes": [change("a", "A1", rating="met")]}

    (too_early,) = browser.send_json(address, batch)["results"]
    browser.send(f"/inspect/visits/{visit}/begin", {"present": "Cô Hạnh"})
    (applied,) = browser.send_json(address, batch)["results"]

    assert (too_early["status"], too_early["reason"]) == ("refused", "not_begun")
    assert "chưa bắt đầu" in too_early["message"]
    assert applied["status"] == "applied"


def test_a_page_takes_at_most_8_statements_and_a_save_at_most_12(
    desk: Desk, statements: Callable[[], Any], world: World
):
    world.submitted(world.school(name="Khác"))
    saved(desk, change("warm", "A1", rating="met"))
    batch = [change(f"c{item}", item, 0, rating="met", note="x") for item in ("A2", "A3", "B1", "B2", "R1")]
    token = desk.browser.token()

    with statements() as page:
        desk.browser.answer(desk.part())
    with statements() as save:
        answer = desk.browser.client.post(
            f"/assess/{desk.draft}/ratings", json={"changes": batch}, headers={"X-CSRFToken": token}
        )

    assert answer.status_code == 200
    assert len(page) <= 8, page
    assert len(save) <= 12, save
