"""The build: history, supersession, checks, and that a failed one leaves the old warehouse as it was."""

from datetime import date
from pathlib import Path

import duckdb
import pytest

from dashboard.errors import UserError
from dashboard.metrics.compute import compute
from dashboard.metrics.question import Question
from dashboard.metrics.selection import Selection
from dashboard.warehouse.build import build
from dashboard.warehouse.engine import Engine, identity
from tests import builders

MAY, JUNE = date(2025, 5, 31), date(2026, 6, 30)


def company(key: str, **other: object) -> dict[str, object]:
    """A company in Åre that began in 2015."""
    usual = {"key": key, "country": "SE", "name": key, "area": "SE-2321", "industry": "C", "division": "10"}
    return usual | {"opened": date(2015, 1, 1)} | other


def stock(engine: Engine, year: int) -> float | None:
    """Companies in Åre at the end of a year."""
    return compute(engine, Question("companies", Selection.of(["SE-2321"], first=year, last=year))).points[0].value


def test_a_newer_complete_release_ends_what_it_no_longer_has(tmp_path: Path) -> None:
    """Absent from the newer whole register means ended on its day; the older year keeps what it had."""
    builders.stage(tmp_path / "staged", {"company": [company("SE-1"), company("SE-2")]}, as_of=MAY, complete=True)
    builders.stage(tmp_path / "staged", {"company": [company("SE-1", name="New name")]}, as_of=JUNE, complete=True)
    engine = Engine(build(tmp_path / "staged", tmp_path / "w.duckdb", demo=False))
    assert (stock(engine, 2025), stock(engine, 2026)) == (2, 1)
    assert engine.rows("select key, name, closed from company order by key") == [
        ("SE-1", "New name", None), ("SE-2", "SE-2", JUNE),
    ]  # fmt: skip


def test_a_newer_partial_release_only_adds_and_replaces(tmp_path: Path) -> None:
    """A list that is no whole register ends nothing."""
    builders.stage(tmp_path / "staged", {"company": [company("SE-1"), company("SE-2")]}, as_of=MAY)
    builders.stage(tmp_path / "staged", {"company": [company("SE-2", industry="F", division="41")]}, as_of=JUNE)
    engine = Engine(build(tmp_path / "staged", tmp_path / "w.duckdb", demo=False))
    assert engine.rows("select key, industry from company where closed is null order by key") == [
        ("SE-1", "C"),
        ("SE-2", "F"),
    ]


def test_what_is_struck_off_stays_what_it_was(tmp_path: Path) -> None:
    """A register then tells only number, name, form and day; place and industry are those it had. What comes back is open."""
    old = {"company": [company("SE-1"), company("SE-2")], "workplace": [company("SE-3", register_kind="register")]}
    gone = {"country": "SE", "closed": date(2026, 2, 3)}
    struck = {
        "company": [{"key": key, **gone} for key in ("SE-1", "SE-2")],
        "workplace": [{"key": "SE-3", "register_kind": "register", **gone}],
    }
    builders.stage(tmp_path / "staged", old, as_of=MAY, complete=True)
    builders.stage(tmp_path / "staged", struck, as_of=date(2026, 5, 31))
    builders.stage(tmp_path / "staged", {"company": [company("SE-2")]}, as_of=JUNE)
    engine = Engine(build(tmp_path / "staged", tmp_path / "w.duckdb", demo=False))
    assert engine.rows("select key, area, industry, closed from company order by key") == [
        ("SE-1", "SE-2321", "C", date(2026, 2, 3)), ("SE-2", "SE-2321", "C", None),
    ]  # fmt: skip
    assert engine.rows("select area, industry, closed from workplace") == [("SE-2321", "C", date(2026, 2, 3))]


def test_a_workplace_counts_once_however_many_registers_have_it(tmp_path: Path) -> None:
    """An inspection object gives way to a register row with its number in its municipality, not in another."""
    usual = {"country": "NO", "name": "W", "industry": "?", "opened": date(2020, 1, 1)}
    rows = [
        {"key": "NO-1", "orgnr": "1", "area": "NO-5001", "register_kind": "register"},
        {"key": "NO-m-1", "orgnr": "1", "area": "NO-5001", "register_kind": "inspection"},
        {"key": "NO-m-2", "orgnr": "1", "area": "NO-5006", "register_kind": "inspection"},
        {"key": "NO-m-3", "orgnr": None, "area": "NO-5001", "register_kind": "place"},
    ]  # fmt: skip
    engine = builders.engine(tmp_path, {"workplace": [usual | row for row in rows]})
    assert [key for (key,) in engine.rows("select key from workplace order by key")] == ["NO-1", "NO-m-2", "NO-m-3"]


