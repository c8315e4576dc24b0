"""What measures lean on: green shares, breaks in series, exchange rates and functional regions."""

import csv
from collections import Counter, defaultdict

import pytest

from dashboard.settings import REFERENCE, ROOT

PROPOSAL = ROOT.parent / "shared" / "data" / "codes" / "circular_bio_candidate_nace_rev2_PROPOSAL.csv"


def rows(name):
    """The rows of a reference file as dictionaries of text."""
    with (REFERENCE / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


SHARES = {row["code"]: row for row in rows("green_shares.csv")}
INDUSTRIES = {row["code"]: row for row in rows("industries.csv")}
BREAKS = rows("breaks.csv")
RATES = {(int(row["year"]), row["currency"]): float(row["per_eur"]) for row in rows("exchange_rates.csv")}
REGIONS = rows("functional_regions.csv")
MUNICIPALITIES = {row["key"]: row for row in rows("areas.csv") if row["level"] == "municipality"}


def test_green_shares_are_shares_of_known_divisions_and_say_that_they_are_our_own():
    """Between 0 and 1, at least one of the two above 0, each division once."""
    assert len(SHARES) == len(rows("green_shares.csv"))
    for code, row in SHARES.items():
        assert INDUSTRIES[code]["level"] == "division"
        assert 0 <= float(row["bio"]) <= 1 and 0 <= float(row["circular"]) <= 1
        assert float(row["bio"]) + float(row["circular"]) > 0
        assert row["basis"].startswith("own definition: ")


@pytest.mark.parametrize("kind", ["bio", "circular"])
def test_green_shares_agree_with_the_flags_of_whole_divisions(kind):
    """The share is 1 exactly where industries.csv flags the whole division."""
    whole = {code for code, row in SHARES.items() if float(row[kind]) == 1}
    assert whole == {code for code, row in INDUSTRIES.items() if row[kind] == "1"}


def test_green_shares_cover_the_proposal_and_nothing_else():
    """Each proposed class of NACE Rev. 2 has its division of NACE 2.1; repair of vehicles (45) became 95."""
    if not PROPOSAL.exists():
        pytest.skip("the proposal is not here (../shared/data/codes)")
    with PROPOSAL.open(encoding="utf-8") as file:
        proposed = {(row["theme"], row["nace_rev2"][:2].replace("45", "95")) for row in csv.DictReader(file)}
    ours = {(kind, code) for code, row in SHARES.items() for kind in ("bio", "circular") if float(row[kind]) > 0}
    assert ours == proposed


def test_breaks_say_when_and_why_in_three_languages():
    """Employment breaks in Sweden in 2019 and 2020, in Norway in 2015, for the office's tables and for own files alike."""
    assert {(row["source"], row["country"], row["fact"], int(row["year"])) for row in BREAKS} == {
        (source, country, "employment", year)
        for office, country, years in (("scb", "SE", (2019, 2020)), ("ssb", "NO", (2015,)))
        for source in (office, "employment")
        for year in years
    }
    for row in BREAKS:
        for language in ("sv", "nb", "en"):
            assert 0 < len(row[f"word_{language}"]) <= 20 and row[f"note_{language}"].endswith(".")
            assert row["year"] in row[f"note_{language}"]


def test_exchange_rates_are_complete_and_plausible():
    """Both kronor in every year from 2010 to 2025, between 7 and 13 to the euro, never a fifth away from the year before."""
    assert RATES.keys() == {(year, currency) for year in range(2010, 2026) for currency in ("SEK", "NOK")}
    assert all(7 < rate < 13 for rate in RATES.values())
    assert all(abs(rate / RATES.get((year - 1, currency), rate) - 1) < 0.2 for (year, currency), rate in RATES.items())


@pytest.mark.parametrize(
    ("year", "sek", "nok"), [(2015, 9.3535, 8.9496), (2020, 10.4848, 10.7228), (2024, 11.4325, 11.629)]
)
def test_exchange_rates_are_the_yearly_averages_of_the_reference_rates(year, sek, nok):
    """Three years' averages, noted independently of the computation."""
    assert (RATES[year, "SEK"], RATES[year, "NOK"]) == (sek, nok)


def test_each_municipality_lies_in_one_functional_region_of_its_country():
    """46 rows, one for each municipality; the region's key begins with the country."""
    assert Counter(row["area"] for row in REGIONS) == dict.fromkeys(MUNICIPALITIES, 1)
    assert all(row["key"][:2] == row["area"][:2] for row in REGIONS)


def test_functional_regions_are_named_alike_in_all_their_rows_and_say_on_what_they_rest():
    """One name in each language, one basis; keys are the centre's code; Swedish regions are our own definition."""
    facts = defaultdict(set)
    for row in REGIONS:
        country, kind, centre = row["key"].split("-")
        names = tuple(row[f"name_{language}"] for language in ("sv", "nb", "en"))
        facts[row["key"]].add((*names, row["basis"], row["outside"]))
        assert kind == "FR" and (f"{country}-{centre}" in MUNICIPALITIES or row["outside"])
        assert (
            row["basis"] == "own definition"
            if country == "SE"
            else row["basis"].startswith("TØI 1713/2019: BA-region ")
        )
    assert all(len(said) == 1 for said in facts.values())
    assert Counter(key[:2] for key in facts) == {"SE": 3, "NO": 17}
