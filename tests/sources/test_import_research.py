"""Research projects and institutions: the real extracts against counts made with the csv module, and small files."""

import csv
from collections import Counter
from datetime import date, datetime

import pytest

from dashboard.errors import UserError
from dashboard.i18n import words
from dashboard.settings import settings
from dashboard.sources.importing import import_file
from dashboard.staged import releases

H2020 = "research/forskningsradet_h2020_trondelag.csv"
SWECRIS = "research/swecris_extract_no_people.csv"
NVA = "research/nva_cristin_units_trondelag.csv"
GRANT = (
    "projectId;projectTitleSv;projectTitleEn;coordinatingOrganisationId;coordinatingOrganisationNameSv;fundingsSek\n"
)
PART = "Prosjektnr;Prosjektnavn;Organisasjonsnummer;Organisasjonsnavn;Adresse kommunenummer;Organisasjon rolle"


def table(path):
    """The rows of a CSV file as dictionaries."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_every_part_in_a_project_of_horizon_2020_is_in(data, shared, staged):
    """764 parts, 164 of them as coordinator, 751 in Trondheim; the euros add up to those of the file."""
    release = import_file(shared / H2020, "forskningsradet")
    parts = table(shared / H2020)
    by_hand = {f"NO-forskningsradet-{row['Prosjektnr']}-{row['Organisasjonsnummer']}": row for row in parts}
    rows = staged("rd_project")
    assert (release.rows, release.accepted, release.outside, release.rejected) == (764, 764, 0, 0)
    assert {row["key"]: (row["area"], row["organisation"], row["role"].upper()) for row in rows} == {
        key: (f"NO-{row['Adresse kommunenummer']}", f"NO-{row['Organisasjonsnummer']}", row["Organisasjon rolle"])
        for key, row in by_hand.items()
    }
    assert Counter(row["role"] for row in rows)["coordinator"] == 164
    assert Counter(row["area"] for row in rows)["NO-5001"] == 751
    assert {row["currency"] for row in rows} == {"EUR"}
    assert sum(row["amount"] for row in rows) == pytest.approx(
        sum(float(row["Innvilget beløp organisasjon EUR"]) for row in by_hand.values())
    )
    assert sum(row["amount"] == 0 for row in rows) == 32  # a zero is published, not missing
    days = [datetime.strptime(row["Kontrakt signeringsdato"], "%d.%m.%Y %H:%M").date() for row in by_hand.values()]
    assert release.as_of == max(days)


def test_a_part_comes_with_all_its_facts(data, shared, staged):
    """The first row of the file as one reads it."""
    import_file(shared / H2020, "forskningsradet")
    first = staged("rd_project")[0]
    assert (first["organisation_name"], first["programme"], first["amount"]) == ("SINTEF AS", "H2020 LEIT", 3518202.75)
    assert (first["started"], first["ended"], first["country"]) == (date(2020, 6, 1), date(2024, 5, 31), "NO")
    assert first["title"].startswith("Create and Harvest Offerings")


def test_a_part_s_currency_is_that_of_its_column(take, staged, rejected):
    """Kroner stay kroner; without an amount there is no currency; bad numbers, other places and repeats are told."""
    text = (
        f"{PART};Innvilget beløp organisasjon NOK\n"
        "1;A;974767880;NTNU;5001;COORDINATOR;1250000,50\n1;A;919303808;SINTEF;5001;PARTICIPANT;\n"
        "1;A;974767880;NTNU;5001;PARTICIPANT;1\n2;B;974767881;NTNU;5001;;1\n3;C;974767880;NTNU;0301;;1\n4;D;974767880;NTNU;;;1\n"
    )
    release = take("forskningsradet", text)
    assert (release.accepted, release.outside, release.rejected) == (2, 1, 3)
    assert [(row["amount"], row["currency"], row["role"]) for row in staged("rd_project")] == [
        (1250000.5, "NOK", "coordinator"), (None, None, "participant"),
    ]  # fmt: skip
    assert rejected() == [
        (4, "duplicate", "NO-forskningsradet-1-974767880"), (5, "orgnr", "974767881"), (7, "no_area", None),
    ]  # fmt: skip


def test_swecris_counts_a_grant_once_and_places_only_what_it_can(data, shared, staged):
    """161 rows are 120 grants; four are Mittuniversitetet's, as the release's note explains, the others elsewhere."""
    release = import_file(shared / SWECRIS, "swecris")
    by_hand = table(shared / SWECRIS)
    grants = {row["projectId"].rpartition("_")[0]: row for row in reversed(by_hand)}
    miun = {f"SE-swecris-{row['projectId']}": row for row in grants.values()
            if row["coordinatingOrganisationId"] == "202100-4524"}  # fmt: skip
    assert (len(by_hand), len(grants), len(miun)) == (161, 120, 4)
    assert (release.rows, release.accepted, release.outside, release.rejected) == (161, 4, 116, 41)
    assert {row["key"]: (row["amount"], row["title"], row["started"]) for row in staged("rd_project")} == {
        key: (float(row["fundingsSek"]), row["projectTitleSv"], date.fromisoformat(row["projectStartDate"][:10]))
        for key, row in miun.items()
    }
    shared_facts = {(row["area"], row["currency"], row["role"]) for row in staged("rd_project")}
    assert shared_facts == {("SE-2380", "SEK", "coordinator")}
    assert release.as_of == max(datetime.strptime(row["loadedDate"], "%m/%d/%Y %H:%M:%S").date() for row in by_hand)
    assert "Sundsvall" in words("nb")(release.note)


def test_the_rejected_rows_of_swecris_are_the_second_of_each_pair(data, shared, staged):
    """Each of the 41 names the row, whose number its first row has under another funder's code."""
    import_file(shared / SWECRIS, "swecris")
    seen = Counter(row["projectId"].rpartition("_")[0] for row in table(shared / SWECRIS))
    twice = {base for base, rows in seen.items() if rows == 2}
    rejects = staged("reject")
    assert {row["reason"] for row in rejects} == {"sources.reject.duplicate"}
    assert {row["detail"] for row in rejects} == {f"{base}_Vinnova" for base in twice}


