"""A dot plot as plain data: a table, since each of its rows may have a unit of its own."""

from dashboard.figures.dots import Dot, Dots
from dashboard.figures.plain import Cell, Column, Grid
from dashboard.figures.theme import Texts


def plain(info: Dots, texts: Texts, corner: str = "") -> Grid:
    """A row for each area, the benchmarks last, and a column for each measure; ``corner`` is what an area is called.
    ``texts.words``: a word for each status without a value, which stands in its cell."""
    named = {
        (dot.area, dot.name): None for dots in ("dots", "benchmarks") for row in info.rows for dot in getattr(row, dots)
    }
    columns = (Column(row.name, "percent" if row.percent else "number", row.decimals, row.key) for row in info.rows)
    found = [{(dot.area, dot.name): dot for dot in (*row.benchmarks, *row.dots)} for row in info.rows]
    rows = ((name, *(_cell(measure.get((area, name)), texts) for measure in found)) for area, name in named)
    return Grid((Column(corner, name="area"), *columns), tuple(rows))


def _cell(dot: Dot | None, texts: Texts) -> Cell:
    if dot is None:
        return None
    return dot.value if dot.value is not None else texts.words.get(dot.status)
