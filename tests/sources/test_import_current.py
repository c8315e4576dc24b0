"""The publishers' current formats beside the recorded extracts: JSON of NVE, SweCRIS and NVA, Mattilsynet's own file and
Forskningsrådet's project bank."""

import json
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq

from dashboard.settings import settings
from dashboard.sources.importing import restage
from dashboard.staged import releases

# the fields of GetHydroPowerPlantsInOperation; KommuneNr counts within the county
PLANT = {
    "VannKraftverkID": 8, "Navn": "Aunfoss", "VannKVType": "Kraftverk", "HovedEier": "NTE ENERGI AS",
    "HovedEier_OrgNr": "988340715", "Fylke": "Trøndelag - Trööndelage", "FylkesNr": "50", "Kommune": "Grong",
    "KommuneNr": "45", "ForsteUtnyttelseAvFalletDato": 1959, "MaksYtelse": 29.54, "MidProd_91_20": 214.2, "ErIDrift": True,
    "IDriftDato": "1959-06-05T00:00:00", "Konsesjoner": [{"KdbID": 1, "Tittel": "Reg."}], "Kraftverkstatus": "Idrift",
}  # fmt: skip
# Mattilsynet's tilsyn.csv: one visit a row, days as 31012024, no municipality
VISITS = (
    "tilsynsobjektid;orgnummer;navn;adrlinje1;adrlinje2;postnr;poststed;tilsynid;sakref;status;dato;total_karakter;"
    "tilsynsbesoektype;tema1_no;tema1_nn;karakter1"
)
# soknader2: one application a row; the project's leader is a person
BANK = (
    "prosjektnummer,prosjekttittel,soknadsdato,prosjektfase,prosjektstart,prosjektslutt,prosjektleder_kjonn,"
    "prosjektansvarlig_type,prosjektansvarlig_navn,organisasjonsnummer,kommunenummer,aktivitet,aktivitet_kode,"
    "sokt_belop,tildelt_belop,prosjektleder\n"
)


def test_nve_s_service_gives_the_same_plants_as_its_table(take, staged, rejected):
    """County and municipality together are the number; no owner's name is kept, and only what runs is a workplace."""
    plants = [
        PLANT, {**PLANT, "VannKraftverkID": 9, "HovedEier": "KARI NORDMANN", "HovedEier_OrgNr": "", "MaksYtelse": None},
        {**PLANT, "VannKraftverkID": 10, "ErIDrift": False}, {**PLANT, "VannKraftverkID": 11, "FylkesNr": "3", "KommuneNr": "1"},
        {**PLANT, "VannKraftverkID": 12, "FylkesNr": "50", "KommuneNr": "99"}, PLANT,
    ]  # fmt: skip
    release = take("nve", json.dumps(plants), "plants.json")
    assert (release.accepted, release.outside, release.rejected, release.complete) == (2, 2, 2, True)
    first, second = staged("workplace")
    assert (first["key"], first["company"], first["area"]) == ("NO-nve-8", "NO-988340715", "NO-5045")
    assert (first["opened"], first["detail"], first["division"]) == (date(1959, 1, 1), "megawatts=29.54", "35")
    assert (second["company"], second["detail"]) == (None, None)
    assert rejected() == [(5, "unknown_area", "5099"), (6, "duplicate", "8")]
    assert "NORDMANN" not in str(staged("workplace")) + str(staged("reject"))


def test_mattilsynet_s_own_file_has_several_visits_and_no_municipality(take, staged, rejected):
    """A workplace is as its newest visit has it, whatever the order; its municipality is its postcode's, or its town's
    where the postcode is new."""
    rows = [
        'Z1;813563932;"Kafe ""A""";Gate 1;;7011;TRONDHEIM;T1;2023/1;0;31012023;0;0;Renhold;Reinhald;0',
        "Z1;813563932;Kafe B;Gate 1;;7011;TRONDHEIM;T2;2025/1;0;02032025;0;0;;;",
        "Z1;813563932;Kafe A;Gate 1;;7011;TRONDHEIM;T3;2024/1;0;12122024;0;0;;;",
        "Z2;813563932;Kro;Vegen 2;;7347;OPPDAL;T4;2025/1;0;12112024;0;0;;;",
        "Z3;813563932;Kro;Vegen 2;;0162;OSLO;T5;2025/1;0;01012025;0;0;;;",
        "Z4;813563932;Kro;Vegen 2;;;;T6;2025/1;0;01012025;0;0;;;",
        "Z5;813563932;Kro;Vegen 2;;6657;RINDAL;T7;2025/1;0;32132025;0;0;;;",
    ]
    release = take("mattilsynet", VISITS + "\n" + "\n".join(rows) + "\n", "tilsyn.csv")
    assert (release.rows, release.accepted, release.outside, release.rejected) == (7, 4, 1, 2)
    assert release.as_of == date(2025, 3, 2)
    found = [
        (row["key"][15:], row["name"], row["area"], row["area_basis"], row["detail"]) for row in staged("workplace")
    ]
    assert found == [
        ("Z1", "Kafe B", "NO-5001", "locality", "inspected=2025-03-02"),
        ("Z2", "Kro", "NO-5021", "locality", "inspected=2024-11-12"),
    ]
    assert rejected() == [(7, "no_area", None), (8, "date", "32132025")]


