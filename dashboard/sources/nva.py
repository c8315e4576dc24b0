"""Norwegian research institutions and their units, from NVA (formerly Cristin): institutions become R&D organisations.

A unit's number is the institution's with three levels below it (194.64.45.0 is a department of 194, NTNU). Units have
no addresses, no persons and no kind of their own here: they are read as parts of their institution, whose row is the
first of its number. The extract does not say which units are historic, so none is left out for that.

Where an institution lies is not in the file either: ``WHERE`` has the municipality of its address for those of
Trøndelag; for the two that are seated elsewhere (Nord universitet in Bodø, NIBIO in Ås) that of a place in the county.
"""

from dashboard.sources import tables
from dashboard.sources.intake import Intake, Unusable
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


def parse(file: File, intake: Intake) -> None:
    """One unit a row; each institution once, named by its own row, or by the first of its units where it has none."""
    units: set[str] = set()
    institutions: set[str] = set()
    for row in tables.rows(file, COLUMNS, REQUIRED):
        with intake.row(row.line, row.text):
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
                continue
            institutions.add(number)
            whole = not below.strip("0.")
            name = (row["name_nb"] if whole else None) or row["institution"] or row["name_nb"]
            area, kind = WHERE[number]
            intake.add(
                "rd_organisation", number, key=f"NO-nva-{number}", country="NO", name_sv=name, name_nb=name,
                name_en=(row["name_en"] if whole else None) or name, kind=kind, area=area,
            )  # fmt: skip
