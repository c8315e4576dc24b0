"""All publishers together: a whole fetch, one day's news, and every fault once, with nothing lost."""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from dashboard import cli, journal
from dashboard.fetching import rounds
from dashboard.journal import Event
from dashboard.publishers import publishers as described
from dashboard.settings import settings
from dashboard.staged import releases
from dashboard.warehouse.engine import Engine
from tests.fetching.server import Answer, Fault, Publishers, busy, web_page
from tests.fetching.worlds.everything import UNITS, Everything

Visit = Callable[..., list[Event]]
SHARE = 0.02  # of the bytes of the whole, that a day's news may cost


@pytest.fixture
def world(publishers: Publishers, monkeypatch: pytest.MonkeyPatch) -> Everything:
    """All of them."""
    return Everything(publishers, monkeypatch)


def kinds(events: list[Event]) -> dict[str, set[str]]:
    """What happened to each source."""
    found: dict[str, set[str]] = {}
    for event in events:
        found.setdefault(event.source, set()).add(event.kind)
    return found


def staged(folder: Path) -> dict[tuple[str, str], set[str]]:
    """Every staged row of each source and kind, as text."""
    found: dict[tuple[str, str], set[str]] = {}
    for path, release in releases(folder):
        for file in path.glob("*.parquet"):
            rows = {str(sorted(row.items(), key=lambda one: one[0])) for row in pq.read_table(file).to_pylist()}
            found.setdefault((release.source, file.stem), set()).update(rows)
    return found


def test_a_whole_fetch_and_then_a_days_news(world: Everything, visit: Visit, publishers: Publishers) -> None:
    """Everything is in; the next round brings what changed with under 2 % of the bytes; then there is nothing new."""
    assert kinds(visit(*rounds.known())) == {source: {"changed"} for source in rounds.known()}
    whole = publishers.sent
    world.move_on()
    publishers.forget()
    daily = {"brreg-enheter", "brreg-underenheter", "jobtech", "nav"}
    news = kinds(visit(*rounds.known()))
    assert {source for source, happened in news.items() if "changed" in happened} == daily
    assert all(happened <= {"changed", "removed", "unchanged"} for happened in news.values())
    assert publishers.sent < SHARE * whole, f"{publishers.sent} of {whole} bytes"
    assert set().union(*kinds(visit(*rounds.known())).values()) == {"unchanged"}


# of a single company or institution "there is none" is an answer, and believed until it is asked about again
BY_NUMBER = {"api.nva.unit.no", "api.ror.org", "gw.api.bolagsverket.se"}


def half(content: bytes) -> bytes:
    """The first half, as if it were all; of a table it ends within a row, or nobody could know."""
    first = content[: len(content) // 2]
    packed = content.startswith((b"PK", b"\x1f\x8b", b"{", b"["))
    return first if packed else first.rpartition(b"\n")[0] + b"\n1"


FAULTS: dict[str, Callable[[str], Fault]] = {
    "asked to wait": lambda where: Fault(where, answer=busy(429, "2")),
    "out of order": lambda where: Fault(where, answer=busy(500, None)),
    "cut": lambda where: Fault(where, cut=40),
    "cut for good": lambda where: Fault(where, 5, cut=40),
    "a web page": lambda where: Fault(where, answer=web_page),
    "gone": lambda where: Fault(where, answer=lambda _: Answer(b"", 404)),
    "not let in": lambda where: Fault(where, answer=lambda _: Answer(b"", 403)),
    "empty": lambda where: Fault(where, answer=lambda _: Answer(b"")),
    "half": lambda where: Fault(where, answer=lambda answer: Answer(half(answer.content), answer.status)),
}


@pytest.mark.slow
def test_every_fault_at_every_publisher_costs_nothing(
    world: Everything, visit: Visit, publishers: Publishers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever fails says so in one sentence, and in the end all is as if nothing had ever happened."""
    visit(*rounds.known())
    clean = staged(settings().staged)
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path / "faulty"))
    settings.cache_clear()
    for source in ("nve", "swecris"):  # which are asked seldom, since they do not say whether anything changed
        monkeypatch.setitem(described()[source]["fetch"], "rest_days", 0)
    hosts = sorted({asked.place.partition("/")[0] for asked in publishers.asked})
    publishers.faults += [
        fault(f"^{host}/")
        for host in hosts for name, fault in FAULTS.items() if name != "gone" or host not in BY_NUMBER
    ]  # fmt: skip
    happened: set[str] = set()
    for _ in range(3 * len(FAULTS)):
        events = visit(*rounds.known())
        failed = [event for event in events if event.kind == "failed"]
        assert all(event.sentence.endswith(".") and event.key != "fetch.bug" for event in failed), failed
        happened |= {event.kind for event in events}
        if not failed and not any(fault.times for fault in publishers.faults):
            break
    assert [fault.where for fault in publishers.faults if fault.times] == [] and "failed" in happened
    found = staged(settings().staged)
    assert [name for name in clean.keys() | found.keys() if found.get(name) != clean.get(name)] == []
    assert not list((settings().data / "quarantine").glob("*/*"))


def test_the_command_fetches_all_and_one_page_shows_it(
    world: Everything, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """`python -m dashboard fetch`, as a scheduler runs it, then the Data page."""
    from tests.ui.test_pages import run, text

    monkeypatch.setattr(rounds, "visit_all", partial(rounds.visit_all, pause=lambda _: None))
    with pytest.raises(SystemExit) as ended:
        cli.run(["fetch"]) or sys.exit(0)
    assert ended.value.code in (0, None)
    told = capsys.readouterr().out
    assert "Built the warehouse" in told and "brreg-enheter: 1,500 rows" in told
    engine = Engine(settings().warehouse)
    assert engine.rows("select count(*) from company where source = 'brreg-enheter'") == [(UNITS,)]
    assert {source for (source,) in engine.rows("select distinct source from source_release")} == set(rounds.known())
    engine.close()
    assert {event.kind for event in journal.events()} == {"changed"}
    page = run("data", "en")
    titles = [described()[source]["title_en"] for source in rounds.known()]
    shown = text(page) + "".join(frame.value.to_csv() for frame in (*page.table, *page.dataframe))
    assert not page.exception and [title for title in titles if title not in shown] == []
