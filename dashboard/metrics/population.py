"""Inhabitants on 31 December, only for the years that were published."""

import ibis

from dashboard.metrics.catalogue import Shape, metric
from dashboard.metrics.cells import summed
from dashboard.metrics.tables import area_population


@metric("population", unit="persons", facts=("population",), sources=("population",), direction="none", breakdowns=())
def population(shape: Shape) -> ibis.Table:
    """Inhabitants; a figure of 1 January is the stock of 31 December the day before."""
    return summed(area_population, "persons", shape)
