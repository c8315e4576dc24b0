"""Jobs (persons employed at workplaces in the area, from statistics) and vacancies (positions open)."""

import ibis

from dashboard.metrics.catalogue import Shape, metric
from dashboard.metrics.cells import rate, summed
from dashboard.metrics.tables import employment, population_base, vacancy_stock


def _jobs(shape: Shape) -> ibis.Table:
    """The publisher's own total unless industries are asked for: parts may be suppressed, the total is not."""
    parts = shape.by_code or bool(shape.breakdown)
    return summed(
        employment, "jobs", shape, where=lambda cells: cells.industry != "*" if parts else cells.industry == "*"
    )


@metric("jobs", unit="jobs", facts=("employment",), sources=("employment",), grade="B")
def jobs(shape: Shape) -> ibis.Table:
    """Persons employed at workplaces in the area (day population)."""
    return _jobs(shape)


@metric(
    "jobs_per_1000", unit="per_1000", decimals=0, kind="rate", facts=("employment", "population_base"),
    sources=("employment",), grade="B",
)  # fmt: skip
def jobs_per_1000(shape: Shape) -> ibis.Table:
    """Jobs at workplaces in the area per 1 000 inhabitants."""
    return rate(_jobs(shape), summed(population_base, "persons", Shape()), 1000)


@metric("vacancies", unit="vacancies", facts=("vacancy",), sources=("vacancy",), grade="B", preliminary=True)
def vacancies(shape: Shape) -> ibis.Table:
    """Positions advertised and open on the year's stock day."""
    return summed(vacancy_stock, "positions", shape)
