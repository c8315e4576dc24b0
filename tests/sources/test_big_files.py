"""Bulk registers: streamed in parts, in bounded memory, of the region or of whole countries."""

import csv
import fcntl
import os
import random
import shutil
import subprocess
import sys
import time
from collections import Counter
from dataclasses import replace
from datetime import date

import duckdb
import pyarrow.parquet as pq
import pytest

from dashboard import staged as staged_rows
from dashboard.errors import UserError
from dashboard.settings import ROOT, settings
from dashboard.sources import intake as intakes
from dashboard.sources.importing import import_file, restage
from dashboard.staged import releases, write_release
from dashboard.warehouse.build import build
from tests import big_files, builders

ROWS = 1_500
PERSONS = {"ENK"}  # of the forms that the generator knows


@pytest.fixture
def small_parts(monkeypatch):
    """Batches and row groups so small that a test's file has several."""
    monkeypatch.setattr(intakes, "BATCH", 100)
    monkeypatch.setattr(staged_rows, "ROW_GROUP", 250)


@pytest.fixture(scope="module")
def companies(tmp_path_factory):
    """A bulk CSV of companies of all Norway."""
    return big_files.write_csv(tmp_path_factory.mktemp("bulk") / "enheter_2026-11-01.csv", ROWS)


@pytest.fixture(scope="module")
def local_units(tmp_path_factory):
    """A bulk CSV of their local units."""
    return big_files.write_csv(tmp_path_factory.mktemp("bulk") / "underenheter_2026-11-01.csv", ROWS, local=True)


def keep(monkeypatch, area):
    """Set DASHBOARD_AREA."""
    monkeypatch.setenv("DASHBOARD_AREA", area)
    settings.cache_clear()


def naive(path, seat="forretningsadresse"):
    """The rows of a bulk CSV in Trøndelag, and all, by csv alone."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [row for row in rows if row[f"{seat}.kommunenummer"].startswith("50")], rows


def staged_file(kind):
    """The only release's file of a kind."""
    [(folder, _)] = releases(settings().staged)
    return folder / f"{kind}.parquet"


def test_a_streamed_register_is_what_a_plain_reading_finds(data, companies, small_parts):
    """In several parts: the same companies in the same order, with the same facts, as csv.DictReader gives."""
    release = import_file(companies, "brreg-enheter")
    inside, rows = naive(companies)
    assert (release.rows, release.accepted, release.outside) == (ROWS, len(inside), ROWS - len(inside))
    assert release.complete and len(rows) == ROWS and len(inside) > 100
    found = pq.read_table(staged_file("company")).to_pylist()
    assert [row["key"] for row in found] == [f"NO-{row['organisasjonsnummer']}" for row in inside]
    for row, expected in zip(found, inside, strict=True):
        person = expected["organisasjonsform.kode"] in PERSONS
        assert row["name"] == (None if person else expected["navn"]) and row["sole_trader"] == person
        assert row["area"] == f"NO-{expected['forretningsadresse.kommunenummer']}"
        assert row["opened"] == date.fromisoformat(expected["stiftelsesdato"])
        assert row["employees"] == int(expected["antallAnsatte"] or 0) or row["employees_low"] == 1
        assert row["division"] == expected["naeringskode1.kode"][:2]
        assert row["address"] == (None if person else expected["forretningsadresse.adresse"])


def test_json_in_parts_is_the_same_register(data, companies, tmp_path, small_parts):
    """The packed JSON of the same units gives the same rows as the CSV."""
    import_file(companies, "brreg-enheter")
    as_table = pq.read_table(staged_file("company"))
    path = big_files.write_json(tmp_path / "enheter_2026-11-02.json.gz", ROWS)
    import_file(path, "brreg-enheter")
    *_, (newer, _) = releases(settings().staged)
    assert pq.read_table(newer / "company.parquet").equals(as_table)


def test_rows_stand_in_groups_not_in_memory(data, companies, small_parts, monkeypatch):
    """A part is written as soon as it is full: the file has as many groups as that gives."""
    keep(monkeypatch, "NO")
    import_file(companies, "brreg-enheter")
    file = pq.ParquetFile(staged_file("company"))
    assert file.metadata.num_rows == ROWS
    assert max(file.metadata.row_group(n).num_rows for n in range(file.num_row_groups)) == 300


def test_a_unit_that_comes_twice_is_rejected_however_far_apart(take, rejected, companies, small_parts):
    """The first stays, the second is listed, also when the first has long been written."""
    inside, _ = naive(companies)
    number = inside[0]["organisasjonsnummer"]
    text = companies.read_text(encoding="utf-8")
    twice = next(line for line in text.splitlines() if number in line)
    take("brreg-enheter", text + twice + "\r\n")
    assert rejected() == [(ROWS + 2, "duplicate", f"NO-{number}")]


