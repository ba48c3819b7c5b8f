"""The rating form as one form, without scripts."""

from datetime import timedelta
from uuid import UUID

import pytest

from inspector.services import assessing
from inspector.services.saving import LONGEST_TEXT
from inspector.store.base import FIRST_DAY
from inspector.store.database import transaction
from inspector.store.tables import Assessment
from inspector.workflow.permissions import Role
from inspector.workflow.states import State
from tests.store.world import NOW, World
from tests.web.assess.conftest import Desk, rating_form
from tests.web.browser import Browser

pytestmark = pytest.mark.database


def errors_of(page) -> list[str]:
    return [one.text.strip() for one in page.select("[data-error-summary] li")]


def test_blank_not_applicable_and_rated_are_kept_apart(desk: Desk):
    fields = desk.form()
    desk.browser.send(
        desk.part(),
        {**fields, "rating:A1": "met", "rating:A2": "na", "reason:A2": "Trường không có", "then": "stay"},
    )

    page = desk.browser.open(desk.part())

    assert page.select_one("#A1-met").has_attr("checked")
    assert page.select_one("#A2-na").has_attr("checked")
    assert page.select_one("#A2-reason")["value"] == "Trường không có"
    assert not page.select("#A3 input[type=radio][checked]")
    assert page.select_one("[data-answered]").text == "2"


def test_only_what_was_changed_is_saved(desk: Desk):
    fields = desk.form()
    desk.browser.send(desk.part(), {**fields, "note:A1": "Đủ hồ sơ"})

    desk.world.save(desk.draft, {"A1": "not_met"})
    page = desk.browser.open(desk.part())

    assert page.select_one("#A1-not_met").has_attr("checked")
    assert page.select_one("#A1-note").text.strip() == "Đủ hồ sơ"
    assert desk.stored("A1").note_revision == 1


def test_save_and_go_on_leads_from_part_to_part_and_at_last_to_the_check(desk: Desk):
    gates = desk.browser.send(desk.part("gates"), {**desk.form("gates"), "then": "next"})
    first = desk.browser.send(desk.part(), {**desk.form(), "then": "next"})
    last = desk.browser.send(desk.part("B"), {**desk.form("B"), "then": "next"})
    stayed = desk.browser.send(desk.part(), {**desk.form(), "then": "stay"})

    assert gates.location == desk.part("A")
    assert first.location == desk.part("B")
    assert last.location == f"/assess/{desk.draft}/check"
    assert stayed.location == desk.part("A")


def test_back_and_sending_the_same_page_again_saves_nothing_twice(desk: Desk):
    fields = {**desk.form(), "rating:A1": "met", "note:A1": "Có quyết định"}
    desk.browser.send(desk.part(), fields)
    desk.browser.send(desk.part(), fields)

    assert desk.stored("A1").revision == 1


def test_two_tabs_that_change_the_same_item_show_both_values_and_lose_nothing(desk: Desk):
    first, second = desk.form(), desk.form()
    desk.browser.send(desk.part(), {**first, "rating:A1": "met", "note:A1": "Bản thứ nhất"})

    page = desk.browser.send(
        desk.part(),
        {**second, "rating:A1": "not_met", "note:A1": "Bản thứ hai", "rating:A2": "met"},
        expect=409,
    )

    said = page.select_one("#A1-error").text
    assert "Cô Hạnh" in said
    assert "“Đạt”" in said
    assert "“Bản thứ nhất”" in said
    assert page.select_one("#A1-not_met").has_attr("checked")
    assert page.select_one("#A1-note").text.strip() == "Bản thứ hai"
    assert desk.stored("A1").value == "met"
    assert desk.stored("A2").value == "met"  # what could be saved stays saved

    desk.browser.send(desk.part(), rating_form(page))  # sending again decides

    assert (desk.stored("A1").value, desk.stored("A1").note) == ("not_met", "Bản thứ hai")


def test_different_fields_of_one_item_by_two_people_merge(desk: Desk):
    mine, theirs = desk.form(), desk.form()
    desk.colleague().send(desk.part(), {**theirs, "note:A1": "Cô Lan ghi"})
    desk.browser.send(desk.part(), {**mine, "rating:A1": "met"})

    assert (desk.stored("A1").value, desk.stored("A1").note) == ("met", "Cô Lan ghi")


def test_an_unknown_option_is_refused_beside_its_item_and_the_rest_is_saved(desk: Desk):
    page = desk.browser.send(
        desk.part(), {**desk.form(), "rating:A1": "excellent", "rating:A2": "met"}, expect=422
    )

    assert "Chọn một trong các câu trả lời" in page.select_one("#A1-error").text
    assert page.title.text.startswith("Lỗi: ")
    assert desk.stored("A2").value == "met"
    with pytest.raises(KeyError):
        desk.stored("A1")


