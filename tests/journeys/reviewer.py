"""What a reviewer of the department does."""

from collections.abc import Mapping
from datetime import date

from playwright.sync_api import Locator, expect

from tests.journeys.visitor import Visitor


def go_to_school(reviewer: Visitor, name: str) -> None:
    """Find a school by its name."""
    reviewer.press("Trường")
    reviewer.page.get_by_label("Tên hoặc mã trường").fill(name)
    reviewer.press("Tìm")
    reviewer.press(name)
    expect(reviewer.page.get_by_role("heading", level=1)).to_have_text(name)


def go_to_submitted(reviewer: Visitor, school: str, title: str) -> None:
    """Open the self-assessment that a school has submitted, and begin to review it."""
    go_to_school(reviewer, school)
    row = reviewer.page.get_by_role("row").filter(has_text=title).filter(has_text="Đã nộp")
    reviewer.press(title, inside=row)
    reviewer.press("Bắt đầu xem xét")


def send_back(reviewer: Visitor, reason: str, remarks: Mapping[str, str]) -> None:
    """Return what is being reviewed with remarks on items."""
    page = reviewer.page
    for number, words in remarks.items():
        remark = page.get_by_label(f"Nhận xét mục {number} để trường bổ sung")
        if not remark.is_visible():
            page.locator("summary").get_by_text(f"Nhận xét mục {number}", exact=True).click()
        remark.fill(words)
    page.get_by_label("Lý do chung").fill(reason)
    reviewer.press("Trả lại cho trường")
    expect(page.get_by_role("main")).to_contain_text("Đã trả lại")


def accept(reviewer: Visitor) -> None:
    """Accept what is being reviewed."""
    main = reviewer.page.get_by_role("main")
    reviewer.press("Tiếp nhận", inside=main)
    expect(main).to_contain_text("Tiếp nhận rồi thì không trả lại được nữa")
    reviewer.press("Tiếp nhận", inside=main)
    expect(main).to_contain_text("Đã tiếp nhận")


def open_visit(reviewer: Visitor, school: str, title: str, day: date, leader: str) -> None:
    """Open a visit to a school."""
    page = reviewer.page
    go_to_school(reviewer, school)
    reviewer.press("Mở đợt kiểm tra")
    _choose(page.get_by_label("Bộ tiêu chí"), title)
    page.get_by_role("radio", name="Kiểm tra theo kế hoạch").check()
    page.get_by_label("Ngày kiểm tra").fill(day.isoformat())
    _choose(page.get_by_label("Trưởng đoàn"), leader)
    reviewer.press("Mở đợt kiểm tra")
    expect(page.get_by_role("main")).to_contain_text("Đã mở đợt kiểm tra")


def _choose(select: Locator, words: str) -> None:
    """Choose the first entry of a list that says these words."""
    option = select.get_by_role("option").filter(has_text=words).first
    select.select_option(option.get_attribute("value"))


def go_to_visit(reviewer: Visitor, school: str) -> None:
    """Open the newest visit to a school in the list of visits."""
    reviewer.press("Đợt kiểm tra")
    row = reviewer.page.get_by_role("row").filter(has_text=school)
    reviewer.click(row.first.get_by_role("link").first)
