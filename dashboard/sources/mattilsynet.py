"""Mattilsynet's open register of inspected food businesses: real workplaces with organisation number and coordinates.

An organisation may have several, so the key is `tilsynsobjektid`. What an inspected place is called and where it lies
is public; the register names no persons and no industry.
"""

from dashboard.settings import settings
from dashboard.sources import tables
from dashboard.sources.cells import day, given
from dashboard.sources.intake import Intake, Unusable
from dashboard.sources.municipality import place
from dashboard.sources.opening import File
from dashboard.sources.orgnr import organisation

NAMES = ("mattilsynet",)
COLUMNS = {
    "id": ("tilsynsobjektid",),
    "orgnr": ("orgnummer", "organisasjonsnummer"),
    "name": ("navn",),
    "street": ("gate", "adrlinje1", "adresse"),
    "postcode": ("postnr", "postnummer"),
    "locality": ("poststed",),
    "area": ("kommunenr_by_polygon", "kommunenr", "kommunenummer"),
    "lat": ("lat", "latitude"),
    "lon": ("lon", "longitude"),
    "inspected": ("tilsyn_dato", "dato"),
}
REQUIRED = (("id",), ("orgnr",), ("name",), ("area", "lat"), ("area", "lon"))


def parse(file: File, intake: Intake) -> None:
    """One workplace a row. As-of is the newest inspection's day: the register is at least as new as that."""
    intake.complete = True
    newest = None
    for row in tables.rows(file, COLUMNS, REQUIRED):
        with intake.row(row.line, row.text):
            found = place(row["area"], row["lat"], row["lon"])
            unit = organisation(row["orgnr"] or "")
            if not unit or not unit.number or unit.country != "NO":
                raise Unusable("orgnr", row["orgnr"] or "")
            if not row["id"]:
                raise Unusable("no_key")
            inspected = given(day, row["inspected"])
            intake.add(
                "workplace", row["id"], key=f"NO-mattilsynet-{row['id']}", orgnr=unit.number, country="NO",
                register_kind="inspection", name=row["name"], **found._asdict(), address=row["street"],
                postcode=row["postcode"], locality=row["locality"], industry="?",
                detail=f"inspected={inspected}" if inspected else None,
            )  # fmt: skip
            if inspected and inspected <= settings().clock():
                newest = max(inspected, newest or inspected)
    intake.stated = newest
