"""Whatever a file is, it is read, or refused in one sentence with nothing changed."""

import gzip
import io
import json
import zipfile
from contextlib import suppress
from datetime import date
from itertools import count

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from dashboard.errors import UserError
from dashboard.i18n import words
from dashboard.settings import settings
from dashboard.sources import names
from dashboard.sources.importing import import_file
from dashboard.sources.opening import File
from dashboard.staged import releases
from tests.sources.conftest import fresh_data

NUMBER = count()  # each mangled file has a data folder of its own
GOOD = "key;name;area\n1;A;5001\n2;B;5006\n"
MATTILSYNET = (
    "tilsynsobjektid,orgnummer,navn,adresse,poststed,kommunenr_by_polygon,lat,lon,tilsyn_dato\n"
    "Z1,988340715,Kafé,Gate 1,TRONDHEIM,5001,63.43,10.39,2025-01-02\n"
)
SAMPLES = {
    "places": GOOD, "mattilsynet": MATTILSYNET, "population": "kommunenummer,calyear,pop\n5001,2024,212660\n",
    "nve": "Løpenummer,Navn,Org.nr. hovedeier,kommunenummer,Maks ytelse [MW]\n1,Foss,988340715,5006,\"29,5\"\n",
    "brreg-enheter": json.dumps([{
        "organisasjonsnummer": "976030788", "navn": "A AS", "organisasjonsform": {"kode": "AS"},
        "forretningsadresse": {"kommunenummer": "5001", "landkode": "NO"}, "antallAnsatte": 10,
    }]),
    "brreg-underenheter": json.dumps({"_embedded": {"underenheter": [{
        "organisasjonsnummer": "971497017", "navn": "A AVD", "organisasjonsform": {"kode": "BEDR"},
        "beliggenhetsadresse": {"kommunenummer": "5006", "landkode": "NO"},
    }]}, "page": {}}),
    "employment": "area;industry;year;jobs\n2321;C;2023;12\n", "emissions": "kommun;year;sector;ton_co2e\nÅre;2023;Jordbruk;9,5\n",
    "kolada": json.dumps({"values": [{"kpi": "N00401", "municipality": "2321", "period": 2024, "values": [
        {"gender": "T", "value": 1.5, "status": "", "count": 1},
    ]}]}),
    "scb": json.dumps({
        "class": "dataset", "label": "Folkmängd", "id": ["Region", "Tid"], "size": [1, 1], "value": [9], "status": {"0": "p"},
        "dimension": {"Region": {"label": "region", "category": {"index": {"2321": 0}, "label": {"2321": "Åre"}}},
                      "Tid": {"label": "år", "category": {"index": ["2024"]}}},
    }),
    "ssb": '"region";"kjønn";"Personer 2023"\n"K-5001 Trondheim";"Menn";12\n',
    "jobtech": json.dumps([{"id": "1", "headline": "Kock", "publication_date": "2026-11-01T08:00:00",
                            "employer": {"name": "A AB"}, "workplace_address": {"municipality_code": "2321"}}]),
    "nav": json.dumps([{"uuid": "a-1", "title": "Kokk", "published": "2026-11-01T08:00:00Z", "expires": "2026-12-05T22:59:59Z",
                        "workLocations": [{"county": "TRØNDELAG", "municipal": "NAMSOS"}], "employer": {"name": "A AS"}}]),
    "forskningsradet": "Prosjektnr;Prosjektnavn;Organisasjonsnummer;Adresse kommunenummer\n1;A;974767880;5001\n",
    "swecris": "projectId;projectTitleSv;coordinatingOrganisationId\n2020-1_VR;A;202100-4524\n",
    "nva": "cristin_unit_id,institution,name_nb,name_en\n194.0.0.0,NTNU,NTNU,NTNU\n",
    "bolagsverket": 'organisationsidentitet;organisationsnamn;organisationsform;avregistreringsdatum;registreringsdatum;postadress\n'
                    '"5560000001$ORGNR-IDORG";"A AB$FORETAGSNAMN-ORGNAM$";"AB-ORGFO";"";"2020-01-02";"$$ÅRE$83751$SE-LAND"\n',
    "scb-foretag": "FtgStat\tJurForm\tNamn\tNg1\tPeOrgNr\tPostNr\tPostOrt\t\n1\t49\tA AB\t62010\t165560000001\t83751\tÅRE\t\n",
    "bolagsverket-api": json.dumps({"organisationer": [{
        "organisationsidentitet": {"identitetsbeteckning": "5560000001"}, "organisationsform": {"kod": "AB"},
        "postadressOrganisation": {"postadress": {"postnummer": "83751", "postort": "ÅRE"}},
    }]}),
    "ecb": "KEY,FREQ,CURRENCY,CURRENCY_DENOM,TIME_PERIOD,OBS_VALUE\nEXR.A.SEK.EUR.SP00.A,A,SEK,EUR,2024,11.4325\n",
    "ror": json.dumps([{"id": "https://ror.org/05xg72x27", "names": [{"lang": "en", "types": ["ror_display"], "value": "NTNU"}],
                        "locations": [{"geonames_details": {"country_code": "NO", "lat": 63.43, "lng": 10.4}}]}]),
}  # fmt: skip


