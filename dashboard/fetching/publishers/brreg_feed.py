"""The feed of updates of Brønnøysundregistrene: which units changed since the last visit, and what is to be done of it.

The feed tells of a unit only that it changed. Units whose rows we have are then asked for by number ("known"), others by
number and municipality ("new"), so that only those that are now in the area come; what is struck off the register
"alone". What was removed on legal grounds (Fjernet) must go from everything kept ("forget"). With NO in DASHBOARD_AREA
every unit counts as one of ours.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, time
from typing import Any

from dashboard.fetching.growing import Growing
from dashboard.fetching.troubles import told
from dashboard.fetching.visit import Visit
from dashboard.settings import settings
from dashboard.sources.advertisement import CLOCK
from dashboard.staged import rows_of

PAGE = 10_000  # updates in an answer, the most that the feed gives
BATCH = 100  # units in a question
FIELDS = ("oppdateringsid", "organisasjonsnummer", "endringstype")
Task = tuple[str, list[str]]  # known, new, alone or forget, and the numbers


def kind_of(visit: Visit) -> str:
    """What the service calls the units of the source."""
    return visit.source.removeprefix("brreg-")


def start_of(visit: Visit) -> dict[str, Any]:
    """Where in the feed to begin, as its parameter."""
    if visit.since:
        midnight = datetime.combine(visit.since, time(), CLOCK).astimezone(UTC)
        return {"dato": f"{midnight:%Y-%m-%dT%H:%M:%S}.000Z"}
    last = visit.memory.get("last")
    return {"oppdateringsid": last + 1} if last else {"dato": visit.memory["from"]}


def tasks(visit: Visit, events: Growing) -> list[Task]:
    """What follows from the updates, which are read to the end of the feed; nothing where there are none. Raises UserError
    where the service answers otherwise than documented."""
    if not (events.place or {}).get("planned"):
        _read(visit, events)
        if not events.place:
            return []
        events.add(({"task": task} for task in _follow(visit, events)), {**events.place, "planned": True})
    return [tuple(line["task"]) for line in events.objects() if "task" in line]


def _read(visit: Visit, events: Growing) -> None:
    """Read the feed to its end. Raises UserError where it is not as documented."""
    address = f"{visit.terms['address']}/oppdateringer/{kind_of(visit)}"
    waiting = True
    while waiting:
        last = events.place["last"] if events.place else 0
        start = {"oppdateringsid": last + 1} if last else start_of(visit)
        page = visit.web.json(address, params={**start, "size": PAGE})
        total = told(visit.host, page, "page", "totalElements")
        found = told(visit.host, page, "_embedded", f"oppdaterte{kind_of(visit).capitalize()}") if total else []
        updates = [{name: told(visit.host, one, name) for name in FIELDS} for one in found]
        if updates:
            newest = max(one["oppdateringsid"] for one in updates)
            waiting = len(updates) < total and newest > last
            events.add(updates, {"last": newest})
        else:
            waiting = False


def _follow(visit: Visit, events: Growing) -> list[Task]:
    """The tasks, by the newest update of each unit. They are written behind the updates, so that they stay the same for a
    visit that goes on with them, whatever has been imported by then."""
    newest: dict[str, str] = {}
    for update in events.objects():
        newest[update["organisasjonsnummer"]] = update["endringstype"]
    known = newest.keys() if "NO" in settings().countries else newest.keys() & _known(visit.source)
    found: dict[str, list[str]] = {"forget": [], "alone": [], "known": [], "new": []}
    for number, kind in newest.items():
        if kind == "Fjernet":
            found["forget"].append(number)
        elif kind != "Sletting":
            found["known" if number in known else "new"].append(number)
        elif number in known:
            found["alone"].append(number)
    size = {"forget": max(1, len(newest)), "alone": 1, "known": BATCH, "new": BATCH}
    return [(what, some) for what, numbers in found.items() for some in _batches(numbers, size[what])]


def _batches(numbers: list[str], size: int) -> Iterator[list[str]]:
    return (numbers[at : at + size] for at in range(0, len(numbers), size))


def _known(source: str) -> set[str]:
    """The numbers of the units whose rows are staged."""
    kind = "company" if source == "brreg-enheter" else "workplace"
    return {row["key"].removeprefix("NO-") for _, row in rows_of(settings().staged, kind, ["key"], source)}
