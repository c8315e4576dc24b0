"""The journal of fetches: what each visit to a publisher brought, one line an event, in the data folder.

The fetcher writes it; the page, the feed and the command line read it. A line is written in one piece, so that a killed
fetch leaves at most one broken last line, which is passed over.
"""

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Literal

from dashboard.settings import settings

# changed: new data is in; unchanged: nothing new; failed: the old data stays; held: a file whose shape changed waits in
# quarantine; accepted: somebody took it in; removed: rows deleted because the publisher demands it; skipped: it wants a key
# that is not set, or asked not to be visited yet
Kind = Literal["changed", "unchanged", "failed", "held", "accepted", "removed", "skipped"]


@dataclass(frozen=True)
class Event:
    """One thing that happened. ``key`` and ``values`` make its sentence, by the message files; ``sentence`` is it in English."""

    at: datetime  # UTC, without a zone
    source: str
    kind: Kind
    file: str = ""
    as_of: date | None = None
    rows: int = 0  # rows read of a file, or removed
    rejected: int = 0
    whole: bool = True  # the file was everything there is; else what is new, whose number says nothing
    bytes: int = 0  # transferred in the visit
    requests: int = 0
    key: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
    sentence: str = ""
    differences: tuple[Mapping[str, object], ...] = ()  # of a held file, as fetching/shape.py tells them


def note(source: str, kind: Kind, **facts: object) -> Event:
    """Write an event of now into the journal."""
    event = Event(datetime.now(UTC).replace(tzinfo=None, microsecond=0), source, kind, **facts)  # type: ignore[arg-type]
    _path().parent.mkdir(parents=True, exist_ok=True)
    line = json.dumps(asdict(event), ensure_ascii=False, default=str) + "\n"
    with _path().open("ab+") as file:
        if file.tell():
            file.seek(-1, os.SEEK_END)
            if file.read() != b"\n":
                line = "\n" + line  # the line before was broken off
        os.write(file.fileno(), line.encode())
    return event


def events() -> tuple[Event, ...]:
    """All events, oldest first; none where nothing was ever fetched."""
    try:
        state = _path().stat()
    except FileNotFoundError:
        return ()
    return _read(_path(), state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=4)
def _read(path: Path, _changed: int, _size: int) -> tuple[Event, ...]:
    return tuple(_events(path))


def _events(path: Path) -> Iterator[Event]:
    with path.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            try:
                told = json.loads(line)
                told["differences"] = tuple(told["differences"])
                told["at"] = datetime.fromisoformat(told["at"])
                told["as_of"] = date.fromisoformat(told["as_of"]) if told["as_of"] else None
                yield Event(**told)
            except (ValueError, TypeError, KeyError):
                continue  # broken off, or of another version


def _path() -> Path:
    return settings().data / "fetch" / "journal.jsonl"
