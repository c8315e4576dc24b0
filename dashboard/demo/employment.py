"""Jobs by area, division and year, with the cells that a statistics office would not publish."""

from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa

from dashboard.demo.parameters import Parameters
from dashboard.staged import KINDS

LONELY = 0.8  # of the cells that would be suppressed so many are empty instead: few places have one job of a kind
FEWEST = 3  # cells under this are suppressed, and one more where only one would be


def employment(given: Parameters) -> pa.Table:
    """Area × division × year from the first year to the last whole one, and each area's own total ("*")."""
    random, rows = given.random("employment"), []
    years = range(given.first_year, date(given.as_of.year - 1, 12, 31).year + 1)
    level = given.jobs * given.raw["jobs_per_inhabitant"] * 1.06
    hospitality = np.array([code in ("55", "56", "79", "93") for code in given.divisions])
    drift = 1 + (random.random(level.shape) - 0.46) * 0.03  # each cell's own yearly growth
    for area, key in enumerate(given.areas):
        for year in years:
            cells = level[area] * drift[area] ** (year - years[-1]) * (1 + (random.random(level.shape[1]) - 0.5) * 0.03)
            cells = np.rint(cells * np.where(hospitality & (year == 2020), 0.8, 1.0)).astype(int)
            cells[(cells < FEWEST) & (random.random(len(cells)) < LONELY)] = 0
            rows.extend(_published(given, key, year, cells))
    return pa.Table.from_pylist(rows, schema=KINDS["employment"])


def _published(given: Parameters, area: str, year: int, cells: np.ndarray[Any, Any]) -> list[dict[str, Any]]:
    """What is published of an area's year: a lone suppressed cell would follow from the total, so a second goes too."""
    present = np.flatnonzero(cells > 0)
    hidden = set(present[cells[present] < FEWEST].tolist())
    if len(hidden) == 1:
        rest = [number for number in present if number not in hidden]
        hidden.add(min(rest, key=lambda number: (cells[number], number)))
    rows = [
        {
            "area": area, "industry": given.sections[number], "division": given.divisions[number], "year": year,
            "jobs": None if number in hidden else int(cells[number]),
            "status": "suppressed" if number in hidden else "ok",
        }
        for number in present.tolist()
    ]  # fmt: skip
    return [
        *rows,
        {"area": area, "industry": "*", "division": None, "year": year, "jobs": int(cells.sum()), "status": "ok"},
    ]
