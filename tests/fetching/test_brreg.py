"""Brønnøysundregistrene: the register whole, then what changed; and what was removed is gone from everything kept."""

import csv
import gzip
import io
import shutil
from collections.abc import Callable
from datetime import date

import pyarrow.parquet as pq
import pytest

from dashboard import assembly
from dashboard.fetching import memory, quarantine, rounds
from dashboard.fetching.publishers import brreg, brreg_feed
from dashboard.fetching.visit import Visit as Visited
from dashboard.fetching.web import ATTEMPTS
from dashboard.journal import Event
from dashboard.settings import settings
from dashboard.sources.importing import restage
from dashboard.staged import releases
from dashboard.warehouse.engine import Engine
from tests.fetching.server import Fault, Publishers, busy, web_page
from tests.fetching.worlds.brreg import ELSEWHERE, HERE, Register, many, number

Visit = Callable[..., list[Event]]
KIND = {"brreg-enheter": "company", "brreg-underenheter": "workplace"}


@pytest.fixture
def register(publishers: Publishers) -> Register:
    """Legal units: every third of 300 lies in Trondheim, the others in Oslo, all registered long ago."""
    found = Register(publishers)
    many(found, range(10, 310), lambda at: HERE if at % 3 == 0 else ELSEWHERE, dato="2020-01-01T08:00:00.000Z")
    return found


def staged(source: str = "brreg-enheter") -> dict[str, dict[str, object]]:
    """The newest row of each unit of the source."""
    found: dict[str, dict[str, object]] = {}
    for path, release in sorted(releases(settings().staged), key=lambda one: one[1].read_at):
        if release.source == source and (path / f"{KIND[source]}.parquet").exists():
            rows = pq.read_table(path / f"{KIND[source]}.parquet").to_pylist()
            found |= {row["key"].removeprefix("NO-"): row for row in rows}
    return found


def here(register: Register) -> dict[str, str]:
    """The numbers and names of the region's units, as the register has them."""
    return {own: unit["navn"] for own, unit in register.units.items() if register.area_of(own) == HERE}


def names(source: str = "brreg-enheter") -> dict[str, object]:
    """The numbers and names of those that are staged and not struck off."""
    return {own: row["name"] for own, row in staged(source).items() if not row["closed"]}


@pytest.mark.parametrize("source", brreg.NAMES)
def test_the_first_visit_brings_the_whole_register(source: str, visit: Visit, publishers: Publishers) -> None:
    """In one request; the region's units are staged, and the file describes the day on which it was made."""
    register = Register(publishers, source.removeprefix("brreg-"))
    many(register, range(10, 40), lambda at: HERE if at % 2 else ELSEWHERE)
    (event,) = visit(source)
    assert (event.kind, event.rows, event.as_of, len(publishers.asked)) == ("changed", 30, date(2026, 11, 23), 1)
    assert names(source) == here(register) and len(names(source)) == 15


