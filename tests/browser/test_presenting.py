"""The presenting document from a file, as a presenter drives it: no network, a keyboard, a second window."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from dashboard.exports.presenting import content, page
from dashboard.i18n import words
from dashboard.meeting.deck import Deck
from tests.decks import sample

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
HALL = (1920, 1080)
SMALLEST = 24  # px on such a screen
SLIDES = len(sample().slides) + 1  # the title's with them
PLAIN = replace(sample(), slides=sample().slides[7:])  # without charts and map: it opens at once
SHOWN = "section:not([hidden])"
pytestmark = pytest.mark.browser

# the smallest letters of the slide that is shown, and everything that leaves the stage, its own box or its drawing
MEASURE = """() => {
  const stage = document.querySelector('.stage'), outer = stage.getBoundingClientRect();
  const scale = outer.width / stage.offsetWidth, wrong = []; let smallest = Infinity;
  const within = (a, b) => a.left >= b.left - 1 && a.right <= b.right + 1 && a.top >= b.top - 1 && a.bottom <= b.bottom + 1;
  for (const one of stage.querySelectorAll('section:not([hidden]) *')) {
    const style = getComputedStyle(one), box = one.getBoundingClientRect();
    if (one.closest('.unseen, .tip, .whole') || !box.width || style.visibility === 'hidden') continue;
    if ([...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim())) {
      smallest = Math.min(smallest, parseFloat(style.fontSize) * scale);
      const paper = one.ownerSVGElement?.getBoundingClientRect();
      if (!within(box, outer) || (paper && !within(box, paper))) wrong.push(['outside', one.textContent]);
    }
    if (!(one instanceof SVGElement) && (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1)
        && one.clientWidth) wrong.push(['overflows', one.className, one.textContent.slice(0, 40)]);
  }
  return [smallest, wrong];
}"""


@dataclass
class Hall:
    """The stage's window and all that went wrong in it: requests, console messages, errors."""

    page: Page
    slides: int = SLIDES
    trouble: list[str] = field(default_factory=list)

    def press(self, *keys: str) -> None:
        """Press the keys one after another."""
        for key in keys:
            self.page.keyboard.press(key)

    def at(self, number: int) -> None:
        """Expect that slide number, its section as the only one, and the address that leads back to it."""
        expect(self.page.locator(f"{SHOWN} footer .number")).to_have_text(f"{number} av {self.slides}")
        assert self.page.locator(SHOWN).count() == 1
        assert self.page.url.endswith(f"#{number}")


Opener = Callable[..., Hall]


@pytest.fixture
def show(browser: Browser, tmp_path: Path) -> Iterator[Opener]:
    """Opens a deck's document from a file, without network, in a window of a size and scheme."""
    contexts: list[BrowserContext] = []

    def opened(deck: Deck, size: tuple[int, int] = (1280, 720), scheme: Any = "light", **options: Any) -> Hall:
        file = tmp_path / "meeting.html"
        file.write_text(page(deck), encoding="utf-8")
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, color_scheme=scheme, offline=True, **options
        )
        contexts.append(context)
        hall = Hall(context.new_page(), len(deck.slides) + 1)
        hall.page.on("request", lambda r: None if r.url.startswith(("file:", "data:")) else hall.trouble.append(r.url))
        hall.page.on("console", lambda message: hall.trouble.append(message.text))
        hall.page.on("pageerror", lambda error: hall.trouble.append(str(error)))
        hall.page.goto(file.as_uri())
        hall.page.wait_for_selector(SHOWN)
        return hall

    yield opened
    for context in contexts:
        context.close()


