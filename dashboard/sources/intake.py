"""What a source hands over: rows accepted, rows outside the area, and rows rejected with line and reason."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import date

import pyarrow as pa

from dashboard.settings import settings
from dashboard.sources.orgnr import without_persons
from dashboard.staged import SCHEMAS, Draft

_COLUMNS = {kind: schema.names for kind, schema in SCHEMAS.items()}
BATCH = 10_000  # rows held as Python objects before they become columns


class Outside(Exception):
    """The row lies outside the 46 municipalities, in a country that is not kept whole: counted, not an error."""


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
    without the rest. Rows go into the ``draft`` in batches; ``flush`` hands over the last.
    """

    def __init__(self, source: str, as_of: date, draft: Draft) -> None:
        self.source = source
        self.as_of = as_of
        self.stated: date | None = None
        self.complete = False
        self.note = ""
        self.personal: dict[int, Mapping[str, str]] = {}
        self.rows = self.outside = self.rejected = 0
        self.first_rejected_line: int | None = None
        self._draft = draft
        self._pending: dict[str, list[tuple[object, ...]]] = defaultdict(list)
        self._seen: set[int] = set()

    @property
    def accepted(self) -> int:
        """Rows that are in."""
        return self.rows - self.outside - self.rejected

    def row(self, line: int, text: Callable[[], str]) -> "_Row":
        """Read one row in the block; Outside and Unusable raised in it are noted. ``text`` gives a reject's words."""
        self.rows += 1
        return _Row(self, line, text)

    def describes(self, day: date | None) -> None:
        """Take note of a day that a row tells of: the file describes the newest one that is not yet to come (``stated``)."""
        if day and day <= settings().clock():
            self.stated = max(day, self.stated or day)

    def pass_over(self) -> None:
        """Count a row outside the area that nothing else needs to be read of."""
        self.rows += 1
        self.outside += 1

    def add(self, kind: str, identity: object, /, **fields: object) -> None:
        """Accept a row of ``kind``. The first with an ``identity`` stays. Raises Unusable for a later one."""
        # 64 bits, salted anew in each process, stand for an identity: of two million rows one is taken for another with
        # a probability of one in ten million, and is then listed as a duplicate, not lost without a word
        mark = hash((kind, identity))
        if mark in self._seen:
            raise Unusable("duplicate", str(identity))
        self._seen.add(mark)
        self._append(kind, fields)

    def flush(self) -> None:
        """Hand the rows that wait to the draft."""
        for kind, pending in self._pending.items():
            if pending:
                columns = zip(zip(*pending, strict=True), SCHEMAS[kind].types, strict=True)
                self._draft.write(kind, pa.table([pa.array(*column) for column in columns], schema=SCHEMAS[kind]))
                pending.clear()

    def reject(self, line: int, trouble: Unusable, text: str) -> None:
        """List a row as one that cannot be used."""
        self.rejected += 1
        self.first_rejected_line = self.first_rejected_line or line
        shown = {"detail": without_persons(trouble.detail)[:200] or None, "text": without_persons(text)[:500] or None}
        self._append("reject", {"line": line, "reason": f"sources.reject.{trouble.reason}", **shown})

    def _append(self, kind: str, row: dict[str, object]) -> None:
        pending = self._pending[kind]
        pending.append(tuple(map(row.get, _COLUMNS[kind])))
        if len(pending) == BATCH:
            self.flush()


class _Row:
    """The block in which one row is read. A class, since the one that contextlib makes costs as much as reading the row."""

    __slots__ = ("_intake", "_line", "_text")

    def __init__(self, intake: Intake, line: int, text: Callable[[], str]) -> None:
        self._intake, self._line, self._text = intake, line, text

    def __enter__(self) -> None:
        pass

    def __exit__(self, _: type[BaseException] | None, trouble: BaseException | None, __: object) -> bool:
        if isinstance(trouble, Outside):
            self._intake.outside += 1
        elif isinstance(trouble, Unusable):
            self._intake.reject(self._line, trouble, self._text())
        else:
            return False
        return True
