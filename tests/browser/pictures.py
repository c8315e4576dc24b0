"""The README's pictures, made from the demonstration set: ``python -m tests.browser.pictures``."""

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from dashboard import assembly
from dashboard.settings import REFERENCE
from tests.benchmarks.viewers import server
from tests.browser.conftest import FLAGS

PICTURES = {
    "overview": "/?lang=en", "map": "/map?lang=en&show=rate", "structure": "/structure?lang=en&area=NO-5014",
    "municipality": "/municipality?lang=en&area=SE-2321", "establishments": "/establishments?lang=en",
}  # fmt: skip


def main() -> None:
    """Build the set in a folder of its own, serve it, and take each page as a laptop shows it."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        assembly.build_demo(Path(folder) / "warehouse.duckdb")
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        page = browser.new_page(viewport={"width": 1440, "height": 1160})
        with server(Path(folder)) as (host, _):
            for name, address in PICTURES.items():
                page.goto(f"http://{host}{address}")
                page.locator(".st-key-foot").wait_for()
                page.wait_for_timeout(5000)  # the polygons are fetched and drawn
                page.screenshot(path=REFERENCE / "pictures" / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
