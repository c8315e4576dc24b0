"""Publishers of files, with a few rows each: packed and written as theirs are."""

import csv
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from stdnum import luhn

from tests.fetching.server import Answer, Asked, Publishers
from tests.fetching.worlds.brreg import number as norwegian

PERSON = "191212121212"  # the textbooks' own number
TOKEN = "hemlig-nyckel"
Row = dict[str, Any]


def swedish(count: int) -> str:
    """A valid organisation number of a limited company."""
    own = f"5569{count:05d}"
    return own + luhn.calc_check_digit(own)


def table(rows: list[Row], delimiter: str = ";", quoting: int = csv.QUOTE_MINIMAL) -> str:
    """Rows as a table with a header."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=delimiter, quoting=quoting, lineterminator="\n")  # type: ignore[arg-type]
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def packed(**members: bytes) -> bytes:
    """A zip of files, which were written on 20 November 2026; a double underscore stands for a dot in a name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name.replace("__", "."), (2026, 11, 20, 1, 0, 0)), content)
    return out.getvalue()


def bolagsverket(count: int, rename: Callable[[str], str]) -> bytes:
    """Companies of Östersund, as many elsewhere, a person, and descriptions with stray quotation marks and a spoilt letter."""
    lines = [
        "organisationsidentitet;namnskyddslopnummer;registreringsland;organisationsnamn;organisationsform;avregistreringsdatum;"
        "avregistreringsorsak;pagandeAvvecklingsEllerOmstruktureringsforfarande;registreringsdatum;verksamhetsbeskrivning;postadress"
    ]
    for n in range(2 * count):
        own, post = swedish(n), "Box 1$$ÖSTERSUND$83131$SE-LAND" if n < count else "Box 1$$STOCKHOLM$11122$SE-LAND"
        lines.append(f'"{own}$ORGNR-IDORG";"1";"SE-LAND";"Såg {n} AB$FORETAGSNAMN-ORGNAM$2020-01-02";"AB-ORGFO";"";"";"";'
                     f'"2020-01-02";"Säljer 19" lister och"; mer";"{post}"')  # fmt: skip
    lines.append(f'"{PERSON}$PERSON-IDORG";"1";"SE-LAND";"Tolvan";"E-ORGFO";"";"";"";"";"";"$$ÖSTERSUND$83131$SE-LAND"')
    return packed(bolagsverket_bulkfil__txt=rename("\n".join(lines) + "\n").encode().replace(b"mer", b"m\xe5r", 1))


def scb_foretag(count: int, rename: Callable[[str], str]) -> bytes:
    """The same companies as SCB has them: tabs, also at the end of a line, and Windows-1252."""
    header = "ForAndrTyp COAdress FtgStat Gatuadress JEStat JurForm Namn Ng1 PeOrgNr PostNr PostOrt RegDatKtid Reklamsparrtyp"
    rows = [
        ["1", "", "1", "STORGATAN 1", "1", "49", f"SÅG {n} AB", "16101", f"16{swedish(n)}",
         "83131" if n < count else "11122", "ÖSTERSUND" if n < count else "STOCKHOLM", "20200102", "1"]
        for n in range(2 * count)
    ]  # fmt: skip
    text = "\n".join("\t".join(cells) + "\t" for cells in [header.split(), *rows]) + "\n"
    return packed(scb_bulkfil_JE_20261121T010000_1__txt=rename(text).encode("cp1252"))


def mattilsynet(count: int, rename: Callable[[str], str]) -> bytes:
    """Inspections, half of them in Trondheim."""
    rows = [
        {"tilsynsobjektid": f"Z{n}", "orgnummer": norwegian(n), "navn": f"Kafé {n}", "adrlinje1": f"Gate {n}",
         "postnr": "7011" if n < count else "0162", "poststed": "TRONDHEIM" if n < count else "OSLO", "dato": "02112026"}
        for n in range(2 * count)
    ]  # fmt: skip
    return b"\xef\xbb\xbf" + rename(table(rows)).encode()


