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
    """Which file a path now leads to; changes when a build swaps a new one in, or the records over it are made anew."""

    path: str
    inode: int
    modified: int
    records: str = ""
    records_inode: int = 0
    records_modified: int = 0


class Facts(NamedTuple):
    """What a warehouse says of itself."""

    version: str
    built_at: datetime
    as_of: date
    demo: bool


def identity(path: Path, records: Path | None = None) -> Identity | None:
    """The identity of the warehouse at ``path`` with the records over it, or None where there is none yet."""
    try:
        stat, over = path.stat(), records and records.stat()
    except FileNotFoundError:
        return None
    below = (str(path), stat.st_ino, stat.st_mtime_ns)
    return Identity(*below, str(records), over.st_ino, over.st_mtime_ns) if over else Identity(*below)


class Engine:
    """One open warehouse, with the project's newest records over it where there are any. It goes on showing these very
    files, whatever is swapped in at their paths later.

    Raises UserError where the file was built by another version of the program.
    """

    def __init__(self, path: Path, records: Path | None = None) -> None:
        config: dict[str, Any] = {
            "memory_limit": settings().memory_limit,
            "python_enable_replacements": False,
            "threads": 1,
        }
        self._connection = duckdb.connect(":memory:", config=config)
        self._path = "warehouse_file.main"
        for name, file in (("warehouse_file", path), ("records_file", records)):
            if file:
                self._connection.execute(f"attach '{str(file).replace(chr(39), chr(39) * 2)}' as {name} (read_only)")
        if records:
            self._path = f"records_file.main,{self._path}"  # the first that has a table of the name is asked
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
        known = "select fact, area, year from coverage union all select fact, area, year from record_coverage"
        for fact, area, years in self.rows(f"select fact, area, list(year) from ({known}) group by fact, area"):
            self.coverage.setdefault(fact, {})[area] = frozenset(years)
        self.breaks: dict[str, list[tuple[str, ...]]] = {}  # by fact: area, year, the words and the notes in sv, nb, en
        for fact, *told in self.rows(
            "select fact, area, year::varchar, word_sv, word_nb, word_en, note_sv, note_nb, note_en from series_break"
        ):
            self.breaks.setdefault(fact, []).append(tuple(told))
        # the day until which the project's own records are known; they may be newer than the statistics
        [(recorded,)] = self.rows("select max(as_of) from source_release where list_has_any(kinds, ['establishment'])")
        self.recorded_on: date = max(recorded or self.facts.as_of, self.facts.as_of)
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
        """A cursor of one's own: an idle one where there is one, since the search path costs as much as a small query."""
        try:
            cursor = self._idle.pop()
        except IndexError:
            cursor = self._connection.cursor()
            cursor.execute(f"set search_path = '{self._path}'")
        yield cursor
        self._idle.append(cursor)  # not reached after an error: a cursor in doubt is dropped

    def close(self) -> None:
        """Let go of the file; queries under way end with an error."""
        while self._idle:
            self._idle.pop().close()
        self._connection.close()
