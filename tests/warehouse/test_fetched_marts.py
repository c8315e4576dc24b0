"""What is fetched from several publishers, in the warehouse: exchange rates, identifiers, and projects that count once."""

from datetime import date

import pyarrow.parquet as pq
import pytest

from dashboard.warehouse.build import build
from dashboard.warehouse.engine import Engine
from tests.builders import stage

OLD, NEW = date(2025, 6, 30), date(2026, 6, 30)
NTNU, SINTEF = "NO-974767880", "NO-919303808"


def part(key, grant, organisation=NTNU, amount=None):
    """A part in a project of 2024 in Trondheim."""
    return {"key": key, "country": "NO", "area": "NO-5001", "grant_number": grant, "organisation": organisation, "title": "A",
            "amount": amount, "currency": "EUR" if amount else None, "started": date(2024, 1, 1)}  # fmt: skip


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    """One warehouse of all that follows, with a file of before grants had numbers."""
    folder = tmp_path_factory.mktemp("fetched")
    stage(folder, {"exchange_rate": [{"year": 2024, "currency": "SEK", "per_eur": 99.5}]}, source="ecb", as_of=OLD)
    rates = [{"year": 2024, "currency": "SEK", "per_eur": 11.5}, {"year": 2009, "currency": "SEK", "per_eur": 10.6}]
    stage(folder, {"exchange_rate": rates}, source="ecb", as_of=NEW)
    ids = [{"key": f"ROR-{own}", "id": own, "scheme": "ror", "names": "A|B", "website": "https://a.no"} for own in "xy"]
    stage(folder, {"organisation_id": ids}, source="ror", as_of=OLD)
    stage(folder, {"organisation_id": [{**ids[0], "website": None}]}, source="ror", as_of=NEW)
    council = [part("both", "EU-1", amount=5), part("council", "EU-2", amount=5), part("bank", "NFR-3")]
    stage(folder, {"rd_project": council}, source="forskningsradet", as_of=OLD)
    cordis = [part("newer", "EU-1", amount=7), part("partner", "EU-1", SINTEF, 1), part("unnumbered", "EU-1", None, 2)]
    stage(folder, {"rd_project": cordis}, source="cordis", as_of=NEW)
    nva = [
        part("told", "NFR-3", None),
        part("told too", "EU-2", None),
        part("own", "NFR-4", None),
        part("alone", None, None),
    ]
    stage(folder, {"rd_project": nva}, source="nva", as_of=NEW)
    engine = Engine(build(folder, folder / "warehouse.duckdb", demo=False))
    yield engine
    engine.close()


def test_fetched_rates_go_before_those_of_the_program(warehouse):
    """The newest of a year, and only for their years; the euro is 1 in each year that any currency has."""
    rows = warehouse.rows("select year, currency, per_eur from exchange_rate")
    found = {(year, currency): rate for year, currency, rate in rows}
    assert (found[2024, "SEK"], found[2009, "SEK"], found[2009, "EUR"]) == (11.5, 10.6, 1)
    assert found[2023, "SEK"] == pytest.approx(11.4788) and found[2024, "NOK"] == pytest.approx(11.629)
    assert len(found) == len(rows) == 3 * 16 + 2  # 16 years of three currencies, and 2009 of two


def test_the_newest_record_of_an_identifier_counts(warehouse):
    """Its names are a list, by which others find it."""
    rows = warehouse.rows("select id, website, names from organisation_id order by id")
    assert rows == [("x", None, ["A", "B"]), ("y", "https://a.no", ["A", "B"])]


def test_a_part_that_two_sources_have_counts_once(warehouse):
    """The newer tells it; partners of the same grant have rows of their own, and one without a number cannot be told."""
    keys = [key for (key,) in warehouse.rows("select key from rd_project where grant_number like 'EU-%' order by key")]
    assert keys == ["council", "newer", "partner", "unnumbered"]


def test_a_project_of_nva_that_its_funder_tells_is_left_to_it(warehouse):
    """Other projects of NVA stay, with or without a grant number."""
    keys = [key for (key,) in warehouse.rows("select key from rd_project where source = 'nva' order by key")]
    assert keys == ["alone", "own"]


def test_a_release_of_before_a_column_was_known_is_read(tmp_path):
    """The column is empty in it: a staged file need not be made again for it."""
    stage(tmp_path, {"rd_project": [part("a", "EU-1")]}, source="forskningsradet")
    [path] = tmp_path.glob("*/*/rd_project.parquet")
    pq.write_table(pq.read_table(path).drop_columns(["grant_number"]), path)
    engine = Engine(build(tmp_path, tmp_path / "warehouse.duckdb", demo=False))
    assert engine.rows("select key, grant_number from rd_project") == [("a", None)]
    engine.close()
