"""Steps 1 and 2 of a visit: opening it, and rating the same items as the school."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import pytest
from bs4 import BeautifulSoup, Tag
from sqlalchemy import Engine, event

from inspector.store import ratings
from inspector.store.database import reading, transaction
from inspector.store.tables import Visit
from inspector.workflow.permissions import Role
from inspector.workflow.states import VisitState
from tests.web.browser import Browser, fields_of
from tests.web.on_site import OnSite

pytestmark = pytest.mark.database


def form_of(page: BeautifulSoup) -> dict[str, str]:
    form = page.select_one("main form")
    assert isinstance(form, Tag)
    return fields_of(form)


def item(page: BeautifulSoup, id_: str) -> Tag:
    found = page.find(id=id_)
    assert isinstance(found, Tag)
    return found


def save(on_site: OnSite, group: str, fields: dict[str, str], *, expect: int = 302, query: str = ""):
    address = f"{on_site.address}/groups/{group}{query}"
    return on_site.inspector.send(
        address, {**form_of(on_site.inspector.open(address)), **fields}, expect=expect
    )


def rows(on_site: OnSite) -> dict[str, ratings.RatingRow]:
    with reading(on_site.world.engine) as session:
        return ratings.of_assessment(session, on_site.assessment)


@contextmanager
def statements(engine: Engine) -> Iterator[list[str]]:
    seen: list[str] = []

    def note(_connection, _cursor, statement, *_rest):
        seen.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield seen
    event.remove(engine, "before_cursor_execute", note)


def test_my_visits_lists_the_open_ones_first_with_their_school_and_state(on_site: OnSite):
    page = on_site.inspector.open("/inspect/")

    (row,) = page.select(".task")
    assert "Trường MN Hoa Sen" in row.text
    assert "Dự kiến" in row.text
    assert row.select_one("a")["href"] == on_site.address


def test_a_visit_under_way_says_how_far_it_is(on_site: OnSite):
    on_site.begin()
    on_site.world.save(on_site.assessment, {"A1": "met", "A2": "met"})

    (row,) = on_site.inspector.open("/inspect/").select(".task")

    assert "đã chấm 2/5 mục" in row.text


def test_an_inspector_without_visits_reads_what_will_appear_here(on_site: OnSite):
    other = on_site.for_person(on_site.world.person(Role.INSPECTOR, unit=on_site.world.units.city))

    page = other.open("/inspect/")

    assert not page.select(".task")
    assert "Chưa có lần kiểm tra nào" in page.text


def test_step_one_names_team_school_day_and_edition(on_site: OnSite):
    page = on_site.inspector.open(on_site.address)

    assert page.h1.text == "Bước 1/4 – Mở đầu"
    text = page.main.text
    for words in ("Trường MN Hoa Sen", "Thầy Long – Trưởng đoàn", "20/11/2026", "có hiệu lực từ 01/01/2020"):
        assert words in text


def test_the_visit_begins_with_whoever_is_present(on_site: OnSite):
    answer = on_site.inspector.send(f"{on_site.address}/begin", {"present": "Cô Hạnh – hiệu trưởng"})

    assert answer.location == f"{on_site.address}/items"
    with reading(on_site.world.engine) as session:
        assert session.get_one(Visit, on_site.visit).state is VisitState.UNDER_WAY
    assert "Cô Hạnh – hiệu trưởng" in on_site.inspector.open(on_site.address).find(id="present").text


def test_a_visit_does_not_begin_without_anybody_of_the_school(on_site: OnSite):
    page = on_site.inspector.send(f"{on_site.address}/begin", {"present": " \n"}, expect=422)

    assert page.title.text.startswith("Lỗi: ")
    assert page.select_one("[role=alert] a")["href"] == "#present"
    with reading(on_site.world.engine) as session:
        assert session.get_one(Visit, on_site.visit).state is VisitState.PLANNED


@pytest.mark.parametrize("page", ["items", "groups/A", "talk", "sign", "findings/new"])
def test_before_the_visit_begins_its_later_steps_lead_back_to_the_first(on_site: OnSite, page: str):
    answer = on_site.inspector.answer(f"{on_site.address}/{page}")

    assert (answer.status_code, answer.location) == (302, on_site.address)


def test_nothing_is_rated_before_the_visit_begins(on_site: OnSite):
    on_site.inspector.send(f"{on_site.address}/groups/A", {"rating:A1": "met"}, expect=409)

    assert not rows(on_site)


def test_step_two_shows_each_part_with_how_far_it_is(on_site: OnSite):
    on_site.begin()
    on_site.world.save(on_site.assessment, {"A1": "met", "B1": "met", "B2": "met"})

    states = {
        row.select_one("a").text: row.select_one(".task__state").text.strip()
        for row in on_site.inspector.open(f"{on_site.address}/items").select(".task")
    }

    assert states == {
        "Điều kiện loại": "Chưa làm",
        "A. Nhóm A": "Đang làm",
        "B. Nhóm B": "Đã xong",
    }


def test_a_part_that_lacks_a_note_is_not_called_completed(on_site: OnSite):
    on_site.begin()
    on_site.world.save(on_site.assessment, {"B1": "not_met", "B2": "met"})

    page = on_site.inspector.open(f"{on_site.address}/items")

    assert "Thiếu nhận định" in page.text


def test_what_is_not_rated_yet_can_be_listed_item_by_item(on_site: OnSite):
    on_site.begin()
    on_site.world.save(on_site.assessment, {"A1": "met", "B1": "met", "B2": "met", "R1": "no"})

    page = on_site.inspector.open(f"{on_site.address}/items?only=blank")

    links = [link["href"] for link in page.select(".task a")]
    assert links == [f"{on_site.address}/groups/A#A2", f"{on_site.address}/groups/A#A3"]


def test_a_part_can_show_only_what_is_not_rated_yet(on_site: OnSite):
    on_site.begin()
    on_site.world.save(on_site.assessment, {"A2": "met"})

    page = on_site.inspector.open(f"{on_site.address}/groups/A?only=blank")

    assert [one["id"] for one in page.select("fieldset.item")] == ["A1", "A3"]


def test_saving_goes_on_to_the_next_part_and_from_the_last_to_the_talk(on_site: OnSite):
    on_site.begin()

    first = save(on_site, "A", {"rating:A1": "met", "then": "next"})
    last = save(on_site, "B", {"rating:B1": "met", "then": "next"})

    assert first.location == f"{on_site.address}/groups/B"
    assert last.location == f"{on_site.address}/talk"
    assert {one: row.value for one, row in rows(on_site).items()} == {"A1": "met", "B1": "met"}


def test_with_the_filter_on_saving_skips_parts_in_which_all_is_rated(on_site: OnSite):
    on_site.begin()
    on_site.world.save(on_site.assessment, dict.fromkeys(("A1", "A2", "A3"), "met"))

    answer = save(on_site, "gates", {"rating:R1": "no", "then": "next"}, query="?only=blank")

    assert answer.location == f"{on_site.address}/groups/B?only=blank"


def test_a_part_that_does_not_exist_is_not_found(on_site: OnSite):
    on_site.begin()

    on_site.inspector.open(f"{on_site.address}/groups/Z", expect=404)


def test_the_schools_rating_stays_hidden_until_the_item_has_an_own_one(on_site: OnSite):
    on_site.world.submitted(on_site.school, "not_met")
    on_site.begin()
    on_site.world.save(on_site.assessment, {"A1": "met"})

    page = on_site.inspector.open(f"{on_site.address}/groups/A")

    assert "Trường tự chấm: Chưa đạt" in " ".join(item(page, "A1").text.split())
    assert "Trường tự chấm" not in item(page, "A2").text


def test_the_schools_note_stands_beside_its_rating(on_site: OnSite):
    theirs = on_site.world.draft(on_site.school)
    on_site.world.fill(theirs, "met")
    principal = on_site.principal
    address = f"/assess/{theirs}/groups/A"
    fields = form_of(principal.open(address))
    principal.send(address, {**fields, "note:A1": "Cổng mới thay tháng 9"})
    submit(on_site, theirs)
    on_site.begin()
    on_site.world.save(on_site.assessment, {"A1": "not_met"})

    page = on_site.inspector.open(f"{on_site.address}/groups/A")

    assert "Cổng mới thay tháng 9" in item(page, "A1").select_one(".item__other").text


def submit(on_site: OnSite, assessment: UUID) -> None:
    from inspector.services import assessing
    from inspector.store.tables import Assessment
    from tests.store.world import NOW

    with transaction(on_site.world.engine) as session:
        found = session.get_one(Assessment, assessment)
        assessing.submit(session, found, on_site.world.edition, by=None, at=NOW)


def test_a_draft_of_the_school_is_never_shown(on_site: OnSite):
    on_site.world.fill(on_site.world.draft(on_site.school), "not_met")
    on_site.begin()
    on_site.world.save(on_site.assessment, {"A1": "met"})

    assert "Trường tự chấm" not in on_site.inspector.open(f"{on_site.address}/groups/A").text


def test_a_visit_may_keep_the_schools_ratings_from_its_team(on_site: OnSite):
    on_site.world.submitted(on_site.school, "not_met")
    with transaction(on_site.world.engine) as session:
        session.get_one(Visit, on_site.visit).shows_self_rating = False
    on_site.begin()
    on_site.world.save(on_site.assessment, {"A1": "met"})

    assert "Trường tự chấm" not in on_site.inspector.open(f"{on_site.address}/groups/A").text
    on_site.inspector.open(f"{on_site.address}/items/A1/beside", expect=204)


def test_the_form_may_ask_for_the_schools_rating_only_after_the_own_one_is_stored(on_site: OnSite):
    on_site.world.submitted(on_site.school, "not_met")
    on_site.begin()
    address = f"{on_site.address}/items/A1/beside"
    on_site.inspector.open(address, expect=204)
    on_site.world.save(on_site.assessment, {"A1": "met"})

    fragment = on_site.inspector.open(address)

    assert "Chưa đạt" in fragment.text
    assert not fragment.select("html")


def test_what_is_saved_by_itself_does_not_carry_the_schools_rating(on_site: OnSite):
    on_site.world.submitted(on_site.school, "not_met")
    on_site.begin()
    change = {"id": "one", "indicator": "A1", "revision": 0, "fields": {"rating": "met"}}

    answer = on_site.inspector.send_json(f"/assess/{on_site.assessment}/ratings", {"changes": [change]})

    assert answer["results"][0]["status"] == "applied"
    assert "not_met" not in str(answer)
    assert "Chưa đạt" not in str(answer["results"])


@pytest.mark.parametrize(
    ("ours", "theirs", "words"),
    [
        ("met", "met", None),
        ("not_met", "not_met", "vì kết quả chưa đạt"),
        ("met", "not_met", "vì kết quả khác tự đánh giá của trường"),
    ],
)
def test_an_item_that_needs_a_note_and_has_none_says_so(
    on_site: OnSite, ours: str, theirs: str, words: str | None
):
    on_site.world.submitted(on_site.school, theirs)
    on_site.begin()
    on_site.world.save(on_site.assessment, {"A1": ours})

    error = item(on_site.inspector.open(f"{on_site.address}/groups/A"), "A1").select_one(
        ".govuk-error-message"
    )

    assert (words in error.text) if words else error is None


def test_the_mark_goes_once_the_note_is_there(on_site: OnSite):
    on_site.begin()
    save(on_site, "A", {"rating:A1": "not_met", "note:A1": "Chốt cổng hỏng"})

    page = on_site.inspector.open(f"{on_site.address}/groups/A")

    assert item(page, "A1").select_one(".govuk-error-message") is None
    assert rows(on_site)["A1"].note == "Chốt cổng hỏng"


def test_what_a_colleague_saved_meanwhile_is_a_conflict_and_nothing_typed_is_lost(on_site: OnSite):
    on_site.begin()
    address = f"{on_site.address}/groups/A"
    before = form_of(on_site.inspector.open(address))
    on_site.world.save(on_site.assessment, {"A1": "not_met"})

    page = on_site.inspector.send(address, {**before, "rating:A1": "met", "rating:A2": "met"}, expect=409)

    assert page.select_one("[role=alert] a")["href"] == "#A1"
    assert form_of(page)["rating:A1"] == "met"
    assert {one: row.value for one, row in rows(on_site).items()} == {"A1": "not_met", "A2": "met"}


def test_ratings_sent_after_signing_are_refused_and_kept_on_the_page(on_site: OnSite):
    on_site.begin()
    address = f"{on_site.address}/groups/A"
    before = form_of(on_site.inspector.open(address))
    on_site.rate_all()
    on_site.sign()

    page = on_site.inspector.send(address, {**before, "note:A1": "Viết muộn"}, expect=409)

    assert "Viết muộn" in page.text
    assert rows(on_site)["A1"].note == ""


def test_after_signing_the_items_are_shown_without_fields(on_site: OnSite):
    on_site.begin()
    on_site.rate_all()
    on_site.sign()

    page = on_site.inspector.open(f"{on_site.address}/groups/A")

    assert not page.select("main input:not([type=hidden]), main textarea")
    assert "Biên bản đã ký" in page.text


def test_a_button_saves_the_part_and_goes_on_to_a_finding_about_the_item(on_site: OnSite):
    on_site.begin()

    answer = save(on_site, "A", {"rating:A2": "not_met", "then": "finding:A2"})

    assert answer.location == f"{on_site.address}/findings/new?item=A2&part=A"
    assert rows(on_site)["A2"].value == "not_met"
    assert "A2. Mục A2" in on_site.inspector.open(answer.location).main.text


def test_a_finding_that_was_recorded_stands_below_its_item(on_site: OnSite):
    on_site.begin()
    on_site.add_finding("Thay chốt cổng", item="A1")

    page = on_site.inspector.open(f"{on_site.address}/groups/A")

    (said,) = [one for one in page.select(".after-item") if "Đã lập kiến nghị" in one.text]
    assert "Thay chốt cổng" in said.text
    assert said.find_previous("fieldset")["id"] == "A1"


def test_the_enter_key_saves_and_stays(on_site: OnSite):
    """Browsers press the first button of a form; it must not be one that leads elsewhere."""
    on_site.begin()

    first = on_site.inspector.open(f"{on_site.address}/groups/A").select_one("main form button")

    assert first["value"] == "stay"


def test_a_fact_that_is_missing_is_asked_for_and_decides_what_applies(on_site: OnSite):
    school = on_site.world.school(meals=None, name="Trường MN Thiếu")
    leader = on_site.world.person(Role.INSPECTOR, unit=on_site.world.units.city)
    visit = on_site.world.visit(school, leader)
    browser = on_site.for_person(leader)
    address = f"/inspect/visits/{visit}"
    browser.send(f"{address}/begin", {"present": "Cô Mai"})
    assert "Chưa biết: Bữa ăn" in browser.open(f"{address}/groups/B").text
    assert item(browser.open(f"{address}/groups/B"), "B2")

    browser.send(f"{address}/facts", {"fact_meals": "bought"})

    assert browser.open(f"{address}/groups/B").find(id="B2") is None


@pytest.mark.parametrize("filled", [False, True])
def test_a_part_is_drawn_with_at_most_eight_statements(on_site: OnSite, app, filled: bool):
    if filled:
        on_site.world.submitted(on_site.school, "not_met")
    on_site.begin()
    on_site.rate_all()

    with statements(app.extensions["inspector"].engine) as seen:
        on_site.inspector.open(f"{on_site.address}/groups/A")

    asked = [one for one in seen if not one.startswith("BEGIN")]
    assert len(asked) <= 8, "\n".join(asked)


def test_a_part_is_saved_with_at_most_twelve_statements(on_site: OnSite, app):
    on_site.world.submitted(on_site.school, "not_met")
    on_site.begin()
    address = f"{on_site.address}/groups/A"
    fields = {**form_of(on_site.inspector.open(address)), "csrf_token": on_site.inspector.token()}
    fields |= {f"rating:{one}": "not_met" for one in ("A1", "A2", "A3")}

    with statements(app.extensions["inspector"].engine) as seen:
        answer = on_site.inspector.client.post(address, data=fields)

    assert answer.status_code == 302
    assert len(seen) <= 12, "\n".join(seen)


def test_the_pages_of_a_visit_are_in_english_too(on_site: OnSite):
    on_site.begin()
    leader = on_site.inspector
    leader.client.set_cookie("language", "en")

    page = leader.open(f"{on_site.address}/items")

    assert page.h1.text == "Step 2 of 4 – Rating on site"
    assert not re.search(r"Chưa chấm|Bước", page.main.text)


def everybody_else(on_site: OnSite) -> Iterator[tuple[str, Browser]]:
    world = on_site.world
    yield "another inspector", on_site.for_person(world.person(Role.INSPECTOR, unit=world.units.city))
    yield "the principal", on_site.principal
    yield "a reviewer", on_site.for_person(world.person(Role.REVIEWER, unit=world.units.city))
    yield "a leader", on_site.for_person(world.person(Role.LEADER, unit=world.units.city))


@pytest.mark.parametrize(
    "page", ["", "/items", "/groups/A", "/items/A1/beside", "/talk", "/findings/new", "/sign", "/facts"]
)
def test_only_the_team_opens_the_steps_of_a_visit(on_site: OnSite, page: str):
    on_site.begin()

    for who, browser in everybody_else(on_site):
        status = browser.answer(on_site.address + page).status_code
        assert status == 404, f"{who} gets {status}"


def test_only_the_team_changes_a_visit(on_site: OnSite):
    on_site.begin()
    on_site.rate_all()
    posts = {
        "/begin": {"present": "Ai đó"},
        "/groups/A": {"revision:A1": "1", "was:rating:A1": "met", "rating:A1": "not_met"},
        "/findings/new": {"text": "Sửa", "seriousness": "minor"},
        "/sign": {"for_team": "A", "for_school": "B"},
    }

    for who, browser in everybody_else(on_site):
        for page, fields in posts.items():
            browser.send(on_site.address + page, fields, expect=404)
            assert rows(on_site)["A1"].value == "met", f"{who} changed a rating"
    with reading(on_site.world.engine) as session:
        assert session.get_one(Visit, on_site.visit).state is VisitState.UNDER_WAY
