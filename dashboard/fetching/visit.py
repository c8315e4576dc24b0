"""What a publisher's module is handed for one visit, and what it gives back.

A module in `publishers` has ``NAMES``, the sources that it fetches, and

    plan(visit) -> str                    what it would ask, in one line of English, without the network
    fetch(visit) -> Iterator[Got]         each file as soon as it is whole; in its place a UserError, where one of several
                                          files failed and the others are still to come

It remembers nothing by itself: what a `Got` wants to be remembered is kept once its file is in, so that a file which is
held back, or cut short by a kill, is asked for again.
"""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import httpx

from dashboard.errors import UserError
from dashboard.fetching.download import Mark, download
from dashboard.fetching.growing import Growing
from dashboard.fetching.memory import Memory
from dashboard.fetching.web import Web
from dashboard.logs import hide
from dashboard.settings import ROOT, settings


@dataclass(frozen=True)
class Got:
    """A whole file, ready to be read."""

    path: Path  # an empty file: there is nothing to read, only something to remember or to forget
    remember: Mapping[str, Any] = field(default_factory=dict)  # merged into the source's memory once the file is in
    series: str = ""  # which of the source's files it is the next one of: shapes and sizes are compared within it
    as_of: date | None = None  # the day it describes, where neither the file nor its name says it
    whole: bool = (
        True  # everything there is, so that far fewer or more rows than last time are a sign; else what is new
    )
    forget: frozenset[str] = frozenset()  # the publisher's own ids that must be removed from everything kept


@dataclass
class Visit:
    """One source's visit: its terms (`[<source>.fetch]` in sources.toml), the network, memory, and a folder to work in."""

    source: str
    terms: Mapping[str, Any]
    web: Web
    memory: Memory  # as it was before the visit; changed only through `Got.remember`
    folder: Path
    since: date | None = None  # asked for by hand: from that day on, whatever is remembered

    def secret(self, name: str) -> str:
        """A key from the environment (``DASHBOARD_<NAME>``) or from `[fetch]` in .streamlit/secrets.toml. Raises UserError."""
        found = os.environ.get(f"DASHBOARD_{name.upper()}") or _secrets().get(name) or ""
        if found := str(found).strip():  # a key that comes from a file ends with the line
            hide(found)
            return found
        raise UserError(
            f"{self.source} wants a key: set DASHBOARD_{name.upper()}, or {name} under [fetch] in .streamlit/secrets.toml.",
            key="fetch.no_secret", source=self.source, variable=f"DASHBOARD_{name.upper()}", name=name,
        )  # fmt: skip

    def download(self, address: str, name: str, *, mark: str = "mark", **asked: Any) -> tuple[Path, Memory] | None:
        """A file and what to remember of it (under ``mark``), or None where it did not change since the last visit.

        With ``since`` it is asked for whatever is remembered. ``asked``: headers, params, as httpx takes them.
        """
        known = Mark() if self.since else Mark(*self.memory.get(mark, ("", "")))
        target = self.folder / name
        found = download(self.web, address, target, known, **asked)
        return None if found is None else (target, {mark: [found.etag, found.modified]})

    def sweep(self) -> None:
        """Remove what a killed visit left behind, but for what this one goes on with."""
        for path in self.folder.glob("*"):
            growing = path.with_name(f"{path.name}.place").exists()
            if path.is_file() and not growing and path.suffix not in (".place", ".part", ".note"):
                path.unlink()

    def due(self, name: str, days: int) -> bool:
        """Whether the day remembered under ``name`` is so many days ago, or there is none; with ``since`` it always is."""
        last = self.memory.get(name)
        return not last or bool(self.since) or settings().clock() >= date.fromisoformat(last) + timedelta(days=days)

    def from_day(self, name: str) -> date | None:
        """From which day on changes are asked for: the one before that remembered under ``name``, so that nothing falls
        between two visits; None for the first visit."""
        last = self.memory.get(name)
        return self.since or (date.fromisoformat(last) - timedelta(days=1) if last else None)

    def growing(self, name: str, of: Any = None) -> Growing:
        """The file in which the pages of an answer are collected, with those that an earlier visit left ``of`` the same."""
        return Growing(self.folder / name, of)

    @property
    def host(self) -> str:
        """The service's host, for sentences."""
        return httpx.URL(self.terms["address"]).host


def _secrets() -> Mapping[str, Any]:
    path = ROOT / ".streamlit" / "secrets.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")).get("fetch", {}) if path.exists() else {}
