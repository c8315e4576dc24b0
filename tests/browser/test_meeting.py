"""A meeting in a real browser: made, filled from other pages, put in order, presented, frozen; and a figure on another site."""

import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from dashboard.i18n import words
from dashboard.ui.take_along import HEIGHT, embedding
from tests.benchmarks.viewers import server
from tests.browser.conftest import Visit
from tests.browser.test_journeys import RULES, violations
from tests.ui.serving import free_port

pytestmark = pytest.mark.browser
ELSEWHERE = free_port()  # where another site is served from, which may show figures in a frame
PHONE = {"viewport": (390, 844)}


@pytest.fixture(scope="module")
def address(demo_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app over a data folder of its own, since meetings are kept in it; another site may embed it."""
    folder = tmp_path_factory.mktemp("meetings")
    (folder / "warehouse.duckdb").symlink_to(demo_warehouse)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DASHBOARD_FRAME_ANCESTORS", f"'self' http://127.0.0.1:{ELSEWHERE}")
        with server(folder) as (host, _):
            yield f"http://{host}"


def make(visit: Visit) -> str:
    """A ready meeting for Östersund by one click; gives its address."""
    visit.open("/meeting?lang=sv")
    visit.page.locator(".st-key-meeting_begin_button button").click()
    visit.page.wait_for_url("**id=*")
    visit.page.wait_for_selector(".st-key-meeting_last")
    visit.settle()
    return visit.page.url.removeprefix(visit.address)


def findings(visit: Visit) -> list[str]:
    """The first line of each view on the page of a meeting."""
    rows = visit.page.locator("[class*=st-key-meeting_item_] strong").all_inner_texts()
    return [row.split(". ", 1)[1] for row in rows]


def add(visit: Visit, figure: str) -> None:
    """Press "add to meeting" at a figure of the page, and wait for the answer."""
    visit.page.locator(f".st-key-meeting_{figure} button").click()
    expect(visit.page.get_by_test_id("stToast").last).to_be_visible()
    visit.settle()


def found_by_axe(page: Page) -> list[str]:
    """What axe finds on the page as it stands."""
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    return [f"{v['id']}: {[node['target'] for node in v['nodes']][:3]}" for v in found]


def test_from_one_click_to_the_screen(visit: Visit) -> None:
    """A ready meeting, one more view from another page, moved up one; presented with the keyboard, filtered live and brought
    back. Nothing is asked of another host, and axe finds nothing, neither on the page nor on the screen."""
    t = words("sv")
    address = make(visit)
    assert len(findings(visit)) == 12
    visit.turn_to("jobs", "sv")
    add(visit, "occupations")
    visit.open(address)
    before = findings(visit)
    visit.page.get_by_role("button", name=f"{t('meeting.up')}: 13", exact=True).click()
    expect(visit.page.locator(".st-key-meeting_item_11 strong")).to_contain_text(before[12])
    visit.settle()
    assert findings(visit) == [*before[:11], before[12], before[11]]
    assert violations(visit) == []
    with visit.page.context.expect_page() as waiting:
        visit.page.get_by_role("link", name=t("meeting.present")).click()
    hall, asked = waiting.value, list[str]()
    hall.on("request", lambda request: asked.append(request.url))
    hall.wait_for_selector(".slide")
    hall.keyboard.press("ArrowRight")
    shown = hall.locator(".slide:visible h2").first
    expect(shown).to_have_text(before[0])
    assert found_by_axe(hall) == []
    hall.keyboard.press("f")
    hall.get_by_label(t("present.area")).select_option(label="Åre")
    hall.get_by_role("button", name=t("present.apply")).click()
    expect(hall.locator(".chip:visible").first).to_contain_text("Åre")
    expect(shown).not_to_have_text(before[0])
    hall.keyboard.press("r")
    expect(shown).to_have_text(before[0])
    assert [url for url in asked if not url.startswith(visit.address)] == []
    visit.assert_clean()


@contextmanager
def other_site(html: str) -> Iterator[str]:
    """A page of another site; gives its address."""

    class Answer(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("content-type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(html.encode())

        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", ELSEWHERE), Answer) as site:
        threading.Thread(target=site.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{ELSEWHERE}/"
        site.shutdown()


def test_a_figure_on_another_site(browser: Browser, address: str) -> None:
    """The line from the dialog shows the figure alone, also on another host than the app's, as high as it is, and again after
    the window has become narrow; nothing around it but where it comes from."""
    there = address.replace("127.0.0.1", "localhost")  # another site for the browser than 127.0.0.1
    html = f"<!doctype html><title>Kommun</title>{embedding(f'{there}/jobs?figure=industries&lang=sv', 'Jobb')}"
    context = browser.new_context(viewport={"width": 1200, "height": 900})
    page, frame = context.new_page(), context.pages[0].frame_locator("iframe")
    with other_site(html) as site:
        page.goto(site)
        frame.locator(".st-key-figure_industries").wait_for(timeout=30_000)
        expect(frame.get_by_text(words("sv")("embed.source", day="2026-09-30").split(",")[0])).to_be_visible()
        assert frame.locator("[class*=st-key-figure_]").count() == 1
        assert frame.locator(".st-key-head, .st-key-foot, .st-key-filters").count() == 0
        page.wait_for_function("h => document.querySelector('iframe').height != h", arg=str(HEIGHT))
        page.wait_for_timeout(1000)
        wide = fits(page)
        page.set_viewport_size({"width": 400, "height": 900})
        page.wait_for_function("h => document.querySelector('iframe').height > h + 100", arg=wide)
        page.wait_for_timeout(1000)
        fits(page)
    context.close()


def fits(page: Page) -> int:
    """The frame's height, in which all of the figure has room and hardly more."""
    height = int(page.locator("iframe").get_attribute("height") or 0)
    inner = page.frames[1].evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    foot = page.frames[1].locator("[data-testid=stCaptionContainer]").last.bounding_box()
    assert inner <= height + 1 and foot is not None and foot["y"] + foot["height"] > height - 200
    return height


@pytest.mark.slow
def test_the_meeting_in_the_making_is_remembered(visit: Visit) -> None:
    """After a reload, in another window and on the next day's visit, "add" goes on into the same meeting; of a second meeting the
    first stays one's own. The key is never in the address."""
    first = make(visit)
    second = make(visit)
    assert first != second
    visit.open("/jobs")
    add(visit, "industries")
    for address, many in ((first, 12), (second, 13)):
        visit.open(address)
        assert len(findings(visit)) == many
        expect(visit.page.locator(".st-key-meeting_facts")).to_be_visible()
    other = visit.page.context.new_page()
    other.goto(visit.address + first)
    expect(other.locator(".st-key-meeting_facts")).to_be_visible(timeout=30_000)
    assert "key=" not in visit.page.url + other.url
    visit.assert_clean()


@pytest.mark.slow
def test_the_link_with_the_key_is_for_changing_and_the_other_for_looking(visit: Visit, browser: Browser) -> None:
    """Somebody else sees the meeting with the one and cannot change it; with the other they can, and then pass on a link that
    does not let others."""
    make(visit)
    visit.page.get_by_role("button", name=words("sv")("meeting.share")).click()
    codes = visit.page.locator("[data-testid=stPopoverBody] code")
    expect(codes).to_have_count(2)
    looking, changing = (text.replace("\n", "") for text in codes.all_inner_texts())
    assert found_by_axe(visit.page) == []
    context = browser.new_context(locale="nb-NO")
    other = context.new_page()
    other.goto(looking)
    other.wait_for_selector(".st-key-meeting_last", timeout=30_000)
    assert other.locator("[class*=st-key-icons_]").count() == 0
    other.goto(changing)
    expect(other.locator("[class*=st-key-icons_]")).to_have_count(12, timeout=30_000)
    other.wait_for_url(lambda url: "key=" not in url)
    context.close()


@pytest.mark.slow
@pytest.mark.parametrize(
    "visit", [{"scheme": "dark"}, PHONE, {"viewport": (320, 844), "scheme": "dark"}], indirect=True,
    ids=["dark", "phone", "narrow"],
)  # fmt: skip
def test_axe_finds_nothing(visit: Visit) -> None:
    """On the page of a meeting, in its forms, in the dialogs of a figure, and once it is frozen; it fits the narrowest screen."""
    t = words("sv")
    address = make(visit)
    assert violations(visit) == []
    assert visit.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    for name in (t("meeting.facts"), f"{t('meeting.words')}: 1"):
        visit.page.get_by_role("button", name=name, exact=True).click()
        expect(visit.page.get_by_role("dialog")).to_be_visible()
        assert violations(visit) == []
        visit.page.keyboard.press("Escape")
        expect(visit.page.get_by_role("dialog")).to_be_hidden()
    visit.page.get_by_role("button", name=t("meeting.freeze"), exact=True).click()
    visit.page.get_by_role("button", name=t("meeting.freeze.do")).click()
    expect(visit.page.get_by_text(t("meeting.then"), exact=True)).to_be_visible(timeout=60_000)
    visit.settle()
    assert violations(visit) == []
    visit.open("/jobs?figure=industries")
    visit.page.locator(".st-key-take_industries button").click()
    expect(visit.page.get_by_role("dialog")).to_be_visible()
    visit.page.get_by_text(t("take.embed")).click()
    assert violations(visit) == []
    assert address
    visit.assert_clean()


@pytest.mark.slow
def test_a_link_to_a_figure_opens_there(visit: Visit) -> None:
    """The page stands at the figure that the link names, its title in sight."""
    visit.open("/structure?figure=related&area=SE-2380")
    title = visit.page.locator(".st-key-figure_related h3")
    expect(title).to_be_in_viewport()
    visit.assert_clean()


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["PowerPoint", "PDF", "Excel", "HTML"])
def test_handing_out(visit: Visit, kind: str, tmp_path: Path) -> None:
    """One click, one file, named after the meeting."""
    address = make(visit)
    with visit.page.expect_download(timeout=60_000) as waiting:
        visit.page.get_by_role("button", name=kind, exact=True).click()
    assert address.split("id=")[1].split("&")[0] in waiting.value.suggested_filename
    waiting.value.save_as(tmp_path / "file")
    assert (tmp_path / "file").stat().st_size > 10_000
    visit.assert_clean()
