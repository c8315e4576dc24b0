"""The revision log: what a newer release states otherwise, through real builds, against comparing by hand."""

import random
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dashboard.metrics.lists import revisions
from dashboard.warehouse.build import build
from dashboard.warehouse.engine import Engine
from tests import builders

DAYS = (date(2024, 3, 1), date(2025, 3, 1), date(2026, 3, 1))


def built(folder: Path, *releases: tuple[str, date, builders.Rows]) -> Engine:
    """A warehouse of several releases: source, as-of day and rows."""
    for number, (source, as_of, rows) in enumerate(releases):
        builders.stage(folder / "staged", rows, source=source, as_of=as_of, digest=f"{number:012}" + "0" * 52)
    return Engine(build(folder / "staged", folder / "warehouse.duckdb", demo=False))


@pytest.mark.parametrize("seed", range(2))
def test_revisions_are_those_of_comparing_by_hand(seed: int, tmp_path: Path) -> None:
    """Each figure against the release before that stated it: some leave years out, some withhold, some say it again."""
    chance = random.Random(seed)
    stated: dict[tuple[str, int], tuple[float, date]] = {}
    expected, again, releases = set(), dict.fromkeys(DAYS, 0), []
    for as_of in DAYS:
        rows: list[dict[str, Any]] = []
        for area in ("NO-5001", "SE-2380"):
            for year in range(2018, 2024):
                if chance.random() < 0.2:
                    continue
                tonnes = None if chance.random() < 0.1 else float(chance.randrange(3))
                rows.append(
                    {
                        "area": area,
                        "year": year,
                        "sector": "*",
                        "tonnes": tonnes,
                        "status": "ok" if tonnes else "missing",
                    }
                )
                if tonnes is None:
                    continue
                if before := stated.get((area, year)):
                    again[as_of] += 1
                    if before[0] != tonnes:
                        expected.add((area, str(year), before[0], tonnes, before[1], as_of))
                stated[area, year] = tonnes, as_of
        releases.append(("emissions", as_of, {"emission": rows}))
    engine = built(tmp_path, *releases)
    found = engine.rows("select area, period, before, after, before_as_of, as_of, fact, compared from revision")
    assert {row[:6] for row in found} == expected and len(found) == len(expected)
    assert all(row[6] == "emission" and row[7] == again[row[5]] for row in found)
    told = {one.as_of: (one.figures, one.compared) for one in revisions.releases(engine)}
    assert told == {day: (n, again[day]) for day in DAYS if (n := sum(row[5] == day for row in expected))}


def test_every_fact_is_compared_within_its_source(tmp_path: Path) -> None:
    """Population by part, jobs, key figures by their id, and rates; another source's word is no revision."""
    first = {
        "population": [{"area": "NO-5001", "day": date(2025, 1, 1), "sex": "female", "age": "total", "persons": 100}],
        "employment": [{"area": "NO-5001", "industry": "C", "division": "10", "year": 2024, "jobs": 40}],
        "indicator": [{"indicator": "N1", "title": "Share", "area": "SE-23", "period": "2024-Q1", "value": 0.5}],
        "exchange_rate": [{"year": 2024, "currency": "SEK", "per_eur": 11.0}],
    }  # fmt: skip
    numbers = {"population": "persons", "employment": "jobs", "indicator": "value", "exchange_rate": "per_eur"}
    second = {kind: [{**rows[0], numbers[kind]: rows[0][numbers[kind]] * 2}] for kind, rows in first.items()}
    engine = built(tmp_path, ("ssb", DAYS[0], first), ("ssb", DAYS[1], second), ("scb", DAYS[2], first))
    found = engine.rows(
        "select fact, area, period, breakdown, indicator, before, after, source from revision order by fact"
    )
    assert found == [
        ("employment", "NO-5001", "2024", "10", None, 40, 80, "ssb"), ("exchange_rate", None, "2024", "SEK", None, 11, 22, "ssb"),
        ("indicator", "SE-23", "2024-Q1", "", "N1", 0.5, 1, "ssb"),
        ("population", "NO-5001", "2025-01-01", "female", None, 100, 200, "ssb"),
    ]  # fmt: skip


def test_jobs_that_the_build_protects_are_not_told(tmp_path: Path) -> None:
    """What two states side by side could give away stays inside: the own table has a threshold, and so has what is unknown."""
    states = [{"employment": [{"area": "SE-2380", "industry": "C", "year": 2024, "jobs": jobs}]} for jobs in (40, 41)]
    own = [(source, day, rows) for source in ("employment", "places") for day, rows in zip(DAYS, states, strict=False)]
    assert built(tmp_path, *own).rows("select count(*) from revision") == [(0,)]


def test_the_largest_come_first(tmp_path: Path) -> None:
    """Inhabitants by how many; key figures, which have units of their own, by how much of what was stated."""
    people = {"NO-5001": (1000, 1100), "NO-5006": (10, 20)}
    shares = {"A": (100.0, 101.0), "B": (0.1, 0.2)}
    releases = [
        ("ssb", DAYS[at], {
            "population": [{"area": area, "day": date(2025, 1, 1), "persons": both[at]} for area, both in people.items()],
            "indicator": [{"indicator": name, "area": "NO-50", "period": "2024", "value": both[at]} for name, both in shares.items()],
        }) for at in (0, 1)
    ]  # fmt: skip
    engine = built(tmp_path, *releases)
    assert [row["area"] for row in revisions.largest(engine, "population", 9)] == ["NO-5001", "NO-5006"]
    assert [row["indicator"] for row in revisions.largest(engine, "indicator", 1)] == ["B"]