def test_what_changed_comes_with_under_two_percent_of_the_bytes(
    register: Register, visit: Visit, publishers: Publishers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """New, changed, moved here and struck off: the rows are those of the register, and little was transferred."""
    many(register, range(1_000, 2_700), lambda at: HERE if at % 10 == 0 else ELSEWHERE, dato="2020-01-01T08:00:00.000Z")
    (first,) = visit("brreg-enheter")
    inside, outside = list(here(register)), [own for own in register.units if register.area_of(own) == ELSEWHERE]
    monkeypatch.setenv("DASHBOARD_TODAY", "2026-11-24")
    settings.cache_clear()
    register.put(inside[0], navn="NYTT NAVN AS")
    register.put(outside[0], HERE)
    register.put(number(20_000))
    register.strike(inside[1])
    register.strike(outside[1])
    for own in outside[2:9]:
        register.put(own, ELSEWHERE, navn="ET ANNET STED AS")
    publishers.forget()
    (second,) = visit("brreg-enheter")
    assert (second.kind, second.rows, second.rejected) == ("changed", 4, 0)
    assert names() == here(register)
    assert str(staged()[inside[1]]["closed"]) == "2026-11-22" and outside[1] not in staged()
    assert second.bytes < 0.02 * first.bytes and len(publishers.asked) == 4, (second.bytes, first.bytes)
    publishers.forget()
    (third,) = visit("brreg-enheter")
    assert (third.kind, len(publishers.asked)) == ("unchanged", 1)
    assert publishers.asked[0].query["oppdateringsid"] == str(register.updates[-1]["oppdateringsid"] + 1)


@pytest.mark.parametrize("struck", [True, False])
def test_changes_elsewhere_are_not_read_again(
    struck: bool, register: Register, visit: Visit, publishers: Publishers
) -> None:
    """The visit brings nothing, and the next one goes on behind them."""
    visit("brreg-enheter")
    if struck:
        register.strike(next(own for own in register.units if register.area_of(own) == ELSEWHERE), "2026-11-23")
    else:
        register.put(number(50_000), ELSEWHERE)
    assert [event.kind for event in visit("brreg-enheter")] == ["unchanged"]
    publishers.forget()
    assert [event.kind for event in visit("brreg-enheter")] == ["unchanged"]
    assert [one.query.get("oppdateringsid") for one in publishers.asked] == [
        str(register.updates[-1]["oppdateringsid"] + 1)
    ]


def test_what_changed_while_the_whole_file_was_made_is_not_lost(register: Register, visit: Visit) -> None:
    """The file of the night does not have what was published in the day before the visit: the feed is read from earlier."""
    own = next(iter(here(register)))
    made = register._whole(None)  # type: ignore[arg-type]
    register.put(own, dato="2026-11-23T06:00:00.000Z", navn="OM MORGENEN AS")
    register._whole = lambda _asked: made  # type: ignore[method-assign]
    register.publishers.serve("lastned/csv", register._whole)
    visit("brreg-enheter")
    assert names()[own] != "OM MORGENEN AS"
    visit("brreg-enheter")
    assert names()[own] == "OM MORGENEN AS"


@pytest.mark.slow
def test_the_warehouse_keeps_where_a_struck_off_unit_was_and_nothing_of_a_removed_one(
    register: Register, visit: Visit
) -> None:
    """Of what was struck off the register tells neither place nor industry any more. A removal calls for a new build."""
    visit("brreg-enheter")
    struck, removed = list(here(register))[:2]
    register.strike(struck)
    visit("brreg-enheter")
    assembly.assemble(demo=False)
    told = "select area, industry, closed from company where key = ?"
    assert _asked(told, f"NO-{struck}") == [("NO-5001", "C", date(2026, 11, 22))] and _asked(told, f"NO-{removed}")
    assert not assembly.outdated()
    register.remove(removed)
    visit("brreg-enheter")
    assert assembly.outdated()
    assembly.assemble(demo=False)
    assert not assembly.outdated() and not _asked(told, f"NO-{removed}") and _asked(told, f"NO-{struck}")


def _asked(question: str, *values: str) -> list[tuple[object, ...]]:
    engine = Engine(settings().warehouse)
    try:
        return engine.rows(question, [*values])
    finally:
        engine.close()


@pytest.mark.parametrize("told", [True, False])
def test_what_is_removed_on_legal_grounds_goes_from_everything_kept(
    told: bool, register: Register, visit: Visit
) -> None:
    """From the archive and the staged rows, whether the feed says so or the service answers 410; the files stay known by
    their names and times, and can be read again."""
    visit("brreg-enheter")
    own, other = list(here(register))[:2]
    register.put(own, navn="SNART BORTE AS")
    register.put(other, navn="BLIR AS")
    visit("brreg-enheter")
    before = {path: path.stat().st_mtime for path in settings().raw.glob("*/*")}
    register.remove(own, told=told)
    (event,) = visit("brreg-enheter")
    assert (event.kind, event.rows) == ("removed", 2) and own not in staged() and other in staged()
    assert {path: path.stat().st_mtime for path in settings().raw.glob("*/*")} == before
    for path in before:
        raw = path.read_bytes()
        text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode()
        assert own not in text and other in text
        if path.suffix == ".gz":
            assert len(list(csv.DictReader(io.StringIO(text)))) == 299
    shutil.rmtree(settings().staged)
    assert len(restage()) == 2 and own not in staged() and other in staged()


def test_a_visit_that_breaks_off_goes_on_where_it_was(
    register: Register, visit: Visit, publishers: Publishers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No page is asked for twice, in however many visits; and nothing is loaded before all of it is there."""
    visit("brreg-enheter")
    monkeypatch.setattr(brreg_feed, "PAGE", 40)
    monkeypatch.setattr(brreg_feed, "BATCH", 10)
    inside = list(here(register))
    for own in list(register.units)[:150]:
        register.put(own, register.area_of(own), navn=f"NYTT NAVN {own} AS")
    register.strike(inside[0])
    register.strike(inside[90])
    register.put(number(30_000))
    prepare = rounds.prepare
    monkeypatch.setattr(rounds, "prepare", lambda *given, **told: _at_most(prepare(*given, **told), 6))
    publishers.forget()
    kinds = [visit("brreg-enheter")[0].kind for _ in range(4)]
    assert kinds == ["failed", "failed", "failed", "changed"]
    asked = [(one.place, tuple(one.query.items())) for one in publishers.asked]
    assert len(asked) == len(set(asked)) == 4 + 5 + 11 + 2
    assert names() == here(register)


def _at_most(visit: Visited, requests: int) -> Visited:
    visit.web.most_requests = requests
    return visit


def test_a_cut_download_is_resumed(register: Register, visit: Visit, publishers: Publishers) -> None:
    """Only what is missing of the whole file is asked for again."""
    publishers.faults.append(Fault("lastned", cut=5_000))
    (event,) = visit("brreg-enheter")
    assert event.kind == "changed" and publishers.asked[1].headers["range"].startswith("bytes=")
    assert names() == here(register)


@pytest.mark.parametrize(
    ("fault", "key"),
    [
        (Fault("oppdateringer", ATTEMPTS, answer=busy(503, None)), "fetch.busy"),
        (Fault("enheter", answer=busy(429, "7200")), "fetch.later"), (Fault("api/enheter", ATTEMPTS, cut=10), "fetch.cut"),
        (Fault("oppdateringer", answer=web_page), "fetch.web_page"), (Fault("api/enheter$", answer=web_page), "fetch.web_page"),
    ],
)  # fmt: skip
def test_a_fault_loses_nothing(
    fault: Fault, key: str, register: Register, visit: Visit, publishers: Publishers
) -> None:
    """It is one sentence; the old rows stay, and the next visit brings what changed."""
    visit("brreg-enheter")
    before, own = names(), next(iter(here(register)))
    register.put(own, navn="NYTT NAVN AS")
    publishers.faults.append(fault)
    (event,) = visit("brreg-enheter")
    assert (event.kind, event.key) == ("failed", key) and names() == before
    memory.remember("brreg-enheter", memory.recall("brreg-enheter") | {"not_before": ""})
    (event,) = visit("brreg-enheter")
    assert event.kind == "changed" and names() == here(register)


def test_a_pause_that_is_asked_for_is_made(
    register: Register, visit: Visit, publishers: Publishers, paused: list[float]
) -> None:
    """429 with 3 seconds, then it goes on."""
    publishers.faults.append(Fault("lastned", answer=busy(429, "3")))
    assert visit("brreg-enheter")[0].kind == "changed" and 3.0 in paused


def test_a_field_with_a_new_name_is_held_by_name(
    register: Register, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the whole file and among the changes: nothing is loaded, and the old rows stay."""
    visit("brreg-enheter")
    for own in list(here(register))[:30]:
        register.put(own)
    visit("brreg-enheter")
    before = names()
    register.renamed = {"antallAnsatte": "ansatte"}
    for own in list(here(register))[:30]:
        register.put(own, navn="NYTT NAVN AS")
    (event,) = visit("brreg-enheter")
    told = {(one["what"], one["field"]) for one in event.differences}
    assert event.kind == "held" and told == {("missing", "antallAnsatte"), ("new", "ansatte")} and names() == before
    monkeypatch.setenv("DASHBOARD_TODAY", "2027-01-02")
    settings.cache_clear()
    register.made = "Sat, 02 Jan 2027 05:00:00 GMT"
    (event,) = visit("brreg-enheter")
    told = {(one["what"], one["field"]) for one in event.differences}
    assert event.kind == "held" and told == {("missing", "antallAnsatte"), ("new", "ansatte")} and names() == before
    assert len(list(quarantine.held("brreg-enheter"))) == 2


def test_a_feed_that_is_not_as_documented_is_a_sentence(register: Register, visit: Visit) -> None:
    """A renamed field of the updates is told by name."""
    visit("brreg-enheter")
    register.put(next(iter(here(register))))
    register.renamed = {"endringstype": "type"}
    (event,) = visit("brreg-enheter")
    assert (event.kind, event.key, event.values["field"]) == ("failed", "fetch.lacks", "endringstype")


def test_after_a_month_the_whole_register_comes_again(
    register: Register, visit: Visit, publishers: Publishers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where it changed; and where it did not, the changes do."""
    visit("brreg-enheter")
    monkeypatch.setenv("DASHBOARD_TODAY", "2026-12-24")
    settings.cache_clear()
    publishers.forget()
    (event,) = visit("brreg-enheter")
    assert event.kind == "unchanged" and [one.place.rpartition("/")[2] for one in publishers.asked] == [
        "csv",
        "enheter",
    ]
    register.made = "Thu, 24 Dec 2026 05:00:00 GMT"
    many(register, range(400, 420))
    (event,) = visit("brreg-enheter")
    assert (event.kind, event.as_of, event.rows) == ("changed", date(2026, 12, 24), 320)


def test_since_asks_from_that_day_on(register: Register, visit: Visit, publishers: Publishers) -> None:
    """Whatever is remembered."""
    visit("brreg-enheter")
    publishers.forget()
    (event,) = visit("brreg-enheter", since=date(2019, 12, 31))
    assert (event.kind, event.rows) == ("changed", 100)
    assert publishers.asked[0].query["dato"] == "2019-12-30T23:00:00.000Z"


def test_the_whole_of_norway_is_kept_up_where_it_is_asked_for(
    register: Register, visit: Visit, publishers: Publishers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With NO in DASHBOARD_AREA changes elsewhere come too."""
    monkeypatch.setenv("DASHBOARD_AREA", "NO")
    settings.cache_clear()
    visit("brreg-enheter")
    own = next(own for own in register.units if register.area_of(own) == ELSEWHERE)
    register.put(own, ELSEWHERE, navn="I OSLO AS")
    register.strike(next(reversed(register.units)))
    visit("brreg-enheter")
    assert names() == {one: unit["navn"] for one, unit in register.units.items()} and names()[own] == "I OSLO AS"


def test_the_plan_needs_no_network(register: Register, visit: Visit, publishers: Publishers) -> None:
    """It says what would be asked, since when, and about how often."""
    assert "enheter/lastned/csv" in brreg.plan(rounds.prepare("brreg-enheter"))
    visit("brreg-enheter")
    publishers.forget()
    told = brreg.plan(rounds.prepare("brreg-enheter"))
    assert "oppdateringer/enheter from dato 2026-11-21" in told and "requests" in told and not publishers.asked


@pytest.mark.parametrize("made", ["", "in the night"])
def test_a_whole_file_that_does_not_say_when_it_was_made_is_of_today(
    made: str, register: Register, visit: Visit
) -> None:
    """The feed is then read from two days before."""
    register.made = made
    (event,) = visit("brreg-enheter")
    assert (event.kind, event.as_of) == ("changed", date(2026, 11, 23))
