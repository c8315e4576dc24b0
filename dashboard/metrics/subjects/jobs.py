"""Jobs (persons employed at workplaces in the area, from statistics) and vacancies (positions open)."""

import ibis

from dashboard.metrics.catalogue import Shape, metric
from dashboard.metrics.cells import cells
from dashboard.metrics.subjects.population import inhabitants
from dashboard.metrics.tables import PARAMETERS, employment, employment_base, vacancy_stock, working_age


def _jobs(shape: Shape) -> ibis.Table:
    """The publisher's own total unless industries are asked for: parts may be suppressed, the total is not."""
    if shape.by_code or shape.breakdown:
        return jobs_in_parts(shape)
    return cells(employment, shape, "jobs", hidden="hidden", where=lambda rows: rows.industry == "*")


def jobs_in_parts(shape: Shape) -> ibis.Table:
    """Jobs by industry. A hidden division whose section is complete without it is told of only where divisions are."""

    def parts(rows: ibis.Table) -> ibis.expr.types.BooleanValue:
        whole = ~rows.covered
        if shape.by_code:
            whole = whole | PARAMETERS["codes"].contains(rows.division)
        return (rows.industry != "*") & (whole if shape.breakdown != "division" else ibis.literal(True))

    return cells(employment, shape, "jobs", hidden="hidden", where=parts)


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


@metric(
    "job_density", unit="per_working_age", decimals=2, kind="rate", counted="jobs", per=1, facts=("employment", "working_age"),
    sources=("employment", "population"), grade="B",
)  # fmt: skip
def job_density(shape: Shape) -> ibis.Table:
    """Jobs at workplaces in the area for each inhabitant aged 16–64."""
    return cells(working_age, Shape(), "persons") if shape.base else _jobs(shape)


_VACANCY = {"sources": ("vacancy",), "grade": "B", "preliminary": True}


@metric(
    "vacancies", unit="vacancies", facts=("vacancy",), breakdowns=("industry", "occupation", "education"), **_VACANCY
)
def vacancies(shape: Shape) -> ibis.Table:
    """Positions advertised and open on the year's stock day."""
    return cells(vacancy_stock, shape, "positions")


@metric(
    "vacancies_per_1000_jobs", unit="per_1000_jobs", decimals=1, kind="rate", counted="vacancies", per=1000, interval="poisson",
    facts=("vacancy", "employment_base"), breakdowns=(), **_VACANCY | {"sources": ("vacancy", "employment")},
)  # fmt: skip
def vacancies_per_1000_jobs(shape: Shape) -> ibis.Table:
    """Positions open per 1 000 jobs, by the newest jobs published by then."""
    return cells(employment_base, Shape(), "jobs") if shape.base else cells(vacancy_stock, shape, "positions")


@metric(
    "higher_education_share", unit="percent", decimals=0, kind="rate", counted="vacancies", per=100, interval="wilson",
    base_follows=True, facts=("vacancy",), breakdowns=("industry", "occupation"), **_VACANCY,
)  # fmt: skip
def higher_education_share(shape: Shape) -> ibis.Table:
    """Open positions that ask for higher education, in per cent of those that say what they ask for."""
    asked = ("higher", "other") if shape.base else ("higher",)
    return cells(vacancy_stock, shape, "positions", where=lambda rows: rows.education.isin(asked))
