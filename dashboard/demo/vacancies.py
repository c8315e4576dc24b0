"""Advertised jobs of the last 24 months."""

import csv
from datetime import timedelta

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from dashboard.demo.parameters import Parameters, choose
from dashboard.settings import DEMO_PARAMETERS
from dashboard.staged import KINDS

UNSAID = 0.06  # advertisements that do not say whether they ask for higher education
LANDS = {
    "SE": {"employer": "Demo arbetsgivare", "title": "title_sv", "code": "ssyk", "version": "SSYK2012"},
    "NO": {"employer": "Demo arbeidsgiver", "title": "title_nb", "code": "styrk", "version": "STYRK08"},
}


def vacancies(given: Parameters, scale: int) -> pa.Table:
    """Advertisements with occupation, positions, and whether higher education is asked for (ISCO 1 to 3), each where
    its industry has its jobs; most ask 30 to 200 days."""
    with (DEMO_PARAMETERS / "occupations.csv").open(encoding="utf-8") as file:
        occupations = list(csv.DictReader(file))
    random, count = given.random("vacancies"), given.raw["vacancies"] * scale
    by_division = {code: number for number, code in enumerate(given.divisions)}
    job = choose(random, np.array([float(o["weight"]) for o in occupations]), count)
    divisions = np.array([by_division[o["division"]] for o in occupations])[job]
    area = _places(given, divisions, random)
    ago, open_for = random.integers(0, 730, count), random.integers(30, 240, count)
    positions = 1 + (random.random(count) ** 6 * 9).astype(int)
    unsaid = random.random(count) < UNSAID
    rows = []
    for number in range(count):
        key, occupation = given.areas[area[number]], occupations[job[number]]
        published, land = given.as_of - timedelta(days=int(ago[number])), LANDS[key[:2]]
        rows.append(
            {
                "key": f"{key[:2]}-DEMO-V{number:06}", "country": key[:2], "area": key, "employer_name": land["employer"],
                "title": occupation[land["title"]], "occupation": occupation["isco"],
                "occupation_code": occupation[land["code"]], "occupation_version": land["version"],
                "industry": given.sections[divisions[number]], "division": given.divisions[divisions[number]],
                "positions": int(positions[number]),
                "higher_education": None if unsaid[number] else occupation["isco"][0] in "123",
                "published": published, "closes": published + timedelta(days=int(open_for[number])),
            }
        )  # fmt: skip
    return pa.Table.from_pylist(rows, schema=KINDS["vacancy"])


def _places(given: Parameters, divisions: NDArray[np.int64], random: np.random.Generator) -> NDArray[np.int64]:
    """An area for each of ``divisions`` (indices), with the chance of its share of that division's jobs."""
    area = np.empty_like(divisions)
    for division in np.unique(divisions):
        mine = divisions == division
        area[mine] = choose(random, given.jobs[:, division], int(mine.sum()))
    return area
