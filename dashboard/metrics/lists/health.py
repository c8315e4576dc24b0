"""How each source is: when it was last visited, when something new is due, and what stands in its way.

Made of the journal of fetches, what waits in quarantine, the memory of announced releases, and the releases that the
warehouse was built from. Nothing is asked of anybody.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal, NamedTuple, get_args

from dashboard import journal
from dashboard.journal import Event
from dashboard.metrics.lists import origin
from dashboard.publishers import publishers
from dashboard.settings import settings
from dashboard.warehouse.engine import Engine

# held: a file waits in quarantine; failing: the last visit failed; no_key: it wants a key that is not set; late: something
# new should have come; fresh: all is well; by_hand: what somebody imported, not due yet; never: there is nothing of it
State = Literal["held", "failing", "late", "no_key", "fresh", "by_hand", "never"]
WRONG = ("held", "failing", "late")  # what a scheduler should hear of
WELL = ("fresh", "by_hand")
LEEWAY = (
    3  # days that a fetched source may be over its time: publishers rest at weekends, and a round is made once a day
)
_DAY = re.compile(r"[-_.]?(?:19|20)[0-9]{2}[-_.]?[01][0-9][-_.]?[0-3][0-9]")


class Held(NamedTuple):
    """A file in quarantine and how it differs from those before it, as fetching/shape.py tells it."""

    file: str
    differences: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class Health:
    """How a source is. Moments are UTC; what is not known is None."""

    source: str
    state: State
    visited: datetime | None  # the last visit, whatever came of it
    outcome: journal.Kind | None  # of that visit
    fetched: datetime | None  # the last visit that went well
    changed: datetime | None  # when new data last came in
    as_of: date | None  # the day that the newest data describes
    due: date | None  # when newer data is to be expected
    late: int  # days over that; 0 while it may still be waited for
    rows: int | None  # of the newest file of each series
    rows_before: int | None  # of the files before those; a series without one counts as it is
    rejected: int | None
    rejected_before: int | None
    held: tuple[Held, ...]
    failure: Event | None  # of the last visit, where it failed or was skipped

    @property
    def facts(self) -> Mapping[str, Any]:
        """What sources.toml says of it."""
        return publishers().get(self.source, {})


class Read(NamedTuple):
    """A file that was taken in."""

    at: datetime
    file: str
    as_of: date | None
    rows: int
    rejected: int
    whole: bool = True  # else only what was new then


def healths(engine: Engine) -> list[Health]:
    """The health of every source that can be fetched or has given something, those that need somebody first."""
    found: dict[str, list[Read]] = {name: [] for name, terms in publishers().items() if "fetch" in terms}
    for row in origin.releases(engine):
        if not row["demo"]:
            found.setdefault(row["source"], []).append(Read(*(row[name] for name in ("read_at", *Read._fields[1:5]))))
    told: dict[str, list[Event]] = {}
    for event in journal.events():
        told.setdefault(event.source, []).append(event)
    all_ = [health(name, told.get(name, []), reads, settings().clock()) for name, reads in found.items()]
    return sorted(all_, key=lambda one: (get_args(State).index(one.state), -one.late, one.source))


def health(source: str, events: Sequence[Event], releases: Sequence[Read], today: date) -> Health:
    """One source's, from its events (oldest first) and the releases that the warehouse has of it."""
    visits = [event for event in events if event.kind not in ("accepted", "removed") and event.key != "fetch.not_yet"]
    last = visits[-1] if visits else None
    came = [
        Read(e.at, e.file, e.as_of, e.rows, e.rejected, e.whole) for e in events if e.kind in ("changed", "accepted")
    ]
    read = sorted(came or releases, key=lambda one: one.at)
    changed = max((one.at for one in (*came, *releases)), default=None)
    as_of = max((one.as_of for one in (*came, *releases) if one.as_of), default=None)
    expected = due(source, changed.date() if came and changed else None, as_of)
    over = (today - expected).days if expected else 0
    late = over if over > (LEEWAY if came else 0) else 0
    held = waiting(source)
    rows, rows_before = against((one.file, one.rows, one.whole) for one in read)
    rejected, rejected_before = against((one.file, one.rejected, one.whole) for one in read)
    return Health(
        source, _state(last, held, late, bool(releases)), last.at if last else None, last.kind if last else None,
        max((event.at for event in events if event.kind in ("changed", "unchanged")), default=None), changed, as_of,
        expected, late, rows, rows_before, rejected, rejected_before, held,
        last if last and last.kind in ("failed", "skipped") else None,
    )  # fmt: skip


def _state(last: Event | None, held: Sequence[Held], late: int, read: bool) -> State:
    if held:
        return "held"
    if last and last.kind == "failed":
        return "failing"
    if late:
        return "late"
    if last and last.kind == "skipped":
        return "no_key"
    return "fresh" if last else "by_hand" if read else "never"


def due(source: str, changed: date | None, as_of: date | None) -> date | None:
    """The one rule for when newer data is to be expected: on the day that the publisher announced, else as long after the
    last change as its terms say; of what is not fetched, when the newest data is older than it should get."""
    terms = publishers().get(source, {})
    if changed:
        announced = _announced(source)
        if announced and announced > changed:
            return announced
        if every := terms.get("fetch", {}).get("every_days"):
            return changed + timedelta(every)
    most = terms.get("max_age_days", 0)
    return as_of + timedelta(most) if as_of and most else None


def _announced(source: str) -> date | None:
    """The publisher's next release, as the fetcher remembers it."""
    try:
        told = json.loads((settings().data / "fetch" / f"{source}.json").read_text(encoding="utf-8"))
        return date.fromisoformat(told["next_release"][:10])
    except (OSError, ValueError, KeyError, TypeError):
        return None  # never fetched, or the publisher announces nothing


def waiting(source: str) -> tuple[Held, ...]:
    """What of a source is in quarantine."""
    found = []
    for note in sorted((settings().data / "quarantine" / source).glob("*/held.json")):
        try:
            told = json.loads(note.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue  # just being written, or let go
        found.append(Held(told["file"], tuple(told["differences"])))
    return tuple(found)


def series(file: str) -> str:
    """Which of a source's files it is the next one of: its name without the day in it."""
    return _DAY.sub("", file)


def against(read: Iterable[tuple[str, int, bool]]) -> tuple[int | None, int | None]:
    """The numbers of the newest files, one of each series, together; and of the files before those, None where no series
    can be compared. A series that cannot be, since it has one file or its files hold only what was new, stands with the same
    number on both sides, so that the difference is that of the others. ``read``: name, number and whether it was whole."""
    pairs: dict[str, tuple[int, int | None]] = {}
    for file, number, whole in read:
        before = pairs.get(series(file))
        pairs[series(file)] = number, before[0] if before and whole else None
    if not pairs:
        return None, None
    compared = any(before is not None for _, before in pairs.values())
    now = sum(number for number, _ in pairs.values())
    return now, sum(number if before is None else before for number, before in pairs.values()) if compared else None
