"""The project's own records over a warehouse: a small file with their tables, made anew after each change.

Attached before the warehouse, its tables stand in for the warehouse's own of the same names, so that every question finds
what was recorded a moment ago while the statistics stay as they are.
"""

import os
from pathlib import Path

import duckdb

from dashboard.staged import releases
from dashboard.warehouse.build import IDENTITY, RECORDS, SQL, only_one, stage


def build_records(staged: Path, target: Path, below: Path, stamp: str) -> Path:
    """Build ``target`` from the one release below ``staged``, for the warehouse ``below``, and swap it in. ``stamp`` says
    which state of the register it holds."""
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    beside.unlink(missing_ok=True)
    with only_one(target), duckdb.connect(str(beside), config={"threads": 1}) as connection:
        connection.execute(f"attach '{str(below).replace(chr(39), chr(39) * 2)}' as below (read_only)")
        demo = connection.execute("select demo from below.warehouse").fetchall()[0][0]
        stage(connection, list(releases(staged)), demo=demo)
        # where the record says no day of its own, what counts is the day of the statistics
        connection.execute("update warehouse set as_of = (select as_of from below.warehouse)")
        for name in ("area", "company", "industry", "workplace", "vacancy", "rd_project", "organisation_id"):
            connection.execute(f"create temp view {name} as from below.{name}")
        for name in RECORDS:
            connection.execute((SQL / "marts" / f"{name}.sql").read_text())
        # what publishers name stays, whatever the register has
        connection.execute(
            "insert into rd_organisation by name "
            "select * from below.rd_organisation where source not in ('register', 'demo')"
        )
        # only new names are compared: that takes as long as all the rest, and most changes bring none
        connection.execute("create temp view matched_before as from below.name_match")
        for name in IDENTITY:
            if name == "name_match" and not _new_names(connection):
                connection.execute("create temp view name_match as from matched_before")
                continue
            connection.execute((SQL / "marts" / f"{name}.sql").read_text())
        connection.execute("create table source_release as from below.source_release where source <> 'register'")
        connection.execute(
            "insert into source_release by name select source, file, digest, as_of, read_at, rows, accepted, outside, "
            "rejected, complete, demo, note, kinds from release"
        )
        connection.execute("create table stamp as select ? as stamp", [stamp])
        for table in ("warehouse", "programme"):
            connection.execute(f"drop table {table}")
        connection.execute("detach below")
        connection.execute("checkpoint")
    beside.replace(target)
    return target


def _new_names(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether the records name somebody whom the warehouse below does not know."""
    return bool(connection.execute("select 1 from party anti join below.party using (party) limit 1").fetchall())


def stamped(target: Path) -> str:
    """Which state of the register the file holds; "" where there is none."""
    if not target.exists():
        return ""
    with duckdb.connect(":memory:") as connection:
        connection.execute(f"attach '{str(target).replace(chr(39), chr(39) * 2)}' as records (read_only)")
        found: str = connection.execute("select stamp from records.stamp").fetchall()[0][0]
        return found
