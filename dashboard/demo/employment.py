"""Jobs by area, division and year: every cell, however small; the build decides which may be told."""

from typing import Any

import numpy as np
import pyarrow as pa

from dashboard.demo.parameters import Numbers, Parameters
from dashboard.staged import KINDS

FEW, ABSENT = 3, 0.8  # where fewer jobs than this are expected, the industry is wanting in so many of the places
HOSPITALITY = ("55", "56", "79", "93")
DIPS = {2020: 0.78, 2021: 0.9}  # what was left of their jobs in the years of the pandemic


def employment(given: Parameters) -> pa.Table:
    """Area × division × year from the first year to the last whole one without the zeros, and each area's total ("*")."""
    random = given.random("employment")
    years = np.arange(given.first_year, given.as_of.year)
    today = _today(given, random)
    past = (1 + _growth(given, random)) ** (years[:, None, None] - years[-1])
    dips = np.array([DIPS.get(int(year), 1.0) for year in years])[:, None, None]
    shock = np.where(np.isin(given.divisions, HOSPITALITY), dips, 1.0)
    wobble = 1 + (random.random(past.shape) - 0.5) * 0.03
    return _rows(given, years, np.rint(today * past * shock * wobble).astype(np.int64))


def _today(given: Parameters, random: np.random.Generator) -> Numbers:
    """Jobs expected in the last year: no two places alike, kindred industries together, small ones not everywhere."""
    kin = np.array([np.isin(given.divisions, group) for group in given.raw["kin"].values()], dtype=float)
    bent = random.standard_normal((len(given.areas), len(kin))) @ kin
    level = given.jobs * np.exp(0.45 * bent + 0.25 * random.standard_normal(given.jobs.shape))
    level *= (given.jobs.sum(axis=1) / level.sum(axis=1))[:, None] * given.raw["jobs_per_inhabitant"] * 1.06
    return np.where((level < FEW) & (random.random(level.shape) < ABSENT), 0.0, level)


def _growth(given: Parameters, random: np.random.Generator) -> Numbers:
    """Yearly growth of each cell: its industry's, its place's, what is particular to both, and a little chance."""
    raw: dict[str, Any] = given.raw["growth"]
    industry = np.array([raw["industry"].get(code, raw["industry"]["rest"]) for code in given.divisions])
    place = np.array([raw["place"].get(area, 0.0) for area in given.areas])
    here = [[raw["here"].get(area, {}).get(code, 0.0) for code in given.divisions] for area in given.areas]
    percent = industry + place[:, None] + np.array(here) + (random.random(given.jobs.shape) - 0.5) * 2.4
    growth: Numbers = percent / 100
    return growth


def _rows(given: Parameters, years: np.ndarray[Any, Any], jobs: np.ndarray[Any, Any]) -> pa.Table:
    """Years × areas × divisions as rows, the totals after the cells."""
    year, area, division = np.nonzero(jobs)
    in_year, whole = np.divmod(np.arange(len(years) * len(given.areas)), len(given.areas))
    none = [None] * len(whole)
    columns = {
        "area": [*np.array(given.areas)[area], *np.array(given.areas)[whole]],
        "industry": [*np.array(given.sections)[division], *["*"] * len(whole)],
        "division": [*np.array(given.divisions)[division], *none],
        "year": [*years[year], *years[in_year]],
        "jobs": [*jobs[year, area, division], *jobs.sum(axis=2).ravel()],
        "status": ["ok"] * (len(year) + len(whole)),
    }
    return pa.table(columns, schema=KINDS["employment"])