def test_every_key(show: Opener) -> None:
    """The whole meeting by keyboard: forwards and back with every key, a number and Enter, table, notes, black, light and
    shape, help, Esc; after a reload it stands where it stood. Nothing is asked of anybody."""
    hall = show(sample())
    for number, key in enumerate(("ArrowRight", "ArrowDown", "Space", "PageDown"), 2):
        hall.press(key)
        hall.at(number)
    for number, key in enumerate(("ArrowLeft", "ArrowUp", "PageUp")):
        hall.press(key)
        hall.at(4 - number)
    hall.press("End", "ArrowRight")
    hall.at(SLIDES)
    hall.press("Home", "ArrowLeft")
    hall.at(1)
    hall.press("1", "0", "Enter")
    hall.at(10)
    hall.press("3", "Enter", "t")
    expect(hall.page.locator(f"{SHOWN} .whole tbody tr")).to_have_count(4)
    hall.press("t", "n")
    assert hall.page.locator(f"{SHOWN} .main-svg").first.is_visible()
    expect(hall.page.locator(".notes")).to_contain_text("Personer sysselsatta vid arbetsställen")
    hall.press("n", "b")
    expect(hall.page.locator(".black")).to_be_visible()
    hall.press("Escape", ".")
    expect(hall.page.locator(".black")).to_be_visible()
    hall.press("ArrowRight")
    expect(hall.page.locator(".black")).to_be_hidden()
    hall.at(4)
    hall.press("?")
    expect(hall.page.get_by_role("dialog")).to_be_visible()
    hall.press("ArrowRight", "Escape")
    expect(hall.page.get_by_role("dialog")).to_be_hidden()
    hall.at(4)
    hall.press("d", "a")
    hall.page.reload()
    hall.page.wait_for_selector(SHOWN)
    hall.at(4)
    expect(hall.page.locator("html")).to_have_attribute("data-mode", "dark")
    expect(hall.page.locator(".stage")).to_have_attribute("data-shape", "square")
    hall.press("e")
    expect(hall.page.locator("html:fullscreen")).to_be_attached()
    assert hall.trouble == []


@pytest.mark.slow
def test_a_slide_is_told_to_who_cannot_see_it(show: Opener) -> None:
    """Language, title of the window, an announcement, a heading; the picture has its summary; buttons say what they do."""
    hall = show(sample("nb"))
    slide = sample("nb").slides[0]
    hall.press("ArrowRight")
    expect(hall.page.locator("html")).to_have_attribute("lang", "nb")
    assert hall.page.title().startswith(slide.title)
    expect(hall.page.locator("[aria-live]").last).to_have_text(f"2 av {SLIDES}: {slide.title}")
    assert hall.page.get_by_role("heading").all_inner_texts() == [slide.title]
    expect(hall.page.get_by_role("img", name=slide.summary)).to_be_visible()
    hall.press("Tab", "Tab", "Enter")  # the second button goes on
    expect(hall.page.locator(f"{SHOWN} footer .number")).to_have_text(f"3 av {SLIDES}")


@pytest.mark.slow
def test_what_is_pointed_at_says_its_value(show: Opener) -> None:
    """A municipality under the pointer or the focus, and a point of a chart, in the reader's words; missing is hatched."""
    hall = show(sample(), HALL)
    hall.press("7", "Enter")
    krokom = hall.page.locator("path[aria-label^='Krokom']")
    krokom.focus()
    expect(hall.page.locator(".tip")).to_have_text(str(krokom.get_attribute("aria-label")))
    assert "," in hall.page.locator(".tip").inner_text()
    missing = [area for area in sample().slides[5].picture.areas if area.value is None]  # type: ignore[union-attr]
    assert hall.page.locator(f"{SHOWN} path[fill='url(#hatch)']").count() == len(missing)
    hall.press("2", "Enter")
    point = hall.page.locator(f"{SHOWN} .points path").nth(3).bounding_box()
    assert point is not None
    hall.page.mouse.move(point["x"] + point["width"] / 2, point["y"] + point["height"] / 2)
    expect(hall.page.locator(".hoverlayer")).to_contain_text("28\u00a0700")
    assert hall.trouble == []


