"""Build the warehouse: staged rows in, one immutable DuckDB file out, swapped in with one atomic rename.

The new file is written beside the old one and checked; a failed or killed build leaves the old file as it was, and
what it left behind is swept by the next. Only one build runs at a time.
"""

import fcntl
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import duckdb

from dashboard.errors import UserError
from dashboard.settings import REFERENCE
from dashboard.staged import KINDS, Release, releases
from dashboard.warehouse.checks import check

SQL = Path(__file__).parent / "sql"
STAGING = ("company", "workplace", "headcount", "workplace_year")
# the project's own records: also built alone, over a warehouse (records.py)
RECORDS = (
    "establishment", "job_result", "rd_organisation", "rd_unit", "rd_capacity", "rd_link", "need", "cluster",
    "cluster_member", "meeting", "residual_flow", "policy_item", "ai_test", "record_coverage",
)  # fmt: skip
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
    "rd_project",
    *RECORDS,
    "coverage",
    "series_break",
    "source_release",
    "reject",
)  # fmt: skip  (in the order in which one needs the other)
SCHEMA_VERSION = 3
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
        with duckdb.connect(str(beside)) as connection:
            connection.execute("set preserve_insertion_order = false")
            stage(connection, found, demo=demo)
            steps = [("staging", name) for name in STAGING] + [("marts", name) for name in MARTS]
            for number, (layer, name) in enumerate(steps):
                report(name, number / len(steps))
                connection.execute((SQL / layer / f"{name}.sql").read_text())
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
    connection.execute(
        "create temp table release (number int, source varchar, file varchar, digest varchar, as_of date, "
        "read_at timestamp, rows bigint, accepted bigint, outside bigint, rejected bigint, complete boolean, "
        "demo boolean, note varchar, history_from int, kinds varchar[])"
    )
    for number, (path, r) in enumerate(found):
        values = [number, r.source, r.file, r.digest, r.as_of, r.read_at, r.rows, r.accepted, r.outside, r.rejected]
        kinds = [kind for kind in KINDS if (path / f"{kind}.parquet").exists()]
        values += [r.complete, r.demo, r.note, r.history_from or r.as_of.year, kinds]
        connection.execute(f"insert into release values ({', '.join('?' * len(values))})", values)
    for kind in KINDS:
        _union(connection, kind, [(number, path / f"{kind}.parquet") for number, (path, _) in enumerate(found)])
    _union(connection, "reject", [(number, path / "reject.parquet") for number, (path, _) in enumerate(found)])


def _union(connection: duckdb.DuckDBPyConnection, kind: str, files: list[tuple[int, Path]]) -> None:
    """``staged_<kind>``: the rows of every release with their release's source, as-of date, time and history."""
    parts = [
        f"select staged.*, source, release.file, as_of, read_at, history_from "
        f"from read_parquet('{str(file).replace(chr(39), chr(39) * 2)}') as staged, release where number = {number}"
        for number, file in files
        if file.exists()
    ]
    if not parts:
        kinds = {"string": "varchar", "int64": "bigint", "double": "double", "date32[day]": "date", "bool": "boolean"}
        columns = [f"null::{kinds[str(field.type)]} as {field.name}" for field in KINDS[kind]]
        parts = [f"select {', '.join(columns)}, source, file, as_of, read_at, history_from from release where false"]
    drop = "" if kind == "reject" else "exclude (file)"
    connection.execute(f"create temp view staged_{kind} as select * {drop} from ({' union all by name '.join(parts)})")


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
