"""Bolagsverket's service for single companies: asked about those that others name, a few a visit, with a token."""

import json
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from dashboard.fetching import rounds
from dashboard.fetching.publishers import bolagsverket_api
from dashboard.fetching.web import ATTEMPTS
from dashboard.journal import Event
from dashboard.publishers import publishers as described
from dashboard.settings import settings
from dashboard.sources.importing import import_file
from dashboard.staged import releases
from tests.fetching.server import Answer, Fault, Publishers
from tests.fetching.worlds import files
from tests.fetching.worlds.bolagsverket import CLIENT, SECRET, Companies
from tests.fetching.worlds.files import swedish

Visit = Callable[..., list[Event]]
SOURCE = "bolagsverket-api"


@pytest.fixture
def service(publishers: Publishers, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Companies:
    """Twelve employers of Jämtland that the service knows, one it does not, one of another county, and one who is a person."""
    monkeypatch.setenv("DASHBOARD_BOLAGSVERKET_CLIENT_ID", CLIENT)
    monkeypatch.setenv("DASHBOARD_BOLAGSVERKET_CLIENT_SECRET", SECRET)
    found = Companies(publishers)
    for n in range(12):
        found.put(swedish(n))
    employers = [*(swedish(n) for n in range(12)), swedish(99), files.PERSON]
    advertise(tmp_path / "ads.json", *employers)
    return found


def advertise(path: Path, *employers: str, municipality: str = "2380") -> None:
    """Import an advertisement of each employer."""
    ads = [
        {"id": str(n), "headline": "Snickare", "employer": {"name": "Såg AB", "organization_number": own}, "number_of_vacancies": 1,
         "workplace_address": {"municipality_code": municipality}, "publication_date": "2026-11-02T08:00:00"}
        for n, own in enumerate(employers)
    ]  # fmt: skip
    path.write_text(json.dumps(ads))
    import_file(path, "jobtech")


def staged() -> dict[str, dict[str, object]]:
    """The newest row of each company that the service told of."""
    rows: dict[str, dict[str, object]] = {}
    for path, release in sorted(releases(settings().staged), key=lambda one: one[1].read_at):
        if release.source == SOURCE and (path / "company.parquet").exists():
            rows |= {row["key"]: row for row in pq.read_table(path / "company.parquet").to_pylist()}
    return rows


def asked_about(publishers: Publishers) -> list[str]:
    """The numbers that were asked about, in order."""
    return [
        json.loads(asked.body)["identitetsbeteckning"] for asked in publishers.asked if "organisationer" in asked.place
    ]


def test_companies_that_others_name_are_in(service: Companies, visit: Visit, publishers: Publishers) -> None:
    """Each asked about once, with one token; no person is asked about, and no secret is kept or stands in an address."""
    (event,) = visit(SOURCE)
    assert (event.kind, event.rows, event.rejected) == ("changed", 12, 0)
    assert staged().keys() == {f"SE-{own}" for own in service.companies} and len(service.tokens) == 1
    assert {row["industry_code"] for row in staged().values()} == {"16101"}
    assert sorted(asked_about(publishers)) == sorted([*service.companies, swedish(99)])
    assert not any(asked.query for asked in publishers.asked)
    kept = [path.read_bytes() for path in settings().data.rglob("*") if path.is_file()]
    assert not any(word in content for content in kept for word in (SECRET.encode(), b"hemligt-", b"Tolvan"))


def test_nobody_is_asked_about_twice_in_a_month(
    service: Companies, visit: Visit, publishers: Publishers, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A second visit needs not even a token; a new employer is asked about alone; after a month all are."""
    visit(SOURCE)
    publishers.forget()
    assert visit(SOURCE)[0].kind == "unchanged" and not publishers.asked
    service.put(swedish(50), "STOCKHOLM", "11122")
    advertise(tmp_path / "more.json", swedish(50))
    visit(SOURCE)
    assert asked_about(publishers) == [swedish(50)]
    monkeypatch.setenv("DASHBOARD_TODAY", "2026-12-24")
    settings.cache_clear()
    publishers.forget()
    visit(SOURCE)
    assert len(asked_about(publishers)) == 14


def test_so_many_a_visit_and_the_oldest_first(
    service: Companies, visit: Visit, publishers: Publishers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each visit brings its part in."""
    monkeypatch.setitem(described()[SOURCE]["fetch"], "companies", 5)
    assert [visit(SOURCE)[0].kind for _ in range(4)] == ["changed", "changed", "changed", "unchanged"]
    assert len(asked_about(publishers)) == len(set(asked_about(publishers))) == 13 and len(staged()) == 12
    monkeypatch.setenv("DASHBOARD_TODAY", "2027-01-10")
    settings.cache_clear()
    visit(SOURCE)
    assert asked_about(publishers)[13:] == sorted(asked_about(publishers)[:13])[:5]


def test_what_both_bulk_files_have_is_not_asked_about(
    service: Companies, visit: Visit, publishers: Publishers, tmp_path: Path
) -> None:
    """What only one of them has is."""
    for source, name, make, count in (
        ("bolagsverket", "b.zip", files.bolagsverket, 9), ("scb-foretag", "s.zip", files.scb_foretag, 7),
    ):  # fmt: skip
        (tmp_path / name).write_bytes(make(count, str))
        import_file(tmp_path / name, source)
    visit(SOURCE)
    assert sorted(asked_about(publishers)) == [*(swedish(n) for n in range(7, 12)), swedish(99)]


def test_employers_elsewhere_are_not_asked_about(
    service: Companies, visit: Visit, publishers: Publishers, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Also where the whole country is kept."""
    monkeypatch.setenv("DASHBOARD_AREA", "SE")
    settings.cache_clear()
    advertise(tmp_path / "elsewhere.json", swedish(70), municipality="0180")
    visit(SOURCE)
    assert swedish(70) not in asked_about(publishers)


def test_a_token_is_renewed(
    service: Companies, visit: Visit, publishers: Publishers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where its time is over, and where the service took it back; nothing else is asked for twice."""
    service.lasts = 0
    monkeypatch.setitem(described()[SOURCE]["fetch"], "companies", 3)
    visit(SOURCE)
    assert len(service.tokens) == 3
    service.lasts = 3600
    calls = iter([False, True, False, False])
    answer = service._answer
    publishers.serve("organisationer$", lambda asked: (service.take_back() if next(calls) else None, answer(asked))[1])
    (event,) = visit(SOURCE)
    assert (event.kind, event.rows) == ("changed", 3) and len(service.tokens) == 3 + 3


def test_an_interrupted_visit_goes_on_where_it_was(
    service: Companies, visit: Visit, publishers: Publishers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No company is asked about twice."""
    monkeypatch.setitem(described()[SOURCE]["fetch"], "most_requests", 6)
    assert [visit(SOURCE)[0].kind for _ in range(3)] == ["failed", "failed", "changed"]
    assert len(asked_about(publishers)) == len(set(asked_about(publishers))) == 13 and len(staged()) == 12


@pytest.mark.parametrize(
    ("fault", "key"),
    [
        (Fault("organisationer", ATTEMPTS, cut=5), "fetch.cut"),
        (Fault("organisationer", answer=lambda _: Answer(b"<html>")), "fetch.web_page"),
        (Fault("organisationer", answer=lambda _: Answer(b'{"svar": []}')), "fetch.lacks"),
        (Fault("organisationer", 13, answer=lambda _: Answer(b"{}", 400)), "fetch.lacks"),
        (Fault("organisationer", 2, answer=lambda _: Answer(b"{}", 401)), "fetch.not_let_in"),
        (Fault("token", answer=lambda _: Answer(b"{}", 401)), "fetch.not_let_in"),
        (Fault("token", answer=lambda _: Answer(b"{}")), "fetch.lacks"),
    ],
)  # fmt: skip
def test_a_fault_is_a_sentence(
    fault: Fault, key: str, service: Companies, visit: Visit, publishers: Publishers
) -> None:
    """A service that knows none of them any longer too; the next visit brings them all."""
    publishers.faults.append(fault)
    (event,) = visit(SOURCE)
    assert (event.kind, event.key) == ("failed", key)
    assert visit(SOURCE)[0].kind == "changed" and len(staged()) == 12


def test_a_field_with_a_new_name_is_held_by_name(
    service: Companies, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is loaded, and the old rows stay."""
    visit(SOURCE)
    before = staged()
    monkeypatch.setenv("DASHBOARD_TODAY", "2026-12-24")
    settings.cache_clear()
    service.renamed = {"juridiskForm": "form"}
    (event,) = visit(SOURCE)
    assert event.kind == "held" and {"what": "missing", "field": "juridiskForm.kod"} in event.differences
    assert staged() == before


@pytest.mark.parametrize("name", ["ID", "SECRET"])
def test_without_its_keys_the_source_is_passed_over(
    name: str, service: Companies, visit: Visit, publishers: Publishers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says which one is missing."""
    monkeypatch.delenv(f"DASHBOARD_BOLAGSVERKET_CLIENT_{name}")
    (event,) = visit(SOURCE)
    assert (
        event.kind == "skipped" and f"DASHBOARD_BOLAGSVERKET_CLIENT_{name}" in event.sentence and not publishers.asked
    )


def test_the_plan_asks_nobody(service: Companies, publishers: Publishers) -> None:
    """It says how many companies are due."""
    assert "for 13 companies" in bolagsverket_api.plan(rounds.prepare(SOURCE)) and not publishers.asked
