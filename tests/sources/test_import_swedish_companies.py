"""Bolagsverket and SCB: the bulk files as they come, packed, with what is spoilt in them, and answers about one company."""

import gzip
import io
import json
import zipfile
from datetime import date

import pytest

from dashboard.errors import UserError
from dashboard.settings import settings
from dashboard.sources.importing import restage
from dashboard.sources.intake import Unusable
from dashboard.sources.swedish_post import municipality_of
from dashboard.staged import releases

BOLAGSVERKET = (
    "organisationsidentitet;namnskyddslopnummer;registreringsland;organisationsnamn;organisationsform;avregistreringsdatum;"
    "avregistreringsorsak;pagandeAvvecklingsEllerOmstruktureringsforfarande;registreringsdatum;verksamhetsbeskrivning;postadress\n"
)
SCB = (
    "ForAndrTyp COAdress Foretagsnamn FtgStat Gatuadress JEStat JurForm Namn Ng1 Ng2 Ng3 Ng4 Ng5 PeOrgNr PostNr PostOrt RegDatKtid "
    "Reklamsparrtyp mCOAdress mForetagsnamn mFtgStat mGatuadress mJEStat mJurForm mNamn mNg1 mNg2 mNg3 mNg4 mNg5 mPostNr mPostOrt "
    "mRegDatKtid mReklamsparrtyp "
).replace(" ", "\t") + "\n"  # fmt: skip
PERSON = "191212121212"  # the textbooks' own number
TOLVAN = "TOLVAN TOLVANSSONS BYGG"


def registered(
    number="5560001017", kind="ORGNR-IDORG", names="Såg AB$FORETAGSNAMN-ORGNAM$2020-01-02", form="AB", closed="",
    description="Såg", post="Box 1$c/o Tolvan$ÅRE$83751$SE-LAND", opened="2020-01-02",
):  # fmt: skip
    """A line of Bolagsverket's file."""
    cells = (f"{number}${kind}", "1", "SE-LAND", names, f"{form}-ORGFO", closed, "", "", opened, description, post)
    return ";".join(f'"{cell}"' for cell in cells) + "\n"


def counted(
    number="165560001017",
    name="SÅG AB",
    form="49",
    status="1",
    code="16101",
    post=("837 51", "ÅRE"),
    opened="20200102",
    ads="1",
):
    """A line of SCB's file."""
    cells = (
        "1",
        "c/o TOLVAN",
        "",
        status,
        "STORGATAN 1",
        "1",
        form,
        name,
        code,
        *[""] * 4,
        number,
        *post,
        opened,
        ads,
        *"1" * 16,
    )
    return "\t".join(cells) + "\t\n"


