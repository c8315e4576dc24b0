"""Finding companies as people type, and the rows behind map and list."""

import random
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.metrics.lists import listing
from dashboard.metrics.selection import Selection
from dashboard.warehouse.engine import Engine
from tests import builders

NAMES = {
    "NO-923609016": "Røros Sjømat AS", "NO-988340715": "Ørland Fisk og Tare AS", "SE-5560016064": "Jämtländska Träbyggen AB",
    "SE-5560360793": "Åre Café och Bageri AB", "NO-976030788": "Bjæverskov Båt AS",
}  # fmt: skip


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """Five companies with the letters that people leave out, and one that has ended."""
    rows = [
        {"key": key, "country": key[:2], "name": name, "area": "SE-2321" if key[:2] == "SE" else "NO-5025", "industry": "C",
         "division": "10", "opened": date(2010, 1, 1)}
        for key, name in NAMES.items()
    ]  # fmt: skip
    gone = rows[0] | {"key": "NO-1", "name": "Røros Gammel AS", "closed": date(2020, 1, 1)}
    return builders.engine(tmp_path_factory.mktemp("listing"), {"company": [*rows, gone]}, history_from=2010)


@pytest.mark.parametrize(
    ("typed", "key"),
    [("røros", "NO-923609016"), ("Roros", "NO-923609016"), ("SJOMAT ror", "NO-923609016"), ("jamtlandska", "SE-5560016064"),
     ("trabyggen", "SE-5560016064"), ("are cafe", "SE-5560360793"), ("baeverskov", None), ("bjaeverskov", "NO-976030788"),
     ("orland tare", "NO-988340715"), ("jämtländksa", "SE-5560016064"), ("bagerie", "SE-5560360793"),
     ("5560016064", "SE-5560016064"), ("923 609 016", "NO-923609016")],
)  # fmt: skip
def test_search_forgives(engine: Engine, typed: str, key: str | None) -> None:
    """Case, accents, å ä ö æ ø, order of words, parts of words, misspellings, and numbers with spaces."""
    found = listing.companies(engine, Selection(), typed).column("key").to_pylist()
    assert found[0] == key if key else "SE-5560016064" not in found


def test_what_is_unlike_is_not_found_and_what_ended_is_not_listed(engine: Engine) -> None:
    """Nothing rather than anything; a company that has ended is in no list, but has its own view."""
    assert listing.companies(engine, Selection(), "xylofon").num_rows == 0
    assert listing.companies(engine, Selection()).num_rows == len(NAMES)
    gone = listing.company(engine, "NO-1")
    assert gone is not None and gone["closed"] == date(2020, 1, 1)
    assert listing.company(engine, "NO-999") is None


@given(st.text(max_size=40))
def test_no_search_is_an_error(engine: Engine, typed: str) -> None:
    """Quotation marks, wildcards and other alphabets are text like any other."""
    assert set(listing.companies(engine, Selection(), typed).column("key").to_pylist()) <= set(NAMES)


@pytest.mark.parametrize("order", listing.ORDERS)
def test_every_order_lists_all(engine: Engine, order: str) -> None:
    """An order changes the order alone."""
    keys = listing.companies(engine, Selection(), order=order).column("key").to_pylist()
    assert sorted(keys) == sorted(NAMES)


def test_hexagons_hold_every_workplace_once(tmp_path: Path) -> None:
    """However the points lie, the hexagons' counts add up to them, and each centre is near its points."""
    chance = random.Random(1)
    rows = [
        {"key": f"NO-{n}", "country": "NO", "register_kind": "register", "name": "W", "area": "NO-5001", "industry": "C",
         "lat": chance.uniform(62.3, 65.2), "lon": chance.uniform(8.2, 17.0), "opened": date(2020, 1, 1)}
        for n in range(500)
    ]  # fmt: skip
    engine = builders.engine(tmp_path, {"workplace": rows}, history_from=2020)
    bins = listing.bins(engine, Selection(), 2026, 0.09).to_pylist()
    assert sum(b["workplaces"] for b in bins) == 500
    for row in rows:
        nearest = min(bins, key=lambda b: (b["lat"] - row["lat"]) ** 2 + ((b["lon"] - row["lon"]) * 0.445) ** 2)
        away = ((nearest["lat"] - row["lat"]) ** 2 + ((nearest["lon"] - row["lon"]) * 0.445) ** 2) ** 0.5
        assert away <= 0.09


def test_the_like_across_the_border_are_across_the_border(engine: Engine) -> None:
    """A Norwegian company's like are Swedish, in its industry."""
    found = listing.similar_across(engine, "NO-923609016").to_pylist()
    assert {row["key"][:2] for row in found} == {"SE"} and len(found) == 2
