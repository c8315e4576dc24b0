"""The units of Brønnøysundregistrene's registers that changed, as they are now, in one file: lines of JSON, which add to
the whole register or replace parts of it.

A unit of ours that is missing from an answer is asked for alone: it is struck off, or removed on legal grounds (410).
"""

from collections.abc import Iterator
from typing import Any

import httpx

from dashboard.fetching.growing import Growing
from dashboard.fetching.publishers import brreg_feed as feed
from dashboard.fetching.troubles import as_json, told
from dashboard.fetching.visit import Got, Visit
from dashboard.settings import settings
from dashboard.sources.documents import without
from dashboard.sources.municipality import codes

LINKS = ("_links",)  # the addresses of the service in a unit, which are a third of it


def changes(visit: Visit) -> Iterator[Got]:
    """The one file, and what is to be removed; nothing where nothing changed. Raises UserError where the service answers
    otherwise than documented."""
    since = f"_since_{visit.since}" if visit.since else ""
    events, units = visit.growing(f"events{since}.jsonl"), visit.growing(f"units{since}.jsonl")
    tasks = feed.tasks(visit, events)
    if not events.place:
        return
    _ask(visit, units, tasks)
    today, forget = settings().clock(), frozenset(units.place["forget"])
    file = units.done()
    path = file.replace(file.with_name(f"{feed.kind_of(visit)}_changes.jsonl"))
    events.done().unlink()
    remember = {"last": events.place["last"], "read": str(today)}
    yield Got(path, remember, "changes", today, whole=False, forget=forget)


def _ask(visit: Visit, units: Growing, tasks: list[feed.Task]) -> None:
    """Ask for the units, and keep of them what was answered."""
    units.place = units.place or {"done": 0, "alone": [], "forget": []}
    while units.place["alone"] or units.place["done"] < len(tasks):
        done, alone, forget = units.place["done"], units.place["alone"], units.place["forget"]
        what, numbers = ("alone", alone[:1]) if alone else tasks[done]
        found, missing = _answer(visit, what, numbers)
        place = {"done": done if alone else done + 1, "alone": alone[1:], "forget": forget}
        place["alone" if what == "known" else "forget"] += missing
        units.add((without(unit, LINKS) for unit in found), place)


def _answer(visit: Visit, what: str, numbers: list[str]) -> tuple[list[Any], list[str]]:
    """The units, and those that are missing: to be asked for alone, or known to be removed."""
    kind = feed.kind_of(visit)
    address = f"{visit.terms['address']}/{kind}"
    if what == "forget":
        return [], numbers
    if what == "alone":
        answer = visit.web.get(f"{address}/{numbers[0]}")
        if answer.status_code == httpx.codes.GONE:
            return [], numbers
        return ([] if answer.status_code == httpx.codes.NOT_FOUND else [as_json(answer)]), []
    within = {"kommunenummer": ",".join(codes("NO"))} if what == "new" else {}
    asked = {"organisasjonsnummer": ",".join(numbers), **within, "size": len(numbers)}
    page = visit.web.json(address, params=asked)
    found = told(visit.host, page, "_embedded", kind) if told(visit.host, page, "page", "totalElements") else []
    named = {told(visit.host, one, "organisasjonsnummer") for one in found}
    return found, [number for number in numbers if what == "known" and number not in named]
