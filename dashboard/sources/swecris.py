"""SweCRIS, the Swedish database of research grants (Vetenskapsrådet): one grant a row, under who coordinates it.

The file says which organisation coordinates a project, not where it is carried out. So a project is in the area if
its organisation is seated or has a campus there. Mittuniversitetet is in Östersund and in Sundsvall and its projects
cannot be told apart: they are taken as Östersund's, and the release's note says so. RISE, SLU and the others in the
file are seated elsewhere, and what they do in Jämtland does not show; they are outside.

Some projects stand twice with one amount, under the codes of two funders (``2023-02804_RJ``, ``2023-02804_Vinnova``):
one grant, of which the first row is taken.

Format: the CSV of ``/scp/export``, and the array of ``/projects`` with the same names. Both list the people of a
project, who are neither read nor archived.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime
from functools import partial
from pathlib import Path

from dashboard.sources import documents, tables
from dashboard.sources.cells import day, given, number
from dashboard.sources.intake import Intake, Outside, Unusable
from dashboard.sources.opening import File
from dashboard.sources.orgnr import organisation

NAMES = ("swecris",)
COLUMNS = {
    "id": ("projectId",),
    "title": ("projectTitleSv",),
    "title_en": ("projectTitleEn",),
    "orgnr": ("coordinatingOrganisationId",),
    "organisation": ("coordinatingOrganisationNameSv", "coordinatingOrganisationNameEn"),
    "funder": ("fundingOrganisationNameSv", "fundingOrganisationNameEn"),
    "amount": ("fundingsSek",),
    "started": ("projectStartDate",),
    "ended": ("projectEndDate",),
    "loaded": ("loadedDate",),
}
REQUIRED = (("id",), ("title", "title_en"), ("orgnr",))
KEPT = frozenset(name for names in COLUMNS.values() for name in names)  # what the archive keeps of the JSON
MIUN, REGION = "2021004524", "2321000214"  # Mittuniversitetet, Region Jämtland Härjedalen
HERE = {MIUN: "SE-2380", REGION: "SE-2380"}


def parse(file: File, intake: Intake) -> None:
    """One grant a row. As-of is the newest day on which a row was loaded into the database."""
    grants: set[tuple[str, str]] = set()
    for line, row in _from_json(file) if file.format == "json" else _from_table(file):
        with intake.row(line, lambda row=row: "; ".join(filter(None, row.values()))):  # type: ignore[misc]
            own = row["id"]
            if not own:
                raise Unusable("no_key")
            base, amount = own.rpartition("_")[0] or own, row["amount"] or ""
            if (base, amount) in grants:
                raise Unusable("duplicate", own)
            grants.add((base, amount))
            intake.describes(_loaded(row["loaded"] or ""))
            unit = organisation(row["orgnr"] or "")
            if not unit or not unit.number:
                raise Unusable("orgnr", row["orgnr"] or "")
            if unit.number not in HERE:
                raise Outside
            intake.add(
                "rd_project", own, key=f"SE-swecris-{own}", country="SE", organisation=unit.key,
                organisation_name=row["organisation"], area=HERE[unit.number], title=row["title"] or row["title_en"],
                programme=row["funder"], role="coordinator", amount=given(number, amount),
                currency="SEK" if amount else None, started=given(day, row["started"]), ended=given(day, row["ended"]),
            )  # fmt: skip
            if unit.number == MIUN:
                intake.note = "sources.note.miun"  # a key of the message files


def archive(file: File, target: Path, source: str) -> None:
    """Write the columns that are read."""
    if file.format == "json":
        documents.copy(file, target, source, (), partial(documents.only, names=KEPT))
    else:
        tables.copy(file, target, COLUMNS, REQUIRED, {})


def _from_table(file: File) -> Iterator[tuple[int, Mapping[str, str | None]]]:
    for row in tables.rows(file, COLUMNS, REQUIRED):
        yield row.line, {name: row[name] for name in COLUMNS}


def _from_json(file: File) -> Iterator[tuple[int, Mapping[str, str | None]]]:
    for line, grant in documents.objects(file, "swecris", ()):
        yield line, {name: documents.value(grant, *paths) for name, paths in COLUMNS.items()}


def _loaded(text: str) -> date | None:
    """The day of 11/19/2024 16:11:07, month first, or of 2024-11-19T16:11:07; None for anything else."""
    with suppress(ValueError):
        return datetime.strptime(text, "%m/%d/%Y %H:%M:%S").date()
    with suppress(ValueError):
        return datetime.fromisoformat(text).date()
    return None
