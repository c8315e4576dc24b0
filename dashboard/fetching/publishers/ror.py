"""ROR: the research organisations of the region, found by where they are, and those that work here and are seated elsewhere.

The region's are asked for by a search for its towns, and after the first time only those that changed since the last one, also those that
are no longer active. The others are named in sources.toml and asked for one by one, once in ``id_days``.

The service allows 50 questions in five minutes.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from dashboard.fetching.troubles import as_json, lacks, told
from dashboard.fetching.visit import Got, Visit
from dashboard.settings import settings

NAMES = ("ror",)
PAGE = 20  # records on a page, which is the service's own


def plan(visit: Visit) -> str:
    """One search, and the organisations that are asked for by name."""
    since = visit.from_day("asked")
    told = f"those changed since {since}" if since else "all"
    ids = len(visit.terms["ids"]) if visit.due("ids", visit.terms["id_days"]) else 0
    return f"GET {visit.terms['address']} for the region's organisations, {told} ({PAGE} a page), and {ids} by their identifiers"


def fetch(visit: Visit) -> Iterator[Got]:
    """All records that are new, in one file."""
    since, today = visit.from_day("asked"), settings().clock()
    with_ids = visit.due("ids", visit.terms["id_days"])
    kept = visit.growing("ror.jsonl", of=[str(since or ""), with_ids])
    place = kept.place or {"day": str(today), "page": 1, "ids": 0}
    while place["page"]:
        count, records = _page(visit, since, place["page"])
        if not count and not since:
            raise lacks(visit.host, "locations.geonames_details.name")
        more = records and place["page"] * PAGE < count
        kept.add(records, place := {**place, "page": place["page"] + 1 if more else 0})
    found = {str(record.get("id")).rpartition("/")[2] for record in kept.objects()}
    for at, own in enumerate(visit.terms["ids"] if with_ids else ()):
        if at >= place["ids"]:
            kept.add([] if own in found else _record(visit, own), place := {**place, "ids": at + 1})
    remember = {"asked": place["day"]} | ({"ids": place["day"]} if with_ids else {})
    yield Got(kept.done(), remember, whole=not since)


def _page(visit: Visit, since: date | None, page: int) -> tuple[int, list[Any]]:
    """How many records there are in all, and those of a page."""
    query = visit.terms["query"] + (f" AND admin.last_modified.date:[{since} TO *]" if since else "")
    asked = {"query.advanced": query, "all_status": "true", "page": str(page)}
    answer = visit.web.json(visit.terms["address"], params=asked)
    records = told(visit.host, answer, "items", kind=list)
    return told(visit.host, answer, "number_of_results", kind=int), records


def _record(visit: Visit, own: str) -> list[Any]:
    """One record; none where the identifier was taken away."""
    answer = visit.web.get(f"{visit.terms['address']}/{own}")
    return [as_json(answer)] if answer.is_success else []