def packed(name, content, written=(2026, 6, 29, 1, 27, 14)):
    """A zip with one file in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo(name, written), content)
    return out.getvalue()


def archived():
    """The only file in the archive, unpacked, as text."""
    [raw] = (settings().raw).glob("*/*")
    content = raw.read_bytes()
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            [name] = archive.namelist()
            content = archive.read(name)
    return content


def test_bolagsverkets_file_gives_the_legal_units_of_the_region(take, staged):
    """Newest registered name, form without its ending, municipality by the postal address, and that said; as-of is the day
    that the file in the zip was written."""
    names = "Gammal AB$FORETAGSNAMN-ORGNAM$2001-01-01|Såg AB$FORETAGSNAMN-ORGNAM$2020-01-02|Saw$SARS_FORNAMN-ORGNAM$2022-01-01$Trä"
    elsewhere = registered("5566778899", post="Box 1$$STOCKHOLM$11122$SE-LAND")
    abroad = registered("5560002023", post="Gate 1$$ÅRE$83751$NO-LAND")
    content = BOLAGSVERKET + registered(names=names, closed="2024-05-31") + elsewhere + abroad
    release = take("bolagsverket", packed("bolagsverket_bulkfil.txt", content), "bolagsverket_bulkfil.zip")
    assert (release.rows, release.accepted, release.outside, release.complete) == (3, 1, 2, True)
    assert release.as_of == date(2026, 6, 29) and release.note == "sources.note.no_sole_traders"
    [row] = staged("company")
    assert {name: value for name, value in row.items() if value is not None} == {
        "key": "SE-5560001017", "country": "SE", "name": "Såg AB", "legal_form": "AB", "sole_trader": False, "area": "SE-2321",
        "area_basis": "locality", "address": "Box 1", "postcode": "83751", "locality": "Åre",
        "opened": date(2020, 1, 2), "closed": date(2024, 5, 31),
    }  # fmt: skip


def test_scbs_file_gives_industry_activity_and_whether_advertising_is_declined(take, staged):
    """Windows-1252, tabs also at the end. The day is in the name of the file in the zip; SNI is that of the day."""
    content = SCB + counted() + counted("165560002023", "VILANDE AB", status="9", code="00000", opened="0", ads="21")
    content += counted("165566778899", post=("111 22", "STOCKHOLM"))
    take("scb-foretag", packed("scb_bulkfil_JE_20251230T055245_80.txt", content.encode("cp1252")), "scb_bulkfil.zip")
    working, idle = staged("company")
    assert {name: value for name, value in working.items() if value is not None} == {
        "key": "SE-5560001017", "country": "SE", "name": "SÅG AB", "legal_form": "AB", "sole_trader": False, "active": True,
        "no_marketing": False, "area": "SE-2321", "area_basis": "locality", "address": "STORGATAN 1", "postcode": "837 51",
        "locality": "Åre", "industry": "C", "division": "16", "industry_code": "16101", "industry_version": "SNI2007",
        "opened": date(2020, 1, 2),
    }  # fmt: skip
    assert (idle["active"], idle["no_marketing"], idle["industry"], idle["industry_code"], idle["opened"]) == (
        False, True, "?", None, None,
    )  # fmt: skip
    [(_, release)] = releases(settings().staged)
    assert (release.as_of, release.outside) == (date(2025, 12, 30), 1)
    take("scb-foretag", packed("scb_bulkfil_JE_20260105T055245_81.txt", content.encode("cp1252")), "scb_bulkfil.zip")
    assert staged("company")[-2]["industry_version"] == "SNI2025"


@pytest.mark.parametrize(
    ("source", "content"),
    [
        ("bolagsverket", BOLAGSVERKET + registered()
            + registered(PERSON, "PERSON-IDORG", f"{TOLVAN}$FORETAGSNAMN-ORGNAM$2020-01-02", "E")
            + registered(PERSON[2:], names=f"{TOLVAN}$FORETAGSNAMN-ORGNAM$2020-01-02")  # called an organisation's by mistake
            + registered("3021234567", "DODSBO-IDORG", TOLVAN)
            + registered("5560002023", names=TOLVAN, form="E")),
        ("scb-foretag", SCB + counted() + counted(PERSON, TOLVAN, "10") + counted("16" + PERSON[2:], TOLVAN)
            + counted("165560002023", TOLVAN, "91") + counted("163021234567", TOLVAN)),
    ],
)  # fmt: skip
@pytest.mark.parametrize("pack", ["zip", "gz", "txt"])
def test_persons_are_counted_as_outside_and_kept_nowhere(take, staged, source, content, pack):
    """Neither staged, nor listed as rejected, nor in the archive, which has no c/o names either and can be read again."""
    raw = content.encode("cp1252" if source == "scb-foretag" else "utf-8")
    file = {"zip": packed("bulk.txt", raw), "gz": gzip.compress(raw), "txt": raw}[pack]
    release = take(source, file, {"zip": "bulk.zip", "gz": "bulk.txt.gz", "txt": "bulk.txt"}[pack])
    assert (release.accepted, release.rejected, release.outside) == (1, 0, release.rows - 1)
    before = staged("company")
    assert [row["key"] for row in before] == ["SE-5560001017"]
    [kept] = settings().raw.glob("*/*")
    text = gzip.decompress(kept.read_bytes()) if pack == "gz" else archived()
    assert b"olvan" not in text.lower() and PERSON[2:].encode() not in text and b"5560001017" in text
    [(folder, _)] = releases(settings().staged)
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
    [again] = restage()
    assert (again.as_of, again.accepted, again.outside) == (release.as_of, 1, 0) and staged("company") == before


def test_what_is_spoilt_in_bolagsverkets_file_costs_no_other_line(take, staged, rejected):
    """Stray NULs, quotation marks and semicolons in descriptions, null for nothing, a byte of no encoding; a line with too
    few cells and a wrong number are rejected with their lines."""
    lines = [
        registered(description='Skärmar 27" och 32"; även "begagnade"'),
        registered(
            "5560002023", closed="null", names="NULL$FORETAGSNAMN-ORGNAM|B\x00 AB$FORETAGSNAMN-ORGNAM$2020-01-02"
        ),
        '"5560003039$ORGNR-IDORG";"1"\n',
        registered("5560003038"),
        registered("5566778899", names="?? AB$FORETAGSNAMN-ORGNAM"),
        registered("9696001115", post="Box 2$$TRUGGELVIK$83002$SE-LAND"),
        registered(),
    ]
    content = (BOLAGSVERKET + "".join(lines)).encode("utf-8-sig").replace(b"??", b"\xff")
    release = take("bolagsverket", content, "bolagsverket_bulkfil.txt")
    assert [row["name"] for row in staged("company")] == ["Såg AB", "B AB", "\ufffd AB"]
    assert [row["closed"] for row in staged("company")] == [None, None, None]
    assert rejected() == [
        (4, "cells", None), (5, "orgnr", "5560003038"), (7, "unknown_area", "83002 TRUGGELVIK"), (8, "duplicate", "SE-5560001017"),
    ]  # fmt: skip
    assert release.rows == 7
    assert "Skärmar" not in archived().decode(errors="replace")


def test_a_line_of_scb_without_a_number_or_with_a_wrong_day_is_rejected(take, rejected):
    """The others are in."""
    content = SCB + counted("") + counted(opened="20201399") + counted("165560002023") + counted("165560002024")
    assert take("scb-foretag", content, "scb.txt").accepted == 1
    assert [(line, reason) for line, reason, _ in rejected()] == [(2, "no_key"), (3, "date"), (5, "orgnr")]


def test_a_table_of_something_else_is_refused(take):
    """The columns that are missing are named."""
    with pytest.raises(UserError) as caught:
        take("bolagsverket", SCB + counted(), "scb.txt")
    assert caught.value.key == "sources.missing_columns"


@pytest.mark.parametrize(
    ("postcode", "town", "area"),
    [
        ("831 45", "ÖSTERSUND", "SE-2380"), ("83568", "MUNKFLOHÖGEN", "SE-2380"), ("83561", "FÖLLINGE", "SE-2309"),
        ("84591", "HALLEN", "SE-2321"), ("84593", "FÅKER", "SE-2380"), ("84461", "KÄLARNE", "SE-2305"),
        ("84699", "STORHÅGNA", "SE-2326"), ("88394", "BACKE", "SE-2313"), ("83670", "ÅS", "SE-2309"), ("83631", "LIT", "SE-2380"),
        ("84095", "Funäsdalen", "SE-2361"), ("83005", "JÄRPEN", "SE-2321"),
    ],
)  # fmt: skip
def test_postcodes_of_the_county_and_their_exceptions(postcode, town, area):
    """Published postcodes with their municipality, and old ones that the town tells."""
    assert municipality_of(postcode, town) == area


def test_every_municipality_of_the_county_has_postcodes():
    """The beginnings lead to all eight."""
    found = {
        municipality_of(code, "") for code in ("83100", "83300", "83500", "83700", "84200", "84300", "84400", "84500")
    }
    assert len(found) == 8


def test_towns_lie_where_jobtechs_list_of_localities_has_them(shared):
    """Two lists made independently: what both name, they place in the same municipality."""
    both = 0
    for line in (shared / "codes/jobtech_platser_jamtland.csv").read_text(encoding="utf-8").splitlines()[1:]:
        town, code, *_ = line.split(",")
        try:
            area = municipality_of("83000", town)
        except Unusable:
            continue
        both += 1
        assert area == f"SE-{code}", town
    assert both > 35


def answer(number, form, names, post, **blocks):
    """An answer with one organisation, as the service's OpenAPI document shows it; each block names its producer."""
    listed = [{"namn": name, "registreringsdatum": since, "organisationsnamntyp": {"kod": kind, "klartext": "–"}}
              for name, kind, since in names]  # fmt: skip
    found = {
        "organisationsidentitet": number and {"identitetsbeteckning": number}, "namnskyddslopnummer": None,
        "organisationsnamn": {"organisationsnamnLista": listed, "fel": None, "dataproducent": "Bolagsverket"},
        "organisationsform": {"kod": form, "fel": None, "dataproducent": "Bolagsverket"},
        "postadressOrganisation": {"postadress": post, "fel": None, "dataproducent": "SCB"},
        **{name: block and block | {"fel": block.get("fel"), "dataproducent": "SCB"} for name, block in blocks.items()},
    }  # fmt: skip
    return {"organisationer": [found]}


