"""Brønnøysundregistrene: each register whole once a month, and between that what its feed of updates names.

Format: the register's OpenAPI document, chapter "Vedlikehold av kopi". The whole file is made every night; the feed is
then read from two days before it (brreg_feed.py).
"""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from email.utils import parsedate_to_datetime

from dashboard.fetching.publishers import brreg_feed as feed
from dashboard.fetching.publishers.brreg_updates import changes
from dashboard.fetching.visit import Got, Visit
from dashboard.settings import settings

NAMES = ("brreg-enheter", "brreg-underenheter")
CHANGES = 5_000  # a day in the whole country, for the plan
EARLIER = timedelta(days=2)  # than the whole file was made


def plan(visit: Visit) -> str:
    """The whole register, or the feed and about how many questions follow from it."""
    kind = feed.kind_of(visit)
    if _whole_is_due(visit):
        return f"GET {visit.terms['address']}/{kind}/lastned/csv, the whole register as of last night: 1 request"
    start = " ".join(f"{name} {value}" for name, value in feed.start_of(visit).items())
    days = (settings().clock() - (visit.since or date.fromisoformat(visit.memory["read"]))).days
    return (
        f"GET {visit.terms['address']}/oppdateringer/{kind} from {start}, then the units of the area that it names: "
        f"about {1 + max(1, days) * CHANGES // feed.BATCH} requests"
    )


def fetch(visit: Visit) -> Iterator[Got]:
    """The whole register where it is due and changed, else one file with the units that changed."""
    if _whole_is_due(visit) and (found := _whole(visit)):
        yield found
    else:
        yield from changes(visit)


def _whole_is_due(visit: Visit) -> bool:
    last = visit.memory.get("whole")
    too_old = settings().clock() - timedelta(days=visit.terms["bulk_days"])
    return not last or (not visit.since and date.fromisoformat(last) < too_old)


def _whole(visit: Visit) -> Got | None:
    kind = feed.kind_of(visit)
    found = visit.download(f"{visit.terms['address']}/{kind}/lastned/csv", f"{kind}.csv.gz")
    if found is None:
        return None
    for left in visit.folder.glob("*.jsonl*"):
        left.unlink()  # changes that are older than the whole file
    path, mark = found
    today = settings().clock()
    made = today
    with suppress(ValueError):  # it does not say when
        made = min(today, parsedate_to_datetime(mark["mark"][1]).date())
    path = path.replace(path.with_name(f"{kind}_{made}.csv.gz"))
    start = f"{made - EARLIER}T00:00:00.000Z"
    return Got(path, {**mark, "whole": str(today), "read": str(today), "from": start, "last": 0}, series="whole")
