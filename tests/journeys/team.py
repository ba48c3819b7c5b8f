"""What an inspection team does on a visit."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from playwright.sync_api import expect

from tests.journeys.sheets import Said, go_through, item_on
from tests.journeys.visitor import Visitor


@dataclass(frozen=True)
class Shortcoming:
    """A finding: about an item or, with an empty number, in general."""

    item: str
    text: str
    seriousness: str


def begin(inspector: Visitor, school: str) -> None:
    """Go to the visit from “my visits” and begin it."""
    page = inspector.page
    inspector.open("/")
    inspector.press("Lịch kiểm tra")
    inspector.press(school)
    page.get_by_label("Người của trường có mặt").fill("Đặng Minh Oanh, hiệu trưởng\nLê Thị Hà, bếp trưởng")
    inspector.press("Bắt đầu kiểm tra")
    expect(page.get_by_role("heading", level=1)).to_have_text("Bước 2/4 – Chấm tại chỗ")


def rate_own_first(inspector: Visitor, number: str, said: Said, theirs: str) -> None:
    """Rate an item; how the school rated it is seen only afterwards."""
    page, item = inspector.page, item_on(inspector.page, number)
    expect(item).not_to_contain_text("Trường tự chấm")
    item.get_by_role("radio", name=str(said.answer), exact=True).check()
    expect(item).to_contain_text(re.compile(rf"Trường tự chấm:\s*{theirs}"))
    item.get_by_label(re.compile("Nhận định")).fill(said.note)
    expect(page.get_by_role("status")).to_contain_text("Đã lưu")


def rate_all(inspector: Visitor, otherwise: Mapping[str, Said]) -> int:
    """Rate what is left of all parts, from the part at hand on; ends at step 3."""
    count = go_through(inspector, "Lưu và sang bước 3", otherwise)
    expect(inspector.page.get_by_role("heading", level=1)).to_have_text("Bước 3/4 – Trao đổi, thống nhất")
    return count


def record(inspector: Visitor, found: Shortcoming) -> None:
    """Record a finding, from the item that it is about or from the talk with the school."""
    page = inspector.page
    if found.item:
        inspector.press(f"Lưu và lập kiến nghị cho mục {found.item}")
    else:
        inspector.press("Lập kiến nghị chung")
    page.get_by_label("Nội dung kiến nghị").fill(found.text)
    page.get_by_role("radio", name=found.seriousness).check()
    inspector.press("Lưu kiến nghị")


def sign(inspector: Visitor, *, for_school: str, for_team: str) -> None:
    """Both sides type their names; the minutes come."""
    page = inspector.page
    page.get_by_label("Đại diện trường: họ tên, chức vụ").fill(for_school)
    page.get_by_label("Đại diện đoàn kiểm tra: họ tên, chức vụ").fill(for_team)
    inspector.press("Ký và khoá biên bản")
    expect(page.get_by_role("heading", level=1)).to_contain_text("BIÊN BẢN KIỂM TRA")


def expect_differences(inspector: Visitor, numbers: Sequence[str]) -> None:
    """Step 3 names the items that team and school rated differently."""
    headings = inspector.page.get_by_role("article").get_by_role("heading", level=3)
    expect(headings).to_have_count(len(numbers))
    for heading, number in zip(headings.all(), numbers, strict=True):
        expect(heading).to_contain_text(f"{number}.")
