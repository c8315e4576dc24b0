"""Companies (active legal units with their seat in the area), their births and deaths."""

import ibis

from dashboard.metrics.catalogue import Shape, metric
from dashboard.metrics.cells import rate, summed
from dashboard.metrics.tables import company_flow, company_stock, population_base

_STOCK = {"facts": ("company",), "sources": ("company",), "grade": "B", "preliminary": True}


@metric("companies", unit="companies", breakdowns=("industry", "size"), **_STOCK)
def companies(shape: Shape) -> ibis.Table:
    """Companies active on the year's stock day."""
    return summed(company_stock, "companies", shape)


@metric(
    "companies_per_1000", unit="per_1000", decimals=1, kind="rate", breakdowns=("industry", "size"),
    **_STOCK | {"facts": ("company", "population_base")},
)  # fmt: skip
def companies_per_1000(shape: Shape) -> ibis.Table:
    """Companies per 1 000 inhabitants on the same day."""
    return rate(summed(company_stock, "companies", shape), summed(population_base, "persons", Shape()), 1000)


@metric("company_births", unit="companies", **_STOCK)
def company_births(shape: Shape) -> ibis.Table:
    """Companies that started within the year."""
    return summed(company_flow, "births", shape)


@metric("company_deaths", unit="companies", **_STOCK | {"direction": "none"})
def company_deaths(shape: Shape) -> ibis.Table:
    """Companies that ended within the year."""
    return summed(company_flow, "deaths", shape)
