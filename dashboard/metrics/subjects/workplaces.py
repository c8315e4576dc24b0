"""Workplaces (local units where work is done) and the employees known for them in the registers."""

import ibis

from dashboard.metrics.catalogue import Shape, metric
from dashboard.metrics.cells import cells
from dashboard.metrics.tables import workplace_stock

_STOCK = {
    "facts": ("workplace",), "sources": ("workplace",), "grade": "B", "preliminary": True,
    "breakdowns": ("industry", "size"),
}  # fmt: skip


@metric("workplaces", unit="workplaces", **_STOCK)
def workplaces(shape: Shape) -> ibis.Table:
    """Workplaces active on the year's stock day."""
    return cells(workplace_stock, shape, "workplaces")


@metric("employees", unit="employees", **_STOCK | {"facts": ("headcount",)})
def employees(shape: Shape) -> ibis.Table:
    """Headcount known for workplaces: exact where the registers say it, else the sum of the bands' ends."""
    return cells(workplace_stock, shape, low="employees_low", high="employees_high", hidden="unknown")