def test_postcodes_lead_to_the_municipalities_where_the_register_s_points_lie(shared, take, staged):
    """Of the 436 real workplaces, without their municipality and points, all but a few lie where the points do."""
    rows = [line.split(",") for line in (shared / "workplaces/mattilsynet_trondelag.csv").read_text().splitlines()]
    plain = [row for row in rows[1:] if len(row) == len(rows[0]) and '"' not in "".join(row)]
    text = "orgnummer;navn;postnr;poststed;tilsynsobjektid\n" + "".join(
        ";".join((row[0], row[1], row[3], row[4], row[10])) + "\n" for row in plain
    )
    take("mattilsynet", text, "tilsyn.csv")
    found = {row["key"].removeprefix("NO-mattilsynet-"): row["area"] for row in staged("workplace")}
    assert len(found) == len(plain) > 400
    assert sum(found[row[10]] == f"NO-{row[5]}" for row in plain) >= len(plain) - 2


def test_swecris_projects_as_json_come_without_their_people(take, staged, data):
    """The same facts as in its table; nobody of peopleList is staged or archived, and the archive gives the same rows."""
    grant = {
        "projectId": "2025-01234_VR", "projectTitleSv": "Fjäll", "projectTitleEn": "Mountains",
        "projectAbstractSv": "Text av Kari Nordmann", "projectStartDate": "2025-01-01T12:00:00",
        "projectEndDate": "2027-12-31T12:00:00", "coordinatingOrganisationId": "202100-4524",
        "coordinatingOrganisationNameSv": "Mittuniversitetet", "fundingOrganisationNameSv": "Vetenskapsrådet",
        "fundingsSek": 3200000, "loadedDate": "2025-11-19T16:11:07", "scbs": [{"scb5NameEn": "Ecology"}],
        "peopleList": [{"fullName": "Kari Nordmann", "orcId": "0000-0001-2345-6789", "roleEn": "Principal Investigator"}],
    }  # fmt: skip
    release = take(
        "swecris", json.dumps([grant, {**grant, "coordinatingOrganisationId": "202100-2817", "projectId": "2"}])
    )
    assert (release.accepted, release.outside, release.as_of) == (1, 1, date(2025, 11, 19))
    [row] = before = staged("rd_project")
    assert (row["key"], row["title"], row["amount"]) == ("SE-swecris-2025-01234_VR", "Fjäll", 3200000)
    assert (row["programme"], row["started"], row["ended"]) == ("Vetenskapsrådet", date(2025, 1, 1), date(2027, 12, 31))
    assert archived_again(data, "swecris") == before


def test_the_project_bank_gives_what_was_granted_and_no_persons(take, staged, rejected, data):
    """Applications that were declined, persons' grants and what is done abroad are outside; years become days."""
    rows = [
        "301317,Skog,2019-09-25 00:00:00,Bevilgning,2020,2025,MANN,Organisasjon,SINTEF,919303808,5001,Klima,K,1,9500000.5,Kari Nordmann",
        "301318,Avslag,2019-09-25 00:00:00,Avslag,2020,2025,MANN,Organisasjon,SINTEF,919303808,5001,Klima,K,1,0.0,Kari Nordmann",
        "301319,Stipend,2019-09-25 00:00:00,Avsluttet,2020,2021,MANN,Person,Ola Nordmann,,5001,Klima,K,1.0,7.0,Ola Nordmann",
        "301320,Utland,,Avsluttet,1994,2019,,Organisasjon,ECORD,0,,Annet,D,1.0,7.0,",
        "301321,Gammelt,1994-12-16 00:00:00,Avsluttet,1994,2004,,Organisasjon,Et laboratorium,0,1601,Annet,D,1.0,7.0,",
        "301322,Feil,,Avsluttet,1994,2004,,Organisasjon,NTNU,974767881,5001,Annet,D,1.0,7.0,",
    ]
    release = take("forskningsradet", BANK + "\n".join(rows) + "\n", "soknader2.csv")
    assert (release.accepted, release.outside, release.rejected, release.as_of) == (2, 3, 1, date(2019, 9, 25))
    first, second = before = staged("rd_project")
    assert (first["key"], first["grant_number"]) == ("NO-forskningsradet-301317", "NFR-301317")
    assert (first["organisation"], first["role"], first["programme"]) == ("NO-919303808", "coordinator", "Klima")
    assert (first["amount"], first["currency"]) == (9500000.5, "NOK")
    assert (first["started"], first["ended"]) == (date(2020, 1, 1), date(2025, 12, 31))
    assert (second["organisation"], second["organisation_name"], second["area"]) == (None, "Et laboratorium", "NO-5001")
    assert [reason for _, reason, _ in rejected()] == ["orgnr"]
    assert archived_again(data, "forskningsradet") == before


