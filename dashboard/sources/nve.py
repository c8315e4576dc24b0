"""NVE's list of hydropower plants. Owners that may be persons are masked by NVE's extract, and have no number."""

from dashboard.sources import tables
from dashboard.sources.cells import day, given, number
from dashboard.sources.intake import Intake, Unusable
from dashboard.sources.municipality import place
from dashboard.sources.opening import File
from dashboard.sources.orgnr import organisation

NAMES = ("nve",)
COLUMNS = {
    "id": ("Løpenummer", "Vannkraftverk nr", "VannkraftverkID"),
    "name": ("Navn",),
    "orgnr": ("Org.nr. hovedeier",),
    "area": ("kommunenummer",),
    "first_use": ("Dato for første utnyttelse av fallet",),
    "megawatts": ("Maks ytelse [MW]", "Maks ytelse (MW)"),
}
REQUIRED = (("id",), ("name",), ("area",))


def parse(file: File, intake: Intake) -> None:
    """One plant a row, opened when its fall was first used. It makes electricity: NACE 2.1 division 35."""
    intake.complete = True
    for row in tables.rows(file, COLUMNS, REQUIRED):
        with intake.row(row.line, row.text):
            found = place(row["area"])
            owner = given(organisation, row["orgnr"])
            if row["orgnr"] and not owner:
                raise Unusable("orgnr", row["orgnr"])
            if not row["id"]:
                raise Unusable("no_key")
            megawatts = given(number, row["megawatts"])
            intake.add(
                "workplace", row["id"], key=f"NO-nve-{row['id']}", company=owner and owner.key,
                orgnr=owner and owner.number, country="NO", register_kind="plant", name=row["name"],
                **found._asdict(), industry="D", division="35", opened=given(day, row["first_use"]),
                detail=f"megawatts={megawatts:g}" if megawatts is not None else None,
            )  # fmt: skip
