"""Rates of births, deaths, survival, turnover, vacancies and emissions through the real build, against plain Python."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest

from dashboard.metrics.compute import compute
from dashboard.metrics.question import Question
from dashboard.metrics.selection import Selection
from dashboard.settings import REFERENCE
from dashboard.warehouse.engine import Engine
from tests import builders, naive
from tests.metrics.measures import naive_measures
from tests.metrics.test_against_naive import AREAS, AS_OF, FIRST, YEARS, world

AGES = {"0-9": 300, "10-19": 400, "20-59": 2000, "60-69": 500, "70+": 600}
WORKING_AGE = 400 * 4 / 10 + 2000 + 500 * 5 / 10  # 16–19 of 10–19, 60–64 of 60–69
SECTORS = {"transport": 120.5, "agriculture": 80.0, "energy": None}


@pytest.fixture(scope="module", params=[1, 2, 3])
def both(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Engine, naive.World]:
    """The random world of the counts, with ages of inhabitants, emissions, occupations and education added."""
    made = world(request.param)
    rows: dict[str, Any] = {kind: [dict(row) for row in found] for kind, found in made.rows.items()}
    for number, row in enumerate(rows["vacancy"]):
        row |= {
            "occupation": ["2221", "5120", None][number % 3],
            "higher_education": [True, False, None, False][number % 4],
        }
    for number, row in enumerate(rows["company"]):
        row["opened"] = row["opened"] or date(2022, 3, 1)
        row["closed"] = row["closed"] and max(row["closed"], row["opened"])
        row |= {"name": f"Company {number}"}
    rows["population"] = [
        {"area": area, "day": date(2025, 12, 31), "sex": sex, "age": age, "persons": persons / 2}
        for area in AREAS for sex in ("male", "female") for age, persons in AGES.items()
    ]  # fmt: skip
    rows["emission"] = [
        {"area": area, "sector": sector, "year": 2024, "tonnes": tonnes, "status": "ok" if tonnes else "missing"}
        for area in AREAS for sector, tonnes in SECTORS.items()
    ]  # fmt: skip
    folder = tmp_path_factory.mktemp(f"people{request.param}")
    engine = builders.engine(folder, rows, as_of=AS_OF, complete=True, history_from=FIRST)
    return engine, naive.World(rows, AS_OF, FIRST)


def active_in(made: naive.World, company: naive.Row, year: int) -> bool:
    """Whether a company existed on any day of the year."""
    closed = made.closed(company)
    return made.opened(company) <= made.day(year) and (closed is None or closed >= date(year, 1, 1))


def point(engine: Engine, metric: str, area: str, year: int, by: str = "area") -> Any:
    """The one point of a metric for an area and year."""
    return compute(engine, Question(metric, Selection.of([area], first=year, last=year), by)).points[0]


@pytest.mark.parametrize("metric", ["birth_rate", "death_rate"])
def test_birth_and_death_rates(both: tuple[Engine, naive.World], metric: str) -> None:
    """Births, or deaths, over the companies active in the year, in per cent, with Wilson's interval."""
    engine, made = both
    for year in YEARS:
        for area in AREAS:
            mine = [c for c in made.of("company") if c["area"] == area and active_in(made, c, year)]
            day = made.opened if metric == "birth_rate" else made.closed
            count = sum(bool(day(c)) and day(c).year == year for c in mine)
            found = point(engine, metric, area, year)
            if not mine:
                assert found.value is None
                continue
            assert (found.value, found.count) == (pytest.approx(100 * count / len(mine)), count)
            low, high = naive_measures.wilson(count, len(mine))
            assert (found.low, found.high) == (pytest.approx(100 * low, abs=1e-6), pytest.approx(100 * high, abs=1e-6))


def test_births_per_inhabitant_of_working_age(both: tuple[Engine, naive.World]) -> None:
    """Per 1 000 aged 16–64, an age group that reaches beyond counting with its years; exact Poisson interval."""
    engine, made = both
    for area in AREAS:
        count = sum(made.opened(c).year == 2025 for c in made.of("company") if c["area"] == area)
        found = point(engine, "births_per_1000", area, 2025)
        assert found.value == pytest.approx(count * 1000 / WORKING_AGE)
        low, high = naive_measures.poisson(count)
        assert (found.low, found.high) == (
            pytest.approx(low * 1000 / WORKING_AGE, abs=1e-6), pytest.approx(high * 1000 / WORKING_AGE, abs=1e-6),
        )  # fmt: skip
    assert point(engine, "births_per_1000", AREAS[0], 2024).status == "missing"  # nothing is carried backwards