POST = {
    "postnummer": "83131",
    "postort": "ÖSTERSUND",
    "utdelningsadress": "Jobbstigen 2",
    "land": "Sverige",
    "coAdress": "C/o Tolvan",
}


def test_an_answer_about_a_company(take, staged):
    """Facts of both producers; of several names the registered one, of several industries the first."""
    names = [("Mopedbolaget AB", "SARSKILT_FORETAGSNAMN", "2024-03-15"), ("Cykelbolaget AB", "FORETAGSNAMN", "2020-03-15"),
             ("Bicycle expert", "FORETAGSNAMN_PA_FRAMMANDE_SPRAK", "2025-04-01")]  # fmt: skip
    content = answer(
        "5299999994", "AB", names, POST, reklamsparr={"kod": "JA"}, juridiskForm={"kod": "49"}, verksamOrganisation={"kod": "NEJ"},
        verksamhetsbeskrivning={"beskrivning": "Bedriva handel med cyklar"},
        organisationsdatum={"registreringsdatum": "2000-01-23", "infortHosScb": "2000-02-03"},
        avregistreradOrganisation={"avregistreringsdatum": "2023-05-05T00:00:00.000+00:00"},
        naringsgrenOrganisation={"sni": [{"kod": "47642", "klartext": "Cyklar"}, {"kod": "45400", "klartext": "Mopeder"}]},
    )  # fmt: skip
    release = take("bolagsverket-api", json.dumps(content), "answer_2025-11-30.json")
    assert (release.accepted, release.complete) == (1, False)
    [row] = staged("company")
    assert {name: value for name, value in row.items() if value is not None} == {
        "key": "SE-5299999994", "country": "SE", "name": "Cykelbolaget AB", "legal_form": "AB", "sole_trader": False,
        "active": False, "no_marketing": True, "area": "SE-2380", "area_basis": "locality", "address": "Jobbstigen 2",
        "postcode": "83131", "locality": "Östersund", "industry": "G", "division": "47", "industry_code": "47642",
        "industry_version": "SNI2007", "opened": date(2000, 1, 23), "closed": date(2023, 5, 5),
    }  # fmt: skip
    assert b"Tolvan" not in archived() and b"handel med" not in archived() and b"Mopeder" in archived()


