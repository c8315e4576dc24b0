"""Own lists of workplaces: any CSV or XLSX with a header in Swedish, Norwegian or English.

A Swedish sole trader's organisation number is a personal number. Such a row counts, but keeps no name, address or
point, and the number gets no key made from it: there are so few personal numbers that any code of one, salted or
not, can be tried out. The key is the row's own, or where it has none a running number within its municipality, so
that a newer edition of the list replaces it.
"""

from collections import Counter

from dashboard.sources import tables
from dashboard.sources.cells import day, employees, given
from dashboard.sources.industry import UNLABELLED, industry, version
from dashboard.sources.intake import Intake, Unusable
from dashboard.sources.municipality import place
from dashboard.sources.opening import File
from dashboard.sources.orgnr import PERSONAL, names_person, organisation

NAMES = ("places",)
COLUMNS = {
    "key": ("nyckel", "nøkkel", "id", "cfar", "cfarnr", "arbetsställenummer", "virksomhetsnummer"),
    "name": (
        "namn", "navn", "benämning", "företag", "foretak", "bedrift", "företagsnamn", "arbetsställe", "arbeidssted",
        "virksomhet", "company", "workplace",
    ),
    "orgnr": (
        "organisationsnummer", "organisasjonsnummer", "organisation number", "organization number", "orgnummer",
        "organisationsnr", "organisasjonsnr", "org number", "peorgnr",
    ),
    "area": (
        "kommunkod", "kommunenummer", "kommunenr", "municipality code", "område", "kommun", "kommune", "municipality",
    ),
    "lat": ("latitud", "latitude", "breddgrad", "breddegrad"),
    "lon": ("longitud", "longitude", "lng", "längdgrad", "lengdegrad"),
    "industry": (
        "sni", "snikod", "nace", "nacekod", "nacekode", "nace code", "næringskode", "industry code", "bransch",
        "bransje", "näringsgren", "næring", "branschkod",
    ),
    "industry_version": (
        "industry version", "branschversion", "bransjeversjon", "näringsgrensindelning", "næringsstandard",
        "klassifikation", "klassifisering", "classification", "sni version", "nace version",
    ),
    "employees": ("anställda", "antal anställda", "ansatte", "antall ansatte", "headcount", "number of employees"),
    "opened": ("öppnad", "startad", "startdatum", "etablerad", "åpnet", "startet", "startdato", "oppstart", "etablert",
               "start date", "established", "started"),
    "closed": ("stängd", "avslutad", "nedlagd", "slutdatum", "stengt", "lukket", "avsluttet", "nedlagt", "sluttdato",
               "end date", "ended"),
    "address": ("adress", "adresse", "gatuadress", "besöksadress", "gateadresse", "besøksadresse", "street"),
    "postcode": ("postnummer", "postnr", "postal code", "zip"),
    "locality": ("ort", "postort", "poststed", "sted", "town", "city"),
}  # fmt: skip
REQUIRED = (("name",), ("area", "lat"), ("area", "lon"))
KEPT_OF_PERSONS = ("industry", "industry_version", "employees", "opened", "closed")


def parse(file: File, intake: Intake) -> None:
    """One workplace a row; the key is the list's own, else the organisation number. A list only adds or replaces."""
    sole_traders: Counter[str] = Counter()
    unlabelled = False
    for row in tables.rows(file, COLUMNS, REQUIRED):
        unit = given(organisation, row["orgnr"])
        person = unit is not None and not unit.number
        if person or names_person(row.text()):
            intake.personal[row.line] = {"orgnr": PERSONAL}
        elif names_person("; ".join(row.all)):
            intake.personal[row.line] = row.cells
        with intake.row(row.line, (lambda: "") if person else row.text):
            found = place(row["area"], row["lat"], row["lon"])
            if row["orgnr"] and not unit:
                raise Unusable("orgnr", row["orgnr"])
            key = None if names_person(row["key"] or "") else row["key"]
            if person:
                if not key:
                    sole_traders[found.area] += 1
                    key = f"sole-{found.area[3:]}-{sole_traders[found.area]}"
                found = found._replace(lat=None, lon=None)
                kept = {column: row[column] or "" for column in KEPT_OF_PERSONS}
                intake.personal[row.line] = {"orgnr": PERSONAL, "key": key, "area": found.area, **kept}
                public = {}
            elif names_person(row.text()):
                raise Unusable("personal")
            else:
                public = {column: row[column] for column in ("name", "address", "postcode", "locality")}
            if not (key := key or (unit and unit.number)):
                raise Unusable("no_key")
            labelled = version(row["industry_version"])
            unlabelled |= bool(row["industry"]) and labelled == UNLABELLED
            country = found.area[:2]
            intake.add(
                "workplace", (country, key), key=f"{country}-places-{key}", company=unit and unit.key,
                orgnr=unit and unit.number, country=country, register_kind="place", **public, **found._asdict(),
                **industry(row["industry"], labelled), **(given(employees, row["employees"]) or {}),
                opened=given(day, row["opened"]), closed=given(day, row["closed"]),
            )  # fmt: skip
    if unlabelled:
        intake.note = "sources.note.unlabelled"  # a key of the message files
