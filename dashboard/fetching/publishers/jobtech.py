"""Arbetsförmedlingen's job advertisements. The first visit takes JobStream's snapshot of all that are open, later ones what
changed in the county since; with ``--since`` also what the historical service has from that day on.

JobStream has neither pages nor versions: an answer is one array, and the snapshot one of all Sweden. It is read as it comes,
and whole when the array ends. A moment asked for is Swedish time with its offset, as the service compares it with its own.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from itertools import chain
from typing import Any

import httpx
import ijson

from dashboard.fetching.download import gone
from dashboard.fetching.troubles import Again, cut, lacks, no_json, told
from dashboard.fetching.visit import Got, Visit
from dashboard.settings import settings
from dashboard.sources import jobtech
from dashboard.sources.advertisement import CLOCK
from dashboard.sources.documents import line, sane

NAMES = ("jobtech",)
OVERLAP = timedelta(hours=2)  # changes may be told late, and one hour of the year has the same time twice
PAGE, REACH = 100, 2_000  # rows of a page of the historical service, and the last row that a page may begin with
DAYS = 10  # of publication that are asked of it at once
PARTS = ("open", "removed")  # two files: their fields are not the same


def plan(visit: Visit) -> str:
    """The questions of the next visit."""
    address, moment = visit.terms["address"], _moment(visit)
    asked = (
        f"GET {address}/stream?updated-after={_told(moment)}"
        if moment
        else f"GET {address}/snapshot (about 450 MB, once)"
    )
    if not visit.since:
        return asked
    count = (settings().clock() - visit.since).days // DAYS + 1
    return f"{asked}; GET {visit.terms['history']} from {visit.since}, some {count} to {5 * count} requests"


def fetch(visit: Visit) -> Iterator[Got]:
    """What is open and what was removed, each if there is any, then the historical ones."""
    began, moment = datetime.now(CLOCK), _moment(visit)
    if moment:
        asked = {"updated-after": _told(moment), "location-concept-id": jobtech.CONCEPT}
        ads = _answer(visit, "stream", lambda _: True, asked)
    else:
        ads = _answer(visit, "snapshot", jobtech.in_region, {})
    for part in PARTS:
        lines = {_mark(text): text for text, removed in ads if removed == (part == "removed")}
        had = () if visit.since else visit.memory.get(part, {}).get("had", ())
        if new := [text for mark, text in lines.items() if mark not in had]:
            path = visit.folder / f"jobtech-{part}.jsonl"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("".join(new), encoding="utf-8")
            yield Got(
                path,
                {part: {"asked": began.isoformat(), "had": sorted(lines)}},
                series=part,
                as_of=settings().clock(),
                whole=False,
            )
    if visit.since:
        yield from _history(visit, visit.since)


def _moment(visit: Visit) -> datetime | None:
    """Since when changes are asked for; None for the first visit, which asks for everything."""
    if "open" not in visit.memory:
        return None
    known = [datetime.fromisoformat(visit.memory[part]["asked"]) - OVERLAP for part in PARTS if part in visit.memory]
    if visit.since:
        known.append(datetime.combine(visit.since, time(), CLOCK))
    return min(known)


def _told(moment: datetime) -> str:
    return moment.astimezone(CLOCK).isoformat(timespec="seconds")


def _answer(visit: Visit, place: str, ours: Callable[[Any], bool], asked: dict[str, str]) -> list[tuple[str, bool]]:
    """The lines of our advertisements in an answer, and whether each is removed. Raises UserError where it is not what it
    was: a snapshot always has some of the county's."""

    def once() -> list[tuple[str, bool]]:
        headers = {"accept": "application/json", "accept-encoding": "identity"}
        with visit.web.stream(f"{visit.terms['address']}/{place}", params=asked, headers=headers) as answer:
            if not answer.is_success:
                raise gone(answer)
            host, found = answer.request.url.host, []
            for ad in _objects(host, visit.web.pieces(answer)):
                if not isinstance(ad, dict) or not ad.get("id"):
                    raise lacks(host, "id")
                if ours(ad):
                    found.append((line(jobtech.kept(ad)), ad.get("removed") is True))
            if not found and place == "snapshot":
                raise lacks(host, "workplace_address.region_concept_id")
            return found

    found: list[tuple[str, bool]] = visit.web.tried(once)
    return found


def _objects(host: str, pieces: Iterator[bytes]) -> Iterator[Any]:
    """The objects of an array as it comes. Raises Again where it breaks off, UserError where it is none."""
    first = next(pieces, b"")
    if first.lstrip()[:1] != b"[":
        raise no_json(host, first)
    try:
        yield from ijson.items(ijson.from_iter(sane(chain([first], pieces))), "item")
    except (ijson.JSONError, ValueError):
        raise Again(cut(host)) from None


def _history(visit: Visit, since: date) -> Iterator[Got]:
    """What was published from that day on, a few days and a page at a time: a page cannot begin beyond `REACH`."""
    kept = visit.growing(f"history-{since}.jsonl")
    today = settings().clock()
    first, days, offset = kept.place or (str(since), DAYS, 0)
    while (begin := date.fromisoformat(first)) <= today:
        end = begin + timedelta(days=days - 1)
        asked = {
            "region": jobtech.CONCEPT, "published-after": f"{begin}T00:00:00", "published-before": f"{end}T23:59:59",
            "sort": "pubdate-asc", "limit": str(PAGE), "offset": str(offset),
        }  # fmt: skip
        answer = visit.web.json(visit.terms["history"], params=asked)
        host = httpx.URL(visit.terms["history"]).host
        hits, count = told(host, answer, "hits", kind=list), told(host, answer, "total", "value", kind=int)
        if count > REACH + PAGE and days > 1:
            days //= 2
            continue
        offset += PAGE
        if not hits or offset >= min(count, REACH + PAGE):
            first, days, offset = str(end + timedelta(days=1)), DAYS, 0
        kept.add((jobtech.kept(ad) for ad in hits), (first, days, offset))
    if not kept.rows:
        kept.restart()  # else the same day would never be asked for again
    else:
        yield Got(kept.done(), series="history", as_of=since, whole=False)  # what is known of later days goes before it


def _mark(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:12]
