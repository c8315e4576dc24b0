"""Every metric, however it is asked for, against the second implementation in tests/naive.py, on random small worlds."""

import random
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from dashboard.metrics.compute import compute
from dashboard.metrics.question import Question
from dashboard.metrics.reference import COUNTIES, COUNTRIES, SIZES, industries, municipalities
from dashboard.metrics.selection import Selection
from dashboard.warehouse.engine import Engine
from tests import builders, naive

AREAS = ("SE-2380", "SE-2321", "NO-5001", "NO-5006")
INDUSTRIES = (("A", "02"), ("C", "10"), ("C", "16"), ("I", "55"), ("?", None))
AS_OF, FIRST = date(2026, 9, 30), 2022
YEARS = range(FIRST, AS_OF.year + 1)
SEEDS = (1, 2, 3)
SELECTIONS = {
    "all": Selection(),
    "some areas": Selection.of(["SE-2380", "NO-5001"]),
    "a county and an industry": Selection.of(["NO-50"], ["C"]),
    "a division and a section": Selection.of(industries=["16", "I"]),
    "sizes": Selection.of(["SE", "NO-5006"], sizes=["1-4", "0", "?"]),
    "a theme": Selection.of(theme="bio"),
}


def world(seed: int) -> naive.World:
    """Some sixty companies with workplaces, headcounts, jobs, vacancies and a goal ledger, in four municipalities."""
    chance = random.Random(seed)

    def day(first: int = 2019) -> date:
        return date(first, 1, 1) + timedelta(days=chance.randrange((AS_OF - date(first, 1, 1)).days + 1))

    def employees() -> dict[str, int]:
        known = chance.randrange(3)
        low, high = chance.choice([(0, 0), (1, 4), (5, 9), (10, 19), (3, 30), (250, 499)])
        return [{}, {"employees": chance.randrange(60)}, {"employees_low": low, "employees_high": high}][known]

    def unit(kind: str, number: int) -> dict[str, object]:
        area, (industry, division) = chance.choice(AREAS), chance.choice(INDUSTRIES)
        opened = day() if chance.random() < 0.9 else None
        closed = max(day(), opened or AS_OF) if chance.random() < 0.4 else None
        return {"key": f"{area[:2]}-{kind}{number}", "country": area[:2], "area": area, "industry": industry,
                "division": division, "opened": opened, "closed": closed}  # fmt: skip

    companies = [unit("C", n) | {"name": f"Company {n}", "sole_trader": chance.random() < 0.2} for n in range(60)]
    workplaces = [
        unit("W", n) | employees()
        | {"name": f"Workplace {n}", "company": chance.choice(companies)["key"], "register_kind": "register"}
        for n in range(80)
    ]  # fmt: skip
    headcount = [
        {"workplace": w["key"], "year": year, **employees()}
        for w in workplaces for year in YEARS if chance.random() < 0.5
    ]  # fmt: skip
    employment = []
    for area in AREAS:
        for year in YEARS[:-1]:
            parts = [chance.randrange(50) for _ in "AC"]
            employment += [
                {"area": area, "industry": code, "division": division, "year": year, "jobs": count, "status": "ok"}
                for code, division, count in zip("AC", ("02", "16"), parts, strict=True)
            ]
            employment.append({"area": area, "industry": "*", "year": year, "jobs": sum(parts) + 7, "status": "ok"})
    vacancy = [
        unit("V", n) | {"positions": chance.randrange(1, 4), "published": day(2024), "opened": None, "closed": None}
        for n in range(30)
    ]
    for row in vacancy:
        row["closes"] = row["published"] + timedelta(days=chance.randrange(200))
        del row["opened"], row["closed"]
    establishment = [
        {"key": f"E{n}", "name": f"E{n}", "area": chance.choice(AREAS), "industry": "C", "opened_on": day(2018),
         "stage": chance.choice(["opened", "operating", "lost"]), "transfer": chance.random() < 0.2,
         "verification": chance.choice(["verified", "reported", "expected"])}
        for n in range(15)
    ]  # fmt: skip
    results = [
        {"key": f"J{n}", "establishment": f"E{n % 15}", "area": chance.choice(AREAS), "from_on": day(2018),
         "kind": chance.choice(["created", "created", "maintained"]), "fte": chance.randrange(1, 12) / 2,
         "effect": chance.choice(["direct", "direct", "construction", "indirect"]), "moved": chance.choice([None, None, True]),
         "verification": chance.choice(["verified", "reported", "expected"])}
        for n in range(25)
    ]  # fmt: skip
    rows = {"company": companies, "workplace": workplaces, "headcount": headcount, "employment": employment,
            "vacancy": vacancy, "establishment": establishment, "job_result": results}  # fmt: skip
    return naive.World(rows, AS_OF, FIRST)


