"""CORDIS: parts in EU projects from a zip as the Commission publishes it, placed, without persons, and counted once."""

import csv
import io
import zipfile
from datetime import date

import pytest

from dashboard.errors import UserError
from dashboard.settings import settings
from dashboard.sources.importing import import_file, restage
from dashboard.staged import releases
from dashboard.warehouse.build import build
from dashboard.warehouse.engine import Engine

# the columns of both files as published; those that are not read may hold anything
PROJECT = (
    "id", "acronym", "status", "title", "startDate", "endDate", "totalCost", "ecMaxContribution", "legalBasis", "topics",
    "ecSignatureDate", "frameworkProgramme", "masterCall", "subCall", "fundingScheme", "nature", "objective",
    "contentUpdateDate", "rcn", "grantDoi",
)  # fmt: skip
PART = (
    "projectID", "projectAcronym", "organisationID", "vatNumber", "name", "shortName", "SME", "activityType", "street",
    "postCode", "city", "country", "nutsCode", "geolocation", "organizationURL", "contactForm", "contentUpdateDate", "rcn",
    "order", "role", "ecContribution", "netEcContribution", "totalCost", "endOfParticipation", "active",
)  # fmt: skip
ONE = {"id": "101000001", "title": 'Wood; and "stone"', "startDate": "2024-01-01", "endDate": "2027-12-31",
       "frameworkProgramme": "HORIZON", "objective": "Long; text\nof several lines"}  # fmt: skip
NTNU = {
    "projectID": "101000001", "organisationID": "999977851", "vatNumber": "NO974767880MVA", "name": "NTNU", "SME": "false",
    "activityType": "HES", "postCode": "7491", "city": "Trondheim", "country": "NO", "nutsCode": "NO060",
    "geolocation": "63.43,10.39", "contentUpdateDate": "2026-06-03 12:20:56", "role": "coordinator",
    "ecContribution": "500000.5", "netEcContribution": "400000", "totalCost": "500000,5",
}  # fmt: skip


def table(columns, rows):
    """Rows as a member of the zip: semicolons, everything in quotes."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def cordis(parts, projects=(ONE,)):
    """A zip with both files, and a third that is not read."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("project.csv", table(PROJECT, projects))
        archive.writestr("organization.csv", table(PART, parts))
        archive.writestr("topics.csv", "a;b\n")
    return out.getvalue()


def test_a_part_comes_with_its_project_s_facts(take, staged):
    """The net contribution is the organisation's own; Norwegian VAT numbers are organisation numbers."""
    release = take("cordis", cordis([NTNU]), "cordis-HORIZONprojects-csv.zip")
    assert (release.rows, release.accepted, release.as_of) == (1, 1, date(2026, 6, 3))
    assert staged("rd_project") == [{
        "key": "EU-cordis-101000001-974767880", "country": "NO", "organisation": "NO-974767880", "organisation_name": "NTNU",
        "area": "NO-5001", "title": 'Wood; and "stone"', "programme": "HORIZON", "role": "coordinator", "amount": 400000,
        "currency": "EUR", "started": date(2024, 1, 1), "ended": date(2027, 12, 31), "grant_number": "EU-101000001",
    }]  # fmt: skip


@pytest.mark.parametrize(
    ("place", "area"),
    [
        ({"nutsCode": "NO061", "postCode": "", "city": "STEINKJER"}, "NO-5006"),  # a code of before 2020, and a town
        ({"nutsCode": "NO06", "postCode": "NO-7500", "city": "STJORDAL"}, "NO-5035"),
        ({"nutsCode": "", "postCode": "7713", "city": "Steinkjer"}, "NO-5006"),
        ({"nutsCode": "NO060", "postCode": "", "city": "Gløshaugen"}, "NO-5001"),  # by its point
        (
            {"nutsCode": "SE322", "country": "SE", "postCode": "831 25", "city": "OSTERSUND", "geolocation": ""},
            "SE-2380",
        ),
        ({"nutsCode": "SE32", "country": "SE", "postCode": "", "city": "Lit", "geolocation": "63.32,14.85"}, "SE-2380"),
        ({"nutsCode": "NO081", "postCode": "7491", "city": "Trondheim"}, "outside"),  # the code says Oslo
        ({"nutsCode": "SE321", "country": "SE", "city": "Sundsvall"}, "outside"),
        ({"nutsCode": "DE92", "country": "DE", "city": "Hannover"}, "outside"),
        ({"nutsCode": "", "postCode": "0162", "city": "Oslo", "geolocation": "59.91,10.75"}, "outside"),
        ({"nutsCode": "SE322", "country": "SE", "postCode": "", "city": "Somewhere", "geolocation": ""}, "rejected"),
    ],
)
def test_a_part_lies_where_its_nuts_code_and_address_say(take, staged, place, area):
    """The code says whether it is in the region; postcode, town or point says where."""
    release = take("cordis", cordis([NTNU, {**NTNU, "organisationID": "1", "vatNumber": "", **place}]), "cordis.zip")
    areas = [row["area"] for row in staged("rd_project")][1:]
    assert (areas, release.outside, release.rejected) == (
        [area] if area[2] == "-" else [], area == "outside", area == "rejected",
    )  # fmt: skip


