"""What changed in the data, newest first: the events of the journal that matter, and the releases that revised figures."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, cast

from dashboard import journal
from dashboard.journal import Event
from dashboard.metrics.lists import revisions
from dashboard.metrics.lists.health import series
from dashboard.metrics.lists.revisions import Revised
from dashboard.warehouse.engine import Engine

Kind = Literal["changed", "accepted", "held", "failed", "removed", "revised"]


@dataclass(frozen=True)
class Change:
    """Something that a reader may want to know of; ``id`` stays the same for ever."""

    id: str
    at: datetime  # UTC, without a zone
    source: str
    kind: Kind
    files: tuple[str, ...] = ()
    rows: int = 0  # of all files together, or removed
    rejected: int = 0
    differences: tuple[Mapping[str, Any], ...] = ()  # of a held file
    key: str = ""  # with ``values``: the sentence of a failure; ``sentence`` is it in English
    values: Mapping[str, Any] = field(default_factory=dict)
    sentence: str = ""
    revised: tuple[Revised, ...] = ()  # one for each fact

    @property
    def file(self) -> str:
        """The first file's name; "" where no file is meant."""
        return self.files[0] if self.files else ""


def changes(engine: Engine) -> list[Change]:
    """All of them. What came of a source on one day is one change; a failure, or a file held back, is told once and not at
    every visit until it is over."""
    return sorted([*_fetched(), *_revised(engine)], key=lambda change: (change.at, change.id), reverse=True)


def _fetched() -> Iterator[Change]:
    together: dict[str, list[Event]] = {}
    for event in _matter():
        if event.kind in ("failed", "held"):
            id_ = f"{event.kind}/{event.source}/{series(event.file)}/{event.at:%Y-%m-%dT%H:%M:%S}"
        else:
            id_ = f"{event.kind}/{event.source}/{event.at:%Y-%m-%d}"
        together.setdefault(id_, []).append(event)
    for id_, events in together.items():
        yield _change(id_, events)


def _matter() -> Iterator[Event]:
    """The events but for visits without news and for what is only told again."""
    failing: set[str] = set()
    held: dict[tuple[str, str], object] = {}
    for event in journal.events():
        file = (event.source, series(event.file))
        if event.kind in ("changed", "unchanged", "accepted"):
            failing.discard(event.source)
        if event.kind in ("changed", "accepted"):
            held.pop(file, None)
        if event.kind == "failed":
            if event.source in failing:
                continue
            failing.add(event.source)
        if event.kind == "held":
            if held.get(file) == event.differences:
                continue
            held[file] = event.differences
        if event.kind not in ("unchanged", "skipped"):
            yield event


def _change(id_: str, events: list[Event]) -> Change:
    """Events that are told as one. A file that came whole several times counts as it is now."""
    last = events[-1]
    added = [event for event in events if event.kind == "removed" or not event.whole]
    counted = [*added, *{event.file: event for event in events if event not in added}.values()]
    return Change(
        id_, last.at, last.source, cast(Kind, last.kind), tuple(dict.fromkeys(event.file for event in events if event.file)),
        sum(event.rows for event in counted), sum(event.rejected for event in counted), tuple(last.differences),
        last.key, last.values, last.sentence,
    )  # fmt: skip


def _revised(engine: Engine) -> Iterator[Change]:
    together: dict[tuple[str, datetime], list[Revised]] = {}
    for one in revisions.releases(engine):
        together.setdefault((one.source, one.read_at), []).append(one)
    for (source, at), all_ in together.items():
        yield Change(f"revised/{source}/{at:%Y-%m-%dT%H:%M:%S}", at, source, "revised", revised=tuple(all_))