def nve(count: int, rename: Callable[[str], str]) -> bytes:
    """Hydropower plants, half of them in Grong."""
    plants = [
        {"VannKraftverkID": n + 1, "Navn": f"Foss {n}", "HovedEier": "KARI NORDMANN", "HovedEier_OrgNr": norwegian(n), "FylkesNr": "50",
         "KommuneNr": "45", "ForsteUtnyttelseAvFalletDato": 1959, "MaksYtelse": n + 0.5, "ErIDrift": True}
        for n in range(count)
    ]  # fmt: skip
    elsewhere = [
        plant | {"VannKraftverkID": 900 + n, "FylkesNr": "3", "KommuneNr": "1"} for n, plant in enumerate(plants)
    ]
    return rename(json.dumps(plants + elsewhere)).encode()


def grants(count: int, rename: Callable[[str], str]) -> bytes:
    """EU grants to organisations of Trondheim."""
    rows = [
        {"Rammeprogram": "HORIZON", "Prosjektnr": 800_000 + n, "Prosjektnavn": f"Skog {n}", "Kontrakt signeringsdato": "01.06.2024 00:00",
         "Organisasjonsnummer": norwegian(n), "Organisasjonsnavn": f"Tre {n} AS", "Organisasjon rolle": "PARTICIPANT",
         "Adresse kommunenummer": "5001", "Innvilget beløp organisasjon EUR": 1000 * n}
        for n in range(count)
    ]  # fmt: skip
    return rename(table(rows)).encode()


def bank(count: int, rename: Callable[[str], str]) -> bytes:
    """Applications, one of them turned down and one a person's."""
    rows = [
        {"prosjektnummer": 300_000 + n, "prosjekttittel": f"Hav {n}", "soknadsdato": "2025-09-01",
         "prosjektfase": "Avslag" if n == 0 else "Bevilgning", "prosjektstart": 2025, "prosjektslutt": 2027,
         "prosjektansvarlig_type": "Person" if n == 1 else "Organisasjon", "prosjektansvarlig_navn": f"Hav {n} AS",
         "organisasjonsnummer": norwegian(n), "kommunenummer": "5001", "aktivitet": "HAVBRUK", "tildelt_belop": 5_000}
        for n in range(count)
    ]  # fmt: skip
    return rename(table(rows, ",")).encode()


def swecris(owner: str) -> Callable[[int, Callable[[str], str]], bytes]:
    """Grants that an organisation coordinates."""

    def made(count: int, rename: Callable[[str], str]) -> bytes:
        rows = [
            {"projectId": f"2025-{owner[-4:]}{n}_VR", "projectTitleSv": f"Fjäll {n}", "projectTitleEn": f"Fell {n}",
             "coordinatingOrganisationId": owner, "coordinatingOrganisationNameSv": "Lärosätet", "fundingsSek": 100_000 + n,
             "fundingOrganisationNameSv": "Vetenskapsrådet", "projectStartDate": "2025-01-01 12:00:00",
             "projectEndDate": "2027-12-31 12:00:00", "loadedDate": "11/19/2026 16:11:07",
             "peopleList": [{"fullName": "Oppdiktede Hansen"}]}
            for n in range(count)
        ]  # fmt: skip
        return rename(json.dumps(rows)).encode()

    return made


def cordis(programme: str) -> Callable[[int, Callable[[str], str]], bytes]:
    """A programme's projects, each with a part in Trondheim and one in Paris."""

    def made(count: int, rename: Callable[[str], str]) -> bytes:
        first = 101_000_000 if programme == "HORIZON" else 700_000
        projects = [
            {"id": first + n, "title": f"Wood {n}", "startDate": "2024-01-01", "endDate": "2027-12-31",
             "frameworkProgramme": programme}
            for n in range(count)
        ]  # fmt: skip
        parts = [
            {"projectID": first + n, "organisationID": 900_000 + n, "vatNumber": f"NO{norwegian(n)}MVA" if here else "FR1",
             "name": f"TRE {n} AS" if here else "BOIS", "SME": "true", "activityType": "PRC", "postCode": "7010" if here else "75001",
             "city": "Trondheim" if here else "Paris", "country": "NO" if here else "FR", "nutsCode": "NO060" if here else "FR101",
             "geolocation": "", "contentUpdateDate": "2026-11-03 12:00:00", "role": "participant", "ecContribution": 5,
             "netEcContribution": 4}
            for n in range(count) for here in (True, False)
        ]  # fmt: skip
        texts = (rename(table(rows, quoting=csv.QUOTE_ALL)).encode() for rows in (projects, parts))
        return packed(project__csv=next(texts), organization__csv=next(texts), topics__csv=b"a;b\n")

    return made