@pytest.fixture(scope="module", params=SEEDS)
def both(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Engine, naive.World]:
    """The same rows as a warehouse and as plain lists."""
    made = world(request.param)
    folder = tmp_path_factory.mktemp(f"world{request.param}")
    return builders.engine(folder, made.rows, as_of=AS_OF, complete=True, history_from=FIRST), made


Parts = Callable[[naive.World, int], Iterable[naive.Part]]
COUNTS: dict[str, Parts] = {
    "companies": naive.companies, "workplaces": naive.workplaces, "employees": naive.employees,
    "company_births": naive.births, "company_deaths": naive.deaths, "vacancies": naive.vacancies,
}  # fmt: skip
BREAKDOWNS = {"companies": ("industry", "size"), "workplaces": ("industry", "size"), "employees": ("industry", "size"),
              "company_births": ("industry",), "company_deaths": ("industry",), "vacancies": ("industry",)}  # fmt: skip


def keep(selection: Selection, sizes: bool) -> Callable[[naive.Part], bool]:
    """Whether a part fits the industries and sizes of a selection; a theme is its divisions."""
    codes = set(selection.codes())
    return lambda part: (
        (not codes or part.industry in codes or part.division in codes)
        and (not sizes or not selection.sizes or part.size in selection.sizes)
    )


@cache
def rows(selection: Selection, by: str) -> dict[str, str]:
    """The row that each municipality is counted in."""
    mine = selection.municipalities()
    if by in ("county", "country"):
        whole = {m: key for key in (COUNTIES if by == "county" else COUNTRIES) for m in municipalities(key)}
        hit = {whole[m] for m in mine}
        return {m: key for m, key in whole.items() if key in hit}
    names = {municipalities(): "MITT", **{municipalities(key): key for key in COUNTIES}}
    total = mine[0] if len(mine) == 1 else names.get(mine, "selection")
    return dict.fromkeys(mine, total) if by in ("none", "year") else {m: m for m in mine}


def values(engine: Engine, question: Question) -> dict[tuple[str, str, str], tuple[float, float]]:
    """What the metric says, as both ends, wherever it says something other than zero."""
    found = {}
    for p in compute(engine, question).points:
        low, high = (p.value, p.value) if p.value is not None else (p.low, p.high)
        if low or high:
            found[p.area, p.period, p.breakdown] = (low, high)
    return found


@pytest.mark.parametrize("name", SELECTIONS)
@pytest.mark.parametrize("metric", COUNTS)
def test_counts(both: tuple[Engine, naive.World], metric: str, name: str) -> None:
    """Stocks and flows by area, county, country, total, industry and size, for every year, are the naive sums."""
    engine, made = both
    selection = SELECTIONS[name]
    fits = keep(selection, sizes="size" in BREAKDOWNS[metric])
    for by in ("area", "county", "country", "none", *BREAKDOWNS[metric]):
        category = by if by in BREAKDOWNS[metric] else ""
        expected = {
            (row, str(year), breakdown): ends
            for year in YEARS
            for (row, breakdown), ends in naive.summed(
                COUNTS[metric](made, year), rows(selection, by), fits, category
            ).items()
            if ends != (0, 0)
        }  # fmt: skip
        found = values(engine, Question(metric, selection, by, every_year=True))
        assert found == expected, (by, name)


def anything(_: naive.Part) -> bool:
    """Keep every part."""
    return True


def per_thousand(count: float, areas: Iterable[str], year: int) -> Any:
    """A count per 1 000 inhabitants of the areas; nothing where the population of one is not published."""
    inhabitants = [naive.base(year).get(area) for area in areas]
    return None if None in inhabitants else pytest.approx(count * 1000 / sum(inhabitants))  # type: ignore[arg-type]


