"""JSON of NVA's service ``/cristin``: an organisation with its parts, or a page of organisations or projects, as flat rows.

Of a project nothing is read of who takes part, made it or answers questions: all of them are persons.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from dashboard.sources.documents import objects, value, values
from dashboard.sources.opening import File

LISTS = ("hits",)
# what the archive keeps of the JSON: nothing of contributors, creators and contacts, who are persons
KEPT = frozenset(
    ("id", "title", "startDate", "endDate", "lastModified", "date", "funding", "source", "identifier", "labels",
     "coordinatingInstitution", "partOf", "hasPart", "nb", "nn", "en")
)  # fmt: skip
LANGUAGES = ("nb", "nn", "en")
GRANTS = {"NFR": "NFR", "EU": "EU", "EC/FP7": "EU", "EC/H2020": "EU", "EC/HEU": "EU"}  # funders whose data is read too
Unit = Mapping[str, str | None]  # of an organisation or, where it has a ``project``, of one


def read(file: File) -> Iterator[tuple[int, Unit]]:
    """The rows with their number: id, institution and names of each unit; of a project its number and facts."""
    number = 0
    for _, one in objects(file, "nva", LISTS):
        projects = "/project/" in (value(one, "id") or "")
        for found in [_of_project(one)] if projects else _of_units(one, None):
            number += 1
            yield number, found


def _of_units(unit: Any, institution: str | None) -> Iterator[Unit]:
    """An organisation and the parts of it."""
    above = unit
    while values(above, "partOf") and isinstance(values(above, "partOf")[0], dict):
        above = values(above, "partOf")[0]
    institution = institution or _label(above)
    english = value(unit, "labels.en")
    yield {"id": _number(unit), "institution": institution, "name_nb": _label(unit), "name_en": english}
    for part in values(unit, "hasPart"):
        yield from _of_units(part, institution)


def _of_project(project: Any) -> Unit:
    coordinator = project.get("coordinatingInstitution")
    fundings = values(project, "funding")
    grants = [
        f"{GRANTS[funder]}-{grant}" for funding in fundings
        if (grant := value(funding, "identifier")) and (funder := _funder(funding)) in GRANTS
    ]  # fmt: skip
    return {
        "project": _number(project), "coordinator": _number(coordinator), "name": _label(coordinator),
        "title": value(project, "title"), "programme": _label(fundings[0]) if fundings else None,
        "started": value(project, "startDate"), "ended": value(project, "endDate"),
        "changed": value(project, "lastModified.date"), "grant": grants[0] if grants else None,
    }  # fmt: skip


def _number(holder: Any) -> str | None:
    """The number at the end of an address such as …/cristin/organization/194.64.45.0."""
    return (value(holder, "id") or "").rpartition("/")[2] or None


def _label(holder: Any) -> str | None:
    return value(holder, *(f"labels.{language}" for language in LANGUAGES))


def _funder(funding: Any) -> str:
    """The funder's code, also where it has a slash in it, which may be written %2F."""
    return (value(funding, "source") or "").rpartition("/funding-sources/")[2].replace("%2F", "/")