def test_answers_about_persons_and_failures(take, staged, rejected):
    """Persons are outside and not archived; an answer that names nobody is rejected; what a register could not tell is
    unknown, the municipality too. Nobody declines advertising where there is an address and no such block."""
    name = [("TOLVAN TOLVANSSONS BYGG", "FORETAGSNAMN", "1990-02-09")]
    failed = {"postadress": None, "fel": {"typ": "OTILLGANGLIG_UPPGIFTSKALLA", "felBeskrivning": "–"}}
    answers = [
        answer(PERSON, "E", name, POST, juridiskForm=None), answer(None, None, [], POST),
        answer("5560001017", "AB", [], None, postadressOrganisation=failed),
        answer("5560002023", None, [], POST, juridiskForm={"kod": "31"}),
    ]  # fmt: skip
    release = take("bolagsverket-api", "\n".join(map(json.dumps, answers)), "answers.jsonl")
    assert (release.rows, release.accepted, release.outside, release.rejected) == (4, 2, 1, 1)
    assert rejected() == [(2, "orgnr", None)]
    assert [(row["key"], row["area"], row["legal_form"], row["no_marketing"]) for row in staged("company")] == [
        ("SE-5560001017", None, "AB", None), ("SE-5560002023", "SE-2380", "31", False),
    ]  # fmt: skip
    assert b"TOLVAN" not in archived() and PERSON.encode() not in archived()
