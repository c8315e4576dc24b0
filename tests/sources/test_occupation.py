"""Occupations of both national classifications on ISCO-08, and what they ask for."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.sources import occupation as module
from dashboard.sources.occupation import UNITS, higher_education, occupation, stated_education


def isco(code, version):
    """The ISCO-08 group alone."""
    return occupation(code, version)["occupation"]


def test_isco_has_as_many_groups_as_ilo_counts():
    """ILO's publication of 2012: 436 unit groups in 130 minor, 43 sub-major and 10 major groups."""
    assert [len({unit[:length] for unit in UNITS}) for length in (4, 3, 2, 1)] == [436, 130, 43, 10]


@pytest.mark.parametrize(
    ("code", "expected"),
    [("2342", "2342"), ("2342.07", "2342"), ("2223", "222"), ("2224", "222"), ("0110", "0110"), ("9629", "9629"),
     ("5", "5"), ("2999", "2"), ("barnehage", None)],
)  # fmt: skip
def test_styrk_is_cut_to_what_isco_has(code, expected):
    """Nurses and vernepleiere are groups of their own in Norway only; the code itself stays as it came."""
    assert occupation(code, "STYRK08") == {
        "occupation": expected, "occupation_code": code, "occupation_version": "STYRK08",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("code", "expected"),
    [("2221", "222"), ("2241", "2634"), ("5350", "3251"), ("3441", "5165"), ("4117", "3344"), ("7612", "7512"),
     ("1412", "1345"), ("1591", "1"), ("3360", None), ("4322", None), ("2512", "251"), ("8193", "3135"), ("110", "0110")],
)  # fmt: skip
def test_ssyk_goes_as_deep_as_is_certain(code, expected):
    """Psychologists are ISCO's 2634, dental nurses 3251; police and warehouse workers could be of two major groups."""
    assert isco(code, "SSYK2012") == expected


def test_every_group_of_ssyk_leads_to_one_of_isco_or_to_none(shared):
    """All 429 of SCB's unit groups; the list names no group that SSYK does not have."""
    with (shared / "codes/scb_ssyk2012.csv").open(encoding="utf-8-sig", newline="") as file:
        codes = {row["vardekod"].zfill(4) if row["vardekod"] in ("110", "210", "310") else row["vardekod"]
                 for row in csv.DictReader(file)}  # fmt: skip
    groups = {unit[:length] for unit in UNITS for length in (1, 2, 3, 4)} | {None}
    assert {isco(code, "SSYK2012") for code in codes} <= groups
    lost_zero = {"110", "210", "310"}
    assert {code for code in module._ssyk() if len(code) == 4} <= codes
    assert {code for code in module._ssyk() if len(code) == 3} - lost_zero - {"011", "021", "031"} <= codes


def test_an_address_of_esco_gives_its_code():
    """ESCO writes ISCO groups as addresses; those of its own occupations have no code in them."""
    assert isco("http://data.europa.eu/esco/isco/C2342", "ISCO08") == "2342"
    assert isco("http://data.europa.eu/esco/occupation/f2b15a0e-e65a-438a-affb-29b9d50b77d1", "ISCO08") is None


@given(st.text(max_size=6), st.sampled_from(["SSYK2012", "STYRK08", "ISCO08"]))
def test_whatever_stands_for_a_code_is_kept_and_read_or_not(code, version):
    """Either there is nothing at all, or the code is kept and its group, if any, exists."""
    fields = occupation(code, version)
    groups = {unit[:length] for unit in UNITS for length in (1, 2, 3, 4)}
    assert fields == {} if not code else fields["occupation_code"] == code
    assert fields.get("occupation") is None or fields["occupation"] in groups


@pytest.mark.parametrize(
    ("code", "expected"),
    [("1", True), ("1439", True), ("2221", True), ("3115", True), ("4110", False), ("5321", False), ("9112", False),
     ("0110", True), ("0310", False), ("", None), (None, None), ("?", None)],
)  # fmt: skip
def test_major_groups_one_to_three_ask_for_higher_education(code, expected):
    """Skill levels 3 and 4 of ISCO-08, which officers have too; unknown stays unknown."""
    assert higher_education(code) is expected


@pytest.mark.parametrize(
    ("levels", "expected"),
    [(["Eftergymnasial utbildning, två år eller längre"], True), (["Forskarutbildning"], True),
     (["Eftergymnasial utbildning kortare än två år"], False), (["Gymnasial utbildning"], False),
     (["Förgymnasial utbildning 9 (10) år"], False), (["Bachelor", "Master"], True), (["Fagbrev", "Bachelor"], False),
     (["Ingen krav"], False), (["Videregående"], False), (["Fagskole"], None), (["Ingeniør"], None), ([], None)],
)  # fmt: skip
def test_the_lowest_level_that_will_do_decides(levels, expected):
    """In the words of both services; fagskole is of ISCED 4 or 5 and tells nothing."""
    assert stated_education(levels) is expected
