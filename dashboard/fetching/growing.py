"""An answer of many pages, kept as it comes: a broken-off visit goes on where it was, and asks for no page twice."""

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from dashboard.sources.documents import line


class Growing:
    """A file of JSON, one object a line. ``place`` is what `add` was told last: where to go on; None at the beginning.

    Lines and place belong together: after a kill the file is cut back to the lines that the place knows of. ``of`` says what
    is collected (which version, from when on; as JSON): what was collected of something else is begun anew.
    """

    def __init__(self, path: Path, of: Any = None) -> None:
        self.path, self._of = path, json.loads(json.dumps(of))
        self._note = path.with_name(path.name + ".place")
        self.place: Any = None
        self.rows = size = 0
        # without all of its lines a place is of a file that is done, or was damaged
        with suppress(FileNotFoundError, ValueError, TypeError):
            known, place, rows, kept = json.loads(self._note.read_text())
            if known == self._of and kept <= path.stat().st_size:
                self.place, self.rows, size = place, rows, kept
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab") as file:
            file.truncate(size)

    def restart(self) -> None:
        """Begin anew: what came before is of an older version."""
        self._note.unlink(missing_ok=True)
        self.path.write_bytes(b"")
        self.place, self.rows = None, 0

    def add(self, objects: Iterable[Any], place: Any) -> None:
        """Keep the objects of one page, and where the next one begins."""
        lines = [line(one) for one in objects]
        with self.path.open("ab") as file:
            file.write("".join(lines).encode())
            file.flush()
            os.fsync(file.fileno())
            size = file.tell()
        self.place, self.rows = place, self.rows + len(lines)
        beside = self._note.with_name(f".{self._note.name}")
        beside.write_text(json.dumps([self._of, place, self.rows, size]))
        beside.replace(self._note)

    def objects(self) -> Iterator[Any]:
        """What was collected so far."""
        with self.path.open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)

    def done(self) -> Path:
        """The whole file; the next visit begins a new one."""
        whole = self.path.with_name(f"whole-{self.path.name}")
        self._note.unlink(missing_ok=True)
        self.path.replace(whole)
        return whole
