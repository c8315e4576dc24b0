"""A municipality's story on a world small enough to reckon by hand, and on nothing."""

from datetime import date
from functools import partial
from pathlib import Path

import pytest

from dashboard.metrics.compute import compute
from dashboard.metrics.lists.environments import organisations, projects
from dashboard.metrics.readings.regions import around, regions
from dashboard.metrics.readings.story import Fact, facts
from dashboard.metrics.reference import municipalities
from dashboard.metrics.selection import Selection
from dashboard.warehouse.engine import Engine
from tests import builders

JOBS = {  # Åre has 100 jobs in I of 200, Östersund 100 of 1 000: Mittnorden 200 of 1 200
    "SE-2321": {2020: {"I": 80, "C": 60, "G": 40}, 2025: {"I": 100, "C": 60, "G": 40}},
    "SE-2380": {2020: {"I": 100, "C": 500, "G": 400}, 2025: {"I": 100, "C": 500, "G": 400}},
}
WORLD: builders.Rows = {
    "employment": [
        {"area": area, "industry": code, "division": "?", "year": year, "jobs": jobs, "status": "ok"}
        for area, years in JOBS.items() for year, parts in years.items()
        for code, jobs in {**parts, "*": sum(parts.values())}.items()
    ],
    "vacancy": [
        {"key": f"V{n}", "country": "SE", "area": "SE-2321", "industry": "I", "division": "55", "occupation": "5120",
         "positions": 2, "higher_education": n == 0, "published": date(2026, 9, 1), "closes": date(2026, 10, 30)}
        for n in range(3)
    ],
    "rd_organisation": [
        {"key": "RD-A", "country": "SE", "name_sv": "A", "name_nb": "A", "name_en": "A", "kind": "institute", "area": "SE-2321"},
        {"key": "RD-B", "country": "SE", "name_sv": "B", "name_nb": "B", "name_en": "B", "kind": "institute", "area": "SE-2380"},
    ],
    "rd_capacity": [
        {"organisation": "RD-A", "unit_sv": "u", "function_sv": "f", "field": "food", "area": "SE-2380", "contact_points": 3},
    ],
    "rd_project": [
        {"key": f"P{year}", "country": "SE", "organisation": "RD-A", "organisation_name": "A", "area": "SE-2321",
         "title": f"T{year}", "amount": 1000.0, "currency": "EUR", "started": date(year, 3, 1)}
        for year in (2021, 2023, 2025)
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """The world, built."""
    return builders.engine(tmp_path_factory.mktemp("story"), WORLD)


@pytest.fixture(scope="module")
def told(engine: Engine) -> dict[str, Fact]:
    """Åre's facts by the first part of their id."""
    return {fact.id.partition(".")[0]: fact for fact in facts(partial(compute, engine), Selection.of(["SE-2321"]))}


def test_jobs_and_their_change(told: dict[str, Fact]) -> None:
    """200 jobs in 2025, 20 more than in 2020: 11.1 per cent."""
    fact = told["jobs"]
    assert fact.id == "jobs.up" and (fact.values["now"], fact.values["difference"], fact.values["since"]) == (
        200,
        20,
        "2020",
    )
    assert fact.values["share"] == pytest.approx(20 / 180)


def test_the_largest_industries_with_their_shares(told: dict[str, Fact]) -> None:
    """Half of the jobs are in I."""
    assert told["largest"].values["industries"] == ["I", "C", "G"]
    assert told["largest"].values["shares"] == pytest.approx([0.5, 0.3, 0.2])


def test_what_it_is_most_specialised_in(told: dict[str, Fact]) -> None:
    """(100 of 200) over (200 of 1 200) is three times."""
    fact = told["special"]
    assert (fact.values["industry"], fact.values["jobs"]) == ("I", 100) and fact.values["times"] == pytest.approx(3.0)


def test_vacancies_and_how_many_ask_for_higher_education(told: dict[str, Fact]) -> None:
    """Three advertisements of two positions; one of them asks for it."""
    fact = told["vacancies"]
    assert fact.id == "vacancies.higher" and (fact.values["count"], fact.values["higher"], fact.values["base"]) == (
        6,
        2,
        6,
    )


def test_years_that_the_reader_asks_for_are_kept(engine: Engine) -> None:
    """Only 2020: there is a number and no change."""
    found = {f.id: f for f in facts(partial(compute, engine), Selection.of(["SE-2321"], first=2020, last=2020))}
    assert found["jobs.now"].values == {"now": 180.0, "period": "2020"}


def test_an_even_mix_has_no_speciality(engine: Engine) -> None:
    """Östersund's largest quotient is C's, 500 of 1 000 over 560 of 1 200: 1.07."""
    found = {f.id for f in facts(partial(compute, engine), Selection.of(["SE-2380"]))}
    assert "special.none" in found and "special" not in found


def test_nothing_known_tells_nothing(empty_warehouse: Path) -> None:
    """An empty warehouse has no story but the population, which is reference data; the ledger is not known."""
    found = facts(partial(compute, Engine(empty_warehouse)), Selection.of(["SE-2321"]))
    assert [fact.metric for fact in found] == ["population"]


def test_who_does_research_here(engine: Engine) -> None:
    """Organisations with their seat here, with the contact points that they have anywhere; the newest projects of the years."""
    assert [(o["key"], o["contact_points"]) for o in organisations(engine, ["SE-2321"])] == [("RD-A", 3)]
    assert [p["title"] for p in projects(engine, ["SE-2321"], None, None, 2)] == ["T2025", "T2023"]
    assert [p["title"] for p in projects(engine, ["SE-2321"], 2020, 2022, 9)] == ["T2021"]
    assert organisations(engine, ["NO-5001"]) == [] == projects(engine, ["NO-5001"], None, None, 9)


def test_every_municipality_lies_in_one_region() -> None:
    """And the regions around areas are those that hold them, the largest first."""
    members = [area for region in regions().values() for area in region.areas]
    assert sorted(members) == sorted(municipalities())
    found = around(["SE-2321", "NO-5001", "NO-5027"])
    assert [region.key for region in found] == ["NO-FR-5001", "SE-FR-2380"]
    assert set(found[0].names) == {"sv", "nb", "en"}
