"""A table's cells in the reader's words."""

from dashboard.figures.plain import Cell, Column
from dashboard.i18n import Words


def told(column: Column, cell: Cell, t: Words) -> str:
    """A cell as it is read, with its column's decimals."""
    return t.cell(column.type, cell, column.decimals)
