"""Jobs at workplaces by area, industry and year: any CSV or XLSX with a header in Swedish, Norwegian or English.

An industry is a code (C, 10, 10-33), with or without its text, or the word for all of them. Its classification stands
in a column of its own or in the header ("SNI 2007"); where neither says it, codes are read as NACE 2.1.
"""

from datetime import date

from dashboard.settings import settings
from dashboard.sources import tables
from dashboard.sources.industry import CURRENT, OLD, UNLABELLED, version
from dashboard.sources.intake import Intake
from dashboard.sources.jobs import TOTAL, Jobs, code_of
from dashboard.sources.opening import File
from dashboard.sources.region import area_and_year
from dashboard.sources.symbols import shown, whole

NAMES = ("employment",)
LABELLED = {
    name: (f"{name} kod", f"{name} kode", f"{name} code", f"NACE Rev. {name[4:]}") for name in sorted(CURRENT | OLD)
}
COLUMNS = {
    "area": (
        "kommunkod", "kommunenummer", "kommunenr", "municipality code", "område", "region", "kommun", "kommune",
        "municipality",
    ),
    **LABELLED,
    "industry": (
        "industry code", "branschkod", "næringskode", "bransch", "bransje", "näringsgren", "näring", "næring", "sni",
        "nace", "sector",
    ),
    "year": ("år", "aar"),
    "jobs": (
        "jobb", "antal jobb", "jobber", "antall jobber", "sysselsatta", "sysselsatte", "antal sysselsatta",
        "antall sysselsatte", "förvärvsarbetande", "arbetstillfällen", "arbeidsplasser", "number of jobs", "employed",
        "employment",
    ),
    "industry_version": (
        "industry version", "branschversion", "bransjeversjon", "näringsgrensindelning", "næringsstandard",
        "klassifikation", "klassifisering", "classification", "sni version", "nace version",
    ),
    "status": ("symbol", "merknad", "anmärkning"),
}  # fmt: skip
REQUIRED = (("area",), ("industry", *LABELLED), ("year",), ("jobs",))


def parse(file: File, intake: Intake) -> None:
    """One figure a row. As-of is the end of the newest year in the area, today if that is yet to come."""
    jobs, newest = Jobs(), 0
    for row in tables.rows(file, COLUMNS, REQUIRED):
        with intake.row(row.line, row.text):
            area, year = area_and_year(row)
            said = next((name for name in LABELLED if row[name]), "industry")
            stated = row[said] or ""
            labelled = version(row["industry_version"] if said == "industry" else said)
            figure, status = shown(row["jobs"] or "", row["status"] or "")
            jobs.add(area, stated, labelled, year, whole(figure), status)
            if labelled == UNLABELLED and code_of(stated) != TOTAL:
                intake.note = "sources.note.unlabelled"  # a key of the message files
            newest = max(newest, year)
    jobs.hand_over(intake)
    intake.stated = min(date(newest, 12, 31), settings().clock()) if newest else None
