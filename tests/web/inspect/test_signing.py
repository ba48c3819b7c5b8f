"""Steps 3 and 4 of a visit, the minutes, and what may be added to them."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from inspector.store.database import reading, transaction
from inspector.store.tables import Assessment, Finding, Visit
from inspector.store.tables.visits import Supplement
from inspector.web.asking import today
from inspector.workflow.permissions import Role
from inspector.workflow.states import Seriousness, State, VisitState
from tests.web.on_site import OnSite

pytestmark = pytest.mark.database


def words(page: BeautifulSoup) -> str:
    return " ".join(page.get_text(" ").split())


def findings(on_site: OnSite) -> list[Finding]:
    with reading(on_site.world.engine) as session:
        return list(session.scalars(select(Finding).order_by(Finding.at)))


def state(on_site: OnSite) -> VisitState:
    with reading(on_site.world.engine) as session:
        return session.get_one(Visit, on_site.visit).state


@pytest.fixture
def under_way(on_site: OnSite) -> OnSite:
    on_site.begin()
    return on_site


@pytest.fixture
def signed(under_way: OnSite) -> OnSite:
    under_way.rate_all()
    under_way.sign()
    return under_way


@pytest.fixture
def today_there(app):
    with app.test_request_context():
        yield today()


def test_the_talk_sets_both_ratings_of_a_differing_item_side_by_side(under_way: OnSite):
    under_way.world.submitted(under_way.school, "met")
    under_way.rate_all(A2="not_met")
    under_way.note("A", A2="Khe lan can 12 cm")

    page = under_way.inspector.open(f"{under_way.address}/talk")

    (difference,) = page.select(".difference")
    assert words(difference).startswith("A2. Mục A2")
    assert "Đoàn chấm Chưa đạt Khe lan can 12 cm Trường tự chấm Đạt" in words(difference)


def test_the_talk_says_when_there_is_nothing_to_compare_with(under_way: OnSite):
    assert "không có gì để so" in under_way.inspector.open(f"{under_way.address}/talk").text


def test_the_talk_does_not_tell_how_the_school_rated_what_the_team_has_not(under_way: OnSite):
    under_way.world.submitted(under_way.school, "not_met")

    page = under_way.inspector.open(f"{under_way.address}/talk")

    assert not page.select(".difference")


def test_the_talk_links_what_is_missing_to_where_it_is_mended(under_way: OnSite):
    under_way.world.save(under_way.assessment, {"A1": "not_met", "A2": "na", "A3": "met", "B1": "met"})

    page = under_way.inspector.open(f"{under_way.address}/talk")

    links = {link.text: link["href"].removeprefix(under_way.address) for link in page.select("main a")}
    assert links["Nhập nhận định cho mục A1 vì kết quả chưa đạt."] == "/groups/A#A1"
    assert links["Ghi lý do mục A2 không áp dụng."] == "/groups/A#A2"
    assert links["Chấm mục B2."] == "/groups/B#B2"
    assert links["Chấm mục R1."] == "/groups/gates#R1"


@pytest.mark.parametrize(("seriousness", "days"), [("immediate", 0), ("serious", 7), ("minor", 30)])
def test_a_finding_without_a_day_is_due_by_how_serious_it_is(
    under_way: OnSite, seriousness: str, days: int, today_there
):
    under_way.add_finding(seriousness=seriousness)

    (finding,) = findings(under_way)
    assert (finding.item_id, finding.seriousness) == ("A1", Seriousness(seriousness))
    assert finding.due_day == today_there + timedelta(days=days)


def test_a_finding_may_be_due_on_a_chosen_day_today_at_the_earliest(under_way: OnSite, today_there):
    address = f"{under_way.address}/findings/new"
    asked = {"text": "Thay chốt cổng", "seriousness": "serious"}
    yesterday = today_there - timedelta(days=1)

    refused = under_way.inspector.send(address, {**asked, "due_day": yesterday.isoformat()}, expect=422)
    assert refused.select_one("[role=alert] a")["href"] == "#due_day"
    assert "Thay chốt cổng" in refused.find(id="text").text
    assert not findings(under_way)

    under_way.inspector.send(address, {**asked, "due_day": today_there.isoformat()})
    assert findings(under_way)[0].due_day == today_there


def test_immediate_danger_cannot_wait_for_tomorrow(under_way: OnSite, today_there):
    asked = {"text": "Ổ điện hở", "seriousness": "immediate"}
    tomorrow = (today_there + timedelta(days=1)).isoformat()

    page = under_way.inspector.send(
        f"{under_way.address}/findings/new", {**asked, "due_day": tomorrow}, expect=422
    )

    assert "phải khắc phục trong ngày" in page.text


@pytest.mark.parametrize(
    ("fields", "anchor"),
    [
        ({"text": " ", "seriousness": "minor"}, "#text"),
        ({"text": "Thay chốt"}, "#seriousness-0"),
        ({"text": "Thay chốt", "seriousness": "grave"}, "#seriousness-0"),
        ({"text": "Thay chốt", "seriousness": "minor", "due_day": "mai"}, "#due_day"),
    ],
)
def test_a_finding_that_lacks_something_is_asked_for_again(under_way: OnSite, fields: dict, anchor: str):
    page = under_way.inspector.send(f"{under_way.address}/findings/new", fields, expect=422)

    assert page.select_one("[role=alert] a")["href"] == anchor
    assert not findings(under_way)


def test_a_finding_about_an_item_that_does_not_apply_is_not_found(under_way: OnSite):
    under_way.inspector.open(f"{under_way.address}/findings/new?item=Z9", expect=404)


def test_a_finding_may_be_about_no_single_item(under_way: OnSite):
    under_way.add_finding("Bổ sung sổ theo dõi", item="")

    assert findings(under_way)[0].item_id == ""
    assert "Bổ sung sổ theo dõi" in under_way.inspector.open(f"{under_way.address}/talk").text


def test_a_finding_is_dropped_before_signing(under_way: OnSite):
    under_way.add_finding()
    form = under_way.inspector.open(f"{under_way.address}/talk").select_one(".finding form")

    under_way.inspector.send(form["action"])

    assert not findings(under_way)


def test_a_finding_of_another_visit_cannot_be_dropped_through_this_one(under_way: OnSite):
    under_way.add_finding()
    (finding,) = findings(under_way)
    world = under_way.world
    leader = world.person(Role.INSPECTOR, unit=world.units.city)
    other = world.visit(under_way.school, leader)

    under_way.for_person(leader).send(f"/inspect/visits/{other}/findings/{finding.id}/drop", expect=404)

    assert findings(under_way)


def test_a_finding_stays_once_the_minutes_are_signed(under_way: OnSite):
    under_way.add_finding()
    under_way.rate_all()
    under_way.sign()
    (finding,) = findings(under_way)

    under_way.inspector.send(f"{under_way.address}/findings/{finding.id}/drop", expect=409)
    under_way.inspector.send(
        f"{under_way.address}/findings/new", {"text": "Muộn", "seriousness": "minor"}, expect=409
    )

    assert len(findings(under_way)) == 1


def test_signing_is_refused_with_a_link_to_everything_that_is_missing(under_way: OnSite):
    under_way.world.save(under_way.assessment, {"A1": "not_met", "A2": "met", "A3": "met", "B1": "met"})

    page = under_way.inspector.send(
        f"{under_way.address}/sign",
        {"for_school": "Cô Hạnh", "for_team": "Thầy Long", "conclusion": "Khá tốt"},
        expect=422,
    )

    links = [one["href"].removeprefix(under_way.address) for one in page.select("[role=alert] a")]
    assert links == ["/groups/B#B2", "/groups/gates#R1", "/groups/A#A1"]
    assert page.find(id="conclusion").text.strip() == "Khá tốt"
    assert page.find(id="for_school")["value"] == "Cô Hạnh"
    assert state(under_way) is VisitState.UNDER_WAY


@pytest.mark.parametrize("missing", ["for_school", "for_team"])
def test_both_sides_must_type_their_names(under_way: OnSite, missing: str):
    under_way.rate_all()
    names = {"for_school": "Cô Hạnh", "for_team": "Thầy Long", missing: "  "}

    page = under_way.inspector.send(f"{under_way.address}/sign", names, expect=422)

    assert [one["href"] for one in page.select("[role=alert] a")] == [f"#{missing}"]
    assert state(under_way) is VisitState.UNDER_WAY


def test_signing_locks_and_leads_to_the_minutes(under_way: OnSite):
    under_way.rate_all()

    answer = under_way.inspector.send(
        f"{under_way.address}/sign", {"for_school": "Cô Hạnh", "for_team": "Thầy Long"}
    )

    assert answer.location == f"{under_way.address}/minutes"
    assert state(under_way) is VisitState.SIGNED
    with reading(under_way.world.engine) as session:
        assert session.get_one(Assessment, under_way.assessment).state is State.SIGNED


def test_minutes_are_signed_only_once(signed: OnSite):
    names = {"for_school": "Người khác", "for_team": "Người khác"}

    signed.inspector.send(f"{signed.address}/sign", names, expect=409)

    assert "Người khác" not in signed.inspector.open(f"{signed.address}/minutes").text


def test_a_refusal_to_sign_needs_its_reason_and_stands_in_the_minutes(under_way: OnSite):
    under_way.rate_all()
    asked = {"for_school": "Cô Hạnh", "for_team": "Thầy Long", "school_refuses": "y"}
    page = under_way.inspector.send(f"{under_way.address}/sign", asked, expect=422)
    assert page.select_one("[role=alert] a")["href"] == "#school_opinion"

    under_way.inspector.send(f"{under_way.address}/sign", {**asked, "school_opinion": "Chưa thống nhất A1"})

    minutes = words(under_way.inspector.open(f"{under_way.address}/minutes"))
    assert "từ chối ký biên bản, lý do: Chưa thống nhất A1" in minutes


def test_minutes_are_a_draft_until_signed(under_way: OnSite):
    page = under_way.inspector.open(f"{under_way.address}/minutes")

    assert "BẢN NHÁP" in page.select_one(".draft").text


def test_signed_minutes_hold_who_where_what_and_by_when(under_way: OnSite):
    under_way.world.submitted(under_way.school, "met")
    under_way.rate_all(A2="not_met", R1="no")
    under_way.note("A", A2="Khe lan can 12 cm")
    under_way.add_finding("Bịt khe lan can", item="A2")
    under_way.sign(school_opinion="Nhất trí", conclusion="Trường làm tốt")

    page = under_way.inspector.open(f"{under_way.address}/minutes")

    assert page.select_one(".draft") is None
    text = words(page)
    for part in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "SỞ GIÁO DỤC VÀ ĐÀO TẠO MẪU",
        "Thầy Long – Trưởng đoàn",
        "Cô Hạnh – hiệu trưởng",
        "Trường MN Hoa Sen, Quận Gần",
        "đạt 4, chưa đạt 1",
        "Tốt, 80 %",
        "A2 Mục A2 Chưa đạt Khe lan can 12 cm",
        "A2 Mục A2 Chưa đạt Đạt",
        "Bịt khe lan can Mục A2. Mục A2 Nghiêm trọng",
        "Nhất trí",
        "Trường làm tốt",
        "không phải chữ ký số",
        "Dữ liệu minh hoạ",
    ):
        assert part in text, part


def test_minutes_keep_what_differed_although_the_school_hands_in_another_self_assessment(
    under_way: OnSite,
):
    from inspector.services import assessing
    from tests.store.world import NOW

    theirs = under_way.world.submitted(under_way.school, "met")
    under_way.rate_all(A2="not_met")
    under_way.note("A", A2="Khe lan can 12 cm")
    under_way.sign()
    with transaction(under_way.world.engine) as session:
        assessment = session.get_one(Assessment, theirs)
        assessing.return_(session, assessment, under_way.world.edition, {}, "Xem lại", by=None, at=NOW)

    minutes = words(under_way.inspector.open(f"{under_way.address}/minutes"))

    assert "A2 Mục A2 Chưa đạt Đạt" in minutes


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.LEADER])
def test_before_signing_those_above_see_how_far_a_visit_is_and_no_rating(under_way: OnSite, role: Role):
    under_way.world.save(under_way.assessment, {"A1": "not_met"})
    above = under_way.for_person(under_way.world.person(role, unit=under_way.world.units.city))

    page = above.open(f"{under_way.address}/minutes")

    assert "Đoàn đã chấm 1/6 mục" in words(page)
    assert "Chưa đạt" not in page.main.text
    assert not page.select("table")


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.LEADER])
def test_after_signing_those_above_read_the_minutes(signed: OnSite, role: Role):
    above = signed.for_person(signed.world.person(role, unit=signed.world.units.city))

    assert "BIÊN BẢN KIỂM TRA" in above.open(f"{signed.address}/minutes").h1.text


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.LEADER])
def test_nobody_reads_minutes_of_schools_outside_their_unit(signed: OnSite, role: Role):
    far = signed.for_person(signed.world.person(role, unit=signed.world.units.far))

    far.open(f"{signed.address}/minutes", expect=404)


def test_the_school_reads_the_minutes_only_once_they_are_signed(under_way: OnSite):
    under_way.principal.open(f"{under_way.address}/minutes", expect=404)
    under_way.rate_all()
    under_way.sign()

    under_way.principal.open(f"{under_way.address}/minutes")


def test_another_school_and_another_inspector_never_read_the_minutes(signed: OnSite):
    world = signed.world
    for person in (
        world.person(Role.PRINCIPAL, school=world.school(name="Trường MN Sơn Ca")),
        world.person(Role.INSPECTOR, unit=world.units.city),
        world.person(Role.ADMINISTRATOR),
    ):
        signed.for_person(person).open(f"{signed.address}/minutes", expect=404)


def test_something_is_added_to_signed_minutes_with_a_reason(signed: OnSite):
    added = {"text": "Thêm thành phần: ông Bình", "reason": "Sót khi ghi"}

    signed.inspector.send(f"{signed.address}/supplement", added)

    for address in (signed.address, f"{signed.address}/minutes"):
        text = words(signed.inspector.open(address))
        assert "Thêm thành phần: ông Bình" in text
        assert "Sót khi ghi" in text


@pytest.mark.parametrize("missing", ["text", "reason"])
def test_a_supplement_lacks_neither_text_nor_reason(signed: OnSite, missing: str):
    asked = {"text": "Thêm", "reason": "Sót", missing: " "}

    page = signed.inspector.send(f"{signed.address}/supplement", asked, expect=422)

    assert page.select_one("[role=alert] a")["href"] == f"#{missing}"
    with reading(signed.world.engine) as session:
        assert session.scalars(select(Supplement)).all() == []


def test_before_signing_there_is_nothing_to_add_to(under_way: OnSite):
    under_way.inspector.open(f"{under_way.address}/supplement", expect=404)


def test_the_school_cannot_add_to_the_minutes(signed: OnSite):
    signed.principal.send(f"{signed.address}/supplement", {"text": "Thêm", "reason": "Sót"}, expect=404)