@pytest.mark.parametrize("language", ["sv", *(pytest.param(one, marks=pytest.mark.slow) for one in ("nb", "en"))])
def test_it_is_read_from_the_back_row(show: Opener, language: str) -> None:
    """On 1920 × 1080 no letter is smaller than 24 px, in 16:9 and in 4:3, on any slide; nothing is cut or overflows."""
    hall = show(sample(language), HALL)
    assert measured(hall) == []
    hall.press("a")
    assert measured(hall) == []


@pytest.mark.slow
@pytest.mark.parametrize("size", [(1024, 768), (390, 844), (320, 640), (844, 390)])
@pytest.mark.parametrize("language", ["sv", "nb", "en"])
def test_it_fits_every_window(show: Opener, size: tuple[int, int], language: str) -> None:
    """Nothing leaves its place on a small screen; a phone held upright has letters of at least 12 px."""
    assert measured(show(sample(language), size), 12 if size[0] < size[1] else 1) == []


def measured(hall: Hall, least: float = SMALLEST) -> list[Any]:
    """Every slide with letters that are too small, or with anything that leaves its place."""
    found = []
    for number in range(1, SLIDES + 1):
        hall.press(*str(number), "Enter")
        smallest, wrong = hall.page.evaluate(MEASURE)
        if smallest < least - 0.01 or wrong:
            found.append((number, smallest, wrong))
    return found


def test_axe_finds_nothing_on_a_map_its_table_and_notes(show: Opener) -> None:
    """The slide with the most in it, and all that can stand beside it."""
    hall = show(replace(PLAIN, slides=sample().slides[5:6]))
    hall.press("ArrowRight", "n")
    assert violations(hall.page) == []
    hall.press("t")
    assert violations(hall.page) == []


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_anywhere(show: Opener, scheme: str) -> None:
    """On any slide, with table and notes, with the help, on the black screen and in the presenter's view."""
    hall = show(sample(), scheme=scheme)
    found = []
    for number in range(1, SLIDES + 1):
        hall.press(*str(number), "Enter")
        found += violations(hall.page)
    for keys in (("t", "n"), ("t", "n", "?"), ("Escape", "b")):
        hall.press(*keys)
        found += violations(hall.page)
    with hall.page.expect_popup() as waiting:
        hall.press("b", "s")
    waiting.value.wait_for_selector(".passed")
    assert found + violations(waiting.value) == []


def violations(page: Page) -> list[str]:
    """What axe finds on the page as it stands."""
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    return [f"{v['id']}: {[node['target'] for node in v['nodes']][:3]}" for v in found]


def test_the_presenters_window_keeps_step(show: Opener) -> None:
    """From a file too: keys in either window move both, also after either was loaded anew; notes, next slide and time."""
    deck = replace(PLAIN, slides=(replace(PLAIN.slides[0], note="Hälsa från Trondheim!"), *PLAIN.slides[1:]))
    hall = show(deck)
    with hall.page.expect_popup() as waiting:
        hall.press("2", "Enter", "s")
    desk = waiting.value
    expect(desk.locator(f".now {SHOWN} h2")).to_have_text(deck.slides[0].title)
    expect(desk.locator(f".next {SHOWN} h2")).to_have_text(deck.slides[1].title)
    expect(desk.locator(".said")).to_contain_text("Hälsa från Trondheim!")
    expect(desk.locator(".said")).to_contain_text("Var kommer siffran ifrån?")
    desk.keyboard.press("ArrowRight")
    hall.at(3)
    hall.press("End", "d")
    expect(desk.locator(".place")).to_have_text("4 av 4")
    expect(desk.locator(".end")).to_be_visible()
    expect(desk.locator("html")).to_have_attribute("data-mode", "dark")
    desk.keyboard.press("b")
    expect(hall.page.locator(".black")).to_be_visible()
    hall.page.reload()
    hall.page.wait_for_selector(SHOWN)
    desk.wait_for_timeout(1500)  # the desk greets each second
    desk.keyboard.press("Home")
    hall.at(1)
    desk.reload()
    desk.wait_for_selector(SHOWN)
    hall.press("2", "Enter")
    expect(desk.locator(".place")).to_have_text("2 av 4")
    expect(desk.locator(".passed")).to_have_text(re.compile(r"00:00:(0[3-9]|[1-5]\d)"))  # the reload did not reset it
    desk.get_by_role("button", name=words("sv")("present.restart")).click()
    expect(desk.locator(".passed")).to_have_text("00:00:00")
    assert hall.trouble == []


