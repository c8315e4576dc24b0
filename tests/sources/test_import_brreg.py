"""Brønnøysundregistrene: pages, single units and bulk files in both formats, packed or not."""

import csv
import gzip
import io
import json
from datetime import date

import pytest

from dashboard.errors import UserError
from dashboard.sources.importing import import_file

COMPANY = {
    "organisasjonsnummer": "976030788", "navn": "SESAM AS", "organisasjonsform": {"kode": "AS"},
    "registreringsdatoEnhetsregisteret": "1996-01-25", "naeringskode1": {"kode": "62.100"}, "antallAnsatte": 10,
    "forretningsadresse": {"landkode": "NO", "postnummer": "7030", "poststed": "TRONDHEIM",
                           "adresse": ["Elgeseter gate 1", None, ""], "kommunenummer": "5001"},
    "stiftelsesdato": "1995-12-12", "hjemmeside": "www.sesam.no", "konkurs": False,
}  # fmt: skip
LOCAL = {
    "organisasjonsnummer": "971497017", "navn": "SESAM AVD LADE", "organisasjonsform": {"kode": "BEDR"},
    "overordnetEnhet": "976030788", "naeringskode1": {"kode": "62.100"}, "harRegistrertAntallAnsatte": True,
    "beliggenhetsadresse": {"landkode": "NO", "kommunenummer": "5006", "poststed": "STEINKJER", "adresse": ["Kai 1"]},
    "oppstartsdato": "2001-02-03",
}  # fmt: skip


def unit(base=COMPANY, **changes):
    """A unit like ``base`` with other values; None leaves a field out."""
    return {key: value for key, value in (base | changes).items() if value is not None}


def bulk_csv(units, paths):
    """Units as the register's CSV writes them: the same paths with dots."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(paths)
    for one in units:
        cells = []
        for path in paths:
            value = one
            for part in path.split("."):
                value = value.get(part) if isinstance(value, dict) else None
            if isinstance(value, list):
                value = ", ".join(line for line in value if line)
            cells.append({True: "true", False: "false", None: ""}.get(value, value))
        writer.writerow(cells)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "source", "counts"),
    [
        ("enheter-search-page1", "brreg-enheter", (2, 1, 1)),
        ("enheter-search-page2", "brreg-enheter", (1, 0, 1)),
        ("enheter-search-empty", "brreg-enheter", (0, 0, 0)),
        ("enheter-details", "brreg-enheter", (1, 0, 1)),
        ("underenheter-search", "brreg-underenheter", (1, 0, 1)),
        ("underenheter-search-empty", "brreg-underenheter", (0, 0, 0)),
        ("underenheter-details", "brreg-underenheter", (1, 0, 1)),
    ],
)
def test_recorded_answers_are_read(data, shared, name, source, counts):
    """Pages, empty pages and single units: rows, accepted and outside are what one counts by eye; a part only."""
    release = import_file(shared / "brreg" / f"pythonbrreg_{name}.json", source)
    assert (release.rows, release.accepted, release.outside) == counts
    assert not release.complete


def test_a_recorded_company_comes_with_all_its_facts(data, shared, staged):
    """SESAM AS in Trondheim: seat, industry, employees and founding day as recorded."""
    import_file(shared / "brreg/pythonbrreg_enheter-search-page1.json", "brreg-enheter", date(2023, 5, 1))
    [row] = staged("company")
    assert (row["key"], row["name"], row["legal_form"], row["area"]) == ("NO-976030788", "SESAM AS", "AS", "NO-5001")
    assert (row["industry"], row["division"], row["industry_version"]) == ("I", "56", "SN2007")
    assert (row["employees"], row["opened"], row["locality"]) == (10, date(1995, 12, 12), "Trondheim")


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("shape", ["json", "csv"])
def test_bulk_files_of_both_formats_give_the_same_rows(take, staged, shape, packed):
    """The whole register as array or table, gzipped or not, is complete and gives the same companies."""
    units = [COMPANY, unit(organisasjonsnummer="988340715", antallAnsatte=None, harRegistrertAntallAnsatte=False)]
    paths = ["organisasjonsnummer", "navn", "organisasjonsform.kode", "naeringskode1.kode", "antallAnsatte",
             "harRegistrertAntallAnsatte", "stiftelsesdato", "forretningsadresse.adresse", "hjemmeside",
             "forretningsadresse.postnummer", "forretningsadresse.poststed", "forretningsadresse.kommunenummer"]  # fmt: skip
    content = (json.dumps(units) if shape == "json" else bulk_csv(units, paths)).encode()
    release = take("brreg-enheter", gzip.compress(content) if packed else content, f"enheter_2026-11-01.{shape}")
    assert release.complete
    assert release.as_of == date(2026, 11, 1)
    rows = staged("company")
    assert [row["key"] for row in rows] == ["NO-976030788", "NO-988340715"]
    assert [row["employees"] for row in rows] == [10, 0]
    assert {(row["address"], row["website"]) for row in rows} == {("Elgeseter gate 1", "https://www.sesam.no")}
    assert {(row["industry"], row["division"], row["industry_version"]) for row in rows} == {("K", "62", "SN2025")}


@pytest.mark.parametrize(
    ("stated", "registered", "expected"),
    [(50, True, (50, None, None)), (None, True, (None, 1, 4)), (None, False, (0, None, None)),
     (0, True, (0, None, None)), (None, None, (None, None, None))],
)  # fmt: skip
def test_employees_below_five_are_a_band(take, staged, stated, registered, expected):
    """The register leaves the number out below 5, and says only whether there are any."""
    take("brreg-enheter", json.dumps([unit(antallAnsatte=stated, harRegistrertAntallAnsatte=registered)]), "bulk.json")
    [row] = staged("company")
    assert (row["employees"], row["employees_low"], row["employees_high"]) == expected


def test_sole_traders_keep_neither_name_nor_address(take, staged):
    """A sole trader counts in area and industry; nothing that tells who it is reaches the staged rows."""
    take("brreg-enheter", json.dumps([unit(navn="KARI NORDMANN", organisasjonsform={"kode": "ENK"})]), "bulk.json")
    [row] = staged("company")
    assert row["sole_trader"]
    assert (row["area"], row["division"]) == ("NO-5001", "62")
    hidden = ("name", "address", "postcode", "locality", "lat", "lon", "website")
    assert [row[field] for field in hidden] == [None] * len(hidden)


def test_rejects_of_sole_traders_do_not_name_them(take, staged):
    """A sole trader's row that cannot be used is listed by number and form only."""
    enk = unit(navn="KARI NORDMANN", organisasjonsform={"kode": "ENK"}, stiftelsesdato="igår")
    nameless = unit(navn="OLA NORDMANN", organisasjonsform=None, organisasjonsnummer="123")
    take("brreg-enheter", json.dumps([COMPANY, enk | {"organisasjonsnummer": "988340715"}, nameless]), "bulk.json")
    texts = [row["text"] for row in staged("reject")]
    assert texts == ["988340715; ENK", "123"]


