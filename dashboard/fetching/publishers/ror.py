"""ROR: the research organisations of the region, found by where they are, and those that work here and are seated elsewhere.

The region's are asked for by a search for its towns, and after the first time only those that changed since the last one, also those that
are no longer active. The others are named in sources.toml and asked for one by one, once in ``id_days``.

The service allows 50 questions in five minutes.
"""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import httpx

from dashboard.fetching.growing import Growing
from dashboard.fetching.troubles import as_json, lacks
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
    kept, since, today = visit.growing("ror.jsonl"), visit.from_day("asked"), settings().clock()
    with_ids = visit.due("ids", visit.terms["id_days"])
    start = [str(since or ""), with_ids]
    if kept.place and kept.place["start"] != start:
        kept.restart()
    place = kept.place or {"start": start, "day": str(today), "page": 1, "ids": 0}
    while place["page"]:
        count, records = _page(visit, since, place["page"])
        if not count and not since:
            raise lacks(_host(visit), "locations.geonames_details.name")
        more = records and place["page"] * PAGE < count
        kept.add(records, place := {**place, "page": place["page"] + 1 if more else 0})
    found = _ids(kept)
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
    if not isinstance(answer, dict) or not isinstance(records := answer.get("items"), list):
        raise lacks(_host(visit), "items")
    if not isinstance(count := answer.get("number_of_results"), int):
        raise lacks(_host(visit), "number_of_results")
    return count, records


def _record(visit: Visit, own: str) -> list[Any]:
    """One record; none where the identifier was taken away."""
    answer = visit.web.get(f"{visit.terms['address']}/{own}")
    return [as_json(answer)] if answer.is_success else []


def _ids(kept: Growing) -> set[str]:
    with kept.path.open(encoding="utf-8") as lines:
        return {str(json.loads(line).get("id")).rpartition("/")[2] for line in lines}


def _host(visit: Visit) -> str:
    return httpx.URL(visit.terms["address"]).host
