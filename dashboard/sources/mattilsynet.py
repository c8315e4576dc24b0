"""Mattilsynet's open register of inspected food businesses: real workplaces with organisation number.

The register's own file (``tilsyn.csv``) has one visit a row and states no municipality: it is found from the postcode.
Extracts of it may have one, and coordinates. An organisation may have several workplaces, so the key is
`tilsynsobjektid`; of several visits the newest counts. What an inspected place is called and where it lies is public;
the register names no persons and no industry.
"""

import re
from contextlib import suppress
from datetime import date
from typing import Any

from dashboard.sources import tables
from dashboard.sources.cells import day
from dashboard.sources.intake import Intake, Outside, Unusable
from dashboard.sources.municipality import place
from dashboard.sources.norwegian_post import municipality_of
from dashboard.sources.opening import File
from dashboard.sources.orgnr import organisation
from dashboard.sources.tables import Row

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
REQUIRED = (("id",), ("orgnr",), ("name",), ("area", "lat", "postcode"), ("area", "lon", "postcode"))
Workplace = dict[str, Any]


def parse(file: File, intake: Intake) -> None:
    """One visit a row. As-of is the newest visit's day: the register is at least as new as that."""
    intake.complete = True
    workplaces: dict[str, tuple[date, Workplace]] = {}
    for row in tables.rows(file, COLUMNS, REQUIRED):
        with intake.row(row.line, row.text):
            found = _place(row)
            unit = organisation(row["orgnr"] or "")
            if not unit or not unit.number or unit.country != "NO":
                raise Unusable("orgnr", row["orgnr"] or "")
            own = row["id"]
            if not own:
                raise Unusable("no_key")
            inspected = _day(row["inspected"])
            last = workplaces.get(own)
            if last and last[0] >= (inspected or date.min):
                if not inspected:
                    raise Unusable("duplicate", own)
                continue
            fields = {
                "key": f"NO-mattilsynet-{own}", "orgnr": unit.number, "country": "NO", "register_kind": "inspection",
                "name": row["name"], **found, "address": row["street"], "postcode": row["postcode"],
                "locality": row["locality"], "industry": "?", "detail": f"inspected={inspected}" if inspected else None,
            }  # fmt: skip
            workplaces[own] = (inspected or date.min, fields)
    for own, (inspected, fields) in workplaces.items():
        intake.add("workplace", own, **fields)
        intake.describes(inspected if inspected > date.min else None)


def _place(row: Row) -> Workplace:
    """The fields of a place; by the postcode where the file has neither municipality nor point."""
    if row["area"] or row["lat"] or row["lon"]:
        return place(row["area"], row["lat"], row["lon"])._asdict()
    if not row["postcode"]:
        raise Unusable("no_area")
    if area := municipality_of(row["postcode"], row["locality"]):
        return {"area": area, "area_basis": "locality"}
    raise Outside


def _day(text: str | None) -> date | None:
    """A day, which the register's own file writes as 31012024."""
    if text and (found := re.fullmatch(r"([0-9]{2})([0-9]{2})((?:19|20)[0-9]{2})", text)):
        with suppress(Unusable):
            return day(f"{found[3]}-{found[2]}-{found[1]}")
    return day(text) if text else None
