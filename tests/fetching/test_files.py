"""Publishers of files: everything that they have is in, and only what changed is asked for again."""

import shutil
import zipfile
from collections.abc import Callable
from datetime import date

import pyarrow.parquet as pq
import pytest

from dashboard.fetching import rounds
from dashboard.fetching.publishers import files
from dashboard.fetching.web import ATTEMPTS
from dashboard.journal import Event
from dashboard.settings import settings
from dashboard.sources.importing import restage
from dashboard.staged import releases
from tests.fetching.server import Answer, Fault, Publishers, busy, web_page
from tests.fetching.worlds.files import FILES, PERSON, TOKEN, Shelf

Visit = Callable[..., list[Event]]
# a field of each source's file, and the name that the difference has
FIELDS = {
    "bolagsverket": ("postadress", "postadress"), "scb-foretag": ("FtgStat", "FtgStat"), "mattilsynet": ("poststed", "poststed"),
    "nve": ("MaksYtelse", "MaksYtelse"), "forskningsradet": ("Prosjektnavn", "Prosjektnavn"),
    "swecris": ("fundingsSek", "fundingsSek"), "cordis": ("nutsCode", "organization.csv: nutsCode"), "ecb": ("EXR_SUFFIX", "EXR_SUFFIX"),
}  # fmt: skip


