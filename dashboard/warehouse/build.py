"""Build the warehouse: staged rows in, one immutable DuckDB file out, swapped in with one atomic rename.

The new file is written beside the old one and checked; a failed or killed build leaves the old file as it was, and
what it left behind is swept by the next. Only one build runs at a time.
"""

import fcntl
import shutil
import tomllib
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import duckdb
import pyarrow as pa

from dashboard.errors import UserError
from dashboard.settings import REFERENCE, settings
from dashboard.staged import KINDS, SCHEMAS, Release, releases
from dashboard.warehouse.checks import check

SQL = Path(__file__).parent / "sql"
WHOLE = ("company", "workplace")  # kinds that may be kept of whole countries (DASHBOARD_AREA)
STAGING = ("company", "workplace", "headcount", "workplace_year")
# the project's own records: also built alone, over a warehouse (records.py)
RECORDS = (
    "establishment", "job_result", "rd_organisation", "rd_unit", "rd_capacity", "rd_link", "need", "cluster",
    "cluster_member", "meeting", "residual_flow", "policy_item", "ai_test", "record_coverage",
)  # fmt: skip
IDENTITY = ("party", "name_match", "identity")  # who is which company, after all that names anybody
MARTS = (
    "area",
    "area_population",
    "population_base",
    "industry",
    "headcount",
    "company",
    "workplace",
    "company_stock",
    "company_flow",
    "company_life",
    "workplace_stock",
    "national_company",
    "national_workplace",
    "national_company_stock",
    "national_workplace_stock",
    "job_flow",
    "green_share",
    "employment",
    "employment_base",
    "working_age",
    "vacancy",
    "vacancy_stock",
    "emission",
    "indicator",
    "exchange_rate",
    "revision",
    "rd_project",
    "organisation_id",
    *RECORDS,
    *IDENTITY,
    "coverage",
    "series_break",
    "source_release",
    "reject",
)  # fmt: skip  (in the order in which one needs the other)
MEMORY = "2GB"  # what is more spills to the disk, as whole countries do (tests/benchmarks/test_imports.py)
SCHEMA_VERSION = 4
Report = Callable[[str, float], None]


def build(staged: Path, target: Path, *, demo: bool, report: Report = lambda *_: None) -> Path:
    """Build ``target`` from the releases below ``staged``: the demonstration set, or everything else; never both.

    ``report(step, share)`` is told how far it is, from 0 to 1. Raises UserError where there is nothing to build from
    or a check fails; the old warehouse then stays.
    """
    found = [(path, release) for path, release in releases(staged) if release.demo == demo]
    if not found:
        raise UserError("There is no data to build from; import a file first.", key="build.nothing")
    target.parent.mkdir(parents=True, exist_ok=True)
    with only_one(target):
        beside = target.with_name(f".{target.name}.building")
        beside.unlink(missing_ok=True)
        beside.with_name(beside.name + ".wal").unlink(missing_ok=True)
        shutil.rmtree(beside.with_name(beside.name + ".tmp"), ignore_errors=True)  # where DuckDB spills
        with duckdb.connect(str(beside), config={"memory_limit": MEMORY}) as connection:
            connection.execute("set preserve_insertion_order = false")
            stage(connection, found, demo=demo)
            steps = [("staging", name) for name in STAGING] + [("marts", name) for name in MARTS]
            for number, (layer, name) in enumerate(steps):
                report(name, number / len(steps))
                statement = (SQL / layer / f"{name}.sql").read_text()
                connection.execute(statement)
                if layer == "staging" and name in WHOLE:  # once more, of the countries that are kept whole
                    connection.execute(statement.replace("stg_", "stg_whole_").replace("staged_", "whole_"))
            check(connection)
            connection.execute("checkpoint")
        beside.replace(target)
    report("done", 1.0)
    return target


