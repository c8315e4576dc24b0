"""CSV of the table sites of SCB and SSB, read as a cube: with one row a figure, or with the periods in the header.

A title may stand above the header (with SSB's number of the table in front), and a category is a code, a text or both.
The header of a column of figures is its contents and its period ("Folkmängd 2024"), of either what there is.
"""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from dashboard.errors import UserError
from dashboard.sources import tables, workbook
from dashboard.sources.jsonstat import Cell, Cube, Dimension, role_of
from dashboard.sources.opening import File

PERIOD = re.compile(r"(?:19|20)[0-9]{2}(?:[MKQ][0-9]{1,2})?")
_FIGURES = re.compile(rf"(?:(.*)\s)?({PERIOD.pattern})")
_CLASSIFICATION = re.compile(r"\b(?:SNI|SN|NACE|SSYK|STYRK|SUN|NUS|ISCO)$")  # its year is no period
_NUMBER = re.compile(r"(?<![0-9A-Za-z])(TAB[0-9]+|[0-9]{5})(?![0-9A-Za-z])")
CONTENTS, TIME = "ContentsCode", "Tid"  # the names that such dimensions have in the API


@dataclass(frozen=True)
class _Layout:
    """The columns that are dimensions, and those with figures, each with what its header says: contents and period."""

    title: str
    dimensions: Sequence[str]
    figures: Mapping[str, tuple[str | None, str | None]]


def read(file: File) -> Cube:
    """The cube in a table; the file is gone through twice. Raises UserError where no column says the area or period."""
    layout = _layout(file)
    categories: dict[str, dict[str, str]] = {name: {} for name in layout.dimensions}
    for _, row in _rows(file, layout):
        for name in layout.dimensions:
            categories[name][row[name]] = row[name]
    dimensions = {name: Dimension(name, found, role=role_of(name)) for name, found in categories.items()}
    for role, name, place in (("metric", CONTENTS, 0), ("time", TIME, 1)):
        if found := {said: said for named in layout.figures.values() if (said := named[place])}:
            dimensions[name] = Dimension(name, found, role=role)
    number = re.match(r"(\w+):\s", layout.title) or _NUMBER.search(file.name)
    return Cube(number[1] if number else layout.title, layout.title, dimensions, _cells(file, layout))


def _cells(file: File, layout: _Layout) -> Iterator[Cell]:
    for line, row in _rows(file, layout):
        codes = {name: row[name] for name in layout.dimensions}
        for column, (contents, period) in layout.figures.items():
            named = {name: said for name, said in ((CONTENTS, contents), (TIME, period)) if said}
            yield line, codes | named, row[column], ""


def _rows(file: File, layout: _Layout) -> Iterator[tuple[int, Mapping[str, str]]]:
    columns = {name: (name,) for name in (*layout.dimensions, *layout.figures)}
    for row in tables.rows(file, columns, [(name,) for name in columns]):
        if any(row[name] for name in layout.figures):  # notes stand below the table
            yield row.line, row.cells


def _layout(file: File) -> _Layout:
    for lines in _first_lines(file):
        title = ""
        for cells in lines:
            header = [tables.tidy(cell) for cell in cells]
            roles = [role_of(cell) for cell in header]
            if "geo" in roles and (figures := _figures(header, roles)):
                first, (contents, _) = next(iter(figures.items()))
                title = title or (first if ": " in first else contents or first)  # SSB's last column names the table
                return _Layout(title, [name for name in header if name and name not in figures], figures)
            title = title or next(filter(None, header), "")
    raise UserError(
        f"{file.name} does not say by area and period what its figures are; fetch the table with both.",
        key="sources.no_region", file=file.name,
    )  # fmt: skip


def _figures(header: Sequence[str], roles: Sequence[str]) -> dict[str, tuple[str | None, str | None]]:
    """The columns with figures, with the contents and period that each header names."""
    if "time" in roles:  # one row a figure: all after the last dimension known by name
        last = max(place for place, role in enumerate(roles) if role)
        named = {name: name.partition(": ")[2] or name for name in header[last + 1 :] if name}
        return {name: (None if "metric" in roles else contents, None) for name, contents in named.items()}
    periods = {name: found for name in header if (found := _FIGURES.fullmatch(name))}
    return {name: (found[1], found[2]) for name, found in periods.items() if not _CLASSIFICATION.search(found[1] or "")}


def _first_lines(file: File) -> Iterator[list[list[str]]]:
    """The lines among which the header is, split at each delimiter that there may be."""
    if file.format == "workbook":
        yield [cells for _, cells in islice(workbook.rows(file), tables.HEADER_WITHIN)]
        return
    with file.text() as stream:
        lines = [stream.readline(tables.LINE) for _ in range(tables.HEADER_WITHIN)]
    for delimiter in tables.DELIMITERS:
        yield [next(csv.reader([line], delimiter=delimiter), []) for line in lines]
