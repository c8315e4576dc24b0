"""From a mart to the cells that a metric is summed from: what each municipality adds, year by year and by category.

A statement always answers for all municipalities: which of them are chosen is decided when the cells are added up
(`fold`), so that one answer serves every choice of areas.
"""

from collections.abc import Callable

import ibis

from dashboard.metrics.catalogue import Shape
from dashboard.metrics.tables import PARAMETERS

Where = Callable[[ibis.Table], ibis.expr.types.BooleanValue]


def cells(
    mart: ibis.Table, shape: Shape, value: str = "", low: str = "", high: str = "", hidden: str = "",
    where: Where | None = None,
) -> ibis.Table:  # fmt: skip
    """Sums by area, year and the shape's breakdown: of ``value``, or of the ends ``low`` and ``high`` where only bands
    are known; ``hidden`` names the column whose missing values, or whose sum, says how much is not published.

    Columns: area, year, breakdown (where there is one), and those of value, low, high, hidden that are asked for.
    """
    rows = mart.filter(mart.year.between(PARAMETERS["first"], PARAMETERS["last"]))
    if where:
        rows = rows.filter(where(rows))
    if shape.by_code:
        codes = PARAMETERS["codes"]
        rows = rows.filter(codes.contains(rows.industry) | codes.contains(rows.division))
    if shape.by_size:
        rows = rows.filter(PARAMETERS["sizes"].contains(rows["size"]))
    by = {"area": rows.area, "year": rows.year} | ({"breakdown": rows[shape.breakdown]} if shape.breakdown else {})
    added = {name: rows[column] for name, column in {"value": value, "low": low, "high": high}.items() if column}
    if hidden:
        added["hidden"] = rows[hidden].isnull() if hidden == value else rows[hidden]
    picked = rows.select(**by, **added)  # named columns, because sqlglot merges no subquery that selects *
    return picked.group_by(list(by)).agg(**{name: picked[name].sum() for name in added})
