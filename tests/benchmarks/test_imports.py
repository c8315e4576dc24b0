"""What whole registers cost to take in and to build: rows a second of one core, and the memory of a process of its own.

On one core of two, shared with other work (2026-11-30), 1.1 million Norwegian companies as the register's CSV of 0.5 GB:

    region (DASHBOARD_AREA empty)    45 600 rows a second    212 MB at most
    whole country                    13 100 rows a second    279 MB at most

JSON in gzip gives 27 200 and 10 300 rows a second, half of which is ijson's own time. A warehouse of both countries, 2.0
million companies and 1.5 million workplaces, takes 46 processor seconds, 54 seconds and 1.7 GB at most (2.3 GB where DuckDB
may take what it likes, 1.2 GB where it may take 1 GB). A build of 2 000 releases of 20 rows takes 11 seconds.

    DASHBOARD_BENCH_ROWS=1100000 pytest tests/benchmarks/test_imports.py --benchmark-only -s

Without that variable the files have 20 000 rows. Rates and peaks are printed, and stand in the report's ``extra_info``.
"""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from dashboard.settings import ROOT
from dashboard.sources.importing import import_file
from tests import big_files

ROWS = int(os.environ.get("DASHBOARD_BENCH_ROWS", 20_000))
IMPORT = "import_file(Path(sys.argv[1]), 'brreg-enheter')"
BUILD = "build(settings().staged, settings().warehouse, demo=False)"
PROCESS = """
import resource, sys
from pathlib import Path
from dashboard.settings import settings
from dashboard.sources.importing import import_file
from dashboard.warehouse.build import build
{work}
used = resource.getrusage(resource.RUSAGE_SELF)
print(used.ru_utime + used.ru_stime, used.ru_maxrss // 1024)
"""


def cost(work: str, folder: Path, area: str, *arguments: str) -> tuple[float, int]:
    """Do the work in a process of its own with that data folder: processor seconds, and the most memory, in megabytes."""
    settings = {"DASHBOARD_DATA": str(folder), "DASHBOARD_AREA": area, "DASHBOARD_TODAY": "2026-11-23"}
    command = [sys.executable, "-c", PROCESS.format(work=work), *arguments]
    done = subprocess.run(command, cwd=ROOT, env=os.environ | settings, check=True, capture_output=True, text=True)
    seconds, megabytes = done.stdout.split()
    return float(seconds), int(megabytes)


@pytest.fixture(scope="module", params=["csv", "json.gz"])
def register(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bulk file of companies of all Norway."""
    path = tmp_path_factory.mktemp("bulk") / f"enheter_2026-11-01.{request.param}"
    return (big_files.write_csv if request.param == "csv" else big_files.write_json)(path, ROWS)


@pytest.mark.parametrize("area", ["", "NO"], ids=["region", "country"])
def test_import(benchmark: BenchmarkFixture, register: Path, tmp_path: Path, area: str) -> None:
    """A bulk file read through, archived and staged."""
    benchmark.group = "import"
    found = benchmark.pedantic(cost, (IMPORT, tmp_path, area, str(register)), rounds=1)
    told(benchmark, ROWS, found)


def test_build_of_whole_countries(benchmark: BenchmarkFixture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The warehouse of both countries: of eleven Norwegian companies each nine Swedish ones, nine and six workplaces."""
    benchmark.group = "build"
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path))
    monkeypatch.setenv("DASHBOARD_AREA", "SE,NO")
    for source, count in (("brreg-enheter", ROWS), ("brreg-underenheter", ROWS * 9 // 11)):
        local = source == "brreg-underenheter"
        import_file(big_files.write_csv(tmp_path / "bulk.csv", count, local=local), source, date(2026, 11, 1))
    big_files.stage_sweden(tmp_path / "staged", ROWS * 9 // 11, ROWS * 6 // 11)
    found = benchmark.pedantic(cost, (BUILD, tmp_path, "SE,NO"), rounds=1)
    told(benchmark, ROWS * 35 // 11, found)


def told(benchmark: BenchmarkFixture, rows: int, found: tuple[float, int]) -> None:
    """Print and report what it cost; of small files the program's start is the most of it."""
    seconds, megabytes = found
    benchmark.extra_info |= {"rows": rows, "processor_seconds": seconds, "peak_megabytes": megabytes}
    print(f"{benchmark.name}: {rows} rows, {rows / seconds:.0f} a processor second, {megabytes} MB at most")
