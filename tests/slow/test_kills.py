"""Readers always see a whole warehouse: builds are killed at random moments, and others read while one builds."""

import multiprocessing
import os
import random
import signal
import subprocess
import sys
import time
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest

from dashboard.metrics.compute import compute
from dashboard.metrics.question import Question
from dashboard.settings import ROOT
from dashboard.warehouse.engine import Engine, Identity, identity
from tests import builders

pytestmark = pytest.mark.slow
KILLS = 20


def command(folder: Path, *arguments: str) -> subprocess.Popen[bytes]:
    """A command of the program at work on that data folder."""
    return subprocess.Popen(
        [sys.executable, "-m", "dashboard", *arguments], cwd=ROOT, env={**os.environ, "DASHBOARD_DATA": str(folder)},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip


def seen(path: Path) -> tuple[bool, float]:
    """What a reader who comes now sees: demonstration or not, and how many workplaces."""
    engine = Engine(path)
    try:
        value = compute(engine, Question("workplaces", by="none")).points[0].value
        assert value is not None
        return engine.facts.demo, value
    finally:
        engine.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one real workplace staged and built."""
    made = tmp_path_factory.mktemp("data")
    builders.real_warehouse(made, builders.ONE_COMPANY)
    return made


def test_twenty_kills_leave_a_whole_warehouse(folder: Path) -> None:
    """Killed at any moment, a build leaves the old file or the new one; the next build works and sweeps up."""
    path, chance = folder / "warehouse.duckdb", random.Random(20)
    assert command(folder, "build", "--demo").wait() == 0
    begun = time.monotonic()
    assert command(folder, "build", "--no-demo").wait() == 0
    whole, states = time.monotonic() - begun, {(False, 1.0)}
    begun = time.monotonic()
    assert command(folder, "build", "--demo").wait() == 0
    longest = max(whole, time.monotonic() - begun)
    states.add(seen(path))
    assert len(states) == 2
    finished = 0
    for _ in range(KILLS):
        process = command(folder, "build", "--no-demo" if seen(path)[0] else "--demo")
        time.sleep(chance.uniform(0.3, 1.1) * longest)
        os.killpg(process.pid, signal.SIGKILL)
        finished += process.wait() == 0
        assert seen(path) in states
    assert finished < KILLS  # else nothing was killed
    assert command(folder, "build", "--no-demo").wait() == 0
    assert seen(path) == (False, 1.0)
    assert not list(folder.glob(".*building*")) and not list(folder.glob(".*.staged"))


def read(path: Path, stop: Event, found: "Queue[set[tuple[bool, float]]]") -> None:
    """Read as the app does, again and again: a new file is noticed by its identity."""
    states: set[tuple[bool, float]] = set()
    known: tuple[Identity | None, tuple[bool, float]] | None = None
    while not stop.is_set():
        now = identity(path)
        assert now is not None
        if known is None or known[0] != now:
            known = (now, seen(path))
            states.add(known[1])
    found.put(states)


def test_two_processes_read_while_a_third_builds(folder: Path) -> None:
    """Ten builds to and fro: both readers see both states, and never anything else."""
    context = multiprocessing.get_context("spawn")
    stop, found = context.Event(), context.Queue()
    readers = [context.Process(target=read, args=(folder / "warehouse.duckdb", stop, found)) for _ in range(2)]
    for reader in readers:
        reader.start()
    for number in range(10):
        assert command(folder, "build", "--no-demo" if number % 2 else "--demo").wait() == 0
    stop.set()
    states = [found.get(timeout=60) for _ in readers]
    for reader in readers:
        reader.join(60)
        assert reader.exitcode == 0
    assert states[0] == states[1] and len(states[0]) == 2 and (False, 1.0) in states[0]
