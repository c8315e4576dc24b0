"""NVE's hydropower plants in operation: its table, and the JSON of its service. Owners' names, which may be persons', are
neither read nor archived; plants that are not in operation are not read.

Format of the JSON: ``GetHydroPowerPlantsInOperation``. Its ``KommuneNr`` counts within the county: 24 in 56 is 5624.
"""

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from dashboard.sources import documents, tables
from dashboard.sources.cells import day, given, number, yes
from dashboard.sources.intake import Intake, Outside, Unusable
from dashboard.sources.municipality import place
from dashboard.sources.opening import File
from dashboard.sources.orgnr import organisation, without_persons

NAMES = ("nve",)
COLUMNS = {
    "id": ("Løpenummer", "Vannkraftverk nr", "VannkraftverkID"),
    "name": ("Navn",),
    "orgnr": ("Org.nr. hovedeier", "HovedEier_OrgNr"),
    "area": ("kommunenummer",),
    "first_use": ("Dato for første utnyttelse av fallet", "ForsteUtnyttelseAvFalletDato"),
    "megawatts": ("Maks ytelse [MW]", "Maks ytelse (MW)", "MaksYtelse"),
    "running": ("ErIDrift",),
}
REQUIRED = (("id",), ("name",), ("area",))
PATHS = {
    "id": "VannKraftverkID", "name": "Navn", "orgnr": "HovedEier_OrgNr", "first_use": "ForsteUtnyttelseAvFalletDato",
    "megawatts": "MaksYtelse", "running": "ErIDrift",
}  # fmt: skip
KEPT = frozenset([*PATHS.values(), "KommuneNr", "FylkesNr"])  # what the archive keeps of the JSON
Plant = Mapping[str, str | None]


def parse(file: File, intake: Intake) -> None:
    """One plant a row, opened when its fall was first used. It makes electricity: NACE 2.1 division 35."""
    intake.complete = True
    for line, plant in _from_json(file) if file.format == "json" else _from_table(file):
        with intake.row(line, lambda plant=plant: "; ".join(filter(None, plant.values()))):  # type: ignore[misc]
            found = place(plant["area"])
            if plant["running"] and not yes(plant["running"]):
                raise Outside
            owner = given(organisation, plant["orgnr"])
            if plant["orgnr"] and not owner:
                raise Unusable("orgnr", plant["orgnr"])
            if not plant["id"]:
                raise Unusable("no_key")
            megawatts = given(number, plant["megawatts"])
            intake.add(
                "workplace", plant["id"], key=f"NO-nve-{plant['id']}", company=owner and owner.key,
                orgnr=owner and owner.number, country="NO", register_kind="plant", name=plant["name"],
                **found._asdict(), industry="D", division="35", opened=given(day, plant["first_use"]),
                detail=f"megawatts={megawatts:g}" if megawatts is not None else None,
            )  # fmt: skip


def archive(file: File, target: Path, source: str) -> None:
    """Write what is read."""
    if file.format == "json":
        documents.copy(file, target, source, (), partial(documents.only, names=KEPT, clean=without_persons))
    else:
        numbers = {
            row.line: {name: without_persons(cell) for name, cell in row.cells.items()}
            for row in tables.rows(file, COLUMNS, REQUIRED)
        }
        tables.copy(file, target, COLUMNS, REQUIRED, numbers)


def _from_table(file: File) -> Iterator[tuple[int, Plant]]:
    for row in tables.rows(file, COLUMNS, REQUIRED):
        yield row.line, {name: row[name] for name in COLUMNS}


def _from_json(file: File) -> Iterator[tuple[int, Plant]]:
    for line, plant in documents.objects(file, "nve", ()):
        own, county = documents.value(plant, "KommuneNr") or "", documents.value(plant, "FylkesNr") or ""
        area = f"{county.zfill(2)}{own.zfill(2)}" if county and own and len(own) < 3 else own
        yield line, {name: documents.value(plant, path) for name, path in PATHS.items()} | {"area": area or None}
