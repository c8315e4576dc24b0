"""Inhabitants by age group: children, those of working age, and the old; towns are younger, and all grow older."""

import csv
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from dashboard.demo.parameters import Numbers, Parameters
from dashboard.settings import REFERENCE
from dashboard.staged import KINDS

Integers = NDArray[np.int64]


def population(given: Parameters) -> pa.Table:
    """Both sexes together, by age group, on 31 December of each whole year."""
    random, years = given.random("population"), np.arange(given.first_year, given.as_of.year)
    totals = _totals(given, years)
    young, old = (np.rint(totals * _share(given, age, years, random)).astype(np.int64) for age in ("0-15", "65+"))
    groups = {"0-15": young, "16-64": totals - young - old, "65+": old}
    rows = [
        {"area": area, "day": date(int(year), 12, 31), "sex": "total", "age": age, "persons": int(persons[place, step])}
        for place, area in enumerate(given.areas)
        for step, year in enumerate(years)
        for age, persons in groups.items()
    ]
    return pa.Table.from_pylist(rows, schema=KINDS["population"])


def _share(given: Parameters, age: str, years: Integers, random: np.random.Generator) -> Numbers:
    """The group's share by area and year: smaller or larger in towns, a little chance, and a steady change."""
    facts: dict[str, Any] = given.raw["ages"][age]
    in_towns = facts["ten_times_larger"] * (np.log10(given.inhabitants) - 4)  # than a place of ten thousand
    chance = (random.random(len(given.areas)) - 0.5) * 0.03
    share: Numbers = facts["usual"] + (in_towns + chance)[:, None] + facts["a_year"] * (years - given.as_of.year)
    return share


def _totals(given: Parameters, years: Integers) -> Integers:
    """The published total of each area and year; else one on the way from the published total nearest in time."""
    published: dict[str, dict[int, int]] = {}
    with (REFERENCE / "population.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            day = date.fromisoformat(row["day"])
            # a figure of 1 January is the stock of the year before
            published.setdefault(row["area"], {})[day.year - (day.month == 1)] = int(row["persons"])

    def total(area: str, year: int) -> int:
        nearest = min(published[area], key=lambda known: abs(known - year))
        change = given.raw["growth"]["place"].get(area, 0.0) / 100  # people go where the jobs are
        return round(published[area][nearest] * (1 + change) ** (year - nearest))

    return np.array([[total(area, int(year)) for year in years] for area in given.areas])
