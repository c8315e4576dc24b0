"""Inhabitants on 31 December, only for the years that were published."""

import ibis

from dashboard.metrics.catalogue import Shape, metric
from dashboard.metrics.cells import cells
from dashboard.metrics.tables import area_population, population_base


@metric("population", unit="persons", facts=("population",), sources=("population",), direction="none", breakdowns=())
def population(shape: Shape) -> ibis.Table:
    """Inhabitants; a figure of 1 January is the stock of 31 December the day before."""
    return cells(area_population, shape, "persons")


def inhabitants() -> ibis.Table:
    """What rates are divided by: the newest population published by then, at most two years old."""
    return cells(population_base, Shape(), "persons")