@pytest.mark.parametrize(("length", "saved"), [(LONGEST_TEXT, True), (LONGEST_TEXT + 1, False)])
def test_a_note_may_be_long_but_not_endless(desk: Desk, length: int, saved: bool):
    note = "x" * length
    page = desk.browser.send(desk.part(), {**desk.form(), "note:A1": note}, expect=302 if saved else 422)

    if saved:
        assert desk.stored("A1").note == note
    else:
        assert page.select_one("#A1-note").text.strip() == note


def test_a_number_with_a_comma_is_stored_exactly_and_shown_with_a_comma(desk: Desk, numbers: UUID):
    desk.browser.send(desk.part("N", of=numbers), {**desk.form("N", of=numbers), "rating:N1": "56,5"})

    page = desk.browser.open(desk.part("N", of=numbers))

    assert desk.stored("N1", of=numbers).value == "56.5"
    assert page.select_one("#N1-rating")["value"] == "56,5"


@pytest.mark.parametrize(("typed", "verdict"), [("54,9", "Chưa đạt"), ("55", "Đạt")])
def test_a_measured_number_says_whether_it_is_enough(desk: Desk, numbers: UUID, typed: str, verdict: str):
    desk.browser.send(desk.part("N", of=numbers), {**desk.form("N", of=numbers), "rating:N1": typed})

    page = desk.browser.open(desk.part("N", of=numbers))

    assert page.select_one("#N1 .item__verdict").text == verdict
    assert page.select_one("#N3 .item__verdict") is None, "what is only reported is neither"


@pytest.mark.parametrize(
    ("typed", "says"), [("-1", "Nhập một số từ 0 trở lên."), ("1,2345678", "không quá 6 chữ số")]
)
def test_a_number_that_nothing_can_measure_is_refused(desk: Desk, numbers: UUID, typed: str, says: str):
    page = desk.browser.send(
        desk.part("N", of=numbers), {**desk.form("N", of=numbers), "rating:N1": typed}, expect=422
    )

    assert says in page.select_one("#N1-error").text
    assert page.select_one("#N1-rating")["value"] == typed


def test_a_number_that_may_be_two_is_asked_back_and_stays_in_its_field(desk: Desk, numbers: UUID):
    page = desk.browser.send(
        desk.part("N", of=numbers),
        {**desk.form("N", of=numbers), "rating:N3": "1.234", "rating:N1": "60"},
        expect=422,
    )

    assert "1234 hay 1,234" in page.select_one("#N3-error").text
    assert page.select_one("#N3-rating")["value"] == "1.234"
    assert desk.stored("N1", of=numbers).value == "60"
    desk.browser.send(desk.part("N", of=numbers), {**rating_form(page), "rating:N3": "1234"})
    assert desk.stored("N3", of=numbers).value == "1234"


@pytest.mark.parametrize("typed", ["nhiều", "5,25", "5,5", "-1"])
def test_a_score_off_its_steps_is_refused_with_what_may_be_given(desk: Desk, numbers: UUID, typed: str):
    page = desk.browser.send(
        desk.part("N", of=numbers), {**desk.form("N", of=numbers), "rating:N2": typed}, expect=422
    )

    assert "từ 0 đến 5, mỗi bước 0,5" in page.select_one("#N2-error").text


def test_a_number_and_not_applicable_at_once_is_asked_back(desk: Desk, numbers: UUID):
    fields = {**desk.form("N", of=numbers), "rating:N1": "60", "na:N1": "na"}
    page = desk.browser.send(desk.part("N", of=numbers), fields, expect=422)

    assert "xoá số, hoặc bỏ dấu chọn" in page.select_one("#N1-error").text
    assert page.select_one("#N1-rating")["value"] == "60"


def test_a_number_gives_way_to_not_applicable_and_back(desk: Desk, numbers: UUID):
    part = desk.part("N", of=numbers)
    desk.browser.send(part, {**desk.form("N", of=numbers), "rating:N1": "60"})
    desk.browser.send(part, {**desk.form("N", of=numbers), "na:N1": "na", "reason:N1": "Chưa khám"})
    assert desk.stored("N1", of=numbers).value == "na"

    fields = desk.form("N", of=numbers)
    del fields["na:N1"]
    desk.browser.send(part, {**fields, "rating:N1": "61"})
    assert desk.stored("N1", of=numbers).value == "61"