def test_local_units_know_their_company_and_when_they_closed(take, staged):
    """An underenhet is a workplace of the unit above it; the day of closing comes before that of deletion."""
    closed = unit(LOCAL, organisasjonsnummer="988879134", nedleggelsesdato="2020-05-06", slettedato="2020-06-01")
    take("brreg-underenheter", json.dumps([LOCAL, closed]), "bulk.json")
    open_, shut = staged("workplace")
    assert (open_["company"], open_["area"], open_["register_kind"]) == ("NO-976030788", "NO-5006", "register")
    assert (open_["opened"], open_["closed"], open_["area_basis"]) == (date(2001, 2, 3), None, "stated")
    assert (open_["employees_low"], open_["employees_high"]) == (1, 4)
    assert shut["closed"] == date(2020, 5, 6)


def test_a_deleted_unit_ends_although_it_has_no_address_any_more(take, staged):
    """The answer for a deleted unit has no address: the row says only that it ended, and when."""
    gone = {"organisasjonsnummer": "976030788", "navn": "SLETTET AS", "organisasjonsform": {"kode": "AS"},
            "slettedato": "2017-10-20"}  # fmt: skip
    take("brreg-enheter", json.dumps(gone), "details.json")
    [row] = staged("company")
    assert (row["key"], row["area"], row["closed"]) == ("NO-976030788", None, date(2017, 10, 20))


def test_units_elsewhere_are_outside_and_old_numbers_lead_to_todays(take, staged, rejected):
    """Oslo and Sweden are outside, 1702 is Steinkjer today, Snillfjord was divided and is rejected."""

    def seat(number, code="NO"):
        address = {"landkode": code, "kommunenummer": number} if number else {"landkode": code}
        return {"forretningsadresse": address}

    numbers = ["988340715", "988879134", "971497017", "923609016"]
    places = [seat("0301"), seat(None, "SE"), seat("1702"), seat("5012")]
    units = [unit(organisasjonsnummer=number, **place) for number, place in zip(numbers, places, strict=True)]
    release = take("brreg-enheter", json.dumps(units), "bulk.json")
    assert (release.accepted, release.outside, release.rejected) == (1, 2, 1)
    assert [row["area"] for row in staged("company")] == ["NO-5006"]
    assert rejected() == [(4, "unknown_area", "5012")]


@pytest.mark.parametrize(
    ("source", "right", "content"),
    [("brreg-underenheter", "brreg-enheter", [COMPANY]), ("brreg-enheter", "brreg-underenheter", [LOCAL]),
     ("brreg-enheter", "brreg-underenheter", {"_embedded": {"underenheter": [LOCAL]}, "page": {}})],
)  # fmt: skip
def test_a_file_of_the_other_register_names_the_right_source(take, source, right, content):
    """Companies are not taken for workplaces; the sentence says what to write instead."""
    with pytest.raises(UserError, match=f"--source {right}"):
        take(source, json.dumps(content), "bulk.json")


def test_invalid_numbers_and_repeated_units_are_rejected(take, rejected):
    """A number that fails its check digit, and the second of two units with one number, are listed."""
    take("brreg-enheter", json.dumps([COMPANY, unit(organisasjonsnummer="976030789"), COMPANY]), "bulk.json")
    assert rejected() == [(2, "orgnr", "976030789"), (3, "duplicate", "NO-976030788")]


def test_json_in_other_encodings_is_read(take, staged):
    """UTF-8 with a mark, UTF-16 and Windows-1252 all give ØSTRE BÆR AS."""
    for number, encoding in enumerate(("utf-8-sig", "utf-16", "cp1252")):
        text = json.dumps([unit(navn="ØSTRE BÆR AS")], ensure_ascii=False)
        take("brreg-enheter", text.encode(encoding), f"bulk{number}.json")
    assert {row["name"] for row in staged("company")} == {"ØSTRE BÆR AS"}
    assert len(staged("company")) == 3
