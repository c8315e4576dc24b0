"""The areas and their populations."""

import csv
from collections import Counter
from datetime import date

from dashboard.settings import REFERENCE


def rows(name):
    """The rows of a reference file as dictionaries of text."""
    with (REFERENCE / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


AREAS = {row["key"]: row for row in rows("areas.csv")}
MUNICIPALITIES = {key: row for key, row in AREAS.items() if row["level"] == "municipality"}


def test_there_are_8_swedish_and_38_norwegian_municipalities():
    """46 municipalities, two counties, two countries and the whole, each key once."""
    assert Counter(row["level"] for row in rows("areas.csv")) == {
        "municipality": 46, "county": 2, "country": 2, "whole": 1,
    }  # fmt: skip
    assert Counter(key[:5] for key in MUNICIPALITIES) == {"SE-23": 8, "NO-50": 38}


def test_every_area_but_the_whole_has_its_parent_one_level_up():
    """Municipality, county, country, whole; the key begins with the parent's."""
    above = {"municipality": "county", "county": "country", "country": "whole"}
    assert [key for key, row in AREAS.items() if not row["parent"]] == ["MITT"]
    for key, row in AREAS.items():
        if row["parent"]:
            assert AREAS[row["parent"]]["level"] == above[row["level"]]
            assert row["parent"] == "MITT" or key.startswith(row["parent"])
            assert row["country"] == key[:2]


def test_every_area_has_a_name_in_all_three_languages():
    """No name is missing, carries spaces at its ends or holds two languages at once."""
    for row in AREAS.values():
        for name in (row["name_sv"], row["name_nb"], row["name_en"]):
            assert name and name == name.strip() and " - " not in name


def test_south_sami_names_stand_where_they_are_official():
    """Seven Norwegian municipalities, Trøndelag and Östersund have one."""
    assert {key: row["name_sma"] for key, row in AREAS.items() if row["name_sma"]} == {
        "NO-50": "Trööndelage", "NO-5001": "Tråante", "NO-5006": "Stïentje", "NO-5007": "Nåavmesjenjaelmie",
        "NO-5025": "Rosse", "NO-5037": "Levangke", "NO-5041": "Snåase", "NO-5043": "Raarvihke", "SE-2380": "Staare",
    }  # fmt: skip


def test_every_figure_of_a_municipality_has_a_source():
    """Population, area and seat are there, plausible, and say where they come from."""
    for row in MUNICIPALITIES.values():
        assert 400 < int(row["population"]) < 250_000
        assert 70 < float(row["land_area_km2"]) < 12_000
        assert 61 < float(row["seat_lat"]) < 66 and 8 < float(row["seat_lon"]) < 17
        assert row["population_source"] and row["area_source"] and row["seat_source"] and row["seat"]
        date.fromisoformat(row["population_date"])


def test_populations_add_up_to_the_published_county_figures():
    """Jämtland 31 December 2024: 132 839 (SCB); Trøndelag 1 January 2020: 468 702 (SSB)."""
    sums = Counter()
    for row in rows("population.csv"):
        sums[row["area"][:5], row["day"]] += int(row["persons"])
    assert sums["SE-23", "2024-12-31"] == 132_839
    assert sums["NO-50", "2020-01-01"] == 468_702


def test_population_covers_norway_2005_to_2026_and_sweden_2024_once_each():
    """Every municipality has each published day exactly once, and its newest figure is the one of areas.csv."""
    published = {(row["area"], row["day"]): int(row["persons"]) for row in rows("population.csv")}
    norway = {(key, f"{year}-01-01") for key in MUNICIPALITIES if key[:2] == "NO" for year in range(2005, 2027)}
    sweden = {(key, "2024-12-31") for key in MUNICIPALITIES if key[:2] == "SE"}
    assert len(rows("population.csv")) == len(published) and published.keys() == norway | sweden
    for key, row in MUNICIPALITIES.items():
        assert published[key, row["population_date"]] == int(row["population"])
