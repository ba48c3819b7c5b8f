"""The whole way of one school: it assesses itself, is reviewed, is visited, and answers."""

import re
import shutil
import subprocess
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import reviewer as reviews
from tests.journeys import team
from tests.journeys.principal import hand_in, open_assessment
from tests.journeys.serving import ZONE
from tests.journeys.sheets import FOOD, MET, NOT_MET, Said, expect_saved, go_through, item_on, say
from tests.journeys.visitor import PHONE, Visitor

pytestmark = [pytest.mark.journey, pytest.mark.postgres]

SCHOOL = "Trường MN Thỏ Ngọc Thanh Khê"
PLAN, HEALTH, LICENCE, SAMPLES = "TP-A04", "TP-C01", "TP-A02", "TP-F04"
LEADER = "Bùi Minh Ngân"
SIGNED = {"for_school": "Đặng Minh Oanh, hiệu trưởng", "for_team": f"{LEADER}, trưởng đoàn"}


@pytest.fixture(autouse=True)
def _can_read_paper() -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("There is no pdftotext. As root, type: make system")


def test_a_school_assesses_itself_is_reviewed_is_visited_and_answers(visitor, tmp_path):
    principal, reviewer = visitor("hieutruong2"), visitor("so")

    assess(principal)
    review(reviewer)
    supplement(principal)
    accept(reviewer)
    visit(visitor("doan1", width=PHONE), tmp_path)
    answer(principal)
    follow_up(reviewer)


def assess(principal: Visitor) -> None:
    """Everything is met but one item."""
    page = principal.page
    open_assessment(principal, FOOD)
    principal.press(re.compile(r"^A\. "))
    worse = {PLAN: Said(NOT_MET, note="Kế hoạch chưa ký")}
    assert go_through(principal, "Lưu và kiểm tra trước khi nộp", worse) == 59
    hand_in(principal)
    principal.press("Xem phiếu đã nộp")
    principal.press(re.compile(r"^A\. "))
    expect(page.get_by_role("radio")).to_have_count(0)


def review(reviewer: Visitor) -> None:
    """The reviewer asks for more on two items."""
    reviews.go_to_submitted(reviewer, SCHOOL, FOOD)
    remarks = {PLAN: "Ghi rõ bao giờ ký kế hoạch", HEALTH: "Ghi ngày khám sức khỏe"}
    reviews.send_back(reviewer, "Đề nghị bổ sung hai mục", remarks)


def supplement(principal: Visitor) -> None:
    """The principal sees the remarks above their items, changes both and hands in again."""
    page = principal.page
    principal.open("/")
    principal.press("Mở nhận xét")
    expect(page.get_by_role("main")).to_contain_text("Đề nghị bổ sung hai mục")
    principal.press(re.compile(r"^A\. "), inside=page.get_by_role("main"))
    plan = item_on(page, PLAN)
    expect(plan).to_contain_text("Ghi rõ bao giờ ký kế hoạch")
    say(plan, Said(note="Kế hoạch ký ngày 25/11"))
    expect_saved(page)
    principal.press(re.compile(r"^C\. "))
    health = item_on(page, HEALTH)
    expect(health).to_contain_text("Ghi ngày khám sức khỏe")
    say(health, Said(MET, note="Khám ngày 03/08/2026"))
    expect_saved(page)
    principal.press("Kiểm tra trước khi nộp")
    hand_in(principal)


def accept(reviewer: Visitor) -> None:
    """The reviewer sees what was supplemented, accepts it, and sends a team."""
    reviews.go_to_submitted(reviewer, SCHOOL, FOOD)
    expect(item_on(reviewer.page, PLAN)).to_contain_text("Kế hoạch ký ngày 25/11")
    reviews.accept(reviewer)
    reviews.open_visit(reviewer, SCHOOL, FOOD, datetime.now(ZONE).date(), LEADER)


def visit(inspector: Visitor, folder: Path) -> None:
    """The team differs on three items, records two findings, signs; the minutes are printed."""
    page = inspector.page
    team.begin(inspector, SCHOOL)
    inspector.press(re.compile(r"^A\. "))
    team.rate_own_first(inspector, LICENCE, Said(NOT_MET, "Giấy chứng nhận hết hạn 01/10/2026"), MET)
    team.record(inspector, team.Shortcoming(LICENCE, "Gia hạn giấy chứng nhận", "Nghiêm trọng"))
    rest = {
        LICENCE: Said(),
        PLAN: Said(NOT_MET, "Kế hoạch chưa ký"),
        HEALTH: Said(NOT_MET, "Hai người chưa khám"),
        SAMPLES: Said(NOT_MET, "Mẫu lưu thiếu nhãn"),
    }
    assert team.rate_all(inspector, rest) == 59
    team.expect_differences(inspector, [LICENCE, HEALTH, SAMPLES])
    team.record(inspector, team.Shortcoming("", "Dọn lối thoát hiểm của bếp", "Nguy hiểm ngay"))
    inspector.press("Sang bước 4: ký biên bản")
    team.sign(inspector, **SIGNED)

    words = printed_words(page, folder / "minutes.pdf")
    for part in (*SIGNED.values(), SCHOOL, "Gia hạn giấy chứng nhận", "Dọn lối thoát hiểm của bếp"):
        assert part in words
    inspector.open("/inspect/")
    inspector.press(SCHOOL)
    inspector.press("Xem biên bản")
    inspector.open(page.url.replace("/minutes", "/groups/A"))
    expect(page.get_by_role("radio")).to_have_count(0)


def printed_words(page: Page, file: Path) -> str:
    """Print the page at hand and return what can be read on the paper."""
    page.pdf(path=file, prefer_css_page_size=True)
    return " ".join(subprocess.check_output(["pdftotext", file, "-"], text=True).split())


def answer(principal: Visitor) -> None:
    """The principal accepts one finding with a plan and reports that the other is remedied."""
    page = principal.page
    principal.open("/")
    for finding, kind, words in (
        ("Dọn lối thoát hiểm của bếp", "Báo đã khắc phục", "Đã dọn ngay trong chiều nay"),
        ("Gia hạn giấy chứng nhận", "Tiếp thu, có kế hoạch khắc phục", "Nộp hồ sơ trước 27/11"),
    ):
        principal.press("Kiến nghị")
        principal.press(re.compile(f"^Xem và trả lời.*{finding}"))
        page.get_by_role("radio", name=kind).check()
        page.get_by_label("Nội dung trả lời").fill(words)
        principal.press("Gửi trả lời")
        expect(page.get_by_role("article")).to_contain_text(words)


def follow_up(reviewer: Visitor) -> None:
    """The reviewer reads the answers, and finds the red item from the province in four clicks."""
    page, main = reviewer.page, reviewer.page.get_by_role("main")
    reviews.go_to_visit(reviewer, SCHOOL)
    expect(main).to_contain_text("Đã dọn ngay trong chiều nay")
    expect(main).to_contain_text("Nộp hồ sơ trước 27/11")

    reviewer.open("/oversee/")
    reviewer.clicks = 0
    reviewer.press("Phường Hồng Hà", inside=main)
    reviewer.press(SCHOOL, inside=main)
    row = page.get_by_role("row").filter(has_text=FOOD).filter(has_text="Đoàn kiểm tra")
    reviewer.press(FOOD, inside=row)
    expect(item_on(page, LICENCE)).to_contain_text("Giấy chứng nhận hết hạn 01/10/2026")
    assert reviewer.clicks <= 4
