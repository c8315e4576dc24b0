"""Contacts in the R&D environments: how many contact points there are, never who."""

import ibis

from dashboard.metrics.catalogue import Shape, metric
from dashboard.metrics.cells import cells
from dashboard.metrics.tables import rd_capacity, warehouse


@metric("rd_contacts", unit="contact_points", facts=("research",), sources=("rd_capacity",), breakdowns=("field",))
def rd_contacts(shape: Shape) -> ibis.Table:
    """Contact points of R&D units in the area, as known on the as-of date."""
    known = rd_capacity.cross_join(warehouse)
    return cells(known.mutate(year=known.as_of.year()), shape, "contact_points")
