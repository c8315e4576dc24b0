"""Jobs (persons employed at workplaces in the area, from statistics) and vacancies (positions open)."""

import ibis

from dashboard.metrics.catalogue import Shape, metric
from dashboard.metrics.cells import cells
from dashboard.metrics.population import inhabitants
from dashboard.metrics.tables import employment, vacancy_stock


def _jobs(shape: Shape) -> ibis.Table:
    """The publisher's own total unless industries are asked for: parts may be suppressed, the total is not."""
    parts = shape.by_code or bool(shape.breakdown)
    return cells(
        employment, shape, "jobs", hidden="jobs",
        where=lambda rows: rows.industry != "*" if parts else rows.industry == "*",
    )  # fmt: skip


@metric("jobs", unit="jobs", facts=("employment",), sources=("employment",), grade="B")
def jobs(shape: Shape) -> ibis.Table:
    """Persons employed at workplaces in the area (day population)."""
    return _jobs(shape)


@metric(
    "jobs_per_1000", unit="per_1000", decimals=0, kind="rate", counted="jobs", per=1000, facts=("employment", "population_base"),
    sources=("employment",), grade="B",
)  # fmt: skip
def jobs_per_1000(shape: Shape) -> ibis.Table:
    """Jobs at workplaces in the area per 1 000 inhabitants."""
    return inhabitants() if shape.base else _jobs(shape)


@metric("vacancies", unit="vacancies", facts=("vacancy",), sources=("vacancy",), grade="B", preliminary=True)
def vacancies(shape: Shape) -> ibis.Table:
    """Positions advertised and open on the year's stock day."""
    return cells(vacancy_stock, shape, "positions")
