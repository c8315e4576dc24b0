"""Files whose shape changed: kept beside the data, not loaded, until somebody accepts them or a newer one fits again."""

import json
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from dashboard.fetching.shape import Difference
from dashboard.fetching.visit import Got
from dashboard.settings import settings


@dataclass(frozen=True)
class Held:
    """A held file, with all that is needed to take it in after all."""

    source: str
    got: Got
    differences: list[Difference]
    folder: Path

    def release(self) -> None:
        """Take it out of quarantine: it is in, or another took its place."""
        shutil.rmtree(self.folder)


def hold(source: str, got: Got, differences: list[Difference]) -> Held:
    """Move a file into quarantine; an older one of the same series goes."""
    let_go(source, got.series)
    folder = _folder(source, got.series)
    folder.mkdir(parents=True)
    path = Path(shutil.move(got.path, folder / got.path.name))
    told = {
        "series": got.series,
        "as_of": got.as_of,
        "whole": got.whole,
        "remember": got.remember,
        "forget": sorted(got.forget),
    }
    note = {"file": path.name, "differences": differences, **told}
    beside = folder / ".held.json"  # nothing is held before its note is whole: it is asked for again
    beside.write_text(json.dumps(note, ensure_ascii=False, default=str, indent=1), encoding="utf-8")
    beside.replace(folder / "held.json")
    return _held(source, folder)


def held(source: str = "*") -> Iterator[Held]:
    """What is held, of one source or of all."""
    for note in sorted(_root().glob(f"{source}/*/held.json")):
        if (one := _held(note.parent.parent.name, note.parent)).got.path.exists():  # else a kill left only the note
            yield one


def let_go(source: str, series: str) -> None:
    """Remove what is held of a series: a newer file of it is in."""
    if (folder := _folder(source, series)).exists():
        shutil.rmtree(folder)


def _held(source: str, folder: Path) -> Held:
    note: Mapping[str, Any] = json.loads((folder / "held.json").read_text(encoding="utf-8"))
    as_of = date.fromisoformat(note["as_of"]) if note["as_of"] else None
    got = Got(
        folder / note["file"], note["remember"], note["series"], as_of, note["whole"], frozenset(note["forget"])
    )  # fmt: skip
    return Held(source, got, note["differences"], folder)


def _root() -> Path:
    return settings().data / "quarantine"


def _folder(source: str, series: str) -> Path:
    return _root() / source / ("".join(c if c.isalnum() or c in "-_" else "-" for c in series) or "file")
