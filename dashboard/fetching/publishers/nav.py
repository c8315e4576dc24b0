"""NAV's job advertisements: its feed of changes, page by page, then each advertisement of the area that is active.

A page begins with the last change of the one before; the last page grows until it has a ``next_id``. Its ETag is the next
page's id, handed out before there is one: asked with it, the service answers that nothing changed while the feed goes on.
So the last page is asked whole, and what it had before is passed over. ``If-Modified-Since`` only says where to begin.

The feed tells of the first place of work only: advertisements of several are missed where that one lies elsewhere. What the
terms demand is done as soon as the feed tells it: an advertisement that has ended keeps neither title nor employer.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from dashboard.fetching.growing import Growing
from dashboard.fetching.memory import recall
from dashboard.fetching.troubles import as_json, lacks, told
from dashboard.fetching.visit import Got, Visit
from dashboard.settings import settings
from dashboard.sources import nav
from dashboard.sources.advertisement import CLOCK
from dashboard.sources.documents import line
from dashboard.staged import rows_of

NAMES = ("nav",)
ENDED = "nav-ended.jsonl"
HEAD = ("uuid", "status", "municipal", "sistEndret")  # what is kept of an item of the feed until its page is through


def plan(visit: Visit) -> str:
    """Where the feed is gone on with."""
    address, page = visit.terms["address"], _page_to_begin(visit)
    rest = f"then GET {address}/feedentry/… for each that is active in Trøndelag"
    if page:
        return f"GET {address}/feed/{page} and the pages after it (mostly one), {rest}"
    return f"GET {address}/feed from {_day_to_begin(visit)} on (1,000 changes a page), {rest}"


def fetch(visit: Visit) -> Iterator[Got]:
    """What has ended of what is kept, and what is active; the place in the feed is remembered with the last of them."""
    start = _page_to_begin(visit) or str(visit.since or "")
    pages, entries = (visit.growing(f"{name}.jsonl", of=start) for name in ("pages", "entries"))
    kept = _kept()
    if not (pages.place and pages.place["end"]):
        _walk(visit, pages, kept)
    latest = {head["uuid"]: head for head in pages.objects()}
    active = [uuid for uuid, head in latest.items() if head["status"] == "ACTIVE"]
    ended = [head for uuid, head in latest.items() if head["status"] != "ACTIVE" and uuid in kept]
    for at, uuid in enumerate(active):
        if at >= (entries.place or 0):
            entries.add(_entry(visit, uuid), at + 1)
    found = list(entries.objects())
    ended += [one for one in found if one.get("status") != "ACTIVE" and one["uuid"] in kept]
    open_ones = [one for one in found if one.get("status") == "ACTIVE"]
    remember = {"page": pages.place["page"], "had": pages.place["had"], "day": pages.place["day"]}
    day = date.fromisoformat(pages.place["day"])
    for growing in (pages, entries):
        growing.done().unlink()
    if ended:
        path = _written(visit.folder / ENDED, [_end(one) for one in ended])
        forget, came = frozenset(one["uuid"] for one in ended), {"ended": str(datetime.now(UTC))}
        yield Got(path, came if open_ones else remember, series="ended", as_of=day, whole=False, forget=forget)
        if open_ones and recall(visit.source).get("ended") != came["ended"]:
            remember = {}  # it is not in, so the feed is gone on with where it was
    if open_ones:
        path = _written(visit.folder / "nav-active.jsonl", open_ones)
        yield Got(path, remember, series="active", as_of=day, whole=False)


def _page_to_begin(visit: Visit) -> str | None:
    """The page that was the last one; None to begin on a day, asked for by hand or for the first time."""
    page: str | None = visit.memory.get("page")
    earlier = visit.since and str(visit.since) < visit.memory.get("day", "")
    return None if earlier else page


def _day_to_begin(visit: Visit) -> date:
    return visit.since or settings().clock() - timedelta(days=visit.terms["days"])


def _walk(visit: Visit, pages: Growing, kept: set[str]) -> None:
    """Collect what concerns us of all pages from the place where they were left."""
    place = pages.place or {"page": _page_to_begin(visit), "day": str(settings().clock()), "end": False}
    had = {tuple(one) for one in visit.memory.get("had", ())} if place["page"] == visit.memory.get("page") else set()
    asked: set[str | None] = set()
    while not place["end"]:
        if place["page"] in asked:
            raise lacks(visit.host, "next_id")  # pages that lead round in a circle
        asked.add(place["page"])
        answer = _page(visit, place["page"])
        if answer is None:  # the page was taken away: from the day on, as if for the first time
            pages.add([], place := {**place, "page": None})
            continue
        heads = [_head(visit, item) for item in answer["items"]]
        following = answer["next_id"]
        end = not following or following == place["page"]
        place = {
            **place, "page": answer["id"] if end else following, "end": end,
            "had": [[head["uuid"], head["sistEndret"]] for head in heads] if end else [],
        }  # fmt: skip
        new = (head for head in heads if (head["uuid"], head["sistEndret"]) not in had)
        pages.add([head for head in new if head["uuid"] in kept or nav.in_region(head)], place)


def _page(visit: Visit, page: str | None) -> dict[str, Any] | None:
    """A page of the feed, or the first one from the day on, empty where nothing is newer; None for one that is gone."""
    address = visit.terms["address"]
    begin = datetime.combine(_day_to_begin(visit), time(), CLOCK).astimezone(UTC)
    headers = {} if page else {"if-modified-since": format_datetime(begin, usegmt=True)}
    answer = visit.web.get(f"{address}/feed/{page}" if page else f"{address}/feed", headers=_signed(visit) | headers)
    if answer.status_code in (304, 404, 410):
        return None if page and answer.status_code != 304 else {"id": page, "items": [], "next_id": None}
    found = as_json(answer)
    return {field: told(visit.host, found, field) for field in ("id", "items", "next_id")}


def _head(visit: Visit, item: Any) -> dict[str, Any]:
    """The few words of an item of the feed that are needed: not its title or business."""
    head = told(visit.host, item, "_feed_entry", kind=dict)
    return {name: told(visit.host, head, name) for name in HEAD}


def _entry(visit: Visit, uuid: str) -> list[Any]:
    """The advertisement itself without texts and contacts; none where it was taken away since."""
    answer = visit.web.get(f"{visit.terms['address']}/feedentry/{uuid}", headers=_signed(visit))
    if answer.status_code in (404, 410):
        return []
    found = as_json(answer)
    if not isinstance(found, dict) or not found.get("status"):
        raise lacks(visit.host, "status")
    return [{**nav.kept(found), "uuid": uuid}]


def _signed(visit: Visit) -> dict[str, str]:
    return {"authorization": f"Bearer {visit.secret('nav_token')}", "accept": "application/json"}


def _end(head: dict[str, Any]) -> dict[str, Any]:
    """What tells that one has ended; a place elsewhere, or none, would make it somebody else's."""
    return {name: head.get(name) for name in HEAD if name != "municipal" or nav.in_region(head)}


def _kept() -> set[str]:
    """The advertisements whose end is to be told: of which something is kept that must go then, or whose end is not in."""
    shown = [name for name in sorted(nav.FORGOTTEN) if name in ("title", "employer", "employer_name")]
    found, active, ended = set[str](), set[str](), set[str]()
    for release, row in rows_of(settings().staged, "vacancy", ["key", *shown], "nav"):
        if any(row[name] for name in shown):
            found.add(row["key"])
        (ended if release.file == ENDED else active).add(row["key"])
    return {key.removeprefix(nav.STAGED_KEY.format("")) for key in found | (active - ended)}


def _written(path: Path, objects: list[dict[str, Any]]) -> Path:
    path.write_text("".join(map(line, objects)), encoding="utf-8")
    return path
