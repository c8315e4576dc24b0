"""The demonstration set: the same everywhere, about the size that was asked for, plausible, and invented throughout."""

import csv
import json
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
import shapely

from dashboard.demo import generate
from dashboard.metrics.compute import compute
from dashboard.metrics.question import Question
from dashboard.metrics.readings.pace import standings
from dashboard.metrics.selection import Selection
from dashboard.settings import DEMO_PARAMETERS, REFERENCE, ROOT
from dashboard.warehouse.engine import Engine

SHARED = ROOT.parent / "shared" / "data"


@pytest.fixture(scope="module")
def staged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The generated release's folder."""
    folder = tmp_path_factory.mktemp("staged")
    return folder / "demo" / generate(folder).name


@pytest.fixture(scope="module")
def engine(demo_warehouse: Path) -> Engine:
    """The demonstration warehouse, open."""
    return Engine(demo_warehouse)


def rows(folder: Path, kind: str) -> list[dict[str, Any]]:
    """The staged rows of a kind."""
    return pq.read_table(folder / f"{kind}.parquet").to_pylist()


def listed(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def total(engine: Engine, metric: str) -> float:
    """A metric's latest sum for all areas."""
    value = compute(engine, Question(metric, by="none")).points[0].value
    assert value is not None
    return value


def test_two_runs_give_the_same_bytes(staged: Path, tmp_path: Path) -> None:
    """Same seed, same rows, file by file."""
    again = tmp_path / "demo" / generate(tmp_path).name
    assert {p.name: p.read_bytes() for p in staged.iterdir()} == {p.name: p.read_bytes() for p in again.iterdir()}


def test_it_has_about_the_size_that_was_asked_for(engine: Engine, staged: Path) -> None:
    """12 000 companies, 14 000 workplaces, 3 000 vacancies, 19 establishments, 8 clusters, 60 flows, 120 research
    projects, history from 2010."""
    assert total(engine, "companies") == pytest.approx(12_000, rel=0.03)
    assert total(engine, "workplaces") == pytest.approx(14_000, rel=0.03)
    kinds = {"vacancy": 3000, "establishment": 19, "cluster": 8, "residual_flow": 60, "rd_project": 120}
    assert {kind: len(rows(staged, kind)) for kind in kinds} == kinds
    years = [p.period for p in compute(engine, Question("companies", by="none", every_year=True)).points]
    assert (years[0], years[-1]) == ("2010", "2026")


def test_the_goal_ledger_stands_as_the_look_shows_it(engine: Engine) -> None:
    """11, 3 and 5 establishments; 64, 22 and 31 full-time equivalents; the goal not yet reached."""
    establishments, jobs = standings(engine, Selection())
    assert (establishments.verified, establishments.reported, establishments.expected) == (11, 3, 5)
    assert (jobs.verified, jobs.reported, jobs.expected) == (64, 22, 31)


def test_it_is_shaped_by_the_region(engine: Engine) -> None:
    """Trondheim has the most jobs, Östersund the most in Sweden; Åre leans to hotels, Frøya to fish."""
    jobs = {p.area: p.value or 0 for p in compute(engine, Question("jobs")).points}
    assert max(jobs, key=lambda area: jobs[area]) == "NO-5001"
    assert max((area for area in jobs if area[:2] == "SE"), key=lambda area: jobs[area]) == "SE-2380"

    def share(area: str, code: str) -> float:
        parts = {
            p.breakdown: p.value or 0
            for p in compute(engine, Question("jobs", Selection.of([area]), "industry")).points
        }
        return parts[code] / sum(parts.values())

    assert share("SE-2321", "I") > 2 * share("SE-2380", "I")
    assert share("NO-5014", "A") > 3 * share("NO-5001", "A")


def test_points_lie_on_land_in_their_municipality_and_mostly_near_its_seat(staged: Path) -> None:
    """Every workplace's point is inside its polygon; more than half lie within 15 km of the seat."""
    shapes = {
        f["properties"]["key"]: shapely.from_geojson(json.dumps(f["geometry"]))
        for f in json.loads((REFERENCE / "boundaries.geojson").read_text())["features"]
    }
    with (REFERENCE / "areas.csv").open(encoding="utf-8") as file:
        seats = {r["key"]: (float(r["seat_lon"]), float(r["seat_lat"])) for r in csv.DictReader(file) if r["seat_lat"]}
    table = pq.read_table(staged / "workplace.parquet", columns=["area", "lat", "lon"])
    near = 0
    for area in set(table["area"].to_pylist()):
        here = table.filter(pc.equal(table["area"], area))
        points = shapely.points(here["lon"].to_numpy(), here["lat"].to_numpy())
        assert shapely.covers(shapes[area].buffer(1e-6), points).all(), area
        lon, lat = seats[area]
        away = ((here["lat"].to_numpy() - lat) ** 2 + ((here["lon"].to_numpy() - lon) * 0.445) ** 2) ** 0.5 * 111
        near += int((away < 15).sum())
    assert near > table.num_rows / 2


def test_nothing_in_it_could_be_taken_for_real(staged: Path) -> None:
    """Keys and names say so; there are no organisation numbers and no persons; members and flows refer to what exists."""
    companies = pq.read_table(staged / "company.parquet", columns=["key", "name", "sole_trader"]).to_pylist()
    assert all("-DEMO-" in row["key"] for row in companies)
    assert all((row["name"] is None) if row["sole_trader"] else row["name"].startswith("Demo ") for row in companies)
    assert pq.read_table(staged / "workplace.parquet", columns=["orgnr"])["orgnr"].null_count == len(
        pq.read_table(staged / "workplace.parquet", columns=["orgnr"])
    )
    members = pq.read_table(staged / "cluster_member.parquet").to_pylist()
    firms = {m["member"] for m in members if not m["name"]}
    assert firms <= {row["key"] for row in companies if not row["sole_trader"]}
    researchers = {row["key"] for row in pq.read_table(staged / "rd_organisation.parquet").to_pylist()}
    assert all(m["name"].startswith("Demo ") or m["member"] in researchers for m in members if m["name"])
    assert Counter(m["cluster"] for m in members).most_common()[-1][1] >= 14
    assert {m["member"][:2] for m in members if not m["name"]} == {"SE", "NO"}


def test_scale_multiplies_companies_and_keeps_areas(tmp_path: Path, staged: Path) -> None:
    """Three times the companies and vacancies, the same employment table."""
    large = tmp_path / "demo" / generate(tmp_path, scale=3).name

    def count(folder: Path, kind: str) -> int:
        return pq.read_metadata(folder / f"{kind}.parquet").num_rows

    for kind in ("company", "workplace", "vacancy"):
        assert count(large, kind) == pytest.approx(3 * count(staged, kind), rel=0.03)
    assert count(large, "employment") == count(staged, "employment")


def test_jobs_are_handed_over_whole(staged: Path) -> None:
    """Every cell with its number, small ones among them and zeros left out; the total of an area and year is their sum."""
    sums: dict[tuple[str, int], int] = defaultdict(int)
    totals = {}
    for row in rows(staged, "employment"):
        assert row["status"] == "ok" and row["jobs"] > 0
        if row["industry"] == "*":
            totals[row["area"], row["year"]] = row["jobs"]
        else:
            sums[row["area"], row["year"]] += row["jobs"]
    assert totals == sums and len(totals) == 46 * 16
    small = [row["jobs"] for row in rows(staged, "employment") if row["industry"] != "*" and row["jobs"] < 3]
    assert len(small) > 500


def test_the_structure_of_jobs_changes_as_it_does(staged: Path) -> None:
    """Digital work, health and hospitality grow faster than all jobs; shops, banks and farms shrink; 2020 empties hotels."""
    jobs: dict[tuple[str, int], int] = defaultdict(int)
    for row in rows(staged, "employment"):
        for code in {row["industry"], row["division"] or "*"}:
            jobs[code, row["year"]] += row["jobs"]
    growth = {code: jobs[code, 2025] / jobs[code, 2010] for code in ("*", "62", "86", "55", "03", "47", "64", "01")}
    assert all(growth[code] > growth["*"] > 1 for code in ("62", "86", "55", "03"))
    assert all(growth[code] < 1 for code in ("47", "64", "01"))
    assert jobs["I", 2020] < 0.85 * jobs["I", 2019] < 0.9 * jobs["I", 2023]


def test_kindred_industries_are_found_together(staged: Path) -> None:
    """Places strong in hotels are strong in restaurants more often than places strong in software: LQ at least 1."""
    jobs: dict[str, dict[str, int]] = defaultdict(dict)
    for row in rows(staged, "employment"):
        if row["year"] == 2025:
            jobs[row["area"]][row["division"] or "*"] = row["jobs"]
    whole = {code: sum(area.get(code, 0) for area in jobs.values()) for code in ("*", "55", "56", "62")}

    def strong(code: str) -> set[str]:
        return {key for key, area in jobs.items() if area.get(code, 0) / area["*"] >= whole[code] / whole["*"]}

    both = {other: len(strong("55") & strong(other)) / len(strong(other)) for other in ("56", "62")}
    assert both["56"] > 1.5 * both["62"]


def test_age_groups_add_up_to_the_published_population_and_grow_older(staged: Path) -> None:
    """46 municipalities × 16 years × 3 groups on 31 December; sums as in population.csv where it has one; towns younger."""
    groups: dict[tuple[str, int], dict[str, int]] = defaultdict(dict)
    for row in rows(staged, "population"):
        assert (row["day"].month, row["day"].day, row["sex"]) == (12, 31, "total") and row["persons"] > 0
        groups[row["area"], row["day"].year][row["age"]] = row["persons"]
    assert len(groups) == 46 * 16 and all(parts.keys() == {"0-15", "16-64", "65+"} for parts in groups.values())
    compared = 0
    for row in listed(REFERENCE / "population.csv"):
        day = date.fromisoformat(row["day"])
        parts = groups.get((row["area"], day.year - (day.month == 1)))
        if parts:
            assert sum(parts.values()) == int(row["persons"])
            compared += 1
    assert compared == 38 * 16 + 8

    def old(area: str, year: int) -> float:
        return groups[area, year]["65+"] / sum(groups[area, year].values())

    assert all(old(area, 2025) > old(area, 2010) for area, _ in groups)
    assert old("NO-5001", 2025) < old("NO-5037", 2025) < old("NO-5043", 2025)


def test_emissions_add_up_fall_and_end_when_each_country_does(staged: Path) -> None:
    """Nine sectors and their total for 46 municipalities; Norway to 2023, Sweden to 2024; less at the end than in 2010."""
    sums: dict[tuple[str, int], float] = defaultdict(float)
    totals = {}
    for row in rows(staged, "emission"):
        if row["sector"] == "*":
            totals[row["area"], row["year"]] = row["tonnes"]
        else:
            sums[row["area"], row["year"]] += row["tonnes"]
    assert totals.keys() == sums.keys() and all(totals[key] == pytest.approx(sums[key], abs=0.01) for key in sums)
    assert len({row["sector"] for row in rows(staged, "emission")}) == 10
    last = {country: max(year for area, year in totals if area[:2] == country) for country in ("SE", "NO")}
    assert last == {"SE": 2024, "NO": 2023} and len(totals) == 8 * 15 + 38 * 14
    assert all(totals[area, 2023] < totals[area, 2010] for area, _ in totals)


def test_emissions_are_of_the_published_size(staged: Path) -> None:
    """Jämtland's sum in 2010, 2015 and 2020 lies within a third of the published one."""
    if not SHARED.exists():
        pytest.skip("the published emissions are not here (../shared/data/emissions)")
    published = listed(SHARED / "emissions" / "jamtland_smhi_emissions_total_from_garbo.csv")
    for year in (2010, 2015, 2020):
        ours = sum(
            row["tonnes"] for row in rows(staged, "emission")
            if row["area"][:2] == "SE" and row["sector"] == "*" and row["year"] == year
        )  # fmt: skip
        theirs = sum(float(row["ton_co2e"]) for row in published if row["year"] == str(year))
        assert ours == pytest.approx(theirs, rel=0.34)


def test_research_projects_are_marked_and_belong_to_known_organisations(staged: Path) -> None:
    """Titles and programmes begin with Demo; organisation, country and area agree; money in the country's or the EU's."""
    organisations = {row["key"]: row for row in rows(staged, "rd_organisation")}
    projects = rows(staged, "rd_project")
    assert len({row["key"] for row in projects}) == len(projects)
    for row in projects:
        organisation = organisations[row["organisation"]]
        assert (row["country"], row["area"]) == (organisation["country"], organisation["area"])
        assert row["title"].startswith("Demo ") and row["programme"].startswith("Demo ")
        assert row["currency"] in ("EUR", {"SE": "SEK", "NO": "NOK"}[row["country"]])
        assert date(2015, 1, 1) <= row["started"] <= date(2026, 9, 30) and row["started"] < row["ended"]
        assert row["amount"] is None or row["amount"] > 0
    assert {row["currency"] for row in projects} == {"EUR", "SEK", "NOK"}
    assert 0 < sum(row["amount"] is None for row in projects) < 20


def test_advertisements_say_the_occupation_in_the_countrys_own_codes(staged: Path) -> None:
    """SSYK 2012 in Sweden and STYRK-08 in Norway; ISCO 1 to 3 ask for higher education, a few do not say; towns ask more."""
    asked: dict[str, list[bool]] = defaultdict(list)
    unsaid, advertisements = 0, rows(staged, "vacancy")
    for row in advertisements:
        assert row["occupation_version"] == {"SE": "SSYK2012", "NO": "STYRK08"}[row["country"]]
        assert len(row["occupation_code"]) == 4
        if row["higher_education"] is None:
            unsaid += 1
        else:
            assert row["higher_education"] == (row["occupation"][0] in "123")
            asked[row["area"]].append(row["higher_education"])
    assert 0.03 < unsaid / len(advertisements) < 0.1
    share = {area: sum(said) / len(said) for area, said in asked.items()}
    assert share["NO-5001"] > share["SE-2380"] > share["SE-2321"]


def test_swedish_occupation_codes_exist() -> None:
    """Every code of the column ssyk stands in SCB's list."""
    if not SHARED.exists():
        pytest.skip("SCB's list of occupations is not here (../shared/data/codes)")
    known = {row["vardekod"] for row in listed(SHARED / "codes" / "scb_ssyk2012.csv")}
    assert {row["ssyk"] for row in listed(DEMO_PARAMETERS / "occupations.csv")} <= known
