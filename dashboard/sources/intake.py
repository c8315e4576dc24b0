"""What a source hands over: rows accepted, rows outside the area, and rows rejected with line and reason."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date

import pyarrow as pa

from dashboard.sources.orgnr import without_persons
from dashboard.staged import KINDS, REJECT

BATCH = 10_000  # rows held as Python objects before they become columns


class Outside(Exception):
    """The row lies outside the 46 municipalities: counted, not an error."""


class Unusable(Exception):
    """The row cannot be used. ``reason`` is a message key below ``sources.reject.``, ``detail`` what was read."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.detail = detail


class Intake:
    """Collects one file's rows. A source that finds in the file which day it describes sets ``stated``.

    ``as_of`` is the day taken for the file so far. ``complete`` and ``note`` are those of the release. ``personal``
    holds, by line, what may be kept of a row with a person's number in it; if there is any, the file is archived
    without the rest.
    """

    def __init__(self, source: str, as_of: date) -> None:
        self.source = source
        self.as_of = as_of
        self.stated: date | None = None
        self.complete = False
        self.note = ""
        self.personal: dict[int, Mapping[str, str]] = {}
        self.rows = self.outside = self.rejected = 0
        self.first_rejected_line: int | None = None
        self._pending: dict[str, list[dict[str, object]]] = defaultdict(list)
        self._batches: dict[str, list[pa.RecordBatch]] = defaultdict(list)
        self._keys: set[tuple[str, object]] = set()

    @property
    def accepted(self) -> int:
        """Rows that are in."""
        return self.rows - self.outside - self.rejected

    @contextmanager
    def row(self, line: int, text: Callable[[], str]) -> Iterator[None]:
        """Read one row in the block; Outside and Unusable raised in it are noted. ``text`` gives a reject's words."""
        self.rows += 1
        try:
            yield
        except Outside:
            self.outside += 1
        except Unusable as trouble:
            self._reject(line, trouble, text())

    def add(self, kind: str, identity: object, /, **fields: object) -> None:
        """Accept a row of ``kind``. The first with an ``identity`` stays. Raises Unusable for a later one."""
        if (kind, identity) in self._keys:
            raise Unusable("duplicate", str(identity))
        self._keys.add((kind, identity))
        self._append(kind, KINDS[kind], fields)

    def tables(self) -> dict[str, pa.Table]:
        """The accepted rows by kind."""
        return {kind: self._table(kind, KINDS[kind]) for kind in KINDS if self._pending[kind] or self._batches[kind]}

    def rejects(self) -> pa.Table:
        """The rejected rows with line, reason, detail and text."""
        return self._table("reject", REJECT)

    def _reject(self, line: int, trouble: Unusable, text: str) -> None:
        self.rejected += 1
        self.first_rejected_line = self.first_rejected_line or line
        shown = {"detail": without_persons(trouble.detail)[:200] or None, "text": without_persons(text)[:500] or None}
        self._append("reject", REJECT, {"line": line, "reason": f"sources.reject.{trouble.reason}", **shown})

    def _append(self, kind: str, schema: pa.Schema, row: dict[str, object]) -> None:
        pending = self._pending[kind]
        pending.append(row)
        if len(pending) == BATCH:
            self._batches[kind].append(pa.RecordBatch.from_pylist(pending, schema))
            pending.clear()

    def _table(self, kind: str, schema: pa.Schema) -> pa.Table:
        last = pa.RecordBatch.from_pylist(self._pending[kind], schema)
        return pa.Table.from_batches([*self._batches[kind], last], schema)
