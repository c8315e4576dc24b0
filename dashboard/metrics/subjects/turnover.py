"""Jobs gained and lost at the same workplaces (Davis and Haltiwanger 1992): bounds where headcounts are bands."""

import ibis

from dashboard.metrics.catalogue import Shape, metric
from dashboard.metrics.cells import cells
from dashboard.metrics.tables import job_flow

# Sweden's register has size classes only, Norway's exact numbers from five up: nothing to compare across the border
_FLOW = {
    "unit": "percent", "decimals": 1, "kind": "rate", "counted": "employees", "per": 100, "base_follows": True, "grade": "C",
    "facts": ("job_flow",), "sources": ("workplace", "headcount"), "preliminary": True, "flow": True, "hidden": "missing",
}  # fmt: skip


def _flow(shape: Shape, name: str) -> ibis.Table:
    which = "mean" if shape.base else name
    return cells(job_flow, shape, low=f"{which}_low", high=f"{which}_high", hidden="unknown")


@metric("job_creation", **_FLOW)
def job_creation(shape: Shape) -> ibis.Table:
    """Employees gained at workplaces that grew or opened, in per cent of the mean employment of both years."""
    return _flow(shape, "creation")


@metric("job_destruction", **_FLOW | {"direction": "none"})
def job_destruction(shape: Shape) -> ibis.Table:
    """Employees lost at workplaces that shrank or closed, in per cent of the mean employment of both years."""
    return _flow(shape, "destruction")