def test_a_flow_of_the_running_year_is_not_the_latest(both: tuple[Engine, naive.World]) -> None:
    """Nine months of births are not shown unless that year is asked for, and then as provisional."""
    engine, _ = both
    assert {p.period for p in compute(engine, Question("birth_rate", Selection.of(AREAS))).points} == {"2025"}
    assert point(engine, "birth_rate", AREAS[0], 2026).status == "provisional"


def birthday(day: date, years: int) -> date:
    """The same day some years later; 29 February becomes 28."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


@pytest.mark.parametrize("codes", [(), ("C",), ("02", "I")])
def test_survival(both: tuple[Engine, naive.World], codes: tuple[str, ...]) -> None:
    """Kaplan–Meier by whole years of age over the companies born since the register's history begins, of all industries or
    of some."""
    engine, made = both
    born = [
        c for c in made.of("company")
        if made.opened(c).year >= FIRST and (not codes or c["industry"] in codes or c["division"] in codes)
    ]  # fmt: skip
    at_risk, ended = [], []
    for age in range(5):
        reached = [
            c for c in born
            if birthday(made.opened(c), age + 1) <= AS_OF
            and (made.closed(c) is None or made.closed(c) >= birthday(made.opened(c), age))
        ]  # fmt: skip
        at_risk.append(len(reached))
        ended.append(
            sum(made.closed(c) is not None and made.closed(c) < birthday(made.opened(c), age + 1) for c in reached)
        )
    expected = naive_measures.kaplan_meier(at_risk, ended)
    found = compute(engine, Question("survival", Selection.of(AREAS, codes), "none")).points
    assert [p.breakdown for p in found] == ["1", "2", "3", "4", "5"]
    for p, n, (share, low, high) in zip(found, at_risk, expected, strict=True):
        if not n:
            assert p.status == "missing"
            continue
        assert (p.value, p.count) == (pytest.approx(100 * share), n)
        assert (p.low, p.high) == (pytest.approx(100 * low, abs=1e-6), pytest.approx(100 * high, abs=1e-6))


def flows(made: naive.World, area: str, year: int) -> Iterable[tuple[tuple[int, int], tuple[int, int]]]:
    """Headcounts before and after of each workplace that was there in either year and is known in both."""
    for w in made.of("workplace"):
        there = [made.active(w, y) for y in (year - 1, year)]
        if w["area"] != area or not any(there):
            continue
        ends = [made.headcount(w, y) if on else (0, 0) for y, on in zip((year - 1, year), there, strict=True)]
        if ends[0] and ends[1]:
            yield ends[0], ends[1]


@pytest.mark.parametrize("area", AREAS)
def test_job_creation_and_destruction(both: tuple[Engine, naive.World], area: str) -> None:
    """The least and the most that the bands allow, workplace by workplace, over the mean employment of both years."""
    engine, made = both
    for year in YEARS[1:-1]:
        bounds, means = [], []
        for before, after in flows(made, area, year):
            bounds.append(
                naive_measures.job_flow_bounds(range(before[0], before[1] + 1), range(after[0], after[1] + 1))
            )
            means.append([(b + a) / 2 for b, a in zip(before, after, strict=True)])
        mean = [sum(m[end] for m in means) for end in (0, 1)]
        for number, metric in enumerate(("job_creation", "job_destruction")):
            found = point(engine, metric, area, year)
            least, most = (sum(b[2 * number + end] for b in bounds) for end in (0, 1))
            if not bounds or not mean[0]:
                assert found.value is None and found.low is None
                continue
            low, high = 100 * least / mean[1], 100 * most / mean[0]
            ends = (found.value, found.value) if found.value is not None else (found.low, found.high)
            assert ends == (pytest.approx(low), pytest.approx(high))


def test_grade_c_is_not_added_up_across_the_border(both: tuple[Engine, naive.World]) -> None:
    """Sweden's size classes and Norway's numbers give no common figure; each side by itself does."""
    engine, _ = both
    for metric in ("job_creation", "emissions", "rd_projects"):
        [whole] = compute(engine, Question(metric, Selection.of(AREAS), "none")).points
        assert (whole.value, whole.low, whole.status) == (None, None, "incomparable")
    apart = compute(
        engine, Question("emissions", Selection.of([a for a in AREAS if a.startswith("SE")]), "none")
    ).points
    assert apart[0].value == 2 * 200.5


def test_share_of_vacancies_that_ask_for_higher_education(both: tuple[Engine, naive.World]) -> None:
    """Of the positions whose advertisement says what it asks for; by occupation as well."""
    engine, made = both
    day = made.day(2026)
    for by, key in (("area", None), ("occupation", "2")):
        for area in AREAS:
            mine = [
                v for v in made.of("vacancy")
                if v["area"] == area and v["published"] <= day <= v["closes"] and (not key or (v["occupation"] or "?")[0] == key)
            ]  # fmt: skip
            said = sum(v["positions"] for v in mine if v["higher_education"] is not None)
            higher = sum(v["positions"] for v in mine if v["higher_education"])
            asked = Selection.of([area], first=2026, last=2026)
            found = [
                p
                for p in compute(engine, Question("higher_education_share", asked, by)).points
                if p.breakdown == (key or "")
            ]
            value = found[0].value if found else None
            assert value == (pytest.approx(100 * higher / said) if said else None)


def test_vacancies_stand_on_the_newest_jobs(both: tuple[Engine, naive.World]) -> None:
    """Per 1 000 jobs of the latest year published, at most two years back."""
    engine, made = both
    for area in AREAS:
        own = [r["jobs"] for r in made.of("employment") if (r["area"], r["year"], r["industry"]) == (area, 2025, "*")]
        open_now = sum(p.low for p in naive.vacancies(made, 2026) if p.area == area)
        found = point(engine, "vacancies_per_1000_jobs", area, 2026)
        if naive.hidden(made, area, 2025)[1]:
            continue  # the total of 2025 is suppressed: an earlier year's stands in
        assert found.value == pytest.approx(open_now * 1000 / own[0])


def test_emissions(both: tuple[Engine, naive.World]) -> None:
    """The sum of the published sectors where no total is; a sector that is not published is missing, not zero."""
    engine, _ = both
    area = "SE-2321"
    by_sector = {p.breakdown: p for p in compute(engine, Question("emissions", Selection.of([area]), "sector")).points}
    assert {s: p.value for s, p in by_sector.items()} == SECTORS
    assert by_sector["energy"].status == "missing"
    rate = point(engine, "emissions_per_capita", area, 2024)
    assert rate.value == pytest.approx(200.5 / naive.base(2024)[area])


def test_green_jobs(both: tuple[Engine, naive.World]) -> None:
    """Jobs times the share of their division that stands in green_shares.csv, of the cells that are shown."""
    engine, made = both
    with (REFERENCE / "green_shares.csv").open(encoding="utf-8") as file:
        shares = {row["code"]: row for row in naive.csv.DictReader(file)}
    for metric, kind in (("bioeconomy_jobs", "bio"), ("circular_jobs", "circular")):
        for area in AREAS:
            parts = [p for p in naive.jobs(made, 2025, total=False) if p.area == area]
            expected = sum(p.low * float(shares.get(p.division, {}).get(kind, 0)) for p in parts)
            found = point(engine, metric, area, 2025)
            if found.value is None:  # nothing of it is shown
                assert (expected, found.status) == (0, "missing")
            else:
                assert found.value == pytest.approx(expected)


def test_job_density(both: tuple[Engine, naive.World]) -> None:
    """Jobs over inhabitants aged 16–64, of the first day for which both are known."""
    engine, made = both
    for area in AREAS:
        total = next(
            r["jobs"] for r in made.of("employment") if (r["area"], r["year"], r["industry"]) == (area, 2025, "*")
        )
        found = point(engine, "job_density", area, 2025)
        assert found.value == (None if naive.hidden(made, area, 2025)[1] else pytest.approx(total / WORKING_AGE))


def test_explained_inputs_give_the_value_again(both: tuple[Engine, naive.World]) -> None:
    """What the explanation says a rate was divided from is what it was divided from."""
    engine, _ = both
    for metric, per in (("birth_rate", 100), ("births_per_1000", 1000), ("vacancies_per_1000_jobs", 1000)):
        series = compute(engine, Question(metric, Selection.of(AREAS)))
        for p in series.points:
            if p.value is not None:
                made_of = series.inputs[p.area, p.period, p.breakdown]
                assert p.value == pytest.approx(made_of["count"] * per / made_of["base"])
        assert "-- divided by" in series.sql
        assert json.dumps(p._asdict())


@pytest.mark.parametrize("reference, areas", [("SE", AREAS[:2]), ("NO-50", AREAS[2:]), ("selection", (AREAS[0], AREAS[2]))])
def test_a_rate_stands_beside_its_reference(
    both: tuple[Engine, naive.World], reference: str, areas: tuple[str, ...]
) -> None:
    """The reference's own rate comes behind the areas', for the same year; where a part of it is not known it is missing."""
    engine, made = both
    series = compute(engine, Question("birth_rate", Selection.of([AREAS[0], AREAS[2]], first=2025, last=2025), reference=reference))
    assert [p.area for p in series.points] == [*sorted([AREAS[0], AREAS[2]]), reference]
    last = series.points[-1]
    if reference != "selection":
        assert (last.value, last.status) == (None, "missing")
        return
    mine = [c for c in made.of("company") if c["area"] in areas and active_in(made, c, 2025)]
    assert last.value == pytest.approx(100 * sum(made.opened(c).year == 2025 for c in mine) / len(mine))