def test_persons_who_take_part_are_neither_staged_nor_archived(take, staged, data):
    """Known by a VAT number that is a personal one, or by how the register writes them; a restaged archive gives the
    same release."""
    persons = [
        {**NTNU, "organisationID": "2", "vatNumber": "SE198001011234", "name": "Nilsson Konsult", "country": "SE",
         "nutsCode": "SE322", "city": "Östersund", "SME": "true", "activityType": "PRC"},
        {**NTNU, "organisationID": "3", "vatNumber": "", "name": "NORDMANN Kari Anne", "SME": "", "activityType": "PRC"},
    ]  # fmt: skip
    release = take("cordis", cordis([NTNU, *persons]), "cordis.zip")
    assert (release.accepted, release.outside, release.rejected) == (1, 2, 0)
    [archived] = (data / "raw/cordis").iterdir()
    with zipfile.ZipFile(archived) as archive:
        kept = {name: archive.read(name).decode() for name in archive.namelist()}
    assert set(kept) == {"project.csv", "organization.csv"} and "NTNU" in kept["organization.csv"]
    assert not any(word in kept["organization.csv"] for word in ("Nilsson", "NORDMANN", "800101"))
    before = staged("rd_project")
    for path, _ in list(releases(settings().staged)):
        (path / "release.json").unlink()
    [again] = restage()
    assert (again.rows, again.accepted, again.outside, again.digest[:12]) == (3, 1, 2, release.digest[:12])
    assert staged("rd_project") == before


def test_bad_rows_are_told_without_names(take, staged, rejected):
    """A project that is not there, a repeat, an amount that is none; without a number of its own the EU's stands in."""
    rows = [
        {**NTNU, "vatNumber": "", "netEcContribution": "", "role": "thirdParty"}, {**NTNU, "projectID": "9"}, NTNU, NTNU,
        {**NTNU, "organisationID": "5", "vatNumber": "NO919303808MVA", "netEcContribution": "many"},
    ]  # fmt: skip
    take("cordis", cordis(rows), "cordis.zip")
    first = staged("rd_project")[0]
    assert (first["key"], first["organisation"]) == ("EU-cordis-101000001-pic999977851", None)
    assert (first["amount"], first["role"]) == (500000.5, "participant")
    assert rejected() == [(3, "no_key", "9"), (5, "duplicate", "EU-cordis-101000001-974767880"), (6, "number", "many")]
    assert not any("NTNU" in str(row["text"]) for row in staged("reject"))


@pytest.mark.parametrize(
    ("content", "key"),
    [(b"projectID;name\n1;A\n", "sources.zip_lacks"), (cordis([]), "sources.no_rows"), (cordis([NTNU])[:-40], "sources.damaged")],
)  # fmt: skip
def test_a_file_that_is_something_else_is_refused(take, content, key):
    """A single table, a zip without rows, a zip that is cut off."""
    with pytest.raises(UserError) as caught:
        take("cordis", content, "cordis.zip")
    assert caught.value.key == key


@pytest.mark.slow
def test_what_forskningsradet_has_too_counts_once(data, shared, tmp_path):
    """The 764 real parts of Horizon 2020, written as CORDIS has them, with other amounts: still 764, as the newer tells
    them; one more of CORDIS alone is one more."""
    path = shared / "research/forskningsradet_h2020_trondelag.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        real = list(csv.DictReader(file))
    parts = [
        {**NTNU, "projectID": row["Prosjektnr"], "organisationID": row["Organisasjonsnummer"], "name": row["Organisasjonsnavn"],
         "vatNumber": f"NO{row['Organisasjonsnummer']}MVA", "city": row["Adresse kommune"].split(" - ")[0], "postCode": "",
         "netEcContribution": "7"}
        for row in real
    ]  # fmt: skip
    projects = [{"id": number, "title": "A"} for number in {row["Prosjektnr"] for row in real}] + [ONE]
    zipped = tmp_path / "cordis.zip"
    zipped.write_bytes(cordis([*parts, NTNU], projects))
    import_file(path, "forskningsradet")
    assert import_file(zipped, "cordis").accepted == 765
    engine = Engine(build(settings().staged, data / "warehouse.duckdb", demo=False))
    assert engine.rows("select source, count(*), sum(amount) from rd_project group by all") == [
        ("cordis", 765, 764 * 7 + 400000)
    ]
    engine.close()