def test_a_check_sees_what_was_read_and_may_refuse_it(data, companies):
    """It is asked after reading and before anything is kept; what it raises leaves no trace."""
    seen = []

    def refuse(intake):
        seen.append((intake.rows, intake.accepted, intake.outside, intake.rejected))
        raise UserError("Too few rows.", key="sources.empty", file="x")

    with pytest.raises(UserError, match="Too few"):
        import_file(companies, "brreg-enheter", check=refuse)
    inside, _ = naive(companies)
    assert seen == [(ROWS, len(inside), ROWS - len(inside), 0)]
    assert not list(data.rglob("*"))
    assert import_file(companies, "brreg-enheter", check=lambda _: None).rows == ROWS


def test_what_a_killed_import_left_is_swept_and_what_another_writes_is_not(data, companies):
    """A draft that nobody holds goes with the next import of the source; a locked one stays."""
    folder = settings().staged / "brreg-enheter"
    for name in (".draft-left", ".draft-held"):
        (folder / name).mkdir(parents=True)
        (folder / name / "company.parquet").write_text("half")
    held = os.open(folder / ".draft-held", os.O_RDONLY)
    fcntl.flock(held, fcntl.LOCK_EX)
    release = import_file(companies, "brreg-enheter")
    os.close(held)
    assert sorted(path.name for path in folder.iterdir()) == [".draft-held", release.name]


def test_whole_countries_keep_all_rows_with_their_area(data, companies, monkeypatch):
    """With DASHBOARD_AREA=NO nothing is outside; without an address in Norway the country is the area."""
    keep(monkeypatch, "SE,NO")
    release = import_file(companies, "brreg-enheter")
    assert (release.accepted, release.outside, release.area) == (ROWS, 0, "NO,SE")
    _, rows = naive(companies)
    found = pq.read_table(staged_file("company")).to_pylist()
    assert [row["area"] for row in found] == [f"NO-{row['forretningsadresse.kommunenummer']}" for row in rows]


def test_a_branch_of_a_foreign_company_belongs_to_the_country_alone(take, staged, monkeypatch):
    """A unit whose address is abroad is outside; of the whole country it is one, without a municipality."""
    text = (
        "organisasjonsnummer,navn,organisasjonsform.kode,forretningsadresse.kommunenummer,forretningsadresse.landkode\n"
        "976030788,FJORD LTD,NUF,,GB\n988340715,ÅS AS,AS,5001,NO\n"
    )
    assert take("brreg-enheter", text).outside == 1
    keep(monkeypatch, "NO")
    assert [release.outside for release in restage()] == [0]
    assert [row["area"] for row in staged("company")] == ["NO", "NO-5001"]


def test_a_file_is_parsed_anew_only_when_more_is_to_be_kept(data, companies, monkeypatch):
    """Widening DASHBOARD_AREA reads the archive again, narrowing does not; importing the same file does so too."""
    assert import_file(companies, "brreg-enheter").outside > 0
    assert restage() == []
    keep(monkeypatch, "NO")
    assert [(release.area, release.outside) for release in restage()] == [("NO", 0)]
    assert restage() == []
    keep(monkeypatch, "SE,NO")
    assert restage() == []  # nothing was left out
    keep(monkeypatch, "")
    assert restage() == [] and import_file(companies, "brreg-enheter").area == "NO"


def test_the_app_sees_the_region_whatever_is_kept(data, companies, local_units, tmp_path, monkeypatch):
    """Every table of the app is the same with DASHBOARD_AREA=SE,NO; the national ones hold both countries whole."""
    found = {}
    for area in ("", "SE,NO"):
        keep(monkeypatch, area)
        import_file(companies, "brreg-enheter")
        import_file(local_units, "brreg-underenheter")
        restage()
        swedish = big_files.stage_sweden(settings().staged, 2_000, 1_000)
        if not area:  # as it would have been staged
            folder = settings().staged / swedish.source / swedish.name
            tables = {kind: pq.read_table(folder / f"{kind}.parquet") for kind in ("company", "workplace")}
            areas = set(big_files.areas())
            inside = {
                kind: rows.filter([name in areas for name in rows["area"].to_pylist()]) for kind, rows in tables.items()
            }
            write_release(settings().staged, replace(swedish, area=""), inside)
        path = build(settings().staged, tmp_path / f"{area or 'region'}.duckdb", demo=False)
        with duckdb.connect(str(path), read_only=True) as connection:
            names = [name for (name,) in connection.execute("show tables").fetchall()]
            found[area] = {name: connection.execute(f"from {name} order by all").fetchall() for name in names}
    told_apart = {"warehouse", "source_release"} | {name for name in found[""] if name.startswith("national_")}
    for name in found[""].keys() - told_apart:
        assert found[""][name] == found["SE,NO"][name], name
    assert found[""]["company"] and found[""]["workplace_stock"]
    assert all(not found[""][name] for name in told_apart if name.startswith("national_"))
    whole = found["SE,NO"]
    assert Counter(row[1] for row in whole["national_company"]) == {"NO": ROWS, "SE": 2_000}
    assert Counter(row[2] for row in whole["national_workplace"]) == {"NO": ROWS, "SE": 1_000}
    forms = {f"NO-{row['organisasjonsnummer']}": row["organisasjonsform.kode"] for row in naive(companies)[1]}
    for key, _, name, *_ in whole["national_company"]:
        assert (name is None) == (forms.get(key) in PERSONS)
    for _, company, country, name, *_ in whole["national_workplace"]:
        assert country == "SE" or (name is None) == (forms[company] in PERSONS)
    assert sum(row[-1] for row in whole["national_company_stock"]) == ROWS + 2_000
    stated = sum(int(row["antallAnsatte"] or 0) for row in naive(local_units, "beliggenhetsadresse")[1])
    banded = sum(
        row["harRegistrertAntallAnsatte"] == "true" and not row["antallAnsatte"]
        for row in naive(local_units, "beliggenhetsadresse")[1]
    )
    assert sum(row[6] for row in whole["national_workplace_stock"] if row[0] == "NO") == stated + banded


