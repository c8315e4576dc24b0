"""Own lists of workplaces: headers, places, persons, values and duplicates."""

from datetime import date

import pytest
from openpyxl import Workbook

from dashboard.settings import settings
from dashboard.sources.importing import import_file, restage

HEADERS = {
    "sv": "Nyckel;Namn;Organisationsnummer;Kommun;SNI-kod;Antal anställda;Öppnad",
    "nb": "nøkkel;NAVN;Organisasjons nummer;kommune;Næringskode;antall_ansatte;Åpnet",
    "en": "key;name;organisation_number;municipality;industry code;Employees;opened",
}


def one(staged):
    """The only workplace."""
    [row] = staged("workplace")
    return row


@pytest.mark.parametrize("language", HEADERS)
def test_headers_in_three_languages_say_the_same(take, staged, language):
    """Case, spaces, hyphens and underscores do not matter, nor the language."""
    take("places", f"{HEADERS[language]}\n7;Jämtkraft AB;556001-6064;Östersund;35.14;1–4;2015-03-01\n")
    row = one(staged)
    assert (row["key"], row["name"], row["orgnr"]) == ("SE-places-7", "Jämtkraft AB", "5560016064")
    assert (row["company"], row["area"], row["division"]) == ("SE-5560016064", "SE-2380", "35")
    assert (row["employees"], row["employees_low"], row["employees_high"]) == (None, 1, 4)
    assert (row["opened"], row["register_kind"], row["country"]) == (date(2015, 3, 1), "place", "SE")


@pytest.mark.parametrize(
    ("stated", "area"),
    [("SE-2380", "SE-2380"), ("no-5001", "NO-5001"), ("5006", "NO-5006"), ("2321", "SE-2321"), ("5001 Trondheim", "NO-5001"),
     ("ÖSTERSUND", "SE-2380"), ("Ostersund", "SE-2380"), ("Staare", "SE-2380"), ("Östersunds kommun", "SE-2380"),
     ("Stïentje", "NO-5006"), ("Steinkjer - Stïentje", "NO-5006"), ("Trondheim – Tråante", "NO-5001"), ("Rosse", "NO-5025"),
     ("Røros", "NO-5025"), ("Roros", "NO-5025"), ("Heim kommune", "NO-5055"), ("1718", "NO-5054"), ("5030", "NO-5001")],
)  # fmt: skip
def test_areas_are_known_by_key_code_and_any_of_their_names(take, staged, stated, area):
    """Keys, codes also of former municipalities, Swedish, Norwegian and Sami names, with or without marks."""
    take("places", f"key,name,area\n1,A,{stated}\n")
    assert (one(staged)["area"], one(staged)["area_basis"]) == (area, "stated")


@pytest.mark.parametrize("stated", ["0301", "301", "Oslo", "SE-0180", "Stockholm", "1811", "Umeå"])
def test_other_municipalities_are_outside_and_no_error(take, stated):
    """A row elsewhere is counted as outside."""
    release = take("places", f"key,name,area\n1,A,{stated}\n2,B,5001\n")
    assert (release.accepted, release.outside, release.rejected) == (1, 1, 0)


@pytest.mark.parametrize(
    ("stated", "reason"),
    [("Östersnud", "unknown_area"), ("SE-5001", "unknown_area"), ("5099", "unknown_area"), ("5012", "unknown_area"),
     ("Trøndelag", "area_too_large"), ("SE-23", "area_too_large"), ("?", "unknown_area")],
)  # fmt: skip
def test_mistyped_and_too_large_areas_are_rejected(take, rejected, stated, reason):
    """What is nearly one of the 46, contradicts itself or is a county is listed with what was read."""
    take("places", f"key,name,area\n1,A,{stated}\n2,B,5001\n")
    assert rejected() == [(2, reason, stated)]


@pytest.mark.parametrize(
    ("lat", "lon", "area", "basis"),
    [("63,4305", "10,3951", "NO-5001", "polygon"), ("63.1792", "14.6357", "SE-2380", "polygon"),
     ("63.4450", "10.3600", "NO-5001", "nearest")],
)  # fmt: skip
def test_a_row_without_area_gets_it_from_its_point(take, staged, lat, lon, area, basis):
    """Inside a polygon, or within 2 km of one: in the fjord off Trondheim the basis says nearest."""
    take("places", f"key;name;latitude;longitude\n1;A;{lat};{lon}\n")
    assert (one(staged)["area"], one(staged)["area_basis"]) == (area, basis)
    assert one(staged)["lat"] == float(lat.replace(",", "."))


@pytest.mark.parametrize(
    ("lat", "lon", "reason"),
    [("10.3951", "63.4305", "swapped_coordinates"), ("14.6357", "63.1792", "swapped_coordinates"),
     ("0", "0", "coordinates"), ("91", "10", "coordinates"), ("7034000", "270000", "coordinates"),
     ("63.4", "", "coordinates"), ("", "", "no_area"), ("nord", "10", "number"), ("nan", "10", "number")],
)  # fmt: skip
def test_impossible_points_are_rejected(take, rejected, lat, lon, reason):
    """Swapped, null, projected, half and unreadable coordinates each have their reason."""
    take("places", f"key,name,lat,lon\n1,A,{lat},{lon}\n2,B,63.43,10.39\n")
    assert [(line, why) for line, why, _ in rejected()] == [(2, reason)]


