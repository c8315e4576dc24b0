"""A server that stands for all publishers, an empty data folder, and visits that do not really wait."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from dashboard.fetching import rounds
from dashboard.journal import Event
from dashboard.settings import settings
from tests.fetching.server import Publishers


@pytest.fixture
def publishers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Publishers]:
    """The server, in use as the mirror of all publishers, with an empty data folder and 23 November 2026 as today."""
    server = Publishers()
    monkeypatch.setenv("DASHBOARD_MIRROR", server.address)
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("DASHBOARD_TODAY", "2026-11-23")
    settings.cache_clear()
    yield server
    server.close()


@pytest.fixture
def paused() -> list[float]:
    """The seconds that visits would have waited."""
    return []


@pytest.fixture
def visit(publishers: Publishers, paused: list[float]) -> Callable[..., list[Event]]:
    """Visit sources and give what happened: ``visit("ecb", since=None)``."""

    def go(*sources: str, since: date | None = None) -> list[Event]:
        return list(rounds.visit_all(sources, since=since, pause=paused.append))

    return go
