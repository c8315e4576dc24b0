"""A real browser before the real app: Debian's chromium, the demonstration warehouse, and a watch on what it does."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from dashboard.i18n import words
from dashboard.ui import frame
from tests.benchmarks.viewers import server

FLAGS = [
    "--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--use-angle=swiftshader", "--enable-unsafe-swiftshader",
]  # fmt: skip
LOCALES = {"sv": "sv-SE", "nb": "nb-NO", "en": "en-GB"}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium without a window; skipped where it is not installed, except where it must be (CI)."""
    found = shutil.which("chromium")
    if not found:
        assert not os.environ.get("DASHBOARD_REQUIRE_BROWSER"), "chromium is missing: apt-get install chromium"
        pytest.skip("chromium is not installed: apt-get install chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def address(demo_warehouse: Path) -> Iterator[str]:
    """The app's address, served from the demonstration warehouse."""
    with server(demo_warehouse.parent) as (host, _):
        yield f"http://{host}"


CLOCK = """(() => {
    const real = Date.now.bind(Date); let held = 0;
    Date.now = () => held || real();
    window.holdClock = on => { held = on ? real() : 0 };
})()"""


@dataclass
class Visit:
    """A reader's page and all that went wrong on it: foreign requests, console errors."""

    page: Page
    address: str
    foreign: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def tap(self, x: float, y: float) -> None:
        """Click on a map. What takes longer than 250 ms is no click for it; drawn without a graphics card, finding out what is
        under the pointer alone takes longer, so the clock stands still meanwhile."""
        self.page.mouse.move(x, y)
        self.page.wait_for_timeout(1500)  # the polygons are fetched and drawn, and the pointer is over one
        self.page.evaluate("holdClock(true)")
        self.page.mouse.click(x, y)
        self.page.evaluate("holdClock(false)")

    def open(self, path: str) -> None:
        """Go to a path of the app and wait until its script has finished."""
        self.page.goto(self.address + path)
        self.settle()

    def turn_to(self, page: str, language: str) -> None:
        """Click on the page in the navigation, in the menu that it stands in."""
        t, group = words(language), next(name for name, pages in frame.GROUPS.items() if page in pages)
        if group:
            self.page.get_by_role("button", name=t(f"navigation.{group}"), exact=True).click()
        role: Literal["menuitem", "link"] = "menuitem" if group else "link"
        self.page.get_by_role(role, name=t(f"page.{page}"), exact=True).first.click()
        self.settle()

    def settle(self) -> None:
        """Wait until the app is still: its foot is there (before the first run it is still too), and nothing runs."""
        self.page.wait_for_selector(".st-key-foot", timeout=60_000)
        self.page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", timeout=60_000)
        self.page.wait_for_function("() => !document.querySelector('[data-stale=true]')", timeout=60_000)
        self.page.wait_for_timeout(400)  # the script has ended; its last elements are being drawn

    def assert_clean(self) -> None:
        """No request left localhost and the console shows no error."""
        assert self.foreign == []
        assert self.errors == []


def expected(message: ConsoleMessage) -> bool:
    """Streamlit's browser code looks for its server below the page's own path first, and logs the 404 it finds there."""
    return "404" in message.text and "/_stcore/" in message.location.get("url", "")


@pytest.fixture
def visit(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """A visit in the language (parameter ``language``), theme (``scheme``) and size (``viewport``) that the test names."""
    asked = getattr(request, "param", {})
    width, height = asked.get("viewport", (1440, 900))
    context = browser.new_context(
        locale=LOCALES[asked.get("language", "sv")], color_scheme=asked.get("scheme", "light"),
        viewport={"width": width, "height": height}, accept_downloads=True,
        reduced_motion="reduce",  # what is half faded in would be judged by its contrast
    )  # fmt: skip
    made = Visit(context.new_page(), address)
    made.page.add_init_script(CLOCK)
    host = address.removeprefix("http://")
    made.page.on(
        "request",
        lambda r: (
            made.foreign.append(r.url)
            if not r.url.startswith((f"http://{host}", f"ws://{host}", "data:", "blob:"))
            else None
        ),
    )
    made.page.on("console", lambda m: made.errors.append(m.text) if m.type == "error" and not expected(m) else None)
    made.page.on("pageerror", lambda e: made.errors.append(str(e)))
    yield made
    context.close()
