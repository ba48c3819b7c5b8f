"""What a principal does."""

import re

from playwright.sync_api import expect

from tests.journeys.visitor import Visitor


def open_assessment(principal: Visitor, title: str) -> None:
    """Open a self-assessment by a criteria set, from the first page on."""
    principal.open("/")
    principal.press("Tự đánh giá")
    offers = principal.page.get_by_role("region", name="Có thể mở")
    for fold in offers.locator("details:not([open]) > summary").all():
        fold.click()
    principal.press(re.compile(title), inside=offers)
    principal.press(re.compile("^Mở .*tự đánh giá"), inside=principal.page.get_by_role("main"))
    expect(principal.page.get_by_role("heading", level=1)).to_have_text(title)


def hand_in(principal: Visitor) -> None:
    """Look everything over and submit."""
    page = principal.page
    expect(page.get_by_role("heading", level=1)).to_have_text("Kiểm tra trước khi nộp")
    principal.press(re.compile("^Nộp tự đánh giá cho"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Đã nộp tự đánh giá")
