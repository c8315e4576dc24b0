"""The goal ledger: establishments and jobs created, with verified, reported and expected kept apart."""

import ibis

from dashboard.metrics.catalogue import Shape, metric
from dashboard.metrics.cells import cells
from dashboard.metrics.tables import establishment, job_result, programme

_LEDGER = {
    "facts": ("ledger",), "sources": ("establishment", "job_result"), "own": "verification", "cumulative": True,
}  # fmt: skip


def _counted(ledger: ibis.Table) -> ibis.Table:
    """The current programme's rows with the year they count from; undated ones count from the programme's start."""
    current = programme.filter(programme.current).select(programme=programme.key, start_on=programme.start_on)
    rows = ledger.join(current, "programme")
    counted_on = ibis.coalesce(rows.counted_on, rows.start_on)
    return rows.mutate(year=counted_on.year(), one=ibis.literal(1))


@metric("establishments", unit="establishments", breakdowns=("industry", "verification"), **_LEDGER)
def establishments(shape: Shape) -> ibis.Table:
    """Businesses established with the project's contribution; lost ones, transfers and doubles do not count."""
    by_industry = shape.breakdown == "industry"
    return cells(
        _counted(establishment), shape, "one",
        where=lambda rows: rows.counts & (rows.verification == "verified") if by_industry else rows.counts,
    )  # fmt: skip


@metric("jobs_created", unit="fte", decimals=1, breakdowns=("verification",), **_LEDGER)
def jobs_created(shape: Shape) -> ibis.Table:
    """Full-time equivalents of jobs created; maintained, moved, construction-phase and indirect jobs are never in it."""
    return cells(_counted(job_result), shape, "fte", where=lambda rows: rows.counts & (rows.kind == "created"))
