"""ROR: the region's research organisations and some from elsewhere, then only what changed."""

from collections.abc import Callable

import pyarrow.parquet as pq
import pytest

from dashboard.fetching import rounds
from dashboard.fetching.publishers import ror
from dashboard.fetching.web import ATTEMPTS
from dashboard.journal import Event
from dashboard.publishers import publishers as described
from dashboard.settings import settings
from dashboard.staged import releases
from tests.fetching.server import Answer, Fault, Publishers
from tests.fetching.worlds.research import Ror

Visit = Callable[..., list[Event]]


@pytest.fixture
def registry(publishers: Publishers, monkeypatch: pytest.MonkeyPatch) -> Ror:
    """45 organisations of the region, and those that sources.toml names, of which one lies in it and one is not there."""
    found = Ror(publishers)
    for n in range(45):
        found.put(f"0reg{n:05d}", "Östersund" if n % 3 == 0 else "Trondheim")
    monkeypatch.setitem(described()["ror"]["fetch"], "ids", ["0reg00007", "04aah1z61", "0gone0000", "03nnxqz81"])
    for own in ("04aah1z61", "03nnxqz81", "0else0000"):
        found.put(own, "Oslo")
    return found


def staged() -> dict[str, dict[str, object]]:
    """The newest row of each organisation."""
    rows: dict[str, dict[str, object]] = {}
    for path, release in sorted(releases(settings().staged), key=lambda one: one[1].read_at):
        if release.source == "ror":
            rows |= {row["id"]: row for row in pq.read_table(path / "organisation_id.parquet").to_pylist()}
    return rows


def test_the_regions_organisations_are_in(registry: Ror, visit: Visit, publishers: Publishers) -> None:
    """From three pages, and those named from elsewhere; none stands twice, and one that is gone is no failure."""
    (event,) = visit("ror")
    assert (event.kind, event.rows, event.rejected) == ("changed", 47, 0)
    assert staged().keys() == registry.records.keys() - {"0else0000"} and len(publishers.asked) == 3 + 3
    areas = {own: row["area"] for own, row in staged().items()}
    assert areas["0reg00003"] == "SE-2380" and areas["0reg00004"] == "NO-5001" and areas["04aah1z61"] is None


def test_then_only_what_changed_is_asked_for(
    registry: Ror, visit: Visit, publishers: Publishers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In one request, also where an organisation has ended; those from elsewhere come again after a month."""
    first = visit("ror")[0].bytes
    publishers.forget()
    (event,) = visit("ror")
    assert (event.kind, len(publishers.asked)) == ("unchanged", 1) and event.bytes < first / 10
    registry.put("0reg00044", "Trondheim", "2026-11-23", status="inactive")
    registry.put("0new00000", "Trondheim", "2026-11-23")
    (event,) = visit("ror")
    assert (event.kind, event.rows) == ("changed", 2)
    assert staged()["0reg00044"]["active"] is False and "0new00000" in staged()
    monkeypatch.setenv("DASHBOARD_TODAY", "2026-12-23")
    settings.cache_clear()
    publishers.forget()
    visit("ror")
    assert sum("/organizations/" in asked.place for asked in publishers.asked) == 4


def test_an_interrupted_visit_goes_on_where_it_was(
    registry: Ror, visit: Visit, publishers: Publishers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No page is asked for twice."""
    monkeypatch.setitem(described()["ror"]["fetch"], "most_requests", 2)
    assert [visit("ror")[0].kind for _ in range(3)] == ["failed", "failed", "changed"]
    asked = [(one.place, one.query.get("page")) for one in publishers.asked]
    assert len(asked) == len(set(asked)) == 6 and len(staged()) == 47


@pytest.mark.parametrize(
    ("fault", "key"),
    [
        (Fault("organizations", ATTEMPTS, cut=5), "fetch.cut"),
        (Fault("organizations", answer=lambda _: Answer(b"<html>")), "fetch.web_page"),
        (Fault("organizations", answer=lambda _: Answer(b'{"number_of_results": 1}')), "fetch.lacks"),
        (Fault("organizations", answer=lambda _: Answer(b'{"number_of_results": 0, "items": []}')), "fetch.lacks"),
    ],
)  # fmt: skip
def test_a_fault_is_a_sentence(fault: Fault, key: str, registry: Ror, visit: Visit, publishers: Publishers) -> None:
    """An empty registry too; the next visit brings everything."""
    publishers.faults.append(fault)
    (event,) = visit("ror")
    assert (event.kind, event.key) == ("failed", key)
    assert visit("ror")[0].kind == "changed" and len(staged()) == 47


def test_a_field_with_a_new_name_is_held_by_name(registry: Ror, visit: Visit) -> None:
    """Nothing is loaded."""
    visit("ror")
    for n in range(30):
        registry.put(f"0reg{n:05d}", "Trondheim", "2026-11-23")
    registry.renamed = {"types": "kinds"}
    (event,) = visit("ror")
    assert event.kind == "held" and {"what": "missing", "field": "types"} in event.differences


def test_the_plan_asks_nobody(registry: Ror, visit: Visit, publishers: Publishers) -> None:
    """It says since when."""
    assert "all (20 a page), and 4 by" in ror.plan(rounds.prepare("ror"))
    visit("ror")
    publishers.forget()
    assert "changed since 2026-11-22 (20 a page), and 0 by" in ror.plan(rounds.prepare("ror")) and not publishers.asked