def zipped(name, content, *others):
    """A zip with one member, or with others that have the same content."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for member in (name, *others):
            archive.writestr(member, content)
    return out.getvalue()


# one table with the columns of both files of the zip
CORDIS = "id;title;projectID;name;country;nutsCode;city\n1;A;1;NTNU;NO;NO060;Trondheim\n"
PACKED = {"cordis": zipped("project.csv", CORDIS, "organization.csv")}
BAD = {
    "empty": (b"", "sources.empty"),
    "only spaces": (b" \n\n ", "sources.empty"),
    "error page": (b"<!DOCTYPE html><html>503</html>", "sources.web_page"),
    "error page, packed": (gzip.compress(b"<html>"), "sources.web_page"),
    "truncated gzip": (gzip.compress(GOOD.encode() * 999)[:-20], "sources.damaged"),
    "truncated workbook": (zipped("xl/workbook.xml", "x" * 999)[:-30], "sources.damaged"),
    "zip of something else": (zipped("a.txt", "x"), "sources.missing_columns"),
    "zip of several files": (zipped("a.csv", GOOD, "b.csv"), "sources.zip_several"),
    "zip in a zip": (zipped("a.zip", zipped("a.csv", GOOD)), "sources.unknown_format"),
    "zip without files": (zipped("folder/", ""), "sources.unknown_format"),
    "truncated zip": (zipped("a.csv", GOOD * 9)[:-30], "sources.damaged"),
    "damaged zip": (zipped("a.csv", GOOD * 9).replace(b"a.csv", b"b.csv", 1), "sources.damaged"),
    "zip bomb": (zipped("a.csv", b"key;name;area\n" + b"\n" * 60_000_000), "sources.too_large"),
    "old Excel": (b"\xd0\xcf\x11\xe0" + bytes(99), "sources.protected"),
    "binary": (bytes(range(1, 32)) * 9, "sources.unknown_format"),
    "missing columns": (b"a;b;c\n1;2;3\n", "sources.missing_columns"),
    "header alone": (b"key;name;area\n", "sources.no_rows"),
    "mixed encodings": ("key;name;area\n1;Åre;5001\n".encode() + "2;Østre;5001\n".encode("cp1252"), "sources.mixed_encodings"),
    "endless line": (b"key;name;area\n1;" + b"A" * 10_000_000, "sources.long_line"),
    "quotes": (b'key;name;area\n1;"A;5001\n2;B;5001\n', "sources.quotes"),
    "nothing usable": (b"key;name;area\n1;A;5099\n", "sources.none_usable"),
    "gzip bomb": (gzip.compress(b"key;name;area\n" + b"\n" * 60_000_000), "sources.too_large"),
    "workbook bomb": (zipped("xl/workbook.xml", bytes(60_000_000)), "sources.too_large"),
}  # fmt: skip


@pytest.mark.parametrize("what", BAD)
def test_bad_files_are_one_sentence_and_change_nothing(take, data, what):
    """In three languages; neither archive nor staged rows keep anything of it, and what was there stays."""
    take("places", GOOD, "before.csv", date(2026, 1, 1))
    before = sorted(str(path) for path in data.rglob("*"))
    content, key = BAD[what]
    with pytest.raises(UserError) as caught:
        take("places", content, "list.csv")
    assert caught.value.key == key
    assert "\n" not in str(caught.value) and str(caught.value).endswith(".")
    for language in ("sv", "nb", "en"):
        assert words(language)(caught.value.key, **caught.value.values)
    assert sorted(str(path) for path in data.rglob("*")) == before


def test_the_one_file_in_a_zip_is_read_as_it_is_alone(take):
    """Also in a folder, and beside what a Mac adds."""
    packed = take("places", zipped("list/own.csv", GOOD, "__MACOSX/list/._own.csv", "list/.DS_Store"), "list.zip")
    assert packed.accepted == take("places", GOOD, "list.csv").accepted == 2


def test_a_source_names_the_member_of_a_zip_that_it_wants(tmp_path):
    """By its name without folders; an absent one is said, and so is a file that is no zip. Nothing is unpacked."""
    path = tmp_path / "several.zip"
    path.write_bytes(zipped("csv/project.csv", "a;b\n1;Åre\n", "../../organization.csv"))
    with File(path).member("organization.csv").text() as stream:
        assert stream.read() == "a;b\n1;Åre\n"
    assert [one.name for one in tmp_path.parent.parent.glob("**/organization.csv")] == []
    plain = tmp_path / "project.csv"
    plain.write_text("a;b\n1;2\n")
    for file in (File(path).member("topics.csv"), File(plain).member("project.csv")):
        with pytest.raises(UserError) as caught:
            file.open()
        assert caught.value.key == "sources.zip_lacks"


@pytest.mark.parametrize("source", [name for name in names() if name.startswith("brreg")])
@pytest.mark.parametrize(
    "content", ["{}", "[1, 2]", '{"a": [', "[" * 5000, '{"_embedded": {"enheter": 3}}', '[{"navn": "x"}']
)
def test_json_that_is_something_else_is_refused(take, source, content):
    """Other JSON, JSON that breaks off, and JSON too deep to be honest."""
    with pytest.raises(UserError):
        take(source, content, "answer.json")
    assert list(releases(settings().staged)) == []


@pytest.mark.parametrize("source", names())
def test_the_sample_of_each_source_is_read(take, source):
    """What the next test mangles is good as it is."""
    assert take(source, PACKED.get(source) or SAMPLES[source]).accepted == 1 + (source == "places")


@pytest.mark.parametrize("source", names())
@hypothesis_settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chance=st.data())
def test_mangled_files_are_read_or_refused(source, chance, tmp_path, monkeypatch):
    """Bytes cut, doubled, swapped or made up: each row is accepted, outside or rejected, or the file is refused whole."""
    content = bytearray((PACKED.get(source) or SAMPLES[source].encode()) * chance.draw(st.integers(1, 3)))
    for _ in range(chance.draw(st.integers(1, 6))):
        at = chance.draw(st.integers(0, len(content)))
        end = min(len(content), at + chance.draw(st.integers(0, 12)))
        content[at:end] = chance.draw(
            st.binary(max_size=12) | st.sampled_from([b"\n", b'"', b";", b"\x00", b"=1+1", b"-9999"])
        )
    folder = fresh_data(tmp_path / str(next(NUMBER)), monkeypatch)
    path = tmp_path / "mangled.csv"
    path.write_bytes(bytes(content))
    with suppress(UserError):
        release = import_file(path, source)
        assert release.rows == release.accepted + release.outside + release.rejected
        [(where, again)] = releases(settings().staged)
        assert again == release and (where / "reject.parquet").exists()
        return
    assert not list(folder.rglob("*.*"))


def test_a_newer_file_replaces_and_an_older_one_stays_as_history(take, data):
    """Two days of one source are two releases; the same file again is none more."""
    for _ in range(2):
        take("places", GOOD, "list_2025-01-31.csv")
        take("places", GOOD + "3;C;5001\n", "list_2026-01-31.csv")
    assert [release.as_of for _, release in releases(settings().staged)] == [date(2025, 1, 31), date(2026, 1, 31)]
    assert len(list((data / "raw/places").iterdir())) == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_encoding_delimiter_and_decimal_comma_are_found_out(take, staged, encoding, delimiter):
    """The same list in sixteen disguises; a decimal comma is quoted where the comma separates."""
    cells = [["nyckel", "namn", "latitud", "longitud"], ["1", "Åre Såg", '"63,4"', '"13,1"']]
    take("places", "\r\n".join(delimiter.join(row) for row in cells).encode(encoding))
    [row] = staged("workplace")
    assert (row["name"], row["lat"], row["lon"], row["area"]) == ("Åre Såg", 63.4, 13.1, "SE-2321")


@pytest.mark.parametrize("at", [1, 60_000, 65_000, 65_500])
def test_a_number_without_end_is_a_damaged_file(take, at):
    """It would end the whole process; wherever it stands between two pieces that are read."""
    ads = '[{"id": "' + "x" * at + '", "n": ' + "7" * 6_000 + "}]"
    with pytest.raises(UserError, match="damaged"):
        take("jobtech", ads, "ads.json")
