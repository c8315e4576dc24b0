"""Advertised jobs of the last 24 months."""

import csv
from datetime import timedelta

import numpy as np
import pyarrow as pa

from dashboard.demo.parameters import Parameters, choose
from dashboard.settings import DEMO_PARAMETERS
from dashboard.staged import KINDS


def vacancies(given: Parameters, scale: int) -> pa.Table:
    """Advertisements with occupation, positions, and whether higher education is asked for; most ask 30 to 200 days."""
    with (DEMO_PARAMETERS / "occupations.csv").open(encoding="utf-8") as file:
        occupations = list(csv.DictReader(file))
    random, count = given.random("vacancies"), given.raw["vacancies"] * scale
    by_division = {code: number for number, code in enumerate(given.divisions)}
    job = choose(random, np.array([float(o["weight"]) for o in occupations]), count)
    divisions = np.array([by_division[o["division"]] for o in occupations])[job]
    by_area = given.jobs.sum(axis=1)
    area = choose(random, by_area, count)
    ago, open_for = random.integers(0, 730, count), random.integers(30, 240, count)
    positions = 1 + (random.random(count) ** 6 * 9).astype(int)
    rows = []
    for number in range(count):
        key, occupation = given.areas[area[number]], occupations[job[number]]
        published = given.as_of - timedelta(days=int(ago[number]))
        rows.append(
            {
                "key": f"{key[:2]}-DEMO-V{number:06}", "country": key[:2], "area": key,
                "employer_name": "Demo arbetsgivare" if key[:2] == "SE" else "Demo arbeidsgiver",
                "title": occupation["title_sv" if key[:2] == "SE" else "title_nb"], "occupation": occupation["isco"],
                "industry": given.sections[divisions[number]], "division": given.divisions[divisions[number]],
                "positions": int(positions[number]), "higher_education": occupation["isco"][0] in "12",
                "published": published, "closes": published + timedelta(days=int(open_for[number])),
            }
        )  # fmt: skip
    return pa.Table.from_pylist(rows, schema=KINDS["vacancy"])
