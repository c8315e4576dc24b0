"""Striking rows out of archived files, or what is to go out of them: tables, and JSON of any shape; packed if they were."""

import csv
import gzip
import io
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from dashboard.sources import documents, tables, workbook
from dashboard.sources.opening import File

CHUNK = 1 << 20  # characters looked through at a time
LONGEST = 100  # characters of an id
_WORD = re.compile(r"[0-9A-Za-z][0-9A-Za-z-]*")


@dataclass(frozen=True)
class Demand:
    """What is to go: the ids, where they stand (``own``), the keys of their staged rows, and what of a row (all: empty)."""

    ids: frozenset[str]
    own: tuple[str, ...]
    keys: frozenset[str]
    gone: frozenset[str]

    def named_in(self, text: str) -> bool:
        """Whether one of the ids is a word of the text."""
        return not self.ids.isdisjoint(_WORD.findall(text))


def strike(file: File, demand: Demand) -> None:
    """Write a file anew without what is to go, if any of it is there; packed if it was."""
    if not any(demand.named_in(text) for text in _looked_through(file)):
        return
    packed = file.path.suffix == ".gz" or bool(file.zipped)
    with (
        instead(file.path) as target,
        (gzip.open if packed else open)(target, "wt", encoding="utf-8", newline="") as to,
    ):
        for text in _objects(file, demand) if file.format == "json" else _records(file, demand):
            to.write(text)


def _looked_through(file: File) -> Iterator[str]:
    """The text of a file, cut so that no id is cut."""
    if file.format == "workbook":
        yield from (" ".join(cells) for _, cells in workbook.rows(file))
        return
    rest = ""
    with file.text() as stream:
        for chunk in iter(partial(stream.read, CHUNK), ""):
            yield rest + chunk
            rest = chunk[-LONGEST:]


def _objects(file: File, demand: Demand) -> Iterator[str]:
    """The text of a JSON file: an array stays one, all else has a value a line."""
    array = documents.is_array(file)
    before = "[\n" if array else ""
    for item in documents.items(file, several=not array):
        if (left := _left(item, demand)) is not None:
            yield before + (documents.line(left).rstrip("\n") if array else documents.line(left))
            before = ",\n" if array else ""
    if array:
        yield ("[" if before.startswith("[") else "\n") + "]\n"


def _left(value: Any, demand: Demand) -> Any:
    """What is left of a value; None for an object that goes whole."""
    if isinstance(value, list):
        return [left for one in value if (left := _left(one, demand)) is not None or one is None]
    if not isinstance(value, dict):
        return value
    if any(documents.value(value, path) in demand.ids for path in demand.own):
        return documents.without(value, demand.gone) if demand.gone else None
    left = ((name, _left(held, demand), held) for name, held in value.items())
    return {name: now for name, now, held in left if now is not None or held is None}


def _records(file: File, demand: Demand) -> Iterator[str]:
    """The text of a table, record by record; those that stay are as they were."""
    header: list[str] = []
    delimiter = ","
    for record in _split(file):
        if not header:
            for delimiter in tables.DELIMITERS:
                cells = next(csv.reader(io.StringIO(record), delimiter=delimiter), [])
                if set(demand.own) & set(cells):
                    header = cells
                    break
        elif demand.named_in(record):
            cells = next(csv.reader(io.StringIO(record), delimiter=delimiter))
            row = dict(zip(header, cells, strict=False))
            if any(row.get(name, "").strip() in demand.ids for name in demand.own):
                if demand.gone:
                    yield _joined(["" if name in demand.gone else cell for name, cell in row.items()], delimiter)
                continue
        yield record


def _split(file: File) -> Iterator[str]:
    """The records of a table as they stand there; a cell in quotation marks may have several lines."""
    if file.format == "workbook":
        yield from (_joined(cells, ",") for _, cells in workbook.rows(file))
        return
    record = ""
    with file.text() as stream:
        for line in stream:
            record += line
            if record.count('"') % 2 == 0:
                yield record
                record = ""
    yield record


def _joined(cells: list[str], delimiter: str) -> str:
    line = io.StringIO()
    csv.writer(line, delimiter=delimiter, lineterminator="\n").writerow(cells)
    return line.getvalue()


@contextmanager
def instead(path: Path) -> Iterator[Path]:
    """Where to write what takes the file's place, with its time, when the block ends."""
    target = path.with_name(".forgetting")
    try:
        yield target
        shutil.copystat(path, target)
        target.replace(path)
    finally:
        target.unlink(missing_ok=True)