def ecb(count: int, rename: Callable[[str], str]) -> bytes:
    """Yearly rates up to 2025."""
    rows = [
        {"FREQ": "A", "CURRENCY": "NOK", "CURRENCY_DENOM": "EUR", "EXR_TYPE": "SP00", "EXR_SUFFIX": "A",
         "TIME_PERIOD": 2025 - n, "OBS_VALUE": 11.5}
        for n in range(count)
    ]  # fmt: skip
    return rename(table(rows, ",")).encode()


@dataclass(frozen=True)
class Published:
    """A file: where it stands, what makes it, which kind of row it gives, and under which keys for so many."""

    where: str
    make: Callable[[int, Callable[[str], str]], bytes]
    kind: str
    key: Callable[[int], str]
    less: int = 0  # that are left out
    marked: bool = True  # the publisher says which version it is


FILES: dict[str, list[Published]] = {
    "bolagsverket": [Published("bolagsverket_bulkfil.zip$", bolagsverket, "company", lambda n: f"SE-{swedish(n)}")],
    "scb-foretag": [Published("scb_bulkfil.zip$", scb_foretag, "company", lambda n: f"SE-{swedish(n)}")],
    "mattilsynet": [Published("smilefjes/tilsyn.csv$", mattilsynet, "workplace", lambda n: f"NO-mattilsynet-Z{n}")],
    "nve": [Published("GetHydroPowerPlantsInOperation$", nve, "workplace", lambda n: f"NO-nve-{n + 1}", marked=False)],
    "forskningsradet": [
        Published("bevilgningereu/dataset.csv$", grants, "rd_project", lambda n: f"NO-forskningsradet-{800_000 + n}-{norwegian(n)}"),
        Published("soknader2/dataset.csv$", bank, "rd_project", lambda n: f"NO-forskningsradet-{300_000 + n}", less=2),
    ],
    "swecris": [
        Published(f"organisations/{owner}$", swecris(owner), "rd_project",
                  lambda n, owner=owner: f"SE-swecris-2025-{owner[-4:]}{n}_VR", marked=False)  # type: ignore[misc]
        for owner in ("202100-4524", "232100-0214")
    ],
    "cordis": [
        Published(f"cordis-{name}projects-csv.zip$", cordis(name.upper()), "rd_project",
                  lambda n, first=first: f"EU-cordis-{first + n}-{norwegian(n)}")  # type: ignore[misc]
        for name, first in (("HORIZON", 101_000_000), ("h2020", 700_000))
    ],
    "ecb": [Published("EXR/A.SEK", ecb, "exchange_rate", lambda n: str(2025 - n))],
}  # fmt: skip


class Shelf:
    """All of these publishers' files; `put` lays out a version."""

    def __init__(self, publishers: Publishers) -> None:
        self.publishers = publishers
        self.counts: dict[Published, int] = {}
        for source in FILES:
            self.put(source)

    def put(self, source: str, count: int = 30, *, only: int | None = None, rename: tuple[str, str] = ("", "")) -> None:
        """A new version of a source's files, or of one of them, with so many rows here; a field may have a new name."""
        for at, one in enumerate(FILES[source]):
            if only in (None, at):
                content = one.make(count, lambda text: text.replace(*rename) if rename[0] else text)
                told = {"etag": f'"{source}{count}{rename[1]}"', "modified": "Sat, 21 Nov 2026 05:00:00 GMT"}
                answer = Answer(content, kind="application/octet-stream", **told if one.marked else {})  # type: ignore[arg-type]
                self.publishers.serve(one.where, self._guarded(answer) if source == "swecris" else answer)
                self.counts[one] = count

    def keys(self, source: str) -> set[str]:
        """The keys of all rows that the source's files give."""
        return {one.key(n) for one in FILES[source] for n in range(one.less, self.counts[one])}

    def _guarded(self, answer: Answer) -> Callable[[Asked], Answer]:
        return lambda asked: answer if asked.headers.get("authorization") == f"Bearer {TOKEN}" else Answer(b"{}", 401)
