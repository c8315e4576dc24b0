"""A table's cells in the reader's words."""

from contextlib import suppress
from datetime import date

from dashboard.figures.plain import Cell, Column
from dashboard.i18n import Words

NOTHING = "–"  # a number that is not there is never a blank, which might pass for zero


def told(column: Column, cell: Cell, t: Words) -> str:
    """A cell as it is read: 12 345,6 or 12,3 % or a date; words as they are, also where they stand for one of these."""
    if cell is None:
        return "" if column.type == "text" else NOTHING
    if column.type == "text":
        return str(cell)
    if isinstance(cell, str):
        with suppress(ValueError):
            return t.date(date.fromisoformat(cell)) if column.type == "date" else cell
        return cell
    if column.type == "percent":
        return t.percent(cell / 100, column.decimals)
    return t.number(cell, column.decimals)