def test_two_amounts_of_one_project_are_two_grants(take, staged, rejected):
    """Two funders may share a project; only one amount under two codes is one grant twice. No person is a coordinator."""
    rows = [("2024-1_VR", "A", "2021004524", 100), ("2024-1_Formas", "A", "2021004524", 200),
            ("2024-1_RJ", "A", "2021004524", 100), ("2024-2_VR", "B", "19800101-1234", 5),
            ("2024-3_VR", "C", "2321000214", "")]  # fmt: skip
    take("swecris", GRANT + "".join(f"{own};{title};;{number};X;{sek}\n" for own, title, number, sek in rows))
    assert [(row["key"][11:], row["amount"], row["currency"]) for row in staged("rd_project")] == [
        ("2024-1_VR", 100, "SEK"), ("2024-1_Formas", 200, "SEK"), ("2024-3_VR", None, None),
    ]  # fmt: skip
    assert rejected() == [(4, "duplicate", "2024-1_RJ"), (5, "orgnr", None)]
    assert "19800101" not in str(staged("reject"))


def test_nva_gives_each_institution_once(data, shared, staged):
    """309 units of 18 institutions, each named by its own row; the units are read as parts of them."""
    release = import_file(shared / NVA, "nva")
    by_hand = table(shared / NVA)
    whole = {row["cristin_unit_id"].split(".")[0]: row for row in by_hand if row["cristin_unit_id"].endswith(".0.0.0")}
    assert (release.rows, release.accepted, release.rejected, len(whole)) == (len(by_hand), len(by_hand), 0, 18)
    rows = {row["key"].removeprefix("NO-nva-"): row for row in staged("rd_organisation")}
    assert {number: row["name_nb"] for number, row in rows.items()} == {
        number: row["name_nb"] for number, row in whole.items()
    }
    assert all(row["name_en"] == (whole[number]["name_en"] or row["name_nb"]) for number, row in rows.items())
    assert (rows["194"]["area"], rows["194"]["kind"], rows["7677"]["area"]) == ("NO-5001", "university", "NO-5035")
    assert words("sv")(release.note)


def test_a_unit_without_its_institution_s_row_stands_for_it(take, staged, rejected):
    """Under the institution's name; a unit twice, without a number, or of an institution elsewhere is told."""
    text = "institution,cristin_unit_id,name_nb,name_en\nNTNU,194.64.0.0,Fakultet,Faculty\n,194.64.0.0,Fakultet,\n"
    take("nva", text + "UiO,185.0.0.0,Universitetet i Oslo,University of Oslo\nX,,Y,\n")
    [row] = staged("rd_organisation")
    assert (row["key"], row["name_nb"], row["name_en"]) == ("NO-nva-194", "NTNU", "NTNU")
    assert rejected() == [(3, "duplicate", "194.64.0.0"), (4, "no_area", None), (5, "no_key", None)]


@pytest.mark.parametrize("source", ["forskningsradet", "swecris", "nva"])
@pytest.mark.parametrize(
    ("content", "key"),
    [("", "sources.empty"), ("<html>", "sources.web_page"), ("a;b\n1;2\n", "sources.missing_columns"),
     ('"' + "a;b\n" * 9, "sources.quotes")],
)  # fmt: skip
def test_bad_files_end_in_one_sentence(take, source, content, key):
    """In three languages; nothing is kept of them."""
    with pytest.raises(UserError) as caught:
        take(source, content)
    assert caught.value.key == key
    assert all(words(language)(key, **caught.value.values).endswith(".") for language in ("sv", "nb", "en"))
    assert list(releases(settings().staged)) == []
