"""The main journeys, as a reader walks them."""

import csv
import re
from contextlib import suppress
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import TimeoutError, expect

from dashboard.i18n import words
from dashboard.ui import frame
from tests.browser.conftest import Visit

LANGUAGES = ("sv", "nb", "en")
MAIN = ("/", "/establishments", "/edit")  # whose narrow view is looked at each time
PAGES = ("/", *(f"/{page}" for page in frame.PAGES[1:]))
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
pytestmark = pytest.mark.browser


def violations(visit: Visit) -> list[str]:
    """What axe finds on the page as it stands, once it is drawn: rule and the elements it is about."""
    visit.page.wait_for_timeout(1500)  # what is half faded in, or not yet as tall as it will be, would be judged so
    found = Axe().run(visit.page, options={"runOnly": RULES}).response["violations"]
    return [f"{v['id']}: {[node['target'] for node in v['nodes']][:3]}" for v in found]


@pytest.mark.parametrize(
    "visit", [{"language": "sv"}, *(pytest.param({"language": one}, marks=pytest.mark.slow) for one in ("nb", "en"))],
    indirect=True, ids=LANGUAGES,
)  # fmt: skip
def test_from_a_link_with_filters_to_a_download(visit: Visit, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """A link opens in the browser's language; the map keeps its filters, a click on a municipality there is the filter
    of the company list, and of the file that is taken home from it."""
    language = request.node.callspec.id
    t = words(language)
    visit.open("/?area=SE-2321,NO-5001&industry=I")
    expect(visit.page.locator("html")).to_have_attribute("lang", language)
    visit.turn_to("map", language)
    assert "/map" in visit.page.url and "area=NO-5001%2CSE-2321" in visit.page.url.replace(",", "%2C")
    visit.page.get_by_role("button", name=t("action.reset")).click()
    visit.settle()
    assert "area=" not in visit.page.url
    visit.page.get_by_text(t("map.show.rate"), exact=True).click()
    visit.settle()
    click_a_municipality(visit)
    area = re.search("area=([A-Z0-9-]+)", visit.page.url)[1]  # type: ignore[index]
    visit.turn_to("companies", language)
    assert f"area={area}" in visit.page.url
    with visit.page.expect_download() as waiting:
        visit.page.get_by_role("button", name="CSV ;").click()
    waiting.value.save_as(tmp_path / "companies.csv")
    with (tmp_path / "companies.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.reader(file, delimiter=";"))
    keys = {cell for row in rows for cell in row if re.fullmatch("(SE|NO)-[0-9]{4}", cell)}
    assert len(rows) > 2 and keys == {area}
    visit.assert_clean()


def click_a_municipality(visit: Visit) -> None:
    """Click on the middle of the map, where there is land, until the link has an area."""
    canvas = visit.page.locator("canvas#deckgl-overlay")
    canvas.scroll_into_view_if_needed()
    for share in (0.5, 0.52, 0.48, 0.55, 0.45) * 2:  # there is land at each
        box = canvas.bounding_box()
        assert box is not None
        visit.tap(box["x"] + box["width"] * share, box["y"] + box["height"] * 0.5)
        with suppress(TimeoutError):
            visit.page.wait_for_url("**area=*", timeout=4000)
            visit.settle()
            return
    raise AssertionError("no click on the map put an area into the link")


def test_undo_and_reset(visit: Visit) -> None:
    """Reset takes all filters away, undo brings them back, and the link follows."""
    t = words("sv")
    visit.open("/companies?area=SE-2380&industry=C")
    visit.page.get_by_role("button", name=t("action.reset")).click()
    visit.settle()
    assert "area=" not in visit.page.url
    visit.page.get_by_role("button", name=t("action.undo")).click()
    visit.settle()
    assert "area=SE-2380" in visit.page.url and "industry=C" in visit.page.url
    visit.assert_clean()


def test_search_forgives_accents_and_spelling(visit: Visit) -> None:
    """Typing narrows the list without Enter, also without the letter's dots."""
    t = words("sv")
    visit.open("/companies")
    before = visit.page.get_by_text(t("companies.title"), exact=True).count()
    visit.page.get_by_role("searchbox").first.press_sequentially("fjall")
    visit.page.wait_for_timeout(1500)
    visit.settle()
    assert before and visit.page.locator("body").inner_text()
    visit.assert_clean()


@pytest.mark.parametrize("path", ["/structure?area=SE-2321", pytest.param("/circular", marks=pytest.mark.slow)])
def test_from_a_number_to_its_explanation(visit: Visit, path: str) -> None:
    """One click leads to what is counted, this number's inputs, its sources and the query; axe finds nothing there."""
    t = words("sv")
    visit.open(path)
    visit.page.get_by_role("button", name=t("action.explain")).first.click()
    dialog = visit.page.get_by_role("dialog")
    for part in ("explain.formula", "explain.this", "explain.sources", "explain.steps", "explain.again"):
        expect(dialog.get_by_text(t(part), exact=True)).to_be_visible()
    assert violations(visit) == []
    visit.assert_clean()


@pytest.mark.parametrize("visit", [{"viewport": (320, 844)}], indirect=True)
@pytest.mark.parametrize("path", [p if p in MAIN else pytest.param(p, marks=pytest.mark.slow) for p in PAGES])
def test_reflow_on_a_narrow_screen(visit: Visit, path: str) -> None:
    """At 320 CSS pixels nothing needs scrolling sideways, and axe finds nothing (WCAG 2.2 A and AA)."""
    visit.open(path)
    assert violations(visit) == []
    assert visit.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    visit.assert_clean()


@pytest.mark.slow
@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(
    "visit", [{"language": one, "scheme": scheme} for one in LANGUAGES for scheme in ("light", "dark")], indirect=True,
    ids=lambda asked: f"{asked['language']}-{asked['scheme']}",
)  # fmt: skip
def test_every_page_language_and_theme(visit: Visit, path: str) -> None:
    """Each page in each language and theme: no violation, no foreign request, no console error."""
    visit.open(path)
    assert violations(visit) == []
    visit.assert_clean()
