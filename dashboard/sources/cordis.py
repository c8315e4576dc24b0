"""CORDIS: the projects of the EU's framework programmes, as the zip of CSV files with ``project.csv`` and
``organization.csv`` in it, one of each programme (H2020, HORIZON).

One organisation's part in a project a row. Where it lies: its NUTS code says whether it is in the region; its postcode,
its town's name or its point says in which municipality. Trøndelag was NO061 and NO062 and is NO060; Jämtland is SE322.

The amount is the EU's net contribution, what the organisation itself got and did not pass on, and where that is not
given its contribution. A Norwegian part also stands in Forskningsrådet's data, under the same grant number.

Private persons take part too, with their name as the organisation's: their rows are left out and not archived, nor is
the VAT number of a Swedish sole trader, which is a personal number.
"""

import csv
import io
import re
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from dashboard.sources import norwegian_post, swedish_post, tables
from dashboard.sources.cells import day, given, number
from dashboard.sources.intake import Intake, Outside, Unusable
from dashboard.sources.municipality import place
from dashboard.sources.norwegian_post import by_town
from dashboard.sources.opening import File
from dashboard.sources.orgnr import PERSONAL, organisation
from dashboard.sources.tables import Row

NAMES = ("cordis",)
PROJECTS, PARTS = "project.csv", "organization.csv"
MEMBERS = (PROJECTS, PARTS)
PROJECT_COLUMNS = {
    "id": (),
    "title": (),
    "started": ("startDate",),
    "ended": ("endDate",),
    "programme": ("frameworkProgramme",),
}
COLUMNS = {
    "project": ("projectID",),
    "id": ("organisationID",),
    "vat": ("vatNumber",),
    "name": (),
    "sme": (),
    "type": ("activityType",),
    "postcode": ("postCode",),
    "town": ("city",),
    "country": (),
    "nuts": ("nutsCode",),
    "point": ("geolocation",),
    "updated": ("contentUpdateDate",),
    "role": (),
    "contribution": ("ecContribution",),
    "net": ("netEcContribution",),
}
PROJECT_REQUIRED = (("id",), ("title",))
REQUIRED = (("project",), ("id",), ("name",), ("country",), ("nuts",))
HERE = ("SE322", "NO06")
_PERSON = re.compile(r"[A-ZÀ-Þ'-]{2,}(?: [A-ZÀ-Þ][a-zß-ÿ'-]+)+")  # SURNAME Given Name, as the register writes persons


def parse(file: File, intake: Intake) -> None:
    """One organisation in a project a row. As-of is the newest day on which a row of the region was changed."""
    projects = {row["id"]: row.cells for row in tables.rows(file.member(PROJECTS), PROJECT_COLUMNS, PROJECT_REQUIRED)}
    for row in tables.rows(file.member(PARTS), COLUMNS, REQUIRED):
        with intake.row(row.line, lambda row=row: _text(row)):  # type: ignore[misc]
            if _of_person(row):
                raise Outside
            area = _area(row)
            if not row["id"] or not (project := projects.get(row["project"])):
                raise Unusable("no_key", row["project"] or "")
            unit = given(organisation, row["vat"])
            amount = row["net"] or row["contribution"]
            key = f"EU-cordis-{row['project']}-{(unit and unit.number) or 'pic' + row['id']}"
            intake.add(
                "rd_project", key, key=key, country=row["country"], organisation=unit and unit.key,
                organisation_name=row["name"], area=area, title=project["title"] or None, programme=project.get("programme") or None,
                role="coordinator" if row["role"] == "coordinator" else "participant", amount=given(number, amount),
                currency="EUR" if amount else None, started=given(day, project.get("started")),
                ended=given(day, project.get("ended")), grant_number=f"EU-{row['project']}",
            )  # fmt: skip
            intake.describes(given(day, row["updated"]))


def archive(file: File, target: Path, _source: str) -> None:
    """Write a zip of the columns that are read, with only a number of a person who takes part."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archived:
        for member, columns, required in ((PROJECTS, PROJECT_COLUMNS, PROJECT_REQUIRED), (PARTS, COLUMNS, REQUIRED)):
            with (
                archived.open(member, "w", force_zip64=True) as packed,
                io.TextIOWrapper(packed, "utf-8", newline="") as text,
            ):
                writer = csv.DictWriter(text, [*columns], delimiter=";")
                writer.writeheader()
                for row in tables.rows(file.member(member), columns, required):
                    writer.writerow(_kept(row) if member == PARTS else row.cells)


def _area(row: Row) -> str:
    """The key of the municipality. Raises Outside where it is none of ours, Unusable where only the county is known."""
    country, nuts = row["country"] or "", row["nuts"] or ""
    here = nuts.startswith(HERE)
    if country not in ("SE", "NO") or not (here or any(code.startswith(nuts) for code in HERE)):
        raise Outside
    if found := _by_post(row, country) or by_town(row["town"], country):
        return found
    lat, _, lon = (row["point"] or "").partition(",")
    with suppress(Outside, Unusable):
        return place(None, lat.strip(), lon.strip()).area
    raise Unusable("no_area", row["town"] or "") if here else Outside


def _by_post(row: Row, country: str) -> str | None:
    if country == "NO":
        return norwegian_post.municipality_of(row["postcode"], row["town"])
    with suppress(Outside, Unusable):
        found = swedish_post.municipality_of(row["postcode"], row["town"])
        return found if found != country else None
    return None


def _of_person(row: Row) -> bool:
    """Whether a participant is a private person: by their VAT number, or by how the register writes them."""
    unit = given(organisation, row["vat"])
    if unit and not unit.number:
        return True
    return row["type"] == "PRC" and not row["vat"] and not row["sme"] and bool(_PERSON.fullmatch(row["name"] or ""))


def _kept(row: Row) -> Mapping[str, str]:
    # a person's row stays one of a person: it is written with the mark that stands for a personal number
    return {"project": row["project"] or "", "id": row["id"] or "", "vat": PERSONAL} if _of_person(row) else row.cells


def _text(row: Row) -> str:
    """What a list of rejects may say: not the name, which may be a person's."""
    return "; ".join(filter(None, (row["project"], row["id"], row["town"], row["nuts"])))
