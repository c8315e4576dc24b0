"""How long the parts take, as ratios in one run.

    pytest tests/benchmarks --benchmark-only --benchmark-group-by=group --benchmark-columns=median,rounds

Each metric stands in a group with the same question in plain SQL and in pandas; `tests.benchmarks.ratios` sums that up.
Where DASHBOARD_BENCH names a data folder whose warehouse was built by ``build --demo --scale 100``, the same is asked of
that.
"""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from dashboard import assembly
from dashboard.demo import generate
from dashboard.metrics.catalogue import catalogue
from dashboard.metrics.compute import compute
from dashboard.metrics.question import Question
from dashboard.warehouse.build import build
from dashboard.warehouse.engine import Engine
from tests.benchmarks.questions import PANDAS, SQL, TABLES
from tests.benchmarks.sums import Frames

WAYS = ("metric", "sql", "pandas")


@pytest.fixture(scope="module", params=["default", "scale 100"])
def subject(request: pytest.FixtureRequest, demo_warehouse: Path) -> Iterator[tuple[str, Engine, Frames]]:
    """The name of a warehouse, its engine, and its marts as data frames."""
    large = os.environ.get("DASHBOARD_BENCH", "")
    if request.param != "default" and not large:
        pytest.skip("DASHBOARD_BENCH names no folder with a warehouse of scale 100")
    path = demo_warehouse if request.param == "default" else Path(large) / "warehouse.duckdb"
    engine = Engine(path)
    yield request.param, engine, {name: engine.table(f"select * from {name}").to_pandas() for name in TABLES}
    engine.close()


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", catalogue())
def test_metric(subject: tuple[str, Engine, Frames], benchmark: BenchmarkFixture, name: str, way: str) -> None:
    """A metric for all municipalities in its latest year, against SQL and pandas; all three agree."""
    scale, engine, frames = subject
    benchmark.group = f"{scale}: {name}"
    answer = compute(engine, Question(name))
    year = int(answer.points[0].period)
    asked = {"year": year} if "$year" in SQL[name] else {}
    told = {
        (p.area, p.breakdown) if p.breakdown else p.area: p.low if p.value is None else p.value for p in answer.points
    }
    if way == "metric":
        benchmark(compute, engine, Question(name))
    elif way == "sql":
        rows = benchmark(engine.rows, SQL[name], asked)
        keys = [[word for word in row if isinstance(word, str)] for row in rows]
        found = {tuple(key) if len(key) > 1 else key[0]: row[len(key)] for key, row in zip(keys, rows, strict=True)}
        assert _something(found) == pytest.approx(_something(told), rel=1e-9)
    else:
        series: pd.Series = benchmark(PANDAS[name], frames, year)
        assert _something(series.dropna().to_dict()) == pytest.approx(_something(told), rel=1e-9)


def _something(values: Mapping[Any, float | None]) -> dict[Any, float]:
    """The values that are neither missing nor nothing: SQL and pandas say nothing of areas in which nothing was found."""
    return {key: value for key, value in values.items() if value is not None and abs(value) > 1e-9}


def test_generate(benchmark: BenchmarkFixture, tmp_path: Path) -> None:
    """The demonstration set from its parameters."""
    benchmark.group = "build"
    benchmark.pedantic(generate, (tmp_path,), rounds=3)


def test_rebuild(benchmark: BenchmarkFixture, tmp_path: Path) -> None:
    """The warehouse of the default set from its staged rows."""
    benchmark.group = "build"
    generate(tmp_path)
    benchmark.pedantic(build, (tmp_path, tmp_path / "w.duckdb"), {"demo": True}, rounds=3)


def test_first_start(benchmark: BenchmarkFixture, tmp_path: Path) -> None:
    """All that the first start does before the page is there."""
    benchmark.group = "build"
    benchmark.pedantic(assembly.build_demo, (tmp_path / "warehouse.duckdb",), rounds=3)
