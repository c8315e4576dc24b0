"""NVA: the institutions of Trøndelag and their projects, page by page, without people; then only what changed."""

from collections.abc import Callable

import pyarrow.parquet as pq
import pytest

from dashboard.fetching import rounds
from dashboard.fetching.publishers import nva
from dashboard.fetching.web import ATTEMPTS
from dashboard.journal import Event
from dashboard.publishers import publishers as described
from dashboard.settings import settings
from dashboard.sources.nva import WHERE
from dashboard.staged import releases
from tests.fetching.server import Answer, Fault, Publishers
from tests.fetching.worlds.research import PERSON, Nva

Visit = Callable[..., list[Event]]
FEW = {number: WHERE[number] for number in ("194", "204", "7401", "7403", "7451")}  # of the institutions, to be quick
INSTITUTIONS, COORDINATORS = len(FEW), len(FEW) - 1


@pytest.fixture
def service(publishers: Publishers, monkeypatch: pytest.MonkeyPatch) -> Nva:
    """Five institutions, of which one was merged with another; 25 projects of NTNU in pages of ten, three of SINTEF, two of Nord."""
    monkeypatch.setattr(nva, "PAGE", 10)
    monkeypatch.setattr(nva, "WHERE", FEW)
    monkeypatch.setattr(nva, "COORDINATORS", [number for number in FEW if number != "204"])
    found = Nva(publishers)
    found.found(*(number for number in FEW if number != "7403"))
    for n in range(25):
        found.put(n + 1)
    for n in range(3):
        found.put(100 + n, "7401")
        found.put(200 + n, "204")
    return found


def staged(kind: str) -> dict[str, dict[str, object]]:
    """The newest row of each of a kind."""
    rows: dict[str, dict[str, object]] = {}
    for path, _release in sorted(releases(settings().staged), key=lambda one: one[1].read_at):
        if (path / f"{kind}.parquet").exists():
            rows |= {row["key"]: row for row in pq.read_table(path / f"{kind}.parquet").to_pylist()}
    return rows


def expected(service: Nva) -> set[str]:
    """The keys of the projects that institutions with their seat here coordinate."""
    return {f"NO-nva-project-{own}" for own, (institution, *_) in service.projects.items() if institution != "204"}


def test_institutions_and_projects_are_in(service: Nva, visit: Visit, publishers: Publishers) -> None:
    """A request an institution, and one a page; nobody's name is kept anywhere."""
    events = visit("nva")
    assert [(event.kind, event.rejected) for event in events] == [("changed", 0)] * 2
    assert staged("rd_organisation").keys() == {f"NO-nva-{number}" for number in service.units}
    assert staged("rd_project").keys() == expected(service)
    assert len(publishers.asked) == INSTITUTIONS + COORDINATORS + 2
    kept = [path.read_bytes() for path in settings().data.rglob("*") if path.is_file()]
    assert kept and not any(PERSON.encode() in content for content in kept)


def test_then_only_what_changed_is_asked_for(service: Nva, visit: Visit, publishers: Publishers) -> None:
    """Of projects those that changed since the day before the last visit; of units nothing for a month."""
    before = visit("nva")[-1].bytes
    publishers.forget()
    (event,) = visit("nva")
    assert (event.kind, len(publishers.asked)) == ("unchanged", COORDINATORS) and event.bytes < before / 3
    service.put(7, changed="2026-11-23")
    service.put(26, changed="2026-11-23")
    (event,) = visit("nva")
    assert (event.kind, event.rows) == ("changed", 2) and staged("rd_project").keys() == expected(service)
    assert staged("rd_project")["NO-nva-project-7"]["title"] == "Skog 7 2026-11-23"
    assert {asked.query["modified_since"] for asked in publishers.asked} == {"2026-11-22"}


def test_an_interrupted_visit_goes_on_where_it_was(
    service: Nva, visit: Visit, publishers: Publishers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No page is asked for twice, in however many visits."""
    monkeypatch.setitem(described()["nva"]["fetch"], "most_requests", 4)
    events = [visit("nva") for _ in range(3)]
    assert [[event.kind for event in told] for told in events] == [["failed"], ["changed", "failed"], ["changed"]]
    asked = [(one.place, tuple(one.query.items())) for one in publishers.asked]
    assert len(asked) == len(set(asked)) == INSTITUTIONS + COORDINATORS + 2
    assert staged("rd_project").keys() == expected(service)


@pytest.mark.parametrize(
    ("fault", "key"),
    [
        (Fault("project", ATTEMPTS, cut=5), "fetch.cut"), (Fault("project", answer=lambda _: Answer(b"<html>")), "fetch.web_page"),
        (Fault("project", answer=lambda _: Answer(b'{"results": []}')), "fetch.lacks"),
        (Fault("organization", INSTITUTIONS, answer=lambda _: Answer(b"{}", 404)), "fetch.lacks"),
    ],
)  # fmt: skip
def test_a_fault_is_a_sentence(fault: Fault, key: str, service: Nva, visit: Visit, publishers: Publishers) -> None:
    """And the next visit brings what is missing."""
    publishers.faults.append(fault)
    event = visit("nva")[-1]
    assert (event.kind, event.key) == ("failed", key)
    assert visit("nva")[-1].kind == "changed" and staged("rd_project").keys() == expected(service)


def test_a_field_with_a_new_name_is_held_by_name(service: Nva, visit: Visit) -> None:
    """The projects that changed stay outside, the old ones stay."""
    visit("nva")
    before = staged("rd_project")
    service.renamed = {"title": "name"}
    for n in range(25):
        service.put(n + 1, changed="2026-11-23")
    (event,) = visit("nva")
    assert event.kind == "held" and {"what": "missing", "field": "title"} in event.differences
    assert staged("rd_project") == before


def test_the_plan_asks_nobody(service: Nva, visit: Visit, publishers: Publishers) -> None:
    """It says since when."""
    assert f"of {INSTITUTIONS} institutions" in nva.plan(rounds.prepare("nva"))
    visit("nva")
    publishers.forget()
    assert "changed since 2026-11-22" in nva.plan(rounds.prepare("nva")) and not publishers.asked
