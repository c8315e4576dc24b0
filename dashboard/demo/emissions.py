"""Greenhouse gases by area, sector and year: each sector's amount, shared among the places by what it comes from."""

import numpy as np
import pyarrow as pa

from dashboard.demo.parameters import Numbers, Parameters
from dashboard.staged import KINDS

SPARSE = 0.85  # people in small places have farther to go: emissions grow more slowly than inhabitants
EVERYBODY = 0.15  # so much of what comes from an industry falls on all places alike


def emissions(given: Parameters) -> pa.Table:
    """Tonnes of CO2 equivalents by sector from the first year to each country's last, and each area's total ("*")."""
    random, raw = given.random("emissions"), given.raw["emissions"]
    years = np.arange(given.first_year, max(raw["last_year"].values()) + 1)
    tonnes: dict[str, Numbers] = {}  # area × year
    for sector, facts in raw["sector"].items():
        level = facts["per_inhabitant"] * given.inhabitants.sum() * _shares(given, facts["from"])
        level *= np.exp(random.standard_normal(len(level)) * 0.2)
        path = (1 + facts["change"] / 100) ** (years - raw["level_year"])
        tonnes[sector] = (np.outer(level, path) * (0.96 + 0.08 * random.random((len(level), len(years))))).round(1)
    tonnes["*"] = sum(tonnes.values(), np.zeros(1)).round(1)
    rows = [
        {"area": area, "sector": sector, "year": int(year), "tonnes": float(amount[place, step]), "status": "ok"}
        for place, area in enumerate(given.areas)
        for step, year in enumerate(years)
        if year <= raw["last_year"][area[:2]]
        for sector, amount in tonnes.items()
    ]
    return pa.Table.from_pylist(rows, schema=KINDS["emission"])


def _shares(given: Parameters, divisions: list[str]) -> Numbers:
    """Each place's share: by inhabitants, or by the jobs of the divisions that the sector comes from."""
    people = given.inhabitants**SPARSE
    shares: Numbers = people / people.sum()
    if not divisions:
        return shares
    jobs = given.jobs[:, np.isin(given.divisions, divisions)].sum(axis=1)
    return EVERYBODY * shares + (1 - EVERYBODY) * jobs / jobs.sum()
