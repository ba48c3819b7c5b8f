"""A person at a real browser. What must hold of all pages is checked on every page opened."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    Response,
    expect,
)
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from inspector.services.samples.people import PASSWORD

PHONE = 360
DESK = 1280
THUMB = 44  # px that an answer measures at least, both ways
SETTLED = 3_000  # milliseconds until a page has settled on a new width
PATIENCE = 15_000  # milliseconds until something that is waited for counts as missing

# A violation is heard by the page itself, too: not every one leaves a line in the console.
LISTEN = """
addEventListener("securitypolicyviolation", (event) =>
  console.error(`Against the policy: ${event.violatedDirective} ${event.blockedURI}`));
"""
AXE = """
async () => {
  const found = await axe.run(document, {
    runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
    rules: { "target-size": { enabled: true } },
    resultTypes: ["violations"],
  });
  return found.violations.map((one) => `${one.id}: ${one.help}\\n  ` +
    one.nodes.slice(0, 5).map((node) => node.html.slice(0, 200)).join("\\n  "));
}
"""
FITS = "(width) => document.scrollingElement.scrollWidth <= width"
WIDER = """
(width) => {
  const scrolls = (one) =>
    one !== null && (getComputedStyle(one).overflowX !== "visible" || scrolls(one.parentElement));
  return [...document.querySelectorAll("body *")]
    .filter((one) => one.getBoundingClientRect().right > width + 0.5 && one.checkVisibility())
    .filter((one) => !scrolls(one.parentElement))
    .slice(0, 5).map((one) => one.outerHTML.slice(0, 160));
}
"""
# An answer is hit on its circle and on its words.
SMALL_ANSWERS = """
(thumb) => [...document.querySelectorAll("fieldset input[type=radio], fieldset input[type=checkbox]")]
  .filter((one) => one.checkVisibility())
  .filter((one) => {
    const boxes = [one, ...one.labels].map((part) => part.getBoundingClientRect());
    const width = Math.max(...boxes.map((box) => box.right)) - Math.min(...boxes.map((box) => box.left));
    const height = Math.max(...boxes.map((box) => box.bottom)) - Math.min(...boxes.map((box) => box.top));
    return width < thumb || height < thumb;
  })
  .map((one) => one.labels[0]?.textContent.trim())