@pytest.fixture
def shelf(publishers: Publishers, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    """Thirty rows here in each file, and the key that SweCRIS wants."""
    monkeypatch.setenv("DASHBOARD_SWECRIS_TOKEN", TOKEN)
    return Shelf(publishers)


def staged(source: str) -> set[str]:
    """The keys of everything that is staged of a source."""
    kind = FILES[source][0].kind
    tables = [
        pq.read_table(path / f"{kind}.parquet").to_pylist()
        for path, release in releases(settings().staged) if release.source == source
    ]  # fmt: skip
    return {str(row["year"] if kind == "exchange_rate" else row["key"]) for table in tables for row in table}


@pytest.mark.parametrize("source", FILES)
def test_all_of_it_is_in_and_then_only_what_changes_comes(
    source: str, shelf: Shelf, visit: Visit, publishers: Publishers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A request a file; the next visit brings not a byte of data, and a later one the file that changed. A publisher that
    tells no versions is left alone for a while."""
    events = visit(source)
    assert [(event.kind, event.rejected) for event in events] == [("changed", 0)] * len(FILES[source])
    assert len(publishers.asked) == len(FILES[source]) and staged(source) == shelf.keys(source)
    publishers.forget()
    assert [event.kind for event in visit(source)] == ["unchanged"]
    assert publishers.sent == 0 and len(publishers.asked) == sum(one.marked for one in FILES[source])
    monkeypatch.setenv("DASHBOARD_TODAY", "2026-12-24")
    settings.cache_clear()
    shelf.put(source, 33, only=0)
    assert visit(source)[0].kind == "changed" and staged(source) == shelf.keys(source)
    assert [event.kind for event in visit(source)] == ["unchanged"]


@pytest.mark.parametrize("source", FILES)
def test_a_field_with_a_new_name_is_held_by_name(source: str, shelf: Shelf, visit: Visit) -> None:
    """Nothing of the file is loaded, and the old rows stay."""
    visit(source)
    before = staged(source)
    field, told = FIELDS[source]
    shelf.put(source, 40, only=0, rename=(field, "nytt_namn"))
    held = [event for event in visit(source, since=date(2026, 1, 1)) if event.kind == "held"]
    assert len(held) == 1 and {"what": "missing", "field": told} in held[0].differences
    assert any(one["what"] == "new" and "nytt_namn" in str(one["field"]) for one in held[0].differences)
    assert staged(source) == before


@pytest.mark.parametrize("source", ["bolagsverket", "scb-foretag"])
def test_the_bulk_files_describe_the_day_on_which_they_were_made(source: str, shelf: Shelf, visit: Visit) -> None:
    """It stands in the zip; and nothing of a person is archived."""
    (event,) = visit(source)
    assert event.as_of == date(2026, 11, 20 if source == "bolagsverket" else 21)
    for path in settings().raw.glob("*/*"):
        with zipfile.ZipFile(path) as archive:
            assert not any(PERSON.encode() in archive.read(name) for name in archive.namelist())


def test_no_owner_of_a_power_plant_is_kept(shelf: Shelf, visit: Visit) -> None:
    """They may be persons; what is archived gives the same rows again."""
    visit("nve")
    before = staged("nve")
    kept = [path.read_bytes() for path in settings().data.rglob("*") if path.is_file()]
    assert not any(b"NORDMANN" in content for content in kept)
    shutil.rmtree(settings().staged)
    assert len(restage()) == 1 and staged("nve") == before


def test_what_a_killed_visit_left_goes(shelf: Shelf, visit: Visit) -> None:
    """A whole file that was never read, with the day in its name."""
    left = settings().data / "incoming" / "bolagsverket" / "bolagsverket_bulkfil_2026-11-14.zip"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"PK")
    assert visit("bolagsverket")[0].kind == "changed" and not list(left.parent.iterdir())


def test_a_file_that_tells_no_day_is_as_old_as_its_last_change(
    shelf: Shelf, visit: Visit, publishers: Publishers
) -> None:
    """As the publisher states it beside the file."""
    content = FILES["nve"][0].make(5, str)
    publishers.serve(FILES["nve"][0].where, Answer(content, modified="Fri, 06 Nov 2026 05:00:00 GMT"))
    (event,) = visit("nve")
    assert event.as_of == date(2026, 11, 6) and "2026-11-06" in event.file


def test_a_download_that_breaks_off_goes_on(shelf: Shelf, visit: Visit, publishers: Publishers) -> None:
    """In the same visit, and in the next where it breaks off again and again."""
    publishers.faults.append(Fault("scb_bulkfil", ATTEMPTS, cut=300))
    (event,) = visit("scb-foretag")
    assert (event.kind, event.key) == ("failed", "fetch.cut")
    (event,) = visit("scb-foretag")
    ranges = [asked.headers.get("range") for asked in publishers.asked]
    assert event.kind == "changed" and ranges == [None] + [f"bytes={300 * n}-" for n in range(1, ATTEMPTS + 1)]
    assert staged("scb-foretag") == shelf.keys("scb-foretag")


@pytest.mark.parametrize("source", [source for source, found in FILES.items() if len(found) > 1])
def test_where_one_file_fails_the_other_comes(source: str, shelf: Shelf, visit: Visit, publishers: Publishers) -> None:
    """The one that is gone is a sentence, and is there again when it is back."""
    publishers.faults.append(Fault(FILES[source][0].where, answer=lambda _: Answer(b"", 404)))
    events = visit(source)
    assert [(event.kind, event.key) for event in events] == [("failed", "fetch.gone"), ("changed", "")]
    assert "changed" in [event.kind for event in visit(source)] and staged(source) == shelf.keys(source)


@pytest.mark.parametrize(
    ("fault", "kind", "key"),
    [
        (Fault("tilsyn", ATTEMPTS, answer=busy(503, None)), "failed", "fetch.busy"),
        (Fault("tilsyn", answer=web_page), "failed", "sources.web_page"),
        (Fault("tilsyn", answer=busy(429, "7200")), "failed", "fetch.later"), (Fault("tilsyn", answer=busy(429, "3")), "changed", ""),
    ],
)  # fmt: skip
def test_a_fault_loses_nothing(
    fault: Fault, kind: str, key: str, shelf: Shelf, visit: Visit, publishers: Publishers, paused: list[float]
) -> None:
    """It is one sentence and the old rows stay, or it is over after the pause that was asked for."""
    visit("mattilsynet")
    before = staged("mattilsynet")
    shelf.put("mattilsynet", 33)
    publishers.faults.append(fault)
    (event,) = visit("mattilsynet")
    assert (event.kind, event.key) == (kind, key)
    assert staged("mattilsynet") == (shelf.keys("mattilsynet") if kind == "changed" else before)
    assert kind == "failed" or 3.0 in paused


def test_swecris_wants_its_key_and_nobody_sees_it(
    shelf: Shelf, visit: Visit, publishers: Publishers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without it the source is passed over; a wrong one is a sentence; the right one stands in the header alone."""
    monkeypatch.delenv("DASHBOARD_SWECRIS_TOKEN")
    (event,) = visit("swecris")
    assert event.kind == "skipped" and "DASHBOARD_SWECRIS_TOKEN" in event.sentence and not publishers.asked
    monkeypatch.setenv("DASHBOARD_SWECRIS_TOKEN", "fel")
    assert {event.key for event in visit("swecris")} == {"fetch.not_let_in"}
    monkeypatch.setenv("DASHBOARD_SWECRIS_TOKEN", TOKEN)
    assert {event.kind for event in visit("swecris")} == {"changed"}
    assert not any(TOKEN in str(asked.query) + asked.place for asked in publishers.asked)
    kept = [path.read_bytes() for path in settings().data.rglob("*") if path.is_file()]
    assert not any(TOKEN.encode() in content or b"Hansen" in content for content in kept)


def test_the_plan_says_what_would_be_asked(shelf: Shelf, visit: Visit, publishers: Publishers) -> None:
    """And what is left alone for now."""
    assert files.plan(rounds.prepare("cordis")).count("https://cordis.europa.eu/data/") == 2
    visit("nve")
    publishers.forget()
    assert "not before 2026-11-23 + 30 days" in files.plan(rounds.prepare("nve")) and not publishers.asked
