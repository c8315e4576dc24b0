"""Tables of plain data with the columns that ``tables.write`` takes."""

import pyarrow as pa

from dashboard.exports.tables import Column
from dashboard.figures.plain import Grid
from dashboard.meeting.arrow import arrow, names


def table_of(grid: Grid) -> tuple[pa.Table, list[Column]]:
    """A table of real numbers as an Arrow table with its columns, to be written to a file."""
    table = arrow(grid)
    kinds = {"percent": "number"}
    words = {column.name for column in table.schema if pa.types.is_string(column.type)}  # a word may stand for a number
    labels = [
        Column(name, column.label, "text" if name in words else kinds.get(column.type, column.type))
        for name, column in zip(names(grid), grid.columns, strict=True)
    ]
    return table, labels
