"""What a filter change costs on each page, and what a first visit costs in a browser.

    python -m tests.benchmarks.pages --data FOLDER_WITH_A_WAREHOUSE

Server side: one viewer on a real websocket, cold (areas nobody asked for before) and warm (areas asked for before), from
the request to the end of the script's answer. In the browser: from the address to the first key figure or map, and the
bytes that come over the wire, on a first visit and with what a browser keeps.
"""

import argparse
import asyncio
import statistics
import time
from pathlib import Path

import websockets
from playwright.sync_api import BrowserContext, sync_playwright

from dashboard.metrics.reference import municipalities
from tests.benchmarks.viewers import change, server
from tests.browser.conftest import FLAGS

PAGES = ("", "map", "companies", "data", "about")
FIRST_VIEW = {"": "text=11 av 15", "map": "canvas#deckgl-overlay", "companies": "canvas", "data": "h1", "about": "h1"}


async def changes(address: str, page: str) -> tuple[list[float], list[float], int]:
    """Seconds of each cold and each warm change, and the bytes of the largest answer."""
    cold, warm, largest = [], [], 0
    async with websockets.connect(
        f"ws://{address}/_stcore/stream", subprotocols=["streamlit"], max_size=None, compression=None
    ) as socket_:  # type: ignore[list-item]
        page_hash, _ = await change(socket_, page, "", "")
        for took in (cold, warm):
            for area in municipalities():
                begun = time.perf_counter()
                _, size = await change(socket_, page, f"area={area}&lang=sv", page_hash)
                took.append(time.perf_counter() - begun)
                largest = max(largest, size)
        _, whole = await change(socket_, page, "lang=sv", page_hash)
    return cold, warm, max(largest, whole)


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
    tab.goto(f"http://{address}/{page}")
    tab.locator(FIRST_VIEW[page]).first.wait_for()
    took = time.perf_counter() - begun
    tab.wait_for_timeout(2000)
    tab.close()
    return took, received


def main() -> None:
    """Print a line for each page."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--data", type=Path, required=True)
    given = arguments.parse_args()
    with server(given.data) as (address, _):
        for page in PAGES:
            cold, warm, largest = asyncio.run(changes(address, page))
            print(
                f"/{page:10} cold {statistics.median(cold) * 1000:5.0f} ms, warm {statistics.median(warm) * 1000:5.0f} ms, "
                f"largest answer {largest / 1000:7.0f} kB",
                flush=True,
            )
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
            for page in PAGES:
                context = browser.new_context(locale="sv-SE", viewport={"width": 1440, "height": 900})
                (first, bytes_first), (again, bytes_again) = (visit(context, address, page) for _ in range(2))
                print(
                    f"/{page:10} first visit {first:4.1f} s {bytes_first / 1e6:5.2f} MB, "
                    f"again {again:4.1f} s {bytes_again / 1e6:5.2f} MB",
                    flush=True,
                )
                context.close()
            browser.close()


if __name__ == "__main__":
    main()
