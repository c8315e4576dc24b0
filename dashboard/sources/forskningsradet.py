"""Norges forskningsråd's open data: EU grants to Norwegian organisations, one organisation's part in a project a row.

Amounts are what the organisation itself got, in the currency that the column's header names (EUR for EU grants). A
zero is published as such: taking part without a grant. Which municipality an organisation lies in is the publisher's.
"""

from dashboard.settings import settings
from dashboard.sources import tables
from dashboard.sources.cells import day, given, number
from dashboard.sources.intake import Intake, Unusable
from dashboard.sources.municipality import municipality
from dashboard.sources.opening import File
from dashboard.sources.orgnr import organisation

NAMES = ("forskningsradet",)
COLUMNS = {
    "project": ("Prosjektnr", "Prosjektnummer"),
    "title": ("Prosjektnavn", "Prosjekttittel"),
    "framework": ("Rammeprogram",),
    "programme": ("Programkortnavn (H2020)", "Programkortnavn", "Program (H2020)", "Program"),
    "orgnr": ("Organisasjonsnummer",),
    "organisation": ("Organisasjonsnavn",),
    "role": ("Organisasjon rolle", "Rolle"),
    "area": ("Adresse kommunenummer", "Kommunenummer", "Adresse kommune"),
    "EUR": ("Innvilget beløp organisasjon EUR",),
    "NOK": ("Innvilget beløp organisasjon NOK",),
    "signed": ("Kontrakt signeringsdato",),
    "started": ("Kontrakt startdato",),
    "ended": ("Kontrakt sluttdato",),
}
REQUIRED = (("project",), ("title",), ("orgnr",), ("area",))
ROLES = {"COORDINATOR": "coordinator", "PARTICIPANT": "participant"}


def parse(file: File, intake: Intake) -> None:
    """One organisation in a project a row. As-of is the newest contract's day: the data is at least as new."""
    for row in tables.rows(file, COLUMNS, REQUIRED):
        with intake.row(row.line, row.text):
            if not row["area"]:
                raise Unusable("no_area")
            area = municipality(row["area"])
            unit = organisation(row["orgnr"] or "")
            if not unit or not unit.number:
                raise Unusable("orgnr", row["orgnr"] or "")
            if not row["project"]:
                raise Unusable("no_key")
            signed = given(day, row["signed"])
            currency = next((currency for currency in ("EUR", "NOK") if row[currency]), None)
            key = f"NO-forskningsradet-{row['project']}-{unit.number}"
            intake.add(
                "rd_project", key, key=key, country="NO", organisation=unit.key,
                organisation_name=row["organisation"], area=area, title=row["title"],
                programme=" ".join(name for name in (row["framework"], row["programme"]) if name) or None,
                role=ROLES.get((row["role"] or "").upper()), amount=given(number, row[currency] if currency else None),
                currency=currency, started=given(day, row["started"]), ended=given(day, row["ended"]),
            )  # fmt: skip
            if signed and signed <= settings().clock():
                intake.stated = max(signed, intake.stated or signed)
