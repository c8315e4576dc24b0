"""Companies (active legal units with their seat in the area), their births and deaths."""

import ibis

from dashboard.metrics.catalogue import Shape, metric
from dashboard.metrics.cells import cells
from dashboard.metrics.subjects.population import inhabitants
from dashboard.metrics.tables import company_flow, company_stock

_STOCK = {"facts": ("company",), "sources": ("company",), "grade": "B", "preliminary": True}


@metric("companies", unit="companies", breakdowns=("industry", "size"), **_STOCK)
def companies(shape: Shape) -> ibis.Table:
    """Companies active on the year's stock day."""
    return cells(company_stock, shape, "companies")


@metric(
    "companies_per_1000", unit="per_1000", decimals=1, kind="rate", counted="companies", per=1000, interval="poisson",
    breakdowns=("industry", "size"), **_STOCK | {"facts": ("company", "population_base")},
)  # fmt: skip
def companies_per_1000(shape: Shape) -> ibis.Table:
    """Companies per 1 000 inhabitants on the same day."""
    return inhabitants() if shape.base else cells(company_stock, shape, "companies")


@metric("company_births", unit="companies", **_STOCK)
def company_births(shape: Shape) -> ibis.Table:
    """Companies that started within the year."""
    return cells(company_flow, shape, "births")


@metric("company_deaths", unit="companies", **_STOCK | {"direction": "none"})
def company_deaths(shape: Shape) -> ibis.Table:
    """Companies that ended within the year."""
    return cells(company_flow, shape, "deaths")
