"""From a mart's cells to a metric's rows: narrowed to the selection, summed over the areas of each row.

Every function gives the columns row, year, breakdown, value, low, high, count, hidden; ``hidden`` counts the cells
that a sum had to leave out because they are not published.
"""

from collections.abc import Callable

import ibis

from dashboard.metrics.catalogue import Shape
from dashboard.metrics.tables import PARAMETERS, chosen

Where = Callable[[ibis.Table], ibis.expr.types.BooleanValue]


def narrowed(cells: ibis.Table, shape: Shape, where: Where | None = None) -> ibis.Table:
    """The cells of the chosen areas, years, industries and sizes (and ``where``), with their ``row`` and ``breakdown``."""
    cells = cells.join(chosen, "area")
    if where:  # after the join: sqlglot merges no subquery that selects *
        cells = cells.filter(where(cells))
    cells = cells.filter(cells.year.between(PARAMETERS["first"], PARAMETERS["last"]))
    if shape.by_code:
        codes = PARAMETERS["codes"]
        cells = cells.filter(codes.contains(cells.industry) | codes.contains(cells.division))
    if shape.by_size:
        cells = cells.filter(PARAMETERS["sizes"].contains(cells["size"]))
    return cells.mutate(breakdown=cells[shape.breakdown] if shape.breakdown else ibis.literal(""))


def summed(
    cells: ibis.Table, value: str, shape: Shape, low: str = "", high: str = "", unknown: str = "",
    where: Where | None = None,
) -> ibis.Table:  # fmt: skip
    """Sums of the column ``value``; with ``low`` and ``high`` the sums of the ends where only bands are known, and with
    ``unknown`` the units of which not even a band is."""
    cells = narrowed(cells, shape, where)
    nothing = ibis.null().cast("float64")
    return cells.group_by(["row", "year", "breakdown"]).agg(
        value=cells[value].sum().cast("float64") if value else nothing,
        low=cells[low].sum().cast("float64") if low else nothing,
        high=cells[high].sum().cast("float64") if high else nothing,
        count=cells[value or low].sum().cast("int64"),
        hidden=(cells[value].isnull() if value else cells[unknown]).sum().cast("int64"),
    )


def rate(numerator: ibis.Table, base: ibis.Table, per: int) -> ibis.Table:
    """``numerator`` (rows as from summed) per so many of ``base`` (one sum for each row and year)."""
    base = base.select("row", "year", base=base.value)
    joined = numerator.join(base, ["row", "year"])
    return joined.select(
        "row", "year", "breakdown",
        value=joined.value * per / joined.base.nullif(0),
        low=ibis.null().cast("float64"), high=ibis.null().cast("float64"),
        count=joined["count"], hidden=joined.hidden,
    )  # fmt: skip
