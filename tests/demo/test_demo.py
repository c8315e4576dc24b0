"""The demonstration set: the same everywhere, about the size that was asked for, plausible, and invented throughout."""

import csv
import json
from collections import Counter
from pathlib import Path

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
import shapely

from dashboard.demo import generate
from dashboard.metrics.compute import Question, compute
from dashboard.metrics.pace import standings
from dashboard.metrics.selection import Selection
from dashboard.settings import REFERENCE
from dashboard.warehouse.engine import Engine


@pytest.fixture(scope="module")
def staged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The generated release's folder."""
    folder = tmp_path_factory.mktemp("staged")
    return folder / "demo" / generate(folder).name


@pytest.fixture(scope="module")
def engine(demo_warehouse: Path) -> Engine:
    """The demonstration warehouse, open."""
    return Engine(demo_warehouse)


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
    """12 000 companies, 14 000 workplaces, 3 000 vacancies, 19 establishments, 8 clusters, 60 flows, history from 2010."""
    assert total(engine, "companies") == pytest.approx(12_000, rel=0.03)
    assert total(engine, "workplaces") == pytest.approx(14_000, rel=0.03)
    rows = {name: pq.read_metadata(staged / f"{name}.parquet").num_rows
            for name in ("vacancy", "establishment", "cluster", "residual_flow")}  # fmt: skip
    assert rows == {"vacancy": 3000, "establishment": 19, "cluster": 8, "residual_flow": 60}
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
    assert {m["member"] for m in members} <= {row["key"] for row in companies if not row["sole_trader"]}
    assert Counter(m["cluster"] for m in members).most_common()[-1][1] >= 14
    assert {m["member"][:2] for m in members} == {"SE", "NO"}


def test_scale_multiplies_companies_and_keeps_areas(tmp_path: Path, staged: Path) -> None:
    """Three times the companies and vacancies, the same employment table."""
    large = tmp_path / "demo" / generate(tmp_path, scale=3).name

    def rows(folder: Path, kind: str) -> int:
        return pq.read_metadata(folder / f"{kind}.parquet").num_rows

    for kind in ("company", "workplace", "vacancy"):
        assert rows(large, kind) == pytest.approx(3 * rows(staged, kind), rel=0.03)
    assert rows(large, "employment") == rows(staged, "employment")