def test_points_elsewhere_are_outside_or_contradict_the_area(take, rejected):
    """Oslo's point is outside where no area is stated, and cannot be in Trondheim."""
    release = take("places", "key,name,area,lat,lon\n1,A,,59.91,10.75\n2,B,5001,59.91,10.75\n3,C,5001,63.43,10.39\n")
    assert (release.accepted, release.outside) == (1, 1)
    assert rejected() == [(3, "point_elsewhere", "59.91 10.75")]


def test_values_that_cannot_be_read_are_rejected_and_the_rest_goes_in(take, rejected):
    """Each has line, reason and what was read; the row with nothing wrong is in."""
    rows = ["1;A;5001;12;2020-01-01", "2;B;5001;tolv;", "3;C;5001;1.234;", "4;D;5001;-3;", "5;E;5001;9-5;",
            "6;F;5001;;2020-13-01", "7;G;5001;;31.02.2020", "8;H;5001;=1+1;", "1;I;5001;;"]  # fmt: skip
    release = take("places", "\n".join(["id;navn;kommunenummer;ansatte;åpnet", *rows]))
    assert (release.rows, release.accepted, release.rejected) == (9, 1, 8)
    assert rejected() == [
        (3, "number", "tolv"), (4, "number", "1.234"), (5, "number", "-3"), (6, "number", "9-5"),
        (7, "date", "2020-13-01"), (8, "date", "31.02.2020"), (9, "formula", "=1+1"), (10, "duplicate", "('NO', '1')"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [("12", (12, None, None)), ("0", (0, None, None)), ("1–4", (None, 1, 4)), ("5 - 9", (None, 5, 9)),
     ("250+", (None, 250, None)), ("10-19 anställda", (None, 10, 19)), ("1 200", (1200, None, None))],
)  # fmt: skip
def test_employees_are_a_number_or_a_band(take, staged, text, expected):
    """A number is exact, a band keeps its ends, an open band has no upper one."""
    take("places", f"key;name;area;employees\n1;A;5001;{text}\n")
    row = one(staged)
    assert (row["employees"], row["employees_low"], row["employees_high"]) == expected


@pytest.mark.parametrize(
    ("code", "version", "expected"),
    [("C", "", ("C", None)), ("10.110", "", ("C", "10")), ("1.11", "", ("A", "01")), ("C10", "", ("C", "10")),
     ("62.01", "SNI 2007", ("K", "62")), ("45.200", "SN2007", ("T", "95")), ("K", "NACE Rev. 2", ("L", None)),
     ("45", "", ("?", None)), ("bygg", "", ("?", None)), ("", "", ("?", None)), ("62.01", "NACE Rev. 2.1", ("K", "62"))],
)  # fmt: skip
def test_industries_become_nace_21_and_unknown_ones_stay(take, staged, code, version, expected):
    """Old codes follow the correspondence; what is not known is "?", and the code is kept as it came."""
    take("places", f"key;name;area;sni;klassifikation\n1;A;5001;{code};{version}\n")
    row = one(staged)
    assert (row["industry"], row["division"]) == expected
    assert row["industry_code"] == (code or None)


@pytest.mark.parametrize("number", ["850101-1239", "19850101-1239", "8501011239", "850161-1230", "503121234"])
def test_a_swedish_sole_trader_counts_but_is_nowhere_named(take, staged, data, number):
    """Neither the number nor the name, address or point is in any file of the data folder, packed or not."""
    header = "namn;organisationsnummer;kommun;adress;latitud;longitud;sni;kontakt\n"
    take("places", f"{header}Svea Svensson;{number};;Byn 1;63,179;14,636;C;Svea S\nAB;5560016064;2380;;;;;Stina\n")
    row = staged("workplace")[0]
    assert (row["key"], row["area"], row["industry"]) == ("SE-places-sole-2380-1", "SE-2380", "C")
    assert [row[f] for f in ("name", "orgnr", "company", "address", "lat", "lon")] == [None] * 6
    secrets = [b"Svea", b"Byn 1", number.encode(), number.replace("-", "").encode(), b"63,179", b"63.179", b"Stina"]
    for path in data.rglob("*"):
        assert not path.is_file() or not any(secret in path.read_bytes() for secret in secrets), path


def test_an_archive_without_persons_gives_the_same_rows_again(take, staged, data):
    """A fresh machine parses the archived copy to the same workplaces and the same folder name."""
    take("places", "namn;organisationsnummer;kommun\nSvea;850101-1239;Åre\nAB;5560016064;Krokom\n")
    before, folders = staged("workplace"), sorted(path.name for path in (data / "staged/places").iterdir())
    for path in (data / "staged").rglob("*.*"):
        path.unlink()
    [release] = restage()
    assert staged("workplace") == before
    assert [release.name] == folders
    assert restage() == []


def test_persons_numbers_in_other_columns_are_rejected_and_withheld(take, staged, data):
    """A personal number in the name is listed by line only; a Norwegian one is treated the same."""
    take("places", "key;name;area\n1;Svea 850101-1239;5001\n2;Kari 01018512345;5001\n3;C;5001\n")
    assert [(row["line"], row["reason"], row["text"], row["detail"]) for row in staged("reject")] == [
        (2, "sources.reject.personal", None, None), (3, "sources.reject.personal", None, None),
    ]  # fmt: skip
    assert not any(b"Svea" in path.read_bytes() for path in data.rglob("*") if path.is_file())


def test_a_newer_list_replaces_rows_of_the_same_key(take, staged):
    """Keys stay from one edition to the next, those of sole traders too, so that nothing counts twice."""
    lines = "namn;organisationsnummer;kommun\nSvea;850101-1239;Åre\nAB;5560016064;Krokom\n"
    take("places", lines, "a.csv", date(2025, 1, 1))
    take("places", lines + "Ny AB;5560360793;Berg\n", "b.csv", date(2026, 1, 1))
    keys = [row["key"] for row in staged("workplace")]
    assert sorted(set(keys)) == ["SE-places-5560016064", "SE-places-5560360793", "SE-places-sole-2321-1"]
    assert len(keys) == 5


def test_organisation_numbers_are_checked_for_their_country(take, staged, rejected):
    """Nine digits are Norwegian, ten or twelve Swedish, each with its own check digit; spaces are no matter."""
    numbers = ["988 340 715", "NO 988340715 MVA", "16556001-6064", "556001-6064", "988340716", "5560016065", "12"]
    lines = [f"{at};A;{number};5001" for at, number in enumerate(numbers)]
    take("places", "\n".join(["key;name;orgnr;area", *lines]))
    assert [row["orgnr"] for row in staged("workplace")] == ["988340715"] * 2 + ["5560016064"] * 2
    assert rejected() == [(6, "orgnr", "988340716"), (7, "orgnr", "5560016065"), (8, "orgnr", "12")]


def test_a_workbook_is_read_with_its_types(data, tmp_path, staged, rejected):
    """Numbers, dates and texts of XLSX cells are understood below a title row; a formula is never computed."""
    book = Workbook()
    for row in (["Våra arbetsställen"], [], ["Nyckel", "Namn", "Org.nr", "Kommunkod", "Anställda", "Öppnad", "Latitud", "Longitud"],
                [1, "Jämtkraft", 5560016064, 2380, 12.0, date(2015, 3, 1), 63.179, 14.636],
                [2, "Summa", None, 2380, "=E4*2", None, None, None]):  # fmt: skip
        book.active.append(row)
    book.save(tmp_path / "list.xlsx")
    import_file(tmp_path / "list.xlsx", "places")
    row = one(staged)
    assert (row["orgnr"], row["area"], row["employees"], row["opened"]) == (
        "5560016064",
        "SE-2380",
        12,
        date(2015, 3, 1),
    )
    assert (row["lat"], row["lon"]) == (63.179, 14.636)
    assert rejected() == [(5, "formula", "=E4*2")]


def test_unlabelled_codes_are_reported(take):
    """A list that does not say its classification gets a note with the assumption."""
    assert take("places", "key,name,area,sni\n1,A,5001,62\n", "a.csv").note == "sources.note.unlabelled"
    labelled = take("places", "key,name,area,sni,classification\n1,A,5001,62,SNI2025\n", "b.csv")
    assert labelled.note == ""


def test_importing_again_changes_nothing(take, data):
    """The same file on the same day, or without a day, gives the release there is; another day is another release."""
    content = "key,name,area\n1,A,5001\n"
    first = take("places", content, "a.csv", date(2026, 1, 1))
    before = {path: path.stat().st_mtime_ns for path in data.rglob("*")}
    assert take("places", content, "a.csv", date(2026, 1, 1)) == first
    assert take("places", content, "renamed.csv") == first
    assert {path: path.stat().st_mtime_ns for path in data.rglob("*")} == before
    assert take("places", content, "a.csv", date(2026, 2, 1)).as_of == date(2026, 2, 1)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("list_2025-03-31.csv", date(2025, 3, 31)), ("list 20250331.csv", date(2025, 3, 31)),
     ("list-2022.csv", date(2022, 12, 31)), ("list_2026.csv", date(2026, 11, 23)), ("list.csv", date(2026, 11, 23)),
     ("list_2005-2024.csv", date(2026, 11, 23)), ("list_2025-02-31.csv", date(2026, 11, 23)),
     ("list_2031-01-01.csv", date(2026, 11, 23))],
)  # fmt: skip
def test_the_day_is_taken_from_the_name_or_else_is_today(take, name, expected):
    """A day or a lone year in the name; never a day to come."""
    assert take("places", "key,name,area\n1,A,5001\n", name).as_of == expected
    assert settings().clock() == date(2026, 11, 23)
