"""Tiny staged rows through the real build: what a test says of the world, and the warehouse that follows from it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from dashboard.staged import KINDS, REJECT, Release, write_release
from dashboard.warehouse.build import build
from dashboard.warehouse.engine import Engine

AS_OF = date(2026, 9, 30)
Rows = Mapping[str, Sequence[Mapping[str, Any]]]

ONE_COMPANY: Rows = {
    "company": [
        {
            "key": "NO-1", "country": "NO", "name": "Ås Fisk AS", "area": "NO-5001", "industry": "C", "division": "10",
            "opened": date(2026, 2, 1),
        }
    ],
    "workplace": [
        {
            "key": "NO-2", "company": "NO-1", "country": "NO", "register_kind": "register", "name": "Ås Fisk avd. Ila",
            "area": "NO-5001", "lat": 63.43, "lon": 10.38, "industry": "C", "division": "10", "employees": 7,
            "opened": date(2026, 2, 1),
        }
    ],
}  # fmt: skip


def table(kind: str, rows: Sequence[Mapping[str, Any]]) -> pa.Table:
    """Rows as the kind's schema; a column that a row does not name is unknown. A misspelt one is an error."""
    schema = REJECT if kind == "reject" else KINDS[kind]
    unknown = {name for row in rows for name in row} - set(schema.names)
    assert not unknown, f"{kind} has no {unknown}"
    return pa.Table.from_pylist([{name: row.get(name) for name in schema.names} for row in rows], schema=schema)


def stage(
    folder: Path, rows: Rows, *, source: str = "places", as_of: date = AS_OF, complete: bool = False, demo: bool = False,
    history_from: int | None = None, digest: str = "", rejects: Sequence[Mapping[str, Any]] = (),
) -> Release:  # fmt: skip
    """One release of a source with those rows."""
    count = sum(len(part) for part in rows.values())
    release = Release(
        source, f"{source}.csv", digest or f"{as_of:%Y%m%d}" + "0" * 56, as_of, datetime(2026, 10, 1), count + len(rejects),
        count, 0, len(rejects), complete, demo, "", history_from,
    )  # fmt: skip
    tables = {kind: table(kind, part) for kind, part in rows.items()}
    write_release(folder, release, tables, table("reject", rejects) if rejects else None)
    return release


def real_warehouse(folder: Path, rows: Rows, **release: Any) -> Path:
    """A real (not demonstration) warehouse in ``folder`` from one release with those rows."""
    stage(folder / "staged", rows, **release)
    return build(folder / "staged", folder / "warehouse.duckdb", demo=False)


def engine(folder: Path, rows: Rows, **release: Any) -> Engine:
    """The open engine of such a warehouse."""
    return Engine(real_warehouse(folder, rows, **release))
