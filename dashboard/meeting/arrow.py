"""A table of plain data as an Arrow table, for files that programs read."""

from datetime import date
from typing import Any

import pyarrow as pa

from dashboard.figures.plain import Column, Grid

_NUMBERS = {"integer": pa.int64(), "number": pa.float64(), "percent": pa.float64()}


def names(grid: Grid) -> list[str]:
    """The columns' names for programs, each there once; a column without one is called by its number."""
    found: list[str] = []
    for number, column in enumerate(grid.columns):
        name = column.name or f"column_{number + 1}"
        found.append(f"{name}_{number + 1}" if name in found else name)
    return found


def arrow(grid: Grid) -> pa.Table:
    """The table with numbers as numbers and days as days; a column in which a word stands for a number is text."""
    cells = list(zip(*grid.rows, strict=True)) or [()] * len(grid.columns)
    arrays = [_array(list(values), column) for values, column in zip(cells, grid.columns, strict=True)]
    return pa.table(arrays, names=names(grid))


def _array(values: list[Any], column: Column) -> pa.Array:
    try:
        if column.type == "date":
            return pa.array([date.fromisoformat(value) if value else None for value in values], pa.date32())
        if column.type in _NUMBERS:
            return pa.array(values, _NUMBERS[column.type])
    except (pa.ArrowInvalid, pa.ArrowTypeError, ValueError, TypeError):
        pass
    return pa.array([None if value is None else str(value) for value in values], pa.string())
