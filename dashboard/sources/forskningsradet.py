"""Norges forskningsråd's open data: EU grants to Norwegian organisations, and the projects that the council pays itself.

EU grants (``bevilgningereu``) have one organisation's part in a project a row. Amounts are what the organisation itself
got, in the currency that the column's header names. A zero is published as such: taking part without a grant.

The project bank (``soknader2``) has one application a row, under the organisation that answers for the project; partners
are secret. Those that got a grant are projects. The amount is the whole project's, as in SweCRIS. Grants to persons
carry their name as the organisation's: they are left out, and no person's name is archived.

Which municipality an organisation or its research lies in is the publisher's.
"""

from datetime import date
from pathlib import Path

from dashboard.sources import tables
from dashboard.sources.cells import day, given, number
from dashboard.sources.intake import Intake, Outside, Unusable
from dashboard.sources.municipality import municipality
from dashboard.sources.opening import File
from dashboard.sources.orgnr import organisation
from dashboard.sources.tables import Row

NAMES = ("forskningsradet",)
COLUMNS = {
    "project": ("Prosjektnr", "Prosjektnummer"),
    "title": ("Prosjektnavn", "Prosjekttittel"),
    "framework": ("Rammeprogram",),
    "programme": (
        "Programkortnavn (H2020)",
        "Programkortnavn",
        "Program (H2020)",
        "Program",
        "Aktivitetsnavn",
        "Aktivitet",
    ),
    "phase": ("Prosjektfase",),  # in the project bank only
    "orgnr": ("Organisasjonsnummer",),
    "organisation": ("Organisasjonsnavn", "Prosjektansvarlig navn"),
    "kind": ("Type prosjektansvarlig", "Prosjektansvarlig type"),
    "role": ("Organisasjon rolle", "Rolle"),
    "area": ("Adresse kommunenummer", "Kommunenummer", "Adresse kommune"),
    "EUR": ("Innvilget beløp organisasjon EUR",),
    "NOK": ("Innvilget beløp organisasjon NOK", "Tildelt beløp"),
    "signed": ("Kontrakt signeringsdato", "Søknadsdato"),
    "started": ("Kontrakt startdato", "Prosjektets fra-år", "Prosjektstart"),
    "ended": ("Kontrakt sluttdato", "Prosjektets til-år", "Prosjektslutt"),
}
REQUIRED = (("project",), ("title",), ("orgnr",), ("area",))
ROLES = {"COORDINATOR": "coordinator", "PARTICIPANT": "participant"}
GRANTED = {"bevilgning", "avsluttet"}  # phases of the project bank that are projects: running and ended
NO_NUMBER = {None, "0"}  # of organisations that the project bank has without one


def parse(file: File, intake: Intake) -> None:
    """One organisation in a project a row. As-of is the newest contract's or application's day: the data is at least as
    new."""
    for row in tables.rows(file, COLUMNS, REQUIRED):
        with intake.row(row.line, lambda row=row: _text(row)):  # type: ignore[misc]
            bank = bool(row["phase"])
            if bank and ((row["phase"] or "").casefold() not in GRANTED or _of_person(row) or not row["area"]):
                raise Outside  # no project, a person's, or one that is carried out abroad
            if not row["area"]:
                raise Unusable("no_area")
            area = municipality(row["area"])
            unnumbered = bank and row["orgnr"] in NO_NUMBER
            unit = None if unnumbered else organisation(row["orgnr"] or "")
            if not unnumbered and (not unit or not unit.number):
                raise Unusable("orgnr", row["orgnr"] or "")
            if not row["project"]:
                raise Unusable("no_key")
            signed = given(day, row["signed"])
            currency = next((currency for currency in ("EUR", "NOK") if row[currency]), None)
            key = f"NO-forskningsradet-{row['project']}" + (f"-{unit.number}" if unit and not bank else "")
            intake.add(
                "rd_project", key, key=key, country="NO", organisation=unit and unit.key,
                organisation_name=row["organisation"], area=area, title=row["title"],
                programme=" ".join(name for name in (row["framework"], row["programme"]) if name) or None,
                role="coordinator" if bank else ROLES.get((row["role"] or "").upper()),
                amount=given(number, row[currency] if currency else None), currency=currency,
                started=given(day, row["started"]), ended=_last_day(row) if bank else given(day, row["ended"]),
                grant_number=f"{'NFR' if bank else 'EU'}-{row['project']}",
            )  # fmt: skip
            intake.describes(signed)


def archive(file: File, target: Path, _source: str) -> None:
    """Write the columns that are read, without the names of persons."""
    persons = {
        row.line: {name: cell for name, cell in row.cells.items() if name != "organisation"}
        for row in tables.rows(file, COLUMNS, REQUIRED) if _of_person(row)
    }  # fmt: skip
    tables.copy(file, target, COLUMNS, REQUIRED, persons)


def _of_person(row: Row) -> bool:
    """Whether a person, and no organisation, answers for a project."""
    return (row["kind"] or "organisasjon").casefold() != "organisasjon"


def _last_day(row: Row) -> date | None:
    """The end of a project's last year; the project bank gives no days."""
    ended = given(day, row["ended"])
    return ended and ended.replace(month=12, day=31)


def _text(row: Row) -> str:
    return "; ".join(cell for name, cell in row.cells.items() if not (name == "organisation" and _of_person(row)))
