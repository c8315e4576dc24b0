"""Bulk files of a whole country: millions of lines read as a stream, and archived without those that are about persons.

Lines end with a line feed alone, whatever stands in a cell. A byte that fits no encoding becomes a replacement mark: of
millions of lines, one that is spoilt must not keep the others away.
"""

import codecs
import gzip
import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import IO

from dashboard.settings import settings
from dashboard.sources import tables, unpacking
from dashboard.sources.opening import MEGABYTE, NOT_UTF8, File, day_in_name

Split = Callable[[str, int], list[str]]
OLDEST = date(2020, 1, 1)  # an earlier day in a zip is that of a clock which was not set


def lines(file: File, encoding: str) -> Iterator[str]:
    """The lines without their ends; ``encoding`` is the publisher's, unless the letters say otherwise.

    Raises UserError for what is no text, or has a line without end.
    """
    if file.format != "table":
        raise unpacking.unknown(file.name)
    text = io.TextIOWrapper(file.open(), encoding=_encoding(file, encoding), errors="replace", newline="\n")
    with text as stream:
        for line in tables.bounded(file, stream):
            yield line.rstrip("\r\n").replace("\x00", "").replace("\r", " ")


def day_of(file: File) -> date | None:
    """The day that the name of the file, or of the file in the zip, has, else when the latter was written; not later than
    today."""
    if day := day_in_name(file.zipped.filename if file.zipped else file.name):
        return day
    with suppress(ValueError):
        if file.zipped and OLDEST <= (day := date(*file.zipped.date_time[:3])) <= settings().clock():
            return day
    return None


def cells(file: File, encoding: str, split: Split) -> Iterator[tuple[int, list[str]]]:
    """The lines with their numbers, split into cells; ``split`` is told how many the first line has, and 0 for that one."""
    width = 0
    for number, line in enumerate(lines(file, encoding), 1):
        found = split(line, width)
        width = width or len(found)
        yield number, found


def archive(
    file: File,
    target: Path,
    encoding: str,
    split: Split,
    join: Callable[[list[str]], str],
    kept: Callable[[dict[str, str]], Mapping[str, str] | None],
) -> None:
    """Write the file, packed as it came, with its first line and what ``kept`` makes of the others.

    It is given the cells by their column in small letters, and gives those that change; None leaves the line out, and so
    does a wrong number of cells: what cannot be read might be a person's.
    """
    header: list[str] = []
    with (
        _writer(file, target) as packed,
        io.TextIOWrapper(packed, _encoding(file, encoding), "replace", "\n") as stream,
    ):
        for _, found in cells(file, encoding, split):
            if not header:
                header = [tables.plain(cell) for cell in found]
                stream.write(join(found) + "\n")
            elif len(found) == len(header):
                held = dict(zip(header, found, strict=True))
                if (changed := kept(held)) is not None:
                    held |= changed
                    stream.write(join([held[name] for name in header]) + "\n")


@contextmanager
def _writer(file: File, target: Path) -> Iterator[IO[bytes]]:
    if file.zipped:
        inside = zipfile.ZipInfo(file.zipped.filename.rpartition("/")[2], file.zipped.date_time)
        inside.compress_type = zipfile.ZIP_DEFLATED
        with zipfile.ZipFile(target, "w") as zipped, zipped.open(inside, "w", force_zip64=True) as stream:
            yield stream
    elif file.name.endswith(".gz"):
        with gzip.open(target, "wb") as stream:
            yield stream  # type: ignore[misc]
    else:
        with target.open("wb") as stream:
            yield stream


def _encoding(file: File, encoding: str) -> str:
    """UTF-8 or Windows-1252, as most letters of the first megabyte say; the publisher's where they say nothing."""
    with file.open() as stream:
        text = codecs.getincrementaldecoder("utf-8")("surrogateescape").decode(stream.read(MEGABYTE))
    other = len(NOT_UTF8.findall(text))
    letters = sum(not one.isascii() for one in text) - other
    return ("utf-8-sig" if letters > other else "cp1252") if letters or other else encoding
