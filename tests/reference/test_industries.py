"""NACE 2.1 and the way to it from NACE Rev. 2."""

import csv
from collections import defaultdict

import pytest

from dashboard.settings import REFERENCE, ROOT

CODES = ROOT.parent / "shared" / "data" / "codes"


def rows(path):
    """The rows of a CSV file as dictionaries of text."""
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


INDUSTRIES = {row["code"]: row for row in rows(REFERENCE / "industries.csv")}
MAP = rows(REFERENCE / "industry_map.csv")


def mapped(version, code):
    """(division, section, share) of an old code, the way data/README.md says: longest prefix wins."""
    fitting = [r for r in MAP if r["from_version"] == version and code.replace(".", "").startswith(r["from_code"])]
    row = max(fitting, key=lambda r: len(r["from_code"]))
    return row["to_division"], row["to_section"], float(row["share"])


def test_nace_2_1_has_22_sections_and_87_divisions():
    """Every division names its section, and "?" stands beside them."""
    sections = [code for code, row in INDUSTRIES.items() if row["level"] == "section"]
    assert sections == [*"ABCDEFGHIJKLMNOPQRSTUV", "?"]
    divisions = {code: row["parent"] for code, row in INDUSTRIES.items() if row["level"] == "division"}
    assert len(divisions) == 87 and set(divisions.values()) == set(sections) - {"?"}
    assert (divisions["01"], divisions["62"], divisions["68"], divisions["95"]) == ("A", "K", "M", "T")


def test_titles_are_there_in_three_languages_and_short_ones_are_short():
    """Sections at most 28 characters, divisions at most 36; no two sections share a short title."""
    for row in INDUSTRIES.values():
        for language in ("sv", "nb", "en"):
            assert row[f"title_{language}"] and row[f"short_{language}"]
            assert len(row[f"short_{language}"]) <= (28 if row["level"] == "section" else 36)
    for language in ("sv", "nb", "en"):
        short = [row[f"short_{language}"] for row in INDUSTRIES.values() if row["level"] == "section"]
        assert len(set(short)) == len(short)


def test_the_circular_divisions_are_those_the_readme_names():
    """Only whole divisions carry the flags."""
    assert [c for c, row in INDUSTRIES.items() if row["circular"] == "1"] == ["33", "38", "39", "95"]
    assert [c for c, row in INDUSTRIES.items() if row["bio"] == "1"] == ["01", "02", "03", "10", "11", "12", "16", "17"]


def test_the_map_leads_only_to_divisions_with_their_section():
    """Targets exist, sections are theirs, shares are in (0, 1], and no key stands twice."""
    keys = [(row["from_version"], row["from_code"]) for row in MAP]
    assert len(set(keys)) == len(keys) and {version for version, _ in keys} == {"NACE2", "SN2007", "SNI2007"}
    for row in MAP:
        assert INDUSTRIES[row["to_division"]]["parent"] == row["to_section"]
        assert 0 < float(row["share"]) <= 1


@pytest.mark.parametrize(
    ("version", "code", "division", "section", "share"),
    [
        ("SN2007", "46.110", "46", "G", 1),  # one row serves all of wholesale
        ("SNI2007", "46110", "46", "G", 1),
        ("NACE2", "45.20", "95", "T", 1),  # repair of cars left trade
        ("SN2007", "45.112", "47", "G", 1),  # cars sold to households became retail
        ("NACE2", "41.10", "68", "M", 1),  # developing building projects became real estate
        ("SN2007", "68.201", "97", "U", 1),  # Norwegian housing cooperatives
        ("SNI2007", "68201", "68", "M", 1 / 3),  # the Swedish code of the same number is another thing
        ("SN2007", "52.100", "52", "H", 1 / 3),  # warehousing lost a part, not itself
        ("SN2007", "03.222", "03", "A", 1 / 2),
        ("NACE2", "62", "62", "K", 1),
    ],
)
def test_known_codes_go_where_the_correspondence_says(version, code, division, section, share):
    """Spot checks against SSB's correspondence, read by hand."""
    assert mapped(version, code) == (division, section, pytest.approx(share, abs=0.001))


def test_every_changed_code_goes_to_one_of_its_targets():
    """For all five-digit codes of the correspondence: an own division stays, else most targets decide."""
    if not CODES.exists():
        pytest.skip("the correspondence is not here (../shared/data/codes)")
    targets = defaultdict(list)
    for row in rows(CODES / "sn2007_to_sn2025_klass2919.csv"):
        targets[row["sn2007"]].append(row["sn2025"][:2])
    for code, divisions in targets.items():
        if len(code) == 6:
            division, _, share = mapped("SN2007", code)
            most = max(divisions.count(d) for d in divisions)
            assert division == code[:2] if code[:2] in divisions else divisions.count(division) == most
            assert share == pytest.approx(divisions.count(division) / len(divisions), abs=0.001)


def test_unchanged_codes_keep_their_division():
    """A class of NACE Rev. 2 that the correspondence does not list is the same in NACE 2.1."""
    if not CODES.exists():
        pytest.skip("the classifications are not here (../shared/data/codes)")
    listed = {row["sn2007"][:5] for row in rows(CODES / "sn2007_to_sn2025_klass2919.csv")}
    classes = [row["code"] for row in rows(CODES / "nace_rev2_en_sv_no.csv") if len(row["code"]) == 5]
    unchanged = [code for code in classes if code not in listed]
    assert len(unchanged) > 200
    assert all(mapped("NACE2", code)[::2] == (code[:2], 1) for code in unchanged)