UNIT = {
    "@context": "https://bibsysdev.github.io/src/organization-context.json", "type": "Organization",
    "id": "https://api.nva.unit.no/cristin/organization/194.64.0.0", "labels": {"en": "Faculty", "nb": "Fakultet"},
    "partOf": [{"id": "https://api.nva.unit.no/cristin/organization/194.0.0.0", "partOf": [], "labels": {"nb": "NTNU", "en": "NTNU (en)"}}],
    "hasPart": [{"id": "https://api.nva.unit.no/cristin/organization/194.64.45.0", "labels": {"en": "Department"}}],
}  # fmt: skip


def test_nva_units_as_json_are_parts_of_their_institution(take, staged, rejected):
    """One organisation with what lies under it, or a page of organisations."""
    whole = {
        "id": "https://api.nva.unit.no/cristin/organization/7401.0.0.0",
        "labels": {"nb": "SINTEF", "en": "SINTEF (en)"},
    }
    oslo = {"id": "https://api.nva.unit.no/cristin/organization/185.90.0.0", "labels": {"nb": "UiO"}}
    release = take("nva", json.dumps({"size": 3, "hits": [UNIT, whole, oslo]}), "page.json")
    assert (release.rows, release.accepted, release.rejected) == (4, 3, 1)
    assert [(row["key"], row["name_nb"], row["name_en"]) for row in staged("rd_organisation")] == [
        ("NO-nva-194", "NTNU", "NTNU"), ("NO-nva-7401", "SINTEF", "SINTEF (en)"),
    ]  # fmt: skip
    assert rejected() == [(4, "no_area", None)]


def project(own, institution, **fields):
    """A project as the service has it, with people in several places."""
    who = {"type": "Person", "firstName": "Kari", "lastName": "Nordmann", "email": "kari@example.org"}
    unit = {"id": f"https://api.nva.unit.no/cristin/organization/{institution}", "labels": {"nb": "Institutt for skog"}}
    return {
        "id": f"https://api.nva.unit.no/cristin/project/{own}", "type": "Project", "title": "Skog i nord",
        "startDate": "2024-03-01T00:00:00Z", "endDate": "2026-12-31T00:00:00Z", "coordinatingInstitution": unit,
        "contributors": [{"type": "ProjectManager", "identity": who, "affiliation": unit}], "creator": {"identity": who},
        "contactInfo": {"contactPerson": "Kari Nordmann", "email": "kari@example.org"},
        "lastModified": {"date": "2026-02-03T09:48:20Z"}, "status": "ACTIVE", "funding": [], **fields,
    }  # fmt: skip


def funding(funder, grant):
    """A project's funding, with the funder's own number."""
    source = f"https://api.nva.unit.no/cristin/funding-sources/{funder}"
    return [{"type": "Funding", "source": source, "identifier": grant, "labels": {"nb": funder}}]


def test_nva_projects_come_once_and_without_people(take, staged, data):
    """Under the coordinator; of institutions seated elsewhere it is not known where, so theirs are outside."""
    page = {"hits": [project("1", "194.64.45.0", funding=funding("NFR", "301317")), project("2", "204.12.0.0"),
                     project("3", "185.15.0.0"), project("1", "194.0.0.0")]}  # fmt: skip
    release = take("nva", json.dumps(page), "page.json")
    assert (release.accepted, release.outside, release.rejected, release.as_of) == (1, 2, 1, date(2026, 2, 3))
    [row] = before = staged("rd_project")
    assert (row["key"], row["area"], row["organisation_name"]) == ("NO-nva-project-1", "NO-5001", "Institutt for skog")
    assert (row["started"], row["ended"], row["amount"]) == (date(2024, 3, 1), date(2026, 12, 31), None)
    assert (row["grant_number"], row["programme"], row["role"]) == ("NFR-301317", "NFR", "coordinator")
    assert archived_again(data, "nva") == before


def archived_again(data: Path, source):
    """What the archived file of a source gives, which must be without its invented persons."""
    [archived] = (data / "raw" / source).iterdir()
    assert "Nordmann" not in archived.read_text() and "0000-0001" not in archived.read_text()
    for path, _ in list(releases(settings().staged)):
        (path / "release.json").unlink()
    restage()
    [path] = [path for path, _ in releases(settings().staged)]
    return pq.read_table(path / "rd_project.parquet").to_pylist()
