"""The transition: bio-based and circular jobs by the project's own shares, and greenhouse gases."""

import ibis

from dashboard.metrics.catalogue import Shape, metric
from dashboard.metrics.cells import cells
from dashboard.metrics.subjects.population import inhabitants
from dashboard.metrics.tables import emission, employment

_JOBS = {"unit": "jobs", "facts": ("employment",), "sources": ("employment",), "grade": "B", "hidden": "missing"}


def _weighted(shape: Shape, kind: str) -> ibis.Table:
    """Jobs times the share of their division that counts, as the build worked them out. Those without a share are left out,
    so that an area whose divisions are not told has no value rather than zero."""
    return cells(
        employment, shape, kind, hidden=kind,
        where=lambda rows: (rows.industry != "*") & ~rows.covered & (rows[kind].isnull() | (rows[kind] > 0)),
    )  # fmt: skip


@metric("bioeconomy_jobs", **_JOBS)
def bioeconomy_jobs(shape: Shape) -> ibis.Table:
    """Σ b[i]·e[r,i] with b the bio-based share of industry i (after Ronzon 2020; own shares)."""
    return _weighted(shape, "bio_jobs")


@metric("circular_jobs", **_JOBS)
def circular_jobs(shape: Shape) -> ibis.Table:
    """Jobs in industries that repair, rent out, collect and recycle (after Eurostat's list; own shares)."""
    return _weighted(shape, "circular_jobs")


# the countries' inventories divide and estimate sources differently
_EMISSION = {"sources": ("emission",), "grade": "C", "direction": "down", "hidden": "missing"}


def _tonnes(shape: Shape) -> ibis.Table:
    by_sector = shape.breakdown == "sector"
    return cells(
        emission, shape, "tonnes", hidden="tonnes",
        where=lambda rows: rows.sector != "*" if by_sector else rows.sector == "*",
    )  # fmt: skip


@metric("emissions", unit="tonnes_co2e", facts=("emission",), breakdowns=("sector",), **_EMISSION)
def emissions(shape: Shape) -> ibis.Table:
    """Greenhouse gases emitted in the area, tonnes of CO2 equivalents a year."""
    return _tonnes(shape)


@metric(
    "emissions_per_capita", unit="tonnes_per_capita", decimals=1, kind="rate", counted="tonnes_co2e", per=1, breakdowns=("sector",),
    facts=("emission", "population_base"), **_EMISSION,
)  # fmt: skip
def emissions_per_capita(shape: Shape) -> ibis.Table:
    """Tonnes of CO2 equivalents per inhabitant."""
    return inhabitants() if shape.base else _tonnes(shape)
