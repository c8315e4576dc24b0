"""The lists of sources and programmes."""

import tomllib
from datetime import date

import pytest

from dashboard.settings import REFERENCE
from dashboard.sources import names

SOURCES = tomllib.loads((REFERENCE / "sources.toml").read_text(encoding="utf-8"))
GOALS = tomllib.loads((REFERENCE / "goals.toml").read_text(encoding="utf-8"))
FIELDS = {
    "publisher", "title_sv", "title_nb", "title_en", "address", "licence", "licence_url", "attribution",
    "rhythm_sv", "rhythm_nb", "rhythm_en", "max_age_days", "importable",
}  # fmt: skip


def test_every_source_that_can_be_imported_or_shown_is_described():
    """The importers' names, the demonstration set and the five of the reference data."""
    assert SOURCES.keys() == {
        "brreg-enheter", "brreg-underenheter", "mattilsynet", "nve", "population", "places", "register", "demo",
        "bolagsverket", "scb-foretag", "bolagsverket-api",
        "boundaries-no", "boundaries-se", "nace", "areas", "scb", "ssb", "kolada", "emissions", "employment", "jobtech", "nav",
        "forskningsradet", "swecris", "nva", "ecb", "cordis", "ror",
    }  # fmt: skip


@pytest.mark.parametrize("name", SOURCES)
def test_a_source_says_who_what_and_under_which_licence(name):
    """All fields are there; only own and invented data may lack an address or a licence's page."""
    source = SOURCES[name]
    assert source.keys() - {"threshold", "fetch"} == FIELDS
    own = name in ("places", "register", "employment", "demo")
    for field in FIELDS - {"max_age_days", "importable", "address", "licence_url", "attribution"}:
        assert source[field], field
    assert own or (source["address"] and source["licence_url"] and source["attribution"])
    assert isinstance(source["max_age_days"], int) and source["max_age_days"] >= 0


def test_small_numbers_are_suppressed_unless_the_publisher_has_done_it():
    """Own tables and invented data: under 3. The statistics offices protect their figures themselves."""
    thresholds = {name: source["threshold"] for name, source in SOURCES.items() if "threshold" in source}
    assert thresholds == {"employment": 3, "demo": 3, "scb": 0, "ssb": 0}


def test_those_that_can_be_imported_are_the_ones_that_are_read():
    """The page Data tells no other names than the command line knows: those that are staged, and the register."""
    assert [name for name in sorted(SOURCES) if SOURCES[name]["importable"]] == sorted([*names(), "register"])


def test_the_project_is_to_reach_15_establishments_and_100_jobs():
    """Targets, period and budget as decided for the project."""
    smice = GOALS["smice"]
    assert (smice["establishments"], smice["jobs"], smice["budget_sek"]) == (15, 100, 8_168_675)
    assert (smice["start"], smice["end"]) == (date(2017, 5, 14), date(2020, 5, 14))
    assert smice["owner"] == "Region Jämtland Härjedalen" and "Mittuniversitetet" in smice["partners"]


def test_the_demonstration_programme_cannot_be_taken_for_the_real_one():
    """Its name says what it is in each language, and its period is another."""
    demo = GOALS["demo"]
    assert "Demonstration" in demo["name_sv"] and "Demonstrasjon" in demo["name_nb"]
    assert "Demonstration" in demo["name_en"]
    assert demo["start"] > GOALS["smice"]["end"] and demo["end"] > demo["start"]
