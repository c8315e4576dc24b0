"""Three sources in three conditions, through real visits: one late, one held back, one failing; or all well."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest

from dashboard import assembly
from dashboard.fetching.publishers import modules
from dashboard.fetching.visit import Got, Visit
from dashboard.journal import Event
from dashboard.publishers import publishers as described
from dashboard.settings import settings
from tests.fetching.server import Answer, Fault, Publishers, busy

LATE, HELD, FAILING = "ecb", "population", "nve"
DAYS = 12  # that the late one has been without news by now
RATES = "FREQ,CURRENCY,CURRENCY_DENOM,EXR_TYPE,EXR_SUFFIX,TIME_PERIOD,OBS_VALUE\n"


class OneFile:
    """A publisher of one file."""

    def __init__(self, source: str) -> None:
        self.NAMES = (source,)

    def plan(self, visit: Visit) -> str:
        """The one question."""
        return f"GET {visit.terms['address']}"

    def fetch(self, visit: Visit) -> Iterator[Got]:
        """The file, if it changed."""
        if found := visit.download(visit.terms["address"], f"{self.NAMES[0]}.csv"):
            yield Got(*found)


def inhabitants(number: str = "pop", more: int = 0) -> Answer:
    """The file of the source that will be held back; ``number`` is the heading of the column that it will lack."""
    rows = [f"5001;{year};{200_000 + year + more}" for year in range(2005, 2027)]
    return Answer(
        "\n".join([f"kommunenummer;year;{number}", *rows]).encode(), kind="text/csv", etag=f'"{number}{more}"'
    )


def well(server: Publishers, visit: Callable[..., list[Event]], monkeypatch: pytest.MonkeyPatch) -> None:
    """Each has been fetched once and has nothing new since; one revised a figure. The warehouse is built."""
    for source, every in ((LATE, 1), (HELD, 365), (FAILING, 365)):
        monkeypatch.setitem(modules(), source, OneFile(source))  # type: ignore[arg-type]
        terms = {"address": f"https://files.example/{source}.csv", "every_days": every}
        monkeypatch.setitem(described()[source], "fetch", terms)
    rates = "".join(f"A,SEK,EUR,SP00,A,{year},10.5\n" for year in range(2000, 2025))
    server.serve(f"/{LATE}", Answer((RATES + rates).encode(), kind="text/csv", etag='"1"'))
    server.serve(f"/{HELD}", inhabitants())
    plants = "".join(f"{n};Fall {n};5001;5\n" for n in range(1, 30))
    header = "VannkraftverkID;Navn;kommunenummer;MaksYtelse\n"
    server.serve(f"/{FAILING}", Answer((header + plants).encode(), kind="text/csv", etag='"1"'))
    assert [event.kind for event in visit(LATE, HELD, FAILING)] == ["changed"] * 3
    server.serve(f"/{HELD}", inhabitants(more=1))
    assert [event.kind for event in visit(LATE, HELD)] == ["unchanged", "changed"]
    assembly.assemble(demo=False)


def ill(server: Publishers, visit: Callable[..., list[Event]], monkeypatch: pytest.MonkeyPatch) -> None:
    """Then one is without news for so many days, one changes its file, and one is out of order, twice."""
    well(server, visit, monkeypatch)
    server.serve(f"/{HELD}", inhabitants("folk"))
    server.faults.append(Fault(FAILING, 20, answer=busy(503, None)))
    for _ in range(2):
        assert [event.kind for event in visit(LATE, HELD, FAILING)] == ["unchanged", "held", "failed"]
    monkeypatch.setenv("DASHBOARD_TODAY", str(datetime.now(UTC).date() + timedelta(days=DAYS + 1)))
    settings.cache_clear()
