"""NVA (Sikt): the institutions of Trøndelag with their units, and the projects that they coordinate.

Institutions are asked for once in ``unit_days``. Projects come in pages, one institution after another: all of them the
first time, later those that changed since. People, who are in the answers, are not kept.

Format: the service's OpenAPI document (BIBSYSDEV/nva-cristin-service), ``/organization/{identifier}`` and ``/project``.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from dashboard.fetching.growing import Growing
from dashboard.fetching.troubles import as_json, lacks, told
from dashboard.fetching.visit import Got, Visit
from dashboard.settings import settings
from dashboard.sources.documents import only
from dashboard.sources.nva import ELSEWHERE, WHERE
from dashboard.sources.nva_service import KEPT

NAMES = ("nva",)
PAGE = 100  # the most that the service gives
COORDINATORS = [number for number in WHERE if number not in ELSEWHERE]


def plan(visit: Visit) -> str:
    """One question an institution for its units, where they are due, and one for its projects."""
    since = visit.from_day("projects")
    units = f"organization/… of {len(WHERE)} institutions, and " if visit.due("units", visit.terms["unit_days"]) else ""
    told = f"changed since {since}" if since else f"all, {PAGE} a page"
    return f"GET {visit.terms['address']}/{units}project of {len(COORDINATORS)} institutions ({told})"


def fetch(visit: Visit) -> Iterator[Got]:
    """The units where they are due, then the projects that are new."""
    if visit.due("units", visit.terms["unit_days"]):
        yield _units(visit)
    yield _projects(visit)


def _units(visit: Visit) -> Got:
    kept, today = visit.growing("nva-units.jsonl"), settings().clock()
    for at, number in enumerate(WHERE):
        if at >= (kept.place or 0):
            answer = visit.web.get(f"{visit.terms['address']}/organization/{number}.0.0.0")
            kept.add([only(as_json(answer), KEPT)] if answer.is_success else [], at + 1)
    if not kept.rows:
        kept.restart()
        raise lacks(visit.host, "organization")
    return Got(kept.done(), {"units": str(today)}, series="units", as_of=today)


def _projects(visit: Visit) -> Got:
    since = visit.from_day("projects")
    kept = visit.growing("nva-projects.jsonl", of=str(since or ""))
    place = kept.place or {"day": str(settings().clock()), "at": 0, "page": 1}
    while place["at"] < len(COORDINATORS):
        place = _next_page(visit, kept, since, place)
    return Got(kept.done(), {"projects": place["day"]}, series="projects", whole=not since)


def _next_page(visit: Visit, kept: Growing, since: date | None, place: dict[str, Any]) -> dict[str, Any]:
    """Keep one page of projects; the place of the next one."""
    asked = {"institution": COORDINATORS[place["at"]], "page": str(place["page"]), "results": str(PAGE)}
    if since:
        asked["modified_since"] = str(since)
    answer = visit.web.json(f"{visit.terms['address']}/project", params=asked)
    hits, count = told(visit.host, answer, "hits", kind=list), told(visit.host, answer, "size", kind=int)
    more = hits and place["page"] * PAGE < count
    after = {"page": place["page"] + 1} if more else {"page": 1, "at": place["at"] + 1}
    place = {**place, **after}
    kept.add((only(one, KEPT) for one in hits), place)
    return place
