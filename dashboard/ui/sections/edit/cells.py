"""From pasted cells to edits: headings and choices in any of the three languages, records by name or key."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Any

from dashboard.exports.workbook import wording
from dashboard.register.schema import Field, Kind
from dashboard.register.store import Edit
from dashboard.ui.sections.edit.wording import Names

MOST = 500  # rows at a time; more belong into the workbook


@dataclass(frozen=True)
class Pasted:
    """The columns (a field each, None where the heading is none of ours), the rows as they came, and the edits."""

    headings: Sequence[str]
    columns: Sequence[Field | None]
    rows: Sequence[Sequence[str]]
    edits: Sequence[Edit]


def typed_fields(kind: Kind) -> list[Field]:
    """The fields that somebody fills in, in their order: what the columns are where there are no headings."""
    return [field for field in kind.fields if not field.worked_out]


def read(names: Names, kind: Kind, text: str) -> Pasted:
    """What was copied in a spreadsheet: cells apart by tabs, rows by line ends, quotes around cells with line ends."""
    rows = [[cell.strip() for cell in row] for row in csv.reader(StringIO(text), delimiter="\t")]
    rows = [row for row in rows if any(row)]
    known = wording.fields(kind.name)
    columns: Sequence[Field | None] = typed_fields(kind)
    headings: list[str] = []
    if rows and 2 * sum(wording.plain(cell) in known for cell in rows[0]) >= sum(map(bool, rows[0])):
        headings, *rows = rows
        typed = {field.name: field for field in columns if field}
        columns = [typed.get(known.get(wording.plain(cell), "")) for cell in headings]
    rows = rows[:MOST]
    return Pasted(headings, columns, rows, [Edit(kind.name, _values(names, kind, columns, row)) for row in rows])


def _values(names: Names, kind: Kind, columns: Sequence[Field | None], row: Sequence[str]) -> dict[str, Any]:
    """A row's fields; what is empty takes its default."""
    pairs = zip(columns, row, strict=False)  # a row may end early, or hold more than there are columns
    return {field.name: _meant(names, kind, field, cell) for field, cell in pairs if field and cell}


def _meant(names: Names, kind: Kind, field: Field, cell: str) -> Any:
    """What a cell says; a record may be named by what it is called, where only one is called so."""
    if field.to and cell not in names.all(field.to):
        called = [key for key in names.all(field.to) if names.of(field.to, key).casefold() == cell.casefold()]
        return called[0] if len(called) == 1 else cell
    return wording.meant(kind.name, field, cell)
