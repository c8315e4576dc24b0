"""Viewers as a browser is one: real websocket sessions on loopback that change a filter again and again.

    python -m tests.benchmarks.viewers --viewers 1,5,20,50 --seconds 20 [--page companies] [--minutes 10]

Starts the app on a demonstration warehouse, prints for each number of viewers how long a filter change took, from the
request to the end of the script's answer, and the server's memory before and after.
"""

import argparse
import asyncio
import os
import random
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from dashboard.metrics.reference import municipalities

ROOT = Path(__file__).resolve().parents[2]
PAUSE = 0.4  # seconds between a viewer's answer and the next change, on average


@contextmanager
def server(data: Path) -> Iterator[tuple[str, int]]:
    """The app on a free port of the loopback, ready; gives its address without scheme and its process id."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "streamlit_app.py", "--server.port", str(port),
               "--server.address", "127.0.0.1"]  # fmt: skip
    process = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, "DASHBOARD_DATA": str(data)}, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        address = f"127.0.0.1:{port}"
        for _ in range(600):
            try:
                urlopen(f"http://{address}/health", timeout=2).close()
                break
            except (URLError, TimeoutError):
                time.sleep(0.1)
        yield address, process.pid
    finally:
        process.terminate()
        process.wait(10)


def memory(pid: int) -> float:
    """The process's resident memory in megabytes."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


async def viewer(address: str, page: str, until: float, seed: int) -> list[float]:
    """One viewer: opens the page, then changes the area again and again; gives the seconds each change took."""
    chance, took = random.Random(seed), []
    uri = f"ws://{address}/_stcore/stream"
    async with websockets.connect(uri, subprotocols=["streamlit"], max_size=None, compression=None) as socket_:  # type: ignore[list-item]
        page_hash, _ = await change(socket_, page, "", "")
        while time.monotonic() < until:
            areas = ",".join(sorted(chance.sample(municipalities(), 2)))
            begun = time.perf_counter()
            await change(socket_, page, f"area={areas}&lang=sv", page_hash)
            took.append(time.perf_counter() - begun)
            await asyncio.sleep(chance.uniform(0, 2 * PAUSE))  # people do not click in step
    return took


async def change(socket_: websockets.ClientConnection, page: str, query: str, page_hash: str) -> tuple[str, int]:
    """Ask for the page with that query and read until the script has finished; gives the page's hash and the bytes."""
    ask = BackMsg()
    ask.rerun_script.query_string = query
    if page_hash:
        ask.rerun_script.page_script_hash = page_hash
    else:
        ask.rerun_script.page_name = page
    await socket_.send(ask.SerializeToString())
    received = 0
    while True:
        message, content = ForwardMsg(), await socket_.recv()
        received += len(content)
        message.ParseFromString(content)  # type: ignore[arg-type]
        if message.WhichOneof("type") == "navigation":
            page_hash = message.navigation.page_script_hash
        if message.WhichOneof("type") == "script_finished":
            return page_hash, received


async def crowd(address: str, page: str, viewers: int, seconds: float) -> list[float]:
    """So many viewers at once for so long; gives the seconds of all their changes."""
    until = time.monotonic() + seconds
    taken = await asyncio.gather(*(viewer(address, page, until, seed) for seed in range(viewers)))
    return [seconds for one in taken for seconds in one]


def main() -> None:
    """Print one line for each number of viewers."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--viewers", default="1,5,20,50")
    arguments.add_argument("--seconds", type=float, default=20)
    arguments.add_argument("--page", default="")
    arguments.add_argument("--data", type=Path, default=ROOT / "data")
    given = arguments.parse_args()
    with server(given.data) as (address, pid):
        asyncio.run(crowd(address, given.page, 1, 3))  # the first of each shape compiles its statements
        for viewers in map(int, given.viewers.split(",")):
            before = memory(pid)
            took = asyncio.run(crowd(address, given.page, viewers, given.seconds))
            median, worst = statistics.median(took) * 1000, statistics.quantiles(took, n=20)[-1] * 1000
            print(
                f"{viewers:3} viewers: {len(took):5} changes, median {median:6.0f} ms, 95 % under {worst:6.0f} ms, "
                f"memory {before:.0f} → {memory(pid):.0f} MB",
                flush=True,
            )


if __name__ == "__main__":
    main()