def test_not_applicable_where_it_is_forbidden_is_refused(desk: Desk, numbers: UUID):
    fields = {**desk.form("N", of=numbers), "rating:N4": "na"}
    page = desk.browser.send(desk.part("N", of=numbers), fields, expect=422)

    assert not page.select("#N4-na")
    assert "không chọn “Không áp dụng” được" in page.select_one("#N4-error").text


def test_only_what_applies_to_the_school_is_asked(desk: Desk):
    bought = desk.world.draft(desk.world.school(meals="bought", name="Trường MN Suất Ăn"))
    head = Browser(
        desk.app, desk.world.person(Role.PRINCIPAL, school=school_of(desk.world, bought), first_day=FIRST_DAY)
    )

    assert desk.browser.open(desk.part("B")).select("#B2")
    assert not head.open(desk.part("B", of=bought)).select("#B2")


def test_while_a_fact_is_missing_everything_is_shown_and_saved_and_the_fact_asked_for(desk: Desk):
    unknown = desk.world.draft(desk.world.school(meals=None))
    head = Browser(desk.app, desk.world.person(Role.PRINCIPAL, school=school_of(desk.world, unknown)))

    page = head.open(desk.part("B", of=unknown))
    head.send(desk.part("B", of=unknown), {**rating_form(page), "rating:B1": "met"})

    assert page.select("#B2")
    assert "Bữa ăn" in page.select_one(".notice").text
    assert page.select_one(f".notice a[href='/assess/{unknown}/facts']")
    assert desk.stored("B1", of=unknown).value == "met"


def test_a_locked_assessment_is_read_and_says_why(desk: Desk):
    fields = desk.form()
    set_state(desk, State.SUBMITTED)

    page = desk.browser.open(desk.part())
    sent = desk.browser.send(desk.part(), {**fields, "note:A1": "Muộn rồi"}, expect=409)

    assert not page.select("main input[type=radio], main textarea")
    assert "đã nộp" in page.select_one(".notice").text
    assert "Muộn rồi" in sent.select_one("#A1-error").text


def test_a_form_of_another_schools_assessment_is_not_found(desk: Desk):
    other = desk.world.school(name="Trường MN Sơn Ca")
    theirs = desk.world.draft(other)

    desk.browser.open(desk.part(of=theirs), expect=404)
    desk.browser.send(desk.part(of=theirs), {**desk.form(), "rating:A1": "met"}, expect=404)


def test_a_part_that_does_not_exist_is_not_found(desk: Desk):
    desk.browser.open(desk.part("Z"), expect=404)


def test_what_was_typed_after_the_session_ended_is_kept_through_signing_in(desk: Desk):
    fields = {**desk.form(), "rating:A1": "met", "note:A1": "Viết ba ngày trước"}
    desk.browser.client.delete_cookie("inspector")
    token = desk.browser.token()

    answer = desk.browser.client.post(
        desk.part(), data={**fields, "csrf_token": token}, headers={"Sec-Fetch-Site": "same-origin"}
    )

    assert answer.status_code == 401
    assert "Viết ba ngày trước" in answer.text
    assert "carried:rating:A1" in answer.text


def test_last_years_rating_stands_beside_the_item(desk: Desk, world: World):
    school = world.school(name="Trường MN Năm Ngoái")
    world.submitted(school, "not_met", at=NOW - timedelta(days=300))
    draft = world.draft(school)
    head = Browser(desk.app, world.person(Role.PRINCIPAL, school=school))

    page = head.open(desk.part(of=draft))

    assert "Chưa đạt" in page.select_one("#A1 .item__previous").text


def test_a_returned_assessment_shows_the_remark_above_its_item(desk: Desk):
    desk.world.fill(desk.draft)
    set_state(desk, State.SUBMITTED)
    with transaction(desk.world.engine) as session:
        found = session.get_one(Assessment, desk.draft)
        assessing.return_(
            session,
            found,
            desk.world.edition,
            {"A2": "Thiếu quyết định"},
            "Bổ sung rồi nộp lại",
            by=None,
            at=found.changed_at,
        )

    page = desk.browser.open(desk.part())
    overview = desk.browser.open(f"/assess/{desk.draft}")

    assert "Thiếu quyết định" in page.select_one("#A2 .remark").text
    assert not page.select("#A1 .remark")
    assert "Bổ sung rồi nộp lại" in overview.select_one(".remark").text
    assert "Cần bổ sung" in overview.select_one(".tasks__list .state--attention").text


def school_of(world: World, assessment: UUID) -> UUID:
    with transaction(world.engine) as session:
        school = session.get_one(Assessment, assessment).school_id
        assert school is not None
        return school


def set_state(desk: Desk, state: State) -> None:
    with transaction(desk.world.engine) as session:
        found = session.get_one(Assessment, desk.draft)
        found.state, found.counts_from = state, found.opened_at
