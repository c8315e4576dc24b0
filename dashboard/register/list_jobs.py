"""The jobs that a row of a simple list states, in full-time equivalents."""

import re

from dashboard.sources.cells import given, number, yes
from dashboard.sources.intake import Unusable
from dashboard.sources.tables import Row


def jobs_of(row: Row, kind: str) -> dict[tuple[str, bool], float]:
    """Full-time equivalents by kind and higher education; ``kind`` is what the row's jobs are where it has one column for
    them. Created and maintained are never both for one job. Raises Unusable."""
    jobs = {"created": _fte(row["created"]), "maintained": _fte(row["maintained"])}
    if stated := _fte(row["jobs"]):
        if any(jobs.values()):
            raise Unusable("jobs_twice", row["jobs"] or "")
        jobs[kind] = stated
    first = kind if jobs[kind] else "created"
    higher = _higher(row["higher_education"], jobs[first])
    split = {(kind, False): fte for kind, fte in jobs.items()} | {(kind, True): 0.0 for kind in jobs}
    split |= {(first, True): higher, (first, False): round(jobs[first] - higher, 6)}
    return split


def _higher(stated: str | None, jobs: float) -> float:
    """How many of the jobs ask for a higher education."""
    if not stated:
        return 0
    if not re.fullmatch(r"[0-9.,]+", stated):
        return jobs if yes(stated) else 0
    higher = number(stated)
    if higher > jobs:
        raise Unusable("higher_education", stated)
    return higher


def _fte(stated: str | None) -> float:
    fte = given(number, stated) or 0.0
    if fte < 0:
        raise Unusable("number", stated or "")
    return fte
