"""What people do on a form of items, with what they see: the number of an item, answers, buttons."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from tests.journeys.visitor import Visitor

FOOD = "An toàn thực phẩm bữa ăn bán trú"
INJURY = "Trường học an toàn, phòng, chống tai nạn thương tích"
MET, NOT_MET = "Đạt", "Chưa đạt"
SAVED = re.compile(r"Đã lưu lúc \d\d:\d\d")

# What must not happen, and what a good kitchen measures; everything else is chosen.
GATES = {"R1", "R2", "R3", "R4"}
NUMBERS = {"TP-B02": "0,35", "TP-G02": "640", "TP-G03": "700,5"}


@dataclass(frozen=True)
class Said:
    """What somebody answers to an item. None as answer: as it is."""

    answer: str | None = None
    note: str = ""
    reason: str = ""


def items_on(page: Page) -> Iterator[Locator]:
    """Return the items of the page at hand that can be answered."""
    yield from page.get_by_role("group").filter(has=page.locator("textarea")).all()


def item_on(page: Page, number: str) -> Locator:
    """Return an item by its number."""
    return page.get_by_role("group", name=re.compile(rf"^{re.escape(number)}\b"))


def number_of(item: Locator) -> str:
    """Return the number of an item, as TP-A01."""
    return item.locator("legend").inner_text().split()[0]


def say(item: Locator, said: Said) -> None:
    """Give an answer, and what belongs to it."""
    if said.answer is not None:
        item.get_by_role("radio", name=said.answer, exact=True).check()
    if said.reason:
        item.get_by_label("Lý do không áp dụng").fill(said.reason)
    if said.note:
        item.get_by_label(re.compile("Mô tả hiện trạng|Nhận định")).fill(said.note)


def answer_all(page: Page, otherwise: Mapping[str, Said] | None = None) -> int:
    """Answer everything on the page with the best there is, unless said otherwise; return how many."""
    given = otherwise or {}
    numbers = [number_of(item) for item in items_on(page)]
    for number in numbers:
        item = item_on(page, number)
        if number in given:
            say(item, given[number])
        elif number in NUMBERS:
            item.get_by_label("Số liệu").fill(NUMBERS[number])
        else:
            # nothing happened: the better answer to what must not happen is the second
            item.get_by_role("radio").nth(1 if number in GATES else 0).check()
    return len(numbers)


def go_through(
    visitor: Visitor, last: str | re.Pattern[str], otherwise: Mapping[str, Said] | None = None
) -> int:
    """Answer the part at hand and all that follow, up to the button `last`; return how many items."""
    count = 0
    while True:
        count += answer_all(visitor.page, otherwise)
        following = visitor.page.get_by_role("button", name=re.compile("^Lưu và sang phần"))
        if not following.count():
            visitor.press(last)
            return count
        visitor.click(following)


def expect_saved(page: Page) -> None:
    """The status line says that all is saved."""
    expect(page.get_by_role("status")).to_have_text(SAVED)


def expect_answered(page: Page, count: int, of: int) -> None:
    """The counter above the form tells how many items are answered."""
    expect(page.get_by_role("progressbar")).to_have_text(f"{count}/{of}")