def test_sole_traders_are_in_sums_and_in_no_list(tmp_path: Path) -> None:
    """They count as companies; the table of companies has no row of them."""
    rows = [company("SE-1"), company("SE-2", sole_trader=True, name=None)]
    engine = builders.engine(tmp_path, {"company": rows})
    assert stock(engine, 2026) == 2
    assert engine.rows("select key from company") == [("SE-1",)]


def test_a_sole_traders_workplace_does_not_tell_who_it_is(tmp_path: Path) -> None:
    """It counts where it lies, and its name, address and point are nowhere; that of a company keeps them."""
    place = {
        "country": "NO",
        "register_kind": "register",
        "area": "NO-5001",
        "lat": 63.4,
        "lon": 10.4,
        "address": "Gata 1",
    }
    rows = [
        {"key": f"NO-{own}", "company": f"NO-{above}", "name": f"Workplace {own}", "opened": MAY, **place}
        for own, above in ((3, 1), (4, 2))
    ]
    owners = [company("NO-1", country="NO"), company("NO-2", country="NO", sole_trader=True, name=None)]
    engine = builders.engine(tmp_path, {"company": owners, "workplace": rows})
    assert engine.rows("select key, name, search_name, address, lat, area from workplace order by key") == [
        ("NO-3", "Workplace 3", "workplace 3", "Gata 1", 63.4, "NO-5001"), ("NO-4", None, None, None, None, "NO-5001"),
    ]  # fmt: skip


def test_a_failed_build_leaves_the_old_file(tmp_path: Path) -> None:
    """A check that finds something stops the swap; the old file, its identity and its numbers stay."""
    path = builders.real_warehouse(tmp_path, {"company": [company("SE-1")]})
    before = identity(path)
    with pytest.raises(ValueError, match="known areas"):
        builders.real_warehouse(tmp_path, {"company": [company("SE-2", area="SE-9999")]}, as_of=date(2026, 10, 1))
    assert identity(path) == before
    assert Engine(path).rows("select key from company") == [("SE-1",)]


def test_nothing_to_build_from_is_a_sentence(tmp_path: Path) -> None:
    """An empty folder, and demonstration rows where real ones are wanted, make no warehouse."""
    builders.stage(tmp_path / "staged", builders.ONE_COMPANY, demo=True)
    with pytest.raises(UserError, match="import a file"):
        build(tmp_path / "staged", tmp_path / "w.duckdb", demo=False)
    assert not (tmp_path / "w.duckdb").exists()


def test_readers_can_only_read(tmp_path: Path) -> None:
    """No write, no file of the machine, no setting can be reached through a reader; an old one keeps its file."""
    engine = builders.engine(tmp_path, builders.ONE_COMPANY)
    for statement in (
        "delete from company", "create table x as select 1", "select * from read_csv('/etc/passwd')",
        "copy company to '/tmp/out.csv'", "set enable_external_access = true", "attach '/tmp/other.db'",
    ):  # fmt: skip
        with pytest.raises(duckdb.Error):
            engine.rows(statement)
    builders.real_warehouse(tmp_path, {"company": [company("SE-7")]}, as_of=date(2026, 11, 1), digest="b" * 64)
    assert engine.rows("select count(*) from company") == [(1,)]
    assert Engine(tmp_path / "warehouse.duckdb").rows("select count(*) from company") == [(2,)]


def test_a_file_of_another_version_is_refused(tmp_path: Path) -> None:
    """A warehouse that an older program built is not misread."""
    path = builders.real_warehouse(tmp_path, builders.ONE_COMPANY)
    with duckdb.connect(str(path)) as connection:
        connection.execute("update warehouse set schema_version = 0")
    with pytest.raises(UserError, match="build"):
        Engine(path)


def test_no_table_holds_persons(tmp_path: Path) -> None:
    """Contacts are counts by unit: no table or column is about a person."""
    engine = builders.engine(tmp_path, builders.ONE_COMPANY)
    names = engine.rows("select table_name || '.' || column_name from information_schema.columns")
    words = ("person", "email", "phone", "contact_name", "first_name")
    assert [name for (name,) in names if any(word in name for word in words) and not name.endswith(".persons")] == []
