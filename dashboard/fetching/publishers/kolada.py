"""Kolada (RKA): the key figures named in sources.toml, of the area's municipalities, its region and the country.

Each key figure says when it is published next: only then, or for the first time, its values are asked for; later ones
from three years before the newest on, since late corrections are of those.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import httpx

from dashboard.errors import UserError
from dashboard.fetching.visit import Got, Visit
from dashboard.settings import settings
from dashboard.sources.municipality import codes

NAMES = ("kolada",)
AREAS = (*codes("SE"), "0023", "0000")
AT_ONCE = 25  # ids in a question
LATE = 3  # years that may still be corrected
PAGE = 5_000


def plan(visit: Visit) -> str:
    """One question for what was published, then the values of that."""
    return f"GET {visit.terms['address']}/kpi/IDS for {len(visit.terms['kpis'])} key figures, and the values of those published anew"


def fetch(visit: Visit) -> Iterator[Got]:
    """The values of all key figures that were published since the last visit, in one file."""
    described = [one for ids in _batches(visit.terms["kpis"]) for one in _pages(visit, f"kpi/{','.join(ids)}")]
    moments = {one["id"]: f"{one.get('publ_period')} {one.get('publication_date')}" for one in described}
    coming = [
        one["publication_date"] for one in described if str(one.get("publication_date")) > str(settings().clock())
    ]
    seen = {} if visit.since else visit.memory.get("published", {})
    new = [one for one in described if moments[one["id"]] != seen.get(one["id"])]
    remember = {"published": moments, "next_release": min(coming, default="")}
    if not new:
        return
    questions = [f"data/kpi/{one['id']}/municipality/{','.join(AREAS)}/year/{_years(visit, one, seen)}" for one in new]
    grown = visit.growing("kolada.json", of=[moments, questions])
    for number in range(grown.place or 0, len(new)):
        grown.add([{"values": [new[number], *_pages(visit, questions[number])]}], number + 1)
    yield Got(grown.done(), remember, whole=not seen and not visit.since)


def _years(visit: Visit, kpi: Mapping[str, Any], seen: Mapping[str, str]) -> str:
    first = visit.since.year if visit.since else visit.terms["from"]
    if known := seen.get(kpi["id"], "")[:4]:
        first = int(known) - LATE if known.isdigit() else first
    return ",".join(map(str, range(first, settings().clock().year + 1)))


def _pages(visit: Visit, place: str) -> Iterator[dict[str, Any]]:
    """The objects of all pages of an answer. Of the address that it names for the next one only the question is taken: the
    rest may be another service's. Raises UserError for something else, and for pages that lead round in a circle."""
    address, had = httpx.URL(f"{visit.terms['address']}/{place}?per_page={PAGE}"), set[str]()
    while True:
        page = visit.web.json(str(address)) if str(address) not in had else None
        if not isinstance(page, dict) or not isinstance(page.get("values"), list):
            raise UserError(
                "Kolada answers with something else than values; look for a change of its service.",
                key="fetch.not_kolada",
            )
        yield from page["values"]
        had.add(str(address))
        if not (following := page.get("next_url") or page.get("next_page")):
            return
        address = address.copy_with(query=httpx.URL(str(following)).query)


def _batches(ids: list[str]) -> list[list[str]]:
    return [ids[at : at + AT_ONCE] for at in range(0, len(ids), AT_ONCE)]
