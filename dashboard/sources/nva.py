"""Norwegian research institutions, their units and projects, from NVA (formerly Cristin): institutions become R&D
organisations.

A unit's number is the institution's with three levels below it (194.64.45.0 is a department of 194, NTNU). Units have
no addresses, no persons and no kind of their own here: they are read as parts of their institution, whose row is the
first of its number. The extract does not say which units are historic, so none is left out for that.

Where an institution lies is not in the file either: ``WHERE`` has the municipality of its address for those of
Trøndelag; for the two that are seated elsewhere (Nord universitet in Bodø, NIBIO in Ås) that of a place in the county.

Format: a table of units, or JSON of the service ``/cristin``: an organisation with its parts, or a page of organisations
or projects. A project is taken once, under the institution that coordinates it; of the two seated elsewhere it is not
known which are carried out here, so theirs are outside. What a project got is left out: it is all its partners', and
the funders' own data have it. People are in the JSON of projects; they are neither read nor archived.
"""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from dashboard.sources import documents, nva_service, tables
from dashboard.sources.cells import day, given
from dashboard.sources.intake import Intake, Outside, Unusable
from dashboard.sources.nva_service import Unit
from dashboard.sources.opening import File

NAMES = ("nva",)
COLUMNS = {
    "id": ("cristin_unit_id",),
    "institution": ("institution",),
    "name_nb": ("name_nb",),
    "name_en": ("name_en",),
}
REQUIRED = (("id",), ("name_nb",))
# number: municipality and kind
WHERE = {
    "194": ("NO-5001", "university"),  # NTNU
    "204": ("NO-5037", "university"),  # Nord universitet, Levanger
    "253": ("NO-5001", "university"),  # Dronning Mauds Minne Høgskole
    "1918": ("NO-5037", "hospital"),  # Helse Nord-Trøndelag, Levanger
    "1920": ("NO-5001", "hospital"),  # St. Olavs hospital
    "5973": ("NO-5001", "funder"),  # Enova
    "7401": ("NO-5001", "institute"),  # SINTEF
    "7403": ("NO-5001", "institute"),  # NTNU Samfunnsforskning
    "7451": ("NO-5001", "institute"),  # NGU
    "7490": ("NO-5001", "institute"),  # RISE PFI
    "7501": ("NO-5001", "institute"),  # Ruralis
    "7511": ("NO-5001", "institute"),  # NINA
    "7548": ("NO-5001", "institute"),  # SINTEF Energi
    "7566": ("NO-5001", "institute"),  # SINTEF Ocean
    "7677": ("NO-5035", "institute"),  # NIBIO, Kvithamar in Stjørdal
    "20373": ("NO-5001", "institute"),  # RISE Fire Research
    "20476": ("NO-5006", "funder"),  # Trøndelag fylkeskommune, Steinkjer
    "20741": ("NO-5006", "funder"),  # Regionalt forskningsfond Trøndelag, at the fylkeskommune
}

ELSEWHERE = {"204", "7677"}  # of these with a place here, the seat is in another county


def parse(file: File, intake: Intake) -> None:
    """One unit a row, or one project. Each institution once, named by its own row, or by the first of its units where
    it has none. As-of is the newest day on which a project was changed."""
    units: set[str] = set()
    institutions: set[str] = set()
    for line, found in nva_service.read(file) if file.format == "json" else _from_table(file):
        with intake.row(line, lambda found=found: "; ".join(filter(None, found.values()))):  # type: ignore[misc]
            if "project" in found:
                _project(found, intake)
            else:
                _unit(found, intake, units, institutions)


def archive(file: File, target: Path, source: str) -> None:
    """Write what is read."""
    if file.format == "json":
        documents.copy(file, target, source, nva_service.LISTS, partial(documents.only, names=nva_service.KEPT))
    else:
        tables.copy(file, target, COLUMNS, REQUIRED, {})


def _unit(row: Unit, intake: Intake, units: set[str], institutions: set[str]) -> None:
    unit = row["id"]
    if not unit:
        raise Unusable("no_key")
    if unit in units:
        raise Unusable("duplicate", unit)
    number, _, below = unit.partition(".")
    if number not in WHERE:
        raise Unusable("no_area")
    units.add(unit)
    if number in institutions:
        intake.note = "sources.note.units"  # a key of the message files
        return
    institutions.add(number)
    whole = not below.strip("0.")
    name = (row["name_nb"] if whole else None) or row["institution"] or row["name_nb"]
    area, kind = WHERE[number]
    intake.add(
        "rd_organisation", number, key=f"NO-nva-{number}", country="NO", name_sv=name, name_nb=name,
        name_en=(row["name_en"] if whole else None) or name, kind=kind, area=area,
    )  # fmt: skip


def _project(row: Unit, intake: Intake) -> None:
    own, number = row["project"], (row["coordinator"] or "").partition(".")[0]
    if not own:
        raise Unusable("no_key")
    if number not in WHERE or number in ELSEWHERE:
        raise Outside
    intake.add(
        "rd_project", own, key=f"NO-nva-project-{own}", country="NO", organisation_name=row["name"], area=WHERE[number][0],
        title=row["title"], programme=row["programme"], role="coordinator", started=given(day, row["started"]),
        ended=given(day, row["ended"]), grant_number=row["grant"],
    )  # fmt: skip
    intake.describes(given(day, row["changed"]))


def _from_table(file: File) -> Iterator[tuple[int, Unit]]:
    for row in tables.rows(file, COLUMNS, REQUIRED):
        yield row.line, {name: row[name] for name in COLUMNS}
