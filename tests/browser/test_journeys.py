"""The main journeys, as a reader walks them."""

import csv
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from dashboard.i18n import words
from tests.browser.conftest import Visit

LANGUAGES = ("sv", "nb", "en")
PAGES = ("/", "/map", "/companies", "/data", "/about")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
pytestmark = pytest.mark.browser


def violations(visit: Visit) -> list[str]:
    """What axe finds on the page as it stands: rule and the elements it is about."""
    found = Axe().run(visit.page, options={"runOnly": RULES}).response["violations"]
    return [f"{v['id']}: {[node['target'] for node in v['nodes']][:3]}" for v in found]


@pytest.mark.parametrize("visit", [{"language": one} for one in LANGUAGES], indirect=True, ids=LANGUAGES)
def test_from_a_link_with_filters_to_a_download(visit: Visit, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """A link with filters opens in the browser's language; map, companies and a download keep the very same areas."""
    language = request.node.callspec.id
    t = words(language)
    visit.open("/?area=SE-2321,NO-5001&industry=I")
    assert visit.page.locator("html").get_attribute("lang") == language
    visit.page.get_by_role("link", name=t("page.map"), exact=True).first.click()
    visit.settle()
    assert "/map" in visit.page.url and "area=NO-5001%2CSE-2321" in visit.page.url.replace(",", "%2C")
    visit.page.get_by_role("link", name=t("page.companies"), exact=True).first.click()
    visit.settle()
    assert "industry=I" in visit.page.url
    with visit.page.expect_download() as waiting:
        visit.page.get_by_role("button", name="CSV ;").click()
    waiting.value.save_as(tmp_path / "companies.csv")
    with (tmp_path / "companies.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.reader(file, delimiter=";"))
    areas = {cell for row in rows[1:] for cell in row if cell in ("SE-2321", "NO-5001")}
    assert len(rows) > 2 and areas == {"SE-2321", "NO-5001"}
    assert all("NO-" in "".join(row) or "SE-" in "".join(row) for row in rows[1:])
    visit.assert_clean()


def test_clicking_a_municipality_filters_by_it(visit: Visit) -> None:
    """A click on the map's list twin or on the map itself puts the municipality into the link."""
    visit.open("/map?show=rate")
    canvas = visit.page.locator("canvas").first
    canvas.wait_for(timeout=20_000)
    visit.page.wait_for_timeout(3000)  # the polygons are fetched and drawn
    box = canvas.bounding_box()
    assert box is not None
    for share in (0.5, 0.6, 0.4, 0.7):  # somewhere in the middle there is land
        visit.page.mouse.click(box["x"] + box["width"] * share, box["y"] + box["height"] * 0.5)
        visit.page.wait_for_timeout(1500)
        if "area=" in visit.page.url:
            break
    assert "area=" in visit.page.url
    visit.assert_clean()


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


@pytest.mark.parametrize("path", PAGES)
def test_no_accessibility_violation(visit: Visit, path: str) -> None:
    """axe finds nothing on any page (WCAG 2.2 A and AA)."""
    visit.open(path)
    visit.page.wait_for_timeout(1500)
    assert violations(visit) == []
    visit.assert_clean()


@pytest.mark.parametrize("visit", [{"viewport": (320, 844)}], indirect=True)
@pytest.mark.parametrize("path", PAGES)
def test_reflow_on_a_narrow_screen(visit: Visit, path: str) -> None:
    """At 320 CSS pixels nothing needs scrolling sideways."""
    visit.open(path)
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
    visit.page.wait_for_timeout(1500)
    assert violations(visit) == []
    visit.assert_clean()
