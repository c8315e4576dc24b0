"""What a filter change costs on each page, and what a first visit costs in a browser.

    python -m tests.benchmarks.pages --data FOLDER_WITH_A_WAREHOUSE [--page jobs --page structure] [--no-browser]

Server side: a server for each page and one viewer on a real websocket, from the request to the end of the script's
answer: the first opening since the server began, filters that nobody asked for before (the warehouse is asked anew), areas
that nobody asked for before, and areas asked for before (warm). In the browser: from the address to the first thing worth
reading, and the bytes that come over the wire, on a first visit and with what a browser keeps.
"""

import argparse
import asyncio
import statistics
import time
from collections.abc import Iterator
from itertools import combinations, cycle
from pathlib import Path

import websockets
from playwright.sync_api import BrowserContext, sync_playwright

from dashboard.metrics.reference import industries, municipalities
from tests.benchmarks.viewers import change, server
from tests.browser.conftest import FLAGS

FIRST_VIEW = {  # by page: what is worth reading first, as a selector
    "": "text=11 av 15",
    "map": "canvas#deckgl-overlay",
    "companies": "canvas",
    "jobs": ".st-key-figure_industries img",
    "structure": ".st-key-figure_specialisation .js-plotly-plot",
    "compare": ".st-key-figure_compare_work .js-plotly-plot",
    "municipality": ".st-key-figure_against",
    "circular": ".js-plotly-plot",
    "data": "h1",
    "about": "h1",
}
OPENED_WITH = {"municipality": "area=SE-2380"}  # the query of a first visit, where there is one


def filters() -> Iterator[str]:
    """For each municipality its query with an industry and years; no two have the same years."""
    sections = cycle(code for code, parent in industries().items() if code == parent)
    years = combinations(range(2012, 2027), 2)
    for area, industry, (first, last) in zip(municipalities(), sections, years, strict=False):
        yield f"area={area}&from={first}&industry={industry}&lang=sv&to={last}"


async def changes(address: str, page: str) -> tuple[dict[str, list[float]], int]:
    """Seconds of each change by its kind, and the bytes of the largest answer."""
    areas = [f"area={area}&lang=sv" for area in municipalities()]
    asked = {"first": [OPENED_WITH.get(page, "")], "filters": [*filters()], "areas": areas, "warm": areas}
    took: dict[str, list[float]] = {}
    page_hash, largest = "", 0
    uri = f"ws://{address}/_stcore/stream"
    async with websockets.connect(uri, subprotocols=["streamlit"], max_size=None, compression=None) as socket_:  # type: ignore[list-item]
        for kind, queries in asked.items():
            for query in queries:
                begun = time.perf_counter()
                page_hash, size = await change(socket_, page, query, page_hash)
                took.setdefault(kind, []).append(time.perf_counter() - begun)
                largest = max(largest, size)
    return took, largest


def visit(context: BrowserContext, address: str, page: str) -> tuple[float, int]:
    """Seconds until the first thing worth reading, and bytes received by then and shortly after."""
    tab, received = context.new_page(), 0

    def count(event: dict[str, float]) -> None:
        nonlocal received
        received += int(event["encodedDataLength"])

    network = context.new_cdp_session(tab)
    network.send("Network.enable")
    network.on("Network.loadingFinished", count)
    network.on(
        "Network.webSocketFrameReceived",
        lambda e: count({"encodedDataLength": len(e["response"]["payloadData"]) * 3 / 4}),
    )
    begun = time.perf_counter()
    tab.goto(f"http://{address}/{page}?{OPENED_WITH.get(page, '')}")
    tab.locator(FIRST_VIEW[page]).first.wait_for()
    took = time.perf_counter() - begun
    tab.wait_for_timeout(2000)
    tab.close()
    return took, received


def main() -> None:
    """Print a line for each page."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--data", type=Path, required=True)
    arguments.add_argument("--page", choices=FIRST_VIEW, action="append")
    arguments.add_argument("--no-browser", action="store_true")
    given = arguments.parse_args()
    pages = given.page or FIRST_VIEW
    for page in pages:
        with server(given.data) as (address, _):
            took, largest = asyncio.run(changes(address, page))
        told = [
            f"{kind} {statistics.median(seconds) * 1000:4.0f} ms (at most {max(seconds) * 1000:.0f})"
            for kind, seconds in took.items()
        ]
        print(f"/{page:12} {', '.join(told)}, largest answer {largest / 1000:.0f} kB", flush=True)
    if given.no_browser:
        return
    with server(given.data) as (address, _), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        for page in pages:
            context = browser.new_context(locale="sv-SE", viewport={"width": 1440, "height": 900})
            (first, bytes_first), (again, bytes_again) = (visit(context, address, page) for _ in range(2))
            print(
                f"/{page:12} first visit {first:4.1f} s {bytes_first / 1e6:5.2f} MB, "
                f"again {again:4.1f} s {bytes_again / 1e6:5.2f} MB",
                flush=True,
            )
            context.close()
        browser.close()


if __name__ == "__main__":
    main()