"""


@dataclass
class Checks:
    """Which pages were checked already in which language and width, and where pictures go, if anywhere."""

    axe: str
    pictures: Path | None
    done: set[tuple[str, str, int, bool]] = field(default_factory=set)


class Visitor:
    """One person with a browser of their own."""

    def __init__(
        self,
        browser: Browser,
        address: str,
        checks: Checks,
        *,
        width: int = DESK,
        scripts: bool = True,
        lang: str = "vi",
    ) -> None:
        self.address, self.checks, self.width, self.scripts = address, checks, width, scripts
        self.complaints: list[str] = []
        self.clicks = 0  # that led to a page
        self._meant: set[int] = set()
        self.context = browser.new_context(
            base_url=address,
            viewport={"width": width, "height": 780},
            has_touch=width == PHONE,
            is_mobile=width == PHONE,
            java_script_enabled=scripts,
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            reduced_motion="reduce",
        )
        self.context.add_cookies([{"name": "language", "value": lang, "url": address}])
        self.context.add_init_script(LISTEN)
        self.context.on("console", self._heard)
        self.context.on("weberror", lambda error: self.complaints.append(f"Script failed: {error.error}"))
        self.context.on("request", self._asked)
        self.context.on("response", self._answered)
        self.context.set_default_timeout(PATIENCE)
        self.page: Page = self.context.new_page()

    # ---- what people do

    def sign_in(self, name: str) -> None:
        """Sign in on the page for it, and see the first page."""
        self.open("/sign-in")
        self.give_name_and_password(name)

    def give_name_and_password(self, name: str) -> None:
        """Fill in the sign-in page at hand and go on."""
        self.page.locator("#sign_in_name").fill(name)
        self.page.locator("#password").fill(PASSWORD)
        with self.going():
            self.page.locator("form .govuk-button").click()

    def open(self, address: str, kind: str = "") -> None:
        """Type an address. `kind` tells pages apart that have the same address and look different."""
        self.page.goto(address)
        self.look(kind)

    def press(self, name: str | re.Pattern[str], *, inside: Locator | None = None) -> None:
        """Press the first link or button of this name, and wait for where it leads.

        A text is the whole name. Some links look like buttons; nobody has to know which is which.
        """
        place, exact = inside or self.page, isinstance(name, str)
        link = place.get_by_role("link", name=name, exact=exact)
        self.click(place.get_by_role("button", name=name, exact=exact).or_(link).first)

    def click(self, what: Locator) -> None:
        """Click something that leads to another page."""
        self.clicks += 1
        with self.going():
            what.click()

    @contextmanager
    def going(self) -> Iterator[None]:
        """Wait until what is done inside has led to a page, and look at it."""
        with self.page.expect_navigation():
            yield
        self.look()

    @contextmanager
    def meant(self, *statuses: int) -> Iterator[None]:
        """Inside, answers with these statuses are what the journey is about."""
        self._meant = set(statuses)
        yield
        self._meant = set()

    def new_tab(self) -> Page:
        """Open a second tab of the same browser."""
        return self.context.new_page()

    def leave(self) -> None:
        """Close the browser without being asked about what is not saved."""
        self.context.close()

    # ---- what holds for every page

    def look(self, kind: str = "") -> None:
        """Hold what is true of every page against the one at hand; what looks the same only once."""
        page = self.page
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
        is_wrong = page.title().startswith(("Lỗi: ", "Error: "))
        looks = " ".join(filter(None, (pattern_of(page.url), kind, "with errors" if is_wrong else "")))
        lang = page.locator("html").get_attribute("lang") or ""
        for width in sorted({PHONE, self.width}, key=lambda one: one == self.width):
            key = (looks, lang, width, self.scripts)
            if key not in self.checks.done:
                self.checks.done.add(key)
                self._check(width, f"{looks} ({lang}, {width} px)")

    def _check(self, width: int, where: str) -> None:
        page = self.page
        if width != self.width:
            page.set_viewport_size({"width": width, "height": 780})
        try:
            # charts draw themselves anew when the window changes
            page.wait_for_function(FITS, arg=width, timeout=SETTLED)
        except PlaywrightTimeout:
            self.complaints.append(f"Wider than the screen: {where}\n  {page.evaluate(WIDER, width)}")
        if width == PHONE:
            small = page.evaluate(SMALL_ANSWERS, THUMB)
            if small:
                self.complaints.append(f"Answers too small for a thumb: {where}\n  {small}")
        if self.scripts:
            page.evaluate(self.checks.axe)
            self.complaints += [f"{where}: {found}" for found in page.evaluate(AXE)]
        if self.checks.pictures:
            self.checks.pictures.mkdir(parents=True, exist_ok=True)
            name = re.sub(r"[^\w]+", "-", where.replace("*", "one")).strip("-")
            page.screenshot(path=self.checks.pictures / f"{name}.png", full_page=True)
        if width != self.width:
            page.set_viewport_size({"width": self.width, "height": 780})

    # ---- what the browser says meanwhile

    def _heard(self, message: ConsoleMessage) -> None:
        # what did not load is told by its status
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.complaints.append(f"Console: {message.text}")

    def _asked(self, request: Request) -> None:
        if urlsplit(request.url).scheme in ("http", "https", "ws") and not request.url.startswith(
            self.address + "/"
        ):
            self.complaints.append(f"A request to somebody else: {request.url}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self._meant:
            self.complaints.append(f"{response.status}: {response.request.method} {response.url}")


def pattern_of(address: str) -> str:
    """Return what the addresses of pages of one kind have in common: no ids, no query."""
    path = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d{4}-\d\d-\d\d", "*", urlsplit(address).path)
    path = re.sub(r"^/criteria/[^/]+/", "/criteria/*/", path)
    return re.sub(r"(groups|items|open)/[^/]+", r"\1/*", path)