def test_of_many_whole_registers_each_years_last_tells_of_the_country(data, monkeypatch, tmp_path):
    """What an earlier week's file alone had is not counted; what last year's had has ended since; a later part adds."""
    keep(monkeypatch, "NO")
    days = {date(2025, 12, 20): "AB", date(2026, 3, 1): "AX", date(2026, 9, 1): "A", date(2026, 9, 2): "C"}
    for number, (day, letters) in enumerate(days.items()):
        rows = {"company": [{"key": f"NO-{one}", "country": "NO", "name": one, "area": "NO-0301"} for one in letters]}
        release = builders.stage(tmp_path / "s", rows, source="brreg-enheter", as_of=day, complete=number < 3)
        tables = {"company": builders.table("company", rows["company"])}
        write_release(tmp_path / "s", replace(release, area="NO"), tables)
    with duckdb.connect(str(build(tmp_path / "s", tmp_path / "w.duckdb", demo=False)), read_only=True) as connection:
        found = connection.execute("select key, closed from national_company order by key").fetchall()
        assert connection.execute("select count(*) from company").fetchall() == [(0,)]
    assert found == [("NO-A", None), ("NO-B", date(2026, 3, 1)), ("NO-C", None)]


def test_what_goes_ended_by_the_first_register_without_it(tmp_path):
    """A company of the first week's register and its workplace ended in the second week, however many registers follow."""
    days = {date(2026, 1, 7): "AB", date(2026, 1, 14): "A", date(2026, 1, 21): "A", date(2026, 1, 28): "A"}
    for day, letters in days.items():
        rows = {"company": [{"key": f"NO-{one}", "country": "NO", "name": one, "area": "NO-5001"} for one in letters],
                "workplace": [{"key": f"NO-9{one}", "company": f"NO-{one}", "country": "NO", "register_kind": "register",
                               "area": "NO-5001"} for one in letters]}  # fmt: skip
        builders.stage(tmp_path / "s", rows, source="brreg-enheter", as_of=day, complete=True)
    with duckdb.connect(str(build(tmp_path / "s", tmp_path / "w.duckdb", demo=False)), read_only=True) as connection:
        for table in ("company", "workplace"):
            found = connection.execute(f"select closed from {table} order by key").fetchall()
            assert found == [(None,), (date(2026, 1, 14),)]


@pytest.mark.slow
def test_killed_imports_leave_nothing_by_halves(data, tmp_path, monkeypatch):
    """Killed at any moment, an import has taken the file in or has not; the next one works and sweeps up."""
    keep(monkeypatch, "NO")
    path = big_files.write_csv(tmp_path / "enheter_2026-11-01.csv", 20_000)
    code = (
        "import sys; from pathlib import Path; import dashboard.staged as s; s.ROW_GROUP = 2_000\n"
        "from dashboard.sources.importing import import_file; import_file(Path(sys.argv[1]), 'brreg-enheter')"
    )
    command = [sys.executable, "-c", code, str(path)]
    begun = time.monotonic()
    subprocess.run(command, cwd=ROOT, check=True)
    whole, chance = time.monotonic() - begun, random.Random(6)
    before = pq.read_table(staged_file("company"))
    left = 0
    for _ in range(10):
        for folder in (data / "raw/brreg-enheter", data / "staged/brreg-enheter"):
            for old in folder.glob("[0-9]*"):
                shutil.rmtree(old) if old.is_dir() else old.unlink()
        process = subprocess.Popen(command, cwd=ROOT)
        time.sleep(chance.uniform(0.3, 1.0) * whole)
        process.kill()
        process.wait()
        left += len(list((data / "staged").glob("*/.draft-*")))
        raw = [archived for archived in (data / "raw").rglob("*") if archived.is_file()]
        assert all(archived.read_bytes() == path.read_bytes() for archived in raw)
        for folder, _ in releases(settings().staged):
            assert pq.read_table(folder / "company.parquet").equals(before)
    assert left  # else nothing was killed at work
    import_file(path, "brreg-enheter")
    assert pq.read_table(staged_file("company")).equals(before)
    assert not list(data.glob("*/*/.*"))