@contextmanager
def only_one(target: Path) -> Iterator[None]:
    """Wait until no other process builds the same file; the lock goes with the process that held it."""
    with (target.parent / f".{target.name}.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def stage(connection: duckdb.DuckDBPyConnection, found: list[tuple[Path, Release]], *, demo: bool) -> None:
    """Make the tables that the SQL files read: warehouse, programme, release, reference_*, staged_* and the macros."""
    # the project's own records are of today: they say nothing of how new the statistics are
    as_of = max(release.as_of for _, release in found if release.source != "register" or len(found) == 1)
    digest = sha256("|".join(sorted(release.digest + str(release.as_of) for _, release in found)).encode())
    built_at = datetime.now(UTC).replace(tzinfo=None)
    connection.execute(
        "create table warehouse as select ?::varchar as version, ?::timestamp as built_at, ?::date as as_of, "
        "?::boolean as demo, ?::int as schema_version",
        [f"{digest.hexdigest()[:12]}-{built_at:%Y%m%d%H%M%S%f}", built_at, as_of, demo, SCHEMA_VERSION],
    )
    _programmes(connection, demo=demo)
    code = "code: 'VARCHAR'"
    types_of = {"areas": "", "population": "", "industries": f"{code}, parent: 'VARCHAR'", "green_shares": code, "breaks": "",
                "exchange_rates": ""}  # fmt: skip
    for name, types in types_of.items():
        connection.execute(
            f"create temp table reference_{name} as from read_csv(?, header = true, nullstr = '', types = {{{types}}})",
            [str(REFERENCE / f"{name}.csv")],
        )
    connection.execute((SQL / "macros.sql").read_text())
    connection.execute("create temp table disclosure (source varchar, threshold int)")
    sources = tomllib.loads((REFERENCE / "sources.toml").read_text(encoding="utf-8"))
    for source, entry in sources.items():
        if "threshold" in entry:
            connection.execute("insert into disclosure values (?, ?)", [source, entry["threshold"]])
    files = {path: {file.name for file in path.iterdir()} for path, _ in found}
    _releases(connection, found, files)
    countries = settings().countries
    municipalities = "(select key from reference_areas where level = 'municipality')"
    for kind in SCHEMAS:
        name = f"{kind}.parquet"
        _union(connection, f"staged_{kind}", kind, [path / name for path in files if name in files[path]],
               f"where whole = '' or area is null or area in {municipalities}" if kind in WHOLE else "")  # fmt: skip
    for kind in WHOLE:
        name, chosen = f"{kind}.parquet", _yearly(found) if countries and not demo else []
        _union(connection, f"whole_{kind}", kind, [path / name for path in chosen if name in files[path]],
               f"where country in {(*countries, '')}")  # fmt: skip


def _releases(
    connection: duckdb.DuckDBPyConnection, found: list[tuple[Path, Release]], files: Mapping[Path, Collection[str]]
) -> None:
    """``release``: what was read, with its folder and the kinds of rows in it."""
    rows = [
        {**asdict(release), "folder": str(path), "history_from": release.history_from or release.as_of.year,
         "kinds": [kind for kind in KINDS if f"{kind}.parquet" in files[path]]}
        for path, release in found
    ]  # fmt: skip
    given = pa.Table.from_pylist(rows)  # noqa: F841  (DuckDB finds it by its name)
    connection.execute(
        "create temp table release as select * exclude (area, kinds), area as whole, kinds::varchar[] as kinds from given"
    )


def _yearly(found: list[tuple[Path, Release]]) -> list[Path]:
    """The releases that tell of a whole country year by year: of each source the last whole register of each year, and what
    came after the newest. All of them, week by week, would be a hundred million rows."""
    last = {(r.source, r.as_of.year): path for path, r in found if r.complete}
    newest = {r.source: r.as_of for _, r in found if r.complete}
    return [
        path for path, r in found
        if path in last.values() or (not r.complete and r.as_of >= newest.get(r.source, r.as_of))
    ]  # fmt: skip


def _union(connection: duckdb.DuckDBPyConnection, view: str, kind: str, files: list[Path], condition: str) -> None:
    """The rows of a kind in those files, with their release's source, as-of date, time and history. A column that was
    unknown when a release was written is empty in its rows."""
    types = {"string": "varchar", "int64": "bigint", "double": "double", "date32[day]": "date", "bool": "boolean"}
    columns = [f"null::{types[str(field.type)]} as {field.name}" for field in SCHEMAS[kind]]
    rows = f"select {', '.join(columns)}, null::varchar as filename limit 0"
    if files:
        listed = ", ".join("'" + str(file).replace("'", "''") + "'" for file in files)
        rows += f") union all by name (from read_parquet([{listed}], filename = true, union_by_name = true)"
    file = "release.file, " if kind == "reject" else ""
    connection.execute(
        f"create temp view {view} as select staged.* exclude (filename), source, {file}as_of, read_at, history_from "
        f"from (({rows})) as staged join release on filename = folder || '/{kind}.parquet' {condition}"
    )


def _programmes(connection: duckdb.DuckDBPyConnection, *, demo: bool) -> None:
    """``programme``: goals.toml as a table; the current one is the demonstration's, else the newest real one."""
    programmes = tomllib.loads((REFERENCE / "goals.toml").read_text())
    mine = {key: value for key, value in programmes.items() if (key == "demo") == demo}
    newest = max(mine, key=lambda key: mine[key]["start"])
    connection.execute(
        "create table programme (key varchar, name_sv varchar, name_nb varchar, name_en varchar, "
        "establishments int, jobs double, start_on date, end_on date, current boolean)"
    )
    for key, goal in mine.items():
        connection.execute(
            "insert into programme values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [key, goal["name_sv"], goal["name_nb"], goal["name_en"], goal["establishments"], goal["jobs"],
             goal["start"], goal["end"], key == newest],
        )  # fmt: skip