@pytest.mark.slow
def test_filters_change_it_live_and_reset_brings_it_back(browser: Browser) -> None:
    """The panel asks the deck's own address and keeps the slide; where no answer comes the old figures stay, and it says so."""
    asked: list[str] = []
    deck = sample()
    filtered = replace(deck, slides=tuple(replace(slide, title=f"Åre: {slide.title}") for slide in deck.slides[2:]))

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        if "area=NO-5001" in route.request.url:
            route.fulfill(status=503)
        else:
            route.fulfill(json=json.loads(json.dumps({"deck": content(filtered)})))

    context = browser.new_context()
    context.route("http://hall.test/**", answer)
    context.route(
        "http://hall.test/m", lambda route: route.fulfill(body=page(deck, live="/m/deck"), content_type="text/html")
    )
    hall, t = Hall(context.new_page()), words("sv")
    hall.page.goto("http://hall.test/m#4")
    hall.press("f")
    panel = hall.page.get_by_role("dialog")
    panel.get_by_label(t("present.area")).select_option(label="Åre")
    panel.get_by_label(t("present.from")).select_option("2018")
    panel.get_by_role("button", name=t("present.apply")).click()
    expect(hall.page.locator(f"{SHOWN} h2")).to_have_text(f"Åre: {deck.slides[2].title}")
    expect(hall.page.locator(f"{SHOWN} .chip")).to_have_text(t("present.filtered", what="Åre, 2018–"))
    assert asked == ["http://hall.test/m/deck?area=SE-2321&from=2018"]
    hall.press("f")
    panel.get_by_label(t("present.area")).select_option(label="Trondheim")
    panel.get_by_role("button", name=t("present.apply")).click()
    expect(hall.page.locator(".toast")).to_have_text(t("present.failed"))
    expect(hall.page.locator(f"{SHOWN} h2")).to_have_text(f"Åre: {deck.slides[2].title}")
    hall.press("r")
    expect(hall.page.locator(f"{SHOWN} h2")).to_have_text(deck.slides[2].title)
    hall.at(4)
    context.close()


@pytest.mark.slow
def test_finger_and_buttons_do_the_same(show: Opener) -> None:
    """A swipe turns the page; the row of buttons rests after three seconds, and is there again when somebody tabs to it."""
    hall = show(PLAIN, (390, 844), has_touch=True)
    row = hall.page.locator(".controls")
    row.get_by_role("button", name=words("sv")("present.button.next")).tap()
    hall.at(2)
    session = hall.page.context.new_cdp_session(hall.page)
    for kind, spots in (("touchStart", [300]), ("touchMove", [200]), ("touchMove", [100]), ("touchEnd", [])):
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": 300} for x in spots]})
    hall.at(3)
    expect(row).to_have_css("opacity", "0")
    hall.press("Tab")
    expect(row).to_have_css("opacity", "1")
    assert hall.trouble == []


@pytest.mark.slow
def test_nothing_moves_by_itself(show: Opener) -> None:
    """There is no transition and no animation, whether or not the reader asked for less motion."""
    hall = show(sample())
    hall.press("2", "Enter")
    moving = hall.page.evaluate(
        "[...document.querySelectorAll('body *')].filter((e) => { const s = getComputedStyle(e);"
        " return s.transitionDuration !== '0s' || s.animationName !== 'none'; }).length + document.getAnimations().length"
    )
    assert moving == 0
