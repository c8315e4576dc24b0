"""The project's own records laid over a warehouse: what was saved shows at once, and the statistics stay as they are."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dashboard import assembly, registers
from dashboard.metrics.readings.pace import standings
from dashboard.metrics.selection import Selection
from dashboard.register.actor import Actor, Role
from dashboard.register.store import Register
from dashboard.settings import settings
from dashboard.views import answers
from dashboard.warehouse.engine import Engine
from tests.builders import ONE_COMPANY, real_warehouse

EDITOR = Actor("anna@example.org", Role.editor)
OPENED = {
    "name": "Ås Fisk AS", "area": "NO-5001", "stage": "opened", "opened_on": date(2026, 11, 2), "verification": "verified",
    "evidence": "intyg.pdf", "verified_on": date(2026, 11, 20),
}  # fmt: skip


@pytest.fixture
def recording(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Register]:
    """An empty register beside a real warehouse whose statistics end in 2024; today is 24 November 2026."""
    monkeypatch.setenv("DASHBOARD_TODAY", "2026-11-24")
    settings.cache_clear()
    rows = {kind: [{**row, "opened": date(2024, 2, 1)} for row in part] for kind, part in ONE_COMPANY.items()}
    real_warehouse(data_folder, rows, as_of=date(2024, 12, 31))
    register = assembly.open_register()
    yield register
    register.close()
    registers._own.cache_clear()


def shown() -> Engine:
    """What a page that is opened now would ask."""
    return answers.engine(answers.current(settings().warehouse))


def test_meters_follow_a_change(recording: Register) -> None:
    """The next look after a save sees it, newer than the statistics though it is; before it nothing was known."""
    assert standings(shown(), Selection())[0].verified is None
    saved = recording.save(EDITOR, "establishment", OPENED)
    recording.save(EDITOR, "job_result", {"establishment": saved["key"], "positions": 3, "share": 50, "evidence": "avtal",
                                          "verification": "verified"})  # fmt: skip
    establishments, jobs = standings(shown(), Selection())
    assert (establishments.verified, jobs.verified) == (1, 1.5)
    assert establishments.as_of == date(2026, 11, 24)


def test_statistics_stay_as_they_are(recording: Register) -> None:
    """The day of the statistics does not move when something is recorded, nor do the companies."""
    recording.save(EDITOR, "establishment", OPENED)
    engine = shown()
    assert engine.facts.as_of == date(2024, 12, 31)
    assert engine.rows("select key from company") == [("NO-1",)]
    assert engine.rows("select key, counts from establishment") == [("E0001", True)]
    assert {source for (source,) in engine.rows("select source from source_release")} == {"places", "register"}


def test_what_publishers_name_stays(recording: Register) -> None:
    """Research organisations of a public register stand beside those of the project's own records, once each."""
    named = {"key": "NO-nva-1", "country": "NO", "name_nb": "NIBIO", "area": "NO-5035"}
    real_warehouse(settings().data, {**ONE_COMPANY, "rd_organisation": [named]}, as_of=date(2024, 12, 31))
    recording.save(EDITOR, "organisation", {"name_sv": "Torsta", "kind": "institute", "area": "SE-2309"})
    expected = [("NO-nva-1", "places"), ("O0001", "register")]
    assert shown().rows("select key, source from rd_organisation order by key") == expected
    assembly.assemble(demo=False)
    assert ("O0001", "register") in shown().rows("select key, source from rd_organisation order by key")


def test_an_open_page_keeps_what_it_shows(recording: Register) -> None:
    """A page in the making asks the state that it began with, whatever is saved meanwhile."""
    before = shown()
    assert before.rows("select count(*) from establishment") == [(0,)]
    recording.save(EDITOR, "establishment", OPENED)
    assert shown().rows("select count(*) from establishment") == [(1,)]
    assert before.rows("select count(*) from establishment") == [(0,)]


def test_the_next_build_holds_the_records_too(recording: Register) -> None:
    """A build copies the register, so that the file given to others is whole without anything over it."""
    recording.save(EDITOR, "establishment", OPENED)
    path = assembly.assemble()
    engine = Engine(path)
    assert engine.rows("select key, verification from establishment") == [("E0001", "verified")]
    assert engine.facts.as_of == date(2024, 12, 31)
    assert standings(engine, Selection())[0].verified == 1
    engine.close()


def test_a_lead_has_no_name_in_the_warehouse(recording: Register) -> None:
    """Who considers to come is told to nobody without sign-in: the file has the lead, but not its name, and not that of
    one that was lost before it decided; one that had decided is known."""
    lead = {"name": "Hemligt AB", "area": "Åre", "lead_on": "2026-10-01", "evidence": "hemligt.pdf"}
    recording.save(EDITOR, "establishment", lead)
    recording.save(EDITOR, "establishment", lead | {"name": "Tyst AB", "stage": "lost", "lost_on": "2026-11-01"})
    recording.save(
        EDITOR,
        "establishment",
        lead | {"name": "Känd AB", "stage": "lost", "decided_on": "2026-10-09", "lost_on": "2026-11-01"},
    )
    assert shown().rows("select name, evidence, area from establishment order by key") == [
        (None, None, "SE-2321"), (None, None, "SE-2321"), ("Känd AB", "hemligt.pdf", "SE-2321"),
    ]  # fmt: skip


@pytest.mark.parametrize("namer", ["SE", "NO"])
def test_a_firm_on_both_sides_counts_once(recording: Register, namer: str) -> None:
    """Whichever of the two rows names the other, one of them counts."""
    first = recording.save(EDITOR, "establishment", OPENED)
    other = {**OPENED, "name": "Ås Fisk AB", "area": "SE-2380"}
    if namer == "SE":
        recording.save(EDITOR, "establishment", {**other, "counted_with": first["key"]})
    else:
        second = recording.save(EDITOR, "establishment", other)
        recording.save(EDITOR, "establishment", {"counted_with": second["key"]}, first["key"], first["version"])
    assert shown().rows("select count(*) from establishment where counts") == [(1,)]


def test_a_register_that_does_not_answer_leaves_what_was_shown(
    recording: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Readers go on with the last known records when the database is away."""
    recording.save(EDITOR, "establishment", OPENED)
    assert shown().rows("select count(*) from establishment") == [(1,)]
    monkeypatch.setenv("DASHBOARD_REGISTER", "postgresql+psycopg://nobody:x@127.0.0.1:1/nowhere")
    settings.cache_clear()
    assert shown().rows("select count(*) from establishment") == [(1,)]


def test_the_demonstration_may_be_edited(demo_warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its own register holds the same totals as its warehouse, and a change shows there alone."""
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "warehouse.duckdb").hardlink_to(demo_warehouse)
    monkeypatch.setenv("DASHBOARD_DATA", str(folder))
    settings.cache_clear()
    before = standings(shown(), Selection())
    register = assembly.open_demo_register()
    assert [(s.verified, s.reported, s.expected) for s in standings(shown(), Selection())] == [
        (s.verified, s.reported, s.expected) for s in before
    ]
    assert shown().rows("select sum(contact_points) from rd_capacity") == [(209,)]
    register.save(EDITOR, "establishment", OPENED)
    assert standings(shown(), Selection())[0].verified == (before[0].verified or 0) + 1
    assert not assembly.has_register()
    register.close()
    registers._demo.cache_clear()
