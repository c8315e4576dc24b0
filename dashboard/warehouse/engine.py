"""Ask a warehouse: a read-only, locked-down DuckDB with one cursor per query, so that threads never meet."""

from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import pyarrow as pa

from dashboard.errors import UserError
from dashboard.settings import settings
from dashboard.warehouse.build import SCHEMA_VERSION


class Identity(NamedTuple):
    """Which file a path now leads to; changes when a build swaps a new one in."""

    path: str
    inode: int
    modified: int


class Facts(NamedTuple):
    """What a warehouse says of itself."""

    version: str
    built_at: datetime
    as_of: date
    demo: bool


def identity(path: Path) -> Identity | None:
    """The identity of the warehouse at ``path``, or None where there is none yet."""
    try:
        stat = path.stat()
    except FileNotFoundError:
        return None
    return Identity(str(path), stat.st_ino, stat.st_mtime_ns)


class Engine:
    """One open warehouse. It goes on showing this very file, whatever is swapped in at its path later.

    Raises UserError where the file was built by another version of the program.
    """

    def __init__(self, path: Path) -> None:
        config: dict[str, Any] = {
            "memory_limit": settings().memory_limit,
            "python_enable_replacements": False,
            "threads": 1,
        }
        self._connection = duckdb.connect(":memory:", config=config)
        self._connection.execute(f"attach '{str(path).replace(chr(39), chr(39) * 2)}' as warehouse_file (read_only)")
        self._idle: deque[duckdb.DuckDBPyConnection] = deque()
        schema_version, *facts = self.rows("select schema_version, version, built_at, as_of, demo from warehouse")[0]
        if schema_version != SCHEMA_VERSION:
            self.close()
            raise UserError(
                "The data was built by another version; run: python -m dashboard build", key="engine.other_version"
            )
        self.facts = Facts(*facts)
        self._connection.execute(f"set global max_execution_time = {settings().query_seconds * 1000}")
        self._connection.execute("set enable_external_access = false")
        self._connection.execute("set lock_configuration = true")
        self.coverage: dict[str, dict[str, frozenset[int]]] = {}
        for fact, area, years in self.rows("select fact, area, list(year) from coverage group by fact, area"):
            self.coverage.setdefault(fact, {})[area] = frozenset(years)
        self.breaks: dict[str, list[tuple[str, ...]]] = {}  # by fact: area, year, the words and the notes in sv, nb, en
        for fact, *told in self.rows(
            "select fact, area, year::varchar, word_sv, word_nb, word_en, note_sv, note_nb, note_en from series_break"
        ):
            self.breaks.setdefault(fact, []).append(tuple(told))
        self._known: dict[tuple[str, ...], Mapping[str, frozenset[int]]] = {}

    def known(self, facts: tuple[str, ...]) -> Mapping[str, frozenset[int]]:
        """For each area the years for which all of these facts are known."""
        if facts not in self._known:
            spans = [self.coverage.get(fact, {}) for fact in facts]
            self._known[facts] = {
                area: frozenset.intersection(*(s.get(area, frozenset()) for s in spans)) for area in spans[0]
            }
        return self._known[facts]

    def rows(self, sql: str, parameters: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
        """The statement's rows as tuples, in its own order."""
        with self._cursor() as cursor:
            return cursor.execute(sql, parameters or {}).fetchall()

    def table(self, sql: str, parameters: Mapping[str, Any] | None = None) -> pa.Table:
        """The statement's rows as an Arrow table."""
        with self._cursor() as cursor:
            return cursor.sql(sql, params=parameters or {}).to_arrow_table()

    @contextmanager
    def _cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor of one's own: an idle one where there is one, since `use` costs as much as a small query."""
        try:
            cursor = self._idle.pop()
        except IndexError:
            cursor = self._connection.cursor()
            cursor.execute("use warehouse_file")
        yield cursor
        self._idle.append(cursor)  # not reached after an error: a cursor in doubt is dropped

    def close(self) -> None:
        """Let go of the file; queries under way end with an error."""
        while self._idle:
            self._idle.pop().close()
        self._connection.close()