@pytest.mark.parametrize("codes", [(), ("C",), ("02",)])
def test_jobs_and_their_rate(both: tuple[Engine, naive.World], codes: tuple[str, ...]) -> None:
    """The publisher's own total without industries, the sum of industries with; rates stand on the population."""
    engine, made = both
    selection = Selection.of(AREAS, codes)
    for year in YEARS[:-1]:
        asked = Selection.of(AREAS, codes, year, year)
        sums = naive.summed(naive.jobs(made, year, total=not codes), {a: a for a in AREAS}, keep(selection, False))
        for p in compute(engine, Question("jobs", asked)).points:
            if p.status == "suppressed":  # all that was asked for is hidden
                assert (p.area, "") not in sums
            else:
                assert p.value == sums.get((p.area, ""), (0, 0))[0]
        for p in compute(engine, Question("jobs_per_1000", asked)).points:
            if p.status not in ("suppressed", "partial"):
                assert p.value == per_thousand(sums.get((p.area, ""), (0, 0))[0], [p.area], year)


@pytest.mark.parametrize("by", ["area", "none", "country"])
def test_companies_per_inhabitant(both: tuple[Engine, naive.World], by: str) -> None:
    """A rate of a sum is the sum of companies over the sum of inhabitants, not a mean of rates."""
    engine, made = both
    selection = Selection.of(AREAS)
    for p in compute(engine, Question("companies_per_1000", selection, by, every_year=True)).points:
        year, where = int(p.period), {m: row for m, row in rows(selection, by).items() if row == p.area}
        if by == "country":
            assert p.status == "missing"  # most of the country's municipalities are not known here
            continue
        count = naive.summed(naive.companies(made, year), where, anything).get((p.area, ""), (0, 0))[0]
        assert p.value == per_thousand(count, where, year)
        assert p.count == (None if p.value is None else count)


@pytest.mark.parametrize("kind", ["establishment", "job_result"])
def test_goal_ledger(both: tuple[Engine, naive.World], kind: str) -> None:
    """Verified, reported and expected apart, counted until the year's end; lost ones and transfers never."""
    engine, made = both
    metric = "establishments" if kind == "establishment" else "jobs_created"
    last = compute(engine, Question(metric, Selection.of(AREAS), "none")).points
    for p in last:
        parts = naive.ledger(made, kind, p.breakdown, int(p.period))
        expected = naive.summed(parts, dict.fromkeys(AREAS, "all"), anything).get(("all", ""), (0, 0))
        assert p.value == expected[0]
    assert [p.breakdown for p in last] == ["verified", "reported", "expected"]


def test_population(both: tuple[Engine, naive.World]) -> None:
    """Published years only: what was not published is missing, for a sum of all partial."""
    engine, _ = both
    for p in compute(engine, Question("population", every_year=True)).points:
        published = naive.population(int(p.period)).get(p.area)
        assert (p.value, p.status) == ((published, "ok") if published is not None else (None, "missing"))
    for p in compute(engine, Question("population", by="none", every_year=True)).points:
        published_then = naive.population(int(p.period))
        assert p.value == sum(published_then.values())
        assert (p.status, p.left_out) == ("partial" if len(published_then) < 46 else "ok", 46 - len(published_then))


def test_breakdowns_sum_to_the_whole(both: tuple[Engine, naive.World]) -> None:
    """Industries, and sizes, add up to the total of each area and year."""
    engine, _ = both
    whole = values(engine, Question("companies", every_year=True))
    for by, categories in (("industry", set(industries().values())), ("size", set(SIZES))):
        parts: dict[tuple[str, str], float] = {}
        for (area, year, category), (low, _high) in values(
            engine, Question("companies", by=by, every_year=True)
        ).items():
            assert category in categories
            parts[area, year] = parts.get((area, year), 0) + low
        assert parts == {(area, year): low for (area, year, _), (low, _high) in whole.items()}


def test_what_is_unknown_is_missing_and_what_is_known_is_zero(tmp_path: Path) -> None:
    """An area that no source has spoken of has no value; one with a closed company has none active: zero."""
    company = {"key": "NO-1", "country": "NO", "name": "A", "area": "NO-5001", "industry": "C", "division": "10",
               "opened": date(2020, 1, 1), "closed": date(2025, 6, 30)}  # fmt: skip
    engine = builders.engine(tmp_path, {"company": [company]}, as_of=AS_OF, complete=True, history_from=2020)
    points = {p.area: p for p in compute(engine, Question("companies", Selection.of(first=2026, last=2026))).points}
    assert (points["NO-5001"].value, points["NO-5001"].status) == (0, "provisional")
    assert (points["SE-2380"].value, points["SE-2380"].status) == (None, "missing")
    assert sum(p.status == "missing" for p in points.values()) == 45
    total = compute(engine, Question("companies", Selection.of(first=2025, last=2025), "none")).points[0]
    assert (total.value, total.status, total.left_out) == (0, "partial", 45)
