"""Tables: the rows of a CSV or XLSX file with their columns found by name, whatever the delimiter and the order."""

import csv
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from dashboard.errors import UserError
from dashboard.sources import workbook
from dashboard.sources.opening import File

Columns = Mapping[str, Sequence[str]]  # the names in files of each of our columns, the best first
DELIMITERS = ",;\t|"
LINE = 1_000_000  # characters; no table has longer lines
HEADER_WITHIN = 20  # rows: titles may stand above the header
_INVISIBLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b\ufeff\ufffe\uffff\ud800-\udfff]+")


class Row:
    """A row's line in the file and all its cells, of which those of our columns are found by name.

    A cell is tidied when it is asked for: of a register's rows most are outside the area, and one cell says so.
    """

    __slots__ = ("_cells", "_places", "all", "line")

    def __init__(self, line: int, places: Mapping[str, int], cells: Sequence[str]) -> None:
        self.line = line
        self.all = cells
        self._places = places
        self._cells: dict[str, str] | None = None

    def __getitem__(self, column: str) -> str | None:
        """The cell's text, None where it is empty."""
        index = self._places.get(column, len(self.all))
        return tidy(self.all[index]) or None if index < len(self.all) else None

    @property
    def cells(self) -> Mapping[str, str]:
        """The cells by our columns' names; "" where one is empty."""
        if self._cells is None:
            lacking = 1 + max(self._places.values()) - len(self.all)
            cells = [*self.all, *[""] * lacking] if lacking > 0 else self.all
            self._cells = {name: tidy(cells[index]) for name, index in self._places.items()}
        return self._cells

    def text(self) -> str:
        """The known cells, for the list of rejects: other columns may hold names of persons."""
        return "; ".join(self.cells.values())


def rows(
    file: File,
    columns: Columns,
    required: Sequence[Sequence[str]],
    lines: Iterator[tuple[int, list[str]]] | None = None,
) -> Iterator[Row]:
    """The rows below the header. Of each ``required`` group one column must be there, else UserError names them.

    ``lines`` are the file's with their numbers, where a source splits them itself."""
    lines = lines or (workbook.rows(file) if file.format == "workbook" else _split(file, columns))
    known = {plain(alias): (name, rank) for name in columns for rank, alias in enumerate((name, *columns[name]))}
    places: dict[str, int] = {}
    missing: list[str] = []
    empty = True
    for seen, (line, cells) in enumerate(lines):
        if places:
            row = Row(line, places, cells)
            if any(row[name] for name in places):
                empty = False
                yield row
            continue
        candidate = _header(cells, known)
        lacking = [group[0] for group in required if not any(name in candidate for name in group)]
        if not lacking:
            places = candidate
        elif not missing or len(lacking) < len(missing):
            missing = lacking
        if not places and seen >= HEADER_WITHIN:
            break
    if not places:
        wanted = ", ".join(columns[name][0] for name in missing)
        raise UserError(
            f"{file.name} lacks the columns {wanted}; name them in its first row.",
            key="sources.missing_columns", file=file.name, columns=wanted,
        )  # fmt: skip
    if empty:
        raise UserError(
            f"{file.name} has a header and no rows below it; check the file.", key="sources.no_rows", file=file.name
        )


def copy(
    file: File,
    target: Path,
    columns: Columns,
    required: Sequence[Sequence[str]],
    instead: Mapping[int, Mapping[str, str]],
) -> None:
    """Write a table's known columns as CSV, the rows of the lines in ``instead`` with those cells only."""
    with target.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, [*columns])
        writer.writeheader()
        for row in rows(file, columns, required):
            writer.writerow(instead.get(row.line, row.cells))


def plain(name: str) -> str:
    """A header's name without case, marks, spaces and signs, so that "Org.nr" and "org_nr" are one."""
    letters = unicodedata.normalize("NFKD", name.casefold().replace("ø", "o").replace("æ", "ae"))
    return "".join(letter for letter in letters if letter.isalnum())


def tidy(text: str) -> str:
    """A cell's text on one line, without what cannot be seen."""
    if not text or (text.isprintable() and "  " not in text and text[0] != " " != text[-1]):
        return text  # as nearly all are: in a printable text the only space is the common one
    return " ".join(_INVISIBLE.sub(" ", text).split())


def _header(cells: Sequence[str], known: Mapping[str, tuple[str, int]]) -> dict[str, int]:
    """Where each of our columns stands; of several names for one, the best."""
    best: dict[str, tuple[int, int]] = {}
    for index, cell in enumerate(cells):
        if (found := known.get(plain(cell))) and (found[0] not in best or found[1] < best[found[0]][0]):
            best[found[0]] = (found[1], index)
    return {name: index for name, (_, index) in best.items()}


def _split(file: File, columns: Columns) -> Iterator[tuple[int, list[str]]]:
    """The lines of a CSV file with their cells, split at the delimiter that shows the most of our columns."""
    with file.text() as stream:
        delimiter = _delimiter(file, columns)
        reader = csv.reader(bounded(file, stream), delimiter=delimiter, strict=True)
        line = 1
        while True:
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error:
                raise UserError(
                    f"Line {line} of {file.name} has a quotation mark too few or too many, or a cell without end; "
                    "mend it and import again.",
                    key="sources.quotes", file=file.name, line=line,
                ) from None  # fmt: skip
            if not (line == 1 and re.fullmatch("sep=.?", "".join(cells))):  # a hint that Excel writes for itself
                yield line, cells
            line = reader.line_num + 1


def _delimiter(file: File, columns: Columns) -> str:
    known = {plain(alias): (name, 0) for name in columns for alias in (name, *columns[name])}
    with file.text() as stream:
        first = [line for line, _ in zip(bounded(file, stream), range(HEADER_WITHIN), strict=False)]

    def shown(delimiter: str) -> tuple[int, int]:
        split = [next(csv.reader([line[:100_000]], delimiter=delimiter), []) for line in first]
        return max((len(_header(cells, known)) for cells in split), default=0), max(map(len, split), default=0)

    return max(DELIMITERS, key=shown)


def bounded(file: File, stream: Iterator[str]) -> Iterator[str]:
    """The lines of a text, none of them endless."""
    for number, line in enumerate(iter(lambda: stream.readline(LINE + 1), ""), 1):  # type: ignore[attr-defined]
        if len(line) > LINE:
            raise UserError(
                f"Line {number} of {file.name} is longer than a million characters; check that it is a table.",
                key="sources.long_line", file=file.name, line=number,
            )  # fmt: skip
        yield line
