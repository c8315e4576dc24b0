"""Contacts in the R&D environments: how many contact points there are, never who."""

import ibis

from dashboard.metrics.catalogue import Shape, metric
from dashboard.metrics.cells import cells
from dashboard.metrics.tables import rd_capacity, rd_project, warehouse


@metric("rd_contacts", unit="contact_points", facts=("research",), sources=("rd_capacity",), breakdowns=("field",))
def rd_contacts(shape: Shape) -> ibis.Table:
    """Contact points of R&D units in the area, as known on the as-of date."""
    known = rd_capacity.cross_join(warehouse)
    return cells(known.mutate(year=known.as_of.year()), shape, "contact_points")


# the banks of projects differ: Norway's extract has EU projects only, Sweden's national ones
_PROJECTS = {
    "facts": ("rd_project",),
    "sources": ("rd_project",),
    "breakdowns": (),
    "grade": "C",
    "flow": True,
    "hidden": "missing",
}


@metric("rd_projects", unit="projects", **_PROJECTS)
def rd_projects(shape: Shape) -> ibis.Table:
    """Research projects that began in the year with an organisation of the area in them."""
    return cells(rd_project.mutate(one=ibis.literal(1)), shape, "one")


@metric("rd_funding", unit="EUR", **_PROJECTS)
def rd_funding(shape: Shape) -> ibis.Table:
    """What organisations of the area got in the projects that began in the year, in euro at that year's average rate."""
    return cells(rd_project, shape, "amount_eur", hidden="amount_eur")
